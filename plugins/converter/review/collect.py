"""From a page and the articles on disk to what the report shows of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from catalogue.reading import read_article

from ..batch import Task, convert_source
from ..discover import Source
from ..ledger import Tally, ranges, tally
from ..memory import LEDGER, Past, digest_of, read_past
from ..models import DROPPED, Article, Conversion, Line, LineKind, Problem, SourcePage
from ..pipeline import Knowledge
from ..shelf import Shelf
from ..store import keep_numbers
from ..write import body_markdown, files_of
from . import suspects
from .disk import OnDisk, look
from .models import ArticleView, DoubtView, LineView, PageView, ParagraphView
from .words import drop_reason, fields_of, kind_name


def views(sources: Sequence[Source], task: Task, knowledge: Knowledge, output: Path) -> Iterator[PageView]:
    """One view a page, made when it is asked for: an archive need not fit into memory."""
    for source in sources:
        outcome = convert_source(source, task, knowledge)
        if outcome.conversion is None:
            nothing = Tally(0, 0, {}, 0)
            yield PageView(source.shown, source.issue.key, source.page or "", nothing, problems=outcome.problems)
        else:
            yield view(outcome.conversion, output / source.issue.key, outcome.problems)


def view(conversion: Conversion, folder: Path, problems: tuple[Problem, ...] = ()) -> PageView:
    """A converted page beside its articles in `folder`; nothing is written. `problems`: all that was said of it."""
    page, shelf = conversion.page, Shelf(folder)
    past, wrong = read_past(folder / f"{page.page}{LEDGER}")
    conversion = keep_numbers(conversion, past, shelf)
    texts = files_of(conversion)
    disks = {name: look(shelf, name, text, past) for name, text in texts.items()}
    both = [(number, article, f"{article.id}.md") for number, article in enumerate(conversion.articles, 1)]
    doubts = suspects.of_page(conversion, _is_converted(texts, page, past))
    doubts += suspects.of_orphans(shelf, [name for name in past.hashes if name not in texts])
    for number, article, name in both:
        fresh = read_article(texts[name].encode(), disks[name].path.as_posix())
        doubts += suspects.of_article(number, article, fresh, disks[name], conversion)
    # Lost lines are shown as doubts, each beside its line.
    told = (problem for problem in (*problems, *wrong) if problem.code != "E109")
    return PageView(
        page.path,
        page.issue.key,
        page.page,
        tally(conversion),
        tuple(_lines(conversion)),
        tuple(_article(number, article, texts[name], disks[name], page) for number, article, name in both),
        _in_order(doubts),
        tuple(told),
    )


def _is_converted(texts: Mapping[str, str], page: SourcePage, past: Past) -> bool:
    """Whether the articles on disk, edited or not, were made from this very page."""
    same = all(digest_of(text.encode()) == past.hashes.get(name) for name, text in texts.items())
    return same and (past.sha256 == page.sha256 or not texts)


def _in_order(doubts: Sequence[DoubtView]) -> tuple[DoubtView, ...]:
    """What is probably wrong first, then as on the page."""
    return tuple(sorted(doubts, key=lambda doubt: (doubt.rank, doubt.article or 0)))


def _lines(conversion: Conversion) -> Iterator[LineView]:
    owners: dict[int, list[int]] = defaultdict(list)
    for place, article in enumerate(conversion.articles, 1):
        for number in article.lines:
            owners[number].append(place)
    kinds = {line.number: line.kind for line in conversion.fates}
    for line in conversion.page.lines:
        yield _line(line, kinds.get(line.number), tuple(owners[line.number]))


def _line(line: Line, kind: LineKind | None, articles: tuple[int, ...]) -> LineView:
    if kind is None:
        return LineView(line.number, "", "blank")
    if articles:
        return LineView(line.number, line.text, "used", kind_name(kind), articles)
    if kind in DROPPED:
        return LineView(line.number, line.text, "dropped", drop_reason(kind))
    return LineView(line.number, line.text, "lost", kind_name(LineKind.UNKNOWN))


def _article(number: int, article: Article, text: str, disk: OnDisk, page: SourcePage) -> ArticleView:
    file = disk.file or read_article(text.encode(), disk.path.as_posix())
    runs = ranges(article.lines, page.lines)
    return ArticleView(
        number,
        article.id,
        file.matter.title if file.matter else article.headline,
        disk.path.as_posix(),
        disk.state,
        fields_of(file.matter) if file.matter else (),
        tuple(_paragraphs(file.body, article)),
        tuple((int(run.split("-")[0]), run) for run in runs),
    )


def _paragraphs(body: str, article: Article) -> Iterator[ParagraphView]:
    """The paragraphs of the file; those that are as converted know their lines."""
    blocks = {body_markdown((block,)): block for block in article.body}
    for paragraph in filter(None, (part.strip("\n") for part in body.split("\n\n"))):
        block = blocks.get(paragraph)
        crosshead = paragraph.startswith("## ")
        if block:
            yield ParagraphView(block.text, crosshead, block.lines)
        else:
            yield ParagraphView(paragraph.removeprefix("## "), crosshead)

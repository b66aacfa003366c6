"""Putting articles on disk without ever overwriting an editor.

A file that is still as the converter wrote it may be rewritten or removed. Any other was edited, and what is
new on its page is merged into it (`merge.py`); what cannot be merged is laid beside it as `.md.new`. A file
that an editor deleted stays away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from .describe.identity import Sketch, article_id, settle_numbers, sketch
from .desk import File, Outcome, put, retire
from .memory import (
    GENERATED,
    LEDGER,
    NUMBERS,
    Kept,
    Past,
    digest_of,
    json_text,
    numbers_given,
    read_past,
    to_json,
    write_file,
)
from .models import Article, Conversion, Problem
from .shelf import Shelf
from .write import file_head, files_of, render_articles


def store(conversion: Conversion, root: Path, origin: str) -> tuple[Problem, ...]:
    """Write the articles and the ledger of a page under `root/<issue>/`; only what changed is touched.

    `origin` is the name of the folder that is being converted.
    """
    folder = root / conversion.page.issue.key
    ledger = folder / f"{conversion.page.page}{LEDGER}"
    past, problems = read_past(ledger)
    shelf = Shelf(folder)
    sketches = conversion.sketches or sketches_of(conversion)
    conversion = keep_numbers(conversion, past, shelf, sketches)
    fresh = files_of(conversion)
    outcomes = {name: put(_file(shelf, name, past), text) for name, text in fresh.items()}
    outcomes |= {name: retire(_file(shelf, name, past)) for name in past.hashes if name not in fresh}
    kept = Kept(
        {name: digest_of(fresh[name].encode()) if name in fresh else past.hashes[name] for name in _lasting(outcomes)},
        {name: outcome.open for name, outcome in outcomes.items() if outcome.open is not None},
    )
    known = {article.id: words for article, words in zip(conversion.articles, sketches, strict=True)}
    told = to_json(conversion, known, kept, origin, past)
    # In this order, so that a conversion that is cut short anywhere is made good by the next one.
    write_file(ledger, json_text(told))
    for name, text in fresh.items():
        write_file(shelf.generated(name), text)
    return (*problems, *(outcome.problem for outcome in outcomes.values() if outcome.problem))


def _lasting(outcomes: dict[str, Outcome]) -> list[str]:
    return [name for name, outcome in outcomes.items() if not outcome.forget]


def _file(shelf: Shelf, name: str, past: Past) -> File:
    """All that is known of the file of an article."""
    last = past.hashes.get(name)
    # A name that was never given needs no search: nobody can have renamed that file.
    home = shelf.folder / name
    path = shelf.find(name) if last else (home if home.exists() else None)
    return File(path or home, path is not None, shelf.generated(name), last, past.open.get(name))


def sketches_of(conversion: Conversion) -> tuple[Sketch, ...]:
    """What the articles of a page are known by."""
    return tuple(sketch(text_of(article)) for article in conversion.articles)


def text_of(article: Article) -> str:
    """What an article is known by when its page is converted again."""
    return "".join((article.headline, *(block.text for block in article.body)))


def keep_numbers(
    conversion: Conversion, past: Past, shelf: Shelf | None = None, sketches: Sequence[Sketch] = ()
) -> Conversion:
    """The conversion with the ids that its articles had before; new articles get new ones.

    Ids in use on the `shelf` are not given to new articles. `sketches` are those of the articles, if known.
    """
    page, known = conversion.page, list(past.sketches)
    sketches = sketches or [sketch(text_of(article)) for article in conversion.articles]
    places = settle_numbers(sketches, dict(enumerate(past.sketches.values())), len(known) - 1)
    start = max(past.last, numbers_given(shelf.folder).get(page.page, 0) if shelf else 0) + 1
    unused = (article_id(page.issue.key, page.page, number) for number in count(start))
    texts = conversion.rendered or render_articles(conversion)
    # Without a ledger the files that are there may well be these very articles.
    given = shelf if known else None
    fresh = [
        known[place] if place < len(known) else next(id for id in unused if _is_free(id, text, given))
        for place, text in zip(places, texts, strict=True)
    ]
    ids = {article.id: id for article, id in zip(conversion.articles, fresh, strict=True)}
    return replace(
        conversion,
        articles=tuple(replace(article, id=ids[article.id]) for article in conversion.articles),
        owners={line: ids[owner] for line, owner in conversion.owners.items()},
    )


def _is_free(id: str, text: str, shelf: Shelf | None) -> bool:
    """Whether an article of this text may get the id: nobody has it, or a conversion that was cut short wrote it."""
    return shelf is None or not shelf.takes(id) or shelf.says(id, file_head(id) + text)


def retire_pages(root: Path, origin: str, alive: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """Remove the articles of pages that lay in the folder named `origin` and are gone.

    `alive` are the (issue, page) that still have a file. Pages of other folders, converted into the same
    place, stay.
    """
    living = set(alive)
    problems: list[Problem] = []
    for ledger in sorted(root.glob(f"*/*{LEDGER}")):
        if (ledger.parent.name, ledger.stem) in living:
            continue
        past, wrong = read_past(ledger)
        if past.origin == origin:
            problems += (*wrong, *retire_page(ledger, past))
    return tuple(problems)


def retire_page(ledger: Path, past: Past) -> list[Problem]:
    """Remove a ledger and the articles it tells of, those that were edited excepted, which are named."""
    shelf = Shelf(ledger.parent)
    outcomes = [retire(_file(shelf, name, past)) for name in past.hashes]
    for name in past.hashes:
        shelf.generated(name).unlink(missing_ok=True)
    ledger.unlink()
    clear(ledger.parent)
    return [outcome.problem for outcome in outcomes if outcome.problem]


def clear(folder: Path) -> None:
    """Remove what is left of an issue without pages: its numbers, and its folders if they are empty."""
    if not any(folder.glob(f"*{LEDGER}")):
        (folder / GENERATED / NUMBERS).unlink(missing_ok=True)
    for place in (folder / GENERATED, folder):
        if place.is_dir() and not any(place.iterdir()):
            place.rmdir()

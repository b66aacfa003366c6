"""The way of a page, from its lines to its articles: the stages in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from . import vocabulary as words
from .blocks import group
from .bylines import LEAD_RE
from .classify import classify
from .clean import clean
from .describe.authors import find_credits
from .describe.dates import infer_date
from .describe.home import find_home
from .describe.identity import article_id
from .describe.region import find_regions
from .describe.section import Sections, choose_section, load_sections
from .describe.tags import TAGS, TagVocabulary, find_tags, load_tags
from .describe.untold import untold
from .doubts import Case, find_doubts
from .folio import goes_with_folio, parse_folio
from .gazetteer import Gazetteer
from .gazetteer import load as load_gazetteer
from .headers import Header, make_headline, split_header
from .ledger import account, kinds_of
from .models import DROPPED, Article, ArticleDraft, Block, Conversion, Credit, Line, LineKind, Problem, SourcePage
from .repeats import mark_repeats
from .run_in import put_back
from .segment import segment
from .strays import mark_strays


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the stages know before they see a page."""

    vocabulary: words.Vocabulary
    gazetteer: Gazetteer
    sections: Sections
    tags: TagVocabulary
    home: tuple[str, ...] | None = None
    """Home region of the edition, from the province down."""


def convert_page(page: SourcePage, knowledge: Knowledge, punctuation: bool = True) -> Conversion:
    """The articles of one page, and what became of each of its lines."""
    lines = clean(page.lines, punctuation)
    blocks = classify(group(lines, knowledge.vocabulary), knowledge.vocabulary)
    blocks = mark_repeats(blocks)
    page = replace(page, page_name=page.page_name or _printed_page_name(blocks, knowledge.vocabulary))
    drafts, unplaced = put_back(*segment(blocks, knowledge.vocabulary))
    drafts = mark_strays(drafts, lines, knowledge.vocabulary)
    facts = PageFacts(*_date(page, blocks), _home(page, drafts, knowledge))
    articles = tuple(describe(draft, page, n, facts, knowledge) for n, draft in enumerate(drafts, 1))
    roles = kinds_of(page, zip(drafts, articles, strict=True))
    fates, owners = account(page, blocks, articles, unplaced, roles)
    return Conversion(page, articles, fates, owners, _problems(page, articles, fates, owners))


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What holds for every article of a page."""

    date: str | None
    date_inferred: bool
    home: tuple[str, ...] | None
    """Home region of the paper: what 我区 and 全市 mean on this page."""


def describe(draft: ArticleDraft, page: SourcePage, number: int, facts: PageFacts, knowledge: Knowledge) -> Article:
    """A draft with everything that is said about it."""
    vocabulary = knowledge.vocabulary
    texts = [block.text for block in draft.body]
    header = split_header(draft.header, vocabulary)
    made = header is None
    header = header or Header(make_headline(texts[0] if texts else draft.captions[0].text, vocabulary))
    heading = "\n".join(filter(None, (header.kicker, header.headline, header.deck)))
    credits, dateline = find_credits(draft, vocabulary)
    draft = _with_untold(draft, credits, vocabulary)
    rubric = _rubric_name(draft.rubric, vocabulary)
    if rubric is None:
        header, rubric = _labelled(header, vocabulary)
    note = " ".join(block.text for block in draft.notes) or None
    article = Article(
        id=article_id(page.issue.key, page.page, number),
        headline=header.headline,
        kicker=header.kicker,
        deck=header.deck,
        headline_made=made,
        body=_with_source(draft),
        rubric=rubric,
        credits=credits,
        dateline=dateline,
        section=choose_section(heading, texts, rubric, page.page_name, knowledge.sections, note=note),
        regions=find_regions(heading, [*_whence(credits, dateline), *texts], knowledge.gazetteer, facts.home),
        tags=find_tags(heading, texts, knowledge.tags),
        date=facts.date,
        date_inferred=facts.date_inferred,
        captions=tuple(block.text for block in draft.captions),
        author_note=note,
        lines=_lines(draft),
    )
    return replace(article, doubts=find_doubts(Case(draft, article, vocabulary, knowledge.sections.default)))


def _whence(credits: Sequence[Credit], dateline: str | None) -> list[str]:
    """From where a reader or a reporter writes: 东兰县 张三; 李四 发自安徽铜陵."""
    told = [credit.organisation for credit in credits if credit.organisation and credit.role is None]
    sent = dateline is not None and (dateline.startswith("发自") or dateline.endswith("报道"))
    return told + ([dateline] if dateline and sent else [])


def _printed_page_name(blocks: Sequence[Block], vocabulary: words.Vocabulary) -> str | None:
    """要闻, from a folio that says A03版 要闻."""
    texts = [block.text for block in blocks if block.kind is LineKind.FOLIO]
    folios = [parse_folio(text, vocabulary, edge=True) for text in texts]
    names = (
        folio.name if folio else goes_with_folio(text, vocabulary) for text, folio in zip(texts, folios, strict=True)
    )
    return next(filter(None, names), None)


def _date(page: SourcePage, blocks: Sequence[Block]) -> tuple[str | None, bool]:
    """(date of the page, whether it was read from the text)."""
    if page.issue.date:
        return page.issue.date, False
    inferred = infer_date([block.text for block in blocks])
    return (inferred[0], True) if inferred else (None, False)


def _home(page: SourcePage, drafts: Sequence[ArticleDraft], knowledge: Knowledge) -> tuple[str, ...] | None:
    """As issue.toml says, else as the name and the text of the paper tell, else that of the edition."""
    if page.issue.home:
        return tuple(page.issue.home.split("/"))
    texts = ["\n".join(block.text for block in (*draft.header, *draft.body)) for draft in drafts]
    return find_home(page.issue.paper, texts, knowledge.gazetteer) or knowledge.home


def _problems(
    page: SourcePage, articles: Sequence[Article], fates: Sequence[Line], owners: Mapping[int, str]
) -> tuple[Problem, ...]:
    """A page without an article, and every line that is in no article without a reason."""
    if not articles:
        return (Problem("E106", page.path, next((line.number for line in page.lines if line.text.strip()), 1)),)
    lost = (line for line in fates if line.number not in owners and line.kind not in DROPPED)
    return tuple(Problem("E109", page.path, line.number, value=line.text.strip()) for line in lost)


def _with_source(draft: ArticleDraft) -> tuple[Block, ...]:
    """The text with the note of its source (据新华社电) as its last paragraph."""
    notes = tuple(b._replace(kind=LineKind.BODY) for b in draft.bylines if b.kind is LineKind.TAGLINE)
    return (*draft.body, *notes)


def _with_untold(draft: ArticleDraft, credits: Sequence[Credit], vocabulary: words.Vocabulary) -> ArticleDraft:
    """What was taken for a byline, but says more than who made the article, is told in its text."""
    rest = untold((b for b in draft.bylines if b.kind is not LineKind.TAGLINE), credits, vocabulary)
    captions = tuple(b for b in rest if b.kind is LineKind.PHOTO_CREDIT)
    texts = tuple(b._replace(kind=LineKind.BODY) for b in rest if b.kind is not LineKind.PHOTO_CREDIT)
    kept = tuple(b for b in draft.bylines if b not in rest)
    return replace(draft, bylines=kept, captions=(*draft.captions, *captions), body=(*draft.body, *texts))


def _labelled(header: Header, vocabulary: words.Vocabulary) -> tuple[Header, str | None]:
    """The header without the rubric in brackets at its end, and that: 少一些“首长席”（今日谈）."""
    match = re.search(r"（(?P<name>[^（）]{2,6})）$", header.headline)
    known = match and (match["name"] in vocabulary.rubric_names or vocabulary.banner_end.search(match["name"]))
    if not match or not known or not header.headline[: match.start()].strip():
        return header, None
    return replace(header, headline=header.headline[: match.start()].strip()), match["name"]


def _rubric_name(block: Block | None, vocabulary: words.Vocabulary) -> str | None:
    if block is None:
        return None
    names = []
    for text in block.parts or (block.text,):
        match = vocabulary.rubric_pair.match(text)
        names.append(next(filter(None, match.groups()), text) if match else LEAD_RE.sub("", text))
    return " ".join(names).strip()


def _lines(draft: ArticleDraft) -> tuple[int, ...]:
    parts = (*draft.header, *draft.bylines, *draft.body, *draft.captions, *draft.notes, *filter(None, [draft.rubric]))
    return tuple(sorted({number for block in parts for number in block.lines}))


def load_knowledge(
    home: tuple[str, ...] | None = None, tag_files: Sequence[Path] = ()
) -> tuple[Knowledge, tuple[Problem, ...]]:
    """The knowledge that comes with the converter, with the edition's home region and own tags."""
    sections, of_sections = load_sections()
    tags, of_tags = load_tags(TAGS, *tag_files)
    return Knowledge(words.load(), load_gazetteer(), sections, tags, home), (*of_sections, *of_tags)

"""Last stage, write: an article becomes Markdown with front matter (docs/front-matter.md).

Text of a page is escaped, so that no printed mark becomes markup: rendering the Markdown
gives back the very characters of the article.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import yaml

from .ledger import ranges
from .models import Article, Block, Conversion, Credit, LineKind, SourcePage

MARKUP_RE = re.compile(r"([\\`*_{}\[\]<>&])")
LINE_START_RE = re.compile(r"^(#|[-+]|\d+[.])")
COMMON = "㐀-䶿一-鿿々〇"
PLAIN_RE = re.compile(rf"[{COMMON}][{COMMON}，。、；：？！“”‘’《》（）…—A-Za-z0-9/]*|\d{{1,5}}-\d{{1,5}}")
"""What YAML takes as it stands, in lists too."""
PLAIN_ID_RE = re.compile(r"\d{6,8}[a-z]?-[a-z]?\d+-\d+")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def escape(text: str) -> str:
    """Markdown that shows exactly this text as one paragraph."""
    text = MARKUP_RE.sub(lambda m: ENTITIES.get(m[1], "\\" + m[1]), " ".join(text.split()))
    start = LINE_START_RE.match(text)
    return _escape_start(start) + text[start.end() :] if start else text


def _escape_start(match: re.Match[str]) -> str:
    mark = match[1]
    return mark[:-1] + "\\" + mark[-1] if mark[0].isdigit() else "\\" + mark


def to_markdown(article: Article, page: SourcePage) -> str:
    """The whole file of an article: front matter, blank line, text."""
    return file_head(article.id) + _render(article, page)


def file_head(id: str) -> str:
    """How the file of an article begins."""
    # Not every id is plain: 2024-01-01, of an issue of which only the year is known, would be a date.
    head = f"id: {id}\n" if PLAIN_ID_RE.fullmatch(id) else yaml_field("id", id)
    return f"---\n{head}"


def _render(article: Article, page: SourcePage) -> str:
    """The file of an article from behind its id, which is settled last."""
    fields = front_matter(article, page)
    head = "".join(yaml_field(key, value) for key, value in fields.items() if key != "id")
    return f"{head}---\n\n{body_markdown(article.body)}\n"


def yaml_field(key: str, value: Any, indent: str = "") -> str:
    """One key with its value, as the YAML library lays it out: it costs ten times as much to let it do all the work."""
    if isinstance(value, dict):
        inner = "".join(yaml_field(name, part, indent + "  ") for name, part in value.items())
        return f"{indent}{key}:\n{inner}"
    if isinstance(value, list) and isinstance(value[0], dict):
        rows = (", ".join(f"{name}: {_scalar(part, True)}" for name, part in row.items()) for row in value)
        return f"{indent}{key}:\n" + "".join(f"{indent}- {{{row}}}\n" for row in rows)
    if isinstance(value, list):
        return f"{indent}{key}: [{', '.join(_scalar(item, True) for item in value)}]\n"
    return f"{indent}{key}: {_scalar(value, False)}\n"


def _scalar(value: str | bool, inside: bool) -> str:
    """A value as YAML; `inside` of brackets more marks call for quotes than outside."""
    if isinstance(value, str) and PLAIN_RE.fullmatch(value):
        return value
    return _quoted(value, inside)


@lru_cache(maxsize=1024)
def _quoted(value: str | bool, inside: bool) -> str:
    """A value as the library writes it, in quotes if it must be."""
    # Beside something nested a key has its own line.
    told = [value] if inside else {"": value, "end": [[]]}
    options = {"Dumper": Dumper, "default_flow_style": None, "allow_unicode": True, "width": 10**6}
    text = str(yaml.dump(told, sort_keys=False, **options))
    return text[1:-2] if inside else text.removeprefix("'': ").removesuffix("\nend:\n- []\n")


def body_markdown(blocks: tuple[Block, ...]) -> str:
    """Paragraphs and `## ` crossheads, parted by blank lines."""
    return "\n\n".join(_paragraph(block) for block in blocks)


def _paragraph(block: Block) -> str:
    text = escape(block.text)
    return f"## {text}" if block.kind is LineKind.CROSSHEAD else text


def front_matter(article: Article, page: SourcePage) -> dict[str, Any]:
    """The keys of docs/front-matter.md in their order, empty ones left out."""
    fields = {
        "id": article.id,
        "title": article.headline,
        "title_made": article.headline_made,
        "kicker": article.kicker,
        "deck": article.deck,
        "rubric": article.rubric,
        "section": article.section,
        "authors": [credit.name for credit in article.credits],
        "credits": [_credit(credit) for credit in article.credits],
        "region": ["/".join(region.path) for region in article.regions],
        "tags": list(article.tags),
        "tags_auto": bool(article.tags),
        "date": article.date,
        "date_inferred": article.date_inferred,
        "paper": page.issue.paper,
        "issue": page.issue.key,
        "issue_number": page.issue.number,
        "page": page.page,
        "page_name": page.page_name,
        "dateline": article.dateline,
        "captions": list(article.captions),
        "author_note": article.author_note,
        "source": {"file": page.file, "sha256": page.sha256, "lines": ranges(article.lines, page.lines)},
        "review": list(article.doubts),
    }
    return {key: _printable(value) for key, value in fields.items() if value}


def _credit(credit: Credit) -> dict[str, str]:
    fields = {"name": credit.name, "role": credit.role, "organisation": credit.organisation}
    return {key: value for key, value in fields.items() if value}


def _printable(value: Any) -> Any:
    """Characters that YAML cannot carry become the replacement character: nothing else may change."""
    if isinstance(value, str):
        return value if value.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value


def render_articles(conversion: Conversion) -> tuple[str, ...]:
    """The files of the articles of a page, each from behind its id: `Conversion.rendered`."""
    return tuple(_render(article, conversion.page) for article in conversion.articles)


def files_of(conversion: Conversion) -> dict[str, str]:
    """File name -> text of every article of a page."""
    rendered = conversion.rendered or render_articles(conversion)
    return {f"{a.id}.md": file_head(a.id) + text for a, text in zip(conversion.articles, rendered, strict=True)}

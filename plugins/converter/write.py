"""Last stage, write: an article becomes Markdown with front matter (docs/front-matter.md).

Text of a page is escaped, so that no printed mark becomes markup: rendering the Markdown
gives back the very characters of the article.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from .ledger import ranges
from .models import Article, Block, Conversion, Credit, LineKind, SourcePage
from .text import SPACE_RE

MARKUP_RE = re.compile(r"([\\`*_{}\[\]<>&])")
LINE_START_RE = re.compile(r"^(#|[-+]|\d+[.])")
ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def escape(text: str) -> str:
    """Markdown that shows exactly this text as one paragraph."""
    text = SPACE_RE.sub(" ", text).strip()
    text = MARKUP_RE.sub(lambda m: ENTITIES.get(m[1], "\\" + m[1]), text)
    return LINE_START_RE.sub(_escape_start, text)


def _escape_start(match: re.Match[str]) -> str:
    mark = match[1]
    return mark[:-1] + "\\" + mark[-1] if mark[0].isdigit() else "\\" + mark


def to_markdown(article: Article, page: SourcePage) -> str:
    """The whole file of an article: front matter, blank line, text."""
    head = yaml.dump(
        front_matter(article, page),
        Dumper=Dumper,
        default_flow_style=None,
        allow_unicode=True,
        sort_keys=False,
        width=10**6,
    )
    return f"---\n{head}---\n\n{body_markdown(article.body)}\n"


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
        return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in value)
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value


def files_of(conversion: Conversion) -> dict[str, str]:
    """File name -> text of every article of a page."""
    return {f"{article.id}.md": to_markdown(article, conversion.page) for article in conversion.articles}

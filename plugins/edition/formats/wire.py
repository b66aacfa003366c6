"""`issue.txt`: a whole issue as plain text in print order, as a wire service sends it.

Heads stand at the left, paragraphs are indented by two characters, a line of `=` stands before a page and one of `-`
before an article; under each article a line in 〔〕 says where it is filed, how long it is, and its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ..credits import CreditView
from ..issues import IssueView, PageView
from ..views import ArticleView
from .blocks import Block, blocks

INDENT = "\u3000\u3000"
PAGE_RULE, ARTICLE_RULE = "=" * 40, "-" * 40
LEADS = {"item": "· ", "quote": INDENT + INDENT, "paragraph": INDENT}


def byline(credits: tuple[CreditView, ...]) -> str:
    """本报记者 甲 乙 通讯员 丙: a role stands once before its people."""
    groups = groupby(credits, key=lambda one: f"{one.organisation or ''}{one.role_name}")
    return " ".join(" ".join(filter(None, (label, *(one.name for one in people)))) for label, people in groups)


def block_lines(block: Block) -> Iterator[str]:
    """A block of text; a crosshead has an empty line before it."""
    if block.kind == "crosshead":
        yield ""
    lead = LEADS.get(block.kind, "")
    yield from (lead + line.strip(" ") for line in block.text.split("\n"))


def filed(article: ArticleView) -> str:
    """〔时政 四川省德阳市 2024年6月11日 512字 20240611-01-03〕"""
    facts = (
        article.matter.section,
        *(region.replace("/", "") for region in article.matter.region),
        article.date.text if article.date else None,
        f"{article.characters}字",
        article.id,
    )
    return f"〔{' '.join(filter(None, facts))}〕"


def article_lines(article: ArticleView) -> Iterator[str]:
    """An article."""
    rubric = article.matter.rubric
    heads = (f"【{rubric}】" if rubric else None, article.kicker, article.title, article.deck, byline(article.credits))
    yield from filter(None, heads)
    yield ""
    for block in blocks(article.body):
        yield from block_lines(block)
    for caption in article.captions:
        yield f"{INDENT}〔图〕{caption}"
    if article.author_note:
        yield INDENT + article.author_note
    for correction in article.corrections:
        yield f"{INDENT}〔更正〕{correction.date.text} {correction.text}"
    yield from ("", filed(article))


def page_lines(page: PageView) -> Iterator[str]:
    """A page with its articles."""
    yield from (PAGE_RULE, " ".join(filter(None, (f"第{page.number}版", page.name))), PAGE_RULE)
    for number, article in enumerate(page.articles):
        yield from ("", ARTICLE_RULE, "") if number else ("",)
        yield from article_lines(article)
    yield ""


def issue_text(issue: IssueView) -> str:
    """The whole issue."""
    edition = issue.library.edition
    day = " ".join(filter(None, (issue.title, issue.date.weekday if issue.date else "")))
    number = f"第{issue.number}期" if issue.number and issue.date else ""
    size = f"{len(issue.pages)}版 {len(issue.articles)}篇 {issue.characters}字"
    lines = [" ".join(filter(None, (day, number))), f"{edition.name} {size}"]
    lines += [edition.rights] if edition.rights else []
    lines.append("")
    for page in issue.pages:
        lines += page_lines(page)
    return "\n".join(lines)

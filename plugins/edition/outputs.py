"""Every page of the site: where it is written, with which template, and what the template is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from . import urls
from .body import Renderer
from .calendar import CalendarYear, MonthView
from .formats.search import KIND_NAMES
from .head import head
from .home import compose
from .library import Library
from .orders import KINDS as ORDERED
from .orders import ORDERS, Order
from .terms import HEADINGS
from .texts import TextView
from .titles import TitlesView
from .views import ArticleView

SHOWN_ISSUES = 14
"""Issues on the front page."""
FOUND_ISSUES = 5
"""Issues on the page for what was not found."""
ABOUT_SEARCH = "在全部文章的标题、署名、图片说明和正文中逐字查找，简体、繁体都可以。"
FINGERPRINTED = frozenset({"home", "about"})
"""Kinds of pages that show the digest of all articles: it changes with every one."""
TEMPLATES = (
    *("home", "issue", "read", "page", "article", "term", "shelf", "terms", "calendar", "year", "month"),
    *("search", "titles", "text", "corrections", "moved", "gone", "404"),
)
OVERVIEW_KINDS = {"section": "sections", "region": "regions", "tag": "tags", "author": "authors", "rubric": "rubrics"}


@dataclass(frozen=True, slots=True)
class Output:
    """One page to be written."""

    path: str
    template: str
    """Name without `.html`."""
    kind: str
    title: str
    """What the page is called, without the name of the edition; '' on the front page."""
    description: str
    names: dict[str, Any] = field(repr=False)
    """The template's own names."""


def home(library: Library) -> Output:
    """The front page."""
    newest = library.newest
    front = compose(newest)
    latest = newest[0] if newest else None
    names = {
        "issue": latest,
        "lead": front.lead,
        "seconds": front.seconds,
        "briefs": front.briefs,
        "issues": newest[:SHOWN_ISSUES],
        "month": library.calendar.month_of(latest.date) if latest else None,
        "sections": library.sections,
    }
    return Output(urls.HOME, "home", "home", "", library.edition.description or library.edition.tagline, names)


def headlines(articles: tuple[ArticleView, ...], count: int) -> str:
    """A description of a page made of headlines."""
    return f"{count}篇：" + "；".join(article.title for article in articles[:4]) + "。"


def issue(library: Library, key: str) -> Output:
    """An issue."""
    view = library.issue_of(key)
    about = headlines(view.articles, len(view.articles))
    return Output(view.path, "issue", "issue", view.title, about, {"issue": view})


def reading(library: Library, key: str) -> Output:
    """All texts of an issue on one page."""
    view = library.issue_of(key)
    about = headlines(view.articles, len(view.articles))
    return Output(view.reading_path, "read", "read", f"{view.title} 全文", about, {"issue": view})


def page(library: Library, key: str, number: str) -> Output:
    """A page of an issue."""
    view = library.issue_of(key).page(number)
    title = " ".join(part for part in (view.issue.title, f"{view.number}版", view.name) if part)
    return Output(view.path, "page", "page", title, headlines(view.articles, len(view.articles)), {"page": view})


def article(library: Library, id: str) -> Output:
    """An article."""
    view = library.articles[id]
    return Output(view.path, "article", "article", view.title, view.summary, {"article": view})


def term(library: Library, kind: str, key: str) -> Output:
    """A term with a page."""
    view = library.term_of(kind, key)
    about = view.description or headlines(view.latest(4), view.count)
    return Output(str(view.path), "term", view.kind, f"{view.full_name} - {HEADINGS[view.kind]}", about, {"term": view})


def long_year(library: Library, kind: str, key: str, name: str) -> Output:
    """A year of a term that is cut into its months."""
    view = library.part_of(kind, key, name)
    year = next(one for one in view.index.years if one.name == name)
    about = f"{view.full_name}，{year.label}，{year.count}篇：{year.spoken}。"
    title = f"{year.label} - {view.full_name} - {HEADINGS[view.kind]}"
    return Output(year.href, "shelf", view.kind, title, about, {"term": view, "year": year, "shelf": None})


def shelf(library: Library, kind: str, key: str, name: str) -> Output:
    """A shelf of a term with a page of its own."""
    view = library.part_of(kind, key, name)
    found = next(one for one in view.index.shelves if one.name == name)
    title = f"{found.label} - {view.full_name} - {HEADINGS[view.kind]}"
    names = {"term": view, "year": found.of_year, "shelf": found}
    return Output(found.path, "shelf", view.kind, title, headlines(found.articles, found.count), names)


def overview(library: Library, kind: str, order: Order = ORDERS[0]) -> Output:
    """All terms of a kind; long lists of names in several orders, each on a page of its own."""
    terms = library.overview(kind)
    about = "、".join(term.name for term in terms[:12])
    names: dict[str, Any] = {"terms": terms, "term_kind": kind, "heading": HEADINGS[kind]}
    if kind in ORDERED:
        orders = [(one.name, urls.order(kind, one.key)) for one in ORDERS]
        names |= {"groups": order.groups(terms), "order": order, "orders": orders}
    title = f"{HEADINGS[kind]}（{order.name}）" if order.key else HEADINGS[kind]
    return Output(urls.order(kind, order.key), "terms", OVERVIEW_KINDS[kind], title, about, names)


def year(library: Library, number: int) -> Output:
    """A year of the calendar."""
    view = CalendarYear(number, library.calendar)
    return Output(view.path, "year", "year", f"{view.year}年", f"{view.year}年，共{view.count}期。", {"year": view})


def month(library: Library, year_number: int, number: int) -> Output:
    """A month of the calendar; only called for months with issues."""
    view = MonthView(year_number, number, library.calendar)
    title = f"{view.year}年{view.name}"
    return Output(str(view.path), "month", "month", title, f"{title}，共{len(view.issues)}期。", {"month": view})


def calendar(library: Library) -> Output:
    """All years."""
    names = {"years": library.calendar.years, "undated": library.calendar.undated}
    return Output("calendar/index.html", "calendar", "calendar", "日历", f"共{len(library.issues)}期。", names)


def text(library: Library, view: TextView, renderer: Renderer) -> Output:
    """A hand-written page; the one of corrections goes on with all of them."""
    names: dict[str, Any] = {
        "heading": view.title,
        "body": renderer.render(view.markdown, partial(urls.link, view.path)),
    }
    if view.kind == "corrections":
        names |= {"corrections": library.corrections}
    return Output(view.path, template_of(view), view.kind, view.title, view.description or "", names)


def template_of(view: TextView) -> str:
    """The template of a hand-written page."""
    return "corrections" if view.kind == "corrections" else "text"


def search(library: Library) -> Output:
    """The search page."""
    names = {"years": library.titles, "term_kinds": KIND_NAMES}
    return Output(urls.SEARCH, "search", "search", "搜索", ABOUT_SEARCH, names)


def titles(library: Library, name: str) -> Output:
    """All headlines of a year or a month."""
    view = TitlesView(name, library)
    names = {"titles": view, "years": library.titles}
    return Output(view.path, "titles", "titles", f"{view.text}全部标题", f"{view.text}，共{view.count}篇。", names)


def not_found(library: Library) -> Output:
    """What a host shows for an address without a page."""
    return Output(urls.NOT_FOUND, "404", "404", "没有这一页", "", {"issues": library.newest[:FOUND_ISSUES]})


def linker(output: Output, url: str) -> Callable[[str], str]:
    """The `link` of a page; 404 is shown at any address, so it links from the root of the host when that is known."""
    if output.path == urls.NOT_FOUND and url:
        return partial(urls.rooted, urls.base_path(url))
    return urls.Linker(output.path)


def frame(output: Output, library: Library) -> dict[str, Any]:
    """Everything the template of a page is given."""
    edition = library.edition
    title = " - ".join(part for part in (output.title, edition.name) if part)
    return {
        **output.names,
        "edition": edition,
        "kind": output.kind,
        "here": output.path,
        "link": linker(output, edition.url),
        "kept": library.kept,
        "twin": urls.twin(output.path),
        **head(output, library),
        "nameplate": library.nameplate,
        "nav": library.sections,
        "texts": library.texts,
        "title": title if output.title else " - ".join(part for part in (edition.name, edition.tagline) if part),
        "description": output.description,
        "sources_digest": library.digest if output.kind in FINGERPRINTED else None,
    }

"""Every page of the site: where it is written, with which template, and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from . import urls
from .body import Renderer
from .calendar import CalendarYear, MonthView
from .head import head
from .home import compose
from .issues import IssueView, PageView
from .library import KINDS, Library
from .orders import KINDS as ORDERED
from .orders import ORDERS, Order
from .terms import HEADINGS, TermView
from .texts import TextView
from .titles import TitlesView, every
from .views import ArticleView

SHOWN_ISSUES = 14
"""Issues on the front page."""
FOUND_ISSUES = 5
"""Issues on the page for what was not found."""
ABOUT_SEARCH = "在全部文章的标题、署名、图片说明和正文中逐字查找，简体、繁体都可以。"
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


def issue(view: IssueView) -> Output:
    """An issue."""
    return Output(
        view.path, "issue", "issue", view.title, headlines(view.articles, len(view.articles)), {"issue": view}
    )


def reading(view: IssueView) -> Output:
    """All texts of an issue on one page."""
    return Output(
        view.reading_path,
        "read",
        "read",
        f"{view.title} 全文",
        headlines(view.articles, len(view.articles)),
        {"issue": view},
    )


def page(view: PageView) -> Output:
    """A page of an issue."""
    title = " ".join(part for part in (view.issue.title, f"{view.number}版", view.name) if part)
    return Output(view.path, "page", "page", title, headlines(view.articles, len(view.articles)), {"page": view})


def article(view: ArticleView) -> Output:
    """An article."""
    return Output(view.path, "article", "article", view.title, view.summary, {"article": view})


def term(view: TermView) -> Output:
    """A term with a page."""
    about = view.description or headlines(view.latest(4), view.count)
    return Output(str(view.path), "term", view.kind, f"{view.full_name} - {HEADINGS[view.kind]}", about, {"term": view})


def shelves(view: TermView) -> Iterator[Output]:
    """The pages of a term beside its index: older years, and the months of long ones."""
    title = f"{{}} - {view.full_name} - {HEADINGS[view.kind]}"
    for year in view.index.years:
        if year.cut:
            about = f"{view.full_name}，{year.label}，{year.count}篇：{year.spoken}。"
            names = {"term": view, "year": year, "shelf": None}
            yield Output(year.href, "shelf", view.kind, title.format(year.label), about, names)
        for shelf in year.shelves:
            if not shelf.on_index:
                about = headlines(shelf.articles, shelf.count)
                names = {"term": view, "year": year, "shelf": shelf}
                yield Output(shelf.path, "shelf", view.kind, title.format(shelf.label), about, names)


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


def year(view: CalendarYear) -> Output:
    """A year of the calendar."""
    return Output(view.path, "year", "year", f"{view.year}年", f"{view.year}年，共{view.count}期。", {"year": view})


def month(view: MonthView) -> Output:
    """A month of the calendar; only called for months with issues."""
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
    template = "corrections" if view.kind == "corrections" else "text"
    return Output(view.path, template, view.kind, view.title, view.description or "", names)


def search(library: Library) -> Output:
    """The search page."""
    return Output(urls.SEARCH, "search", "search", "搜索", ABOUT_SEARCH, {"years": library.titles})


def titles(view: TitlesView, library: Library) -> Output:
    """All headlines of a year or a month."""
    names = {"titles": view, "years": library.titles}
    return Output(view.path, "titles", "titles", f"{view.text}全部标题", f"{view.text}，共{view.count}篇。", names)


def not_found(library: Library) -> Output:
    """What a host shows for an address without a page."""
    return Output(urls.NOT_FOUND, "404", "404", "没有这一页", "", {"issues": library.newest[:FOUND_ISSUES]})


def outputs(library: Library, texts: tuple[TextView, ...]) -> Iterator[Output]:
    """Every page of the site, in a fixed order."""
    renderer = Renderer()
    yield home(library)
    for one in library.newest:
        yield issue(one)
        yield reading(one)
        yield from map(page, one.pages)
        yield from map(article, one.articles)
    for kind in KINDS:
        yield from (overview(library, kind, order) for order in (ORDERS if kind in ORDERED else ORDERS[:1]))
        for view in library.terms(kind).values():
            if view.path:
                yield term(view)
                yield from shelves(view)
    yield calendar(library)
    yield from map(year, library.calendar.years)
    yield from map(month, library.calendar.months)
    yield search(library)
    yield from (titles(view, library) for view in every(library.titles))
    yield from (text(library, one, renderer) for one in texts)
    yield not_found(library)


def linker(output: Output, url: str) -> Callable[[str], str]:
    """The `link` of a page; 404 is shown at any address, so it links from the root of the host when that is known."""
    if output.path == urls.NOT_FOUND and url:
        return partial(urls.rooted, urls.base_path(url))
    return partial(urls.relative, output.path.rpartition("/")[0])


def frame(output: Output, library: Library, texts: tuple[TextView, ...]) -> dict[str, Any]:
    """Everything the template of a page is given."""
    edition = library.edition
    title = " - ".join(part for part in (output.title, edition.name) if part)
    return {
        **output.names,
        "edition": edition,
        "kind": output.kind,
        "here": output.path,
        "link": linker(output, edition.url),
        "twin": urls.twin(output.path),
        **head(output, library),
        "nav": library.sections,
        "texts": texts,
        "title": title if output.title else " - ".join(part for part in (edition.name, edition.tagline) if part),
        "description": output.description,
        "sources_digest": library.digest,
        "nameplate": library.nameplate,
    }

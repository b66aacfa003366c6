"""The documents of an issue's book: cover, table of contents, pages with their articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from .. import urls
from ..issues import IssueView, PageView
from ..views import ArticleView
from .blocks import xhtml
from .markup import HEAD, attribute, xml
from .wire import byline

HIGHLIGHTS = 6
"""Headlines on the cover."""
NAME_WIDTH, NAME_SIZE = 520, 120
"""Of the masthead on the picture of the cover, in its 600 x 800 units."""


def document_name(page: PageView) -> str:
    """The file of a page: page-01.xhtml."""
    return f"page-{page.number}.xhtml"


def anchor(article: ArticleView) -> str:
    """The id of an article in the document of its page: a01-03."""
    return f"a{article.record.stem}"


def folio(page: PageView) -> str:
    """第01版 要闻."""
    return " ".join(filter(None, (f"第{page.number}版", page.name)))


def document(lang: str, title: str, body: Iterable[str], kind: str) -> str:
    """An XHTML document of the book."""
    lines = [
        HEAD,
        "<!DOCTYPE html>",
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{lang}" xml:lang="{lang}">',
        f"<head><title>{xml(title)}</title>",
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>',
        f'<body epub:type="{kind}">',
        *body,
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def element(name: str, text: str | None, css: str = "") -> Iterator[str]:
    """An element with this text; nothing for no text."""
    if text:
        yield f"<{name}{f' class={attribute(css)}' if css else ''}>{xml(text)}</{name}>"


def link_in(issue: IssueView) -> Callable[[str], str]:
    """Where a link of an article leads: to an article of this book, else to the site; '#' if that has no address."""
    inside = {one.path: f"{document_name(one.page)}#{anchor(one)}" for one in issue.articles}
    url = issue.library.edition.url

    def follow(path: str) -> str:
        file = urls.as_file(path.partition("#")[0])
        return inside.get(file) or (urls.absolute(url, path) if url else "#")

    return follow


def allowed(book: frozenset[str], href: str) -> str | None:
    """An address that a book may hold: of the web, or of a document in it; None leaves the words without a link."""
    return href if href.startswith(("https://", "http://", "mailto:")) or href in book else None


def article_lines(article: ArticleView, number: int) -> Iterator[str]:
    """An article; `number` is its place on the page."""
    follow = link_in(article.issue)
    book = frozenset(f"{document_name(one.page)}#{anchor(one)}" for one in article.issue.articles)
    lead = ' class="lead"' if number == 1 else ""
    yield f'<article id="{anchor(article)}"{lead}>'
    yield "<header>"
    yield from element("p", article.matter.rubric, "rubric")
    yield from element("p", article.kicker, "kicker")
    yield from element("h2", article.title)
    yield from element("p", article.deck, "deck")
    yield from element("p", byline(article.credits), "byline")
    yield "</header>"
    yield xhtml(article.body_for(follow), f"{anchor(article)}-", partial(allowed, book))
    for caption in article.captions:
        yield from element("p", caption, "caption")
    yield from element("p", article.author_note, "note")
    for correction in article.corrections:
        yield from element("p", f"更正 {correction.date.text} {correction.text}", "note")
    yield "</article>"


def page_document(page: PageView) -> str:
    """A page with its articles in print order."""
    body = [f'<section epub:type="chapter" id="page">\n<h1 class="folio">{xml(folio(page))}</h1>']
    for number, article in enumerate(page.articles, 1):
        body += article_lines(article, number)
    return document(page.issue.library.edition.lang, folio(page), [*body, "</section>"], "bodymatter")


def entry(page: PageView) -> Iterator[str]:
    """A page in the table of contents."""
    name = document_name(page)
    yield f'<li><a href="{name}">{xml(folio(page))}</a>'
    yield "<ol>"
    for article in page.articles:
        yield f'<li><a href="{name}#{anchor(article)}">{xml(article.title)}</a></li>'
    yield "</ol></li>"


def navigation(issue: IssueView) -> str:
    """The table of contents, which is also the second document to read."""
    first = document_name(issue.pages[0])
    body = ['<nav epub:type="toc" id="toc" role="doc-toc">', "<h1>目录</h1>", "<ol>"]
    for page in issue.pages:
        body += entry(page)
    body += ["</ol>", "</nav>", '<nav epub:type="landmarks" hidden="hidden"><h2>导览</h2>', "<ol>"]
    marks = (("cover", "cover.xhtml", "封面"), ("toc", "nav.xhtml#toc", "目录"), ("bodymatter", first, "正文"))
    body += [f'<li><a epub:type="{kind}" href="{href}">{text}</a></li>' for kind, href, text in marks]
    return document(issue.library.edition.lang, "目录", [*body, "</ol></nav>"], "frontmatter")


def ncx(issue: IssueView, identifier: str) -> str:
    """The table of contents as EPUB 2 had it, for old readers."""
    order = iter(range(1, 1 + len(issue.pages) + len(issue.articles)))

    def point(text: str, href: str) -> str:
        place = next(order)
        label = f"<navLabel><text>{xml(text)}</text></navLabel>"
        return f'<navPoint id="n{place}" playOrder="{place}">{label}<content src="{href}"/>'

    lines = [
        HEAD,
        f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{issue.library.edition.lang}">',
        f'<head><meta name="dtb:uid" content="{identifier}"/></head>',
        f"<docTitle><text>{xml(issue.title)}</text></docTitle>",
        "<navMap>",
    ]
    for page in issue.pages:
        name = document_name(page)
        lines.append(point(folio(page), name))
        lines += [f"{point(one.title, f'{name}#{anchor(one)}')}</navPoint>" for one in page.articles]
        lines.append("</navPoint>")
    return "\n".join([*lines, "</navMap>", "</ncx>", ""])


def highlights(issue: IssueView) -> tuple[ArticleView, ...]:
    """What the cover names: the first article of each page, then the next ones of the front page."""
    leads = [page.articles[0] for page in issue.pages]
    return tuple(dict.fromkeys([*leads[:HIGHLIGHTS], *issue.articles]))[:HIGHLIGHTS]


def facts(issue: IssueView) -> str:
    """2024年4月19日 星期五 第3021期."""
    day = (issue.date.text, issue.date.weekday) if issue.date else ()
    number = f"第{issue.number}期" if issue.number else None
    return " ".join(filter(None, (*day, number)))


def cover(issue: IssueView) -> str:
    """The cover as text: masthead, day, the main headlines."""
    edition = issue.library.edition
    body = ['<section epub:type="cover" class="cover">']
    body += element("p", issue.paper or edition.name, "masthead")
    body += element("p", facts(issue), "facts")
    body.append("<ul>")
    for article in highlights(issue):
        where = f"{document_name(article.page)}#{anchor(article)}"
        body.append(f'<li><a href="{where}">{xml(article.title)}</a></li>')
    body.append("</ul>")
    body += element("p", edition.name if issue.paper else edition.tagline, "imprint")
    return document(edition.lang, issue.title, [*body, "</section>"], "frontmatter")


def svg_text(text: str, y: int, size: float, css: str) -> str:
    """A centred line of the picture."""
    return f'<text x="300" y="{y}" font-size="{size:g}" class="{css}">{xml(text)}</text>' if text else ""


def cover_picture(issue: IssueView) -> str:
    """The cover as a picture, for the shelf of a reading program."""
    edition = issue.library.edition
    name, day = issue.paper or edition.name, facts(issue) or issue.key
    small = NAME_WIDTH / max(len(day), 1)
    return "\n".join(
        (
            HEAD,
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" width="600" height="800"'
            f' xml:lang="{edition.lang}">',
            f"<title>{xml(issue.title)}</title>",
            "<style>text { text-anchor: middle; font-family: 'Noto Serif SC', 'Noto Serif TC', 'Songti SC',"
            " 'Songti TC', SimSun, PMingLiU, serif; fill: #1d1b18; }"
            " .name { font-weight: 700; } .small { fill: #57524a; }</style>",
            '<rect width="600" height="800" fill="#fbf9f4"/>',
            svg_text(name, 300, min(NAME_SIZE, NAME_WIDTH / max(len(name), 1)), "name"),
            '<path d="M40 350h520" stroke="#1d1b18" stroke-width="6"/>',
            '<path d="M40 360h520" stroke="#1d1b18" stroke-width="1.5"/>',
            svg_text(day, 420, min(34, small), "small"),
            '<rect x="276" y="640" width="48" height="48" rx="5" fill="#a3221b"/>',
            f'<text x="300" y="675" font-size="32" style="fill:#fffdf9">{xml(edition.name.strip()[:1])}</text>',
            svg_text(edition.name if issue.paper else edition.tagline, 740, 24, "small"),
            "</svg>",
            "",
        )
    )

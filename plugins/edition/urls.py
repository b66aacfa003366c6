"""The one place that makes addresses. All are relative to the root of the site, ASCII and lower case.

A path names a file (`2024/06/11/index.html`), so the site also works when it is opened
from a disk. The grammar stands in `docs/theme.md`, by template.
"""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.derive import date_of_key

FOLDERS = {"section": "section", "region": "region", "tag": "tag", "author": "author", "rubric": "column"}
OVERVIEWS = {"section": "sections", "region": "regions", "tag": "tags", "author": "authors", "rubric": "columns"}
OTHERS = ("hant", "x", "calendar", "search", "data", "theme", "images", "sitemap", "index", "front")
RESERVED = frozenset({*OTHERS, *FOLDERS.values(), *OVERVIEWS.values()})
"""First parts of addresses that a hand-written page cannot have."""

DAY_KEY = re.compile(r"\d{4}-\d\d-(\d\d(?:-[a-z0-9]+)?)")
OF_ISSUE = re.compile(r"(\d{4}/\d\d/\d\d(?:-[a-z0-9]+)?/|x/[^/]+/)([^/]+)\.html")
"""(folder, name) of what belongs to an issue."""
HOME = "index.html"
NOT_FOUND = "404.html"
SEARCH = "search/index.html"
SITEMAP = "sitemap.xml"
FRONT = "front/"
"""Folder of the feed of first pages."""
NAMEPLATE = "images/masthead/masthead.css"
SCHEMA = "data/schema.json"
MATTER_SCHEMA = "data/front-matter.json"
ISSUES = "data/issues.json"


def issue_folder(key: str) -> str:
    """`2024-06-11-b` -> `2024/06/11-b/`; a key that is no day -> `x/<key>/`."""
    date, day = date_of_key(key), DAY_KEY.fullmatch(key)
    if date and day:
        return f"{date[:4]}/{date[5:7]}/{day[1]}/"
    return f"x/{key}/"


def issue(key: str) -> str:
    """The issue as a whole."""
    return issue_folder(key) + "index.html"


def reading(key: str) -> str:
    """All texts of an issue on one page: `2024/06/11/read.html`."""
    return f"{issue_folder(key)}read.html"


def page(key: str, number: str) -> str:
    """A page (版) of an issue: `2024/06/11/01.html`."""
    return f"{issue_folder(key)}{number}.html"


def article(key: str, stem: str) -> str:
    """An article: `2024/06/11/01-03.html`."""
    return f"{issue_folder(key)}{stem}.html"


def issue_file(key: str, ending: str) -> str:
    """The whole issue in another form: `2024/06/11/issue.epub`."""
    return f"{issue_folder(key)}issue.{ending}"


def picture(key: str, stem: str, place: int, ending: str) -> str:
    """A picture of a page or an article, the first `2024/06/11/01-03.jpg`, the second `…/01-03.2.jpg`."""
    return f"{issue_folder(key)}{stem}{f'.{place}' if place > 1 else ''}.{ending}"


def card(path: str) -> str:
    """The picture for links to a page: `2024/06/11/01-03.card.png`, of the page of a folder `2024/06/11/card.png`."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".html")
    return "/".join(part for part in (folder, "card.png" if stem == "index" else f"{stem}.card.png") if part)


def articles_file(period: str) -> str:
    """All articles of a month, a year, or of no known date: `data/articles/2024-06.ndjson.gz`."""
    return f"data/articles/{period}.ndjson.gz"


def term(kind: str, *slugs: str) -> str:
    """A term; a region has one slug a level: `region/si-chuan/de-yang/index.html`."""
    return "/".join((FOLDERS[kind], *slugs, "index.html"))


def shelf(term_path: str, name: str) -> str:
    """A period of a term: `section/politics/2023.html`, `…/2023-05.html`, `…/undated.html`."""
    return f"{term_path.removesuffix('index.html')}{name}.html"


def overview(kind: str) -> str:
    """All terms of a kind: `columns/index.html`."""
    return f"{OVERVIEWS[kind]}/index.html"


def order(kind: str, name: str) -> str:
    """The overview in another order: `authors/strokes.html`; '' for the overview itself."""
    return f"{OVERVIEWS[kind]}/{name or 'index'}.html"


def year(number: int) -> str:
    """`2024/index.html`."""
    return f"{number:04d}/index.html"


def month(year_number: int, number: int) -> str:
    """`2024/06/index.html`."""
    return f"{year_number:04d}/{number:02d}/index.html"


def titles(name: str) -> str:
    """All headlines of a year, of a month, or of issues without a date: `search/2024.html`, `search/undated.html`."""
    return f"search/{name}.html"


def text(stem: str) -> str:
    """A hand-written page: `about/index.html`."""
    return f"{stem}/index.html"


def kind_of(path: str) -> str:
    """What an address is of: `article page issue year month section region tag author rubric` or `other`."""
    found = OF_ISSUE.fullmatch(path)
    if found:
        return "issue" if found[2] in ("index", "read") else "article" if "-" in found[2] else "page"
    parts = path.split("/")
    if parts[0].isdigit():
        return "month" if len(parts) == 3 else "year"
    return next((kind for kind, folder in FOLDERS.items() if folder == parts[0]), "other")


def issue_of(path: str) -> str | None:
    """The address of the issue that an address is of."""
    found = OF_ISSUE.fullmatch(path)
    return f"{found[1]}index.html" if found else None


def twin(path: str) -> str:
    """The same page in the other script."""
    return f"hant/{path}"


def as_file(path: str) -> str:
    """A folder (`calendar/`, or '' for the root) as the file in it; an anchor stays at its end."""
    name, mark, anchor = path.partition("#")
    return (f"{name}index.html" if not name or name.endswith("/") else name) + mark + anchor


@lru_cache(maxsize=65536)
def relative(folder: str, target: str) -> str:
    """The way from a folder of the site (`2024/06`, '' for the root) to a path of the site."""
    file, mark, anchor = as_file(target).partition("#")
    here, there = folder.split("/") if folder else [], file.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:]) + mark + anchor


class Linker:
    """Makes the links of a page: each climbs to the root of the site first (`../../author/ma-yi/index.html`).

    So equal links stand on every page as deep in the site, and pieces of pages that hold them are made once for all.
    """

    __slots__ = ("base", "begin")

    def __init__(self, here: str, base: str = "") -> None:
        """`here`: the page; `base`: the address of the site, for links that readers follow from elsewhere."""
        self.base = base
        self.begin = base or "../" * here.count("/")
        """What all its links begin with."""

    def __call__(self, target: str) -> str:
        """The link to a path of the site."""
        return absolute(self.base, target) if self.base else self.begin + as_file(target)


def link(here: str, target: str) -> str:
    """Relative URL from the page `here` to a path of the site."""
    return relative(here.rpartition("/")[0], target)


def rooted(base: str, target: str) -> str:
    """URL of a path from the root of the host, for a page that is shown at any address (404)."""
    return f"{base.rstrip('/')}/{as_file(target)}"


def base_path(url: str) -> str:
    """`https://host/paper` -> `/paper`; `https://host` -> ''."""
    return re.sub(r"^https?://[^/]*", "", url).rstrip("/")


def absolute(url: str, path: str) -> str:
    """The full URL of a path; `index.html` is left off, as hosts show it."""
    return f"{url}/{path.removesuffix('index.html') if path == HOME or path.endswith('/index.html') else path}"


def address(url: str, here: str, path: str) -> str:
    """URL of a path for readers outside the page: absolute when the address of the edition is known, else a link."""
    return absolute(url, path) if url else link(here, path)

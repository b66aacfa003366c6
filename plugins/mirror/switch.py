"""What a page says about itself, turned round for the mirror: languages, addresses, the switcher.

Each rule is a small function for one attribute; `RULES` is the whole list. What a
theme can write for the mirror:

* `<a class="script-switch" hreflang="zh-Hant" lang="zh-Hant" translate="no">繁體</a>`: the switcher;
* `data-mirror="no"` on a link, or `hreflang`: the link keeps its target in the root tree;
* `data-mirror="only"` with `hidden` on an element: shown in the mirror only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from .html import linked_data
from .json_text import json_values
from .links import Place
from .scope import Item, simplified
from .spans import Edit
from .tokens import Attribute, Kind

LANGUAGE, SOURCE_LANGUAGE = "zh-Hant", "zh-Hans"
LABELS = {"繁體中文": "简体中文", "繁体中文": "简体中文", "繁體": "简体", "繁体": "简体", "繁": "简"}
"""What the switcher says -> what it says in the mirror; each script is named in itself."""
LOCALES = {"zh_CN": "zh_TW", "zh_TW": "zh_CN", "zh_SG": "zh_TW"}
SWITCHER = "script-switch"

_META_LINKS = re.compile(
    r"(?:og|twitter):(?:url|(?:image|video|audio|player)(?::url|:secure_url|:src)?)|citation_[a-z_]+_url"
)
_META_LANGUAGES = frozenset({"content-language", "language", "citation_language", "dc.language", "dcterms.language"})
_CSS_URL = re.compile(r"(url\(\s*[\"']?)([^\"')]+)")
_REFRESH = re.compile(r"(\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?)([^\"']+)", re.IGNORECASE)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])([^,]*)")

Rule = Callable[[Item, Attribute, Place], str]
"""The new value of one attribute, as it is written in the page; the old one when nothing changes."""


def page_edits(source: str, items: Iterable[Item], place: Place) -> list[Edit]:
    """All that is to change on a page besides its words."""
    edits: list[Edit] = []
    element: Item | None = None
    switching = False
    for item in items:
        kind = item.token.kind
        if kind is Kind.START:
            element, switching = item, switching or is_switcher(item)
            edits += _attribute_edits(item, place)
        elif kind is Kind.RAW and element:
            edits += _raw_edits(source, element, item, place)
        elif switching and kind is Kind.TEXT:
            edits += _label(source, item)
        elif switching and kind is Kind.END and item.token.name == "a":
            switching = False
    return edits


def is_switcher(item: Item) -> bool:
    """Whether the item is the link to the other script."""
    return item.token.name == "a" and SWITCHER in item.value("class").split()


def turn_language(tag: str) -> str:
    """A language tag for the mirror; one that is not Simplified Chinese stays."""
    return LANGUAGE if simplified(tag) else tag


def turn_label(text: str) -> str:
    """A label of the switcher for the mirror."""
    for label, turned in LABELS.items():
        if label in text:
            return text.replace(label, turned)
    return text


def _attribute_edits(item: Item, place: Place) -> Iterator[Edit]:
    for name, found in item.attributes.items():
        rule = RULES.get(name)
        if rule:
            yield from _changed(found, rule(item, found, place))
        elif name == "hidden" and item.value("data-mirror") == "only":
            yield Edit(found.begin, found.begin + len(name), "data-shown")


def _language(item: Item, found: Attribute, place: Place) -> str:
    if is_switcher(item):
        return SOURCE_LANGUAGE
    return found.value if item.scope.protected else turn_language(found.value)


def _language_of_target(item: Item, found: Attribute, place: Place) -> str:
    return SOURCE_LANGUAGE if is_switcher(item) else found.value


def _switcher_label(item: Item, found: Attribute, place: Place) -> str:
    return turn_label(found.value) if is_switcher(item) else found.value


def _link(item: Item, found: Attribute, place: Place) -> str:
    return _moved(found.value, _movement(item, place))


def _object(item: Item, found: Attribute, place: Place) -> str:
    return _link(item, found, place) if item.token.name == "object" else found.value


def _links(item: Item, found: Attribute, place: Place) -> str:
    move = _movement(item, place)
    return _CANDIDATE.sub(lambda match: _moved(match[1], move) + match[2], found.value)


def _style(item: Item, found: Attribute, place: Place) -> str:
    return css_links(found.value, place)


def _meta(item: Item, found: Attribute, place: Place) -> str:
    value = found.value
    key = (item.value("property") or item.value("name") or item.value("http-equiv")).strip().lower()
    if item.token.name != "meta" or not key:
        return value
    if key in {"og:locale", "og:locale:alternate"}:
        return LOCALES.get(value, value)
    if key in _META_LANGUAGES:
        return turn_language(value)
    if key == "refresh":
        return _REFRESH.sub(lambda match: match[1] + _moved(match[2], place.follow), value, count=1)
    return _moved(value, place.follow) if _META_LINKS.fullmatch(key) else value


RULES: Mapping[str, Rule] = {
    "lang": _language,
    "xml:lang": _language,
    "hreflang": _language_of_target,
    "title": _switcher_label,
    "aria-label": _switcher_label,
    "srcset": _links,
    "imagesrcset": _links,
    "style": _style,
    "content": _meta,
    "data": _object,
} | dict.fromkeys("href src action formaction poster cite longdesc background xlink:href".split(), _link)
"""Attribute -> its rule."""


def _movement(item: Item, place: Place) -> Callable[[str], str]:
    """How the links of an element move."""
    if is_switcher(item):
        return place.source_twin
    stays = "hreflang" in item.attributes or item.value("data-mirror") == "no"
    return place.keep if stays else place.follow


def css_links(text: str, place: Place) -> str:
    """CSS with the addresses in `url()` moved."""
    return _CSS_URL.sub(lambda match: match[1] + place.follow(match[2]), text)


def json_edits(source: str, start: int, end: int, place: Place) -> Iterator[Edit]:
    """Addresses and languages of JSON turned for the mirror."""
    for value in json_values(source, start, end):
        text = source[value.start : value.end]
        if value.is_language:
            turned = turn_language(text)
        elif value.is_link(source):
            plain = text.replace("\\/", "/")
            moved = place.follow(plain)
            turned = text if moved == plain else moved
        else:
            continue
        if turned != text:
            yield Edit(value.start, value.end, turned)


def _raw_edits(source: str, element: Item, item: Item, place: Place) -> Iterator[Edit]:
    start, end = item.token.start, item.token.end
    if item.token.name == "style":
        yield from _changed(Attribute(source[start:end], start, end), css_links(source[start:end], place))
    elif item.token.name == "script" and linked_data(element):
        yield from json_edits(source, start, end, place)


def _label(source: str, item: Item) -> Iterator[Edit]:
    start, end = item.token.start, item.token.end
    yield from _changed(Attribute(source[start:end], start, end), turn_label(source[start:end]))


def _moved(value: str, move: Callable[[str], str]) -> str:
    """An address as it is written in HTML, moved; its escapes stay when it does not move."""
    url = html.unescape(value)
    moved = move(url)
    return value if moved == url else html.escape(moved)


def _changed(found: Attribute, value: str) -> Iterator[Edit]:
    if value != found.value:
        yield Edit(found.start, found.end, value)

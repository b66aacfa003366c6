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
from functools import lru_cache

from .html import linked_data
from .json_text import json_values
from .links import Place
from .scope import Item, Scope, simplified
from .spans import Edit
from .tokens import Attribute, Kind, Tag, Token

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

Rule = Callable[[Tag, Scope, Attribute, Place], str]
"""The new value of one attribute, as it is written in the page; the old one when nothing changes."""


def page_edits(source: str, items: Iterable[Item], place: Place) -> list[Edit]:
    """All that is to change on a page besides its words."""
    edits: list[Edit] = []
    element: Tag | None = None
    switching = False
    for token, scope in items:
        if token.tag:
            element = token.tag
            if element.attributes:
                switching = switching or is_switcher(element)
                edits += _attribute_edits(token.start, element, scope, place)
        elif token.kind is Kind.RAW and element:
            edits += _raw_edits(source, element, token, place)
        elif switching and token.kind is Kind.TEXT:
            edits += _label(source, token)
        elif switching and token.name == "a":
            switching = False
    return edits


@lru_cache(20_000)
def is_switcher(tag: Tag) -> bool:
    """Whether a tag is the link to the other script."""
    return tag.name == "a" and SWITCHER in tag.value("class").split()


def turn_language(tag: str) -> str:
    """A language tag for the mirror; one that is not Simplified Chinese stays."""
    return LANGUAGE if simplified(tag) else tag


def turn_label(text: str) -> str:
    """A label of the switcher for the mirror."""
    for label, turned in LABELS.items():
        if label in text:
            return text.replace(label, turned)
    return text


def _attribute_edits(start: int, tag: Tag, scope: Scope, place: Place) -> Iterator[Edit]:
    for rule, found in _ruled(tag):
        yield from _changed(start, found, rule(tag, scope, found, place))
    if "hidden" in tag.attributes and tag.value("data-mirror") == "only":
        begin = start + tag.attributes["hidden"].begin
        yield Edit(begin, begin + len("hidden"), "data-shown")


@lru_cache(20_000)
def _ruled(tag: Tag) -> tuple[tuple[Rule, Attribute], ...]:
    """The attributes of a tag that have a rule."""
    return tuple((RULES[name], found) for name, found in tag.attributes.items() if name in RULES)


def _language(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    if is_switcher(tag):
        return SOURCE_LANGUAGE
    return found.value if scope.protected else turn_language(found.value)


def _language_of_target(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    return SOURCE_LANGUAGE if is_switcher(tag) else found.value


def _switcher_label(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    return turn_label(found.value) if is_switcher(tag) else found.value


def _link(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    return _moved(found.value, _movement(tag, place))


def _object(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    return _link(tag, scope, found, place) if tag.name == "object" else found.value


def _links(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    move = _movement(tag, place)
    return _CANDIDATE.sub(lambda match: _moved(match[1], move) + match[2], found.value)


def _style(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    return css_links(found.value, place)


def _meta(tag: Tag, scope: Scope, found: Attribute, place: Place) -> str:
    value = found.value
    key = (tag.value("property") or tag.value("name") or tag.value("http-equiv")).strip().lower()
    if tag.name != "meta" or not key:
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


def _movement(tag: Tag, place: Place) -> Callable[[str], str]:
    """How the links of an element move."""
    if is_switcher(tag):
        return place.source_twin
    stays = "hreflang" in tag.attributes or tag.value("data-mirror") == "no"
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


def _raw_edits(source: str, element: Tag, token: Token, place: Place) -> Iterator[Edit]:
    if token.name == "style":
        raw = _text(source, token)
        yield from _changed(token.start, raw, css_links(raw.value, place))
    elif token.name == "script" and linked_data(element):
        yield from json_edits(source, token.start, token.end, place)


def _label(source: str, token: Token) -> Iterator[Edit]:
    raw = _text(source, token)
    yield from _changed(token.start, raw, turn_label(raw.value))


def _text(source: str, token: Token) -> Attribute:
    return Attribute(source[token.start : token.end], 0, token.end - token.start)


def _moved(value: str, move: Callable[[str], str]) -> str:
    """An address as it is written in HTML, moved; its escapes stay when it does not move."""
    url = html.unescape(value)
    moved = move(url)
    return value if moved == url else html.escape(moved)


def _changed(start: int, found: Attribute, value: str) -> Iterator[Edit]:
    if value != found.value:
        yield Edit(start + found.start, start + found.end, value)

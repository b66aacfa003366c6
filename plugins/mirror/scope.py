"""Which elements are open at each place of a page, and whether the words there may be converted.

Protected are code and keyboard text, what `translate="no"` or the class `notranslate` marks, and
what is in another language or already in Traditional Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .tokens import FOREIGN, Attribute, Kind, Token, attributes, closed, tokenize

LITERAL = frozenset("code pre kbd samp tt xmp".split())
"""Elements whose text is given letter by letter."""
RUBY = frozenset({"rt", "rp"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})

_BLOCKS = frozenset(
    "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hgroup hr main menu nav ol p pre section table ul".split()
)
_CELLS = frozenset({"td", "th"})
_CLOSES: dict[str, frozenset[str]] = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": _CELLS | {"tr"},
    "td": _CELLS,
    "th": _CELLS,
    "option": frozenset({"option"}),
    "rt": frozenset({"rt", "rp"}),
    "rp": frozenset({"rt", "rp"}),
} | {name: frozenset({"p"}) for name in _BLOCKS}
"""Start tag -> open elements that it ends without an end tag of theirs."""
NOTHING: Mapping[str, Attribute] = MappingProxyType({})


class Scope(NamedTuple):
    """One open element."""

    name: str = ""
    literal: bool = False
    untranslated: bool = False
    foreign_language: bool = False
    aside: bool = False
    """Inside the reading of a ruby: not part of the line of words around it."""

    @property
    def protected(self) -> bool:
        """Whether words in it stay as they are."""
        return self.literal or self.untranslated or self.foreign_language


class Item(NamedTuple):
    """A token with what is known of its place."""

    token: Token
    scope: Scope
    """Of the element itself for a start tag, of the element around it for the rest."""
    attributes: Mapping[str, Attribute] = NOTHING

    def value(self, name: str) -> str:
        """Value of an attribute, empty without it."""
        found = self.attributes.get(name)
        return found.value if found else ""


def parse(source: str) -> list[Item]:
    """All tokens of a page with their scopes."""
    stack = _Stack()
    items: list[Item] = []
    for token in tokenize(source):
        if token.kind is Kind.START:
            items.append(_start(source, token, stack))
            continue
        if token.kind is Kind.END:
            stack.leave(token.name)
        items.append(Item(token, stack.top))
    return items


class _Stack:
    """The open elements. It counts names, so that an end tag that closes nothing costs no walk."""

    def __init__(self) -> None:
        self.top = Scope()
        self._below: list[Scope] = []
        self._count: Counter[str] = Counter()

    def enter(self, scope: Scope) -> None:
        self._below.append(self.top)
        self.top = scope
        self._count[scope.name] += 1

    def leave(self, name: str) -> None:
        """Close the nearest element of that name with all that is open in it."""
        if not self._count[name]:
            return
        while self.top.name != name:
            self._pop()
        self._pop()

    def imply_end(self, name: str) -> None:
        """Close what the start of an element of that name ends."""
        closes = _CLOSES.get(name)
        while closes and self.top.name in closes:
            self._pop()

    @property
    def in_foreign(self) -> bool:
        """Whether an SVG or a formula is open."""
        return any(self._count[name] for name in FOREIGN)

    def _pop(self) -> None:
        self._count[self.top.name] -= 1
        self.top = self._below.pop()


def _start(source: str, token: Token, stack: _Stack) -> Item:
    """The item of a start tag; the stack gets its element, if it is one that stays open."""
    name = token.name
    stack.imply_end(name)
    bare = token.end - token.start == len(name) + 2
    found = NOTHING if bare else attributes(source, token)
    scope = _enter(stack.top, name, found)
    # In HTML a stroke at the end of a tag is nothing; in SVG it closes the element.
    empty = closed(source, token) and (name in FOREIGN or stack.in_foreign)
    if name not in VOID and not empty:
        stack.enter(scope)
    return Item(token, scope, found)


def _enter(outer: Scope, name: str, found: Mapping[str, Attribute]) -> Scope:
    literal = outer.literal or name in LITERAL
    aside = outer.aside or name in RUBY
    if not found:
        return Scope(name, literal, outer.untranslated, outer.foreign_language, aside)
    untranslated, foreign = outer.untranslated, outer.foreign_language
    if "translate" in found:
        untranslated = found["translate"].value.lower() == "no"
    if "class" in found and "notranslate" in found["class"].value.split():
        untranslated = True
    language = found.get("lang") or found.get("xml:lang")
    if language and language.value:
        foreign = not simplified(language.value)
    return Scope(name, literal, untranslated, foreign, aside)


def simplified(language: str) -> bool:
    """Whether a language tag means Chinese that is, or may be, in Simplified script."""
    tags = language.strip().lower().replace("_", "-").split("-")
    if "hans" in tags:
        return True
    return tags[0] in {"zh", "cmn"} and not TRADITIONAL & set(tags)

"""Which elements are open at each place of a page, and whether the words there may be converted.

Protected are code and keyboard text, what `translate="no"` or the class `notranslate` marks, and
what is in another language or already in Traditional Chinese.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from .tokens import FOREIGN, Kind, Tag, Token, tokenize

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


class Scope:
    """One open element. The same elements opened in the same way in the same scope are one and the same object."""

    __slots__ = ("_inner", "aside", "foreign_language", "literal", "name", "outer", "protected", "untranslated")

    def __init__(self, outer: Scope | None = None, *how: Any) -> None:
        """`how`: name, then whether it is literal, untranslated, in a foreign language, aside; nothing for a page.

        Aside is what stands in the reading of a ruby: not part of the line of words around it.
        """
        self.outer = outer
        self.name, self.literal, self.untranslated, self.foreign_language, self.aside = how or _PAGE
        self.protected = bool(self.literal or self.untranslated or self.foreign_language)
        """Whether words in it stay as they are."""
        self._inner: dict[tuple[Any, ...], Scope] = {}

    @property
    def how(self) -> tuple[Any, ...]:
        """What it was opened with."""
        return self.name, self.literal, self.untranslated, self.foreign_language, self.aside

    def inner(self, *how: Any) -> Scope:
        """An element in it."""
        found = self._inner.get(how)
        if found is None:
            found = self._inner[how] = Scope(self, *how)
        return found


_PAGE = ("", False, False, False, False)


class Item(NamedTuple):
    """A token with what is known of its place."""

    token: Token
    scope: Scope
    """Of the element itself for a start tag, of the element around it for the rest."""


def parse(source: str) -> list[Item]:
    """All tokens of a page with their scopes."""
    return items_of(tokenize(source), Stack(Scope()))


def items_of(tokens: Iterable[Token], stack: Stack) -> list[Item]:
    """Tokens with their scopes; the stack holds what is open before them, and then what is open behind them."""
    items: list[Item] = []
    for token in tokens:
        scope = stack.top
        if token.tag:
            scope = stack.start(token.tag)
        elif token.kind is Kind.END:
            scope = stack.leave(token.name)
        items.append(Item(token, scope))
    return items


class Stack:
    """The open elements. It counts names, so that an end tag that closes nothing costs no walk."""

    def __init__(self, page: Scope) -> None:
        self.top = page
        self._count: Counter[str] = Counter()

    def start(self, tag: Tag) -> Scope:
        """The scope of an element that starts here; on top if it is one that stays open."""
        name = tag.name
        if name in _CLOSES:
            self._imply_end(_CLOSES[name])
        scope = _inside(self.top, tag)
        # In HTML a stroke at the end of a tag is nothing; in SVG it closes the element.
        empty = tag.closed and (name in FOREIGN or self._in_foreign)
        if name not in VOID and not empty:
            self._enter(scope)
        return scope

    def _enter(self, scope: Scope) -> None:
        self.top = scope
        self._count[scope.name] += 1

    def leave(self, name: str) -> Scope:
        """Close the nearest element of that name with all that is open in it; what is on top then."""
        if self._count[name]:
            while self.top.name != name:
                self._pop()
            self._pop()
        return self.top

    def _imply_end(self, closes: frozenset[str]) -> None:
        while self.top.name in closes:
            self._pop()

    def become(self, scope: Scope) -> None:
        """Open and close what it takes to have another one on top."""
        if scope is self.top:
            return
        if scope.outer is self.top:
            self._enter(scope)
            return
        line = []
        while scope.outer and not self._holds(scope):
            line.append(scope)
            scope = scope.outer
        while self.top is not scope:
            self._pop()
        for one in reversed(line):
            self._enter(one)

    def _holds(self, scope: Scope) -> bool:
        here: Scope | None = self.top
        while here and here is not scope:
            here = here.outer
        return here is scope

    @property
    def _in_foreign(self) -> bool:
        return any(self._count[name] for name in FOREIGN)

    def _pop(self) -> None:
        assert self.top.outer
        self._count[self.top.name] -= 1
        self.top = self.top.outer


def _inside(outer: Scope, tag: Tag) -> Scope:
    """The scope of an element in another one."""
    name, found = tag.name, tag.attributes
    literal = outer.literal or name in LITERAL
    aside = outer.aside or name in RUBY
    if not found:
        return outer.inner(name, literal, outer.untranslated, outer.foreign_language, aside)
    untranslated, foreign = outer.untranslated, outer.foreign_language
    if "translate" in found:
        untranslated = found["translate"].value.lower() == "no"
    if "class" in found and "notranslate" in found["class"].value.split():
        untranslated = True
    language = found.get("lang") or found.get("xml:lang")
    if language and language.value:
        foreign = not simplified(language.value)
    return outer.inner(name, literal, untranslated, foreign, aside)


def simplified(language: str) -> bool:
    """Whether a language tag means Chinese that is, or may be, in Simplified script."""
    tags = language.strip().lower().replace("_", "-").split("-")
    if "hans" in tags:
        return True
    return tags[0] in {"zh", "cmn"} and not TRADITIONAL & set(tags)

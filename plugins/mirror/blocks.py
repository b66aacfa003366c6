"""A page of HTML turned block by block; a block that stood on another page before is not turned again.

The header of a site, its footer, and an article in the lists of its section, its authors and its tags are the same
letter by letter on many pages. A page is cut where a line begins with the tag of a block, since no word reaches over
it. What becomes of a block then hangs on nothing but its letters, the elements that are open before it, and where its
links lead: to the same places from all folders of one depth, when they climb to the root of the site first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .earlier import Earlier
from .html import INLINE, gather
from .links import Place
from .scope import RUBY, Scope, Stack, items_of
from .spans import Converts, Edit, Span, convert_groups, splice
from .switch import page_edits
from .tokens import FOREIGN, Kind, Token, tokenize

_CUT = re.compile(rf"\n[\t ]*+(?=</?(?!(?:{'|'.join(sorted(INLINE | RUBY))})[\s/>])[A-Za-z])", re.IGNORECASE)
"""Behind it a block begins or ends."""
_PART = re.compile(r"\n[\t ]*+(?=<(?:article|aside|footer|header|main|nav|section)[\s>])", re.IGNORECASE)
"""Behind it a part of a page begins, which holds many blocks: one that is known is not even cut."""
_FREE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]|$")
"""Begins a link that leads to the same place from every folder."""
KNOWN = 4_000_000
"""Characters of the blocks that are kept, some 30 MB with their twins."""
LIST = 20
"""Parts from which on a page is a list: it will be made again, with most of them on it."""
ANYWHERE = ""
"""Name of all folders."""


class Turned(NamedTuple):
    """A block in the mirror."""

    text: str
    behind: Scope
    """What is open behind it."""
    name: str
    """Of the folders in which it says the same."""


END = Scope()
"""Stands for what is open before a fragment that ends as its source ends."""


class Folder:
    """Names for the folders in which a block says the same as in that of a place, the widest first.

    In order of their names too: all (''), all as deep (`./../..`), this one (`/2024/06`).
    """

    def __init__(self, place: Place) -> None:
        self.up = "../" * place.path.count("/")
        self.prefix = place.site.prefix
        self.names = (ANYWHERE, "./" + self.up, "/" + place.path.rpartition("/")[0])

    def reach(self, url: str) -> str:
        """The widest in which a link leads to the same place."""
        url = url.strip()
        if _FREE.match(url):
            return self.names[0]
        rest = url.removeprefix(self.up)
        climbs = self.up and url.startswith(self.up) and not rest.startswith(("..", self.prefix))
        return self.names[1] if climbs else self.names[2]


@dataclass(frozen=True, slots=True)
class Watched(Place):
    """A place that remembers what it was asked."""

    place: Place
    asked: list[str] = field(default_factory=list)

    def follow(self, url: str) -> str:
        """As of the place."""
        self.asked.append(url)
        return self.place.follow(url)

    def keep(self, url: str) -> str:
        """As of the place."""
        self.asked.append(url)
        return self.place.keep(url)

    def source_twin(self, url: str) -> str:
        """As of the place."""
        self.asked.append(url)
        return self.place.source_twin(url)


class Blocks:
    """The blocks of a site that were turned by one converter."""

    def __init__(self, converter: Converts, earlier: Earlier | None = None) -> None:
        """`earlier`: the parts of pages that earlier builds turned."""
        self.converter, self.earlier = converter, earlier
        self._forget()

    def _forget(self) -> None:
        self.page = Scope()
        self._known: dict[tuple[str, Scope], dict[str, Turned]] = {}
        self._size = 0

    def turn(self, source: str, place: Place) -> str:
        """A page, or a fragment, in the mirror."""
        if self._size > KNOWN:
            self._forget()
        return "".join([part.text for part in _Page(self, source, place).turn()])

    def turn_fragment(self, source: str, place: Place) -> str:
        """A whole fragment, as feeds carry the text of an article: several feeds carry the same."""
        page = _Page(self, source, place)
        found = self.recall(source, END, page.folder)
        if not found:
            parts = page.turn()
            found = _joined(parts, END)
            self.keep(source, END, found)
            self.keep_on(source, END, found)
        return found.text

    def find(self, block: str, before: Scope, folder: Folder) -> Turned | None:
        """A block that was turned in a folder where it says the same; `before`: what is open before it."""
        kept = self._known.get((block, before))
        if not kept:
            return None
        anywhere, as_deep, here = folder.names
        return kept.get(anywhere) or kept.get(as_deep) or kept.get(here)

    def recall(self, part: str, before: Scope, folder: Folder) -> Turned | None:
        """A part of a page, or a fragment, that was turned in this build or in an earlier one."""
        found = self.find(part, before, folder)
        if found:
            self.keep_on(part, before, found)
        elif self.earlier and (kept := self.earlier.find(part, before, folder.names, self.page)):
            found = Turned(*kept)
            self.keep(part, before, found)
        return found

    def keep_on(self, part: str, before: Scope, turned: Turned) -> None:
        """Remember a part of a page, or a fragment, for later builds."""
        if self.earlier:
            self.earlier.keep(part, before, turned, self.page)

    def keep(self, block: str, before: Scope, turned: Turned) -> None:
        """Remember a block."""
        self._known.setdefault((block, before), {})[turned.name] = turned
        self._size += len(block)


class _Block(NamedTuple):
    """A block that is not known: source[start:end]."""

    start: int
    end: int
    before: Scope
    behind: Scope
    name: str
    """Of the folders in which it says the same."""
    spans: list[Span]
    edits: list[Edit]
    """All that changes besides its words."""


class _Part(NamedTuple):
    """A part of a page that is not known: source[start:end]."""

    start: int
    end: int
    before: Scope
    behind: Scope
    blocks: list[Turned | _Block]


class _Page:
    """A page that is being turned: cut from its begin to its end, then what is new converted at once."""

    def __init__(self, blocks: Blocks, source: str, place: Place) -> None:
        self.blocks, self.source, self.place = blocks, source, place
        self.folder = Folder(place)
        self.stack = Stack(blocks.page)
        self.at = 0
        self.is_list = False

    @cached_property
    def cuts(self) -> list[int]:
        """Where blocks end; nobody asks for a page of which all parts are known."""
        return _ends(_CUT, self.source)

    def turn(self) -> list[Turned]:
        """The page in pieces."""
        parts = list(self._parts())
        self.is_list = len(parts) >= LIST
        new = [block for part in parts if isinstance(part, _Part) for block in part.blocks if isinstance(block, _Block)]
        words = convert_groups([block.spans for block in new], self.blocks.converter)
        done = iter([self._turned(block, edits) for block, edits in zip(new, words, strict=True)])
        return [self._whole(part, done) if isinstance(part, _Part) else part for part in parts]

    def _parts(self) -> Iterator[Turned | _Part]:
        for end in _ends(_PART, self.source):
            if self.at < end:  # else a block reached over it
                yield self._known(end, self.blocks.recall) or self._part(end)

    def _known(self, end: int, find: Callable[[str, Scope, Folder], Turned | None]) -> Turned | None:
        """What comes up to an end, if that is known."""
        found = find(self.source[self.at : end], self.stack.top, self.folder)
        if found:
            self.stack.become(found.behind)
            self.at = end
        return found

    def _part(self, end: int) -> _Part:
        """What comes up to an end or, when a block reaches over it, up to the end of that."""
        start, before = self.at, self.stack.top
        blocks: list[Turned | _Block] = []
        while self.at < end:
            cut = self.cuts[bisect_right(self.cuts, self.at)]
            blocks.append(self._known(cut, self.blocks.find) or self._block())
        return _Part(start, self.at, before, self.stack.top, blocks)

    def _block(self) -> _Block:
        """What comes up to the first cut at which nothing is open that a word or a rule could reach over."""
        start, before = self.at, self.stack.top
        watched = Watched(self.place.site, self.place.path, self.place)
        items = items_of(self._tokens(), self.stack)
        self.at = items[-1].token.end
        edits = page_edits(self.source, items, watched)
        name = max(map(self.folder.reach, watched.asked), default=ANYWHERE)
        return _Block(start, self.at, before, self.stack.top, name, gather(self.source, items), edits)

    def _tokens(self) -> Iterator[Token]:
        foreign, linked = 0, False
        for token in tokenize(self.source, self.at):
            yield token
            if token.name == "a":
                linked = token.tag is not None
            elif token.name in FOREIGN:
                foreign += 1 if token.tag else -1
            elif token.kind is Kind.TEXT and not (foreign or linked) and self._cut_at(token.end):
                return

    def _cut_at(self, place: int) -> bool:
        return self.cuts[bisect_right(self.cuts, place) - 1] == place

    def _turned(self, block: _Block, words: list[Edit]) -> Turned:
        text = splice(self.source, words + block.edits, block.start, block.end)
        return self._keep(block, Turned(text, block.behind, block.name))

    def _whole(self, part: _Part, done: Iterator[Turned]) -> Turned:
        blocks = [next(done) if isinstance(block, _Block) else block for block in part.blocks]
        turned = self._keep(part, _joined(blocks, part.behind))
        if self.is_list and part.end < len(self.source):
            self.blocks.keep_on(self.source[part.start : part.end], part.before, turned)
        return turned

    def _keep(self, piece: _Block | _Part, turned: Turned) -> Turned:
        """Remember what was turned; not the end of a page, which may be cut off within a tag."""
        if piece.end < len(self.source):
            self.blocks.keep(self.source[piece.start : piece.end], piece.before, turned)
        return turned


def _joined(pieces: list[Turned], behind: Scope) -> Turned:
    name = max([piece.name for piece in pieces], default=ANYWHERE)
    return Turned("".join([piece.text for piece in pieces]), behind, name)


def _ends(pattern: re.Pattern[str], source: str) -> list[int]:
    """Where the pieces of a page end."""
    return [*[match.end() for match in pattern.finditer(source)], len(source)]


def blocks_of(place: Place, converter: Converts) -> Blocks:
    """What is kept of a site for one converter and pages of one kind: links inside a book lead elsewhere."""
    kind = type(place)
    found = place.site.blocks.get(kind)
    if found is None or found.converter is not converter:
        earlier = place.site.earlier if kind is Place else None
        found = place.site.blocks[kind] = Blocks(converter, earlier)
    return found

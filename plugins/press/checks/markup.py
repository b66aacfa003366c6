"""Read the markup of a page piece by piece.

The pages of a site are made by machine, so all of them are held to the strict form of HTML: what does not fit
the grammar below is a fault. Tags repeat from page to page, so each is taken apart only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape

ATTRIBUTES = r"""(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*"""
TOKEN = re.compile(
    rf"""(?P<text>[^<]+)
      | (?P<raw><(?P<name>script|style|textarea|title)\b{ATTRIBUTES}>)(?P<content>.*?)</(?P=name)\s*>
      | <(?P<start>[a-zA-Z][\w:-]*{ATTRIBUTES}/?)>
      | </(?P<end>[a-zA-Z][\w:-]*)\s*>
      | <!--(?P<comment>.*?)-->
      | <!(?P<doctype>doctype[^>]*)>
      | (?P<fault><[^<>\n]{{0,30}})""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""Every character of a page is in one match; the name of the match's last group says what it is.

`raw` is an element whose content is text up to its end tag: `lastgroup` is then `content`."""
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


@dataclass(frozen=True, eq=False)
class Tag:
    """A start tag; names are in lower case, values decoded. Two that are written alike are one object."""

    name: str
    attributes: tuple[tuple[str, str], ...]
    closed: bool
    """Written with `/` at its end."""

    @cached_property
    def values(self) -> dict[str, str]:
        """The attributes by name."""
        return dict(reversed(self.attributes))

    def get(self, name: str) -> str:
        """Value of an attribute, '' when it is not there."""
        return self.values.get(name, "")


@lru_cache(maxsize=65536)
def read_tag(written: str) -> Tag:
    """A start tag from what stands between its brackets: `a href="x"`."""
    name, *rest = written.rstrip("/").split(None, 1)
    found = ATTRIBUTE.finditer(rest[0]) if rest else ()
    pairs = tuple((match[1].lower(), unescape(match[2] or match[3] or match[4] or "")) for match in found)
    return Tag(name.lower(), pairs, written.endswith("/"))


def tokens(html: str) -> Iterator[re.Match[str]]:
    """The pieces of a page in order."""
    return TOKEN.finditer(html)


def place_of(html: str, offset: int) -> tuple[int, int]:
    """(line, column) of a character, both from 1."""
    return html.count("\n", 0, offset) + 1, offset - html.rfind("\n", 0, offset)

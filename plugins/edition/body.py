"""Markdown of an article into HTML: paragraphs numbered p1 …, crossheads s1 …, no raw HTML, only harmless links.

Most bodies are paragraphs and crossheads and nothing else; these are made directly, with the
same result as python-markdown (a test holds the two together). Everything else goes through
one shared python-markdown object.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from catalogue.spots import without_marks

BLOCK = re.compile(r"\n[ \t]*\n+")
HEADING = re.compile(r"## +([^\n]*[^\n#\s])")
ESCAPES = r"\\`*_{}\[\]()>#+\-.!"
SPECIAL = re.compile(r"[\\*_`\[<|&]|  \n")
LIST_OR_CODE = re.compile(r"^(?:[ \t]|[-+*>#=:]|\d+\.(?!\d))", re.MULTILINE)
UNESCAPE = re.compile(rf"\\([{ESCAPES}])")
JOIN = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n[ \t]*(?=[^\x00-\x7f])")
BLOCK_END = re.compile(r"[ \t\u3000]+(?=\n[ \t]*\n|\Z)")
SAFE_URL = re.compile(r"(?:https?://|mailto:|[#/.]|[^:]*$)", re.IGNORECASE)
HEADING_TAG = re.compile(r"h([1-6])")
CROSSHEAD = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')
CONTROL = re.compile(r"[\x00-\x20\x7f]")

HAN = "\u3400-\u9fff\uf900-\ufaff"
STUCK = re.compile(
    rf"(<[^>]*>)|(?<=[{HAN}，。、；：！？）》])(?=[“‘][0-9A-Za-z])|(?<=[0-9A-Za-z%+][”’])(?=[{HAN}（《])"
)
"""Tags; and places at quotation marks around figures or Latin letters, where browsers break no line (UAX 14, LB19)."""
LONG = re.compile(r"(<[^>]*>)|((?:&amp;|[!-%'-;=?-~]){20,})")
"""Tags; and addresses and words longer than a good part of a line."""
FOUR = re.compile(r"(?:&amp;|[!-%'-~]){4}(?!$)")

Link = Callable[[str], str]
"""Turns a path of the site into a URL for the page that shows the text."""


def is_simple(block: str) -> bool:
    """Whether a block is a paragraph without any mark but escapes."""
    return not SPECIAL.search(UNESCAPE.sub("", block)) and not LIST_OR_CODE.search(block)


def words(text: str) -> str:
    """Escaped characters as themselves, made safe for HTML; a line broken between Han is joined."""
    return html.escape(UNESCAPE.sub(r"\1", JOIN.sub("", text)), quote=False)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a body stands on its page. On the page of the article: `<p id="p1">`, `<h2 id="s1">`."""

    prefix: str = ""
    """What its ids begin with, where a page shows several bodies."""
    level: int = 2
    """Of its crossheads."""


ALONE = Setting()
"""The only body of its page."""


def contents(body: str) -> tuple[tuple[str, Markup], ...]:
    """(id, words) of each crosshead of a body that `Renderer` made."""
    return tuple((id, Markup(words)) for id, words in CROSSHEAD.findall(body))


def simple_html(markdown: str, setting: Setting = ALONE) -> str | None:
    """The HTML of a body of plain paragraphs and crossheads; None when it is more than that."""
    if "\t" in markdown:
        return None
    out: list[str] = []
    number = crossheads = 0
    prefix, level = setting.prefix, setting.level
    for block in BLOCK.split(markdown.strip("\n")):
        heading = HEADING.fullmatch(block)
        text = (heading[1] if heading else block).strip()
        if not is_simple(text):
            return None
        if heading:
            crossheads += 1
            out.append(f'<h{level} id="{prefix}s{crossheads}">{words(text)}</h{level}>')
        elif text:
            number += 1
            out.append(f'<p id="{prefix}p{number}">{words(text)}</p>')
    return "\n".join(out)


@lru_cache(1_000)
def simple_body(text: str, setting: Setting) -> Markup | None:
    """`simple_html` of a body, made to flow: it has no links, so it is the same on every page that shows it so."""
    simple = simple_html(text, setting)
    return None if simple is None else flowing(simple)


def flowing(html_text: str) -> Markup:
    """HTML that may be broken before and behind “141” and within a long address too; else the line is torn apart."""
    broken = LONG.sub(lambda found: found[1] or FOUR.sub(r"\g<0><wbr>", found[2]), html_text)
    return Markup(STUCK.sub(lambda found: found[1] or "<wbr>", broken))


def flowing_text(text: str) -> Markup:
    """Plain text as such HTML."""
    return flowing(html.escape(text, quote=False))


def safe_url(url: str, link: Link) -> str:
    """A URL that runs nothing; one that begins with `/` is a path of this site."""
    plain = CONTROL.sub("", html.unescape(url))
    if plain.startswith("/") and not plain.startswith("//"):
        return link(plain[1:])
    return url if SAFE_URL.match(plain) else "#"


class Finish(Treeprocessor):
    """The last hand on the tree: numbers, headings below the headline, links."""

    link: Link = staticmethod(lambda path: path)
    setting: Setting = ALONE

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        prefix, level = self.setting.prefix, self.setting.level
        for number, paragraph in enumerate(root.findall("p"), 1):
            paragraph.set("id", f"{prefix}p{number}")
        crossheads = (element for element in root if element.tag in ("h1", "h2"))
        for number, crosshead in enumerate(crossheads, 1):
            crosshead.set("id", f"{prefix}s{number}")
        for element in root.iter():
            if heading := HEADING_TAG.fullmatch(element.tag):
                element.tag = f"h{min(max(int(heading[1]), 2) + level - 2, 6)}"
            if element.tag == "table":
                element.set("tabindex", "0")  # it scrolls sideways where it is too wide, by keyboard too
            for name in ("href", "src"):
                if value := element.get(name):
                    element.set(name, safe_url(value, self.link))
            element.text = element.text and JOIN.sub("", element.text)
            element.tail = element.tail and JOIN.sub("", element.tail)


class House(Extension):
    """Markdown as the house has it: raw HTML is text."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Take raw HTML out and put `Finish` in."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(Finish(md), "finish", 5)


class Renderer:
    """Bodies into HTML; makes its Markdown object when the first body needs it."""

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        self._markdown: Markdown | None = None

    @property
    def markdown(self) -> Markdown:
        """The one Markdown object."""
        if self._markdown is None:
            self._markdown = Markdown(extensions=["tables", "sane_lists", House()], output_format="html")
        return self._markdown

    def full(self, text: str, link: Link, setting: Setting = ALONE) -> str:
        """Through python-markdown."""
        finish = self.markdown.treeprocessors["finish"]
        assert isinstance(finish, Finish)
        finish.link, finish.setting = link, setting
        return str(self.markdown.reset().convert(BLOCK_END.sub("", text.rstrip())))

    def render(self, text: str, link: Link, setting: Setting = ALONE) -> Markup:
        """The HTML of a body for the page that `link` belongs to; marks for the mirror are taken off."""
        text = without_marks(text)
        simple = simple_body(text, setting)
        return flowing(self.full(text, link, setting)) if simple is None else simple

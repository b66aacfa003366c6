"""Whether the elements of a page stand in one another as HTML allows: `data/html.toml` says how."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .markup import Tag

RULES = Path(__file__).resolve().parents[1] / "data" / "html.toml"
Fault = tuple[str, int, str]
"""(code, offset, value)."""
DATA_SCRIPTS = ("application/json", "application/ld+json", "speculationrules", "importmap")
FOREIGN = ("svg", "math")
"""Roots of other languages: in them every name is known, and any element may be closed by `/`."""
ONCE = frozenset({"doctype", "html", "head", "title", "body"})
"""What every page has, once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`data/html.toml`."""

    known: frozenset[str]
    void: frozenset[str]
    interactive: frozenset[str]
    silent: frozenset[str]
    references: frozenset[str]
    closes: Mapping[str, frozenset[str]]
    """Element -> the start tags that end it without an end tag of its own."""
    children: Mapping[str, frozenset[str]]


@cache
def rules() -> Rules:
    """Read once."""
    data = tomllib.loads(RULES.read_text(encoding="utf-8"))

    def words(key: str) -> frozenset[str]:
        return frozenset(data[key].split())

    def table(key: str) -> dict[str, frozenset[str]]:
        return {name: frozenset(value.split()) for name, value in data[key].items()}

    closes = table("closes") | {"p": words("blocks")}
    names = ("known", "void", "interactive", "silent", "references")
    return Rules(**{name: words(name) for name in names}, closes=closes, children=table("children"))


class Nesting:
    """Follows a page; `faults` fills as it goes."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._names: list[str] = []
        self._starts: list[int] = []
        self._seen: set[str] = set()
        self._rules = rules()
        self._foreign = 0
        """How many elements of a drawing are open."""

    def fault(self, offset: int, value: str) -> None:
        """No valid HTML."""
        self.faults.append(("E570", offset, value))

    def once(self, name: str, offset: int) -> None:
        """Something that a page has once."""
        if name in self._seen:
            self.fault(offset, f"second {name}")
        self._seen.add(name)

    def start(self, tag: Tag, offset: int) -> None:
        """A start tag."""
        name, names, rules = tag.name, self._names, self._rules
        if self._foreign:
            if not tag.closed:
                self._foreign += 1
                self._push(name, offset)
            return
        while names and name in rules.closes.get(names[-1], ()):
            self._pop()
        if name in ONCE:
            self.once(name, offset)
        if name == "html" and "doctype" not in self._seen:
            self.once("doctype", offset)
            self.fault(offset, "no doctype")
        parent = names[-1] if names else ""
        if parent in rules.children or name in rules.interactive or name == "li":
            self._check_place(name, parent, offset)
        self.faults += ((code, offset, value) for code, value in tag_faults(tag))
        if name not in rules.void and not (name in FOREIGN and tag.closed):
            self._foreign = int(name in FOREIGN)
            self._push(name, offset)

    def _push(self, name: str, offset: int) -> None:
        self._names.append(name)
        self._starts.append(offset)

    def _pop(self) -> tuple[str, int]:
        self._foreign = max(self._foreign - 1, 0)
        return self._names.pop(), self._starts.pop()

    def _check_place(self, name: str, parent: str, offset: int) -> None:
        rules = self._rules
        allowed = rules.children.get(parent)
        if allowed is not None and name not in allowed and name not in rules.silent:
            self.fault(offset, f"<{name}> directly in <{parent}>")
        if name == "li" and parent not in ("ul", "ol", "menu"):
            self.fault(offset, "<li> outside a list")
        if name in rules.interactive and ("a" in self._names or "button" in self._names):
            self.fault(offset, f"<{name}> inside <{'a' if 'a' in self._names else 'button'}>")

    def end(self, name: str, offset: int) -> None:
        """An end tag."""
        names = self._names
        if names and names[-1] == name:
            self._pop()
            return
        if name not in names:
            self.fault(offset, f"</{name}> closes nothing")
            return
        last = ""
        while last != name:
            last, start = self._pop()
            if last != name and last not in self._rules.closes:
                self.fault(start, f"<{last}> is not closed before </{name}>")

    def text(self, text: str, offset: int) -> None:
        """Text between tags."""
        parent = self._names[-1] if self._names else ""
        if (parent in self._rules.children or parent in ("", "html", "head")) and text.strip():
            self.fault(offset, f"text directly in <{parent or 'the page'}>: {text.strip()[:20]}")

    def raw(self, tag: Tag, content: str, offset: int) -> None:
        """An element whose content is no markup: a script, a style sheet, a title."""
        self.start(tag, offset)
        self.end(tag.name, offset)
        if tag.name == "script" and tag.get("type") in DATA_SCRIPTS:
            try:
                json.loads(content)
            except ValueError as error:
                self.fault(offset, f"JSON: {error}")
        elif tag.name == "title" and not content.strip():
            self.fault(offset, "<title> is empty")

    def close(self, end: int) -> None:
        """The page is over, at this offset."""
        for name, start in zip(self._names, self._starts, strict=True):
            if name not in self._rules.closes and name not in ("html", "body"):
                self.fault(start, f"<{name}> is never closed")
        for name in sorted(ONCE - self._seen):
            self.fault(end, f"no {name}")


@cache
def tag_faults(tag: Tag) -> tuple[tuple[str, str], ...]:
    """(code, value) of what is wrong with a start tag by itself."""
    names = [name for name, _ in tag.attributes]
    found = [("E570", f"{name} twice in <{tag.name}>") for name in dict.fromkeys(names) if names.count(name) > 1]
    if tag.name not in rules().known:
        found.append(("E570", f"unknown element <{tag.name}>"))
    if tag.closed and tag.name not in (*rules().void, *FOREIGN):
        found.append(("E570", f"<{tag.name}/> does not close"))
    if tag.name == "img" and "alt" not in names:
        found.append(("E570", "<img> without alt"))
    if "id" in names and tag.get("id").split() != [tag.get("id")]:
        found.append(("E570", f"id={tag.get('id')!r}"))
    return (*found, *(("E571", value) for value in active(tag, names)))


def active(tag: Tag, names: list[str]) -> list[str]:
    """What of a start tag a strict Content-Security-Policy forbids."""
    runs = tag.name == "script" and "src" not in names and tag.get("type") not in DATA_SCRIPTS
    found = [f"<{tag.name}>"] if runs or tag.name == "style" else []
    found += [f"{name}=" for name in names if name.startswith("on") or name == "style"]
    return found + [f"{n}={v[:40]}" for n, v in tag.attributes if v.lstrip().lower().startswith("javascript:")]

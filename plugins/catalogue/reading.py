"""From the text of an article file to its front matter and body, every problem collected.

YAML is read with all scalars as strings: what an editor wrote is what is validated.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from converter.models import Problem
from converter.problems import place_in_bytes

from .aliases import refuse_swollen
from .front_matter import CorrectionMatter, CreditMatter, FrontMatter, ImageMatter, SourceMatter

Matter = TypeVar("Matter", bound=BaseModel)
Place = tuple[int, int]
"""(line, column) in the file, both counted from 1."""
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
NESTED: dict[str, type[BaseModel]] = {
    "credits": CreditMatter,
    "corrections": CorrectionMatter,
    "images": ImageMatter,
    "source": SourceMatter,
}
FENCE = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """One article file as read: its front matter (None when it cannot be used), its body and its problems."""

    path: str
    matter: FrontMatter | None
    body: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Keys:
    """Where each key of a YAML mapping stands, and which stand twice."""

    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    """Path of keys -> where in the file it stands."""
    twice: list[tuple[str, Place]] = field(default_factory=list)


def collect(node: Any, found: Keys, offset: int, path: tuple[str, ...] = ()) -> Keys:
    """Walk the node tree and note the line of every key and list item."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here, place = (*path, str(key.value)), place_of(key.start_mark, offset)
            if here in found.places:
                found.twice.append((here[-1], place))
            found.places[here] = place
            collect(value, found, offset, here)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            found.places[(*path, str(number))] = place_of(item.start_mark, offset)
            collect(item, found, offset, (*path, str(number)))
    return found


def place_of(mark: Any, offset: int) -> Place:
    """Where a mark of YAML stands in the file."""
    return mark.line + offset, mark.column + 1


def unreadable(error: Exception, path: str, offset: int) -> Problem:
    """What YAML says is wrong; a quotation mark that is never closed is told where it opens."""
    open_quote = "quoted scalar" in (getattr(error, "context", None) or "")
    mark = getattr(error, "context_mark" if open_quote else "problem_mark", None)
    line, column = place_of(mark, offset) if mark else (offset, 1)
    return Problem("E302", path, line, str(getattr(error, "problem", None) or error), column)


def load_yaml(text: str, path: str, offset: int) -> tuple[Any, Keys, list[Problem]]:
    """The data of a YAML text whose first line is line `offset` of the file."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
        refuse_swollen(node)
        data = {} if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, Keys(), [unreadable(error, path, offset)]
    finally:
        loader.dispose()
    keys = collect(node, Keys(), offset)
    return data, keys, [Problem("E306", path, line, key, column) for key, (line, column) in keys.twice]


def suggestion(key: str, model: type[BaseModel] | None) -> str:
    """The unknown key with the known key that looks most like it, if one does."""
    close = difflib.get_close_matches(key, model.model_fields if model else (), n=1, cutoff=0.6)
    return f"{key} (did you mean {close[0]}?)" if close else key


def model_at(model: type[BaseModel], place: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model whose keys belong at a place inside the data, for suggestions."""
    return NESTED.get(str(place[0])) if place else model


def innermost(place: tuple[Any, ...], keys: Keys) -> Place:
    """Where the innermost key of a place stands that the file has; the start when it has none of them."""
    parts = tuple(map(str, place))
    return next((keys.places[parts[:n]] for n in range(len(parts), 0, -1) if parts[:n] in keys.places), (1, 1))


def explain(error: dict[str, Any], path: str, keys: Keys, model: type[BaseModel]) -> Problem:
    """One validation error as a problem at its place."""
    place = tuple(error["loc"])
    line, column = innermost(place, keys)
    name = ".".join(map(str, place))
    if error["type"] == "extra_forbidden":
        return Problem("E303", path, line, suggestion(str(place[-1]), model_at(model, place[:-1])), column)
    if error["type"] == "missing":
        return Problem("E304", path, line, name, column)
    return Problem("E305", path, line, f"{name}: {error['input']}", column)


def validate(data: Any, path: str, keys: Keys, model: type[Matter]) -> tuple[Matter | None, list[Problem]]:
    """The front matter, or every reason why it is none."""
    if not isinstance(data, dict):
        return None, [Problem("E302", path, 2, str(data))]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [explain(dict(one), path, keys, model) for one in error.errors(include_url=False)]


def decode(raw: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file with `\\n` line ends."""
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line, column = place_in_bytes(raw, error.start)
        return None, [Problem("E308", path, line, column=column)]


def read_document(raw: bytes, path: str, model: type[Matter]) -> tuple[Matter | None, str, tuple[Problem, ...]]:
    """(front matter, body, problems) of a file with front matter; `path` is what messages call it. Never raises."""
    text, problems = decode(raw, path)
    if text is None:
        return None, "", tuple(problems)
    fence = FENCE.match(text)
    if not fence:
        return None, "", (Problem("E301", path, 1, text.partition("\n")[0]),)
    data, keys, problems = load_yaml(fence[1] or "", path, 2)
    if data is None:
        return None, "", tuple(problems)
    matter, wrong = validate(data, path, keys, model)
    problems = sorted(problems + wrong, key=lambda problem: (problem.line, problem.code, problem.value))
    return None if problems else matter, text[fence.end() :].strip("\n"), tuple(problems)


def line_of_key(file: Path, *place: str) -> int:
    """The line of a key of the front matter of a file, for a message; that of the keys around it, else 1."""
    text, _ = decode(file.read_bytes(), file.name)
    fence = FENCE.match(text or "")
    return innermost(place, load_yaml(fence[1] or "", file.name, 2)[1])[0] if fence else 1


def read_article(raw: bytes, path: str) -> ArticleFile:
    """An article file from its bytes."""
    return ArticleFile(path, *read_document(raw, path, FrontMatter))

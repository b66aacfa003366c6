"""Pages that lie in the folder of another issue now, or whose folder has another name: their articles go with them.

A page is known by the bytes of its file. Its articles get ids of the new issue, as their addresses begin with it;
all that was edited, and what was deleted, stays so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from .describe.identity import article_id, number_of
from .memory import LEDGER, Past, digest_of, numbers_given, read_past, verified, write_bytes
from .models import Problem
from .moves import Place, carry_out, digest_of_file, finish_all
from .shelf import ID_RE, Shelf


def rehome(places: Iterable[Place], root: Path, origin: str) -> tuple[Problem, ...]:
    """Bring the articles of pages that left their issue to where they are now. `origin`: as in `store`."""
    finish_all(root)
    places, told = list(places), []
    alive = {(place.issue, place.page) for place in places}
    gone = [path for path in sorted(root.glob(f"*/*{LEDGER}")) if (path.parent.name, path.stem) not in alive]
    unknown = [place for place in places if gone and not ledger_of(root, place).exists()]
    homes = {digest_of_file(place.file): place for place in reversed(unknown)}
    for ledger in gone:
        past, _ = read_past(ledger)
        home = homes.pop(past.sha256, None) if past.origin == origin else None
        if home and home.issue != ledger.parent.name:
            _take_along(ledger, past, ledger_of(root, home))
            told.append(Problem("W207", home.file.as_posix(), value=f"{ledger.parent.name} → {home.issue}"))
    return tuple(told)


def ledger_of(root: Path, place: Place) -> Path:
    """Where the ledger of a page is, or will be."""
    return root / place.issue / f"{place.page}{LEDGER}"


def _take_along(ledger: Path, past: Past, target: Path) -> None:
    """Copy all that belongs to a page, then remove it where it was."""
    old, new = Shelf(ledger.parent), Shelf(target.parent)
    ids = _new_ids(past, new.folder, target.stem)
    names = {name: f"{ids[name.removesuffix('.md')]}.md" for name in past.hashes if name.removesuffix(".md") in ids}
    hashes = {names[name]: _copy_generated(old, new, name, names[name], past) for name in names}
    copied = [path for name in names for path in _copy_files(old.find(name), new.folder, name, names[name])]
    told = json.loads(ledger.read_text(encoding="utf-8"))
    told |= {"files": hashes, "last": max(map(number_of, ids.values()), default=0)}
    told |= {part: {ids[id]: one for id, one in told.get(part, {}).items()} for part in ("articles", "absent")}
    told["open"] = {names[name]: fields for name, fields in past.open.items() if name in names}
    carry_out(new.folder, (*copied, *map(old.generated, names), ledger), {target.stem: told})


def _copy_generated(old: Shelf, new: Shelf, name: str, fresh: str, past: Past) -> str:
    """Copy an article as it was generated last; its hash, empty if it is not there any more."""
    text = verified(old.generated(name), past.hashes[name])
    if text is None:
        return ""
    data = _with_id(text.encode(), fresh)
    write_bytes(new.generated(fresh), data)
    return digest_of(data)


def _copy_files(path: Path | None, folder: Path, name: str, fresh: str) -> list[Path]:
    """Copy an article and the proposal beside it; a file that an editor has renamed keeps its name."""
    if path is None:
        return []
    renamed = folder / path.name
    data = _with_id(path.read_bytes(), fresh)
    taken = renamed.exists() and renamed.read_bytes() != data
    home = folder / fresh if path.name == name or taken else renamed
    write_bytes(home, data)
    proposal = path.with_suffix(".md.new")
    if not proposal.exists():
        return [path]
    write_bytes(home.with_suffix(".md.new"), _with_id(proposal.read_bytes(), fresh))
    return [path, proposal]


def _new_ids(past: Past, folder: Path, page: str) -> Mapping[str, str]:
    """Id -> the id in the new issue: with the same number, unless that was given there already."""
    given = numbers_given(folder).get(page, 0)
    numbers: dict[str, int] = {}
    for id in past.sketches:
        taken = (given, *numbers.values())
        numbers[id] = number_of(id) if number_of(id) not in taken and number_of(id) > given else max(taken) + 1
    return {id: article_id(folder.name, page, number) for id, number in numbers.items()}


def _with_id(data: bytes, name: str) -> bytes:
    """The file with the id in its front matter that belongs to a name."""
    id = name.removesuffix(".md")
    found = ID_RE.match(data)
    return data[: found.start(1)] + id.encode() + data[found.end(1) :] if found else data

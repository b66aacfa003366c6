"""What becomes of one article file when its page is converted again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .document import read_document
from .memory import digest_of, verified, write_file
from .merge import ALL, TEXT, Conflicts, Merged, difference, locks, merge
from .models import Problem

QUIET = {"source"}
"""Fields that change with any change of the page; a merge of these alone is not worth a word."""


@dataclass(frozen=True, slots=True)
class File:
    """An article file on disk, and what is remembered of it."""

    path: Path
    """Where it is, or would be."""
    exists: bool
    generated: Path
    """Where its text is kept as generated."""
    last: str | None
    """Hash of that text; None if it was never generated."""
    open: tuple[str, ...] | None = None
    """Fields in conflict since an earlier conversion."""

    @property
    def proposal(self) -> Path:
        """Where a text is laid that could not be merged."""
        return self.path.with_suffix(".md.new")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done to a file, and what is to be said of it."""

    problem: Problem | None = None
    open: tuple[str, ...] | None = None
    """Fields in conflict; None for no conflict, empty if it cannot be told which."""
    forget: bool = False
    """The file is gone for good and may come again."""


def put(file: File, text: str) -> Outcome:
    """Write one article as it was generated now, or merge it into what an editor has made of it."""
    if not file.exists:
        return _absent(file, text)
    current, fresh = file.path.read_bytes(), text.encode()
    if current == fresh or digest_of(current) == file.last:
        file.proposal.unlink(missing_ok=True)
        write_file(file.path, text)
        return Outcome()
    mine = read_text(current)
    if file.last == digest_of(fresh):
        return _settle(file, mine or "", text)
    return _conflict(file, text, {}) if mine is None else _merge(file, current, mine, text)


def read_text(data: bytes) -> str | None:
    """The text of a file with `\\n` line ends and no byte order mark; None if it is not UTF-8."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _absent(file: File, text: str) -> Outcome:
    """A new article is written; one that an editor deleted stays away, and it is told if its page says more now."""
    if file.last is None:
        write_file(file.path, text)
        return Outcome()
    file.proposal.unlink(missing_ok=True)
    before, after = (read_document(one) if one else None for one in (verified(file.generated, file.last), text))
    told = before and after and {"title", TEXT} & difference(before, after).keys()
    return Outcome(Problem("W206", file.path.as_posix()) if told else None)


def _merge(file: File, current: bytes, mine: str, text: str) -> Outcome:
    """Bring into an edited file what is new on its page."""
    base = verified(file.generated, file.last)
    merged = merge(base, mine, text) if base is not None else None
    if merged is None:
        found = unlike(mine, text)
        return Outcome() if found == {} else _conflict(file, text, found or {})
    if merged.taken:
        write_file(file.path, _as_saved(merged.text, current))
    conflicts = {**_unsettled(file, merged.text, text), **merged.conflicts}
    return _conflict(file, text, conflicts) if conflicts else _told(file, merged)


def _told(file: File, merged: Merged) -> Outcome:
    """A merge without a conflict, and what it brought."""
    file.proposal.unlink(missing_ok=True)
    taken = [field for field in merged.taken if field not in QUIET]
    return Outcome(Problem("W205", file.path.as_posix(), value=", ".join(taken)) if taken else None)


def _settle(file: File, mine: str, text: str) -> Outcome:
    """Nothing new on the page: a proposal stays open until an editor has taken it over or deleted it."""
    if not file.proposal.exists():
        return Outcome()
    still = _unsettled(file, mine, text)
    if still or read_document(mine) is None:
        return _conflict(file, text, still)
    file.proposal.unlink()
    return Outcome()


def _unsettled(file: File, mine: str, text: str) -> Conflicts:
    """Of the conflicts of earlier conversions, those in which the file still differs; none if the proposal is gone."""
    found = unlike(mine, text) if file.proposal.exists() else None
    return {field: line for field, line in (found or {}).items() if not file.open or field in file.open}


def unlike(mine: str, text: str) -> Conflicts | None:
    """Fields in which two texts differ and that are not locked, with their lines; None if one cannot be read."""
    own, new = read_document(mine), read_document(text)
    if not own or not new:
        return None
    held = locks(own)
    return {} if ALL in held else {key: line for key, line in difference(own, new).items() if key not in held}


def _conflict(file: File, text: str, conflicts: Conflicts) -> Outcome:
    """Lay the new text beside the file, and name the fields to look at."""
    write_file(file.proposal, text)
    line = min(conflicts.values(), default=1)
    return Outcome(Problem("W201", file.path.as_posix(), line, ", ".join(conflicts)), tuple(conflicts))


def _as_saved(text: str, current: bytes) -> str:
    """The text with the line ends and the byte order mark that the editor's program saved it with."""
    if current.count(b"\r\n") == current.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return "\ufeff" * current.startswith(b"\xef\xbb\xbf") + text


def retire(file: File) -> Outcome:
    """Remove an article that its page no longer holds; keep it if it was edited, and remember if it was deleted."""
    if not file.exists:
        file.proposal.unlink(missing_ok=True)
        # Whoever deletes an article leaves its text as generated; only a retirement cut short has removed both.
        return Outcome(forget=not file.generated.exists())
    current = file.path.read_bytes()
    if digest_of(current) == file.last:
        for path in (file.generated, file.proposal, file.path):
            path.unlink(missing_ok=True)
        return Outcome(forget=True)
    own = read_document(read_text(current) or "")
    held = own is not None and ALL in locks(own)
    return Outcome(None if held else Problem("W202", file.path.as_posix()), file.open)

"""Questions whose answers are noted: what an output of the site was made from.

A question is a function of the catalogue and plain values, marked with `question`. Asked of an `Asker` instead of
a bare connection, it is answered once, and every answer that is used is noted, so that an output knows what it was
made from without anybody writing it down. Each question hangs on one mark (`article 20240611-01-03`, `term tag 教育`);
`change.py` says which marks a changed article touches, and only their questions are asked again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")
Key = tuple[Any, ...]
"""Name of a question, then what it was asked about."""
Fact = Key | int
"""A question that was answered, or the number of one that the catalogue has: an answer that still holds."""

Asks = Callable[Concatenate[sqlite3.Connection, Given], Answer]
Asked = Callable[Concatenate["Asker | sqlite3.Connection", Given], Answer]

KEPT = 5_000
"""Answers kept at a time."""


@dataclass(frozen=True, slots=True)
class Question:
    """A function that asks the catalogue."""

    ask: Callable[..., Any]
    mark: Callable[..., str]
    """What it hangs on, from what it is asked about."""


QUESTIONS: dict[str, Question] = {}
"""Every question by name."""


def question(mark: Callable[..., str] | str) -> Callable[[Asks[Given, Answer]], Asked[Given, Answer]]:
    """Makes a question of a function whose first parameter is the catalogue; its answer must be plain, frozen data.

    `mark` gets what is asked about, or is the mark itself.
    """

    def make(ask: Asks[Given, Answer]) -> Asked[Given, Answer]:
        name = ask.__name__
        QUESTIONS[name] = Question(ask, (lambda *_: mark) if isinstance(mark, str) else mark)

        @wraps(ask)
        def asked(catalogue: Asker | sqlite3.Connection, /, *args: Given.args, **named: Given.kwargs) -> Answer:
            if isinstance(catalogue, Asker):
                if named:
                    raise TypeError(f"{name}: what is asked about is given in order, without names")
                answer: Answer = catalogue.answer((name, *args))
                return answer
            return ask(catalogue, *args, **named)

        return asked

    return make


def written(key: Key) -> str:
    """A key as text, for the catalogue."""
    return json.dumps(key, ensure_ascii=False)


def read(text: str) -> Key:
    """The key again; lists stand for tuples."""
    return tuple(tuple(part) if isinstance(part, list) else part for part in json.loads(text))


def mark_of(key: Key) -> str:
    """What a question hangs on."""
    return QUESTIONS[key[0]].mark(*key[1:])


def digest_of(answer: object) -> str:
    """The same answer, the same 16 hex digits."""
    return hashlib.blake2b(repr(answer).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Asker:
    """A catalogue that notes what it is asked."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """`connection` must not change meanwhile."""
        self.connection = connection
        self.ways: dict[str, Callable[..., Any]] = {}
        """Quicker ways to answer some questions, for somebody who asks them one after another."""
        self.digests: dict[Key, str] = {}
        """Every question asked so far -> digest of its answer."""
        self._answers: dict[Key, Any] = {}
        self._noted: set[Fact] = set()

    def answer(self, key: Key) -> Any:
        """The answer, which is noted."""
        self._noted.add(key)
        if key in self._answers:
            return self._answers[key]
        quick = self.ways.get(key[0])
        answer = quick(*key[1:]) if quick else QUESTIONS[key[0]].ask(self.connection, *key[1:])
        if len(self._answers) >= KEPT:
            self._answers.clear()
        self._answers[key] = answer
        if key not in self.digests:
            self.digests[key] = digest_of(answer)
        return answer

    def note(self, facts: Iterable[Fact]) -> None:
        """Note answers that are used once more."""
        self._noted.update(facts)

    @contextmanager
    def noting(self) -> Iterator[set[Fact]]:
        """The set that is given holds, in the end, all that was asked meanwhile; nothing of it is noted outside."""
        outer, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            self._noted = outer

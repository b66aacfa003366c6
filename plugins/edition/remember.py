"""What a view works out once and keeps.

As `functools.cached_property`, with one difference: the answers of the catalogue that a value was made from are noted
for every output that uses it, and not only for the first. Whatever asks the catalogue is `remembered`, never cached.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from catalogue.asking import Asker

Value = TypeVar("Value")


def asker_of(view: Any) -> Asker:
    """The asker behind a view: of its library, or of that of its term."""
    found: Asker = getattr(getattr(view, "term", view), "library", view).asker
    return found


class remembered(Generic[Value]):
    """A property that is made once; its class has a `library`, or is one."""

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self.make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self.place = f"remembered {name}"

    @overload
    def __get__(self, view: None, owner: type) -> remembered[Value]: ...

    @overload
    def __get__(self, view: object, owner: type) -> Value: ...

    def __get__(self, view: Any, owner: type) -> Any:
        if view is None:
            return self
        asker = asker_of(view)
        kept = view.__dict__.get(self.place)
        if kept is None:
            with asker.noting() as facts:
                value = self.make(view)
            kept = view.__dict__[self.place] = (value, facts)
        asker.note(kept[1])
        return kept[0]

    def set(self, view: Any, value: Value) -> None:
        """Give the value, made of what the caller asked."""
        view.__dict__[self.place] = (value, set())

"""What a view works out once and keeps.

As `functools.cached_property`, with one difference: the answers of the catalogue that a value was made from are noted
for every output that uses it, and not only for the first. Whatever asks the catalogue is `remembered`, never cached.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from catalogue.asking import Asker

Value = TypeVar("Value")


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
        asker: Asker = getattr(view, "library", view).asker
        kept = view.__dict__.get(self.place)
        if kept is None:
            with asker.noting() as facts:
                value = self.make(view)
            kept = view.__dict__[self.place] = (value, facts)
        asker.note(kept[1])
        return kept[0]

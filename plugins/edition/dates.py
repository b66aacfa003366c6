"""Dates as precise as they are known, and as readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day

WEEKDAYS = "一二三四五六日"
PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True, slots=True)
class DateView:
    """A date: `2024`, `2024-06` or `2024-06-11`."""

    iso: str
    inferred: bool = False
    """Read from the text, not printed on the page."""

    @property
    def precision(self) -> str:
        """`year`, `month` or `day`."""
        return PRECISIONS[len(self.iso)]

    @property
    def year(self) -> int:
        """The year."""
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        """1 to 12, or None when only the year is known."""
        return int(self.iso[5:7]) if len(self.iso) > 4 else None

    @property
    def day(self) -> int | None:
        """1 to 31, or None when only the month is known."""
        return int(self.iso[8:10]) if len(self.iso) > 7 else None

    @property
    def text(self) -> str:
        """2024年6月11日, 2024年6月 or 2024年."""
        parts = ((self.year, "年"), (self.month, "月"), (self.day, "日"))
        return "".join(f"{number}{unit}" for number, unit in parts if number is not None)

    @property
    def weekday(self) -> str:
        """星期二, or '' when the day is not known."""
        if self.month is None or self.day is None:
            return ""
        return f"星期{WEEKDAYS[Day(self.year, self.month, self.day).weekday()]}"

    @property
    def timestamp(self) -> str:
        """The earliest moment of the date in China, for feeds: 2024-06-11T00:00:00+08:00."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}T00:00:00+08:00"


def date_view(iso: str | None, inferred: bool = False) -> DateView | None:
    """The date, or None when there is none."""
    return DateView(iso, inferred) if iso else None

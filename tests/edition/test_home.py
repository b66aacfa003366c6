"""The front page: what leads, what stands beside it, what follows in brief."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from edition.home import compose
from edition.library import Library

Make = Callable[..., Library]


def article(name: str, length: int = 300, **keys: Any) -> dict[str, Any]:
    return {"name": name, "body": "字" * length, **keys}


def ids(articles: Any) -> list[str]:
    return [one.id for one in articles]


def test_the_first_article_leads_when_all_are_alike(library: Make) -> None:
    front = compose(library(*(article(f"2024-06-11-01-0{n}") for n in range(1, 6))).newest)
    assert front.lead is not None and front.lead.id == "20240611-01-01"
    assert ids(front.seconds) == ["20240611-01-02", "20240611-01-03", "20240611-01-04"]
    assert ids(front.briefs) == ["20240611-01-05"]


def test_a_long_article_with_a_kicker_leads_before_a_short_notice(library: Make) -> None:
    made = library(article("2024-06-11-01-01", 80), article("2024-06-11-01-02", 1200, kicker="引题"))
    front = compose(made.newest)
    assert front.lead is not None and front.lead.id == "20240611-01-02"


def test_a_made_headline_never_leads(library: Make) -> None:
    made = library(article("2024-06-11-01-01", 1200, title_made=True), article("2024-06-11-01-02", 80))
    front = compose(made.newest)
    assert front.lead is not None and front.lead.id == "20240611-01-02"


def test_seconds_come_from_the_fronts_of_the_other_pages(library: Make) -> None:
    names = ("01-01", "01-02", "02-01", "02-02", "03-01", "04-01", "05-01")
    front = compose(library(*(article(f"2024-06-11-{name}") for name in names)).newest)
    assert ids(front.seconds) == ["20240611-02-01", "20240611-03-01", "20240611-04-01"]
    assert ids(front.briefs) == ["20240611-01-02", "20240611-02-02", "20240611-05-01"]


def test_a_page_of_notices_sends_nobody_to_the_front(library: Make) -> None:
    made = library(
        *(article(f"2024-06-11-01-0{n}") for n in range(1, 6)), article("2024-06-11-02-01", 900, title_made=True)
    )
    front = compose(made.newest)
    assert "20240611-02-01" not in ids(front.seconds)
    assert "20240611-02-01" in ids(front.briefs)


def test_a_thin_issue_is_filled_with_the_leads_of_earlier_ones(library: Make) -> None:
    made = library(*(article(f"2024-06-1{day}-01-01") for day in range(4)))
    front = compose(made.newest)
    assert front.lead is not None and front.lead.id == "20240613-01-01"
    assert ids(front.briefs) == ["20240612-01-01", "20240611-01-01", "20240610-01-01"]


def test_an_edition_without_issues_has_a_front_page_too(library: Make) -> None:
    assert compose(library().newest).lead is None

"""Shelves of a term: which articles stand where, and that they never move."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from edition.library import Library
from edition.outputs import shelves
from edition.shelves import ENOUGH, LARGE, make_index
from edition.terms import TermView

Make = Callable[..., Library]
MONTHS = st.dictionaries(
    st.one_of(
        st.just(""),
        st.integers(2015, 2024).map(str),
        st.builds(lambda year, month: f"{year}-{month:02d}", st.integers(2015, 2024), st.integers(1, 12)),
    ),
    st.integers(1, 150),
    min_size=1,
)


class Term:
    """A term of which only the address matters."""

    path = "tag/jia/index.html"


def index_of(months: dict[str, int]) -> Any:
    """The index of a term with so many articles in each month."""
    return make_index(Term(), sorted(months.items(), reverse=True))  # type: ignore[arg-type]


def places(months: dict[str, int]) -> dict[tuple[int | None, int | None], str]:
    """(year, month) -> the page its articles stand on."""
    return {(one.year, one.month): one.path for one in index_of(months).shelves}


def term_of(made: Library) -> TermView:
    """The tag 甲."""
    term = made.term("tag", "甲")
    assert term is not None
    return term


@given(MONTHS)
def test_every_article_stands_on_one_shelf(months: dict[str, int]) -> None:
    index = index_of(months)
    assert sum(shelf.count for shelf in index.shelves) == sum(months.values())
    assert len({shelf.name for shelf in index.shelves}) == len(index.shelves)
    assert index.here + index.away == index.shelves
    here = sum(shelf.count for shelf in index.here)
    assert here >= min(ENOUGH, sum(months.values()))
    assert here - index.here[-1].count < ENOUGH


@given(MONTHS, st.integers(1, 60))
def test_a_new_month_moves_nothing_that_has_a_page(months: dict[str, int], count: int) -> None:
    before, after = places(months), places({**months, "2025-01": count})
    closed = {place: path for place, path in before.items() if path != Term.path}
    assert closed.items() <= after.items()


@given(MONTHS)
def test_every_month_leads_to_the_page_it_stands_on(months: dict[str, int]) -> None:
    index = index_of(months)
    for year in index.years:
        homes = {shelf.path for shelf in year.shelves}
        assert {month.href.partition("#")[0] for month in year.months if month.count} <= homes
        assert sum(month.count for month in year.months) == (year.count if year.year else 0)
        assert year.cut == (year.year is not None and year.count > LARGE)


def test_old_years_have_pages_and_the_index_the_newest(library: Make) -> None:
    many = (
        {"name": f"{year}-0{month}-{day:02d}-01-01", "tags": ["甲"]}
        for year, month, days in ((2024, 3, 5), (2023, 5, 26), (2023, 2, 1), (2021, 7, 2))
        for day in range(1, days + 1)
    )
    term = term_of(library(*many, {"name": "weekly-01-01", "tags": ["甲"]}))
    assert [(one.label, one.count, one.path) for one in term.index.shelves] == [
        ("2024年", 5, "tag/jia/index.html"),
        ("2023年", 27, "tag/jia/index.html"),
        ("2021年", 2, "tag/jia/2021.html"),
        ("日期未详", 1, "tag/jia/undated.html"),
    ]
    assert [output.path for output in shelves(term)] == ["tag/jia/2021.html", "tag/jia/undated.html"]
    year = term.index.years[1]
    assert (year.href, year.spoken, year.most) == ("tag/jia/index.html#y2023", "2月1篇，5月26篇", 26)
    assert [month.number for month, _ in term.index.shelves[1].groups] == [5, 2]
    old = term.index.shelves[2]
    assert (old.newer, old.older) == (term.index.shelves[1], term.index.shelves[3])
    assert [one.id for one in old.articles] == ["20210702-01-01", "20210701-01-01"]


def test_a_long_year_is_cut_into_months(library: Make) -> None:
    many = ({"name": f"2024-{n % 3 + 1:02d}-{n % 28 + 1:02d}-{n:03d}-01", "tags": ["甲"]} for n in range(LARGE + 1))
    term = term_of(library(*many, {"name": "2024-01-01", "tags": ["甲"]}))
    assert [(one.label, one.path) for one in term.index.shelves] == [
        ("2024年3月", "tag/jia/index.html"),
        ("2024年2月", "tag/jia/2024-02.html"),
        ("2024年1月", "tag/jia/2024-01.html"),
        ("2024年（月份未详）", "tag/jia/2024-undated.html"),
    ]
    (year,) = term.index.years
    assert next(output.path for output in shelves(term)) == year.href == "tag/jia/2024.html"
    assert year.months[0].href == "tag/jia/2024-01.html#m2024-01"
    assert (len(year.months), year.months[12].name) == (13, "月份未详")
    assert len(term.index.shelves[3].articles) == 1
    assert sum(len(shelf.articles) for shelf in term.index.shelves) == LARGE + 2

"""Related articles: which, why, and that they stay the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue import query
from catalogue.related import DAYS, Kinship, days_of

Write = Callable[..., Path]
Scanned = Callable[[], sqlite3.Connection]
OTHERS = "粮食丰收 桥梁通车 医院搬迁 球队夺冠 剧团巡演 菜价回落 古树挂牌 校车检修".split()


def fill(write: Write, issue: str = "2024-06-01") -> None:
    """Articles of other things, so that a window has something to compare with."""
    for n, title in enumerate(OTHERS):
        write(f"{issue}-09-{n + 1:02d}", title=title, body=f"{title}。", tags=[title], region=[f"四川省/{title}县"])


def ties(catalogue: Scanned, id: str) -> list[tuple[str, list[str]]]:
    """(id, reasons) of what is related to an article."""
    connection = catalogue()
    record = query.article(connection, id)
    assert record is not None
    found = Kinship(connection).related(record)
    return [(tie.id, [f"{one.label} {one.name}".strip() for one in tie.reasons]) for tie in found]


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ({"tags": ["山火"]}, "同题 山火"),
        ({"rubric": "一线调查"}, "同栏 一线调查"),
        ({"title": "缙云山山火连夜扑灭记", "body": "缙云山山火连夜扑灭，志愿者平安下山。"}, "同题"),
    ],
)
def test_what_two_articles_share_is_said(write: Write, catalogue: Scanned, keys: dict[str, Any], reason: str) -> None:
    fill(write)
    write("2024-06-11-01-01", **{"title": "甲", "body": "一。", **keys})
    write("2024-06-12-01-01", **{"title": "乙", "body": "二。", **keys})
    assert ties(catalogue, "20240611-01-01") == [("20240612-01-01", [reason])]


def test_a_place_or_a_person_alone_is_too_little_and_both_are_enough(write: Write, catalogue: Scanned) -> None:
    fill(write)
    place, person = {"region": ["重庆市/永川区"]}, {"authors": ["王二"]}
    write("2024-06-11-01-01", title="甲", body="一。", **place, **person)
    write("2024-06-12-01-01", title="乙", body="二。", **place)
    write("2024-06-12-01-02", title="丙", body="三。", **person)
    write("2024-06-12-01-03", title="丁", body="四。", **place, **person)
    assert ties(catalogue, "20240611-01-01") == [("20240612-01-03", ["同人 王二", "同地 永川区"])]


def test_a_province_is_no_place(write: Write, catalogue: Scanned) -> None:
    fill(write)
    for day in (11, 12):
        write(
            f"2024-06-{day}-01-01",
            title=f"第{day}",
            body=f"{day}。",
            region=["重庆市/永川区" if day == 11 else "重庆市/江津区"],
        )
    assert ties(catalogue, "20240611-01-01") == []


def test_what_everybody_has_says_nothing(write: Write, catalogue: Scanned) -> None:
    for n in range(8):
        write(f"2024-06-1{n}-01-01", title=OTHERS[n], body=f"{OTHERS[n]}。", tags=["高考"])
    assert ties(catalogue, "20240611-01-01") == []


def test_articles_of_one_page_are_seen_already(write: Write, catalogue: Scanned) -> None:
    fill(write)
    for name in ("2024-06-11-01-01", "2024-06-11-01-02", "2024-06-11-02-01"):
        write(name, tags=["山火"])
    assert [id for id, _ in ties(catalogue, "20240611-01-01")] == ["20240611-02-01"]


def test_a_page_older_than_the_window_never_changes(write: Write, catalogue: Scanned) -> None:
    fill(write)
    write("2024-06-11-01-01", tags=["山火"])
    write("2024-06-12-01-01", tags=["山火"])
    before = ties(catalogue, "20240611-01-01")
    for day in range(12, 30):
        write(f"2024-07-{day}-01-01", tags=["山火", "高考"], title="缙云山山火扑灭记")
    assert before and ties(catalogue, "20240611-01-01") == before
    write("2024-06-14-01-01", tags=["山火"])
    assert ties(catalogue, "20240611-01-01") != before


def test_an_issue_without_a_date_stands_alone(write: Write, catalogue: Scanned) -> None:
    fill(write, "weekly-3")
    for name in ("weekly-3-01-01", "weekly-3-02-01", "weekly-4-01-01", "2024-06-11-01-01"):
        write(name, tags=["山火"])
    assert [id for id, _ in ties(catalogue, "weekly3-01-01")] == ["weekly3-02-01"]


def test_touched_are_the_issues_in_reach(write: Write, catalogue: Scanned) -> None:
    for name in ("2024-05-12", "2024-05-13", "2024-06-12", "2024-07-12", "2024-07-13", "2024-07", "2025", "weekly-3"):
        write(f"{name}-01-01")
    kinship = Kinship(catalogue())
    assert kinship.touched(["2024-06-12"]) == {"2024-06-12", "2024-07-12", "2024-07"}
    assert kinship.touched(["weekly-3"]) == {"weekly-3"}
    assert kinship.touched(["2024-06-11"], dates=["2024-06-11"]) == {"2024-06-12", "2024-07"}


def test_whoever_is_touched_and_nobody_else_may_change(write: Write, catalogue: Scanned) -> None:
    fill(write)
    for day in range(1, 29, 3):
        for month in (3, 4, 5, 6, 7):
            write(f"2024-{month:02d}-{day:02d}-01-01", title=f"山火{day}", tags=[f"题{day}"], authors=["王二"])

    def answers() -> dict[str, Any]:
        connection = catalogue()
        kinship = Kinship(connection)
        return {one.id: (one.issue, kinship.related(one)) for one in query.articles(connection)}

    before = answers()
    write("2024-05-05-01-01", title="山火又起", tags=["题4"], authors=["王二"])
    after = answers()
    changed = {after[id][0] for id in before if before[id] != after[id]}
    assert changed
    assert changed <= Kinship(catalogue()).touched(["2024-05-05"])


def test_the_order_of_asking_changes_nothing(write: Write, catalogue: Scanned) -> None:
    fill(write)
    for day in range(1, 28):
        write(f"2024-0{day % 5 + 3}-{day:02d}-01-01", title=f"山火{day % 4}", tags=[OTHERS[day % 3]], authors=["王二"])
    connection = catalogue()
    records = query.articles(connection)
    forward, backward = Kinship(connection), Kinship(connection)
    one = {record.id: forward.related(record) for record in records}
    assert any(one.values())
    assert {record.id: backward.related(record) for record in reversed(records)} == one


@pytest.mark.parametrize(
    ("date", "days"), [(None, None), ("2024-02-03", 1), ("2024-02", 29), ("2023-12", 31), ("2024", 366)]
)
def test_a_date_means_so_many_days(date: str | None, days: int | None) -> None:
    span = days_of(date)
    assert (span and span[1] - span[0] + 1) == days
    assert DAYS == 30

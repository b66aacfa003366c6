"""An edition of several years, for the pages that lead through an archive. All texts are invented.

`write(root)` puts its articles below `root`; `PAGES` names the pages worth looking at, as addresses of its site.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from archive import Desk
from articles import write_article

PAGES = {
    "section": "section/education/index.html",
    "older year": "section/education/2021.html",
    "without a date": "section/education/undated.html",
    "region": "region/chong-qing/yong-chuan/index.html",
    "author": "author/zhang-hua/index.html",
    "tag of two": "tag/chong-yang-jie/index.html",
    "rubric": "column/yi-xian-diao-cha-yu-tian-ye-shou-ji/index.html",
    "sections": "sections/index.html",
    "regions": "regions/index.html",
    "authors": "authors/index.html",
    "authors by strokes": "authors/strokes-hant.html",
    "tags": "tags/strokes.html",
    "rubrics": "columns/index.html",
    "calendar": "calendar/index.html",
    "year": "2024/index.html",
    "year without days": "2019/index.html",
    "month": "2024/03/index.html",
    "corrections": "corrections/index.html",
    "corrected article": "2024/03/01/01-01.html",
    "404": "404.html",
}
DAYS = ["2024-03-01", "2024-03-01-b", "2024-03-04", "2024-06-30", "2023-11-05", "2021-02-03", "2021-12-31"]
REGIONS = (
    ["重庆市/永川区/大安街道"],
    ["重庆市/永川区", "四川省/泸州市/泸县"],
    ["新疆维吾尔自治区/克孜勒苏柯尔克孜自治州/阿合奇县"],
    [],
    ["川渝"],
)
AUTHORS = "刘备 丁二 陈胜 欧阳修 于谦 阿依古丽·买买提 后羿 John Smith 区融媒体中心全媒体新闻采访部".split()
TAGS = ["重阳节", "双减", "5G", "后备力量", "成渝地区双城经济圈建设“十四五”规划中期评估"]
CORRECTIONS = [
    {"date": "2024-03-05", "text": "“三百人”应为“三百二十人”。", "paragraph": 2},
    {"date": "2023-12-31", "text": "署名漏了通讯员丁二。"},
]


def articles() -> Iterator[dict[str, Any]]:
    """What `write_article` is given for each."""
    for place, issue in enumerate([*DAYS, "2019", "2022-08", "weekly-3"]):
        for number in range(12 if issue.startswith("2024") else 5):
            desk = Desk(100 * place + number)
            people = [{"name": AUTHORS[(place + number) % len(AUTHORS)], "role": "correspondent"}]
            if number % 3 == 0:
                unit = ("双河日报", "永川中学")[place % 2]
                people.append({"name": "张华", "role": "reporter", "organisation": unit})
            keys: dict[str, Any] = {
                "name": f"{issue}-{number // 6 + 1:02d}-{number % 6 + 1:02d}",
                "title": desk.headline(),
                "body": f"{desk.sentence()}\n\n{desk.sentence()}",
                "paper": "双河日报",
                "section": "教育" if number % 4 else "文化",
                "region": REGIONS[(place + number) % len(REGIONS)],
                "tags": TAGS[number % 5 : number % 5 + 2],
                "credits": people,
            }
            if number == 4:
                keys |= {"rubric": "一线调查与田野手记", "kicker": desk.headline(), "deck": f"——{desk.headline()}"}
            if issue == "2024-03-01" and number == 0:
                keys |= {"corrections": CORRECTIONS, "origin": "新华社", "rights": "新华社供稿，未经许可不得转载。"}
            yield keys


def write(root: Path) -> None:
    """Put the articles below a folder."""
    for keys in articles():
        write_article(root, **keys)

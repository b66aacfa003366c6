"""An edition of hard cases: what a real archive holds sooner or later, on few pages. All texts are invented.

`write(root)` puts its articles below `root`; `PAGES` names the pages worth looking at, as addresses of its site.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from archive import Desk
from articles import write_article

LONG_HEADLINE = (
    "青石乡柳林镇红旗镇联合开展春耕备耕暨农村道路改造冬季攻坚行动现场推进会议在双河村文化广场召开"
    "并对下一阶段重点工作作出安排部署要求"
)
"""Sixty characters and more, without a stop."""
MANY = 25
"""Articles on the full page."""
LONG = 15_000
"""Characters of the long article."""

PAGES = {
    "home": "index.html",
    "issue": "2024/06/11/index.html",
    "issue of one article": "2024/06/12/index.html",
    "second edition": "2024/06/11-b/index.html",
    "month-dated issue": "x/2024-05/index.html",
    "undated issue": "x/old-scan/index.html",
    "whole issue": "2024/06/11-b/read.html",
    "page": "2024/06/11/01.html",
    "full page": "2024/06/11/02.html",
    "page of one": "2024/06/11/03.html",
    "page of four": "2024/06/11-b/01.html",
    "page without a name": "x/old-scan/01.html",
    "long headline": "2024/06/11/01-01.html",
    "long article": "2024/06/11/01-02.html",
    "bare article": "x/old-scan/01-01.html",
    "marked-up article": "2024/06/11/03-01.html",
    "only article": "2024/06/12/01-01.html",
}


def text(seed: int, length: int, crossheads: int = 0) -> str:
    """So many characters, about, in paragraphs, with crossheads between them."""
    desk, blocks, so_far = Desk(seed), list[str](), 0
    every = length // (crossheads + 1) if crossheads else length + 1
    marks = every
    while so_far < length:
        if so_far >= marks:
            blocks.append(f"## {desk.headline()}")
            marks += every
        blocks.append(desk.sentence() + desk.sentence())
        so_far += len(blocks[-1])
    return "\n\n".join(blocks)


MARKED_UP = """第一段有**要紧的话**、*着重的话*和一个[链接](/calendar/)，还有 `代码`。

## 数字与西文

截至2024年6月11日，共6家GDP达10%以上的A股公司、3个5G基站、1,204户和12.5公里道路验收。

- 一项
- 又一项，长到在窄屏上必须换行的一项，长到在窄屏上必须换行的一项

1. 先
2. 后

> 所引的话，自成一段。

| 乡镇 | 面积（亩） | 户数 | 完成率 | 负责单位 | 备注 |
| --- | --- | --- | --- | --- | --- |
| 青石乡 | 1,204 | 312 | 98.5% | 农业农村局 | 按期 |
| 柳林镇 | 986 | 207 | 96.1% | 交通运输局 | 按期 |

## 名称很长

一个没有断处的西文词：Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle。

## 尾声

“说：‘《计划》’。”——他说……
"""

NAMED = {"01": "要闻", "02": "综合新闻", "03": "副刊 · 读书与生活", "04": "广告"}


def articles() -> list[dict[str, Any]]:
    """What `write_article` is given for each."""
    issue = {"paper": "双河日报", "issue_number": "10234"}

    def one(name: str, body: str, **keys: Any) -> dict[str, Any]:
        page = name.rsplit("-", 2)[1]
        named = {"page_name": NAMED[page]} if name.startswith("2024-06-11-0") else {}
        return {"name": name, "body": body, **(issue if name.startswith("2024-06") else {}), **named, **keys}

    people = [
        {"name": "王小燕", "role": "reporter", "organisation": "双河日报"},
        {"name": "李志强", "role": "reporter", "organisation": "双河日报"},
        {"name": "陈思远", "role": "correspondent"},
    ]
    found = [
        one(
            "2024-06-11-01-01",
            text(1, 900),
            title=LONG_HEADLINE,
            kicker="县委召开专题会议研究部署农业农村和交通运输重点工作",
            deck="王海涛主持并讲话 李玉兰出席 各乡镇街道主要负责同志参加",
            rubric="乡村振兴进行时",
            section="时政",
            region=["四川省/德阳市/广汉市"],
            tags=["春耕", "道路"],
            credits=people,
            captions=["会议现场。", "与会人员在双河村查看道路改造进度，听取技术人员介绍。"],
            author_note="（作者系双河日报特约撰稿人，著有《一条河的两岸》。）",
        ),
        one(
            "2024-06-11-01-02",
            text(2, LONG, crossheads=14),
            title="一条河的两岸",
            section="文化",
            authors=["赵文博"],
            tags=["春耕"],
        ),
        one("2024-06-11-01-03", "本报讯 明日停水，请储水备用。", title="停水通知", tags=["通知"]),
        one("2024-06-11-01-04", text(3, 400), title="“三夏”时节 双河村里", deck="——一位驻村干部的日记", section="社会"),
        one("2024-06-11-03-01", MARKED_UP, title="样样都有", authors=["双河日报编辑部"], section="文化"),
        one("2024-06-11-04-01", text(4, 60), title="遗失声明", title_made=True),
        one("2024-06-12-01-01", text(5, 700), title="只有这一篇", section="时政", tags=["春耕"]),
        {"name": "2024-05-01-01", "body": text(6, 500), "title": "只知月份", "paper": "双河周刊", "section": "社会"},
        {
            "name": "2024-05-01-02",
            "body": text(7, 300),
            "title": "推定的日期",
            "date": "2024-05-20",
            "date_inferred": True,
        },
        {"name": "old-scan-01-01", "body": text(8, 200), "title": "没有日期、地区和标签的旧文"},
        {"name": "old-scan-01-02", "body": text(9, 250), "title": "又一篇旧文"},
    ]
    found += [
        one(
            f"2024-06-11-02-{number:02d}",
            text(100 + number, (1200, 120, 400, 60, 700)[number % 5]),
            title=Desk(100 + number).headline() + ("！" if number % 7 == 0 else ""),
            section=("社会", "教育", "健康", "经济")[number % 4],
            **({"rubric": "一线短波"} if 8 <= number <= 12 else {}),
            **({"kicker": "多措并举抓落实"} if number % 6 == 0 else {}),
            credits=[{"name": Desk(200 + number).name(), "role": "reporter"}] if number % 3 else [],
        )
        for number in range(1, MANY + 1)
    ]
    found += [
        one(f"2024-06-11-b-01-{number:02d}", text(300 + number, 300 * number), title=Desk(300 + number).headline())
        for number in range(1, 5)
    ]
    return found


def write(root: Path) -> None:
    """Write every article below `root`."""
    for article in articles():
        write_article(root, **article)

"""Newspaper pages without end: invented articles in the shape that parsers of printed pages leave.

The same number always gives the same page. A page has about 5,000 characters: a folio, eight or so articles with
kicker, headline and deck, bylines and datelines, captions, crossheads, hard spaces, and text broken over columns.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

CHARACTERS_ON_PAGE = 5_000
PAGES_IN_ISSUE = 8
FIRST_YEAR = 2015

FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国 小燕 志强 丽华 文博 雨桐 海涛 晓东 梦瑶 思远 立新 春梅 振华 佳怡 伟民 玉兰".split()
PLACES = "柳林镇 青石乡 桂花街道 双河村 白沙社区 南山村 红旗镇 石桥街道 清水乡 东坪社区".split()
BODIES = "农业农村局 教育局 卫生健康局 交通运输局 文化馆 图书馆 融媒体中心 气象局 人社局 住建局".split()
THINGS = "春耕备耕 道路改造 就业帮扶 图书下乡 防汛演练 垃圾分类 义诊活动 非遗展演 水库除险 茶园管护 校车安全".split()
VERBS = "全面展开 有序推进 顺利完成 正式启动 取得实效 走进群众 提质增效 再上台阶".split()
ADVERBS = "近日 昨日 上周 连日来 日前 入冬以来 今年以来 6月11日".split()
PEOPLE = "村民 居民 技术员 志愿者 老师 医生 驾驶员 合作社负责人 网格员 返乡青年".split()
CLAUSES = """组织{n}名{p}深入{x}田间地头开展{t}
为{n}户{p}送去了种子、化肥和技术资料
{x}已有{n}人报名参加，比去年同期增加{m}%
投入资金{n}万元，完成{x}至{x}段道路硬化{m}公里
“以前来回要走{m}个多小时，现在方便多了。”{x}{p}{w}高兴地说
{b}相关负责人介绍，下一步将继续抓好{t}，让更多{p}受益
{x}建立了“一户一档”工作台账，逐项明确责任人和完成时限
共发放宣传资料{n}余份，现场解答{p}提出的问题{m}个
{p}{w}在{x}种下{n}亩脆李，预计年产值达{m}万元
来自{x}和{x}的{p}围坐在一起，你一言我一语地讨论{t}的办法
{b}联合{x}对{n}处隐患点开展拉网式排查，整改率达{m}%
新建的{x}服务站设有阅览区、议事厅和“爱心角”，每天接待{p}{n}人次
截至目前，{x}{t}已完成投资{n}万元，占年度计划的{m}%
{w}告诉记者，自己在{x}干了{m}年，对这里的一草一木都很熟悉""".split("\n")
CROSSHEADS = "搭平台 聚人才 强服务 解民忧 抓项目 促增收 重实干 见成效 守底线 保安全".split()


class Desk:
    """Writes the articles of one page."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def name(self) -> str:
        """王小燕."""
        return self.random.choice(FAMILIES) + self.random.choice(GIVEN)

    def sentence(self) -> str:
        """One sentence of two or three clauses."""
        clauses = self.random.sample(CLAUSES, self.random.choice((2, 2, 3)))
        return "，".join(self.fill(clause) for clause in clauses).replace("。”，", "。”") + "。"

    def fill(self, clause: str) -> str:
        """A clause with its people, places and numbers."""
        pick = self.random
        lists = {"x": PLACES, "b": BODIES, "t": THINGS, "p": PEOPLE}
        for mark, words in lists.items():
            while f"{{{mark}}}" in clause:
                clause = clause.replace(f"{{{mark}}}", pick.choice(words), 1)
        return clause.format(n=pick.randint(12, 4800), m=pick.randint(2, 98), w=self.name())

    def headline(self) -> str:
        """青石乡道路改造有序推进."""
        return "".join(map(self.random.choice, (PLACES, THINGS, VERBS)))

    def article(self) -> Iterator[str]:
        """The lines of an article, an empty one after each paragraph."""
        pick = self.random
        if pick.random() < 0.2:
            yield f"{pick.choice(BODIES)}多措并举"
        yield pick.choice(("", "", "# ")) + self.headline()
        if pick.random() < 0.2:
            yield f"——{pick.choice(PLACES)}{pick.choice(THINGS)}见闻"
        yield ""
        signed = pick.random() < 0.4
        if signed:
            yield from (f"□本报记者 {self.name()} 通讯员 {self.name()}", "")
        opening = "" if signed else f"本报讯（记者 {self.name()}）"
        for n in range(pick.randint(3, 7)):
            text = (f"{opening}{pick.choice(ADVERBS)}，" if n == 0 else "") + self.sentence() + self.sentence()
            if n == 3 and pick.random() < 0.5:
                yield from (pick.choice(CROSSHEADS), "")
            yield from self.paragraph(text)
        if pick.random() < 0.3:
            yield from (f"图为{pick.choice(PLACES)}{pick.choice(THINGS)}现场。 记者 {self.name()} 摄", "")

    def paragraph(self, text: str) -> Iterator[str]:
        """A paragraph, some broken in two as by the end of a column."""
        cut = self.random.randrange(20, len(text) - 20) if self.random.random() < 0.15 else 0
        yield from (text[:cut], "", text[cut:], "") if cut else (text, "")


def page(number: int) -> str:
    """The text of a page; `number` from 0."""
    desk = Desk(number)
    lines = [f"第{number % PAGES_IN_ISSUE + 1}版", ""]
    while sum(map(len, lines)) < CHARACTERS_ON_PAGE:
        lines += desk.article()
    return "\n".join(lines) + "\n"


def write(folder: Path, pages: int) -> int:
    """So many pages in folders of eight, one an issue; the number of characters."""
    characters = 0
    for number in range(pages):
        issue, place = divmod(number, PAGES_IN_ISSUE)
        year, day = divmod(issue, 12 * 28)
        file = folder / f"{FIRST_YEAR + year}-{day // 28 + 1:02d}-{day % 28 + 1:02d}" / f"{place + 1:02d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = page(number)
        characters += len(text)
        file.write_text(text, encoding="utf-8")
    return characters

"""A newspaper of any size, invented: words as rare and as frequent as words are, and each article about something.

The same number always gives the same issue. An article has a headline, 400 to 1,600 characters in paragraphs, one or
two authors, a section and a region. Words are drawn by Zipf's law from the 22,000 of the converter's list, a quarter of
them from the few of the article's subject; most of the others follow on the word before, as words do.
"""

from __future__ import annotations

import random
from bisect import bisect
from datetime import date as Day
from datetime import timedelta
from functools import cache
from itertools import accumulate, count
from pathlib import Path

from search.models import Issue, Passage, Text

WORDS = Path(__file__).parents[2] / "plugins" / "converter" / "data" / "words.txt"
FIRST_DAY = Day(2023, 11, 6)
ARTICLES_OF_ISSUE = 25
SECTIONS = "要闻 时政 经济 社会 教育 文化 乡村 副刊".split()
REGIONS = [
    "重庆市/江北区",
    "重庆市/渝中区",
    "重庆市/永川区",
    "四川省/成都市",
    "四川省/遂宁市/蓬溪县",
    "四川省/绵阳市",
    "川渝",
]
FOLLOWERS = 24
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国 小燕 志强 丽华 文博 雨桐 海涛 晓东 梦瑶 思远 立新 春梅 振华 佳怡 伟民 玉兰".split()
LITTLE = "的 的 的 了 在 和 是 与 为 对 从 等 将 着 把 有 到 上 中 年 月 日 个 也".split()


@cache
def words() -> tuple[list[str], list[float]]:
    """The words in an order of their own, and the sums of their weights."""
    rows = [line.split("\t") for line in WORDS.read_text("utf-8").splitlines() if not line.startswith("#")]
    found = [first + second for first, seconds in rows for second in seconds]
    random.Random(1).shuffle(found)
    return found, list(accumulate(1 / (rank + 20) for rank in range(len(found))))


@cache
def followers(word: str) -> list[str]:
    """Words that like to follow a word, the dearest first, one of them a little one."""
    pick = random.Random(word)
    found, sums = words()
    chosen = [found[bisect(sums, pick.random() * sums[-1])] for _ in range(FOLLOWERS)]
    chosen[pick.randrange(4)] = pick.choice(LITTLE)
    return chosen


class Writer:
    """Writes the articles of an issue."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)

    def word(self) -> str:
        """A word, frequent ones more often."""
        found, sums = words()
        return found[bisect(sums, self.random.random() * sums[-1])]

    def after(self, word: str) -> str:
        """A word that likes to follow another."""
        return followers(word)[min(int(self.random.expovariate(0.25)), FOLLOWERS - 1)]

    def sentence(self, subject: list[str]) -> str:
        """Two or three clauses."""
        clauses = []
        for _ in range(self.random.choice((2, 2, 3))):
            parts = []
            for _ in range(self.random.randint(3, 7)):
                chance = self.random.random()
                if chance < 0.25 or not parts:
                    parts.append(self.random.choice(subject))
                elif chance < 0.35:
                    parts.append(self.word())
                else:
                    parts.append(self.after(parts[-1]))
            clauses.append("".join(parts))
        return "，".join(clauses) + "。"

    def text(self, place: int) -> Text:
        """An article."""
        subject = [self.word() for _ in range(12)]
        authors = {self.random.choice(FAMILIES) + self.random.choice(GIVEN) for _ in range(self.random.choice((1, 2)))}
        wanted, paragraphs = self.random.randint(400, 1600), [""]
        while sum(map(len, paragraphs)) < wanted:
            if len(paragraphs[-1]) > 120:
                paragraphs.append("")
            paragraphs[-1] += self.sentence(subject)
        return Text(
            stem=f"{place // 6 + 1:02d}-{place % 6 + 1:02d}",
            page=f"{place // 6 + 1:02d}",
            heads=("", "".join(self.random.choice(subject) for _ in range(7)), ""),
            passages=(
                *(Passage(text, f"p{n}") for n, text in enumerate(paragraphs, 1)),
                *(Passage(f"本报记者 {name}") for name in sorted(authors)),
            ),
            section=self.random.choice(SECTIONS),
            regions=(self.random.choice(REGIONS),),
            authors=tuple(sorted(authors)),
        )


def issue(number: int, articles: int = ARTICLES_OF_ISSUE) -> Issue:
    """An issue; one a day from `FIRST_DAY` on."""
    writer = Writer(number)
    texts = tuple(map(writer.text, range(articles)))
    day = (FIRST_DAY + timedelta(number)).isoformat()
    return Issue(
        key=day,
        date=day,
        title=f"江城报 {day}",
        folder=day.replace("-", "/") + "/",
        sizes=tuple(sum(len(passage.text) for passage in text.passages) for text in texts),
        version=f"{number:x}",
        texts=lambda: texts,
    )


def paper(articles: int, each: int = ARTICLES_OF_ISSUE) -> list[Issue]:
    """So many articles in daily issues, so many in each."""
    found: list[Issue] = []
    for number in count():
        left = articles - each * number
        if left <= 0:
            return found
        found.append(issue(number, min(left, each)))
    raise AssertionError

"""A newspaper archive made of recombined sentences, for benchmarks: as articles of this project, or as Hugo's pages.

Everything is drawn from a seeded generator, so the same numbers always give the same bytes. The sentences are those
of the sample pages in `content/issues`. An issue has 25 articles on nine pages, eight sections, and each has a random
stream of its own, so that the next issue can be made alone.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PER_ISSUE, START = 25, dt.date(2021, 1, 1)
SECTIONS = ("要闻", "时政", "经济", "社会", "教育", "文化", "乡村", "副刊")
REGIONS = (
    *("重庆市", "重庆市/江北区", "重庆市/潼南区", "重庆市/渝中区", "重庆市/万州区", "重庆市/涪陵区"),
    *("四川省", "四川省/成都市", "四川省/遂宁市", "四川省/遂宁市/蓬溪县", "四川省/绵阳市", "四川省/德阳市"),
)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文斌倩俊蝶军庆美新婷雪梅浩然子涵宇轩思远晨曦"
HAN = re.compile(r"[\u4e00-\u9fff]")
SPLIT = re.compile(r"(?<=[。！？!?])")
NOISE = re.compile(r"本报|记者|通讯员|摄影|编辑|责编|校对|版面|http|www|[#*_\[\]<>|`~$\\{}=]")


@dataclass(frozen=True, slots=True)
class Piece:
    """An article."""

    day: dt.date
    number: int
    """In its issue, from 1."""
    title: str
    section: str
    region: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    paragraphs: tuple[str, ...]

    @property
    def page(self) -> int:
        """Three articles a page."""
        return (self.number - 1) // 3 + 1


class Weighted:
    """Draws some of many, early ones more often: weight 1 / (rank + 10)."""

    def __init__(self, count: int) -> None:
        self.sums = list(itertools.accumulate(1 / (rank + 10) for rank in range(1, count + 1)))

    def draw(self, chance: random.Random, many: int) -> list[int]:
        """So many different places."""
        found: list[int] = []
        while len(found) < many:
            place = bisect.bisect_left(self.sums, chance.random() * self.sums[-1])
            if place not in found:
                found.append(place)
        return found


class Archive:
    """An archive of about so many articles."""

    def __init__(self, articles: int, seed: int = 1) -> None:
        text = (re.sub(r"\s+", "", file.read_text("utf-8")) for file in sorted(ROOT.glob("content/issues/**/*.txt")))
        parts = dict.fromkeys(part.strip("”\"'’ ") for page in text for part in SPLIT.split(page))
        self.sentences = [one for one in parts if not NOISE.search(one) and 14 <= len(HAN.findall(one)) <= 160]
        clauses = {clause for one in self.sentences for clause in re.findall(r"[\u4e00-\u9fff]{6,14}", one)}
        self.clauses = sorted(clauses)
        self.articles, self.seed = articles, seed
        self.tags = self._tags(max(40, articles // 10))
        self.authors = self._authors(max(20, articles // 25))
        self.pick_tag, self.pick_author = Weighted(len(self.tags)), Weighted(len(self.authors))

    @property
    def issues(self) -> int:
        """How many issues it has."""
        return -(-self.articles // PER_ISSUE)

    def _tags(self, count: int) -> list[str]:
        chance, found = random.Random(f"{self.seed}:tags"), dict[str, None]()
        while len(found) < count:
            clause, size = chance.choice(self.clauses), chance.choice((2, 3, 4, 4))
            at = chance.randrange(0, len(clause) - size + 1)
            found[clause[at : at + size]] = None
        return list(found)

    def _authors(self, count: int) -> list[str]:
        chance, found = random.Random(f"{self.seed}:authors"), dict[str, None]()
        while len(found) < count:
            found[chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))] = None
        return list(found)

    def _body(self, chance: random.Random) -> Iterator[str]:
        """Six to twelve paragraphs of 600 to 1500 characters in all."""
        goal, count = chance.randint(600, 1500), chance.randint(6, 12)
        for _ in range(count):
            paragraph = ""
            while len(paragraph) < goal / count * 0.8:
                paragraph += chance.choice(self.sentences)
            yield paragraph

    def issue(self, index: int) -> Iterator[Piece]:
        """The articles of an issue, in print order."""
        chance, day = random.Random(f"{self.seed}:{index}"), START + dt.timedelta(days=index)
        for number in range(1, PER_ISSUE + 1):
            title = " ".join(chance.choice(self.clauses) for _ in range(2 if chance.random() < 0.6 else 1))
            yield Piece(
                day=day,
                number=number,
                title=title,
                section=SECTIONS[(number - 1) * len(SECTIONS) // PER_ISSUE],
                region=chance.choice(REGIONS),
                authors=tuple(
                    self.authors[n] for n in self.pick_author.draw(chance, 2 if chance.random() < 0.2 else 1)
                ),
                tags=tuple(self.tags[n] for n in self.pick_tag.draw(chance, chance.randint(4, 6))),
                summary=chance.choice(self.sentences)[:90],
                paragraphs=tuple(self._body(chance)),
            )


def as_ours(piece: Piece) -> tuple[str, str]:
    """(path below `content/articles`, text of the file)."""
    day, stem = piece.day.isoformat(), f"{piece.day:%Y%m%d}-{piece.page:02d}-{piece.number:02d}"
    head = {
        "id": stem,
        "title": piece.title,
        "section": piece.section,
        "authors": piece.authors,
        "region": [piece.region],
        "tags": piece.tags,
        "issue": day,
        "page": f"{piece.page:02d}",
        "summary": piece.summary,
    }
    rows = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"{day}/{stem}.md", f"---\n{rows}---\n\n" + "\n\n".join(piece.paragraphs) + "\n"


def as_hugo(piece: Piece) -> tuple[str, str]:
    """(path below the content folder of a language, text of the file)."""
    stem = f"{piece.day:%Y%m%d}-{piece.number:02d}"
    head = {
        "title": piece.title,
        "date": f"{piece.day.isoformat()}T06:{59 - piece.number:02d}:00+08:00",
        "slug": stem,
        "categories": [piece.section],
        "tags": piece.tags,
        "authors": piece.authors,
        "region": piece.region,
        "page_no": piece.page,
        "summary": piece.summary,
    }
    rows = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f"{piece.day.isoformat()}/{stem}.md", f"---\n{rows}---\n\n" + "\n\n".join(piece.paragraphs) + "\n"

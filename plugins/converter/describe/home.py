"""The home of a paper: the place that 我区, 全市 and 区委 mean on its pages.

The name of a local paper begins with its place (江津日报). Where it does not, the page tells: a paper
that writes 我区 and 区委 in one article after another names the district they belong to, or the townships of
that district, more than any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..gazetteer import Gazetteer
from ..placenames import HOME, nearest, scan, settle

PAPER = re.compile(r"(?:(?:[日晚晨早商时周新快]|都市|都市时|青年|农村|工人|(?:广播)?电视)?报|周刊|新闻)$")
TOWNSHIP = re.compile("[一-鿿]{2,7}(?:街道|镇|乡)")
TOWNSHIPS = 2
"""So many townships of one district must be named."""
WORDS, ARTICLES, SHARE = 3, 2, 0.5
"""So many words like 我区 on a page, in so many articles; and the share of all districts named that is one of them."""


def find_home(paper: str | None, articles: Sequence[str], gazetteer: Gazetteer) -> tuple[str, ...] | None:
    """Path of the home of a paper, from its name and the articles of one of its pages; None where neither tells."""
    levels = [Counter(match["own"] or match[0] for match in HOME.finditer(article)) for article in articles]
    if not paper and max(sum(levels, Counter[str]()).values(), default=0) < WORDS:
        return None  # neither can tell: most pages are spared the search for places
    named = [_named(article, gazetteer) for article in articles]
    key = (
        _by_name(paper or "", sum(named, Counter()), gazetteer)
        or _by_page(levels, named, gazetteer)
        or _by_townships(levels, articles, gazetteer)
    )
    return gazetteer.path(key) if key else None


def _named(text: str, gazetteer: Gazetteer) -> Counter[str]:
    """Key -> how often a text names the place."""
    mentions = settle(text, scan(text, gazetteer), (), gazetteer)
    return Counter(key for mention in mentions for key in mention.keys if key.isdigit())


def _by_name(paper: str, named: Mapping[str, int], gazetteer: Gazetteer) -> str | None:
    """江津日报 is at home in 江津区 if its page names that; 江北报 in the 江北区 that the page names."""
    bare = PAPER.sub("", re.split("[—-]", paper)[-1].strip())
    keys = gazetteer.places.get(bare) or tuple(key for key in gazetteer.behind.get(bare, ()) if named.get(key))
    keys = tuple(key for key in keys if key.isdigit())
    return keys[0] if len(keys) == 1 else nearest(keys, Counter(named), ())


def _by_townships(levels: Sequence[Counter[str]], articles: Sequence[str], gazetteer: Gazetteer) -> str | None:
    """The district or county in which most townships lie that the page names, each counted once."""
    called = {level for level in "区县旗市" if sum(words[level] for words in levels) >= WORDS}
    votes: Counter[str] = Counter()
    for name in {name for article in articles for name in _townships(article, gazetteer)}:
        votes.update(county for county in gazetteer.holders(name) if gazetteer.path(county)[-1][-1] in called)
    (best, most), (_, next_best) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return best if most >= TOWNSHIPS and most > next_best else None


def _townships(text: str, gazetteer: Gazetteer) -> set[str]:
    """The names of townships in a text: of the characters before 街道, 镇 or 乡 as many as make one."""
    names = (run[start:] for run in TOWNSHIP.findall(text) for start in range(len(run) - 1))
    return {name for name in names if gazetteer.holders(name)}


def _by_page(levels: Sequence[Counter[str]], named: Sequence[Counter[str]], gazetteer: Gazetteer) -> str | None:
    """The district, county or city of which the page speaks as its own; `levels`: 区 of 我区, by article."""
    whole = sum(named, Counter[str]())
    for level in "区县旗市":
        speaking = sum(1 for words in levels if words[level])
        below = [key for key in whole if gazetteer.parent(key) and gazetteer.path(key)[-1][-1] == level]
        places = Counter({key: whole[key] for key in below})
        best, count = next(iter(places.most_common(1)), ("", 0))
        often = sum(words[level] for words in levels) >= WORDS and count >= max(WORDS, SHARE * places.total())
        if often and min(speaking, sum(1 for one in named if one[best])) >= ARTICLES:
            return best
    return None

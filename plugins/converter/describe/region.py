"""The places an article is about, from the province down.

A headline says most, the opening says where, the rest confirms. Every place named gives its
weight to itself and to all it lies in; then the way goes down from the province as long as one
place, or two side by side, carry most of the weight. Lists of places, and the capital where
national events are held, say little. News from abroad, and news of the whole country, has no region.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..gazetteer import ABROAD, Gazetteer, stem, within
from ..models import Region
from ..placenames import HOME, Mention, scan, settle, short_mentions

HEADLINE, LEAD, REST = 6.0, 3.0, 1.0
"""Weight of one mention in the headline, in the opening, further down."""
LEAD_LENGTH = 120
"""Characters: where, when and who stand in the first sentences of a report."""
READ_LENGTH = 2500
"""Characters of the body that are read; further down a long article brings examples from elsewhere."""
LISTED, WEAK, OFFICE = 0.25, 0.5, 0.5
"""Shares of a weight: in a list; for the capital; for 区委 instead of 我区."""
ENOUGH, ENOUGH_AT_HOME = 3.0, 1.0
"""The least weight of a region: one mention in the opening; for the paper's home one anywhere."""
BESIDE, SHARE = 0.4, 0.4
"""A second province needs so much of the weight of the first; the first, without the headline, so much of all."""
FEW, WHERE = 2, 50
"""So many places at most, and none in the headline and so many characters of the text, are named in passing."""
REPORT_RE = re.compile(r"近日|日前|[昨今前][日天晚晨]|\d日|本报讯")
LOCAL_RE = re.compile(
    r"^本报讯|\n本报讯|记者从[市区县]|市民|居民|街坊|小区|社区|街道办|派出所|[\u4e00-\u9fff]{2,3}(?:路|街|巷)"
)
"""What a paper reports of its own town, where the readers know the place."""
MOST = 3
"""So many regions at most; an article that names more is not about places."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What the article says for each place."""

    total: Mapping[str, float]
    """Key -> weight of the place and all in it."""
    headline: frozenset[str]
    """Keys of the places named in the headline, and of those they lie in."""
    home: str | None = None
    """Key of the province of the paper's home."""

    def children(self, key: str) -> list[tuple[float, str]]:
        """The places right under a place that were named, the heaviest first."""
        digits = stem(key)
        level = [other for other in self.total if other != key and other.isdigit() and other.startswith(digits)]
        direct = [one for one in level if not any(one != other and within(one, other) for other in level)]
        return sorted(((self.total[one], one) for one in direct), key=lambda pair: -pair[0])


def find_regions(
    headline: str, body: Sequence[str], gazetteer: Gazetteer, home: tuple[str, ...] | None = None
) -> tuple[Region, ...]:
    """The regions of an article, most important first; () for news from abroad or of the whole country.

    `headline` is kicker, headline and deck together, `body` the paragraphs, `home` the path of the
    paper's home, which says what 我区 is and which of several places of one name is meant. Never raises.
    """
    text = headline + "\n" + "\n".join(body)[:READ_LENGTH]
    homes = _home_keys(home, gazetteer)
    mentions = settle(text, scan(text, gazetteer), homes, gazetteer)
    mentions += short_mentions(text, mentions, homes, gazetteer)
    reported = homes and _in_passing(mentions, len(headline)) and REPORT_RE.search(text)
    local = LOCAL_RE.search(text) if reported else None
    mentions = [] if local else mentions
    weights = _weigh(text, len(headline), mentions, homes, gazetteer, local.start() if local else None)
    chosen = _choose(weights)
    return tuple(gazetteer.region(_township(text, len(headline), key, gazetteer)) for key in chosen)


def _in_passing(mentions: Sequence[Mention], head: int) -> bool:
    """Whether hardly a place is named, and none where a report says where it happened."""
    return len(mentions) <= FEW and all(mention.start > head + WHERE for mention in mentions)


def _home_keys(home: tuple[str, ...] | None, gazetteer: Gazetteer) -> list[str]:
    """Keys of the home and of all it lies in, the narrowest first; the members of a crossing."""
    key = gazetteer.find(home) if home else None
    if key in gazetteer.crossings:
        return list(gazetteer.crossings[key])
    keys = []
    while key:
        keys.append(key)
        key = gazetteer.parent(key)
    return keys


def _weigh(
    text: str, head: int, mentions: Sequence[Mention], homes: Sequence[str], gazetteer: Gazetteer, local: int | None
) -> Weights:
    """Add up what each mention gives; `local` is where the text shows that it is of the paper's home."""
    total: dict[str, float] = defaultdict(float)
    named: set[str] = set()
    shares = [*_shares(mentions, gazetteer), *_home_shares(text, head, homes, gazetteer)]
    shares += [(local, homes[0], 1.0)] if local is not None and homes[0].isdigit() else []
    for at, key, share in shares:
        weight = share * _zone(at, head)
        for place in _upwards(key, gazetteer):
            total[place] += weight
            if at < head:
                named.add(place)
    return Weights(total, frozenset(named), homes[-1] if homes else None)


def _shares(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[tuple[int, str, float]]:
    """(position, key, share of the full weight) of every mention that is meant for itself."""
    for mention in mentions:
        if not mention.absorbed:
            share = LISTED if mention.listed else WEAK if mention.name in gazetteer.guards.weak else 1.0
            yield from ((mention.start, key, share) for key in mention.keys)


def _home_shares(text: str, head: int, homes: Sequence[str], gazetteer: Gazetteer) -> Iterator[tuple[int, str, float]]:
    """What 我区 and 区委 say for the home, and the townships of a home that is a county."""
    if not homes or not homes[0].isdigit():
        return
    levels = {gazetteer.path(key)[-1][-1]: key for key in reversed(homes)}
    for match in HOME.finditer(text):
        own = match["own"]
        key = levels.get(own or match[0])
        if key:
            yield match.start(), key, 1.0 if own else OFFICE
    opening = text[: head + LEAD_LENGTH]
    for _, name in gazetteer.townships(homes[0]):
        if name in opening:
            yield opening.find(name), homes[0], 1.0


def _zone(at: int, head: int) -> float:
    return HEADLINE if at < head else LEAD if at <= head + LEAD_LENGTH else REST


def _upwards(key: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The key and those of all it lies in."""
    above: str | None = key
    while above:
        yield above
        above = gazetteer.parent(above)


def _choose(weights: Weights) -> list[str]:
    """The keys of the regions, most important first; of equal ones the one named first."""
    tops = [(weight, key) for key, weight in weights.total.items() if not key.isdigit() or key.endswith("0000")]
    tops.sort(key=lambda pair: -pair[0])
    best = next(((weight, key) for weight, key in tops if key != ABROAD), (0.0, ""))
    if best[0] < (ENOUGH_AT_HOME if best[1] == weights.home else ENOUGH) or _is_foreign(best, weights):
        return []
    if not best[1].isdigit():
        return [best[1]]
    leaders = _leaders([pair for pair in tops if pair[1].isdigit()], weights)
    return [key for top in leaders for key in _descend(top, weights)][:MOST]


def _is_foreign(best: tuple[float, str], weights: Weights) -> bool:
    """Whether places abroad outweigh the best place at home; of equal ones a city or county goes before a country."""
    abroad = weights.total.get(ABROAD, 0.0)
    vague = best[1] not in weights.headline and not weights.children(best[1])
    return abroad > best[0] or (abroad == best[0] and vague)


def _leaders(tops: Sequence[tuple[float, str]], weights: Weights) -> list[str]:
    """The heaviest province and those beside it; none where the article goes all over the country."""
    best, first = tops[0]
    in_headline = first in weights.headline
    if not in_headline and best < SHARE * sum(weight for weight, _ in tops):
        return []
    heavy = [key for weight, key in tops if weight >= max(BESIDE * best, ENOUGH)]
    beside = [key for key in heavy if (key in weights.headline) == in_headline] or [first]
    return beside if len(beside) <= MOST else []


def _descend(key: str, weights: Weights) -> list[str]:
    """The narrowest place, or the few places side by side, that carry most of the weight of a place."""
    below = weights.children(key)
    if not below:
        return [key]
    whole, (first, one) = weights.total[key], below[0]
    beside = [place for weight, place in below if weight >= 0.5 * first]
    only = len(below) == 1
    if len(beside) == 1 and first >= (0.3 if only or one in weights.headline else 0.5) * whole:
        return _descend(one, weights)
    meant = one in weights.headline or key not in weights.headline
    together = sum(weights.total[place] for place in beside)
    if 1 < len(beside) <= MOST and meant and together >= 0.6 * whole and weights.total[beside[-1]] >= ENOUGH:
        return [narrow for place in beside for narrow in _descend(place, weights)]
    return [key]


def _township(text: str, head: int, key: str, gazetteer: Gazetteer) -> str:
    """The one township of a county that headline or opening name; else the county."""
    opening = text[: head + LEAD_LENGTH]
    found = [(code, name) for code, name in gazetteer.townships(key) if len(name) > 2 and name in opening]
    longest = [code for code, name in found if not any(name != other and name in other for _, other in found)]
    return longest[0] if len(longest) == 1 else key

"""The scores: one small function a field, each giving (right, predicted, true) of a page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .normal import Grams, Text, common, grams, likeness, norm, normal, similar

Counts = tuple[float, float, float]
"""(right, predicted, true); a field that is only asked for where the truth has it counts `true` twice."""
SAME = 0.8
"""Likeness from which an article, or a caption, counts as found."""
CROSS = {"川渝": ("川渝", "成渝", "四川", "重庆")}
"""A cross-province name and what else may stand for it."""


@dataclass(frozen=True)
class Page:
    """A page whose articles were paired, each true one with at most one predicted."""

    true: Sequence[Text]
    predicted: Sequence[Text]
    pairs: dict[int, int]
    """Index of a true article -> index of its partner."""

    def partner(self, number: int) -> Text:
        """What was predicted for a true article; an empty one if nothing was."""
        return self.predicted[self.pairs[number]] if number in self.pairs else Text()

    @property
    def both(self) -> list[tuple[Text, Text]]:
        """All true articles with their partners."""
        return [(article, self.partner(n)) for n, article in enumerate(self.true)]

    @property
    def headers(self) -> list[tuple[tuple[str, str, str], tuple[str, str, str]]]:
        """(the fitting true reading, the predicted one) of kicker, title, deck."""
        return [(_best_reading(t, p), (p.kicker, p.title, p.deck)) for t, p in self.both]


def pair(true: Iterable[Text], predicted: Iterable[Text]) -> Page:
    """The page, its articles in normal form and paired by the likeness of their texts, the most alike first."""
    true, predicted = list(true), list(predicted)
    names = frozenset(norm(name) for article in true for name, _ in article.names)
    labels = {norm(text) for article in true for text in (article.rubric, article.note)} - {""}
    furniture = frozenset(labels | {label.strip("【】[]-") for label in labels})
    ours, theirs = normal(true, names, furniture), normal(predicted, names, furniture)
    table = [(likeness(a.grams, b.grams), i, j) for i, a in enumerate(ours) for j, b in enumerate(theirs)]
    pairs: dict[int, int] = {}
    for value, i, j in sorted(table, reverse=True):
        if value >= 0.1 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return Page(ours, theirs, pairs)


def _best_reading(true: Text, predicted: Text) -> tuple[str, str, str]:
    got = (predicted.kicker, predicted.title, predicted.deck)
    return max(_readings(true), key=lambda r: (r[1] == got[1], sum(x == y for x, y in zip(r, got, strict=True))))


def _readings(true: Text) -> tuple[tuple[str, str, str], ...]:
    return ((true.kicker, true.title, true.deck), *true.readings)


# -------------------------------------------------------------------- articles


def pair_f1(page: Page) -> Counts:
    """Pairs of paragraphs together in one predicted against those in one true article; every page counts 1."""
    labels = [(n, _home(text, n, page)) for n, article in enumerate(page.true) for text in article.body]
    homes = [home if home is not None else -1 - i for i, (_, home) in enumerate(labels)]
    together = Counter((n, home) for (n, _), home in zip(labels, homes, strict=True))
    value = f1((_pairs(together), _pairs(Counter(homes)), _pairs(Counter(n for n, _ in labels))))
    return value, 1, 1


def _pairs(counts: Counter[Any]) -> float:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _home(paragraph: str, true: int, page: Page) -> int | None:
    """The predicted article that holds most of a paragraph, at least half of it."""
    pieces = grams(paragraph)
    shares = [
        (common(pieces, p.grams) / pieces.total(), page.pairs.get(true) == n, -n) for n, p in enumerate(page.predicted)
    ]
    if len(paragraph) < 5:
        shares = [(float(paragraph in p.whole), page.pairs.get(true) == n, -n) for n, p in enumerate(page.predicted)]
    best = max(shares, default=(0.0, False, 0))
    return -best[2] if best[0] >= 0.5 else None


def articles(page: Page) -> Counts:
    """Articles whose texts are alike to .8."""
    found = sum(likeness(page.true[i].grams, page.predicted[j].grams) >= SAME for i, j in page.pairs.items())
    return found, len(page.predicted), len(page.true)


def exact(page: Page) -> Counts:
    """Articles whose texts are the same, character for character."""
    found = sum(page.true[i].whole == page.predicted[j].whole for i, j in page.pairs.items())
    return found, len(page.predicted), len(page.true)


# --------------------------------------------------------------------- headers


def title(page: Page) -> Counts:
    """Of the printed titles, those found exactly."""
    asked = [want[1] == got[1] for (want, got), t in zip(page.headers, page.true, strict=True) if t.title]
    return sum(asked), len(asked), len(asked)


def header(page: Page) -> Counts:
    """Kicker, title and deck all right together, as in any of the right readings, however they are divided."""
    asked = [
        any(sorted(p.kicker + p.title + p.deck) == sorted("".join(right)) for right in _readings(t))
        for t, p in page.both
        if t.title
    ]
    return sum(asked), len(asked), len(asked)


def _part(page: Page, index: int) -> Counts:
    parts = [(want[index], got[index]) for want, got in page.headers]
    return sum(bool(w) and w == g for w, g in parts), sum(bool(g) for _, g in parts), sum(bool(w) for w, _ in parts)


def kicker(page: Page) -> Counts:
    """引题."""
    return _part(page, 0)


def deck(page: Page) -> Counts:
    """副题."""
    return _part(page, 2)


# ---------------------------------------------------------------------- people


def _people(page: Page, fits: Callable[[str | None, str | None], bool]) -> Counts:
    asked = [(name, role, dict(p.names)) for t, p in page.both for name, role in t.names]
    found = sum(name in got and fits(role, got[name]) for name, role, got in asked)
    return found, sum(len(p.names) for p in page.predicted), len(asked)


def names(page: Page) -> Counts:
    """Authors by name."""
    return _people(page, lambda want, got: True)


def roles(page: Page) -> Counts:
    """Authors by name and role; where the page prints no role, any will do."""
    return _people(page, lambda want, got: want is None or want == got)


# ------------------------------------------------------------------------ text


def _multiset(page: Page, of: Callable[[Text], Grams]) -> Counts:
    true, found = (sum(map(of, side), Counter[str]()) for side in (page.true, page.predicted))
    return common(true, found), found.total(), true.total()


def breaks(page: Page) -> Counts:
    """Boundaries of paragraphs inside articles, six characters on either side."""
    return _multiset(page, lambda a: Counter(f"{x[-6:]}|{y[:6]}" for x, y in zip(a.body, a.body[1:], strict=False)))


def paragraphs(page: Page) -> Counts:
    """Whole paragraphs, character for character."""
    return _multiset(page, lambda a: Counter(a.body))


def text(page: Page) -> Counts:
    """Five-character pieces of all fields: what is lost costs recall, what is repeated or foreign costs precision."""
    return _multiset(page, lambda a: sum(map(grams, (a.kicker, a.title, a.deck, a.whole, *a.captions)), Counter[str]()))


def captions(page: Page) -> Counts:
    """Captions, by page; a short predicted article that is just the caption also counts as found."""
    free = [caption for p in page.predicted for caption in p.captions]
    short = [p.whole for p in page.predicted if len(p.body) <= 2]
    wanted = [caption for t in page.true for caption in t.captions]
    predicted, right = len(free), 0
    for caption in wanted:
        hit = next((c for c in free if _is_caption(c, caption)), None)
        if hit is not None:
            free.remove(hit)
            right += 1
        elif any(_is_caption(c, caption) for c in short):
            predicted, right = predicted + 1, right + 1
    return right, predicted, len(wanted)


def _is_caption(found: str, caption: str) -> bool:
    return bool(found) and (similar(found, caption) >= SAME or (caption in found and 2 * len(caption) > len(found)))


# ----------------------------------------------------------------- description


def region(page: Page) -> Counts:
    """Of the true regions, those whose most special place was found."""
    asked = [(_places(t.region)[-1], "".join(_places(p.region))) for t, p in page.both if t.region]
    found = sum(any(name in have for name in CROSS.get(want, (want,))) for want, have in asked)
    return found, len(asked), len(asked)


def _places(path: str) -> list[str]:
    parts = re.split(r"[/·\s,，>]+", unicodedata.normalize("NFKC", path))
    return [re.sub(r"(?<=..)(?:特别行政区|自治[区州县]|[省市区县州])$", "", part) for part in parts if part]


def rubric(page: Page) -> Counts:
    """Of the true rubrics, those found."""
    asked = [t.rubric in p.rubric for t, p in page.both if t.rubric]
    return sum(asked), len(asked), len(asked)


def section(page: Page) -> Counts:
    """Of the articles whose truth lists fitting sections, those filed under one."""
    asked = [
        any(s in p.section or p.section in s for s in t.sections) and p.section != ""
        for t, p in page.both
        if t.sections
    ]
    return sum(asked), len(asked), len(asked)


# ------------------------------------------------------------------------- all

MEASURES = (
    pair_f1, articles, exact, title, header, kicker, deck, names, roles, breaks, paragraphs, text, captions, region,
    rubric, section,
)  # fmt: skip


def f1(counts: Counts) -> float:
    """The harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
    right, predicted, true = counts
    return 2 * right / (predicted + true) if predicted + true else 1.0


def score(pages: Iterable[Page]) -> dict[str, float]:
    """Every score over all pages, counted together; `text` as recall and precision."""
    totals = {measure.__name__: (0.0, 0.0, 0.0) for measure in MEASURES}
    for page in pages:
        for measure in MEASURES:
            old, new = totals[measure.__name__], measure(page)
            totals[measure.__name__] = (old[0] + new[0], old[1] + new[1], old[2] + new[2])
    right, predicted, true = totals.pop("text")
    scores = {name: f1(counts) for name, counts in totals.items()}
    return {**scores, "text_recall": right / (true or 1), "text_precision": right / (predicted or 1)}

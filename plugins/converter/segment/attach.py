"""Captions and rubrics find their articles: by place on the page, then by shared words."""

from __future__ import annotations

import re
from dataclasses import replace

from ..models import ArticleDraft, Block, LineKind
from ..text import bigrams, squeeze, visible_length

SHARED_TOPIC = 0.115
"""Share of words that an article has in common with the first of the zone when one rubric stands over both."""
SEGMENT_RE = re.compile(r"\s+|(?<=[”」])(?=[^\s，。、])")


def lines_of(article: ArticleDraft) -> list[int]:
    """Numbers of all source lines of the draft, in order."""
    parts = (*article.header, *article.bylines, *article.body, *article.captions, *article.notes)
    return sorted({number for block in parts for number in block.lines})


def attach_captions(
    articles: list[ArticleDraft], captions: list[Block]
) -> tuple[list[ArticleDraft], tuple[Block, ...]]:
    """The articles with the captions that stand in or beside them; without articles all are left over."""
    if not articles:
        return articles, tuple(captions)
    placed = list(articles)
    spans = [(lines[0], lines[-1]) for lines in map(lines_of, articles)]
    for caption in captions:
        i = _home_of(caption, articles, spans)
        captions_of = sorted((*placed[i].captions, caption), key=lambda block: block.lines)
        placed[i] = replace(placed[i], captions=tuple(captions_of))
    return placed, ()


def _home_of(caption: Block, articles: list[ArticleDraft], spans: list[tuple[int, int]]) -> int:
    """The article around a caption; else, of the two beside it, the one that shares more words with it."""
    line = caption.lines[0]
    around = next((i for i, (first, last) in enumerate(spans) if first < line < last), None)
    if around is not None:
        return around
    before = [i for i, (_, last) in enumerate(spans) if last < line]
    behind = [i for i, (first, _) in enumerate(spans) if first > line]
    near = before[-1:] + behind[:1]
    words = bigrams(caption.text)
    return max(near, key=lambda i: (_told(words, articles[i]), -near.index(i)))


def _told(words: frozenset[str], article: ArticleDraft) -> int:
    """How many of the words an article has."""
    text = squeeze(_text(article))
    return sum(word in text for word in words)


def _words(article: ArticleDraft) -> frozenset[str]:
    return bigrams(_text(article))


def _text(article: ArticleDraft) -> str:
    return "".join(block.text for block in (*article.header, *article.body))


def attach_rubrics(articles: list[ArticleDraft], rubrics: list[Block]) -> tuple[ArticleDraft, ...]:
    """The articles with their rubrics: one above a headline holds on while the topic or the form does."""
    articles = [_banner_out(article) for article in articles]
    for position, rubric in enumerate(rubrics):
        articles = _under(articles, rubric, rubrics[position + 1 :])
    return tuple(_carry_on([_named_by_rubric(article) for article in articles]))


def _named_by_rubric(article: ArticleDraft) -> ArticleDraft:
    """An article under a rubric and no headline (简讯, questions and answers) has the rubric for its headline."""
    rubric = article.rubric
    if rubric is None or article.header or not article.body or rubric.lines[-1] > lines_of(article)[0]:
        return article
    *above, last = rubric.parts or (rubric.text,)
    header = rubric._replace(kind=LineKind.HEADLINE, text=last, parts=(), lines=rubric.lines[-1:])
    kept = rubric._replace(text=" ".join(above), parts=tuple(above), lines=rubric.lines[:-1]) if above else None
    return replace(article, header=(header,), rubric=kept)


def _banner_out(article: ArticleDraft) -> ArticleDraft:
    """A slogan of equal halves above a whole header (讲实话 办实事 求实效) is a rubric."""
    first, *rest = article.header or (None,)
    if first is None or not rest or first.parts or first.level or not _is_slogan(first.text):
        return article
    return replace(article, header=tuple(rest), rubric=first._replace(kind=LineKind.RUBRIC))


def _is_slogan(text: str) -> bool:
    parts = [part for part in SEGMENT_RE.split(text) if part]
    sizes = {visible_length(re.sub("[“”「」]", "", part)) for part in parts}
    quoted = all("“" in part for part in parts)
    return len(sizes) == 1 and max(sizes) <= 8 and (len(parts) >= 3 or (len(parts) == 2 and quoted))


def _under(articles: list[ArticleDraft], rubric: Block, later: list[Block]) -> list[ArticleDraft]:
    """Put a rubric on the article below it, or, at the end of the last text, on the one above."""
    line = rubric.lines[0]
    below = [i for i, a in enumerate(articles) if lines_of(a)[-1] > line]
    if not articles:
        return articles
    target = below[0] if below else len(articles) - 1
    stacked = articles[target].rubric is not None and target + 1 < len(articles)
    if stacked:
        target += 1
    return [_with_rubric(article, rubric) if i == target else article for i, article in enumerate(articles)]


def _with_rubric(article: ArticleDraft, rubric: Block) -> ArticleDraft:
    """The article under the rubric; a second one stands beside the first, one printed twice is told once."""
    first = article.rubric
    if first is None:
        return replace(article, rubric=rubric)
    told = first.parts or (first.text,)
    parts = told if rubric.text in told else (*told, rubric.text)
    return replace(article, rubric=first._replace(text=" ".join(parts), parts=parts, lines=first.lines + rubric.lines))


def _carry_on(articles: list[ArticleDraft]) -> list[ArticleDraft]:
    first: ArticleDraft | None = None
    out: list[ArticleDraft] = []
    for article in articles:
        if article.rubric:
            first = article if article.rubric.lines[0] <= lines_of(article)[0] else None
        elif first and _same_zone(first, article):
            article = replace(article, rubric=first.rubric)
        else:
            first = None
        out.append(article)
    return out


def _same_zone(above: ArticleDraft, article: ArticleDraft) -> bool:
    """Both signed essays with a note on the author, or of one topic."""
    one, two = _words(above), _words(article)
    topic = len(one & two) / (min(len(one), len(two)) or 1)
    return (bool(above.notes) and bool(article.notes)) or topic >= SHARED_TOPIC

"""Captions and rubrics find their articles: by place on the page, then by shared words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from ..models import ArticleDraft, Block, LineKind
from ..text import bigrams, visible_length
from .clues import NOTICE_RE

SHARED_TOPIC = 0.115
"""Share of words that an article has in common with the first of the zone when one rubric stands over both."""
SERIES_RE = re.compile(r"(?:之[一二三四五六七八九十]+|[①-⑳])$")
"""A line of a series, which may stand at the end of its article."""
STRANGE, MOST = 0.12, 0.35
"""Share of the words of a caption that strangers have in common with it, and that its own article has."""
DIVIDING = 3
"""So many marked rubrics of one form divide a page that begins with one."""
AREA_RE = re.compile(
    r"\W*(?:本地|本市|本省|本县|本区|市内|省内|县内|区内|国内|国际|全国|海外|域外|境外|港澳台|各地|省外|市外)\W*"
)
BRIEFS_RE = re.compile(
    r"(?:简讯|短讯|快讯|短波|快报|速览|快览|速递|快递|专递|扫描|拾零|荟萃|集锦|动态|传真|要闻|新闻)\W*$"
)
LETTER_RE = re.compile("(?:尊敬的)?(?:编辑|记者)(?:部|同志|老师|你|您|，|：)")
"""How letters to a paper begin."""
BRIEF = 2
"""Paragraphs of a short piece of news."""
PICTURES_RE = re.compile(r"\W*(?:图片新闻|图片报道|新闻图片|图说\w*|光影\w*|镜头)\W*")
"""Rubrics over pictures: what stands below has no headline."""
SEGMENT_RE = re.compile(r"\s+|(?<=[”」])(?=[^\s，。、])")


def blocks_of(article: ArticleDraft) -> tuple[Block, ...]:
    """All blocks of the draft but its rubric."""
    return (*article.header, *article.bylines, *article.body, *article.captions, *article.notes)


def lines_of(article: ArticleDraft) -> list[int]:
    """Numbers of all source lines of the draft, in order."""
    return sorted({number for block in blocks_of(article) for number in block.lines})


def spans_of(articles: list[ArticleDraft]) -> list[tuple[int, int]]:
    """The first and the last line of each article."""
    return [(lines[0], lines[-1]) for lines in map(lines_of, articles)]


def attach_captions(
    articles: list[ArticleDraft], captions: list[Block]
) -> tuple[list[ArticleDraft], tuple[Block, ...]]:
    """The articles with the captions that stand in or beside them; without articles all are left over."""
    if not articles:
        return articles, tuple(captions)
    placed = list(articles)
    spans = spans_of(articles)
    for caption in captions:
        i = home_of(caption, articles, spans)
        captions_of = sorted((*placed[i].captions, caption), key=lambda block: block.lines)
        placed[i] = replace(placed[i], captions=tuple(captions_of))
    return placed, ()


def home_of(caption: Block, articles: list[ArticleDraft], spans: list[tuple[int, int]]) -> int:
    """The article around a caption; else, of the two beside it, the one that shares more words with it."""
    line = caption.lines[0]
    around = next((i for i, (first, last) in enumerate(spans) if first <= line <= last), None)
    if around is not None:
        return _strayed(caption, articles, around)
    before = [i for i, (_, last) in enumerate(spans) if last < line]
    behind = [i for i, (first, _) in enumerate(spans) if first > line]
    near = before[-1:] + behind[:1]
    words = bigrams(caption.text)
    return max(near, key=lambda i: (told(words, articles[i]), -near.index(i)))


def _strayed(caption: Block, articles: list[ArticleDraft], around: int) -> int:
    """The article a caption stands in; another, if that has most of its words and this one hardly any."""
    words = bigrams(caption.text)
    best = max(range(len(articles)), key=lambda i: told(words, articles[i]))
    foreign = told(words, articles[around]) < STRANGE * len(words) and told(words, articles[best]) >= MOST * len(words)
    return best if foreign else around


def told(words: frozenset[int], article: ArticleDraft) -> int:
    """How many of the words the header and the text of an article have."""
    return len(words & _words(article))


def _words(article: ArticleDraft) -> frozenset[int]:
    return bigrams("".join(block.text for block in (*article.header, *article.body)))


def attach_rubrics(articles: list[ArticleDraft], rubrics: list[Block]) -> tuple[ArticleDraft, ...]:
    """The articles with their rubrics: one above a headline holds on while the topic or the form does."""
    articles = [_banner_out(article) for article in articles]
    for position, rubric in enumerate(rubrics):
        articles = _under(articles, rubric, rubrics[position + 1 :])
    return tuple(_carry_on([_named_by_rubric(article) for article in articles], _divide(rubrics, articles)))


def _divide(rubrics: list[Block], articles: list[ArticleDraft]) -> bool:
    """Whether marked rubrics of one form divide the whole page, each standing over all that follows: 【…】 … 【…】."""
    marks = Counter(rubric.text[:1] for rubric in rubrics if not rubric.text[:1].isalnum())
    many = max(marks.values(), default=0) >= DIVIDING
    return many and rubrics[0].lines[0] < min(lines_of(article)[0] for article in articles)


def _named_by_rubric(article: ArticleDraft) -> ArticleDraft:
    """An article under a rubric and no headline (简讯, questions and answers) has the rubric for its headline."""
    rubric = article.rubric
    if rubric is None or PICTURES_RE.fullmatch(rubric.text) or article.header or not article.body:
        return article
    if rubric.lines[-1] > lines_of(article)[0]:
        return article
    *above, last = rubric.parts or (rubric.text,)
    header = rubric._replace(
        kind=LineKind.HEADLINE, text=last.strip("【】〖〗[]［］"), parts=(), lines=rubric.lines[-1:]
    )
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
    if below and target > 0 and SERIES_RE.search(rubric.text) and lines_of(articles[target])[0] > line:
        words = bigrams(rubric.text)
        notice = any(NOTICE_RE.search(block.text) for block in articles[target].header)
        target -= notice or told(words, articles[target - 1]) > told(words, articles[target])
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


def _carry_on(articles: list[ArticleDraft], divided: bool) -> list[ArticleDraft]:
    first: ArticleDraft | None = None
    out: list[ArticleDraft] = []
    for article in articles:
        if article.rubric:
            first = article if article.rubric.lines[0] <= lines_of(article)[0] else None
        elif first and (divided or _same_zone(first, article)):
            article = replace(article, rubric=first.rubric)
        else:
            first = None
        out.append(article)
    return out


def _same_zone(above: ArticleDraft, article: ArticleDraft) -> bool:
    """Under the name of an area or of a column of short news, both signed essays with a note, or of one topic."""
    name = above.rubric.text if above.rubric else ""
    short = max(len(above.body), len(article.body)) <= BRIEF
    if PICTURES_RE.fullmatch(name):
        return False
    letters = all(LETTER_RE.match(one.body[0].text) for one in (above, article) if one.body)
    if AREA_RE.fullmatch(name) or (short and BRIEFS_RE.search(name)) or ("信" in name and letters):
        return True
    one, two = _words(above), _words(article)
    topic = len(one & two) / (min(len(one), len(two)) or 1)
    return (bool(above.notes) and bool(article.notes)) or topic >= SHARED_TOPIC

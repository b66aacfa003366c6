"""Stories of pictures (图片新闻), told from captions; and captions that stand among the paragraphs of an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..models import ArticleDraft, Block, LineKind
from ..text import bigrams, visible_length
from .attach import blocks_of, home_of, lines_of, spans_of, told

SHORTEST = 40
"""Characters: a shorter caption tells what is to be seen, and no news."""
KIN = 0.13
"""Share of its words that a caption has in common with its article; on annotated pages strangers share less."""
NEWS_RE = re.compile(r"^.{12,}。.*[图这]为|^[^，。]{0,12}(?:\d[日月]|[日月]前|近日|[昨今前][天日])[^，。]{0,6}，")
"""News, and then the picture: …。图为…; or what happened when: 9月4日，…"""

OWN_RE = re.compile("[。！？”]\\s*[^，。（）]{2,16}摄$")
"""Who took the picture, at the end and without brackets."""
PICTURED_RE = re.compile("文[/／、并]?[图摄]|图[/／、]?文|摄影?报道|摄$|[文图]：")
"""A byline, or a credit, of somebody who took pictures."""
SCENE_RE = re.compile("(?!他|她|但|而|这|那|于是|从此)[^，。“”：；？！]{4,22}(?:，[^，。“”：；？！]{2,10})?。")
BELOW = 2
"""Lines from a credit to the caption below it."""
AGAIN = 0.5
"""Share of the words of such a sentence that the rest of the article has."""


def tell_apart(articles: list[ArticleDraft], captions: list[Block]) -> tuple[list[ArticleDraft], list[Block]]:
    """The articles, photo stories among them in print order, and the captions that are none."""
    told_of = [caption for caption in captions if articles and _is_news(caption)]
    if not told_of:
        return articles, captions
    spans = spans_of(articles)
    order = sorted((*(block for article in articles for block in blocks_of(article)), *captions), key=_place)
    credits = {
        caption: credit
        for caption in told_of
        if ((credit := _credit_behind(caption, order)) or OWN_RE.search(caption.text))
        and not _belongs(caption, articles[home_of(caption, articles, spans)])
    }
    kept = [_without(article, [*filter(None, credits.values())]) for article in articles]
    stories = [
        ArticleDraft(body=(story._replace(kind=LineKind.BODY),), bylines=(credit,) if credit else ())
        for story, credit in credits.items()
    ]
    return (
        sorted((*kept, *stories), key=lambda article: lines_of(article)[0]),
        [caption for caption in captions if caption not in credits and caption not in credits.values()],
    )


def captions_out(article: ArticleDraft) -> ArticleDraft:
    """The article with its captions out of the text: where it is pictured, a short sentence that tells again what
    another paragraph tells, or stands right below who took the picture, and is no speech.
    """
    if not any(PICTURED_RE.search(block.text) for block in (*article.bylines, *article.captions)):
        return article
    credits = [block.lines[0] for block in article.captions if block.kind is LineKind.PHOTO_CREDIT]
    again = [
        block
        for block in article.body[1:]
        if _is_scene(block) and (_told_again(block, article) or any(0 < block.lines[0] - n <= BELOW for n in credits))
    ]
    kept = tuple(block for block in article.body if block not in again)
    captions = tuple(block._replace(kind=LineKind.CAPTION) for block in again)
    return replace(article, body=kept, captions=(*article.captions, *captions)) if again else article


def _is_scene(block: Block) -> bool:
    return block.kind is LineKind.BODY and SCENE_RE.fullmatch(block.text) is not None


def _told_again(block: Block, article: ArticleDraft) -> bool:
    words = bigrams(block.text)
    others = "".join(other.text for other in (*article.header, *article.body) if other is not block)
    return len(words & bigrams(others)) >= AGAIN * len(words)


def _place(block: Block) -> tuple[int, ...]:
    return block.lines


def _is_news(caption: Block) -> bool:
    return visible_length(caption.text) >= SHORTEST and NEWS_RE.search(caption.text) is not None


def _belongs(caption: Block, article: ArticleDraft) -> bool:
    """Whether a caption stands inside an article, or speaks of the same."""
    lines = [block.lines[0] for block in (*article.header, *article.body)]
    words = bigrams(caption.text)
    inside = bool(lines) and min(lines) < caption.lines[0] < max(lines)
    return inside or told(words, article) >= KIN * len(words)


def _credit_behind(story: Block, order: Sequence[Block]) -> Block | None:
    """Who took the picture, set apart as a byline is: the credit of a mere caption stands in brackets."""
    behind = order[order.index(story) + 1 :][:1]
    return next((block for block in behind if block.kind is LineKind.PHOTO_CREDIT), None)


def _without(article: ArticleDraft, credits: Collection[Block]) -> ArticleDraft:
    bylines = tuple(block for block in article.bylines if block not in credits)
    return replace(article, bylines=bylines, captions=tuple(b for b in article.captions if b not in credits))

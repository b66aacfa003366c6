"""What is compared: articles in a normal form in which spacing, width and kinds of marks cost nothing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

GRAM = 5
"""Characters: the piece of text that is counted."""
QUOTES = str.maketrans({**dict.fromkeys("“”„‟「」『』＂", '"'), **dict.fromkeys("‘’‚‛＇`", "'")})
ROLE = r"(?:本报|本刊|特约|见习|实习|首席|全媒体|融媒体|[\u4e00-\u9fff]{2,6}报)?(?:记者|通讯员|实习生|编辑|作者)"
WIRE = r"(?:据?[^,。.:;()]{0,22}?(?:专电|[讯电]|消息))"
LEADS = tuple(
    map(
        re.compile,
        (
            rf"^{WIRE}?\([^()]{{0,80}}?(?:记者|通讯员|实习|特约)[^()]{{0,80}}\):?",
            rf"^{WIRE}\([\u4e00-\u9fff、·]{{2,40}}\):?",
            r"^据?(?:本报|本网|晨报|时报|新华社|新华网|人民网|中新[社网])[^,。.:;()]{0,20}?(?:专电|[讯电]|消息)",
        ),
    )
)
"""Datelines: 本报讯(记者 …), (通讯员 …), 新华社北京1月2日电."""
SIGNED = re.compile(rf"{ROLE}|文/图|图/文|摄影报道|摄影|报道|[摄文图/、,;:()□■◎●○◆本报-]")
ROLES = {"trainee_reporter": "实习", "reporter": "记者", "correspondent": "通讯员", "photographer": "摄影"}
ROLES |= {"author": "作者", "editor": "编辑"}
KINDS = (("通讯员", "通讯员"), ("实习", "实习"), ("记者", "记者"), ("摄", "摄影"), ("作者", "作者"))
RUBRIC_MARKS = "【】[]-"
Grams = Counter[str]


def norm(text: str | None) -> str:
    """NFKC without white space, one kind of quotes and dashes, no mark of a heading."""
    text = unicodedata.normalize("NFKC", text or "").translate(QUOTES)
    text = re.sub(r"^\s*(?:#{1,6}\s+|>\s?|[*+]\s+)", "", text, flags=re.M)
    text = re.sub(r"\s+", "", re.sub(r"\*\*|__|\\(?=[\W_])", "", text))
    return re.sub(r"[-—–―─−‐‑﹣]+", "-", text)


def grams(text: str) -> Grams:
    """The pieces of a text, counted; a shorter text is one piece."""
    if len(text) < GRAM:
        return Counter([text] if text else [])
    return Counter(text[i : i + GRAM] for i in range(len(text) - GRAM + 1))


def common(one: Grams, two: Grams) -> int:
    """How many pieces both have."""
    return (one & two).total()


def likeness(one: Grams, two: Grams) -> float:
    """Intersection over union of two texts."""
    both = common(one, two)
    union = one.total() + two.total() - both
    return both / union if union else 0.0


def similar(one: str, two: str) -> float:
    """1 less the edit distance over the longer length."""
    if not one or not two:
        return float(one == two)
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(two, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return 1 - row[-1] / max(len(one), len(two))


def role_of(word: str | None) -> str | None:
    """One word for each role, whatever it is called."""
    word = ROLES.get(word or "", norm(word))
    return next((name for part, name in KINDS if part in word), word or None)


@dataclass(frozen=True)
class Text:
    """One article as it is compared; `normal` brings its strings to the normal form."""

    title: str = ""
    kicker: str = ""
    deck: str = ""
    body: tuple[str, ...] = ()
    names: tuple[tuple[str, str | None], ...] = ()
    """(name, role as printed)"""
    captions: tuple[str, ...] = ()
    note: str = ""
    rubric: str = ""
    section: str = ""
    region: str = ""
    sections: tuple[str, ...] = ()
    """Of a truth: the sections that fit."""
    readings: tuple[tuple[str, str, str], ...] = ()
    """Of a truth: other (kicker, title, deck) that are right, too."""
    grams: Grams = field(default_factory=Counter, compare=False)

    @property
    def whole(self) -> str:
        """The text without its paragraphs."""
        return "".join(self.body)


def normal(articles: Iterable[Text], names: frozenset[str], furniture: frozenset[str]) -> list[Text]:
    """Articles ready to be compared; datelines, signatures and `furniture` (rubrics, notes) are taken out of bodies."""
    return [_normal(article, names, furniture) for article in articles]


def _normal(raw: Text, names: frozenset[str], furniture: frozenset[str]) -> Text:
    body = [text for text in map(norm, raw.body) if text and not _is_furniture(text, names, furniture)]
    if body:
        body[0] = _without_dateline(body[0])
        body[-1] = _without_signature(body[-1], names)
    kept = tuple(filter(None, body))
    return replace(
        raw,
        title=norm(raw.title),
        kicker=norm(raw.kicker),
        deck=norm(raw.deck),
        body=kept,
        names=tuple((norm(name), role_of(role)) for name, role in raw.names),
        captions=tuple(map(norm, raw.captions)),
        note=norm(raw.note),
        rubric=norm(raw.rubric).strip(RUBRIC_MARKS),
        section=norm(raw.section),
        sections=tuple(map(norm, raw.sections)),
        readings=tuple((norm(a), norm(b), norm(c)) for a, b, c in raw.readings),
        grams=grams("".join(kept)),
    )


def _is_furniture(text: str, names: frozenset[str], furniture: frozenset[str]) -> bool:
    return text in furniture or text.strip(RUBRIC_MARKS) in furniture or _is_signature(text, names)


def _is_signature(text: str, names: frozenset[str]) -> bool:
    """Nothing but names of the page, words of roles and marks."""
    if len(text) > 60:
        return False
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "")
    return not SIGNED.sub("", text)


def _without_dateline(text: str) -> str:
    return next((cut for lead in LEADS if (cut := lead.sub("", text, count=1)) != text), text)


def _without_signature(text: str, names: frozenset[str]) -> str:
    tail = re.search(r"\(([^()]{2,40})\)$", text)
    return text[: tail.start()] if tail and _is_signature(tail[1], names) else text

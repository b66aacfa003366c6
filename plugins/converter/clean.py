"""Stage 2, clean: marks of the parser go, full-width punctuation comes back, no word changes.

Each rule takes the text of a line and gives it back mended; the order of `RULES` is the
order of the work. `tidy_spaces` is apart because only the whole page shows whether its
spaces are the parser's (one at the end of each printed line) or the newspaper's.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .models import Line
from .text import HAN, is_blank

WIDE = str.maketrans(",:;?!", "，：；？！")
CONTROLS_RE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufff9-\ufffb\u00ad]"
)
SPACES_RE = re.compile(r"[^\S\n]+")
CJK = f"{HAN}，。、；：？！“”‘’《》〈〉（）【】—…·％"
POINT_RE = re.compile(rf"[,:;?!](?:(?<=[{CJK}\"'%)].)|(?=\s*[{CJK}\"']))")
SPACED_POINT_RE = re.compile(rf"(?<=[{CJK}\"'%)])\s+(?=[,:;?!])")
LATIN_POINT_RE = re.compile(r"[A-Za-z0-9][,:][A-Za-z0-9]")
PAREN_RE = re.compile(r"\(([^()]*)\)")
OPEN_PAREN_RE = re.compile(rf"\((?=[{HAN}“《])|(?<=[{HAN}])\((?!.*\))")
CLOSE_PAREN_RE = re.compile(rf"(?<=[{HAN}”》。])\)")
DOTS_RE = re.compile(rf"(?<=[{CJK}])(?:\.{{3,6}}|。{{3,6}}|…(?!…)(?<!……))")
SPREAD_RE = re.compile(rf"^[{HAN}](?: [{HAN}]){{1,6}}$")
HARD_SPACE_RE = re.compile(rf"(?<=[{CJK}0-9,;:)])\s(?=[{CJK}0-9(\"A-Za-z])|(?<=[A-Za-z])\s(?=[{HAN}])")


def drop_controls(text: str) -> str:
    """Control, direction and zero-width characters, which print nothing."""
    return text if text.isprintable() else CONTROLS_RE.sub("", text)


def plain_spaces(text: str) -> str:
    """Every kind and run of white space inside a line becomes one space."""
    if text.isprintable() and "  " not in text:  # of spaces only the common one is printable
        return text.strip()
    return SPACES_RE.sub(" ", text.replace("\x85", " ")).strip()


def close_up_heading(text: str) -> str:
    """公 告, 招 聘 启 事: a short heading spread over its line."""
    return text.replace(" ", "") if SPREAD_RE.match(text) else text


def widen_points(text: str) -> str:
    """, : ; ? ! beside Chinese become full width; between Latin letters or digits they stay."""
    return POINT_RE.sub(lambda m: m[0].translate(WIDE), SPACED_POINT_RE.sub("", text) if " " in text else text)


def widen_parentheses(text: str) -> str:
    """( ) around or beside Chinese become full width, in pairs."""
    if "(" not in text and ")" not in text:
        return text
    text = PAREN_RE.sub(lambda m: _pair(m, text), text)
    return CLOSE_PAREN_RE.sub("）", OPEN_PAREN_RE.sub("（", text))


def _pair(match: re.Match[str], text: str) -> str:
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    chinese = re.search(f"[{HAN}]", match[1]) or re.search(f"[{CJK}]", around)
    return f"（{match[1]}）" if chinese else match[0]


def curl_quotes(text: str) -> str:
    """Straight quotes of a Chinese line become “ ” and ‘ ’, alternating."""
    if ('"' not in text and "'" not in text) or not re.search(f"[{HAN}]", text):
        return text
    return _alternate(_alternate(text, '"', "“”"), "'", "‘’")


def _alternate(text: str, mark: str, pair: str) -> str:
    if mark not in text:
        return text
    out, opened = [], False
    for i, char in enumerate(text):
        if char != mark or (mark == "'" and _is_apostrophe(text, i)):
            out.append(char)
            continue
        opened = not opened
        out.append(pair[0] if opened else pair[1])
    return "".join(out)


def _is_apostrophe(text: str, i: int) -> bool:
    before, after = text[i - 1 : i], text[i + 1 : i + 2]
    return before.isascii() and before.isalnum() and (not after or (after.isascii() and after.isalnum()))


def dots(text: str) -> str:
    """Three dots or one half of an ellipsis after Chinese become ……."""
    return DOTS_RE.sub("……", text) if "…" in text or "..." in text or "。。。" in text else text


PARSER_RULES = (drop_controls, plain_spaces, close_up_heading)
PUNCTUATION_RULES = (widen_points, widen_parentheses, curl_quotes, dots)


def clean(lines: tuple[Line, ...], punctuation: bool = True) -> tuple[Line, ...]:
    """The lines with their text mended; numbers and count stay. `punctuation=False` keeps the marks as printed."""
    texts = [_apply(PARSER_RULES, line.text) for line in lines]
    texts = tidy_spaces(texts)
    if punctuation:
        texts = [_apply(PUNCTUATION_RULES, text) for text in texts]
    pairs = zip(lines, texts, strict=True)
    return tuple(line if line.text == text else line._replace(text=text) for line, text in pairs)


def _apply(rules: tuple[Callable[[str], str], ...], text: str) -> str:
    if is_blank(text):
        return ""
    for rule in rules:
        text = rule(text)
    return text


SIGNATURE_RE = re.compile(r"[（(][^（()）。]{2,24}[）)]$")
"""Names in brackets at the end keep the spaces between them."""
MEASURE = 11
"""Characters: the shortest printed line after which a parser's space is believed."""


def tidy_spaces(texts: list[str]) -> list[str]:
    """Take out the space a parser left at the end of each printed line, if this page has them."""
    if not has_line_end_spaces(texts):
        return texts
    return [_close_up(text) for text in texts]


def has_line_end_spaces(texts: list[str]) -> bool:
    """Whether the running text is cut by spaces at the distance of printed lines (11 to 40 characters)."""
    long = [text for text in texts if len(text) > 60]
    spaces = sum(len(HARD_SPACE_RE.findall(text)) for text in long if " " in text)
    return bool(long) and spaces >= 5 and spaces * 40 >= sum(map(len, long))


def _close_up(text: str) -> str:
    out, last = [], 0
    signature = SIGNATURE_RE.search(text)
    stop = signature.start() if signature else len(text)
    for match in HARD_SPACE_RE.finditer(text[:stop]):
        out.append(text[last : match.start()])
        start = text.rfind(" ", 0, match.start()) + 1
        if match.start() - start < MEASURE:
            out.append(" ")
        last = match.end()
    return "".join(out) + text[last:]

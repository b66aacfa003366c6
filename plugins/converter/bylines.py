"""The grammar of bylines: □本报记者 …, 本报讯（记者 …）, 通讯员 … …, … 文/图.

A byline is marks, then runs of names, each run led by a role word (perhaps with the paper's
name before it) or closed by one. A text is a byline only if the grammar uses up all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from .models import Credit
from .text import HAN
from .vocabulary import Vocabulary

MARKS = "□■◎●○◆◇▲△★☆◼◻▣▪·"
LEAD_RE = re.compile(rf"^[{MARKS}\s]+")
MARKED_RE = re.compile(rf"^\s*[{MARKS[:-1]}]")
CUT_RE = re.compile(r"[\s、，,；;/／]+|和(?=本报|新华社)")
FOREIGN_NAME_RE = re.compile(rf"^[{HAN}]{{1,8}}(?:[·•][{HAN}A-Z]{{1,10}})+$")
PAIR_RE = re.compile(rf"(文|图|摄)\s*[/／、]\s*(文|图|摄)(?![{HAN}])")
WORK_RE = re.compile(rf"(?<![{HAN}])(摄影|撰文|图片|文字|文|图|摄)\s*[/／：:]\s*(?=[{HAN}])")
GLUED_ROLE_RE = re.compile(
    rf"(?<=[{HAN}]{{2}})(?<!特约|本报|摄影)(?<![报社网台刊心])(?=通讯员|实习生|实习记者|见习记者)"
)
"""Where a role word stands right behind a name, its space lost: 记者高明通讯员王力."""
PLACE_OF_WRITING_RE = re.compile(rf"\s+(?P<place>发自[{HAN}·]{{2,12}}|(?P<name>[{HAN}]{{2,4}})报道)$")
ABOUT_RE = re.compile(r"(?<=.)\s*（[^（）]{2,14}）$")
"""What a marked name has behind it: □张三（大学教师）."""
ANY_NAME_RE = re.compile(rf"^[{HAN}]{{2,6}}$")
"""Behind a role word and a space a name needs no known surname (乌兰图雅)."""
TAIL_RE = re.compile(r"(?<=[。！？”…])\s*（(?P<inner>[^（）。]{2,40})）$")
NAMELESS_RE = re.compile(r"^(?:本报|本刊)?(?:特约|首席)?(?:记者|评论员|观察员|编辑部)$|^(?:综合|摄影|图文)?报道$")
"""A byline without a name; any other text that only ends in a role word (致敬最美通讯员) is a headline."""
STREET_RE = re.compile(
    "[路街道巷里村庄沟湾坡屯组队社院号楼站场]$|(?:工人|农民|职工|网友|读者|市民|居民|村民|学生|会员|官兵|战士|干部)$"
)
"""The end of an address, or of what somebody is."""
PEN_NAME_RE = re.compile(rf"^[{HAN}]{{2,4}}$")
"""A name of any make; believed only where a byline is expected."""
SPACED_NAME_RE = re.compile(rf"^[{HAN}]\s[{HAN}]{{1,2}}$")
"""冯 雨桐: a name set out to the width of others."""
LONGEST_GLUED = 4
"""Characters of such a name without a space before it: 记者齐向东方."""
SENDER_RE = re.compile(
    rf"^(?P<whence>[{HAN}]{{2,8}})\s(?P<who>(?:一[位名个]|部分)?[{HAN}]{{0,6}}(?:读者|家长|学生|村民|居民|市民|教师|网友|群众|职工))$"
)
"""江苏泰州 一位学生家长: whence, and who, but no name."""
ADDRESSED_RE = re.compile(rf"^[{HAN}](?:老师|先生|女士|小姐|大爷|大妈|大姐|阿姨|师傅|同学|医生|某某?)$")
"""How a reader is called who keeps his first name to himself."""
WORK = ("摄", "摄影", "文图", "图文", "文摄", "摄文", "报道", "供稿")
"""What stands behind a name, and might be read as a part of it."""
NO_ROLE = "none"


@lru_cache(maxsize=256)
def parse_byline(text: str, vocabulary: Vocabulary) -> tuple[Credit, ...] | None:
    """The credits of a line that is nothing but a byline; None if it is anything else."""
    inner = LEAD_RE.sub("", text).strip().strip("（）()：:").strip()
    if not inner or len(inner) > 90 or re.search(r"[。！？；]", inner):
        return None
    marked = bool(MARKED_RE.match(text))
    if not marked and text[:1] != "（" and not vocabulary.role_word.search(inner):
        return None
    if marked:
        inner = ABOUT_RE.sub("", LEAD_RE.sub("", text).strip()).strip("（）()：:").strip()
    return _credits(inner, vocabulary, marked or _is_name_in_brackets(text, vocabulary))


def _is_name_in_brackets(text: str, vocabulary: Vocabulary) -> bool:
    """（林远山）, （林 远 高山）: names and no word of the language."""
    names = list(_chunks(text[1:-1], vocabulary))
    bracketed = text[:1] == "（" and text[-1:] == "）"
    return bracketed and all(is_name(name, vocabulary) and not is_word(name, vocabulary) for name in names)


def parted_from_place(text: str, vocabulary: Vocabulary) -> tuple[str, str | None]:
    """A byline without the place it was written at, and that: 发自安徽铜陵, 深圳报道; None where it tells none."""
    match = PLACE_OF_WRITING_RE.search(text)
    if not match or (match["name"] and match["name"] not in vocabulary.places):
        return text, None
    return text[: match.start()], match["place"]


@lru_cache(maxsize=256)
def parse_signature(text: str, vocabulary: Vocabulary) -> tuple[Credit, ...] | None:
    """Whence, and a name: 莘县农业局 张三, （东兰县 张三）, 市长 张三. A headline may look so: its place must tell."""
    if (sender := SENDER_RE.match(text)) and _is_whence(sender["whence"], vocabulary):
        return (Credit(sender["who"], None, sender["whence"]),)
    *whence, name = _chunks(LEAD_RE.sub("", text).strip("（） "), vocabulary) or ("",)
    if MARKED_RE.match(text) and not whence:
        whence, name = _glued_title(name, vocabulary)
    known = is_name(name, vocabulary) or (len(name) == 2 and name[0] in "老小阿" and name[1] in vocabulary.surnames)
    known = known or (ADDRESSED_RE.match(name) is not None and name[0] in vocabulary.surnames)
    wrong = name in vocabulary.words or name in vocabulary.places or vocabulary.is_organisation(name)
    if wrong or not known or not whence or not all(_is_whence(chunk, vocabulary) for chunk in whence):
        return None
    return (Credit(name, None, "".join(whence)),)


def _is_whence(text: str, vocabulary: Vocabulary) -> bool:
    """A place, a body of people, or an office."""
    two = text[:2] in vocabulary.places and text[2:] in vocabulary.places
    known = text in vocabulary.places or two or vocabulary.is_place(text) or vocabulary.is_organisation(text)
    return 2 <= len(text) <= 20 and (known or bool(vocabulary.title_end.search(text)) or bool(STREET_RE.search(text)))


def _glued_title(text: str, vocabulary: Vocabulary) -> tuple[list[str], str]:
    """某师政委张三 in two."""
    for size in (3, 2, 4):
        if vocabulary.title_end.search(text[:-size]):
            return [text[:-size]], text[-size:]
    return [], text


def parse_bracket(text: str, vocabulary: Vocabulary) -> tuple[Credit, ...]:
    """The credits in the bracket of a dateline: 记者 … 通讯员 …; empty if they are none."""
    return _credits(text.strip(), vocabulary, marked=True) or ()


def parse_tail(text: str, vocabulary: Vocabulary) -> tuple[Credit, ...]:
    """The names in brackets behind the last sentence: （林远山）, （本报记者 …）; empty if there are none."""
    match = TAIL_RE.search(text)
    if not match:
        return ()
    parsed = parse_byline(match["inner"], vocabulary)
    if parsed is not None:
        return parsed
    names = [split_names(chunk, vocabulary) for chunk in _chunks(match["inner"], vocabulary)]
    return tuple(Credit(name) for group in names for name in group or ()) if all(names) else ()


def _credits(text: str, vocabulary: Vocabulary, marked: bool) -> tuple[Credit, ...] | None:
    credits: list[Credit] = []
    closed = 0
    role = organisation = None
    proven = marked
    for chunk in _chunks(text, vocabulary):
        lead = _role_before(chunk, vocabulary)
        if lead:
            organisation, role, chunk = lead
            proven = True
        if not chunk:
            continue
        if role and not is_name(chunk, vocabulary) and _is_post(chunk, bool(lead), vocabulary):
            organisation = chunk  # 通讯员 省医院 张三; 坐堂专家：省医院内科主任 张三
            continue
        names, closing = _names_and_suffix(chunk, vocabulary, glued=bool(lead) or marked)
        if names is None and role and (marked or not lead) and _is_any_name(chunk, bool(lead), vocabulary):
            names = [chunk]
        if names is None:
            return None
        if closing:
            proven = True
        if closing and not names:
            credits[closed:] = [replace(credit, role=_closed(credit.role, closing)) for credit in credits[closed:]]
        own = _closed(None if role == NO_ROLE else role, closing)
        credits += [Credit(name, own, organisation) for name in names]
        closed = len(credits) if closing else closed
    proven = proven and (bool(credits) or marked or NAMELESS_RE.match(text) is not None)
    return tuple(dict.fromkeys(credits)) if proven else None


def _is_any_name(text: str, glued: bool, vocabulary: Vocabulary) -> bool:
    """Behind a role word a name needs no known surname; one set right behind it must be short."""
    short = len(text) <= LONGEST_GLUED and text not in vocabulary.words
    return bool(ANY_NAME_RE.match(text)) and (short or not glued)


def _is_post(text: str, glued: bool, vocabulary: Vocabulary) -> bool:
    """Where a person works; right behind the word for a guest (坐堂专家：) also what he is."""
    return vocabulary.is_organisation(text) or (glued and bool(vocabulary.title_end.search(text)))


def _closed(role: str | None, closing: str | None) -> str | None:
    """The role of a name after the word behind it: 摄 makes a photographer of a reporter, 报道 changes nothing."""
    if closing == "photographer":
        return closing
    return role or (None if closing == NO_ROLE else closing)


def _chunks(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Words of the byline; 文/图 kept whole, the two halves of a spaced-out name (李　琼) put together."""
    text = GLUED_ROLE_RE.sub(" ", parted_from_place(PAIR_RE.sub(r"\1\2", text), vocabulary)[0])
    text = WORK_RE.sub(r" \1： ", text)
    waiting = ""
    for chunk in filter(None, CUT_RE.split(text)):
        if len(chunk) == 1 and chunk not in vocabulary.suffixes:
            waiting, chunk = ("", waiting + chunk) if waiting else (chunk, "")
        elif waiting and len(chunk) == 2 and chunk[1] in vocabulary.suffixes:
            waiting, chunk = "", waiting + chunk  # 程 杰摄
        elif waiting and len(chunk) == 2 and waiting in vocabulary.surnames:
            waiting, chunk = "", waiting + chunk  # 冯 雨桐
        if chunk:
            yield chunk
    if waiting:
        yield waiting


def _role_before(chunk: str, vocabulary: Vocabulary) -> tuple[str | None, str | None, str] | None:
    """(organisation, role, rest) if the chunk begins with a role word."""
    match = vocabulary.role_before.match(chunk)
    if match:
        return match["org"] or None, vocabulary.prefixes[match["role"]], match["rest"]
    if chunk.endswith("：") and chunk[:-1] in vocabulary.slashes:
        role = vocabulary.slashes[chunk[:-1]]
        return None, None if role == NO_ROLE else role, ""
    return None


def _names_and_suffix(chunk: str, vocabulary: Vocabulary, glued: bool) -> tuple[list[str] | None, str | None]:
    """Names of a chunk and the role word behind them; None for the names if there are none."""
    if chunk in vocabulary.suffixes:
        return [], vocabulary.suffixes[chunk]
    pictured = chunk.endswith(WORK)  # 程杰摄 is no name of three characters, 李鹏文图 are not two
    names = None if pictured else split_names(chunk, vocabulary, glued)
    if names:
        return names, None
    for word in vocabulary.suffixes:
        if chunk.endswith(word):
            names = split_names(chunk[: -len(word)], vocabulary, glued)
            if names:
                return names, vocabulary.suffixes[word]
    return None, None


def split_names(text: str, vocabulary: Vocabulary, glued: bool = False) -> list[str] | None:
    """The names in a text without spaces: one, or, behind a role word, several run together."""
    if FOREIGN_NAME_RE.match(text) or is_name(text, vocabulary):
        return [text]
    if not glued or len(text) < 4 or len(text) > 16:
        return None
    for size in (3, 2, 4):
        if is_name(text[:size], vocabulary):
            rest = split_names(text[size:], vocabulary, glued=True)
            if rest:
                return [text[:size], *rest]
    return None


def is_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text that might be a name is a common word or a place."""
    return text in vocabulary.words or text[-2:] in vocabulary.words or vocabulary.is_place(text)


def is_name(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text can be a Chinese personal name: a surname and one or two more characters."""
    if not re.fullmatch(rf"[{HAN}]{{2,4}}", text):
        return False
    if text[:2] in vocabulary.compound_surnames:
        return len(text) in (3, 4)
    return len(text) in (2, 3) and text[0] in vocabulary.surnames

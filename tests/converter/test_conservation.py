"""The law of conservation, on whole generated pages with every defect that parsers leave: nothing raises,
every line has one fate, nothing is lost and nothing is made up.

A page is told by three small things, so that a failing one shrinks to little: how many articles, which defects, and
the seed of the rest.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st

from converter.ledger import tally
from converter.models import Article, Conversion, IssueInfo, SourcePage
from converter.pipeline import Knowledge, convert_page, load_knowledge
from converter.read import read_page
from converter.text import HAN_RE, is_blank
from converter.vocabulary import load as load_vocabulary

PLACES = "青溪县 柳河镇 市农业农村局 省水利厅 白鹭街道 城南社区 县图书馆 实验小学 云台村 市总工会".split()
DEEDS = (
    "开展春耕备耕 举办读书活动 推进河道整治 召开工作会议 建成便民步道 启动技能培训 查处安全隐患 慰问困难职工".split()
)
NAMES = "林远山 周小满 李春雨 欧阳文静 王 芳 赵子涵".replace("王 芳", "王芳").split()
CLAUSES = """近日有关负责人到现场查看进展情况
目前已经完成投资3.6亿元占全年计划的72.5%
工作人员把“最后一公里”的问题摆上桌面
参加活动的群众达到1200余人次
“今年的收成比去年好得多”
同比增长18.5%高于全省平均水平
采用5G、AI等新技术提高效率
下一步将继续完善长效机制
为高质量发展打下坚实基础
他说这项工作关系千家万户
负责人表示要把好事办好实事办实
《实施方案》明确了六个方面的任务
来自各地的专家围绕主题作了交流
志愿者们冒雨清理沟渠八百多米
村里的老人说路修好了心里也亮堂了""".split("\n")
RUBRICS = "【基层见闻】|——安全生产月——|讲实话 办实事 求实效|县志选读③|乡村振兴进行时".split("|")
CROSSHEADS = "一、基本情况|（一）主要做法|强化统筹 压实责任|三是加强保障|## 开局良好".split("|")
FURNITURE = (
    "第3版|2024年6月11日 星期二|责任编辑：周小满|A03|下转第2版|* * *|……|（上接第1版）|本版邮箱：news@example.com".split(
        "|"
    )
)
NOTES = "（作者系县档案馆馆员）|（据新华社电）|编者按：新的一年到来之际，本报推出系列报道。|（本文有删节）".split("|")
STRANGE = (
    "\x07 \x1b[0m \u200b \ufeff \u202e 😀 🀄 👨\u200d👩\u200d👧 㐀 𠮷 〇 é ① ㎡ Ω \u3000 \xa0 \u2028 <b> {{x}}".split(
        " "
    )
)

Random = random.Random
Blocks = list[str]
"""A page as the blocks that blank lines part; a block may hold line ends."""


# ------------------------------------------------------------------ a whole page


def sentence(r: Random) -> str:
    return "，".join(r.sample(CLAUSES, r.randint(2, 4))) + r.choice("。。。！？")


def paragraph(r: Random) -> str:
    return "".join(sentence(r) for _ in range(r.randint(1, 4)))


def headline(r: Random) -> str:
    return r.choice(PLACES) + r.choice(DEEDS)


def header(r: Random) -> Blocks:
    """A headline alone, with its parts merged on one line, as own blocks, or stacked."""
    parts = [headline(r) for _ in range(r.choice((1, 1, 2, 3)))]
    return [r.choice((" ", "\n", "　")).join(parts)] if r.random() < 0.6 else parts


def byline(r: Random) -> str:
    names = r.sample(NAMES, r.randint(1, 3))
    plain, run = r.choice((" ", "　", "、")).join(names), "".join(names)
    return r.choice(
        (
            f"□本报记者 {plain}",
            f"■ {plain} 文/图",
            f"本报记者{run}",
            f"通讯员 {plain}",
            f"记者 {names[0]} 通讯员 {names[-1]}",
            f"（{plain}）",
        )
    )


def article(r: Random) -> Blocks:
    """Header, byline in one of its forms, paragraphs, perhaps crossheads, a caption, a note."""
    names = " ".join(r.sample(NAMES, r.randint(1, 2)))
    lead = r.choice((f"本报讯（记者 {names}）", f"本报讯(通讯员 {names} 记者 林远山)", "新华社北京6月1日电 ", "", ""))
    body = [paragraph(r) for _ in range(r.randint(1, 6))]
    body[0] = lead + body[0]
    out = [*header(r), *([byline(r)] if not lead else []), *body]
    if r.random() < 0.3:
        out.insert(r.randint(1, len(out)), r.choice(CROSSHEADS))
    if r.random() < 0.3:
        out.append(r.choice((byline(r), f"（{r.choice(NAMES)}）", *NOTES)))
    return out


def page_of(articles: int, r: Random) -> Blocks:
    return [block for _ in range(articles) for block in article(r)]


# ------------------------------------------------------------------- the defects


def hard_spaces(blocks: Blocks, r: Random) -> Blocks:
    """A space at the end of each printed line of 14 to 26 characters."""

    def spaced(text: str) -> str:
        out, at = [], 0
        while at < len(text):
            step = r.randint(14, 26)
            out.append(text[at : at + step])
            at += step
        return " ".join(out)

    return [spaced(block) for block in blocks]


def ascii_marks(blocks: Blocks, r: Random) -> Blocks:
    """Punctuation of a typewriter, quotes unpaired."""
    table = str.maketrans("，：；？！（）“”", ',:;?!()""')
    return [block.translate(table) for block in blocks]


def hash_marks(blocks: Blocks, r: Random) -> Blocks:
    """# before headlines, and before what is none."""
    return [f"{r.choice(('#', '##', '# '))} {b}" if r.random() < 0.2 else b for b in blocks]


def column_breaks(blocks: Blocks, r: Random) -> Blocks:
    """Paragraphs cut anywhere, inside words too."""
    out = []
    for block in blocks:
        cut = r.randint(1, len(block) - 1) if len(block) > 40 and r.random() < 0.5 else 0
        out += [block[:cut], block[cut:]] if cut else [block]
    return out


def torn_repeats(blocks: Blocks, r: Random) -> Blocks:
    """The end of a paragraph once more, in pieces."""
    block = max(blocks, key=len)
    tail = block[-r.randint(20, 80) :]
    cut = len(tail) // 2
    at = r.randint(0, len(blocks))
    return [*blocks[:at], tail[:cut], tail[cut:], *blocks[at:]]


def whole_repeats(blocks: Blocks, r: Random) -> Blocks:
    """A block printed twice."""
    at = r.randint(0, len(blocks))
    return [*blocks[:at], r.choice(blocks), *blocks[at:]]


def displaced(blocks: Blocks, r: Random) -> Blocks:
    """A block far from where it belongs: a headline behind its text, a byline between others."""
    blocks = blocks[:]
    block = blocks.pop(r.randrange(len(blocks)))
    blocks.insert(r.randint(0, len(blocks)), block)
    return blocks


def captions_in_text(blocks: Blocks, r: Random) -> Blocks:
    """A caption and a credit in the middle of the page."""
    said = [
        f"图为{headline(r)}现场。",
        f"（{r.choice(PLACES)}供图）",
        f"记者 {r.choice(NAMES)} 摄",
        f"{headline(r)}。{r.choice(NAMES)} 摄",
    ]
    for caption in r.sample(said, r.randint(1, 3)):
        at = r.randint(0, len(blocks))
        blocks = [*blocks[:at], caption, *blocks[at:]]
    return blocks


def rubrics(blocks: Blocks, r: Random) -> Blocks:
    """Standing headings above, between and below articles."""
    at = r.randint(0, len(blocks))
    return [*blocks[:at], r.choice(RUBRICS), *blocks[at:], *([r.choice(RUBRICS)] if r.random() < 0.3 else [])]


def furniture(blocks: Blocks, r: Random) -> Blocks:
    """Folios, jump lines, rows of dots, editors of the page."""
    return [r.choice(FURNITURE), *blocks, *r.sample(FURNITURE, 2)]


def foreign_line(blocks: Blocks, r: Random) -> Blocks:
    """A line of one column inside a sentence of another."""
    at, line = r.randrange(len(blocks)), r.choice(CLAUSES)
    cut = len(blocks[at]) // 2
    return [*blocks[:at], f"{blocks[at][:cut]}\n{line}\n{blocks[at][cut:]}", *blocks[at + 1 :]]


def run_in_crosshead(blocks: Blocks, r: Random) -> Blocks:
    """A numbered crosshead left at the end of a paragraph."""
    at = r.randrange(len(blocks))
    return [*blocks[:at], f"{blocks[at]}。 （五）{headline(r)}", *blocks[at + 1 :]]


def printed_lines(blocks: Blocks, r: Random) -> Blocks:
    """Text in the lines of its column, no blank line between paragraphs."""
    width = r.randint(12, 28)
    return ["\n".join(b[i : i + width] for i in range(0, len(b), width)) for b in blocks]


def strange_characters(blocks: Blocks, r: Random) -> Blocks:
    """Emoji, control and zero-width characters, rare Han, markup."""
    out = []
    for block in blocks:
        at = r.randint(0, len(block))
        out.append(block[:at] + r.choice(STRANGE) + block[at:] if r.random() < 0.4 else block)
    return out


def scraps(blocks: Blocks, r: Random) -> Blocks:
    """Lines of a single character, of marks only, of Latin."""
    for scrap in r.sample(["的", "。", "……", "OCR v2.1 (c) 2009", "）", "一", "、", "12", "”", "——", "a b"], 3):
        at = r.randint(0, len(blocks))
        blocks = [*blocks[:at], scrap, *blocks[at:]]
    return blocks


def only_headings(blocks: Blocks, r: Random) -> Blocks:
    """A page that lost its text."""
    return [block for block in blocks if len(block) < 30] or ["青溪县开展春耕备耕"]


DEFECTS: tuple[Callable[[Blocks, Random], Blocks], ...] = (
    hard_spaces, ascii_marks, hash_marks, column_breaks, torn_repeats, whole_repeats, displaced, captions_in_text,
    rubrics, furniture, foreign_line, run_in_crosshead, printed_lines, strange_characters, scraps, only_headings,
)  # fmt: skip
ENDS = ("\n", "\r\n", "\r")


def printed(articles: int, defects: frozenset[int], seed: int) -> str:
    """The text of a page as a parser hands it over: runs of blank lines, mixed line ends, none at the end."""
    r = Random(seed)
    blocks = page_of(articles, r)
    for number in sorted(defects):
        blocks = DEFECTS[number](blocks, r) or blocks
    gaps = ["\n" * r.choice((1, 2, 2, 2, 3, 4)) for _ in blocks]
    text = "\n" * r.choice((0, 2)) + "".join(b + gap for b, gap in zip(blocks, gaps, strict=True))
    text = text.rstrip("\n") if r.random() < 0.8 else text
    return "".join(r.choice(ENDS) if c == "\n" and seed % 4 == 0 else c for c in text)


# ----------------------------------------------------------------------- the law


@cache
def knowledge() -> Knowledge:
    return load_knowledge()[0]


@cache
def role_words() -> frozenset[str]:
    """Characters of the words that bylines are made of; they become roles, not text."""
    words = load_vocabulary()
    return frozenset("".join((*words.prefixes, *words.suffixes, *words.slashes)))


def han(text: str) -> Counter[str]:
    return Counter(HAN_RE.findall(text))


def texts_of(a: Article) -> str:
    """All that an article prints, once."""
    made = () if a.headline_made else (a.headline,)
    return "".join(
        filter(None, (*made, a.kicker, a.deck, a.rubric, a.author_note, *a.captions, *(b.text for b in a.body)))
    )


def credits_of(a: Article) -> str:
    return "".join(f"{credit.name}{credit.organisation or ''}" for credit in a.credits)


def check_law(conversion: Conversion, page: SourcePage) -> None:
    counts = tally(conversion)
    assert [line.number for line in conversion.fates] == [n.number for n in page.lines if not is_blank(n.text)]
    assert counts.total == counts.used + sum(counts.dropped.values()) + counts.unassigned
    for a in conversion.articles:
        source = han("".join(page.lines[number - 1].text for number in a.lines))
        said = han(texts_of(a))
        assert not said - source, f"made up: {said - source}"
        assert not han(credits_of(a)).keys() - source.keys(), "a credit that is not printed"
        # The end of a line may be the next article's headline: what several share is looked for in all of them.
        beside = [other for other in conversion.articles if set(other.lines) & set(a.lines)]
        told = sum((han(texts_of(other)) for other in beside), Counter[str]())
        # A name printed under the headline and again at the end is one credit, a rubric printed twice one rubric.
        lost = (source - told).keys() - han(credits_of(a) + (a.rubric or "")).keys() - role_words()
        assert not lost, f"lost: {lost}"


@given(
    articles=st.integers(1, 4),
    defects=st.frozensets(st.integers(0, len(DEFECTS) - 1), max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
@example(articles=2, defects=frozenset({11, 13}), seed=87364063)  # a run-in crosshead without an article
@example(articles=1, defects=frozenset({0, 2, 6, 11, 12}), seed=1535142924)  # one behind the note on an author
@example(articles=4, defects=frozenset({2, 3, 6, 9, 10}), seed=384715820)  # a byline torn by a column break
@example(articles=4, defects=frozenset({0, 2, 3, 13}), seed=2)  # a byline with a control character in it
@settings(max_examples=2000, derandomize=True)
def test_nothing_is_lost_and_nothing_is_made_up(articles: int, defects: frozenset[int], seed: int) -> None:
    page, problems = read_page("x.txt", printed(articles, defects, seed).encode(), IssueInfo("x"), "01")
    if page is None:
        assert problems, "refused without a word"
        return

    check_law(convert_page(page, knowledge()), page)

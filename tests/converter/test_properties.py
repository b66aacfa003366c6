"""What holds for any page: nothing raises, nothing is lost, nothing is invented, markup stays text."""

from __future__ import annotations

import html
import re
from functools import cache

import markdown
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from converter.ledger import tally
from converter.models import IssueInfo
from converter.pipeline import Knowledge, convert_page, load_knowledge
from converter.read import read_page
from converter.text import HAN_RE, SPACE_RE, is_blank
from converter.write import escape, files_of

PIECES = [
    *"""全县春耕备耕全面展开
县图书馆新馆开馆
近日，县农业农村局组织农技人员下乡指导春耕。
本报讯（记者 林远山）昨日，新馆开馆。
□本报记者 周小满
通讯员 李春雨 摄
（县融媒体中心供图）
【乡村纪事】
——安全生产月——
（作者系县档案馆馆员）
（据新华社电）
图为活动现场。
一、基本情况
（一）主要做法
## 积极谋划
# 头条
会议指出，要把春耕作为
当前最重要的工作
来抓。
编者按：新的一年到了。
第3版
下转第2版
* * *
王建国在会上强调
李明出席
<b>粗</b>
{{ x }}
1. 甲
- 乙
| 表 |
\\
`
[a](b)
&amp;
🀄 emoji 😀
Hello, world!
㐀𠮷〇""".split("\n"),
    "\x07\x1b",
    "\u3000\u3000缩进",
    "\t",
    "a" * 300,
    "\ufeff",
]
LINES = st.one_of(st.sampled_from(PIECES), st.text(max_size=40), st.just(""))
PAGES = st.lists(LINES, min_size=1, max_size=30)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])


@cache
def knowledge() -> Knowledge:
    return load_knowledge()[0]


@given(PAGES, ENDS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_line_has_one_fate_and_no_character_is_invented(lines: list[str], end: str) -> None:
    data = end.join(lines).encode("utf-8", "surrogatepass")
    page, problems = read_page("x.txt", data, IssueInfo("x"), "01")
    if page is None:
        assert problems
        return
    conversion = convert_page(page, knowledge())
    counts = tally(conversion)

    assert [line.number for line in conversion.fates] == [n.number for n in page.lines if not is_blank(n.text)]
    assert counts.total == counts.used + sum(counts.dropped.values()) + counts.unassigned
    for article in conversion.articles:
        printed = set(HAN_RE.findall("".join(page.lines[n - 1].text for n in article.lines)))
        said = "".join((*(block.text for block in article.body), *article.captions, article.headline))
        assert set(HAN_RE.findall(said)) <= printed


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_front_matter_is_yaml_and_converting_twice_gives_the_same(lines: list[str]) -> None:
    page, _ = read_page("x.txt", "\n".join(lines).encode("utf-8", "surrogatepass"), IssueInfo("x"), "01")
    if page is None:
        return
    first, second = (files_of(convert_page(page, knowledge())) for _ in range(2))

    assert first == second
    for name, text in first.items():
        head = yaml.safe_load(text.split("---\n")[1])
        assert f"{head['id']}.md" == name
        assert head["title"]


@given(st.one_of(st.sampled_from(PIECES), st.text(max_size=60)))
@settings(max_examples=500)
def test_escaped_text_is_shown_as_it_was(text: str) -> None:
    shown = SPACE_RE.sub(" ", text).strip()
    if not shown or any(ord(c) < 32 or c in "\u2028\u2029\x7f\ufeff\x02\x03" for c in shown):
        return
    rendered = markdown.markdown(escape(text), extensions=["tables", "footnotes"])

    assert re.fullmatch(r"<p>.*</p>", rendered, re.S)
    assert html.unescape(rendered[3:-4]) == shown

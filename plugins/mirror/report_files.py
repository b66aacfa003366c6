"""The report as files for the editor: a page to read and a text to search. Never published."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from .report import SOURCES, Doubt, Report
from .survey import place_of

STYLE = (
    "body{font:16px/1.7 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "td,th{padding:.2em .8em;text-align:left;"
    "vertical-align:top;border-bottom:1px solid #ddd}mark{background:#fd6}pre{margin:0;user-select:all}"
    "table{border-collapse:collapse}"
)
HOW = "要改定，把其中一行（制表符相隔）按顺序加入 content/vocabulary/glossary.tsv；只改一处，在文章中写 {简=繁}。"


def write_report(report: Report, stem: Path, root: Path) -> None:
    """Write `stem`.html and `stem`.txt; paths of articles begin at `root`."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    for ending, text in ((".txt", as_text(report, root)), (".html", as_html(report, root))):
        stem.with_suffix(ending).write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")


def as_text(report: Report, root: Path) -> str:
    """A paragraph for each doubt: where, what stands there, and the lines to choose from."""
    parts = [*heads(report), HOW, ""]
    for doubt in report.doubts:
        where = f"{doubt.path}:{place_of(root, doubt.path, doubt.word)}"
        parts.append(f"{where}  ({report.count[doubt.word]})  {doubt.before}【{doubt.word}】{doubt.behind}")
        parts += [f"\t{line}" for line in doubt.lines]
    return "\n".join(parts) + "\n"


def heads(report: Report) -> Iterator[str]:
    """How much is doubtful, and who settled how many places."""
    spots = sum(report.count[word] for word in report.spots)
    rate = 10_000 * spots / report.characters if report.characters else 0.0
    yield f"署名待定 {len(report.names)}；存疑 {spots} 处（{len(report.spots)} 种），每万字 {rate:.1f} 处"
    yield "已定：" + "，".join(f"{name} {report.decided[source]} 处" for source, name in SOURCES.items())


def as_html(report: Report, root: Path) -> str:
    """The same as a page without scripts or anything loaded; each text escaped."""
    head = f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>繁体版待定</title><style>{STYLE}</style>'
    lines = [head, "<h1>繁体版待定</h1>", *(f"<p>{escape(line)}</p>" for line in (*heads(report), HOW))]
    for title, doubts in (("署名", report.names), ("文中", report.spots)):
        lines += [f"<h2>{title}</h2>", "<table><tr><th>文中<th>可选（首行为现用）<th>文章<th>处"]
        lines += [_row(doubt, report, root) for doubt in doubts.values()]
        lines.append("</table>")
    return "\n".join(lines) + "\n"


def _row(doubt: Doubt, report: Report, root: Path) -> str:
    line = place_of(root, doubt.path, doubt.word)
    context = f"{escape(doubt.before)}<mark>{escape(doubt.word)}</mark>{escape(doubt.behind)}"
    lines = "".join(f'<pre translate="no">{escape(one)}</pre>' for one in doubt.lines)
    link = f'<a href="../{escape(doubt.path)}">{escape(doubt.path)}:{line}</a>'
    return f"<tr><td>{context}<td>{lines}<td>{link}<td>{report.count[doubt.word]}"

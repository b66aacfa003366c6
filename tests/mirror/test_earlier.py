"""Parts of pages that an earlier build turned say what they would say if they were turned again."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.store import open_catalogue
from mirror import earlier, stamp
from mirror.blocks import LIST, blocks_of
from mirror.convert import Converter
from mirror.earlier import Earlier, Part, holds, note_words
from mirror.links import Place, Site
from mirror.locks import Locks
from mirror.page import mirror_fragment, mirror_html

STORY = """
<article class="story">
<h4><a href="{2}2024/06/11/01-0{0}.html">第{0}篇：头发和干部</a></h4>
<p>{1}{0}</p>
</article>"""
LONG = "水库开闸放水，沿岸干部群众一同见证。" * 12


def page(title: str, up: str = "../../") -> str:
    """A list of stories; only they are long enough to be kept. `up`: from its folder to the root."""
    body = "".join(STORY.format(number, LONG, up) for number in range(1, LIST + 1))
    end = "\n</main>\n<footer>\n</footer>\n</body>\n</html>\n"
    return f'<!DOCTYPE html>\n<html lang="zh-Hans">\n<body>\n<h1>{title}</h1>\n<main>{body}{end}'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A catalogue that keeps nothing yet."""
    path = tmp_path / "catalogue.sqlite"
    open_catalogue(path).close()
    return path


def turned(file: Path, path: str, source: str, words: list[str], converter: Converter | None = None) -> tuple[str, int]:
    """The twin that a build makes, and how many parts of pages it had to turn."""
    with closing(Earlier(file, words)) as kept:
        site = Site("hant", "", {"2024/06/11/01-01.html"}, earlier=kept)
        place, converter = Place(site, path), converter or Converter()
        twin = mirror_html(source, place, converter)
        assert blocks_of(place, converter).earlier is kept
        parts = kept.taken()
        kept.note(parts)
    return twin, len(parts)


def alone(path: str, source: str, converter: Converter | None = None) -> str:
    """The twin without anything kept."""
    return mirror_html(source, Place(Site("hant", "", {"2024/06/11/01-01.html"}), path), converter or Converter())


def test_a_list_on_another_page_as_deep_is_not_turned_again(file: Path) -> None:
    first, second = page("水库"), page("干部")
    assert turned(file, "tag/shui-ku/index.html", first, []) == (alone("tag/shui-ku/index.html", first), LIST)
    assert turned(file, "author/a/index.html", second, []) == (alone("author/a/index.html", second), 0)


def test_a_list_in_a_folder_of_another_depth_is_turned_again(file: Path) -> None:
    turned(file, "tag/a/index.html", page("水库"), [])
    higher = page("水库", "../")
    assert turned(file, "tag/index.html", higher, []) == (alone("tag/index.html", higher), LIST)


def test_a_part_in_an_element_that_stays_as_it_is_is_another_part(file: Path) -> None:
    turned(file, "tag/a/index.html", page("水库"), [])
    kept = page("水库").replace("<main>", '<main translate="no">')
    assert turned(file, "tag/a/index.html", kept, []) == (alone("tag/a/index.html", kept), LIST)
    assert "头发" in alone("tag/a/index.html", kept)


def test_a_part_with_a_word_that_is_settled_otherwise_is_turned_again(file: Path) -> None:
    turned(file, "tag/a/index.html", page("水库"), [])
    settled, source = Converter(locks=Locks({"水库": "水厙"})), page("干部").replace("库", "<wbr>库", LIST)
    assert turned(file, "tag/b/index.html", page("水库"), ["水库"], settled)[1] == LIST
    assert turned(file, "tag/b/index.html", source, ["水库"], settled)[0] == alone("tag/b/index.html", source, settled)
    assert turned(file, "tag/b/index.html", page("干部"), ["水库", "山城"], settled)[1] == 0


def test_the_text_of_an_article_is_not_turned_again_in_another_feed(file: Path) -> None:
    text, converter = f"<p>{LONG}</p><p>头发</p>", Converter()
    for rounds in range(2):
        with closing(Earlier(file, [])) as kept:
            site = Site("hant", "", (), earlier=kept)
            assert "頭髮" in mirror_fragment(text, Place(site, f"tag/{rounds}/feed.xml"), converter)
            parts = kept.taken()
            kept.note(parts)
        assert len(parts) == (1 - rounds)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>于广洲说</p>", True),
        ("<p>于广</p>", False),
        ("<p>于<wbr>广<em>洲</em></p>", True),
        ("<p>于\u3000广\n洲</p>", True),
        ("<p>于广&#27954;</p>", True),
        ("<p>于\u00ad广\u2060洲</p>", True),
        ('<img alt="于广洲">', True),
        ("<p>2.5&lt;35，于<wbr>广洲</p>", True),
        ("<p>于<span title='甲 > 乙'>广洲</span></p>", True),
        ("<p>于<span title='甲 &gt; 乙'>广洲</span></p>", True),
        ("<ruby>于<rt>yu</rt>广洲</ruby>", True),
        ("<p>于<!-- a > b -->广洲</p>", True),
        ('<script>{"name": "\\u4e8e\\u5e7f\\u6d32"}</script>', True),
        ("<p>于广</p><p>洲</p>", True),  # too much, and never too little
    ],
)
def test_a_word_is_seen_however_it_is_parted(source: str, found: bool) -> None:
    assert holds(source, ["于广洲"]) is found
    assert holds(source, ["于 广洲"]) is found


def test_other_code_or_very_many_words_forget_all_parts(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "MANY", 2)

    def kept() -> int:
        with closing(open_catalogue(file)) as catalogue:
            return int(catalogue.execute("SELECT count(*) FROM turned").fetchone()[0])

    def note(words: set[str], anew: bool = False) -> list[str]:
        with closing(open_catalogue(file)) as catalogue, catalogue:
            return note_words(catalogue, words, anew)

    turned(file, "tag/a/index.html", page("水库"), note(set()))
    assert (note({"甲乙", "丙丁"}), kept()) == (["丙丁", "甲乙"], LIST)
    assert (note({"戊己"}), kept()) == ([], 0)
    turned(file, "tag/a/index.html", page("水库"), note({"庚辛"}))
    assert (note(set(), anew=True), kept()) == ([], 0)


def test_the_oldest_parts_are_forgotten(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier, "MOST", LIST)
    turned(file, "tag/a/index.html", page("水库"), [])
    turned(file, "tag/index.html", page("水库", "../"), [])
    with closing(open_catalogue(file)) as catalogue:
        assert catalogue.execute("SELECT DISTINCT folders FROM turned").fetchall() == [("./../",)]


def test_what_two_workers_turned_is_kept_once(file: Path) -> None:
    turned(file, "tag/a/index.html", page("水库"), [])
    with closing(Earlier(file, ["山城"])) as kept, closing(open_catalogue(file)) as catalogue:
        rows = catalogue.execute("SELECT key, folders, text, behind FROM turned").fetchall()
        for _ in range(2):
            kept.note([Part(*row) for row in rows])
        found = catalogue.execute("SELECT count(*), max(rowid), min(since) FROM turned").fetchone()
    assert found == (LIST, LIST, 1)


def test_other_tables_of_words_are_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp.code()
    shutil.copytree(stamp.DATA, tmp_path / "data")
    with (tmp_path / "data" / "words.txt").open("a", encoding="utf-8") as words:
        words.write("库\t水\n")
    monkeypatch.setattr(stamp, "DATA", tmp_path / "data")
    stamp.code.cache_clear()
    try:
        assert stamp.code() != before
    finally:
        stamp.code.cache_clear()

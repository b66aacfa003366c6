"""What an editor saved is shown before the rest of the site is made, and the site ends as without that."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import copy_edition, tree
from catalogue.seal import discard
from edition.workshop import FEW
from press import build
from press.alone import alone
from press.build import Outcome, attempt
from press.models import Changes, Edition, Overtaken
from press.preview import ahead
from press.preview.bell import Bell
from press.preview.serve import Desk
from press.preview.watch import Watcher

pytestmark = pytest.mark.site

NEW = "这一段是刚写的，随后见报。"
NEW_HANT = "這一段是剛寫的，隨後見報。"


def edited(edition: Edition, number: int = 1) -> tuple[str, str]:
    """An editor adds a paragraph to an article: its source and its page."""
    article = edition.articles / "2024-04-19" / f"20240419-01-0{number}.md"
    article.write_text(f"{article.read_text('utf-8').rstrip()}\n\n{NEW}\n", encoding="utf-8")
    return article.relative_to(edition.root).as_posix(), f"2024/04/19/01-0{number}.html"


def text(edition: Edition, path: str) -> str:
    return (edition.output / path).read_text("utf-8")


def build_ahead(edition: Edition, seen: list[Changes]) -> Outcome:
    """A build as the preview does it."""
    with ahead.showing(edition, seen.append):
        return attempt(edition, ahead.setting(edition))


@pytest.fixture
def without(built_issue: Edition, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The same edition, to be built without showing anything ahead."""
    return copy_edition(built_issue.root, tmp_path_factory.mktemp("without") / "edition")


def test_the_page_and_its_twin_come_first(built_issue: Edition, without: Edition) -> None:
    _, page = edited(built_issue)
    edited(without)
    whole = str(Path(page).parent / "issue.json")
    seen: list[Changes] = []

    def look(changes: Changes) -> None:
        assert NEW in text(built_issue, page) and NEW_HANT in text(built_issue, f"hant/{page}")
        assert NEW not in text(built_issue, whole), "the rest is not there yet"
        seen.append(changes)

    with ahead.showing(built_issue, look):
        assert attempt(built_issue, ahead.setting(built_issue)).changes
    assert [changes.written for changes in seen] == [tuple(sorted((page, f"hant/{page}")))]
    assert NEW in text(built_issue, whole)
    assert attempt(without).changes
    assert tree(built_issue.output) == tree(without.output)
    again = attempt(built_issue, ahead.setting(built_issue)).changes
    assert again and not again.written, "what was shown ahead is noted as it lies there"


def test_a_build_that_fails_behind_it_is_made_good_by_the_next(built_issue: Edition, without: Edition) -> None:
    _, page = edited(built_issue)
    edited(without)
    template = built_issue.root / "theme" / "templates" / "term.html"
    good = template.read_text("utf-8")
    template.write_text(good.replace("{% block main %}", "{% block main %}{{ 1 // 0 }}"), encoding="utf-8")
    seen: list[Changes] = []
    assert build_ahead(built_issue, seen).changes is None
    assert seen and NEW in text(built_issue, page)
    template.write_text(good, encoding="utf-8")
    assert attempt(built_issue).changes
    assert attempt(without).changes
    assert tree(built_issue.output) == tree(without.output)


def test_nothing_comes_first_when_there_is_no_site_yet(built_issue: Edition) -> None:
    assert ahead.setting(built_issue)
    (built_issue.output / "index.html").unlink()
    assert ahead.setting(built_issue) == []


def test_nothing_comes_first_when_much_changed(built_issue: Edition) -> None:
    article = built_issue.articles / "2024-04-19" / "20240419-01-01.md"
    for number in range(900, 900 + FEW + 1):
        new = article.read_text("utf-8").replace("id: 20240419-01-01", f"id: 20240419-01-{number}")
        article.with_name(f"20240419-01-{number}.md").write_text(new, encoding="utf-8")
    seen: list[Changes] = []
    changes = build_ahead(built_issue, seen).changes
    assert changes and "2024/04/19/01-900.html" in changes.written and not seen


def test_open_pages_hear_of_it_once(built_issue: Edition) -> None:
    rung: list[tuple[tuple[str, ...], str]] = []

    class Noted(Bell):
        def ring(self, changes: Changes, target: str = "") -> None:
            rung.append((changes.written, target))

    desk = Desk(built_issue, (), Noted())
    source, page = edited(built_issue)
    try:
        assert not desk.build(Watcher(built_issue.root), frozenset({source}))
    finally:
        desk.end()
    (first, target), (rest, no_target) = rung
    assert (first, target) == ((page, f"hant/{page}"), page)
    assert "index.html" not in first and not {*first} & {*rest} and not no_target


def test_a_build_is_overtaken_by_the_next_change(built_issue: Edition, without: Edition) -> None:
    rung: list[str] = []

    class Saving(Bell):
        def ring(self, changes: Changes, target: str = "") -> None:
            rung.append(target)
            if len(rung) == 1:
                edited(built_issue, 2)

    desk = Desk(built_issue, (), Saving())
    first, page = edited(built_issue)
    try:
        with Watcher(built_issue.root) as watcher:
            second = desk.build(watcher, frozenset({first}))
            assert second == {"content/articles/2024-04-19/20240419-01-02.md"}
            assert NEW not in text(built_issue, "2024/04/19/issue.json"), "the build was ended"
            with alone(built_issue, "test"):
                """Nobody holds the lock, not even the Pelican that waits for the next build."""
            assert not desk.build(watcher, second)
    finally:
        desk.end()
    assert rung == [page, "2024/04/19/01-02.html", ""]
    edited(without)
    edited(without, 2)
    assert attempt(without).changes
    assert tree(built_issue.output) == tree(without.output)


def test_a_build_that_is_overtaken_needs_no_catalogue_to_be_left(
    built_issue: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clear_away(edition: Edition, *_: object) -> str:
        discard(edition.catalogue)
        raise Overtaken

    with monkeypatch.context() as patch:
        patch.setattr(build, "run_pelican", clear_away)
        with pytest.raises(Overtaken):
            attempt(built_issue)
    changes = attempt(built_issue).changes
    assert changes and not changes.written

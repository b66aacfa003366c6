"""The scores over the annotated pages: floors hold, and the scorer itself gives what its fields say."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path

import pytest

from evaluation import floors
from evaluation.measures import pair as paired
from evaluation.measures import score
from evaluation.normal import Text, norm, similar
from evaluation.truth import TRUTHS, evaluate, read_truth, score_folders, truths

FIRST, SECOND = (
    ("市图书馆新馆昨日开馆。首日接待读者两千余人。", "馆内设有少儿阅览区和自习区。"),
    ("全县春耕备耕全面展开。农技人员下乡指导。",),
)
TRUE = (
    Text(
        "新馆开馆", "昨日", "读者两千", FIRST, (("林远山", "记者"), ("周小满", None)), rubric="文化", region="湖北/武汉"
    ),
    Text("春耕展开", body=SECOND, captions=("图为春耕现场。",), sections=("农业",)),
)
PEOPLE = (("林远山", "reporter"), ("周小满", "author"))
RIGHT = (
    Text("新馆开馆", "昨日", "读者两千", FIRST, PEOPLE, rubric="【文化】", region="湖北省/武汉市"),
    Text("春耕展开", body=SECOND, captions=("图为春耕现场。",), section="农业"),
)
WRONG = {
    "both articles in one": ((Text("新馆开馆", body=(*FIRST, *SECOND)),), "pair_f1", 0.5),
    "an article lost": (RIGHT[:1], "articles", 2 / 3),
    "the text torn": ((Text(body=(FIRST[0][:11], FIRST[0][11:], FIRST[1])), RIGHT[1]), "breaks", 2 / 3),
    "a paragraph torn": ((Text(body=(FIRST[0][:11], FIRST[0][11:], FIRST[1])), RIGHT[1]), "paragraphs", 4 / 7),
    "no headline": ((Text(body=FIRST), RIGHT[1]), "title", 0.5),
    "no names": ((Text(body=FIRST), RIGHT[1]), "names", 0.0),
    "a wrong role": ((Text(body=FIRST, names=(("林远山", "photographer"), ("周小满", None))), RIGHT[1]), "roles", 0.5),
    "the kicker as headline": ((Text("昨日", "新馆开馆", "读者两千", FIRST), RIGHT[1]), "kicker", 0.0),
    "the same parts in other places": ((Text("昨日", "新馆开馆", "读者两千", FIRST), RIGHT[1]), "header", 1.0),
    "no rubric": ((Text(body=FIRST), RIGHT[1]), "rubric", 0.0),
    "another region": ((Text(body=FIRST, region="湖北省/襄阳市"), RIGHT[1]), "region", 0.0),
    "another section": ((RIGHT[0], Text(body=SECOND, section="体育")), "section", 0.0),
    "no caption": ((RIGHT[0], Text(body=SECOND)), "captions", 0.0),
}
CORPUS = truths()


def test_no_score_lies_below_its_floor() -> None:
    known = floors.read()

    assert floors.digest_of(CORPUS) == known.digest, "pages or truth changed: python tests/evaluate.py --update"
    scores = score_folders(CORPUS, [evaluate(truth) for truth in CORPUS])
    assert floors.regressions(scores, known.scores) == []


def test_the_corpus_holds_samples_and_pages_of_many_kinds() -> None:
    count = Counter(truth.folder for truth in CORPUS)

    assert count["samples"] == 5
    assert count["pages"] >= 8
    assert count["composed"] >= 27


@pytest.mark.parametrize("truth", CORPUS, ids=lambda truth: truth.file.stem)
def test_a_truth_is_printed_on_its_page(truth) -> None:
    page = norm(truth.source.read_text("utf-8"))
    for article in truth.articles:
        parts = (*article.title.split(), *article.kicker.split(), *article.deck.split(), *article.captions)
        assert [part for part in parts if norm(part) not in page] == []
        assert [name for name, _ in article.names if name not in page] == []


def test_what_is_right_has_every_score_full() -> None:
    assert set(score([paired(TRUE, RIGHT)]).values()) == {1.0}


@pytest.mark.parametrize(("predicted", "field", "value"), WRONG.values(), ids=WRONG)
def test_a_fault_lowers_its_score(predicted, field: str, value: float) -> None:
    assert score([paired(TRUE, predicted)])[field] == pytest.approx(value)


def test_lost_text_costs_recall_and_repeated_text_precision() -> None:
    lost, twice = score([paired(TRUE, RIGHT[:1])]), score([paired(TRUE, (*RIGHT, RIGHT[1]))])

    assert lost["text_recall"] < 1 == lost["text_precision"]
    assert twice["text_precision"] < 1 == twice["text_recall"]


def test_spacing_width_and_kinds_of_marks_cost_nothing() -> None:
    assert norm("## “５Ｇ”  基站——建成（一）") == norm('"5G"基站-建成(一)')


def test_similarity_is_that_of_edits() -> None:
    assert similar("abcd", "abed") == 0.75
    assert similar("", "") == 1.0


def test_a_place_that_is_no_line_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("标题\n正文。\n", "utf-8")
    truth = tmp_path / "a.toml"
    truth.write_text('source = "a.txt"\n[[articles]]\nparagraphs = ["two"]\n', "utf-8")

    with pytest.raises(ValueError, match="two is not a line"):
        read_truth(truth)


def run(*arguments: str) -> int:
    return runpy.run_path(str(TRUTHS.parent / "evaluate.py"))["main"](arguments)


def test_a_floor_is_lowered_only_when_that_is_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "floors.toml"
    floors.write(file, floors.Floors("", {"samples": {"title": 1.01, "kicker": 0.1}}))
    before = file.read_bytes()

    assert run("--floors", str(file)) == 1
    assert run("--floors", str(file), "--update") == 1
    assert file.read_bytes() == before
    assert "samples title: " in capsys.readouterr().err
    assert run("--floors", str(file), "--update", "--allow-regression") == 0
    assert run("--floors", str(file)) == 0


def test_changed_pages_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "floors.toml"
    floors.write(file, floors.Floors("another", {}))

    assert run("--floors", str(file)) == 1
    assert "Pages or truth are not those of the floors" in capsys.readouterr().err

"""The fixtures of `tests/mirror/cases`: none of the development part may be wrong, and few of the evaluation part."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def scoring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("mirror_score", Path(__file__).with_name("score.py"))
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_row_of_the_development_part(scoring: ModuleType) -> None:
    wrong = [(old, new) for _, old, new in scoring.cases("development") if scoring.convert_as_the_site(old) != new]
    assert wrong == []


def test_the_evaluation_part_stays_as_good_as_it_was(scoring: ModuleType) -> None:
    found = list(scoring.cases("evaluation"))
    right = sum(scoring.convert_as_the_site(old) == new for _, old, new in found)
    convert = scoring.layers()["bare"]
    assert right >= len(found) - 1 > sum(convert(old) == new for _, old, new in found)


def test_nothing_that_bare_opencc_has_right_is_made_wrong(scoring: ModuleType) -> None:
    bare = scoring.layers()["bare"]
    for part in ("development", "evaluation"):
        for _, old, new in scoring.cases(part):
            assert bare(old) != new or scoring.convert_as_the_site(old) == new, old


def test_every_row_is_of_one_length_and_in_one_part_only(scoring: ModuleType) -> None:
    rows = [*scoring.cases("development"), *scoring.cases("evaluation")]
    assert all(len(old) == len(new) for _, old, new in rows)
    assert len({old for _, old, _ in rows}) == len(rows)

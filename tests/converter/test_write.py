"""Front matter is laid out by our own hand, for speed, and must be what the YAML library writes."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from converter.write import Dumper, file_head, yaml_field

MARKS = "中文，。、；：？！“”‘’《》（）…—Aa019〇々㐀𠮷 #:,-'\"[]{}&*!|>%@`?~=·"
WORDS = st.text(MARKS, min_size=1, max_size=8) | st.sampled_from(
    [
        "null",
        "yes",
        "12",
        "01",
        "3.5",
        "2024-06-11",
        "2024-06",
        "1-2",
        "1:30",
        "0x1f",
        "- a",
        "中: a",
        "字" * 200 + "🀄",
    ]
)
VALUES = (
    WORDS
    | st.booleans()
    | st.lists(WORDS, min_size=1, max_size=3)
    | st.lists(st.fixed_dictionaries({"name": WORDS, "role": WORDS}), min_size=1, max_size=2)
)


def by_library(fields: dict[str, Any]) -> str:
    options = {"default_flow_style": None, "allow_unicode": True, "sort_keys": False, "width": 10**6}
    return str(yaml.dump(fields, Dumper=Dumper, **options))


@given(VALUES, WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_fields_are_written_as_the_library_writes_them(value: Any, file: str, lines: list[str]) -> None:
    fields = {"key": value, "source": {"file": file, "lines": lines}}

    assert "".join(yaml_field(key, part) for key, part in fields.items()) == by_library(fields)


@pytest.mark.parametrize(
    "id",
    ["20240611-01-03", "20240611b-a03-12", "202406-01-01", "2024-01-01", "weekly-3-01-01", "1e5-01-01", "0x1f-01-01"],
)
def test_an_id_is_read_back_as_it_was(id: str) -> None:
    head = file_head(id)

    assert yaml.safe_load(head.removeprefix("---\n")) == {"id": id}
    assert f"---\n{by_library({'id': id, 'x': [[]]})}".startswith(head)

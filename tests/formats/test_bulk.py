"""The open data of the whole edition."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import jsonschema

from edition.formats import bulk
from edition.formats.schema import data_schema
from edition.library import Library
from edition.sheaves import all_files

Make = Callable[..., Library]


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in gzip.decompress(data).decode().splitlines()]


def test_every_article_is_in_one_file_and_fits_the_schema(library: Make) -> None:
    made = library()
    check = jsonschema.Draft202012Validator(data_schema(""))
    found = {path: lines(make()) for path, make in bulk.files(made) if path.endswith(".gz")}

    assert sorted(found) == [f"data/articles/{name}.ndjson.gz" for name in ("2024-06", "undated")]
    assert sorted(one["id"] for rows in found.values() for one in rows) == sorted(made.articles)
    for one in (row for rows in found.values() for row in rows):
        check.validate(one)
    assert found["data/articles/2024-06.ndjson.gz"][0]["url"] == "../../x/2024-06/01-01.html"


def test_a_later_month_leaves_the_files_of_earlier_ones_as_they_are(library: Make) -> None:
    before = {path: make() for path, make in bulk.files(library()) if path.endswith(".gz")}
    after = dict(bulk.files(library({"name": "2024-07-01-01-01"})))

    assert after.keys() - before.keys() == {"data/articles/2024-07.ndjson.gz"}
    assert {path: after[path]() for path in before} == before


def test_files_join_by_concatenation(library: Make) -> None:
    made = [make() for path, make in bulk.files(library()) if path.endswith(".gz")]

    assert len(lines(b"".join(made))) == 5


def test_the_list_leads_to_files_that_are_there(written: Path) -> None:
    check = jsonschema.Draft202012Validator(json.loads((written / "data" / "schema.json").read_text("utf-8")))
    for folder in ("", "hant"):
        data = json.loads((written / folder / "data" / "issues.json").read_text("utf-8"))
        check.validate(data)
        named = [one["url"] for one in data["files"]]
        named += [one[key] for one in data["issues"] for key in ("url", "json_url", "text_url", "epub_url")]
        named += [data["$schema"], data["url"]]
        for url in named:
            file = (written / folder / "data" / url).resolve()
            assert file.is_file(), url
            # What has a twin is named by its twin.
            in_mirror = file.is_relative_to((written / "hant").resolve())
            assert in_mirror == (folder == "hant" and not url.endswith((".gz", "schema.json")))


def test_full_addresses_are_used_when_the_edition_has_one(library: Make) -> None:
    made = dict(all_files(library(url="https://example.org/p")))

    assert json.loads(made["data/issues.json"]())["issues"][0]["json_url"].startswith("https://example.org/p/x/")


def test_the_schema_refuses_what_it_does_not_describe(library: Make) -> None:
    check = jsonschema.Draft202012Validator(data_schema(""))
    row = lines(dict(bulk.files(library()))["data/articles/2024-06.ndjson.gz"]())[0]

    assert not check.is_valid({**row, "titel": "题"})
    assert not check.is_valid({key: value for key, value in row.items() if key != "id"})

"""Workers of the workshop."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from catalogue.asking import Asker
from catalogue.store import open_catalogue
from edition import workshop


def test_a_worker_reads_the_catalogue_of_an_edition_in_a_folder_of_any_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "报 #1 50%20?" / "catalogue.sqlite"
    with closing(open_catalogue(file)) as connection:
        asker = Asker(connection)
        monkeypatch.setattr(
            workshop, "_here", (SimpleNamespace(library=SimpleNamespace(asker=asker)), []), raising=False
        )
        monkeypatch.setattr(workshop, "end_with_parent", lambda: None)  # the parent is this test
        workshop._begin()
        with closing(asker.connection) as own:
            assert own is not connection
            assert own.execute("SELECT count(*) FROM article").fetchone() == (0,)

"""What the tests of the mirror share."""

from __future__ import annotations

import pytest

from mirror.convert import Converter


@pytest.fixture(scope="session")
def converter() -> Converter:
    """The converter without any house decisions."""
    return Converter()

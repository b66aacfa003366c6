"""What the tests in a browser share."""

from __future__ import annotations

from typing import Any

import pytest

from browsing import Window


@pytest.fixture(scope="session")
def window(chromium: Any) -> Window:
    """A page for tests that look and set nothing."""
    return Window(chromium)

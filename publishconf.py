"""Settings for publishing: those of `pelicanconf.py`, and the address that a published edition must have."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "plugins"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from converter.models import Problem
from converter.problems import render
from pelicanconf import *  # noqa: F403 (settings are there to be taken over)
from pelicanconf import EDITION_FILE, SITEURL

PROMISE = True  # every address of the site is written into content/vocabulary/permalinks.txt, to be kept for ever

try:
    address = SITEURL or tomllib.loads(Path(EDITION_FILE).read_text("utf-8-sig")).get("url")
except (OSError, ValueError):
    address = "unknown"  # the build itself says what is wrong with the file

# Feeds, sitemaps and hreflang need whole addresses.
if not address:
    sys.exit(render(Problem("E509", Path(EDITION_FILE).name)))

"""Settings of the edition, and nothing else. What an editor sets stands in `edition.toml`.

Pelican runs the build; `plugins/edition` makes all pages, so Pelican's own articles, pages, indexes and feeds are off.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if str(ROOT / "plugins") not in sys.path:
    sys.path.insert(0, str(ROOT / "plugins"))  # plugins import each other; PLUGIN_PATHS alone does not reach that far

# Where things are
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "theme")
EDITION_FILE = str(ROOT / "edition.toml")
CATALOGUE = str(ROOT / "build" / "catalogue.sqlite")
CACHE_PATH = str(ROOT / "build" / "cache")

# The site
SITENAME = "Banmian"  # the readers' name of the paper is in edition.toml
SITEURL = ""  # empty: the url of edition.toml
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh"
RELATIVE_URLS = True
DRAFTS = ""  # where pages of drafts go, for the preview (`serve` sets it); empty: they are not made
AHEAD = ""  # where pages go that the preview shows before the rest is made (`serve` sets it); empty: nowhere
PROMISE = False  # publishconf.py: a published address is kept for ever, one of a draft build is not

# Plugins
PLUGIN_PATHS = [str(ROOT / "plugins")]
PLUGINS = ["edition.plugin", "mirror.plugin"]

# The Traditional mirror
HANT_PREFIX = "hant"
HANT_CONFIG = "s2tw"
HANT_QUOTES = True
HANT_REPORT = str(ROOT / "build" / "hant-report")  # .html and .txt, for the editor; never published
HANT_STRICT = False  # True, or `python3 run.py build --strict`: a byline name that nobody settled fails the build
HANT_GLOSSARY = str(ROOT / "content" / "vocabulary" / "glossary.tsv")

# What is copied as it is
STATIC_PATHS = ["images"]
STATIC_EXCLUDE_SOURCES = False
THEME_STATIC_DIR = "theme"

# What Pelican would make by itself
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = ""
CATEGORY_SAVE_AS = ""
TAG_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
READERS = {"rst": None}  # without it Pelican warns that docutils does not speak Chinese
LOAD_CONTENT_CACHE = False

# Templates
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,  # each run has an environment of its own; without this every include looks at its file again
}

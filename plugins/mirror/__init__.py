"""The mirror: a site in Simplified Chinese, again in Traditional Chinese.

Pure but for two files: `convert.py` is the only one that imports opencc, `plugin.py` the only
one that imports pelican. The way of a page: `tokens` -> `scope` (what is protected) -> `html`
(words) and `switch` (links, languages) -> one conversion -> edits put back by offset.
"""

"""The review report: every page beside its articles, and what an editor should look at.

`python -m converter.review` converts the pages anew in memory, lays what came of them beside the articles as
they stand on disk, and writes HTML for the editor's eyes only. It changes nothing under `content/`.
"""

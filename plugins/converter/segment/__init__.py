"""Stage 6, segment: the blocks of a page become articles.

`clues` and `evidence` say what each block and its neighbours show, `states` is the grammar of a
newspaper page with its weights, `decode` finds the reading of the whole page that fits both
best, `assemble` turns that reading into drafts.
"""

from .assemble import segment

__all__ = ["segment"]

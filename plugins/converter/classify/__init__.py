"""Stage 4, classify: what each block is, as far as it and the blocks beside it tell.

Which headings open an article is decided later, over the whole page.
"""

from .alone import kind_of
from .beside import classify

__all__ = ["classify", "kind_of"]

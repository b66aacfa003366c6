"""All articles of an edition by id, each looked up when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from catalogue import query

from .views import ArticleView

if TYPE_CHECKING:
    from .library import Library


class Articles(Mapping[str, ArticleView]):
    """Id -> article, oldest issue first; each is looked up when it is asked for."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def __getitem__(self, id: str) -> ArticleView:
        record = query.article(self.library.asker, id)
        if record is None:
            raise KeyError(id)
        return self.library.article(record)

    def __iter__(self) -> Iterator[str]:
        return iter([article.id for issue in self.library.issues for article in issue.articles])

    def __len__(self) -> int:
        return sum(issue.count for issue in self.library.issues)

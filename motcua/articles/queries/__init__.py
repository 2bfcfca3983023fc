"""What articles answer: the editor's lists and pages within reach, what is public for everybody, articles of a visit."""

from __future__ import annotations

from motcua.articles.queries.desk import (
    ArticlePage,
    ArticleRow,
    Asked,
    PictureRow,
    RevisionRow,
    Show,
    counts,
    exported,
    listed,
    of_visit,
    page,
)
from motcua.articles.queries.public import (
    Gone,
    PublicAsked,
    PublicPage,
    PublicRow,
    categories,
    newest,
    picture,
    public_list,
    public_page,
)

__all__ = [
    "ArticlePage",
    "ArticleRow",
    "Asked",
    "Gone",
    "PictureRow",
    "PublicAsked",
    "PublicPage",
    "PublicRow",
    "RevisionRow",
    "Show",
    "categories",
    "counts",
    "exported",
    "listed",
    "newest",
    "of_visit",
    "page",
    "picture",
    "public_list",
    "public_page",
]

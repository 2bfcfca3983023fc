"""The editor's pages stand on the five retold reports."""

from __future__ import annotations

from motcua.articles.tests.conftest import laid_articles, told  # noqa: F401

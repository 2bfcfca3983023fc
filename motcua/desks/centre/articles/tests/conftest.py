"""The editor's pages stand on the five retold reports."""

from __future__ import annotations

from motcua.articles.tests.conftest import laid_articles, laid_visits, told  # noqa: F401

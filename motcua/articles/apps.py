"""The room of articles as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.articles"
    label = "articles"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.articles import commands  # noqa: F401, PLC0415 - Django must have its apps first

"""The archives room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ArchivesConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.archives"
    label = "archives"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.archives import commands  # noqa: F401, PLC0415 - Django must have its apps first

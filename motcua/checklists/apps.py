"""The checklists room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.checklists"
    label = "checklists"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.checklists import commands  # noqa: F401, PLC0415 - Django must have its apps first

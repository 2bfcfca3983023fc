"""The parties room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.parties"
    label = "parties"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.parties import commands  # noqa: F401, PLC0415 - Django must have its apps first

"""The office room as a Django app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Tells Django where the room's tables are, and declares its acts."""

    name = "motcua.office"
    label = "office"

    def ready(self) -> None:
        """Declare the acts."""
        import_module("motcua.office.commands")

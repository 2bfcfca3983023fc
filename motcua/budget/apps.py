"""The budget room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.budget"
    label = "budget"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.budget import commands  # noqa: F401, PLC0415 - Django must have its apps first

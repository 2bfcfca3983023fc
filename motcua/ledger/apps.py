"""The ledger room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.ledger"
    label = "ledger"

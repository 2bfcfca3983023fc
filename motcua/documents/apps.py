"""The documents room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.documents"
    label = "documents"

"""The certifications room as a Django app."""

from __future__ import annotations

from django.apps import AppConfig


class CertificationsConfig(AppConfig):
    """Tells Django where the room's tables are."""

    name = "motcua.certifications"
    label = "certifications"

    def ready(self) -> None:
        """Make the acts of this room known."""
        from motcua.certifications import commands  # noqa: F401, PLC0415 - Django must have its apps first

"""The inspector desk as a Django app, so that its templates and static files are found."""

from __future__ import annotations

from django.apps import AppConfig


class InspectorConfig(AppConfig):
    """Tells Django where the desk is."""

    name = "motcua.desks.inspector"
    label = "inspector"

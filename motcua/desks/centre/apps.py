"""The centre desk as a Django app, so that its templates and static files are found."""

from __future__ import annotations

from django.apps import AppConfig


class CentreConfig(AppConfig):
    """Tells Django where the desk is."""

    name = "motcua.desks.centre"
    label = "centre"

"""The manage desk as a Django app, so that its templates and static files are found."""

from __future__ import annotations

from django.apps import AppConfig


class ManageConfig(AppConfig):
    """Tells Django where the desk is."""

    name = "motcua.desks.manage"
    label = "manage"

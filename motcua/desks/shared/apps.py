"""The shared parts as a Django app, so that their static files are found."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """Tells Django where the shared parts are."""

    name = "motcua.desks.shared"
    label = "shared"

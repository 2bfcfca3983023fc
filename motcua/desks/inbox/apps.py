"""The inbox desk as a Django app, so that its templates and tests are found."""

from __future__ import annotations

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """No tables: screens only."""

    name = "motcua.desks.inbox"
    label = "inbox"

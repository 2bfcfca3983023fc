"""The operator's desk as a Django app: it has no tables, only sentences to translate."""

from __future__ import annotations

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    """Names the desk to Django."""

    name = "motcua.desks.operator"
    label = "operator"

"""Altering rows by hand, column by column, to see that replay finds it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction

from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.models import Streamed

CHAIN = {"id", "version", "head"}
"""What verification of the books looks at, and keys of rows."""


def unwatched(room: str) -> set[str]:
    """Return ``Table.column`` of a room's tables where one altered row goes unseen, and ``Table`` where no row is.

    Each table's first row is altered and put back. A value that the database itself refuses is no gap.
    """
    found = set()
    for model in apps.get_app_config(room).get_models():
        row = model._default_manager.order_by("pk").first()
        if row is None:
            found.add(model.__name__)
            continue
        stream = owner(row).pk
        for field in model._meta.concrete_fields:
            if field.name not in CHAIN and not seen(model, row, field, stream):
                found.add(f"{model.__name__}.{field.name}")
    return found


def owner(row: Any) -> Any:
    """Return the thing with a history on which a row hangs."""
    while not isinstance(row, Streamed):
        above = [
            getattr(row, field.name)
            for field in row._meta.concrete_fields
            if isinstance(field, models.ForeignKey) and field.related_model._meta.app_label == row._meta.app_label
        ]
        row = next(one for one in above if one is not None)
    return row


def seen(model: type[models.Model], row: Any, field: models.Field[Any, Any], stream: Any) -> bool:
    """Alter a column of a row, say whether replay tells of it, and put it back."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=row.pk).update(
                **{field.attname: other(field, getattr(row, field.attname))}
            )
            told = bool(replay.compare([stream]))
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return told


def other(field: models.Field[Any, Any], value: Any) -> Any:
    """Return a value that a column could hold and does not."""
    if isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.JSONField):
        return ["khác"]
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DateTimeField):
        return (value or clock.now()) + timedelta(days=1)
    if isinstance(field, models.DateField):
        return (value or clock.today()) + timedelta(days=1)
    if isinstance(field, models.DecimalField):
        return (value or Decimal(0)) + 1
    if isinstance(field, models.IntegerField | models.FloatField):
        return (value or 0) + 1
    word = "khác"[: field.max_length]
    return word[::-1] if value == word else word

"""Rows written in bulk, as the ORM would write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from operator import attrgetter
from typing import Any

from django.db import connection, models, transaction

from motcua.dossiers.models import Dossier, DossierPaper, StepRun
from motcua.ledger.models import Entry, PrivatePart
from motcua.parties.models import Identifier, NameKey, Party

CHUNK = 1_000


@dataclass
class Made:
    """Rows waiting to be written together."""

    rows: dict[type[models.Model], list[models.Model]]

    def add(self, *made: models.Model) -> None:
        """Put rows on their piles."""
        for row in made:
            self.rows.setdefault(type(row), []).append(row)

    def write(self) -> None:
        """Write all piles, those pointed at first, in one transaction."""
        order = (Party, Identifier, NameKey, Dossier, DossierPaper, StepRun, Entry, PrivatePart)
        with transaction.atomic():
            for model in order:
                insert(model, self.rows.get(model, []))
        self.rows.clear()


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Write rows in bulk, in SQLite past the ORM and as it would keep them."""
    if not rows:
        return
    if connection.vendor != "sqlite":
        model._default_manager.bulk_create(rows, batch_size=CHUNK)
        return
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    kept = [(field.attname, plain(field)) for field in fields]
    values = [
        [value if way is None or value is None else way(value) for name, way in kept for value in (row.__dict__[name],)]
        for row in rows
    ]
    table, marks = connection.ops.quote_name(model._meta.db_table), ", ".join("?" * len(fields))
    connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)


def plain(field: Any) -> Callable[[Any], Any] | None:
    """Return what turns a field's value into what SQLite keeps, None where it is kept as it is."""
    target = field.target_field if field.is_relation else field
    match target:
        case models.UUIDField():
            return attrgetter("hex")
        case models.DateTimeField():
            return lambda at: at.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
        case models.DateField():
            return date.isoformat
        case models.CharField() | models.TextField():
            return str
    return None

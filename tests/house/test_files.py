"""No stored file is deleted while a table still names it: every column with the hash of a file is asked about."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from motcua.config import wiring
from motcua.documents import clearing
from tests.house.test_tables import room_of

HASH = 64
"""A SHA-256 in hexadecimal has so many digits, and so has a column that holds one."""
OTHERS = frozenset(
    {
        "archives.RetentionList.edition",
        "archives.Handover.bag_manifest",
        "checklists.Version.digest",
        "dossiers.FilledForm.digest",
        "inspections.Draw.seed",
        "inspections.Draw.seed_hash",
        "links.Line.token_digest",
        "samples.Sample.fingerprint",
        "samples.Sample.seed",
        "samples.Sample.seed_hash",
    }
)
"""Columns as long that hold no hash of a stored file."""


def columns(tables: Iterable[type[models.Model]]) -> dict[str, tuple[str, str]]:
    """Return every column of the rooms above documents that could hold the hash of a stored file."""
    below = {"", "ledger", "office", "parties", "catalogue", "documents"}
    return {
        f"{room_of(table)}.{table.__name__}.{field.name}": (table._meta.db_table, str(field.column))
        for table in tables
        for field in table._meta.local_fields
        if room_of(table) not in below and isinstance(field, models.CharField) and field.max_length == HASH
    }


def unasked(found: dict[str, tuple[str, str]], statements: Iterable[str]) -> list[str]:
    """Return the columns that none of these statements compares with hashes."""
    said = " ".join(statements)
    return [name for name, (table, column) in found.items() if f'"{table}"."{column}" IN (' not in said]


@pytest.mark.django_db
def test_every_column_that_names_a_file_is_asked_before_a_file_is_deleted():
    wiring.hook_up()
    with CaptureQueriesContext(connection) as asked:
        assert clearing.needed(["0" * HASH]) == frozenset()
    statements = [query["sql"] for query in asked]
    found = columns(apps.get_models())
    assert set(unasked(found, statements)) == OTHERS


def test_a_column_that_nobody_asks_about_is_named():
    found = {"works.Photo.sha256": ("works_photo", "sha256"), "works.Slip.sha256": ("works_slip", "sha256")}
    assert unasked(found, ['SELECT 1 FROM "works_photo" WHERE "works_photo"."sha256" IN (%s)']) == ["works.Slip.sha256"]

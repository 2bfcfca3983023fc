"""Many tables made at once are the tables that Django's own operations make."""

from __future__ import annotations

import pytest
from django.db import connections, migrations, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.state import ProjectState

from motcua.ledger.tables import CreateTables

PARENT = migrations.CreateModel("Parent", [("id", models.AutoField(primary_key=True)), ("name", models.CharField())])
CHILD = migrations.CreateModel("Child", [("id", models.AutoField(primary_key=True)), ("rank", models.IntegerField())])
PARTS = [
    PARENT,
    CHILD,
    migrations.AddField("child", "parent", models.ForeignKey("toys.parent", models.CASCADE)),
    migrations.AddIndex("child", models.Index(fields=["rank"], name="toys_child_rank")),
    migrations.AddConstraint(
        "child", models.UniqueConstraint(fields=["parent", "rank"], name="toys_child_parent_rank")
    ),
]


def described(operations):
    """Return the state after ``operations`` and the statements that bring it about."""
    kept = connections.settings["default"] | {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:", "OPTIONS": {}}
    connection, state = DatabaseWrapper(kept), ProjectState()
    with connection.schema_editor(collect_sql=True) as editor:
        for operation in operations:
            before = state.clone()
            operation.state_forwards("toys", state)
            operation.database_forwards("toys", editor, before, state)
    return state, editor.collected_sql


@pytest.mark.django_db
def test_the_state_is_that_of_the_parts_and_every_table_column_index_and_constraint_is_made():
    state, _ = described(PARTS[:2])
    for part in PARTS[2:]:
        part.state_forwards("toys", state)
    together, statements = described([CreateTables(PARTS)])
    assert together == state
    text = "\n".join(statements)
    for words in ('CREATE TABLE "toys_parent"', 'CREATE TABLE "toys_child"', "parent_id", "toys_child_rank"):
        assert words in text
    assert "toys_child_parent_rank" in text


def test_a_part_that_speaks_of_another_table_is_refused():
    with pytest.raises(ValueError, match="made elsewhere"):
        CreateTables([PARENT, PARTS[3]])

"""Foreign keys point down, reverse accessors do not leak, migrations are named by hand and stand on their own."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from motcua.ledger.models import Streamed
from tests.house import plan

AUTOMATIC = re.compile(r"^\d{4}_(auto_\d|initial$|.*_and_more$|alter_\w+_\w+$|remove_\w+_\w+$|rename_\w+_\w+)")
STABLE = frozenset({"motcua.kernel.ids", "motcua.ledger.tables"})
"""A column's default must name its function, never called; how tables are made at once is as steady as Django's own."""


@dataclass(frozen=True)
class Key:
    """A column that points to another table."""

    where: str
    room: str
    target: str
    related_name: str


def room_of(model: type[models.Model]) -> str:
    """Return the room a table belongs to; "" for tables of Django and its kin."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "motcua" else ""


def keys(tables: Iterable[type[models.Model]]) -> list[Key]:
    """Return every foreign key, one-to-one and many-to-many between our own rooms."""
    return [
        Key(
            f"{model.__module__}.{model.__name__}.{field.name}",
            room_of(model),
            room_of(field.remote_field.model),
            str(field.remote_field.related_name or ""),
        )
        for model in tables
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field and room_of(model) and room_of(field.remote_field.model)
    ]


def faults_of_keys(found: Iterable[Key], floors: dict[str, int]) -> list[str]:
    """Return what is wrong with keys that leave their room."""
    faults = []
    for key in found:
        if key.room == key.target:
            continue
        if floors[key.target] >= floors[key.room]:
            faults.append(f"{key.where} points up or sideways, to {key.target}: use a plain UUID column")
        if not key.related_name.endswith("+"):
            faults.append(f'{key.where} lets {key.target} see back: related_name="+"')
    return faults


def test_keys_between_rooms_point_down_and_leave_no_way_back():
    found = keys(apps.get_models())
    assert {key.room for key in found} >= {"ledger", "office"}
    assert faults_of_keys(found, plan.floors()) == []


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (Key("office.Unit.dossier", "office", "dossiers", "+"), "points up"),
        (Key("parties.Party.unit", "parties", "office", "+"), "sideways"),
        (Key("dossiers.Dossier.unit", "dossiers", "office", ""), "see back"),
        (Key("dossiers.Dossier.unit", "dossiers", "office", "dossiers"), "see back"),
    ],
)
def test_a_bad_key_is_named(key, fault):
    assert fault in faults_of_keys([key], plan.floors())[0]


def test_every_kind_of_stream_has_one_table():
    """Two tables for one kind would each miss the other's rows when the books are verified."""
    kinds = [model.STREAM for model in apps.get_models() if issubclass(model, Streamed)]
    assert "" not in kinds
    assert sorted(kinds) == sorted(set(kinds))


def migrations() -> list[Path]:
    return [path for path in plan.PACKAGE.glob("*/migrations/*.py") if path.name != "__init__.py"]


def faults_of_migration(path: Path) -> list[str]:
    """Return what is wrong with a migration's name and imports."""
    faults = []
    if AUTOMATIC.match(path.stem) or not re.match(r"^\d{4}_[a-z][a-z0-9_]+$", path.stem):
        faults.append(f"{plan.named(path)}: name it by hand, for what it does")
    for node in ast.walk(ast.parse(path.read_text())):
        names = (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        faults += [
            f"{plan.named(path)} imports {name}: it must still run when the code has moved on"
            for name in names
            if name.split(".")[0] == "motcua" and name not in STABLE
        ]
    return faults


def test_migrations_are_named_by_hand_and_import_no_application_code():
    assert len(migrations()) >= 2
    assert [fault for path in migrations() for fault in faults_of_migration(path)] == []


@pytest.mark.parametrize(
    ("name", "code", "fault"),
    [
        ("0002_auto_20250711_0900.py", "", "by hand"),
        ("0001_initial.py", "", "by hand"),
        ("0003_alter_dossier_code.py", "", "by hand"),
        ("0002_dossier_code_and_more.py", "", "by hand"),
        ("0004_fill.py", "from motcua.dossiers.models import Dossier", "imports motcua.dossiers.models"),
        ("0004_fill.py", "def run(a, b):\n    import motcua.office.rules", "imports motcua.office.rules"),
    ],
)
def test_a_bad_migration_is_named(tmp_path, name, code, fault):
    file = tmp_path / name
    file.write_text(code)
    assert fault in faults_of_migration(file)[0]


CHECK = "import django; django.setup(); {}from django.core.management import call_command; "
CHECK += "call_command('makemigrations', check=True, dry_run=True)"


@pytest.mark.parametrize(("plant", "code"), [("", 0), ("import motcua.ledger.tests.toyroom; ", 1)])
def test_the_migrations_make_the_tables_the_models_describe(tmp_path, plant, code):
    """With a table that no migration makes (the toy room's) the check fails; without, it passes."""
    run = subprocess.run(
        [sys.executable, "-c", CHECK.format(plant)],
        cwd=plan.PROJECT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "motcua.config.settings"),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'none.sqlite3'}",
            "MOTCUA_VAR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == code, run.stdout + run.stderr

"""Import contracts are kept, and each of them is shown to fail on an offence planted in a copy of the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import plan

LINTER = Path(sys.executable).with_name("lint-imports")

# Contract (by the beginning of its name): file of the copy, what is added to it, what the linter must say of it.
OFFENCES: list[tuple[str, str, str, str]] = [
    ("Floors", "office/planted_up.py", "import motcua.dossiers.models", "office.planted_up"),
    ("Floors", "parties/planted_side.py", "import motcua.office.rules", "parties.planted_side"),
    ("The kernel and the event", "kernel/planted_framework.py", "import django.utils", "kernel.planted_framework"),
    ("The kernel and the event", "ledger/events/planted_tables.py", "import django.db", "events.planted_tables"),
    ("Rules know", "office/rules.py", "from motcua.office import planted_helper", "office.rules"),
    ("Rules know", "office/planted_helper.py", "import django.conf", "office.planted_helper"),
    ("Desks and adapters", "desks/counter/planted_desk.py", "import motcua.office.models", "counter.planted_desk"),
    ("Desks and adapters", "adapters/planted_adapter.py", "import motcua.office.models", "adapters.planted_adapter"),
    ("Inside a room", "office/models.py", "from motcua.office import planted_shelf", "office.planted_shelf"),
    ("Inside a room", "office/planted_shelf.py", "import motcua.office.policies", "office.planted_shelf"),
    ("Inside a room", "office/queries/planted.py", "import motcua.office.commands", "office.queries.planted"),
    ("The books", "catalogue/planted_books.py", "import motcua.ledger.models", "catalogue.planted_books"),
    *(
        (f"Tables of {room}", f"config/planted_{room}.py", f"import motcua.{room}.models", f"config.planted_{room}")
        for room in plan.rooms()
        if room != "ledger"
    ),
    ("No knot", "kernel/planted_one.py", "import motcua.kernel.planted_two", "planted_one"),
    ("No knot", "kernel/planted_two.py", "import motcua.kernel.planted_one", "planted_two"),
]


def lint(root: Path) -> tuple[int, dict[str, str]]:
    """Return the linter's exit code and what it says of each broken contract."""
    run = subprocess.run(
        [str(LINTER), "--config", str(root / "pyproject.toml"), "--no-cache"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "400"},
        capture_output=True,
        text=True,
        check=False,
    )
    names = [contract["name"] for contract in plan.contracts()]
    _, _, told = run.stdout.partition("Broken contracts")
    said: dict[str, str] = {}
    current = ""
    for line in told.splitlines():
        current = line.strip() if line.strip() in names else current
        if current:
            said[current] = said.get(current, "") + line + "\n"
    if run.returncode and not said:
        said["the linter itself"] = run.stdout + run.stderr
    return run.returncode, said


def test_the_contracts_are_kept():
    code, said = lint(plan.PROJECT)
    assert code == 0, "\n".join(said.values())


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> dict[str, str]:
    """What the linter says of a copy of the house in which every offence was committed."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copy(plan.PYPROJECT, root / "pyproject.toml")
    for path in plan.python_files():
        copy = root / path.relative_to(plan.PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    for _, file, line, _ in OFFENCES:
        with (root / "motcua" / file).open("a") as target:
            target.write(f"\n{line}\n")
    return lint(root)[1]


@pytest.mark.parametrize(("contract", "file", "line", "culprit"), OFFENCES, ids=[row[1] for row in OFFENCES])
def test_an_offence_is_named(broken, contract, file, line, culprit):
    said = [text for name, text in broken.items() if name.startswith(contract)]
    assert any(culprit in text for text in said), broken


def test_every_contract_has_an_offence_that_shows_it_can_fail():
    unproved = [
        contract["name"]
        for contract in plan.contracts()
        if not any(contract["name"].startswith(name) for name, *_ in OFFENCES)
    ]
    assert unproved == []


def test_every_room_has_a_contract_for_its_tables():
    protected = {module for contract in plan.contracts() for module in contract.get("protected_modules", [])}
    with_tables = {f"motcua.{room}.models" for room in plan.rooms()}
    assert with_tables <= protected

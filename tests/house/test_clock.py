"""Business time comes from the kernel's clock; who needs machine time is listed here with the reason."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.house import plan

ASKS = frozenset(
    {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "timezone.now",
        "timezone.localtime",
        "timezone.localdate",
        "time.time",
        "time.localtime",
        "time.gmtime",
        "time.strftime",
    }
)

NAMES = frozenset(asked.rpartition(".")[2] for asked in ASKS)

MACHINE_TIME = {
    "motcua/kernel/clock.py": "the clock itself",
    "motcua/config/clockwork.py": "sets a demonstration's clock against the machine's",
    "motcua/ledger/feed.py": "when a reader in trouble is tried again",
    "motcua/ledger/tallies.py": "how often a stranger may try",
    "motcua/office/passwords.py": "age of passwords",
    "motcua/office/second_factor.py": "one-time passwords",
    "motcua/office/sessions.py": "when a session runs out",
    "motcua/office/signin.py": "sessions",
    "motcua/office/queries/roster.py": "age of passwords and locks",
    "motcua/desks/manage/views/sign_in.py": "how long a sign-in stays locked",
    "motcua/desks/operator/backups.py": "names of backups",
    "motcua/desks/operator/health.py": "age of backups and certificates",
    "motcua/desks/operator/node.py": "sets a demonstration's clock against the machine's",
    "motcua/adapters/devices/probe.py": "the clock that is tested, age of backups and certificates",
    "motcua/adapters/filestore/store.py": "age of forgotten temporary files",
    "motcua/adapters/pades/signer.py": "signatures carry the machine's time",
    "motcua/adapters/pades/authority.py": "validity of certificates",
}


def asks_the_machine(tree: ast.AST) -> list[int]:
    """Return the lines that ask the machine what time it is, called or handed on as a default."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in NAMES and _last_two(node) in ASKS)
        or (isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"})
    ]


def _last_two(node: ast.Attribute) -> str:
    return ".".join(ast.unparse(node).split(".")[-2:])


@cache
def asking() -> dict[str, list[int]]:
    """Return which files of the product ask, and where."""
    return {plan.named(path): lines for path in plan.product_files() if (lines := asks_the_machine(plan.tree(path)))}


def test_nobody_else_asks_the_machine_for_the_time():
    assert {name: lines for name, lines in asking().items() if name not in MACHINE_TIME} == {}


def test_nobody_is_listed_who_no_longer_asks():
    present = {name for name in MACHINE_TIME if (plan.PROJECT / name).exists()}
    assert present - set(asking()) == set()


@pytest.mark.parametrize(
    "code",
    [
        "datetime.now(UTC)",
        "datetime.datetime.utcnow()",
        "date.today()",
        "timezone.now()",
        "models.DateTimeField(default=timezone.now)",
        "models.DateTimeField(auto_now_add=True)",
        "time.time()",
    ],
)
def test_asking_the_machine_is_seen(code):
    assert asks_the_machine(ast.parse(code))


@pytest.mark.parametrize("code", ["clock.now()", "clock.today()", "time(9, 30)", "time.monotonic()"])
def test_asking_the_clock_is_fine(code):
    assert not asks_the_machine(ast.parse(code))

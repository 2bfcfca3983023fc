"""Measure every operation on the books this process was pointed at, with the yardsticks in the same run."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, replace
from itertools import repeat
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import raw  # noqa: E402
from bench.measure import Figure, Visitor, measure  # noqa: E402
from bench.operations import OPERATIONS, Operation, browser_of, statements  # noqa: E402
from bench.server import Server, serving  # noqa: E402
from motcua.config import wiring  # noqa: E402

COUNT = int(os.environ.get("COUNT", "200"))


def main(answer: Path) -> None:
    """Write the figures as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    counted = {operation.name: statements(operation) for operation in OPERATIONS}
    with serving("motcua.config.wsgi:application") as server:
        figures = [replace(_one(server, each), statements=counted[each.name]) for each in OPERATIONS]
    bare = _bare()
    app, database, _ = raw.write(COUNT)
    answer.write_text(json.dumps([_row(each, bare, app + database) for each in figures]))


def _one(server: Server, operation: Operation) -> Figure:
    who = browser_of(operation)
    return measure(operation.name, server, who, operation.requests(), expect=operation.expect, count=COUNT)


def _bare() -> dict[bool, float]:
    """Return the CPU milliseconds of the bare view, writing and reading."""
    with serving("bench.bare:application") as server:
        insert = measure("bare insert", server, {}, repeat(("GET", "/insert", None)), expect=200, count=COUNT)
        made = json.loads(Visitor(server.port, {}).send(("GET", "/insert", None))[1])["id"]
        path = f"/read/{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"
        read = measure("bare read", server, {}, repeat(("GET", path, None)), expect=200, count=COUNT)
    return {True: insert.cpu_ms, False: read.cpu_ms}


def _row(figure: Figure, bare: dict[bool, float], raw_ms: float) -> dict[str, Any]:
    writes = {operation.name: operation.writes for operation in OPERATIONS}[figure.name]
    return {
        **asdict(figure),
        "cpu_ms": figure.cpu_ms,
        "bare_ms": bare[writes],
        "raw_ms": raw_ms,
        "times_bare": figure.cpu_ms / bare[writes],
        "times_raw": figure.cpu_ms / raw_ms,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))

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
from bench.measure import Figure, Request, Visitor, measure  # noqa: E402
from bench.operations import OPERATIONS, Operation, Traced, browser_of, traced  # noqa: E402
from bench.server import Server, serving  # noqa: E402
from motcua.config import wiring  # noqa: E402

COUNT = int(os.environ.get("COUNT", "200"))


def main(answer: Path) -> None:
    """Write the figures as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    seen = {operation.name: traced(operation) for operation in OPERATIONS}
    with serving("motcua.config.wsgi:application") as server:
        figures = [replace(_one(server, each), statements=seen[each.name][0]) for each in OPERATIONS]
    bare = _bare()
    rows = [
        _row(operation, figure, bare[operation.writes], _raw(operation, seen[operation.name][1]))
        for operation, figure in zip(OPERATIONS, figures, strict=True)
    ]
    answer.write_text(json.dumps(rows))


def _one(server: Server, operation: Operation) -> Figure:
    return measure(operation.name, server, browser_of(operation), operation.visits(), count=COUNT)


def _bare() -> dict[bool, float]:
    """Return the CPU milliseconds of the bare view, writing and reading."""
    with serving("bench.bare:application") as server:
        insert = measure("bare insert", server, {}, repeat((Request("GET", "/insert"),)), count=COUNT)
        made = json.loads(Visitor(server.port, {}).send(Request("GET", "/insert"))[1])["id"]
        path = f"/read/{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"
        read = measure("bare read", server, {}, repeat((Request("GET", path),)), count=COUNT)
    return {True: insert.cpu_ms, False: read.cpu_ms}


def _raw(operation: Operation, seen: list[Traced]) -> float:
    """Return the CPU milliseconds of raw SQL writing, or reading, the rows of this operation."""
    return (raw.writes if operation.writes else raw.reads)(seen, COUNT)


def _row(operation: Operation, figure: Figure, bare_ms: float, raw_ms: float) -> dict[str, Any]:
    return {
        **asdict(figure),
        "cpu_ms": figure.cpu_ms,
        "bare_ms": bare_ms,
        "raw_ms": raw_ms,
        "times_bare": figure.cpu_ms / bare_ms,
        "times_raw": figure.cpu_ms / raw_ms if raw_ms else None,
        "most_ms": operation.most_ms,
        "most_statements": operation.most_statements,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))

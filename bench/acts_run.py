"""Let dossiers live every way on the books this process was pointed at, and note what each act cost."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.lives import Beside, Year  # noqa: E402
from bench.measure import at  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.config.demo import dossiers, people  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.ledger.actor import Actor  # noqa: E402
from motcua.ledger.commands import Command  # noqa: E402
from motcua.ledger.perform import Outcome, perform  # noqa: E402

LIVES = int(os.environ.get("LIVES", "600"))
BACK = timedelta(days=40)
MOST_MS = 6.0
"""What an act may cost; receiving, with a row for every paper and step, has a limit of its own."""
MOST = {"AcceptDossier": 9.0}


@dataclass
class Cost:
    """What the acts of one kind cost: processor and elapsed milliseconds, and statements, of each."""

    cpu: list[float] = field(default_factory=list)
    elapsed: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)


class Noted:
    """Carries acts out and notes what each cost; what was refused is not counted."""

    def __init__(self) -> None:
        self.costs: dict[str, Cost] = defaultdict(Cost)
        self._sent = 0

    def perform(self, command: Command, actor: Actor) -> Outcome:
        """Carry out one act."""
        self._sent, started, used = 0, time.perf_counter(), time.process_time()
        with connection.execute_wrapper(self._count):
            done = perform(command, actor)
        cost = self.costs[type(command).__name__]
        cost.cpu.append((time.process_time() - used) * 1000)
        cost.elapsed.append((time.perf_counter() - started) * 1000)
        cost.statements.append(self._sent)
        return done

    def _count(self, execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        self._sent += 1
        return execute(sql, parameters, many, context)


def main(answer: Path) -> None:
    """Write the cost of every act as JSON to ``answer``, dearest first."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    staff, now, noted = people.actors(), clock.now(), Noted()
    until = clock.local(now)
    year = Year(
        staff,
        dossiers.citizens(staff),
        (until - BACK).date(),
        until.date(),
        seed=until.toordinal(),
        performs=noted.perform,
        beside=Beside.of_the_bench(),
    )
    year.tell(LIVES, until=now)
    rows = [_row(act, cost) for act, cost in noted.costs.items()]
    answer.write_text(json.dumps(sorted(rows, key=lambda row: -row["app_ms"])))


def _row(act: str, cost: Cost) -> dict[str, Any]:
    elapsed = sorted(cost.elapsed)
    return {
        "act": act,
        "times": len(elapsed),
        "statements": round(median(cost.statements)),
        "app_ms": mean(cost.cpu),
        "p50": at(elapsed, 0.50),
        "p95": at(elapsed, 0.95),
        "most_ms": MOST.get(act, MOST_MS),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))

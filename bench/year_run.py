"""Measure the operating report on the books this process was pointed at: the page as it is served, its figures, the recount."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.boards_run import measured  # noqa: E402
from bench.operations import cookies  # noqa: E402
from bench.year_fill import AT  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.config.demo import people  # noqa: E402
from motcua.dossiers import operating  # noqa: E402
from motcua.dossiers.recounted import recounted  # noqa: E402
from motcua.indicators.rules import operating as rules  # noqa: E402
from motcua.kernel import clock  # noqa: E402

DIRECTOR = "giamdoc"
PAGE_MOST_MS = 1_000.0
FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)


def main(answer: Path) -> None:
    """Write the figures as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    with clock.fixed(AT):
        rows = report()
    answer.write_text(json.dumps(rows))


def report() -> list[dict[str, Any]]:
    """Return what the report of the year costs; the bench ends where it does not balance or the ledger says otherwise."""
    actor = people.actors()[DIRECTOR]
    assert actor.unit is not None
    centres = [actor.unit]
    counts = operating.counted(actor, centres, FIRST, LAST).counts
    faults = rules.differences(counts)
    if faults:
        raise SystemExit(f"the report does not balance: {faults}")
    different = [one for one in recounted(centres, str(actor.realm), FIRST, LAST) if one.differs]
    if different:
        raise SystemExit(f"the ledger says otherwise: {different}")
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(cookies(DIRECTOR))
    address = f"/bao-cao/?tu={FIRST:%d/%m/%Y}&den={LAST:%d/%m/%Y}"

    def served(path: str) -> None:
        reply = client.get(path)
        assert reply.status_code == 200, reply.content[:500]

    again = int(os.environ.get("AGAIN", "1"))
    return [
        {
            **measured(f"report of a year, {counts['received']:,} received, page", lambda: served(address)),
            "most": PAGE_MOST_MS,
        },
        measured("  its figures", lambda: operating.counted(actor, centres, FIRST, LAST)),
        measured("  of one field", lambda: operating.counted(actor, centres, FIRST, LAST, "Hộ tịch")),
        measured("  the late, a page", lambda: operating.opened(actor, centres, "late", FIRST, LAST)),
        measured("counted again from the ledger", lambda: recounted(centres, str(actor.realm), FIRST, LAST), again),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Measure the steering board on the books this process was pointed at: the page as it is served, then its parts."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.boards_run import measured  # noqa: E402
from bench.directives_fill import AT, STEERS  # noqa: E402
from bench.operations import cookies  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.ledger.actor import Actor  # noqa: E402
from motcua.office import queries as office  # noqa: E402
from motcua.office.queries import names  # noqa: E402
from motcua.oversight.models import Directive  # noqa: E402
from motcua.oversight.queries import directives, weekly  # noqa: E402
from motcua.oversight.queries.directives import Asked, Show  # noqa: E402

PAGE_MOST_MS = 1_000.0
"""The board is opened some times a day, before a meeting: a second of processor is unnoticed, as for the other boards."""
NEXT_MOST_MS = 150.0
"""Turning over a list is done again and again: it must feel at once."""
WEEKLY_MOST_MS = 2_500.0
"""Once a week, by one person, with every figure and six lists by name."""


def main(answer: Path) -> None:
    """Write the figures as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    with clock.fixed(AT):
        account = names.account_named(STEERS)
        assert account
        actor = office.actor_of(account)
        assert actor
        rows = board(actor)
    answer.write_text(json.dumps(rows))


def board(actor: Actor) -> list[dict[str, Any]]:
    """Return what the board of overdue directives costs: page, figures, one more page, bars, search, file, report."""
    whole = Directive.objects.count()
    late = Asked(show=Show.LATE)
    assert 0 < directives.counts(actor, late)[Show.LATE] < whole
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(cookies(STEERS))

    def page() -> None:
        answer = client.get("/chi-dao/?xem=qua-han")
        assert answer.status_code == 200, answer.content[:500]

    rows, more = directives.listed(actor, late)
    assert more
    following = Asked(show=Show.LATE, after=rows[-1].id)
    return [
        {**measured(f"board of overdue, {whole:,} directives, page", page), "most": PAGE_MOST_MS},
        measured("  its figures", lambda: directives.counts(actor, late)),
        measured("  its first rows", lambda: directives.listed(actor, late)),
        {**measured("  the next rows", lambda: directives.listed(actor, following)), "most": NEXT_MOST_MS},
        measured("  by place", lambda: directives.by_place(actor, late)),
        measured("  by leading unit", lambda: directives.by_lead(actor, late)),
        measured("  search", lambda: directives.listed(actor, Asked(show=Show.LATE, text="nhiem vu 1999"))),
        measured("  orphans", lambda: directives.listed(actor, Asked(show=Show.ORPHAN))),
        measured("  done, a page", lambda: directives.listed(actor, Asked(show=Show.DONE))),
        measured("  file of 5,000", lambda: directives.exported(actor, late), int(os.environ.get("AGAIN", "1"))),
        {
            **measured("weekly report", lambda: weekly.report(actor, clock.today(), clock.today()), 2),
            "most": WEEKLY_MOST_MS,
        },
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Measure the ageing of proposals on the books this process was pointed at: the board and list as served, then their parts."""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.boards_run import measured  # noqa: E402
from bench.operations import cookies  # noqa: E402
from bench.proposals_fill import AT, EACH, OVERSEER  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.office import queries as office  # noqa: E402
from motcua.office.queries import names  # noqa: E402
from motcua.proposals.models import Filing, Proposal  # noqa: E402
from motcua.proposals.queries import board, commons, lists  # noqa: E402
from motcua.proposals.queries.lists import Asked, Show  # noqa: E402

MOST_MS = 1_000.0
"""The board is opened before a meeting: a second of processor is unnoticed (as for the boards of readiness)."""


def main(answer: Path) -> None:
    """Write the figures as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    with clock.fixed(AT):
        answer.write_text(json.dumps(figures()))


def figures() -> list[dict[str, Any]]:
    """Return what each page and each of its parts costs."""
    account = names.account_named(OVERSEER)
    assert account
    actor = office.actor_of(account)
    assert actor
    communes = Filing.objects.count()
    assert Proposal.objects.count() == communes * EACH
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(cookies(OVERSEER))
    earlier = clock.today() - timedelta(days=15)

    def page(view: str, query: str = "") -> None:
        answer = client.get(reverse(view) + query)
        assert answer.status_code == 200, answer.content[:500]

    return [
        {
            **measured(f"ageing of {communes:,} communes x {EACH}, board", lambda: page("proposals:board")),
            "most": MOST_MS,
        },
        measured("  its figures", lambda: board.board(actor)),
        measured("  as of 15 days ago", lambda: board.board(actor, earlier)),
        {**measured("list of what waits, page", lambda: page("proposals:home")), "most": MOST_MS},
        measured("  its counts", lambda: lists.counts(actor, Asked())),
        measured("  its first rows", lambda: lists.listed(actor, Asked())),
        measured("  found by words", lambda: lists.listed(actor, Asked(show=Show.ALL, text="kho khan so 7"))),
        measured("  whole file (5,000)", lambda: lists.exported(actor, Asked()), 1),
        measured("groups that read alike", lambda: commons.suggested(actor), 1),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Measure the boards on the books this process was pointed at: the readiness page as it is served, then its parts."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench.boards_fill import AT, ITEMS, OVERSEER, TITLE  # noqa: E402
from bench.operations import cookies  # noqa: E402
from bench.server import database_seconds  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.desks.leader.across.shapes import Asked  # noqa: E402
from motcua.desks.leader.across.views import TOPICS  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.ledger.actor import Actor  # noqa: E402
from motcua.office import queries as office  # noqa: E402
from motcua.office.queries import names  # noqa: E402
from motcua.readiness.models import Answer, Board, BoardCentre  # noqa: E402
from motcua.readiness.queries import boards  # noqa: E402

AGAIN = int(os.environ.get("AGAIN", "5"))
MOST_MS = 1_000.0
"""A leader opens the board before a meeting and the wall renews itself every minute: a second of processor is unnoticed."""


def main(answer: Path, *, everything: bool) -> None:
    """Write the figures as JSON to ``answer``; ``everything``: the boards across centres as well."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    with clock.fixed(AT):
        account = names.account_named(OVERSEER)
        assert account
        actor = office.actor_of(account)
        assert actor
        rows = readiness(actor)
        if everything:
            rows += across(actor)
    answer.write_text(json.dumps(rows))


def readiness(actor: Actor) -> list[dict[str, Any]]:
    """Return what the board of readiness costs: the whole page, then what it asks."""
    board = Board.objects.get(title=TITLE).pk
    centres = BoardCentre.objects.filter(board=board).count()
    assert Answer.objects.count() >= centres * ITEMS
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies.load(cookies(OVERSEER))
    path = reverse("leader:board", args=[board])

    def page() -> None:
        answer = client.get(path)
        assert answer.status_code == 200, answer.content[:500]

    return [
        {**measured(f"board of {centres:,} centres x {ITEMS} items, page", page), "most": MOST_MS},
        measured("  its figures", lambda: boards.board(actor, board)),
        measured("  its first centres", lambda: boards.lines(actor, board)),
        measured("  its map", lambda: boards.marks(actor, board)),
    ]


def across(actor: Actor) -> list[dict[str, Any]]:
    """Return what each board across centres costs: figures, by place, a page of rows, bars, the whole file."""
    rows = []
    for topic in TOPICS.values():
        rows.append(measured(f"{topic.key}: figures", partial(topic.figures, actor, None)))
        for show in topic.shows:
            named = f"{topic.key}: {show}"
            rows.append(measured(f"{named}: by place", partial(topic.by_place, actor, str(show))))
            rows.append(measured(f"{named}: a page", partial(topic.rows, actor, Asked(str(show)))))
            if topic.bars:
                rows.append(measured(f"{named}: bars", partial(topic.bars, actor, Asked(str(show)))))
        whole = measured(f"{topic.key}: file", partial(topic.rows, actor, Asked(str(topic.usual), limit=5_000)), 1)
        rows.append(whole)
    return rows


def measured(what: str, do: Callable[[], Any], again: int = AGAIN) -> dict[str, Any]:
    """Return the statements of one try, and of some tries the mean processor and the best clock milliseconds."""
    with CaptureQueriesContext(connection) as asked:
        do()
    statements = len(asked)  # before the next request empties what was noted
    cpu, best = time.process_time() + database_seconds(), float("inf")
    for _ in range(again):
        started = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - started)
    cpu = time.process_time() + database_seconds() - cpu
    return {"what": what, "statements": statements, "cpu_ms": cpu * 1000 / again, "ms": best * 1000}


if __name__ == "__main__":
    main(Path(sys.argv[1]), everything="all" in sys.argv[2:])

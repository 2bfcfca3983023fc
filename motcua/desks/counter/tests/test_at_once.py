"""A thousand dossiers at one centre, sent to the real server by many counters at once."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings

from bench.measure import Request, Told, together
from motcua.desks.operator.serving import WORKERS, web_command
from motcua.dossiers.tests.test_at_once import WORK, state
from motcua.kernel.ids import new_id
from tests.journeys.conftest import wait_for
from tests.postgres import free_port
from tests.processes import Node, database

pytestmark = pytest.mark.slow

CSRF = "c" * 32
COUNTERS = {"sqlite": 4, "postgresql": 8}


@contextmanager
def serving(node: Node, workers: int) -> Iterator[int]:
    """Serve the node's books as an operator does, on the morning of 11/7/2025; give the port."""
    port, log = free_port(), node.folder / "web.log"
    told = {"MOTCUA_CLOCK": "2025-07-11T09:00", "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    with log.open("wb") as file:
        web = subprocess.Popen(
            web_command("127.0.0.1", port, workers), env=node.environment | told, stdout=file, stderr=file
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/", lambda: web.poll() is not None, log)
        yield port
    finally:
        web.terminate()
        web.wait(30)


@pytest.mark.parametrize("engine", COUNTERS)
def test_a_thousand_dossiers_have_codes_without_gap_or_double(engine: str) -> None:
    counters = COUNTERS[engine]
    with database(engine, f"{WORK}:prepare") as node:
        before = len(state(node)["codes"])
        (seat,) = node.run("motcua.desks.counter.tests.at_once:seat")
        cookies = {settings.SESSION_COOKIE_NAME: seat["session"], settings.CSRF_COOKIE_NAME: CSRF}
        forms = [seat["form"] | {"once_key": new_id().hex} for _ in range(1000)]
        # Every tenth form is sent twice, as a double press does, and the second time it is the same dossier.
        wishes = [(Request("POST", f"/quay/luot/{new_id()}/nhan/", form, 302),) for form in forms]
        with serving(node, WORKERS[engine]) as port:
            told, _ = together(port, cookies, wishes + wishes[::10], counters)
        assert told == Told(done=1100, refused=Counter(), failed=Counter()), (node.folder / "web.log").read_text()[
            -3000:
        ]
        assert len(state(node)["codes"]) == before + 1000

"""``make bench-inspectors``: two inspectors, four communes, three days offline, 400 answers, 120 photographs of 5 MB.

The line of each telephone is cut ten times while it sends; one telephone is lost half-way. What must hold is asserted
(``inspectors_story.holds``); an assertion that fails ends the bench. DB=sqlite,postgres.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import books, inspectors_story
from bench.server import serving
from tests import blank
from tests.browser import SHELL
from tests.postgres import cluster
from tests.processes import Node

COOKIE = "sessionid"
BOOKS = "bench.inspectors_books"


def main() -> int:
    """Play the story on each database; print its figures."""
    with tempfile.TemporaryDirectory(prefix="motcua-shared-") as shared:
        os.environ.setdefault(blank.FOLDER, shared)
        told = {engine: played(engine) for engine in books.engines()}
    print(f"\n{'what':<28}" + "".join(f"{engine:>12}" for engine in told))
    for name in next(iter(told.values())):
        print(f"{name:<28}" + "".join(f"{figures[name]:>12,.1f}" for figures in told.values()))
    return 0


def played(engine: str) -> dict[str, float]:
    """Play the story in new books on a database, served as an operator serves them; return its figures."""
    program = shutil.which(SHELL)
    if program is None:
        raise SystemExit(f"{SHELL} is not installed")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="motcua-inspectors-", dir="/var/tmp")))
        url = _books(engine, folder, stack)
        node = Node(folder, url, f"{BOOKS}:begin")
        stack.callback(node.close)

        @contextmanager
        def serve(day: str) -> Iterator[int]:
            with serving("motcua.config.wsgi:application", {**node.environment, "MOTCUA_CLOCK": day}) as server:
                yield server.port

        sessions = {
            part: {COOKIE: node.run("tests.journeys.opened:begin_session", who=who)[0]}
            for part, who in (("leader", "hailt"), ("member", "cv-px"))
        }
        playwright = stack.enter_context(sync_playwright())
        size = inspectors_story.WHOLE
        story = inspectors_story.tell(serve, playwright.chromium, program, folder, sessions, size)
        (truth,) = node.run(f"{BOOKS}:truth")
        inspectors_story.holds(story, truth, size)
        return story.figures


def _books(engine: str, folder: Path, stack: ExitStack) -> str:
    """Return the address of empty books."""
    if engine == "sqlite":
        return blank.sqlite_at(folder / "books.sqlite3")
    return blank.postgres_in(stack.enter_context(cluster(durable=True)))


if __name__ == "__main__":
    sys.exit(main())

"""The morning itself: the server as an operator starts it, and in this process everybody who works with it."""

from __future__ import annotations

import http.client
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.measure import Request, Told, Visit, Visitor, at  # noqa: E402
from bench.operations import accepts, cookies  # noqa: E402
from bench.province import Centre, centres, read_by  # noqa: E402
from bench.server import Server, database_seconds, serving  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.desks.operator.serving import WORKERS, web_command  # noqa: E402
from motcua.dossiers.scopes import scopes_of  # noqa: E402

SEATED = ("tiepnhan", "thuly", "giamdoc")
"""Who of each centre looks at lists and dossiers: who receives, who examines, the director."""
STAFF = int(os.environ.get("STAFF", "300"))
EVERY = 10.0
"""Seconds between what one of the staff opens, on average."""
ACCEPTED_A_SECOND = float(os.environ.get("ACCEPTED", "10"))
RECEIVERS = 40
"""Browsers that accept, and at least one at each centre: more than are ever at it at once while the server keeps up."""
WARMED = 20.0
"""Seconds before the measuring in which the same is done, so that connections and memories stand."""
UNREACHED = 599
"""What stands for no answer at all; counted with what the server failed in."""
MOST = {"reads": (50.0, 150.0, 300.0), "writes": (100.0, 300.0, 500.0)}


@dataclass
class Seen:
    """What was due and how it was answered; ``times`` in milliseconds from when it was due."""

    due: int = 0
    told: Told = field(default_factory=Told)
    times: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, due: float, visit: Visit, answers: list[tuple[int, bytes]]) -> None:
        """Count one visit that was due at ``due`` (of the monotonic clock)."""
        with self.lock:
            self.due += 1
            self.told.note(visit, answers)
            self.times.append((time.monotonic() - due) * 1000)

    def row(self, kind: str) -> dict[str, Any]:
        """Return the figures of one kind."""
        times = sorted(self.times) or [0.0]
        return {
            "due": self.due,
            "done": self.told.done,
            "refused": self.told.refused.total(),
            "failed": self.told.failed.total(),
            **{f"p{share}": at(times, share / 100) for share in (50, 95, 99)},
            "most": MOST[kind],
        }


class Morning:
    """Everybody at work until ``until``; what was due before ``begun`` only warms up."""

    def __init__(self, port: int, begun: float, until: float) -> None:
        self.port, self.begun, self.until = port, begun, until
        self.reads, self.writes = Seen(), Seen()
        self._threads: list[threading.Thread] = []

    def staff(self, seats: list[tuple[dict[str, str], Iterator[Visit]]]) -> None:
        """Let each open something now and then, at instants of their own."""
        for number, (kept, visits) in enumerate(seats):
            pace = random.Random(number)
            self._go(kept, visits, self.reads, partial(pace.expovariate, 1 / EVERY))

    def receivers(self, receiving: list[dict[str, str]], visits: Iterator[Visit]) -> None:
        """Let dossiers be accepted, evenly spread over the browsers that accept; ``receiving`` has those of each centre."""
        lock = threading.Lock()

        def shared() -> Iterator[Visit]:
            while True:
                with lock:
                    visit = next(visits)
                yield visit

        browsers = len(receiving) * -(-RECEIVERS // len(receiving))
        apart = browsers / ACCEPTED_A_SECOND
        for number in range(browsers):
            self._go(
                receiving[number % len(receiving)],
                shared(),
                self.writes,
                lambda: apart,
                first=number / ACCEPTED_A_SECOND,
            )

    def _go(
        self,
        kept: dict[str, str],
        visits: Iterator[Visit],
        seen: Seen,
        pause: Callable[[], float],
        first: float | None = None,
    ) -> None:
        due = time.monotonic() + (pause() if first is None else first)
        thread = threading.Thread(target=self._work, args=(kept, visits, seen, pause, due), daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(
        self, kept: dict[str, str], visits: Iterator[Visit], seen: Seen, pause: Callable[[], float], due: float
    ) -> None:
        visitor = Visitor(self.port, kept)
        while due < self.until:
            time.sleep(max(0.0, due - time.monotonic()))
            visit = next(visits)
            try:
                answers = visitor.visit(visit)
            except (OSError, http.client.HTTPException):
                # The server hangs up on a line that was idle for long; a browser then asks again on a new one.
                visitor, answers = self._asked_again(kept, visit)
            if due >= self.begun:
                seen.note(due, visit, answers)
            due += pause()

    def _asked_again(self, kept: dict[str, str], visit: Visit) -> tuple[Visitor, list[tuple[int, bytes]]]:
        visitor = Visitor(self.port, kept)
        try:
            return visitor, visitor.visit(visit)
        except (OSError, http.client.HTTPException) as error:
            return Visitor(self.port, kept), [(UNREACHED, str(error).encode())]

    def over(self) -> None:
        """Wait until everybody has their last answer."""
        for thread in self._threads:
            thread.join()


def main(answer: Path, minutes: float) -> None:
    """Write what was met in so many minutes as JSON to ``answer``."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    call_command("collectstatic", interactive=False, verbosity=0)
    here = centres()
    seats, visits = _seats(here), accepts()
    receiving = [cookies(centre.username("tiepnhan")) for centre in here]
    next(visits)
    workers = WORKERS[connection.vendor]
    connection.close()
    with serving("", command_for=lambda host, port: web_command(host, port, workers)) as server:
        answer.write_text(json.dumps(_passed(server, seats, receiving, visits, minutes * 60)))


def _passed(
    server: Server,
    seats: list[tuple[dict[str, str], Iterator[Visit]]],
    receiving: list[dict[str, str]],
    visits: Iterator[Visit],
    seconds: float,
) -> dict[str, Any]:
    begun = time.monotonic() + WARMED
    morning = Morning(server.port, begun, begun + seconds)
    morning.staff(seats)
    morning.receivers(receiving, visits)
    time.sleep(max(0.0, begun - time.monotonic()))
    used = _used(server)
    morning.over()
    passed = time.monotonic() - begun
    return {
        "minutes": seconds / 60,
        "seconds": passed,
        "staff": len(seats),
        "centres": len(receiving),
        "cores": os.cpu_count(),
        "reads": morning.reads.row("reads"),
        "writes": morning.writes.row("writes"),
        "cpu": {name: after - used[name] for name, after in _used(server).items()},
    }


def _used(server: Server) -> dict[str, float]:
    return {
        "application": server.app_seconds(),
        "database": database_seconds(),
        "load generator": time.process_time(),
    }


def _seats(here: list[Centre]) -> list[tuple[dict[str, str], Iterator[Visit]]]:
    """Return the browser of each of the staff, signed in, and what they open: three of each centre, centre after centre."""
    each = [(centre, who) for centre in here for who in SEATED]
    return [_seat(centre, who, number) for number, (centre, who) in zip(range(STAFF), cycle(each), strict=False)]


def _seat(centre: Centre, who: str, number: int) -> tuple[dict[str, str], Iterator[Visit]]:
    """Return one of a centre's people with their lists and the dossiers of the centre that they may read."""
    actor = centre.staff[who]
    lists = [(Request("GET", f"/viec/?ds={scope}"),) for scope in scopes_of(actor)]
    dossiers = [(Request("GET", f"/ho-so/{one}/"),) for one in read_by(actor, centre.place.centre)]
    return cookies(centre.username(who)), _opened(lists, dossiers, number)


def _opened(lists: Sequence[Visit], dossiers: Sequence[Visit], number: int) -> Iterator[Visit]:
    chosen = random.Random(number)
    while True:
        yield chosen.choice(lists)
        yield chosen.choice(dossiers)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))

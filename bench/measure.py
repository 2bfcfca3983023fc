"""Measuring one operation: latency one after another, throughput side by side, processor time, statements."""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import NamedTuple
from urllib.parse import urlencode

from bench.server import Server, database_seconds

Form = dict[str, str | list[str]]


class Request(NamedTuple):
    """One request, and the status that says it was done."""

    method: str
    path: str
    form: Form | None = None
    expect: int = 200


Visit = tuple[Request, ...]
"""The requests by which somebody does one thing, one after another in one browser."""


@dataclass(frozen=True)
class Figure:
    """What one operation cost: processor milliseconds of application and database, latency in milliseconds."""

    name: str
    count: int
    app_ms: float
    database_ms: float
    p50: float
    p95: float
    p99: float
    per_second: float
    refused: int = 0
    statements: int = 0

    @property
    def cpu_ms(self) -> float:
        """Return the processor time of application and database together."""
        return self.app_ms + self.database_ms


@dataclass
class Visitor:
    """A browser: one connection and its cookies, which the answers of a visit may add to."""

    port: int
    cookies: dict[str, str]

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        self.kept = dict(self.cookies)

    def visit(self, visit: Visit) -> list[tuple[int, bytes]]:
        """Send the requests of a visit; return status and body of each, up to the first that is not as expected."""
        self.kept, answers = dict(self.cookies), []
        for request in visit:
            answers.append(self.send(request))
            if answers[-1][0] != request.expect:
                break
        return answers

    def send(self, request: Request) -> tuple[int, bytes]:
        """Send one request and return status and body."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.kept.items())}
        body = None
        if request.form is not None:
            body = urlencode({**request.form, "csrfmiddlewaretoken": self.kept["csrftoken"]}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(request.method, request.path, body=body, headers=headers)
        response = self.connection.getresponse()
        for line in response.headers.get_all("Set-Cookie", []):
            self.kept |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return response.status, response.read()


@dataclass
class Told:
    """How visits ended that were made side by side: done, refused (4xx or not as expected), failed (5xx)."""

    done: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    failed: Counter[int] = field(default_factory=Counter)

    def note(self, visit: Visit, answers: list[tuple[int, bytes]]) -> None:
        """Count one visit by its last answer."""
        status = answers[-1][0]
        if status >= 500:
            self.failed[status] += 1
        elif len(answers) < len(visit) or status != visit[-1].expect:
            self.refused[status] += 1
        else:
            self.done += 1


def measure(
    name: str, server: Server, cookies: dict[str, str], visits: Iterator[Visit], *, count: int, side_by_side: int = 4
) -> Figure:
    """Make ``count`` visits one after another, then as many from ``side_by_side`` browsers at once.

    One after another every answer must be as expected; side by side refusals are counted, and a 5xx ends the bench.
    """
    visitor = Visitor(server.port, cookies)
    for _ in range(5):
        _expect(name, visitor, next(visits))
    app, database, times = server.app_seconds(), database_seconds(), []
    for _ in range(count):
        visit = next(visits)
        started = time.perf_counter()
        _expect(name, visitor, visit)
        times.append((time.perf_counter() - started) * 1000)
    app_ms = (server.app_seconds() - app) * 1000 / count
    database_ms = (database_seconds() - database) * 1000 / count
    times.sort()
    told, seconds = together(server.port, cookies, [next(visits) for _ in range(count)], side_by_side)
    if told.failed:
        raise SystemExit(f"{name}: the server failed {told.failed.total()} of {count} times: {dict(told.failed)}")
    return Figure(
        name=name,
        count=count,
        app_ms=app_ms,
        database_ms=database_ms,
        p50=at(times, 0.50),
        p95=at(times, 0.95),
        p99=at(times, 0.99),
        per_second=told.done / seconds,
        refused=told.refused.total(),
    )


def together(port: int, cookies: dict[str, str], waiting: list[Visit], visitors: int) -> tuple[Told, float]:
    """Make the visits from several browsers at once; return how they ended and the seconds it took."""
    lock, told = threading.Lock(), Told()

    def work() -> None:
        visitor = Visitor(port, cookies)
        while True:
            with lock:
                if not waiting:
                    return
                visit = waiting.pop()
            answers = visitor.visit(visit)
            with lock:
                told.note(visit, answers)

    threads = [threading.Thread(target=work) for _ in range(visitors)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told, time.perf_counter() - started


def _expect(name: str, visitor: Visitor, visit: Visit) -> None:
    status, body = visitor.visit(visit)[-1]
    if status not in {request.expect for request in visit}:
        raise SystemExit(f"{name}: answered {status}:\n{body[:2000].decode(errors='replace')}")


def at(times: list[float], share: float) -> float:
    """Return the time within which so large a share of the sorted ``times`` lies."""
    return times[min(int(len(times) * share), len(times) - 1)]

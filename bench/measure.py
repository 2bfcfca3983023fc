"""Measuring one operation: latency one after another, throughput side by side, processor time, statements."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.server import Server, database_seconds

Form = dict[str, str | list[str]]
Request = tuple[str, str, Form | None]
"""Method, path, form."""


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
    statements: int = 0

    @property
    def cpu_ms(self) -> float:
        """Return the processor time of application and database together."""
        return self.app_ms + self.database_ms


@dataclass
class Visitor:
    """A signed-in browser: one connection, its cookies."""

    port: int
    cookies: dict[str, str]

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def send(self, request: Request) -> tuple[int, bytes]:
        """Send one request and return status and body."""
        method, path, form = request
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode({**form, "csrfmiddlewaretoken": self.cookies["csrftoken"]}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body=body, headers=headers)
        response = self.connection.getresponse()
        return response.status, response.read()


def measure(
    name: str,
    server: Server,
    cookies: dict[str, str],
    requests: Iterator[Request],
    *,
    expect: int,
    count: int,
    side_by_side: int = 4,
    check: Callable[[bytes], bool] = lambda _body: True,
) -> Figure:
    """Send ``count`` requests one after another, then as many from ``side_by_side`` visitors at once."""
    visitor = Visitor(server.port, cookies)
    for _ in range(5):
        _expect(name, visitor.send(next(requests)), expect, check)
    app, database, times = server.app_seconds(), database_seconds(), []
    for _ in range(count):
        started = time.perf_counter()
        answer = visitor.send(next(requests))
        times.append((time.perf_counter() - started) * 1000)
        _expect(name, answer, expect, check)
    app_ms = (server.app_seconds() - app) * 1000 / count
    database_ms = (database_seconds() - database) * 1000 / count
    times.sort()
    return Figure(
        name=name,
        count=count,
        app_ms=app_ms,
        database_ms=database_ms,
        p50=_at(times, 0.50),
        p95=_at(times, 0.95),
        p99=_at(times, 0.99),
        per_second=_together(server, cookies, requests, count, side_by_side),
    )


def _together(server: Server, cookies: dict[str, str], requests: Iterator[Request], count: int, visitors: int) -> float:
    waiting = [next(requests) for _ in range(count)]
    lock = threading.Lock()

    def work() -> None:
        visitor = Visitor(server.port, cookies)
        while True:
            with lock:
                if not waiting:
                    return
                request = waiting.pop()
            visitor.send(request)

    threads = [threading.Thread(target=work) for _ in range(visitors)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return count / (time.perf_counter() - started)


def _expect(name: str, answer: tuple[int, bytes], status: int, check: Callable[[bytes], bool]) -> None:
    if answer[0] != status or not check(answer[1]):
        raise SystemExit(f"{name}: answered {answer[0]}, not {status}:\n{answer[1][:2000].decode(errors='replace')}")


def _at(times: list[float], share: float) -> float:
    return times[min(int(len(times) * share), len(times) - 1)]

"""Visits: cookies are kept within one, refusals are told from failures, and a failing server ends the bench."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import repeat
from typing import Any

import pytest

from bench.measure import Request, Visit, Visitor, measure, together

COOKIES = {"csrftoken": "b" * 32}


class Answers(BaseHTTPRequestHandler):
    """Answers ``/404`` with 404; ``POST`` gives a ticket, without which ``/shown`` is refused."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        if self.path == "/shown" and "ticket=yes" not in self.headers.get("Cookie", ""):
            status = 403
        self._answer(status)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(303, ("Set-Cookie", "ticket=yes; Path=/; HttpOnly"))

    def _answer(self, status: int, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in (*headers, ("Content-Length", "0")):
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Running:
    """What :func:`measure` wants to know of a server."""

    def __init__(self, port: int) -> None:
        self.port = port

    def app_seconds(self) -> float:
        """Return nothing used."""
        return 0.0


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def get(path: str, expect: int = 200) -> Visit:
    return (Request("GET", path, None, expect),)


def test_a_ticket_won_in_a_visit_is_shown_in_it_and_forgotten_after_it(port: int) -> None:
    visitor = Visitor(port, COOKIES)
    slip = Request("POST", "/", {"code": "x"}, 303)
    assert [status for status, _ in visitor.visit((slip, Request("GET", "/shown")))] == [303, 200]
    assert [status for status, _ in visitor.visit(get("/shown"))] == [403]


def test_refusals_and_failures_are_told_apart(port: int) -> None:
    visits = [*[get("/200")] * 5, *[get("/404")] * 3, *[get("/429")] * 2, get("/500"), get("/503")]
    told, seconds = together(port, COOKIES, visits, 4)
    assert told.done == 5
    assert told.refused == {404: 3, 429: 2}
    assert told.failed == {500: 1, 503: 1}
    assert seconds > 0


def test_a_visit_cut_short_is_not_done(port: int) -> None:
    told, _ = together(port, COOKIES, [(Request("GET", "/404"), Request("GET", "/200"))], 1)
    assert (told.done, told.refused) == (0, {404: 1})


def test_refusals_side_by_side_are_in_the_figures_and_no_requests_done(port: int) -> None:
    visits = iter([get("/200")] * 9 + [get("/200"), get("/409"), get("/409"), get("/200")])
    figure = measure("x", Running(port), COOKIES, visits, count=4)  # type: ignore[arg-type]
    assert figure.refused == 2
    assert figure.per_second > 0


def test_a_server_that_fails_side_by_side_ends_the_bench(port: int) -> None:
    visits = iter([get("/200")] * 9 + [get("/200"), get("/500"), get("/200"), get("/200")])
    with pytest.raises(SystemExit, match="failed 1 of 4"):
        measure("x", Running(port), COOKIES, visits, count=4)  # type: ignore[arg-type]


def test_an_answer_other_than_expected_ends_the_bench(port: int) -> None:
    with pytest.raises(SystemExit, match="answered 404"):
        measure("x", Running(port), COOKIES, repeat(get("/404")), count=4)  # type: ignore[arg-type]

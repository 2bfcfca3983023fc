"""The client against a portal that answers well, slowly in pieces, wrongly, endlessly or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from motcua.adapters.national import client
from motcua.adapters.national.client import LIST, RECORD, Portal
from motcua.catalogue import official
from motcua.catalogue.ports import NotReached
from motcua.catalogue.tests.records import api

Answer = Callable[[str, dict[str, Any], int], tuple[int, bytes]]


GONE, CUT = 0, 1
"""Not answers: the line is closed; less comes than was announced."""


class Simulated:
    """A portal on this machine; ``answer`` says what it answers: path, body and how often it was asked before."""

    def __init__(self, answer: Answer) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, content = answer(self.path, body, len(outer.asked))
                outer.asked.append((self.path, body))
                if status == GONE:
                    self.close_connection = True
                    return
                self.send_response(200 if status == CUT else status)
                self.send_header("Content-Length", str(len(content) + (9 if status == CUT else 0)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def portal() -> Iterator[Callable[[Answer], tuple[Portal, Simulated]]]:
    """Return a way to start a portal that answers so."""
    started: list[Simulated] = []

    def start(answer: Answer) -> tuple[Portal, Simulated]:
        one = Simulated(answer)
        started.append(one)
        return Portal(one.address, timeout=5, pause=lambda _: None), one

    yield start
    for one in started:
        one.server.shutdown()
        one.server.server_close()


def data(value: Any) -> bytes:
    return json.dumps({"code": "OK", "data": value}).encode()


def pages(path: str, body: dict[str, Any], _: int) -> tuple[int, bytes]:
    """Two pages of a list, and each record."""
    if path == RECORD:
        return 201, data(api("1.00000" + body["id"]))
    first = not body["lastId"]
    items = [{"id": "1", "code": "1.000001"}, {"id": 7}, "x"] if first else [{"id": "2", "code": "1.000002"}]
    return 200, data({"items": items, "lastId": "1" if first else ""})


def test_the_list_is_read_page_by_page_and_records_as_the_import_takes_them(portal):
    one, simulated = portal(pages)
    assert list(one.listed()) == [("1.000001", "1"), ("1.000002", "2")]
    found = official.read(one.record("1.000002", "2"))
    assert [record.code for record in found.records] == ["1.000002"]
    assert [path for path, _ in simulated.asked] == [LIST, LIST, RECORD]


def test_another_procedures_record_is_refused(portal):
    one, _ = portal(pages)
    with pytest.raises(NotReached, match=r"1\.000002"):
        one.record("1.000009", "2")


@pytest.mark.parametrize("fault", [GONE, 500, 503, CUT])
def test_what_fails_on_the_way_is_asked_again(portal, fault):
    def answer(path: str, body: dict[str, Any], before: int) -> tuple[int, bytes]:
        return (fault, b"x") if before < client.TRIES - 1 else pages(path, body, before)

    one, simulated = portal(answer)
    assert official.read(one.record("1.000002", "2")).records
    assert len(simulated.asked) == client.TRIES


@pytest.mark.parametrize(
    ("status", "content", "times"),
    [
        (GONE, b"", 3),
        (500, b"", 3),
        (404, b"", 1),
        (302, b"", 1),
        (200, b"<html>", 1),
        (200, b'{"data":', 1),
        (200, b"[" * 100_000, 1),
        (200, b'{"data": []}', 1),
        (200, b'{"data": {"items": 7}}', 1),
        (200, b" " * (client.MOST_BYTES + 1), 1),
    ],
)
def test_what_cannot_be_used_is_said_and_not_asked_for_ever(portal, status, content, times):
    one, simulated = portal(lambda *_: (status, content))
    with pytest.raises(NotReached):
        list(one.listed())
    assert len(simulated.asked) == times


def test_a_list_in_a_circle_is_given_up(portal):
    one, simulated = portal(lambda *_: (200, data({"items": [{"id": "1", "code": "1.000001"}], "lastId": "1"})))
    with pytest.raises(NotReached):
        list(one.listed())
    assert len(simulated.asked) == 2


def test_a_list_without_end_is_given_up(portal, monkeypatch):
    monkeypatch.setattr(client, "MOST_PAGES", 4)
    one, simulated = portal(
        lambda _path, _body, before: (200, data({"items": [{"id": "1", "code": "1.000001"}], "lastId": str(before)}))
    )
    with pytest.raises(NotReached):
        list(one.listed())
    assert len(simulated.asked) == 4


def test_nobody_there_is_said(portal):
    one, simulated = portal(pages)
    simulated.server.shutdown()
    simulated.server.server_close()
    with pytest.raises(NotReached):
        one.record("1.000002", "2")


@pytest.mark.parametrize("address", ["", "ftp://x", "x", "http://"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(NotReached):
        Portal(address)

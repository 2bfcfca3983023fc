"""Self-tests of the node: judged from what is really there, honest where nothing is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from motcua.adapters.devices import probe

NOW = datetime(2025, 6, 12, 3, tzinfo=UTC)
GB = 10**9


@dataclass
class Certificate:
    file: str
    expires: datetime


@dataclass
class Health:
    database: str = "sqlite"
    last_backup: datetime | None = None
    disk_free: int = 340 * GB
    disk_total: int = 500 * GB
    certificates: list[Certificate] = field(default_factory=list)


@pytest.mark.parametrize(("free", "outcome"), [(100 * GB, "good"), (100 * GB - 1, "bad"), (0, "bad")])
def test_a_disk_with_too_little_room_needs_a_look(free, outcome):
    found = probe.disk(free, 500 * GB)
    assert found.outcome == outcome
    assert "trong 500 GB" in found.told


@pytest.mark.parametrize(
    ("age", "outcome"), [(timedelta(hours=26), "good"), (timedelta(hours=26, seconds=1), "bad"), (None, "bad")]
)
def test_a_backup_older_than_a_day_and_its_time_needs_a_look(age, outcome):
    assert probe.backup(NOW - age if age else None, NOW).outcome == outcome


@pytest.mark.parametrize(("days", "outcome"), [(30, "good"), (29, "bad"), (-1, "bad")])
def test_the_certificate_that_ends_first_is_told(days, outcome):
    later = Certificate("sau.pem", NOW + timedelta(days=400))
    first = Certificate("truoc.pem", NOW + timedelta(days=days, minutes=1))
    found = probe.certificates([later, first], NOW)
    assert (found.outcome, "truoc.pem" in found.told) == (outcome, True)


def test_no_certificate_is_not_a_good_one():
    assert probe.certificates([], NOW).outcome == "unknown"


@pytest.mark.parametrize(
    ("told", "outcome", "words"),
    [
        ("printer A4 is idle.  enabled since Thu\nprinter A3 now printing A3-1.\n", "good", "2 máy in"),
        ("printer A4 is idle.\nprinter A3 disabled since Thu -\n\treason unknown\n", "bad", "A3"),
        ("", "unknown", "chưa khai máy in nào"),
    ],
)
def test_print_queues_are_judged_by_what_the_print_system_says(told, outcome, words):
    found = probe.queues(told)
    assert found.outcome == outcome
    assert words in found.told


def test_without_a_print_system_it_says_so():
    assert probe.printers("no-such-program-here").outcome == "unknown"


@pytest.mark.parametrize(("seconds", "outcome"), [(0, "good"), (-30, "good"), (31, "bad"), (-3600, "bad")])
def test_a_clock_half_a_minute_off_needs_a_look(seconds, outcome):
    assert probe.clock_beside(NOW + timedelta(seconds=seconds), NOW).outcome == outcome


def test_without_a_peer_line_and_clock_are_not_tested():
    assert [(one.name, one.outcome) for one in probe.line("")] == [("line", "unknown"), ("clock", "unknown")]


@pytest.mark.parametrize("peer", ["ftp://127.0.0.1/", "http:///", "http://127.0.0.1:1/", "x"])
def test_a_peer_that_does_not_answer_is_a_bad_line_not_a_fault(peer):
    assert [one.outcome for one in probe.line(peer)] == ["bad", "unknown"]


def test_a_peer_that_answers_shows_line_and_clock():
    class Answers(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        found = list(probe.line(f"http://127.0.0.1:{server.server_port}/"))
    finally:
        server.shutdown()
        server.server_close()
    assert [(one.name, one.outcome) for one in found] == [("line", "good"), ("clock", "good")]


def test_all_tests_are_made_and_a_sick_node_is_told_not_raised():
    names = [one.name for one in probe.NodeDevices(Health).probe()]
    assert names == ["database", "disk", "backup", "certificate", "print", "line", "clock"]

    def sick():
        raise OSError("disk")

    found = probe.NodeDevices(sick).probe()
    assert (found[0].name, found[0].outcome) == ("database", "bad")

"""Measuring machines against the node's end point: real sockets, and what a machine without the right token gets."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.test import Client

from motcua.adapters.probe.client import measure
from motcua.adapters.probe.outbox import Outbox
from motcua.config import wiring
from motcua.config.demo import lines as story
from motcua.desks.centre.links.views import probing
from motcua.desks.centre.tests.probing import against_the_node
from motcua.desks.operator.cli.probe import verb
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.ledger.models import Access, Entry
from motcua.links import queries
from motcua.links.commands import issue_token
from motcua.links.models import Measurement
from motcua.links.ports import Plan, Refused, Target
from motcua.links.queries import OutagesAsked

NOW = clock.at(2025, 6, 13, 17, 30)
# Patient: the machine of the tests may be busy, and nothing here is about time.
PLAN = Plan(pings=3, kilobytes=8, timeout=60, whole=600)
DEAD = "http://127.0.0.1:9"


@pytest.fixture
def machine(region):
    """A line with its token; the clock of both machines stands at the same instant."""
    wiring.hook_up()
    probing._asked.clear()
    with clock.fixed(NOW):
        line = story.lines_of_xuan_lung(region)[1]
        _, token = issue_token(line, region["csvc-xuan-lung"], "key")
        yield line, token


@pytest.fixture
def now(monkeypatch):
    """Let the machine's clock stand where the test says, in its own thread too."""
    at = [NOW]
    monkeypatch.setattr("motcua.adapters.probe.client.clock.now", lambda: at[0])
    return at


def test_a_machine_measures_and_reports(machine, now, tmp_path):
    line, token = machine

    def work(node):
        target, box = Target(node, line, token), Outbox(tmp_path)
        found = measure(target, PLAN)
        box.keep(found)
        return found, box.send(target, 5)

    found, sent = against_the_node(work)
    assert (found.received, sent.taken, sent.left) == (3, 1, 0)
    assert 0 < found.p50 <= found.p95
    assert found.down > 0
    assert found.up > 0
    row = Measurement.objects.get(line=line)
    assert (row.id, row.at, row.p95, row.down) == (found.id, found.at, found.p95, found.down)


def test_what_was_measured_while_cut_comes_later_with_its_true_times_and_once(region, machine, now, tmp_path):
    line, token = machine
    box = Outbox(tmp_path)
    for minutes in (-20, -15, -10):
        now[0] = NOW + timedelta(minutes=minutes)
        found = measure(Target(DEAD, line, token), PLAN)
        assert (found.received, found.fault) == (0, "từ chối kết nối")
        box.keep(found)
        sent = box.send(Target(DEAD, line, token), 1)
        assert (sent.taken, sent.status) == (0, 0)
    assert box.count() == 3
    now[0] = NOW - timedelta(minutes=5)

    def back(node):
        box.keep(measure(Target(node, line, token), PLAN))
        return box.send(Target(node, line, token), 60)

    sent = against_the_node(back)
    assert (sent.taken, sent.left, box.count()) == (4, 0, 0)
    (cut,), _ = queries.outages(region["csvc-xuan-lung"], OutagesAsked(line=line))
    assert (cut.started_at, cut.ended_at, cut.minutes) == (NOW - timedelta(minutes=20), NOW - timedelta(minutes=5), 15)


def test_an_answer_lost_on_the_way_doubles_nothing(machine, now, tmp_path, monkeypatch):
    line, token = machine
    box = Outbox(tmp_path)
    box.keep(measure(Target(DEAD, line, token), PLAN))
    from motcua.adapters.probe import outbox

    real = outbox._post

    def lost(*args):
        real(*args)
        return 0

    monkeypatch.setattr(outbox, "_post", lost)
    against_the_node(lambda node: box.send(Target(node, line, token), 60))
    assert (box.count(), Measurement.objects.filter(line=line).count()) == (1, 1)
    monkeypatch.setattr(outbox, "_post", real)
    before = Entry.objects.count()
    assert against_the_node(lambda node: box.send(Target(node, line, token), 60)).taken == 1
    assert (box.count(), Measurement.objects.filter(line=line).count(), Entry.objects.count()) == (0, 1, before)


def test_a_crash_between_keeping_and_batching_loses_nothing(machine, now, tmp_path):
    line, token = machine
    box = Outbox(tmp_path)
    box.keep(measure(Target(DEAD, line, token), PLAN))
    with (tmp_path / "waiting.jsonl").open("a") as file:
        file.write('{"id": "cut of')
    assert box.count() == 1
    assert against_the_node(lambda node: box.send(Target(node, line, token), 60)).taken == 1


def test_the_oldest_are_given_up_when_too_many_wait(machine, now, tmp_path, monkeypatch):
    line, token = machine
    monkeypatch.setattr("motcua.adapters.probe.outbox.KEPT_MOST", 1)
    box = Outbox(tmp_path)
    given_up = []
    for minutes in range(3):
        now[0] = NOW + timedelta(minutes=minutes)
        box.keep(measure(Target(DEAD, line, token), PLAN))
        given_up.append(box.send(Target(DEAD, line, token), 1).given_up)
    assert (given_up, box.count()) == ([0, 1, 1], 1)


def test_a_wrong_token_is_no_fault_of_the_line(machine, now):
    line, _ = machine
    with pytest.raises(Refused):
        against_the_node(lambda node: measure(Target(node, line, "sai"), PLAN))
    assert not Measurement.objects.filter(line=line).exists()


def test_only_one_process_holds_an_outbox(tmp_path):
    box = Outbox(tmp_path)
    with box.alone() as first, Outbox(tmp_path).alone() as second:
        assert (first, second) == (True, False)


@pytest.mark.parametrize("node", ["", "ftp://x", "file:///etc/passwd", "http://", "http://a:b@host/"])
def test_an_address_that_is_none_is_refused(node):
    with pytest.raises(BadInput):
        Target(node, uuid4(), "x")


@pytest.mark.parametrize(
    "values", [{"pings": 0}, {"pings": 201}, {"kilobytes": -1}, {"kilobytes": 4097}, {"timeout": 0}, {"timeout": 61}]
)
def test_a_plan_beyond_bounds_is_refused(values):
    with pytest.raises(BadInput):
        Plan(**values)


def test_the_token_is_never_shown():
    assert "bi-mat" not in repr(Target("http://x", uuid4(), "bi-mat"))


# The operator's command


def probe(node, line, tmp_path, *more):
    words = [
        "--node",
        node,
        "--line",
        str(line),
        "--token-file",
        str(tmp_path / "ma.txt"),
        "--store",
        str(tmp_path / "so"),
    ]
    return CliRunner().invoke(
        verb, [*words, "--pings", "2", "--kilobytes", "4", "--timeout", "60", *more], standalone_mode=False
    )


def test_the_command_measures_keeps_and_sends_later(machine, now, tmp_path):
    line, token = machine
    (tmp_path / "ma.txt").write_text(f"{token}\n")
    cut = probe(DEAD, line, tmp_path)
    assert cut.return_value == 1
    assert "còn giữ 1 số đo" in cut.output
    back = against_the_node(lambda node: probe(node, line, tmp_path, "--json"))
    told = json.loads(back.output)
    assert (back.return_value, told["taken"], told["left"], told["received"]) == (0, 2, 0, 2)
    assert datetime.fromisoformat(told["at"]) == NOW
    (tmp_path / "ma.txt").write_text("f" * 64)
    refused = against_the_node(lambda node: probe(node, line, tmp_path))
    assert refused.return_value == 1
    assert "mã 401" in refused.output


@pytest.mark.parametrize("token", ["", "hai dòng\nkhác", "x" * 300])
def test_a_file_without_a_token_is_refused(token, tmp_path):
    (tmp_path / "ma.txt").write_text(token)
    assert isinstance(probe(DEAD, uuid4(), tmp_path).exception, BadInput)


# The end point by itself


def at(line, rest: str) -> str:
    return f"/duong-truyen/do/{line}/{rest}"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def one(**changes):
    values = {"id": str(uuid4()), "at": NOW.isoformat(), "sent": 2, "received": 2, "p50": 5, "p95": 9}
    return values | changes


def post(line, token, body):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(
        at(line, "ket-qua/"), text, content_type="application/json", headers=bearer(token)
    )


def test_without_the_token_nothing_is_answered_and_guessing_is_stopped(machine):
    line, token = machine
    client = Client()
    before = Access.objects.filter(outcome="refused").count()
    for rest in ("vong/", "tai/8/"):
        assert client.get(at(line, rest)).status_code == HTTPStatus.UNAUTHORIZED
    assert post(line, "sai", {"batch": str(uuid4()), "measures": [one()]}).status_code == HTTPStatus.UNAUTHORIZED
    assert client.post(at(line, "gui/"), b"x", content_type="application/octet-stream").status_code == 401
    assert client.get(at(uuid4(), "vong/"), headers=bearer(token)).status_code == HTTPStatus.UNAUTHORIZED
    assert Access.objects.filter(outcome="refused").count() == before + 1
    for _ in range(20):
        client.get(at(line, "vong/"))
    assert client.get(at(line, "vong/"), headers=bearer(token)).status_code == HTTPStatus.TOO_MANY_REQUESTS


def test_sizes_and_pace_are_bounded(machine, monkeypatch):
    line, token = machine
    client = Client()
    assert len(client.get(at(line, "tai/8/"), headers=bearer(token)).content) == 8192
    assert client.get(at(line, "tai/4097/"), headers=bearer(token)).status_code == HTTPStatus.BAD_REQUEST
    assert client.get(at(line, "tai/0/"), headers=bearer(token)).status_code == HTTPStatus.BAD_REQUEST
    monkeypatch.setattr(probing, "KILOBYTES_MOST", 4)
    sent = client.post(at(line, "gui/"), b"x" * 4096, content_type="application/octet-stream", headers=bearer(token))
    assert sent.json() == {"size": 4096}
    more = client.post(at(line, "gui/"), b"x" * 4097, content_type="application/octet-stream", headers=bearer(token))
    assert more.status_code == HTTPStatus.BAD_REQUEST
    monkeypatch.setitem(probing.PACES, "echo", 2)
    found = [client.get(at(line, "vong/"), headers=bearer(token)).status_code for _ in range(3)]
    assert found == [200, 200, 429]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        {"batch": "x", "measures": []},
        {"batch": str(uuid4()), "measures": []},
        {"batch": str(uuid4()), "measures": [one(at="2025-06-13T17:00:00")]},
        {"batch": str(uuid4()), "measures": [one(at=(NOW + timedelta(hours=1)).isoformat())]},
        {"batch": str(uuid4()), "measures": [one(received=3)]},
        {"batch": str(uuid4()), "measures": [one(p50=-1)]},
        {"batch": str(uuid4()), "measures": [one(fault="x" * 300)]},
        {"batch": str(uuid4()), "measures": [one(extra=1)]},
        {"batch": str(uuid4()), "measures": [one()] * 501},
        b"\xff" * 20,
        b" " * (512 * 1024 + 1),
    ],
    ids=range(14),
)
def test_results_that_cannot_be_are_told_and_nothing_is_written(machine, body):
    line, token = machine
    before = Entry.objects.count()
    answer = post(line, token, body)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["error"]
    assert (Entry.objects.count(), Measurement.objects.filter(line=line).count()) == (before, 0)


def test_the_same_batch_is_answered_as_the_first_time_and_another_under_its_name_is_a_conflict(machine):
    line, token = machine
    body = {"batch": str(uuid4()), "measures": [one()]}
    assert post(line, token, body).json() == {"fresh": 1, "again": False}
    assert post(line, token, body).json() == {"fresh": 1, "again": True}
    assert post(line, token, body | {"measures": [one()]}).status_code == HTTPStatus.CONFLICT


def test_the_addresses_take_only_their_own_methods(machine):
    line, token = machine
    assert Client().post(at(line, "vong/"), headers=bearer(token)).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert Client().get(at(line, "ket-qua/"), headers=bearer(token)).status_code == HTTPStatus.METHOD_NOT_ALLOWED

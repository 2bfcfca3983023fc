"""The work process and the page of health: what waits is sealed, one step's trouble stops no other, an operator sees."""

from __future__ import annotations

from datetime import time, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from motcua.desks.operator import cli, health, node, work
from motcua.kernel import clock
from motcua.ledger import duties, feed, marks, sealing
from motcua.ledger.actor import Actor, system
from motcua.ledger.events.office import DataSetLoaded
from motcua.office.commands import load_calendars

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    # A test's transaction lives in one connection, which the work process would be right to close.
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    settings.MOTCUA_VAR = tmp_path
    settings.MOTCUA_ANCHORS = tmp_path / "anchors"


def test_a_round_seals_what_was_committed() -> None:
    load_calendars(system("thử"))
    assert health.look().seals.waiting == 1
    work.Work().round()
    assert health.look().seals.waiting == 0
    assert health.look().seals.last_number == 1


def test_trouble_in_one_step_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def broken() -> int:
        done.append("seal")
        raise RuntimeError("disk")

    monkeypatch.setattr(sealing, "seal_all", broken)
    monkeypatch.setattr(feed, "run_readers", lambda: done.append("readers"))
    monkeypatch.setattr(duties, "tick", lambda: done.append("duties"))
    working = work.Work()
    working.round()
    working.round()
    assert done == ["seal", "readers", "duties", "seal", "readers"]


def test_health_says_when_seals_and_backups_are_waited_for() -> None:
    with clock.fixed(clock.now() - timedelta(hours=1)):
        load_calendars(system("thử"))
    told = problems()
    assert "1 dòng sổ chờ niêm phong" in told
    assert "Chưa sao lưu lần nào" in told


def test_health_names_a_reader_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(told: feed.Told) -> None:
        raise ConnectionError("hộp thư")

    monkeypatch.setattr(feed, "_readers", {})
    feed.react_later("thử", (DataSetLoaded,), broken)
    load_calendars(system("thử"))
    work.Work().round()
    page = health.look()
    assert [(one.reader, one.failures) for one in page.readers] == [("thử", 1)]
    assert "ConnectionError" in problems()


def test_health_names_a_duty_s_alarm_until_a_later_run_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    verdicts = iter(["1 rows differ from their history", ""])

    def look(subject: str, actor: Actor) -> str:
        if found := next(verdicts):
            raise duties.Alarm(found)
        return "rows follow from their history"

    monkeypatch.setattr(duties, "_timetable", [duties.Duty("ledger.replay", "thử", time(0), look, looks=True)])
    duties.tick()
    assert "«ledger.replay» báo động: ALARM: 1 rows differ" in problems()
    with clock.fixed(clock.now() + timedelta(days=1)):
        duties.tick()
        assert "báo động" not in problems()


def test_health_says_when_every_visitor_counts_as_one(settings: Any) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert "MOTCUA_TRUSTED_PROXIES trống" in problems()
    settings.MOTCUA_TRUSTED_PROXIES = (ip_network("127.0.0.1"),)
    assert "MOTCUA_TRUSTED_PROXIES" not in problems()


def test_health_says_when_a_real_centres_slips_lead_nowhere(settings: Any) -> None:
    settings.MOTCUA_PUBLIC_URL = "http://127.0.0.1:8000"
    assert "MOTCUA_PUBLIC_URL" not in problems()
    marks.begin(marks.REAL)
    assert "Giấy hẹn in địa chỉ tra cứu http://127.0.0.1:8000" in problems()
    settings.MOTCUA_PUBLIC_URL = "https://motcua.example.gov.vn"
    assert "MOTCUA_PUBLIC_URL" not in problems()


def problems() -> str:
    return "\n".join(str(problem) for problem in health.look().problems)


def test_a_demonstration_needs_no_backup() -> None:
    marks.begin(marks.DEMONSTRATION)
    assert "sao lưu" not in problems()


@pytest.mark.parametrize("kind", [marks.REAL, marks.DEMONSTRATION])
def test_nothing_is_done_before_its_day(kind: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    marks.begin(kind)
    done: list[str] = []
    duty = duties.Duty("d", "thử", time(0), lambda subject, actor: done.append(subject) or "xong")
    monkeypatch.setattr(duties, "_timetable", [duty])
    monkeypatch.setattr(node, "wired", lambda: None)
    with clock.fixed(clock.at(2025, 7, 11, 9)):
        with pytest.raises(SystemExit) as refused:
            cli.main(["tick", "--at", "2025-07-11T09:01"])
        assert refused.value.code == 2
        assert "đồng hồ của máy đang là 09:00 11/07/2025" in capsys.readouterr().err
        assert not done
        with pytest.raises(SystemExit) as told:
            cli.main(["tick", "--at", "2025-07-10T09:00"])
    assert (told.value.code, done) == (0, [""])

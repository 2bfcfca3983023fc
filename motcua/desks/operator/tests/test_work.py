"""The work process and the page of health: what waits is sealed, one step's trouble stops no other, an operator sees."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from motcua.desks.operator import health, work
from motcua.kernel import clock
from motcua.ledger import duties, feed, marks, sealing
from motcua.ledger.actor import system
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


def problems() -> str:
    return "\n".join(str(problem) for problem in health.look().problems)


def test_a_demonstration_needs_no_backup() -> None:
    marks.begin(marks.DEMONSTRATION)
    assert "sao lưu" not in problems()

"""Where a node's things lie, how instants are read, and the clock every process of a node agrees on."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.desks.operator import node
from motcua.kernel import clock
from motcua.kernel.errors import BadInput


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-07-11T09:00", clock.at(2025, 7, 11, 9)),
        (" 2025-07-11  09:00 ", clock.at(2025, 7, 11, 9)),
        ("2025-07-11T02:00:00Z", clock.at(2025, 7, 11, 9)),
        ("11/7/2025 09:00", clock.at(2025, 7, 11, 9)),
        ("09:00 11/07/2025", clock.at(2025, 7, 11, 9)),
        ("11/7/2025", clock.at(2025, 7, 11)),
    ],
)
def test_instants_are_read_as_people_and_machines_write_them(text: str, instant: datetime) -> None:
    assert node.read_instant(text) == instant
    assert node.read_instant(text).utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("text", ["", "9 giờ", "31/2/2025", "0001-01-01", "2025-13-01T00:00", "+60"])
def test_what_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        node.read_instant(text)


def test_a_clock_set_to_an_instant_becomes_a_shift(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_CLOCK", "2025-07-11T09:00")
    node.settle_clock()
    shift = timedelta(seconds=int(os.environ["MOTCUA_CLOCK"]))
    assert abs(datetime.now(UTC) + shift - clock.at(2025, 7, 11, 9)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["", "+3600", "-86400"])
def test_a_shift_and_the_true_clock_stay_as_they_are(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_CLOCK", text)
    node.settle_clock()
    assert os.environ["MOTCUA_CLOCK"] == text


def test_an_empty_file_is_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path))
    assert not node.has_database()
    (tmp_path / node.SQLITE_FILE).touch()
    assert not node.has_database()
    (tmp_path / node.SQLITE_FILE).write_bytes(b"x")
    assert node.has_database()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/other.sqlite3")
    assert not node.has_database()
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/motcua")
    assert node.has_database()

"""What a morning met is counted by how it ended, and said with what is asked of it."""

from __future__ import annotations

import time

from bench import acts, morning
from bench.measure import Request
from bench.morning_run import UNREACHED, Morning, Seen

VISIT = (Request("GET", "/viec/"),)


def test_answers_are_counted_by_how_they_ended_and_timed_from_when_they_were_due():
    seen = Seen()
    for status in (200, 200, 404, 500, UNREACHED):
        seen.note(time.monotonic() - 1, VISIT, [(status, b"")])
    row = seen.row("reads")
    assert (row["due"], row["done"], row["refused"], row["failed"]) == (5, 2, 1, 2)
    assert row["p50"] >= 1_000, "waiting since it was due is part of it"


def test_a_server_that_cannot_be_reached_fails_every_visit_and_none_is_lost():
    now = time.monotonic()
    day = Morning(1, now, now + 0.05)
    day.staff([({"csrftoken": "x"}, iter([VISIT] * 9))])
    day.receivers([{"csrftoken": "x"}, {"csrftoken": "y"}], iter([VISIT] * 99))
    day.over()
    assert day.writes.due == day.writes.told.failed[UNREACHED] > 0


def test_a_morning_is_told_with_its_limits_and_who_used_the_processor():
    row = {
        "due": 2,
        "done": 2,
        "refused": 0,
        "failed": 0,
        "p50": 60.0,
        "p95": 70.0,
        "p99": 80.0,
        "most": [50.0, 150.0, 300.0],
    }
    told = morning.told(
        "postgres",
        "1m",
        {
            "minutes": 10,
            "seconds": 600.0,
            "staff": 300,
            "centres": 100,
            "cores": 2,
            "reads": row,
            "writes": row,
            "cpu": {"application": 300.0, "database": 60.0, "load generator": 30.0},
        },
    )
    assert "300 staff of 100 centres" in told
    assert "≤ 50 p50: MISSED" in told
    assert "≤ 150 p95: holds" in told
    assert "application 0.50, database 0.10, load generator 0.05" in told


def test_an_act_dearer_than_its_limit_is_named():
    row = {
        "engine": "sqlite",
        "size": "1m",
        "act": "HandOff",
        "times": 3,
        "statements": 9,
        "app_ms": 7.0,
        "p50": 8.0,
        "p95": 9.0,
    }
    assert "MISSED" in acts.table([{**row, "most_ms": 6.0}])
    assert "MISSED" not in acts.table([{**row, "most_ms": 9.0}])

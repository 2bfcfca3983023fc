"""Counts shared by all processes: none is lost, each is forgotten in its time, and nobody is named in them."""

from __future__ import annotations

import pytest

from motcua.ledger import tallies
from motcua.ledger.models import Tally

pytestmark = pytest.mark.django_db
WINDOW = 900


@pytest.fixture
def machine(monkeypatch):
    now = [1_752_200_000.0]
    monkeypatch.setattr(tallies.time, "time", lambda: now[0])
    return now


def test_a_count_goes_on_in_the_database_and_begins_anew_after_its_window(machine):
    assert [tallies.count("tries", "203.0.113.7", WINDOW) for _ in range(3)] == [1, 2, 3]
    machine[0] += WINDOW - 1
    assert tallies.count("tries", "203.0.113.7", WINDOW) == 4
    assert tallies.seen("tries", "203.0.113.7") == (4, 1)
    machine[0] += 1
    assert tallies.seen("tries", "203.0.113.7") == (0, 0)
    assert tallies.count("tries", "203.0.113.7", WINDOW) == 1
    assert tallies.seen("tries", "203.0.113.7") == (1, WINDOW)


def test_kinds_and_names_are_counted_apart(machine):
    tallies.count("tries", "203.0.113.7", WINDOW)
    assert tallies.seen("files", "203.0.113.7") == (0, 0)
    assert tallies.seen("tries", "203.0.113.8") == (0, 0)


def test_nobody_is_named(machine, settings):
    tallies.count("tries", "203.0.113.7", WINDOW)
    kept = Tally.objects.get().name
    assert "203.0.113.7" not in kept
    settings.SECRET_KEY = "another node's"
    assert tallies.seen("tries", "203.0.113.7") == (0, 0)


def test_what_is_to_be_forgotten_is_swept_and_nothing_else(machine):
    tallies.count("tries", "old", WINDOW)
    machine[0] += WINDOW
    tallies.count("tries", "new", WINDOW)
    assert tallies.sweep() == 1
    assert tallies.seen("tries", "new")[0] == 1
    assert tallies.sweep() == 0

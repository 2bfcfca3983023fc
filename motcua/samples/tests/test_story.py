"""The demonstration's sample of 11/7/2025, and that it is left out where the centre received nothing in those days."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from motcua.config.demo import campaigns as demo
from motcua.kernel import clock
from motcua.office import territory
from motcua.office.models import Unit
from motcua.samples.models import Answer, Line, Sample
from motcua.samples.tests.conftest import at, people_of, received


@pytest.fixture
def hung(town, monkeypatch):
    """Whoever goes to Phụng Công from the province."""
    commune = Unit.objects.get(pk=territory.home(town["giamdoc"]))
    monkeypatch.setattr(demo, "PHUNG_CONG", commune.code)
    return people_of(commune.parent_id)["doan-truong"]


def told(hung):
    visits = demo.Visits()
    with clock.fixed(at(16)):
        demo.july_11(SimpleNamespace(actors={"hungnq": hung}), visits)
    return visits


def test_late_dossiers_are_drawn_first_and_one_is_checked(town, hung):
    late = received(town, 2, "1.004873", 0, done=9)
    received(town, 3, "2.000635", 1)
    visits = told(hung)
    sample = Sample.objects.get()
    assert sample.stop_id == visits.stops["11-7", "phung-cong"]
    assert Line.objects.get(ordinal=1).dossier_id == late
    assert Answer.objects.get(check_key="on_time").verdict == "mismatch"
    assert set(Answer.objects.values_list("line__ordinal", flat=True)) == {1}


def test_nothing_is_drawn_where_nothing_was_received(town, hung):
    assert told(hung).stops
    assert not Sample.objects.exists()

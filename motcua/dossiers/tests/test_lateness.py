"""One rule of lateness: the minute is kept whole, by every count and list alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.dossiers import counted, day, demand, lists, operating, signing, workload
from motcua.dossiers.models import Dossier
from motcua.kernel import clock, worktime

STATUS = "1.004873"
RECEIVED, DUE_DAY = (2025, 7, 3, 9), date(2025, 7, 8)


def due_at(hour: int, minute: int = 0, second: int = 0):
    return clock.at(2025, 7, 8, hour, minute) + timedelta(seconds=second)


@pytest.fixture
def promised(town):
    """A dossier that is due on Tuesday 8/7/2025, 09:00."""
    with clock.fixed(clock.at(*RECEIVED)):
        dossier = town.accept(STATUS)
    assert Dossier.objects.get(pk=dossier).due_at == due_at(9)
    return dossier


@pytest.mark.parametrize("when", [(8, 59), (9, 0, 0), (9, 0, 59), (9, 1, 0), (9, 1, 30)])
def test_every_count_of_open_dossiers_says_what_the_rule_says(town, promised, when):
    centre, late = town.bodies.centre, worktime.is_late(due_at(*when), due_at(9))
    with clock.fixed(due_at(*when)):
        told = {
            "day": day.count(centre, "real", DUE_DAY, clock.now()).late,
            "report": operating.counted(town["giamdoc"], [centre], DUE_DAY, DUE_DAY).counts["open_late"],
            "list": len(lists.worklist(town["giamdoc"], "qua-han").rows),
            "load": workload.of_centre(town["giamdoc"], centre).late,
            "signing": signing.figure([Dossier.objects.get(pk=promised)]).late,
        }
        assert told == dict.fromkeys(told, int(late))
        assert signing.figure([Dossier.objects.get(pk=promised)]).today == int(not late)
        in_time = operating.counted(town["giamdoc"], [centre], DUE_DAY, DUE_DAY).counts["open_in_time"]
        today = len(lists.worklist(town["giamdoc"], "den-han").rows)
        assert (in_time, today) == (int(not late), int(not late))


@pytest.mark.parametrize("when", [(8, 59), (9, 0, 59), (9, 1, 0)])
def test_every_count_of_finished_dossiers_says_what_the_rule_says(town, promised, when):
    centre, late = town.bodies.centre, worktime.is_late(due_at(*when), due_at(9))
    with clock.fixed(due_at(*when)):
        town.make_ready(promised)
        assert counted.tally(town["giamdoc"], [centre], DUE_DAY, DUE_DAY).late == int(late)
        counts = operating.counted(town["giamdoc"], [centre], DUE_DAY, DUE_DAY).counts
        assert (counts["late"], counts["ontime"]) == (int(late), int(not late))


def test_a_result_in_time_that_waits_to_be_fetched_is_late_in_no_count(town, promised):
    centre = town.bodies.centre
    with clock.fixed(due_at(8)):
        town.make_ready(promised)
    with clock.fixed(due_at(8) + timedelta(days=9)):
        after = clock.today()
        assert workload.of_centre(town["giamdoc"], centre).open == 1
        told = {
            "day": day.count(centre, "real", after, clock.now()).late,
            "report": operating.counted(town["giamdoc"], [centre], after, after).counts["open_late"],
            "list": len(lists.worklist(town["giamdoc"], "qua-han").rows),
            "load": workload.of_centre(town["giamdoc"], centre).late,
            "done": sum(one.late for one in demand.work(town["giamdoc"], centre, DUE_DAY, after).officials),
        }
    assert told == dict.fromkeys(told, 0)

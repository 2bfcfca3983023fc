"""What a centre's day left open: the counts, the lists behind them, and the days they look ahead."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.dossiers import day, operating
from motcua.dossiers.commands import RemoveScan
from motcua.dossiers.day_sheet import day_sheet
from motcua.dossiers.tests.test_erased_files import attach, scan
from motcua.kernel import clock
from motcua.ledger.perform import perform

STATUS = "1.004873"
FRIDAY = date(2025, 7, 11)


def shown(town, today: date = FRIDAY) -> dict[str, int]:
    """Return how many are left open by each name, having seen that the lists show as many."""
    counted = day.count(town.bodies.centre, "real", today, clock.now()).left_open
    sheet = day_sheet(town["giamdoc"], today)
    assert {one.key: (one.count, len(one.rows)) for one in sheet.lists} == {key: (n, n) for key, n in counted.items()}
    return counted


def test_a_scan_that_was_removed_leaves_a_dossier_to_be_scanned_as_the_report_counts_it(town):
    dossier = town.accept(STATUS)
    taken = attach(town, dossier, scan(8))

    def told() -> tuple[int, int]:
        report = operating.counted(town["giamdoc"], [town.bodies.centre], FRIDAY, FRIDAY).counts
        return shown(town)["not_digitised"], report["digitised"]

    assert told() == (0, 1)
    perform(RemoveScan(dossier=dossier, attachment=taken, reason="Nhầm hồ sơ"), town["tiepnhan"])
    assert told() == (1, 0)


@pytest.mark.parametrize(("today", "soon"), [(9, 0), (10, 0), (11, 1), (12, 1), (13, 1), (14, 0)])
def test_what_is_due_on_monday_is_shown_from_friday_on(town, today, soon):
    with clock.fixed(clock.at(2025, 7, 9, 9)):
        town.accept(STATUS)  # three working days: Monday 14/7
    with clock.fixed(clock.at(2025, 7, today, 8)):
        assert shown(town, date(2025, 7, today))["due_tomorrow"] == soon

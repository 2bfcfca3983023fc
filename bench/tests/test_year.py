"""A year of a ward with every act in it: its operating report balances, and the ledger alone says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from bench.lives import Beside, Year
from conftest import Town, at_work
from motcua.dossiers.commands import TakeOverDossier
from motcua.dossiers.models import Dossier
from motcua.dossiers.operating import FIGURES, counts_of
from motcua.dossiers.recounted import recounted
from motcua.dossiers.rules import life
from motcua.dossiers.tests import beside
from motcua.dossiers.tests.merged import AFTER, build
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db

DOSSIERS = {"sqlite": 1_000, "postgresql": 150}
NOW = clock.at(2026, 6, 30, 18)
MONTHS = [(date(2025 + (6 + number) // 12, (6 + number) % 12 + 1, 1)) for number in range(13)]
PERIODS = [
    (date(2025, 7, 1), date(2026, 6, 30)),
    *((a, b - timedelta(days=1)) for a, b in pairwise(MONTHS)),
]


@dataclass(frozen=True)
class Lived:
    """The town after its year."""

    town: Town
    year: Year

    def recount(self, first: date, last: date) -> Any:
        """Return what differs between the report and the ledger."""
        return [one for one in recounted([self.town.bodies.centre], "real", first, last) if one.differs]


@pytest.fixture(scope="module")
def laid_year(_town_books: Town, lay: Any) -> Lived:
    def tell() -> Lived:
        town = _town_books
        with at_work(town.at):
            land = beside.build()
        year = Year(
            town.actors,
            town.citizens,
            date(2025, 7, 14),
            date(2026, 6, 30),
            beside=Beside(land.near, land.staff, land.bare),
        )
        with at_work(AFTER):
            merged = build(town, at_town=True)
            merged.minutes(stated=2)
            for citizen in (0, 1):
                dossier = merged.received(citizen=citizen)
                perform(TakeOverDossier(dossier=dossier), town["giamdoc"])
                year.told["TakeOverDossier"] += 1
        with at_work(NOW):
            year.tell(DOSSIERS[connection.vendor], until=NOW)
        return Lived(town, year)

    return lay(tell)


@pytest.fixture
def lived(town: Town, laid_year: Lived) -> Iterator[Lived]:
    with clock.fixed(NOW):
        yield laid_year


def test_every_act_happens_in_the_year(lived: Lived) -> None:
    assert {*life.DEEDS, "TurnAway supplement", "TurnAway refusal", "CompleteApplication"} <= set(lived.year.told)


def test_every_figure_of_the_year_counts_something(lived: Lived) -> None:
    centres, last = [lived.town.bodies.centre], date(2026, 6, 30)
    begun = [counts_of(centres, "real", first, last) for first in (date(2025, 7, 1), date(2025, 12, 1))]
    never = {key for key in FIGURES if not any(counts[key] for counts in begun)}
    # Nobody came after the town, and the communes beside it send it nothing.
    assert never <= {"postal", "elsewhere", "open_in_time", "handed_on", "settled_for"}


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_the_report_balances_and_the_ledger_says_the_same(lived: Lived, first: date, last: date) -> None:
    assert rules.differences(counts_of([lived.town.bodies.centre], "real", first, last)) == ()
    assert lived.recount(first, last) == []


def test_every_dossier_is_what_its_history_says(lived: Lived) -> None:
    assert replay.compare() == []


@pytest.mark.parametrize(
    ("alter", "figures"),
    [
        ({"channel": "online", "filed_by": "citizen"}, {"direct", "online", "online_citizen"}),
        ({"rejected": True}, {"resolved", "rejected", "late"}),
        ({"supplements": 1}, {"supplemented", "supplements"}),
    ],
)
def test_a_figure_changed_past_the_acts_shows(lived: Lived, alter: dict[str, Any], figures: set[str]) -> None:
    late = Dossier.objects.filter(
        channel="direct", ready_at__gt=F("due_at") + timedelta(minutes=1), rejected=False, supplements=0
    )
    Dossier.objects.filter(pk=late.values_list("pk", flat=True)[0]).update(**alter)
    assert {one.figure for one in lived.recount(*PERIODS[0])} == figures

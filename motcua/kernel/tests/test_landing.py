"""How an answer that arrives from the field lands on what was said before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.kernel.landing import Arriving, Landing, landing, refuse_instant

DAY = date(2025, 6, 12)
NOON = datetime(2025, 6, 12, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("present", "arriving", "knew", "lands"),
    [
        (None, ("b", 0, "met"), False, Landing.REPLACES),
        (("a", 0, "met"), ("a", 1, "unmet"), False, Landing.REPLACES),
        (("a", 1, "met"), ("a", 0, "unmet"), False, Landing.OLDER),
        (("a", 0, "met"), ("b", 1, "unmet"), True, Landing.REPLACES),
        (("a", 0, "met"), ("b", 1, "unmet"), False, Landing.BESIDE),
        (("a", 1, "met"), ("b", 0, "unmet"), False, Landing.BESIDE),
        (("a", 0, "met"), ("b", 1, "met"), False, Landing.REPLACES),
        (("a", 1, "met"), ("b", 0, "met"), False, Landing.OLDER),
    ],
)
def test_an_answer_lands_by_who_gave_it_when_and_what_they_knew(present, arriving, knew, lands):
    def made(case):
        return Arriving(case[0], NOON + case[1] * MINUTE, DAY, case[2])

    assert landing(made(present) if present else None, made(arriving), knew_present=knew) is lands


@pytest.mark.parametrize(("later", "lands"), [(1, Landing.REPLACES), (-1, Landing.BESIDE)])
def test_a_look_on_a_later_day_replaces_and_one_from_an_earlier_day_stands_beside(later, lands):
    present = Arriving("a", NOON, DAY, "met")
    other = Arriving("b", NOON, DAY + timedelta(days=later), "unmet")
    assert landing(present, other, knew_present=False) is lands


@pytest.mark.parametrize(
    ("ahead", "refused"), [(timedelta(minutes=10), False), (timedelta(minutes=11), True), (timedelta(days=-367), True)]
)
def test_an_instant_ahead_of_the_clock_or_years_back_is_refused(ahead, refused):
    assert (refuse_instant(NOON + ahead, NOON) is not None) is refused

"""What a signature or seal needs on a day: the mark in hand and fitting; the scope of a delegation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.kernel.errors import BadInput
from motcua.kernel.ids import new_id
from motcua.office import signing_rules as rules
from motcua.office.order_rules import Kind, Step
from motcua.office.rules import Period
from motcua.office.signing_rules import Held, Mark, Why

HERE, OLD = new_id(), new_id()
YEAR = Period(date(2025, 7, 10), date(2026, 7, 10))
POST = Held("Chủ tịch UBND xã", HERE, Period(date(2025, 7, 1)))
MARK = Mark(new_id(), Kind.PERSON, "Chủ tịch UBND", HERE, date(2025, 7, 2), None, Step.ASKED, date(2025, 7, 2))
ACTIVE = replace(MARK, here=date(2025, 7, 18), step=Step.ACTIVATED, since=date(2025, 7, 18), valid=YEAR)
SEAL = replace(MARK, kind=Kind.SEAL, what="UBND xã Đại Đồng", step=Step.SENT)
DAY = date(2025, 7, 20)


@pytest.mark.parametrize(
    ("mark", "day", "why", "since"),
    [
        (MARK, date(2025, 7, 1), None, None),
        (MARK, date(2025, 7, 2), Why.PENDING, date(2025, 7, 2)),
        (ACTIVE, date(2025, 7, 17), Why.PENDING, date(2025, 7, 2)),
        (ACTIVE, date(2025, 7, 18), None, None),
        (ACTIVE, date(2026, 7, 9), None, None),
        (ACTIVE, date(2026, 7, 10), Why.EXPIRED, date(2026, 7, 10)),
        (replace(ACTIVE, valid=Period(date(2025, 7, 21), date(2026, 7, 21))), DAY, Why.NOT_YET, date(2025, 7, 21)),
        (replace(ACTIVE, revoked_on=DAY), DAY, Why.REVOKED, DAY),
        (replace(ACTIVE, revoked_on=date(2025, 7, 21)), DAY, None, None),
        (replace(ACTIVE, what="Phó Chủ tịch UBND"), DAY, Why.OLD_TITLE, date(2025, 7, 18)),
        (replace(ACTIVE, place=OLD), DAY, Why.OLD_UNIT, date(2025, 7, 18)),
        (replace(ACTIVE, unit_until=date(2025, 7, 1)), DAY, Why.OLD_UNIT, date(2025, 7, 1)),
        (replace(ACTIVE, kind=Kind.AGENCY, what="UBND xã"), DAY, None, None),
        (SEAL, DAY, Why.PENDING, date(2025, 7, 2)),
        (replace(SEAL, here=date(2025, 7, 20)), DAY, None, None),
        (replace(SEAL, here=date(2025, 7, 21)), DAY, Why.PENDING, date(2025, 7, 2)),
    ],
)
def test_what_a_mark_lacks_on_a_day(mark, day, why, since):
    lack = rules.lack_of([mark], "Chủ Thử Đại Đồng", day, [POST])
    assert (lack and lack.why, lack and lack.since) == (why, since)


def test_where_nothing_was_ordered_nothing_is_missing():
    assert rules.lack_of([], "Chủ Thử Đại Đồng", DAY, [POST]) is None


def test_one_mark_that_works_is_enough():
    assert rules.lack_of([replace(ACTIVE, revoked_on=DAY), ACTIVE], "x", DAY, [POST]) is None
    assert rules.lack_of([SEAL, replace(ACTIVE, kind=Kind.AGENCY)], "UBND xã Đại Đồng", DAY) is None


def test_what_is_on_its_way_is_told_before_what_no_longer_fits():
    old = replace(ACTIVE, what="Phó Chủ tịch UBND", asked=date(2025, 7, 9))
    lack = rules.lack_of([old, MARK], "Chủ Thử Đại Đồng", DAY, [POST])
    assert (lack.why, lack.mark) == (Why.PENDING, MARK)
    assert "chờ cấp" in str(lack.said)


def test_an_old_title_is_told_with_the_present_one_since_the_day_it_ended():
    deputy = Held("Phó Chủ tịch UBND xã", HERE, Period(date(2025, 7, 1), date(2025, 7, 19)))
    chair = replace(POST, valid=Period(date(2025, 7, 19)))
    mark = replace(ACTIVE, what="Phó Chủ tịch UBND xã")
    assert rules.lack_of([mark], "Chủ Thử", date(2025, 7, 18), [deputy, chair]) is None
    lack = rules.lack_of([mark], "Chủ Thử", DAY, [deputy, chair])
    assert (lack.why, lack.since) == (Why.OLD_TITLE, date(2025, 7, 19))
    assert "«Phó Chủ tịch UBND xã», nay là Chủ tịch UBND xã" in str(lack.said)


def test_a_title_soon_to_be_held_fits_already():
    assert rules.lack_of([ACTIVE], "Chủ Thử", DAY, [replace(POST, valid=Period(date(2025, 8, 1)))]) is None


def test_every_reason_has_words_of_its_own():
    said = [str(rules.Lack(ACTIVE, why, DAY, "Chủ Thử").said) for why in Why]
    assert len(set(said)) == len(Why)
    assert all("Chủ Thử" in one for one in said)
    assert "Con dấu «UBND xã Đại Đồng» chưa về" in str(rules.Lack(SEAL, Why.PENDING, DAY, "UBND").said)


def test_what_a_delegation_is_for_is_kept_once_and_never_empty():
    assert rules.kept_matters([" Hộ tịch ", "Hộ  tịch", "1.001193"]) == ["Hộ tịch", "1.001193"]
    with pytest.raises(BadInput):
        rules.kept_matters(["Hộ tịch", " \u200b "])

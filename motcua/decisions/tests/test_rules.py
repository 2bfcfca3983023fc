"""Rules of the register as tables and properties: standing on a day, early or late, who is asked, when to remind."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.decisions import rules
from motcua.decisions.rules import Audience, Seat, Span, Standing
from motcua.kernel.errors import BadInput

D = date
DAYS = st.dates(D(2000, 1, 1), D(2030, 1, 1))


@pytest.mark.parametrize(
    ("span", "on", "standing"),
    [
        (Span(D(2018, 2, 5)), D(2018, 2, 4), Standing.COMING),
        (Span(D(2018, 2, 5)), D(2018, 2, 5), Standing.IN_FORCE),
        (Span(D(2018, 2, 5), end=D(2019, 1, 1)), D(2018, 12, 31), Standing.IN_FORCE),
        (Span(D(2018, 2, 5), end=D(2019, 1, 1)), D(2019, 1, 1), Standing.ENDED),
        (Span(D(2018, 2, 5), end=D(2019, 1, 1), replaced=D(2018, 6, 1)), D(2018, 6, 1), Standing.REPLACED),
        (Span(D(2018, 2, 5), revoked=D(2018, 5, 1), replaced=D(2018, 6, 1)), D(2018, 7, 1), Standing.REVOKED),
    ],
)
def test_a_document_stands_as_the_first_thing_that_ended_it_says(span, on, standing):
    assert rules.standing(span, on) is standing


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS, DAYS)
def test_it_is_in_force_exactly_from_its_first_day_to_the_day_it_is_over(start, end, revoked, replaced, on):
    span = Span(start, end, revoked, replaced)
    lives = start <= on and (span.over is None or on < span.over)
    assert (rules.standing(span, on) is Standing.IN_FORCE) == lives


@pytest.mark.parametrize(
    ("issued", "due", "days", "words"),
    [
        (D(2018, 2, 5), D(2018, 2, 28), 23, "ban hành sớm 23 ngày"),
        (D(2018, 2, 28), D(2018, 2, 28), 0, "ban hành đúng hạn"),
        (D(2018, 3, 1), D(2018, 2, 28), -1, "ban hành chậm 1 ngày"),
        (D(2018, 3, 1), None, None, "None"),
    ],
)
def test_early_is_before_its_day(issued, due, days, words):
    assert rules.days_early(issued, due) == days
    assert str(rules.early_words(days)) == words


@pytest.mark.parametrize(
    ("issued", "valid_from", "valid_to", "field"),
    [
        (D(2018, 2, 23), D(2018, 2, 23), None, "issued_on"),
        (D(1900, 1, 1), D(1900, 1, 1), None, "issued_on"),
        (D(2018, 2, 5), D(2018, 2, 5), D(2018, 2, 5), "valid_to"),
    ],
)
def test_days_that_cannot_be_are_refused(issued, valid_from, valid_to, field):
    with pytest.raises(BadInput) as refused:
        rules.check_document(issued, valid_from, valid_to, D(2018, 2, 22))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("", []),
        ("Nguyễn Thử Một – Hộ tịch, chứng thực", [("Nguyễn Thử Một", "Hộ tịch, chứng thực")]),
        ("1. Lê Thử-Ba: trực - đón tiếp\n\n- Trần Thử Hai", [("Lê Thử-Ba", "trực - đón tiếp"), ("Trần Thử Hai", "")]),
    ],
)
def test_a_list_of_members_is_read_as_people_type_it(text, members):
    assert rules.read_members(text) == members


ONE, TWO, HERE, THERE = (UUID(int=number) for number in (1, 2, 3, 4))


def seat(official, unit):
    return Seat(official, "Tên", "Chức vụ", unit)


def test_who_joins_is_asked_who_leaves_is_not_and_nobody_twice():
    everybody = [seat(ONE, HERE), seat(ONE, THERE), seat(TWO, THERE)]
    assert [one.official for one in rules.who_is_asked(Audience.ALL, everybody, {HERE, THERE}, ())] == [ONE, TWO]
    assert [one.official for one in rules.who_is_asked(Audience.ALL, everybody[:2], {HERE, THERE}, ())] == [ONE]
    assert rules.who_is_asked(Audience.ALL, everybody, {HERE}, ()) == (everybody[0],)
    assert [one.official for one in rules.who_is_asked(Audience.LIST, everybody, (), {TWO})] == [TWO]
    assert rules.who_is_asked(Audience.LIST, everybody[:2], (), {TWO}) == (), "who has left the place is not asked"


@given(st.sets(st.uuids()), st.sets(st.uuids()))
def test_signed_and_unsigned_are_all_who_are_asked(officials, signed):
    asked = tuple(seat(one, HERE) for one in sorted(officials))
    missing = {one.official for one in rules.unsigned(asked, signed)}
    assert missing == officials - signed


@pytest.mark.parametrize(
    ("count", "told", "ago", "remind"),
    [(0, 0, None, False), (1, 0, None, True), (1, 1, 1, False), (2, 1, 1, True), (1, 1, 6, False), (1, 1, 7, True)],
)
def test_missing_signatures_are_told_once_a_week_or_when_more_are_missing(count, told, ago, remind):
    today = D(2018, 2, 22)
    assert rules.is_to_remind(count, told, today - timedelta(days=ago) if ago else None, today) is remind

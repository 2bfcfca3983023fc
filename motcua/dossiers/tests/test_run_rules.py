"""What a scan means, which times a centre has, and where a paper file is by what was noted last."""

from __future__ import annotations

from uuid import UUID

import pytest

from motcua.dossiers.rules.runs import ItemState, Where, checked_slot, kept_times, scanned_back, slot_at, whereabouts
from motcua.kernel import clock
from motcua.kernel.errors import BadInput

US, THEM = UUID(int=1), UUID(int=2)
EARLY, NOON, LATE = (clock.at(2025, 7, 11, hour) for hour in (9, 12, 15))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["16:00", "10:30"], ("10:30", "16:00")),
        (["9h00", "9:00", " 09.00"], ("09:00",)),
        (["0730"], ("07:30",)),
    ],
)
def test_times_are_kept_in_order_each_once(given, kept):
    assert kept_times(given) == kept


@pytest.mark.parametrize("given", [[], [""], ["24:00"], ["10:60"], ["sáng"], [f"{hour}:00" for hour in range(8, 15)]])
def test_what_is_no_time_or_too_many_is_refused(given):
    with pytest.raises(BadInput):
        kept_times(given)


@pytest.mark.parametrize(
    ("hour", "minute", "slot"),
    [(10, 0, "10:30"), (9, 0, "10:30"), (8, 59, ""), (12, 0, "10:30"), (12, 1, ""), (14, 30, "16:00"), (23, 59, "")],
)
def test_a_run_is_of_the_time_it_is_near_to(hour, minute, slot):
    assert slot_at(("10:30", "16:00"), clock.at(2025, 7, 11, hour, minute)) == slot


def test_a_slot_is_one_of_the_times_or_none():
    assert checked_slot("", ("10:30",)) == ""
    with pytest.raises(BadInput):
        checked_slot("11:00", ("10:30",))


@pytest.mark.parametrize(
    ("sheet", "state", "found"),
    [
        (US, ItemState.STACKED, ItemState.RECEIVED),
        (US, ItemState.STRAY, ItemState.RECEIVED),
        (US, ItemState.MISSING, ItemState.RECEIVED),
        (THEM, ItemState.STACKED, ItemState.STRAY),
        (US, ItemState.OUT, ItemState.EXTRA),
        (None, "", ItemState.EXTRA),
    ],
)
def test_what_a_scan_makes_of_a_file(sheet, state, found):
    assert scanned_back(sheet, state, US) is found


@pytest.mark.parametrize(
    ("shelved", "lost", "item", "where"),
    [
        (None, None, None, Where.CENTRE),
        (EARLY, None, None, Where.SHELF),
        (EARLY, LATE, None, Where.MISSING),
        (LATE, EARLY, None, Where.SHELF),
        (EARLY, None, ("open", "stacked", NOON), Where.STACK),
        (EARLY, None, ("out", "stacked", NOON), Where.WAY),
        (EARLY, None, ("out", "stray", NOON), Where.HELD),
        (EARLY, None, ("closed", "received", NOON), Where.HELD),
        (LATE, None, ("closed", "received", NOON), Where.SHELF),
        (None, LATE, ("closed", "received", NOON), Where.MISSING),
        (None, None, ("closed", "missing", NOON), Where.MISSING),
        (LATE, None, ("closed", "missing", NOON), Where.SHELF),
        (EARLY, None, ("out", "out", NOON), Where.SHELF),
        (None, None, ("out", "out", NOON), Where.CENTRE),
    ],
)
def test_whatever_was_noted_last_says_where_a_file_is(shelved, lost, item, where):
    assert whereabouts(shelved, lost, item) is where

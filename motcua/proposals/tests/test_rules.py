"""Rules of proposals: ways by category, ages and bands, what reads alike."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.ids import new_id
from motcua.kernel.text import fold
from motcua.office import calendars
from motcua.proposals.rules import ageing, facts, routing, similar
from motcua.proposals.rules.facts import Category
from motcua.proposals.rules.routing import Body, Known

CALENDAR = calendars.national()
PROVINCE = {
    Body.FINANCE: Known(new_id(), "Sở Tài chính"),
    Body.HOME_AFFAIRS: Known(new_id(), "Sở Nội vụ"),
    Body.SCIENCE: Known(new_id(), "Sở Khoa học và Công nghệ"),
    Body.ENVIRONMENT: Known(new_id(), "Sở Nông nghiệp và Môi trường"),
    Body.JUSTICE: Known(new_id(), "Sở Tư pháp"),
    Body.POLICE: Known(new_id(), "Công an tỉnh Phú Thọ", police=True),
    Body.OFFICE: Known(new_id(), "Văn phòng UBND tỉnh"),
}
WAYS = [
    (Category.MONEY, [Body.FINANCE]),
    (Category.NETWORK, [Body.SCIENCE]),
    (Category.SIGNATURE, [Body.SCIENCE, Body.OFFICE]),
    (Category.STAFFING, [Body.HOME_AFFAIRS]),
    (Category.TRAINING, [Body.HOME_AFFAIRS]),
    # the province of the table has no department of construction
    (Category.HOUSING, [Body.FINANCE]),
    (Category.SEAL, [Body.POLICE]),
    (Category.ORDER, [Body.POLICE]),
    (Category.LAND, [Body.ENVIRONMENT]),
    (Category.CIVIL_STATUS, [Body.JUSTICE]),
    (Category.OTHER, [Body.OFFICE]),
]


@pytest.mark.parametrize(("category", "bodies"), WAYS)
def test_a_category_finds_its_units(category, bodies):
    assert routing.usual(category, list(PROVINCE.values())) == tuple(PROVINCE[body].id for body in bodies)


@pytest.mark.parametrize("category", Category)
def test_without_its_unit_the_office_follows_up_and_without_an_office_nobody(category):
    office = PROVINCE[Body.OFFICE]
    assert routing.usual(category, [office]) == (office.id,)
    assert routing.usual(category, []) == ()


def test_everything_has_a_way_and_a_name():
    assert set(routing.DEFAULT) == set(Category) == set(facts.CATEGORY_NAMES)
    assert set(facts.STATE_NAMES) == set(facts.State)
    assert {facts.State(one.value) for one in facts.Outcome} < set(facts.State)


@pytest.mark.parametrize(
    ("since", "on", "days", "working", "band"),
    [
        (date(2025, 7, 15), date(2025, 7, 15), 0, 0, "0-5"),
        (date(2025, 7, 15), date(2025, 7, 22), 7, 5, "0-5"),
        (date(2025, 7, 15), date(2025, 7, 23), 8, 6, "6-10"),
        (date(2025, 7, 15), date(2025, 7, 29), 14, 10, "6-10"),
        (date(2025, 7, 15), date(2025, 7, 30), 15, 11, "11-20"),
        # 1 and 2/9 are holidays
        (date(2025, 8, 29), date(2025, 9, 3), 5, 1, "0-5"),
        (date(2025, 7, 15), date(2025, 8, 13), 29, 21, "21"),
        (date(2025, 7, 16), date(2025, 7, 15), 0, 0, "0-5"),
    ],
)
def test_ages_on_both_sides_of_each_border(since, on, days, working, band):
    assert ageing.calendar_days(since, on) == days
    assert ageing.working_days(CALENDAR, since, on) == working
    assert ageing.band_of(CALENDAR, since, on).key == band


DAYS = st.dates(date(2025, 1, 2), date(2026, 6, 30))


@given(DAYS, st.lists(st.integers(0, 120), min_size=1, max_size=30))
def test_bands_hold_every_age_once_and_a_band_is_a_stretch_of_days(on, back):
    on = max(on, date(2025, 6, 1))
    filed = sorted({on - timedelta(days=days) for days in back})
    counted = ageing.counted(dict.fromkeys(filed, 1), CALENDAR, on)
    assert sum(counted.values()) == len(filed)
    for band in ageing.BANDS:
        ends = ageing.days_of(band, CALENDAR, on, filed)
        inside = [day for day in filed if ends and ends[0] <= day <= ends[1]]
        assert len(inside) == counted[band.key]


def test_without_a_calendar_ages_are_not_invented_and_bands_stay_usable():
    since, on = date(2025, 7, 1), date(2025, 7, 15)
    assert ageing.working_days(None, since, on) is None
    assert ageing.working_days(CALENDAR, date(2039, 7, 1), date(2039, 7, 9)) is None
    assert ageing.band_of(None, since, on).key == "6-10"
    assert ageing.band_named("9") is None


def test_the_same_difficulty_in_other_words_is_found_and_another_is_not():
    one = fold("Nơi làm việc của xã phân tán ở nhiều trụ sở.")
    same, other = new_id(), new_id()
    among = [
        (same, fold("Các trụ sở xa nhau, nơi làm việc của xã phân tán")),
        (other, fold("Mở lớp tập huấn chuyên sâu theo lĩnh vực.")),
    ]
    assert [id_ for id_, _ in similar.alike(one, among)] == [same]

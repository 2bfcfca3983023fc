"""Rules of the office by table, and what must hold for all values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.office import rules
from motcua.office.rules import Level, Period, Role

D = date
DAYS = st.dates(D(2018, 1, 1), D(2030, 1, 1))
PERIODS = st.builds(Period, st.none() | DAYS, st.none() | DAYS)


@pytest.mark.parametrize(
    ("role", "level", "allowed"),
    [
        (Role.RECEIVER, Level.CENTRE, True),
        (Role.RECEIVER, Level.DIVISION, False),
        (Role.SPECIALIST, Level.DIVISION, True),
        (Role.SPECIALIST, Level.POLICE, True),
        (Role.SPECIALIST, Level.MILITARY, True),
        (Role.SPECIALIST, Level.CENTRE, True),
        (Role.SPECIALIST, Level.COMMUNE, False),
        (Role.DIVISION_HEAD, Level.DIVISION, True),
        (Role.DIVISION_HEAD, Level.CENTRE, False),
        (Role.LEADER, Level.COMMITTEE, True),
        (Role.LEADER, Level.CENTRE, False),
        (Role.DIRECTOR, Level.CENTRE, True),
        (Role.DIRECTOR, Level.COMMITTEE, False),
        (Role.CLERK, Level.DIVISION, True),
        (Role.ADMIN, Level.OUTSIDE, False),
        (Role.AUDITOR, Level.OUTSIDE, True),
    ],
)
def test_each_role_has_its_place(role, level, allowed):
    assert (rules.refuse_roles([role], level) is None) is allowed


@pytest.mark.parametrize("level", sorted(rules.PLACES))
def test_nobody_works_in_a_map(level):
    assert all(rules.refuse_roles([role], level) for role in Role)


def test_nobody_administers_and_audits_at_one_post():
    assert rules.refuse_roles([Role.ADMIN, Role.AUDITOR], Level.CENTRE)


def test_a_title_alone_needs_no_place():
    assert all(rules.refuse_roles([], level) is None for level in Level)


SECOND_FACTOR = {Role.LEADER, Role.DIRECTOR, Role.CLERK, Role.ADMIN, Role.OVERSEER}


@pytest.mark.parametrize("role", list(Role))
def test_whoever_signs_seals_or_administers_needs_a_second_factor(role):
    assert rules.needs_second_factor(rules.powers_of([role])) is (role in SECOND_FACTOR)


def test_a_head_of_division_may_all_that_a_specialist_may():
    assert rules.POWERS[Role.SPECIALIST] < rules.POWERS[Role.DIVISION_HEAD]


@given(st.lists(st.sampled_from(Role)))
def test_roles_survive_being_stored(roles):
    assert set(rules.roles_from(rules.roles_text(roles))) == set(roles)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_is_known_by_its_name_however_it_is_typed(role):
    name = rules.ROLE_NAMES[role]
    assert {rules.role_named(text) for text in (name, name.upper(), f" {name} ", role.value)} == {role}
    assert rules.role_named("thủ quỹ") is None


@pytest.mark.parametrize(
    ("level", "parent", "allowed"),
    [
        (Level.CENTRE, Level.COMMUNE, True),
        (Level.CENTRE, Level.PROVINCE, True),
        (Level.CENTRE, Level.DIVISION, False),
        (Level.DIVISION, Level.COMMITTEE, True),
        (Level.COMMITTEE, Level.DISTRICT, True),
        (Level.POLICE, Level.COMMUNE, True),
        (Level.POLICE, Level.CENTRE, False),
        (Level.COMMUNE, Level.PROVINCE, False),
        (Level.PROVINCE, Level.PROVINCE, False),
    ],
)
def test_what_stands_under_what(level, parent, allowed):
    assert (rules.refuse_place(level, parent) is None) is allowed


@pytest.mark.parametrize(
    ("valid", "on", "said"),
    [
        (Period(D(2025, 7, 1)), D(2025, 6, 12), "đang chuẩn bị, hoạt động từ 1/7/2025"),
        (Period(D(2025, 7, 1)), D(2025, 7, 1), None),
        (Period(None, D(2025, 7, 1)), D(2025, 6, 30), None),
        (Period(None, D(2025, 7, 1)), D(2025, 7, 1), "đã giải thể 1/7/2025"),
        (Period(None), D(2018, 2, 22), None),
    ],
)
def test_a_unit_says_that_it_is_prepared_or_gone(valid, on, said):
    state = rules.unit_state(valid, on)
    assert (str(state) if state else None) == said


@given(PERIODS, PERIODS)
def test_two_periods_overlap_when_some_day_is_in_both(one, other):
    days = [D(2017, 12, 31) + timedelta(days=n * 11) for n in range(410)]
    if any(one.holds(day) and other.holds(day) for day in days):
        assert one.overlaps(other)
    assert one.overlaps(other) == other.overlaps(one)
    if not one.overlaps(other):
        assert not any(one.holds(day) and other.holds(day) for day in days)


@given(PERIODS, PERIODS, DAYS)
def test_what_lies_within_holds_only_when_the_outer_holds(inner, outer, day):
    if inner.within(outer) and inner.holds(day):
        assert outer.holds(day)


@pytest.mark.parametrize(
    ("period", "clash"),
    [
        (Period(D(2025, 7, 1)), True),
        (Period(D(2025, 1, 1), D(2025, 7, 1)), True),
        (Period(D(2025, 1, 1), D(2025, 3, 1)), False),
        (Period(D(2026, 1, 1)), False),
    ],
)
def test_one_person_holds_a_post_once_at_a_time(period, clash):
    held = [Period(D(2025, 3, 1), D(2026, 1, 1))]
    assert (rules.refuse_same_post(period, held, "Chuyên viên", "Phòng Kinh tế") is not None) is clash


def test_minutes_print_concurrent_titles_by_rank():
    posts = [
        (2, D(2021, 6, 1), "Phó Chủ tịch UBND huyện"),
        (1, D(2022, 1, 1), "Ủy viên BTV Huyện ủy"),
        (3, D(2022, 1, 1), "phó chủ tịch UBND huyện"),
    ]
    assert rules.titles_line(posts) == "Ủy viên BTV Huyện ủy, Phó Chủ tịch UBND huyện"


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Nguyễn Thị Hồng", (), "hongnt"),
        ("Nguyễn Thị Hồng", ("hongnt",), "hongnt2"),
        ("Nguyễn Thị Hồng", ("hongnt", "hongnt2", "hongnt4"), "hongnt3"),
        ("Đỗ Đức Ý", (), "ydd"),
        ("H'Hen Niê", (), "hhenn"),
        ("Tôn Thất Đức Minh", (), "minhttd"),
        ("Quý", (), "quy"),
        ("Ngô Đức Sáu", (), "saund"),
    ],
)
def test_sign_in_names_are_made_as_offices_make_them(name, taken, expected):
    assert rules.sign_in_name(name, taken) == expected


WORDS = st.text("aăbcdđêhiơưyáảỹQNTĐÊÝw'", min_size=1, max_size=7).filter(lambda word: word.strip("'"))
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@given(NAMES, st.sets(st.from_regex(r"[a-z]{1,4}[2-9]?", fullmatch=True)))
def test_a_sign_in_name_can_be_typed_on_any_keyboard_and_is_free(name, taken):
    found = rules.sign_in_name(name, taken)
    assert found.isascii()
    assert found.isalnum()
    assert found == found.lower()
    assert found not in taken


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("H26", True),
        ("H26.12", True),
        ("G09.20.3", True),
        ("000.00.04.G18", False),
        ("Z26", False),
        ("H2", False),
        ("H26.", False),
        ("H26.1234", False),
        ("H26.१२", False),
        ("H26" + ".123" * 8, True),
        ("H26" + ".123" * 9, False),
        ("", False),
    ],
)
def test_agency_codes_have_the_shape_of_qd_20_2020(code, good):
    assert (rules.refuse_agency_code(code, trial=True, source="") is None) is good


def test_a_code_has_a_source_or_is_marked_trial():
    assert rules.refuse_agency_code("H26", trial=False, source=" ")
    assert rules.refuse_agency_code("H26", trial=False, source="QĐ 1/QĐ-UBND") is None


def test_own_dossier_codes_need_the_province_s_decision():
    assert rules.refuse_own_codes(primary=True, ground="")
    assert rules.refuse_own_codes(primary=True, ground="CV 12/UBND") is None
    assert rules.refuse_own_codes(primary=False, ground="") is None


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("(0221) 3999-999", "02213999999"),
        ("113", None),
        ("912345678", None),
        ("09123", None),
        ("không có", None),
        ("", None),
        ("०९१२३४५६७८", None),
    ],
)
def test_telephones_are_kept_as_digits(text, digits):
    assert rules.phone_digits(text) == digits


@pytest.mark.parametrize(
    ("text", "digits"), [("113", "113"), ("1900 1234", "19001234"), ("1022", "1022"), ("12345", None)]
)
def test_a_hotline_may_be_a_service_number(text, digits):
    assert rules.phone_digits(text, hotline=True) == digits


NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(("days", "idle"), [(45, False), (46, True)])
def test_an_account_is_idle_after_45_days(days, idle):
    assert rules.idle_too_long(NOW - timedelta(days=days), NOW, NOW) is idle
    assert rules.idle_too_long(None, NOW - timedelta(days=days), NOW) is idle


@pytest.mark.parametrize(
    ("role", "days", "old"), [(Role.ADMIN, 61, True), (Role.ADMIN, 60, False), (Role.LEADER, 400, False)]
)
def test_only_administrators_passwords_age(role, days, old):
    assert rules.password_too_old(NOW - timedelta(days=days), rules.POWERS[role], NOW) is old


def test_an_administrator_s_screen_locks_sooner():
    assert rules.screen_lock(rules.POWERS[Role.ADMIN]) < rules.screen_lock(rules.POWERS[Role.RECEIVER])


LEAD = rules.POWERS[Role.LEADER]
YEAR = Period(D(2026, 1, 1), D(2027, 1, 1))


@pytest.mark.parametrize(
    ("period", "giver", "taker", "powers", "allowed"),
    [
        (Period(D(2026, 3, 1), D(2026, 4, 1)), YEAR, YEAR, LEAD, True),
        (Period(D(2026, 3, 1)), YEAR, Period(None), LEAD, False),
        (Period(D(2026, 3, 1), D(2027, 4, 1)), YEAR, Period(None), LEAD, False),
        (Period(D(2025, 12, 31), D(2026, 4, 1)), Period(None), YEAR, LEAD, False),
        (Period(D(2026, 3, 1), D(2026, 4, 1)), YEAR, YEAR, rules.POWERS[Role.SPECIALIST], False),
    ],
)
def test_signing_is_lent_by_who_signs_while_both_hold_their_posts(period, giver, taker, powers, allowed):
    assert (rules.refuse_delegation(period, giver, taker, powers) is None) is allowed


@pytest.mark.parametrize(
    ("name", "place", "full"),
    [
        ("Phòng Kinh tế", "xã Phụng Công", "Phòng Kinh tế xã Phụng Công"),
        ("Văn phòng UBND tỉnh", "tỉnh Phú Thọ", "Văn phòng UBND tỉnh Phú Thọ"),
        ("Huyện ủy Lâm Thao", "huyện Lâm Thao", "Huyện ủy Lâm Thao huyện Lâm Thao"),
        ("Văn phòng tỉnh", "tỉnh", "Văn phòng tỉnh tỉnh"),
    ],
)
def test_the_name_of_a_body_says_its_level_once(name, place, full):
    assert rules.name_of_body(name, place) == full

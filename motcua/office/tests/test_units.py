"""Units, venues, centres, codes, hours and days through perform; each refusal changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.kernel.worktime import Kind, WorkingDays, WorkingHours, due, is_open
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import queries, stamps
from motcua.office.commands import (
    CreateUnit,
    EnterAgencyCode,
    SetCalendarDay,
    SetCentre,
    SetNationalDay,
    SetOpeningHours,
    SetUnitValidity,
    SetVenue,
    load_calendars,
)
from motcua.office.commands.set_centre import CodeSource
from motcua.office.founding import found_commune
from motcua.office.models import AgencyCode, Unit, Venue
from motcua.office.packaged import year_key
from motcua.office.queries import names
from motcua.office.rules import Level
from motcua.office.tests.factories import make_commune

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
USUAL = ["07:30-11:30, 13:00-17:00"] * 5 + ["", ""]


def refused(error, command, actor):
    """Perform a command that must be refused, and see that no entry was written."""
    before = Entry.objects.count()
    with pytest.raises(error) as caught:
        perform(command, actor)
    assert Entry.objects.count() == before
    return caught.value


def test_a_commune_is_founded_with_the_names_the_law_gives(province, commune):
    found = {body.level: body for body in queries.bodies_of(commune.bodies.commune)}
    assert found[Level.CENTRE].full_name == "Trung tâm Phục vụ hành chính công xã Thử Một"
    assert found[Level.CENTRE].name == "Trung tâm Phục vụ hành chính công"
    assert found[Level.POLICE].full_name == "Công an xã Thử Một"
    assert found[Level.CENTRE].printed.endswith("xã Thử Một, tỉnh Thử Tỉnh")
    assert [unit.name for unit in queries.divisions_of(commune.bodies.commune)] == [
        "Phòng Kinh tế",
        "Phòng Văn hóa – Xã hội",
        "Văn phòng HĐND và UBND",
        "Công an",
        "Ban Chỉ huy quân sự",
    ]


def test_founding_again_makes_nothing_new(commune, boss):
    before = Unit.objects.count()
    assert found_commune(commune.bodies.commune, boss) == commune.bodies
    assert Unit.objects.count() == before


def test_any_body_finds_its_centre_and_committee(commune):
    for body in queries.bodies_of(commune.bodies.commune):
        assert queries.centre_of(body.id).id == commune.bodies.centre
        assert queries.committee_of(body.id).id == commune.bodies.committee


def test_a_body_may_be_prepared_before_it_stands(commune, boss):
    made = perform(
        CreateUnit(level=Level.OUTSIDE, parent=commune.bodies.commune, valid_from=date(2030, 1, 1), name="Chi nhánh"),
        boss,
    )
    unit = queries.unit(made.target)
    assert str(unit.state(DAY)) == "đang chuẩn bị, hoạt động từ 1/1/2030"
    assert unit.id in [body.id for body in queries.bodies_of(commune.bodies.commune)]
    perform(SetUnitValidity(unit=unit.id, valid_from=DAY, ground="QĐ 2"), boss)
    assert queries.unit(made.target).state(DAY) is None


@pytest.mark.parametrize(
    ("level", "name", "error"),
    [
        (Level.CENTRE, "", Conflict),
        (Level.DIVISION, "", BadInput),
        (Level.DIVISION, "  ", BadInput),
        (Level.DIVISION, "phòng kinh tế", Conflict),
        (Level.COMMUNE, "Xã Mới", RuleError),
    ],
)
def test_what_cannot_be_set_up(commune, boss, level, name, error):
    refused(error, CreateUnit(level=level, parent=commune.bodies.commune, valid_from=DAY, name=name), boss)


def test_nothing_stands_under_a_division(commune, boss):
    refused(RuleError, CreateUnit(level=Level.CENTRE, parent=commune.bodies.police, valid_from=DAY), boss)
    refused(NotFound, CreateUnit(level=Level.CENTRE, parent=new_id(), valid_from=DAY), boss)


def test_a_unit_with_people_cannot_end(commune, boss):
    end = SetUnitValidity(unit=commune.bodies.centre, valid_from=DAY, valid_to=date(2027, 1, 1), ground="QĐ 3")
    assert "chức vụ" in str(refused(RuleError, end, boss))
    empty = SetUnitValidity(unit=commune.bodies.military, valid_from=DAY, valid_to=date(2027, 1, 1), ground="QĐ 3")
    perform(empty, boss)
    assert str(queries.unit(commune.bodies.military).state(date(2027, 1, 1))) == "đã giải thể 1/1/2027"


def test_places_begin_and_end_by_the_data_set_alone(commune, boss):
    refused(Conflict, SetUnitValidity(unit=commune.bodies.commune, valid_from=DAY, ground="QĐ 3"), boss)


def test_a_node_speaks_for_the_centre_that_was_set_up_before_older_ones_it_only_knows(commune, province, boss):
    other = found_commune(make_commune(province, "91002", "Thử Xã Khác").id, boss, valid_from=date(2018, 1, 1)).centre
    today = date(2025, 7, 11)
    assert [row.id for row in queries.centres(today)] == [other, commune.bodies.centre]
    perform(SetCentre(unit=commune.bodies.centre, hotline="0221 3999 999"), boss)
    assert [row.id for row in queries.centres(today)] == [commune.bodies.centre, other]


def test_a_venue_replaces_another_from_its_first_day(commune, boss):
    first = perform(
        SetVenue(unit=commune.bodies.centre, name="Nhà A", address="Thôn Một", valid_from=date(2025, 7, 1)), boss
    )
    old = Venue.objects.get(pk=first.ids["venue"])
    perform(
        SetVenue(unit=commune.bodies.centre, name="Nhà B", address="Thôn Hai", valid_from=DAY, replaces=old.id), boss
    )
    assert [v.name for v in queries.venues_of(commune.bodies.centre, date(2026, 3, 1))] == ["Nhà A"]
    assert [v.name for v in queries.venues_of(commune.bodies.centre, DAY)] == ["Nhà B"]
    elsewhere = SetVenue(unit=commune.bodies.police, name="Nhà C", address="Thôn Ba", valid_from=DAY, replaces=old.id)
    refused(NotFound, elsewhere, boss)


def test_own_dossier_codes_only_with_the_province_s_decision(commune, boss):
    assert queries.settings_of(commune.bodies.centre).primary is False
    refused(RuleError, SetCentre(unit=commune.bodies.centre, code_source=CodeSource.PRIMARY), boss)
    perform(SetCentre(unit=commune.bodies.centre, code_source=CodeSource.PRIMARY, ground="CV 12/UBND-KSTTHC"), boss)
    ways = queries.settings_of(commune.bodies.police)
    assert (ways.primary, ways.ground, ways.warn_days) == (True, "CV 12/UBND-KSTTHC", 3)


@pytest.mark.parametrize("hotline", ["không có", "123456"])
def test_a_hotline_is_a_number(commune, boss, hotline):
    refused(BadInput, SetCentre(unit=commune.bodies.centre, hotline=hotline), boss)


def test_only_a_centre_has_a_centre_s_ways(commune, boss):
    refused(Conflict, SetCentre(unit=commune.bodies.police), boss)


def test_a_unit_s_code_is_found_by_day_also_by_its_divisions(commune, boss):
    enter = EnterAgencyCode
    perform(enter(unit=commune.bodies.committee, code="h99.1", valid_from=date(2025, 7, 1), source="QĐ 5"), boss)
    perform(enter(unit=commune.bodies.committee, code="H99.2", valid_from=DAY, trial=True), boss)
    for unit in (commune.bodies.committee, commune.bodies.centre, commune.bodies.police, commune.bodies.commune):
        assert queries.agency_code(unit, date(2026, 3, 1)).code == "H99.1"
        assert (queries.agency_code(unit, DAY).code, queries.agency_code(unit, DAY).trial) == ("H99.2", True)
    assert queries.agency_code(commune.bodies.centre, date(2025, 6, 30)) is None


def test_the_nearest_code_holds(commune, boss):
    perform(EnterAgencyCode(unit=commune.bodies.committee, code="H99.1", valid_from=DAY, source="QĐ 5"), boss)
    perform(EnterAgencyCode(unit=commune.bodies.centre, code="H99.1.1", valid_from=DAY, source="QĐ 5"), boss)
    assert queries.agency_code(commune.bodies.centre, DAY).code == "H99.1.1"
    assert queries.agency_code(commune.bodies.police, DAY).code == "H99.1"


def test_two_units_never_bear_one_code_at_a_time(commune, boss):
    perform(EnterAgencyCode(unit=commune.bodies.committee, code="H99.1", valid_from=DAY, source="QĐ 5"), boss)
    refused(RuleError, EnterAgencyCode(unit=commune.bodies.police, code="H99.1", valid_from=DAY, source="QĐ 5"), boss)
    refused(
        RuleError, EnterAgencyCode(unit=commune.bodies.committee, code="H99.2", valid_from=DAY, source="QĐ 5"), boss
    )
    refused(BadInput, EnterAgencyCode(unit=commune.bodies.police, code="H99.3", valid_from=DAY), boss)
    assert AgencyCode.objects.filter(code__startswith="H99").count() == 1


def test_hours_of_a_unit_hold_from_their_day_for_all_under_it(commune, boss):
    load_calendars(boss)
    summer = ["07:00-11:00, 13:30-17:30"] * 5 + ["", ""]
    extra = [""] * 5 + ["08:00-11:00", ""]
    centre, police = commune.bodies.centre, commune.bodies.police
    hours = SetOpeningHours(unit=commune.bodies.commune, valid_from=DAY, week=summer, extra=extra, ground="QĐ 7")
    perform(hours, boss)
    for unit in (centre, police):
        calendar = queries.calendar_for(unit)
        assert is_open(calendar, clock.at(2026, 2, 27, 7, 15)) is False
        assert is_open(calendar, clock.at(2026, 3, 2, 7, 15)) is True
        assert is_open(calendar, clock.at(2026, 3, 7, 9)) is True, "extra hours on Saturday receive"
    at = due(queries.calendar_for(centre), clock.at(2026, 3, 7, 9), WorkingHours(1)).at
    assert at == clock.at(2026, 3, 9, 8), "but working hours do not run then"
    perform(SetOpeningHours(unit=centre, valid_from=date(2026, 4, 1), week=USUAL, ground="QĐ 8"), boss)
    assert is_open(queries.calendar_for(centre), clock.at(2026, 4, 4, 9)) is False, "a new week ends the extra hours"
    assert is_open(queries.calendar_for(police), clock.at(2026, 4, 4, 9)) is True


@pytest.mark.parametrize(
    ("week", "extra", "error"),
    [
        (["07:30-11:30"] * 6, [""] * 7, BadInput),
        ([""] * 7, [""] * 7, BadInput),
        (["11:30-07:30"] * 7, [""] * 7, BadInput),
        (USUAL, ["11:00-12:00"] + [""] * 6, BadInput),
    ],
)
def test_hours_that_cannot_be(commune, boss, week, extra, error):
    command = SetOpeningHours(unit=commune.bodies.centre, valid_from=DAY, week=week, extra=extra, ground="QĐ 7")
    refused(error, command, boss)


def test_hours_are_not_slipped_in_before_later_ones(commune, boss):
    perform(SetOpeningHours(unit=commune.bodies.centre, valid_from=DAY, week=USUAL, ground="QĐ 7"), boss)
    perform(SetOpeningHours(unit=commune.bodies.centre, valid_from=DAY, week=USUAL, ground="QĐ 7a"), boss)
    assert [week.ground for week in queries.hours_of(commune.bodies.centre)] == ["QĐ 7a"]
    earlier = SetOpeningHours(unit=commune.bodies.centre, valid_from=date(2026, 1, 5), week=USUAL, ground="QĐ 8")
    refused(Conflict, earlier, boss)


def test_a_day_off_of_one_commune_moves_only_its_due_dates(commune, neighbour, boss):
    load_calendars(boss)
    ask = (clock.at(2026, 3, 2, 9), WorkingDays(1))
    assert due(queries.calendar_for(commune.bodies.centre), *ask).at == clock.at(2026, 3, 3, 9)
    off = SetCalendarDay(unit=commune.bodies.commune, day=date(2026, 3, 3), kind=Kind.HOLIDAY, ground="QĐ 9")
    perform(off, boss)
    assert due(queries.calendar_for(commune.bodies.centre), *ask).at == clock.at(2026, 3, 4, 9)
    assert due(queries.calendar_for(neighbour.bodies.centre), *ask).at == clock.at(2026, 3, 3, 9)
    perform(SetCalendarDay(unit=commune.bodies.commune, day=date(2026, 3, 3), kind=None, ground="QĐ 10"), boss)
    assert due(queries.calendar_for(commune.bodies.centre), *ask).at == clock.at(2026, 3, 3, 9)
    assert queries.unit_days(commune.bodies.commune, 2026) == ()


def test_a_national_decision_shows_at_once_everywhere(commune, neighbour, boss):
    load_calendars(boss)
    day = date(2026, 3, 3)
    queries.calendar_for(neighbour.bodies.centre)
    decide = SetNationalDay(calendar_year=year_key(2026), day=day, kind=Kind.HOLIDAY, ground="NQ thử")
    perform(decide, boss)
    for where in (commune, neighbour):
        answer = due(queries.calendar_for(where.bodies.centre), clock.at(2026, 3, 2, 9), WorkingDays(1))
        assert answer.at == clock.at(2026, 3, 4, 9)
    perform(SetNationalDay(calendar_year=year_key(2026), day=day, kind=None, ground="NQ thử 2"), boss)
    answer = due(queries.calendar_for(commune.bodies.centre), clock.at(2026, 3, 2, 9), WorkingDays(1))
    assert answer.at == clock.at(2026, 3, 3, 9)


@pytest.mark.parametrize(
    ("kind", "intervals"), [(Kind.HOLIDAY, "07:30-11:30"), (Kind.CHANGED_HOURS, ""), (Kind.MAKE_UP, "sáng")]
)
def test_a_day_that_contradicts_itself_is_refused(commune, boss, kind, intervals):
    command = SetCalendarDay(unit=commune.bodies.centre, day=DAY, kind=kind, intervals=intervals, ground="QĐ 9")
    refused(BadInput, command, boss)


def test_a_day_of_another_year_is_refused(boss):
    load_calendars(boss)
    day = SetNationalDay(calendar_year=year_key(2026), day=date(2027, 1, 1), kind=Kind.HOLIDAY, ground="NQ")
    refused(BadInput, day, boss)


def test_what_is_kept_costs_nothing_to_ask_again(commune, boss, django_assert_num_queries):
    load_calendars(boss)
    stamps.forget()
    queries.calendar_for(commune.bodies.centre)
    queries.agency_code(commune.bodies.centre, DAY)
    queries.settings_of(commune.bodies.centre)
    with django_assert_num_queries(0):
        queries.calendar_for(commune.bodies.centre)
        queries.agency_code(commune.bodies.centre, DAY)
        queries.settings_of(commune.bodies.centre)


def test_names_that_memory_lacks_are_read_in_one_statement_and_kept(commune, django_assert_num_queries):
    bodies = [commune.bodies.centre, commune.bodies.committee, *commune.bodies.divisions.values()]
    expected = {id_: Unit.objects.get(pk=id_).full_name for id_ in bodies}
    stamps.forget()
    stamps.word()
    assert queries.unit(bodies[0]).full_name == expected[bodies[0]]
    with django_assert_num_queries(1):
        assert names.names_of(bodies) == expected
    with django_assert_num_queries(0):
        assert names.names_of(bodies) == expected
        assert {id_: queries.unit(id_).full_name for id_ in bodies} == expected
        assert names.names_of([]) == {}


def test_the_name_of_a_unit_that_is_none_is_refused(commune):
    with pytest.raises(NotFound):
        names.names_of([commune.bodies.centre, new_id()])


def test_names_are_whole_when_memory_is_full(commune, monkeypatch):
    monkeypatch.setattr(stamps, "MOST", 2)
    bodies = [commune.bodies.centre, commune.bodies.committee, *commune.bodies.divisions.values()]
    stamps.forget()
    assert names.names_of(bodies) == {id_: Unit.objects.get(pk=id_).full_name for id_ in bodies}
    assert names.names_of(bodies[:1])


def test_an_edit_elsewhere_is_seen_when_the_word_is_read_again(commune, boss, monkeypatch):
    stamps.forget()
    assert queries.unit(commune.bodies.centre).phone == ""
    Unit.objects.filter(pk=commune.bodies.centre).update(phone="113")
    assert queries.unit(commune.bodies.centre).phone == "", "within the second the word is trusted"
    # What another process does: its rows and another word, without a word to this process.
    from motcua.office.models import Stamp

    Stamp.objects.update_or_create(name=stamps.NAME, defaults={"value": "khác"})
    monkeypatch.setattr(stamps, "TRUSTED_FOR", -1.0)
    assert queries.unit(commune.bodies.centre).phone == "113"


def test_an_edit_rolled_back_leaves_nothing_behind_in_memory(commune):
    from django.db import transaction

    centre = commune.bodies.centre
    stamps.forget()
    with transaction.atomic():
        Unit.objects.filter(pk=centre).update(phone="113")
        stamps.bump()
        assert queries.unit(centre).phone == "113"
        transaction.set_rollback(True)
    assert queries.unit(centre).phone == ""


def test_bodies_are_found_by_words_of_their_names(commune):
    found = queries.search_units("cong an thu mot")
    assert [unit.id for unit in found] == [commune.bodies.police]

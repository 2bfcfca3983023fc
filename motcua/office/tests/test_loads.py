"""Packaged data: whole, once for an edition, updated by a later one, and never over what people entered."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, RuleError
from motcua.kernel.worktime import Kind, WorkingDays, due
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import packaged, queries
from motcua.office.commands import (
    LoadCalendars,
    LoadUnits,
    SetNationalDay,
    SetVenue,
    load_calendars,
    load_units,
)
from motcua.office.founding import found_commune
from motcua.office.models import CalendarDay, CalendarYear, DataLoad, Unit
from motcua.office.rules import Level

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


def test_all_provinces_and_communes_of_the_two_tier_government_are_there(loaded, boss):
    standing = Unit.objects.filter(valid_to__isnull=True)
    assert standing.filter(level=Level.PROVINCE).count() == 34
    assert standing.filter(level=Level.COMMUNE).count() == 3321
    assert not standing.filter(level=Level.DISTRICT).exists()


def test_loading_again_writes_nothing(loaded, boss):
    before = (Unit.objects.count(), Entry.objects.count())
    assert load_units(boss) is None
    assert (Unit.objects.count(), Entry.objects.count()) == before


def test_a_later_edition_brings_facts_up_to_date_and_keeps_what_people_entered(loaded, boss):
    commune = queries.search_units("xã Phụng Công, Hưng Yên", on=TODAY)[0]
    perform(SetVenue(unit=commune.id, name="Trụ sở", address="Thôn Thử", valid_from=TODAY), boss)
    Unit.objects.filter(pk=commune.id).update(full_name="xã Sai", phone="02213999999")
    seen = []
    with packaged.reporting(lambda done, all_: seen.append((done, all_))):
        perform(LoadUnits(edition="sau"), boss)
    row = Unit.objects.get(pk=commune.id)
    assert (row.full_name, row.phone, row.version) == ("xã Phụng Công", "02213999999", 1)
    assert queries.venues_of(commune.id, TODAY)[0].address == "Thôn Thử"
    assert seen[-1][0] == seen[-1][1] == DataLoad.objects.get(edition="sau").rows
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_the_first_act_on_a_packaged_unit_is_the_first_entry_of_its_stream(loaded, boss):
    commune = queries.search_units("xã Phụng Công", on=TODAY)[0]
    outcome = perform(SetVenue(unit=commune.id, name="Trụ sở", address="Thôn Thử", valid_from=TODAY), boss)
    assert outcome.version == 1
    assert Entry.objects.filter(stream_id=commune.id).count() == 1


def test_nobody_but_the_system_loads(commune):
    for command in (LoadUnits(edition="x"), LoadCalendars(edition="x")):
        with pytest.raises(NotAllowed):
            perform(command, commune.actor("admin"))
    assert not DataLoad.objects.filter(edition="x").exists()


def test_old_units_say_where_they_went(loaded):
    (old,) = [row for row in queries.search_units("Yên Nghiệp", on=TODAY) if row.name == "Yên Nghiệp"]
    _, after = queries.lineage(old.id)
    assert [heir.unit.name for heir in after] == ["Đại Đồng"]
    assert str(old.state(TODAY)) == "đã giải thể 1/7/2025"
    before, _ = queries.lineage(after[0].unit.id)
    assert old.id in [heir.unit.id for heir in before]


def test_who_types_an_old_commune_is_led_to_the_centre_of_the_new_one(loaded, boss):
    (old,) = [row for row in queries.search_units("Yên Nghiệp", on=TODAY) if row.name == "Yên Nghiệp"]
    (new,) = queries.heirs(old.id, TODAY)
    bodies = found_commune(new.id, boss)
    assert queries.centre_of(new.id).id == bodies.centre
    assert queries.heirs(new.id, TODAY) == (new,)
    assert queries.heirs(old.id, date(2025, 6, 30)) == (queries.unit(old.id),)


def test_a_divided_unit_has_its_usual_heir_first(loaded):
    city = next(row for row in queries.search_units("thành phố Thái Bình", on=TODAY) if row.level is Level.DISTRICT)
    names = {row.name for row in queries.heirs(city.id, TODAY)}
    assert names >= {"Trần Hưng Đạo", "Trà Lý", "Trần Lãm", "Thái Bình", "Vũ Phúc"}


def test_one_name_finds_every_unit_that_bears_it_with_its_province(loaded):
    found = queries.search_units("Thái Bình", on=TODAY, limit=50)
    exact = [row for row in found if row.name == "Thái Bình"]
    assert len(exact) >= 4
    assert {row.level for row in exact} >= {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}
    assert len({row.printed for row in exact}) == len(exact)


def test_the_asker_s_province_comes_first(loaded):
    for code in ("40", "25"):
        home = queries.unit_by_code(code, TODAY)
        first = queries.search_units("Đại Đồng", near=home.id, on=TODAY)[0]
        assert first.province == home.id


def test_a_code_is_told_apart_by_day(loaded):
    before, since = (queries.unit_by_code("09340", day) for day in (date(2025, 6, 30), TODAY))
    assert (before.full_name, since.full_name) == ("xã Hoàn Sơn", "xã Đại Đồng")


def test_a_node_without_calendars_gives_no_date_but_says_so(commune):
    with pytest.raises(RuleError, match="Chưa có lịch"):
        queries.calendar_for(commune.bodies.centre)


def test_the_packaged_calendar_gives_the_due_date_everybody_checks(commune, boss):
    load_calendars(boss)
    calendar = queries.calendar_for(commune.bodies.centre)
    assert due(calendar, clock.at(2025, 8, 29, 9), WorkingDays(5)).at == clock.at(2025, 9, 9, 9)


def test_calendars_load_once_and_leave_decided_days_alone(boss):
    load_calendars(boss)
    days = CalendarDay.objects.count()
    year = next(year for year in queries.calendar_years() if year.year == 2027)
    day = date(2027, 11, 24)
    perform(SetNationalDay(calendar_year=year.id, day=day, kind=Kind.HOLIDAY, ground="Nghị quyết thử"), boss)
    assert load_calendars(boss) is None
    perform(LoadCalendars(edition="sau"), boss)
    kept = CalendarDay.objects.get(unit=None, day=day)
    assert (kept.kind, kept.ground, kept.edited) == ("holiday", "Nghị quyết thử", True)
    assert CalendarDay.objects.count() in (days, days + 1)
    assert CalendarYear.objects.filter(year=2027).count() == 1
    assert CalendarYear.objects.get(year=2027).version == 1

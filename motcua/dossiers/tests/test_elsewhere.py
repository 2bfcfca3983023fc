"""Where the citizen was helped and who is competent, where that is not here: what may be chosen, found and kept."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from motcua.config.demo.centre import founder
from motcua.dossiers import elsewhere
from motcua.dossiers.models import Dossier
from motcua.dossiers.tests.test_accept import accepted, birth
from motcua.kernel.errors import BadInput
from motcua.kernel.ids import new_id
from motcua.ledger import replay
from motcua.ledger.perform import perform
from motcua.office import founding, stamps
from motcua.office.commands import CreateUnit
from motcua.office.gazetteer.search import search as gazetteer
from motcua.office.models import Unit, UnitLineage, Venue
from motcua.office.packaged import unit_key
from motcua.office.rules import Level
from motcua.office.tests.factories import make_commune

REFORM = date(2025, 7, 1)


@pytest.fixture
def around(town):
    """What lies around the town: a commune with bodies, one without, one dissolved, one to come, a support point."""
    province = Unit.objects.get(level="province")
    near = make_commune(province, "91", "Tân Thử")
    old = make_commune(province, "93", "Cũ Thử")
    Unit.objects.filter(pk=old.pk).update(valid_to=REFORM)
    UnitLineage.objects.create(old=old, new=near, since=REFORM)
    future = make_commune(province, "94", "Mai Thử")
    Unit.objects.filter(pk=future.pk).update(valid_from=town.at.date() + timedelta(days=1))
    district = make_commune(province, "95", "Huyện Thử")
    Unit.objects.filter(pk=district.pk).update(level="district")
    bare = make_commune(province, "92", "Trống Thử")
    stamps.forget()
    bodies = founding.found_commune(near.id, founder(), valid_from=REFORM, ground="Kiểm thử")
    point = CreateUnit(
        level=Level.OUTSIDE, parent=town.bodies.commune, valid_from=REFORM, name="Điểm hỗ trợ thôn Thử", ground="x"
    )
    return SimpleNamespace(
        province=province.id,
        near=near.id,
        bodies=bodies,
        bare=bare.id,
        old=old.id,
        future=future.id,
        district=district.id,
        point=perform(point, founder()).target,
    )


def test_without_a_word_both_are_here(town, around):
    dossier = accepted(town)
    assert (dossier.helped_at_id, dossier.competent_id) == (town.bodies.centre, town.bodies.committee)


def test_a_commune_stands_for_its_centre_and_for_the_body_the_procedure_names(town, around):
    dossier = accepted(town, helped_at=around.near, competent=around.near)
    assert (dossier.helped_at_id, dossier.competent_id) == (around.bodies.centre, around.bodies.committee)
    place, day = SimpleNamespace(centre=None), town.at.date()
    assert elsewhere.competent(around.near, "commune_police", place, day) == around.bodies.police
    assert elsewhere.competent(around.near, "commune_military", place, day) == around.bodies.military


def test_a_commune_whose_bodies_these_books_do_not_know_is_kept_itself(town, around):
    dossier = accepted(town, helped_at=around.bare, competent=around.bare)
    assert (dossier.helped_at_id, dossier.competent_id) == (around.bare, around.bare)


def test_a_body_of_a_commune_that_is_only_being_prepared_does_not_stand_for_it_yet(town, around):
    later = town.at.date() + timedelta(days=30)
    founding.found_commune(around.bare, founder(), valid_from=later, ground="Kiểm thử")
    assert accepted(town, helped_at=around.bare).helped_at_id == around.bare


def test_the_units_chosen_follow_from_the_history(town, around):
    dossier = accepted(town, helped_at=around.point, competent=around.bodies.police)
    assert replay.compare([dossier.id]) == []
    assert replay.replayed() >= {"dossier"}
    assert (dossier.helped_at_id, dossier.competent_id) == (around.point, around.bodies.police)


@pytest.mark.parametrize("field", ["helped_at", "competent"])
@pytest.mark.parametrize("what", ["old", "future", "district", "unknown"])
def test_what_does_not_stand_on_the_day_is_refused_and_writes_nothing(town, around, field, what):
    with pytest.raises(BadInput) as refused:
        perform(birth(town, **{field: getattr(around, what, new_id())}), town["tiepnhan"])
    assert refused.value.field == field
    assert not Dossier.objects.exists()


def test_a_whole_province_helped_nobody_but_may_be_competent(town, around):
    with pytest.raises(BadInput, match="quá rộng"):
        perform(birth(town, helped_at=around.province), town["tiepnhan"])
    assert accepted(town, competent=around.province).competent_id == around.province


def test_bodies_are_found_by_some_words_of_their_names_without_marks(town, around):
    found = elsewhere.search(town["tiepnhan"], "cong an tan thu", "competent")
    assert [one.id for one in found] == [around.bodies.police]
    assert found[0].name.endswith("tỉnh Hưng Yên")


def test_a_building_leads_to_the_unit_that_works_in_it_while_it_is_used(town, around):
    Venue.objects.create(unit_id=around.point, name="Nhà văn hóa thôn Thử", address="Đường Bằng Lăng")
    Venue.objects.create(
        unit_id=around.point, name="Nhà kho", address="Đường Hoa Sữa", valid_to=town.at.date() - timedelta(days=1)
    )
    (found,) = elsewhere.search(town["tiepnhan"], "bang lang", "helped_at")
    assert (found.id, found.venue) == (around.point, "Nhà văn hóa thôn Thử, Đường Bằng Lăng")
    assert elsewhere.search(town["tiepnhan"], "hoa sua", "helped_at") == ()


def test_an_old_name_leads_to_who_took_over(town, around):
    hit = next(hit for hit in gazetteer("xã Mễ Sở, Hưng Yên", on=town.at.date()) if hit.unit.valid_to is None)
    row = make_commune(Unit.objects.get(pk=around.province), "96", hit.unit.name)
    Unit.objects.filter(pk=row.pk).update(valid_to=REFORM)
    old = Unit.objects.get(pk=row.pk)
    old.pk = unit_key(hit.unit.id)
    old.save()
    UnitLineage.objects.create(old=old, new_id=around.near, since=REFORM)
    stamps.forget()
    assert around.near in [one.id for one in elsewhere.search(town["tiepnhan"], "xã Mễ Sở, Hưng Yên", "competent")]


@pytest.mark.parametrize("typed", ["", " ", "x", "%", "___", "'; drop table--", "<script>", "9" * 5000])
def test_what_is_no_name_finds_nothing(town, around, typed):
    assert elsewhere.search(town["tiepnhan"], typed, "helped_at") == ()


def test_a_next_dossier_begins_with_the_place_of_help_and_with_the_place_not_the_body_that_is_competent(town, around):
    here = town.bodies.centre
    assert elsewhere.remembered(around.bodies.police, "competent", here) == around.near
    assert elsewhere.remembered(around.bare, "competent", here) == around.bare
    assert elsewhere.remembered(town.bodies.police, "competent", here) is None
    assert elsewhere.remembered(around.point, "helped_at", here) == around.point
    assert elsewhere.remembered(here, "helped_at", here) is None

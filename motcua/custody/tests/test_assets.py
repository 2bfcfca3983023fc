"""The register: one label, one managing unit or none, corrections with a trace, nothing by whom it does not concern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.custody.commands import (
    ChangeCondition,
    CorrectAsset,
    Facts,
    MoveAsset,
    PhotographAsset,
    RegisterAsset,
    SettleManager,
    WriteOffAsset,
)
from motcua.custody.models import Asset, Holding
from motcua.custody.queries import register as queries
from motcua.custody.queries.register import Narrow
from motcua.custody.rules.assets import Condition, Disposal, Use
from motcua.custody.tests.factories import register
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


def test_labels_of_a_commune_have_no_gaps_even_after_a_refusal(region):
    first = register(region)
    with pytest.raises(MotcuaError):
        register(region, name="")
    with pytest.raises(MotcuaError):
        register(region, unit=region.centres["tra-ly"])
    second, other = register(region), register(region, "tra-ly")
    codes = [Asset.objects.get(pk=one).code for one in (first, second, other)]
    assert codes == ["TS-08527-00001", "TS-08527-00002", "TS-12817-00001"]


def test_trial_assets_have_labels_of_their_own_and_are_not_seen_beside_real_ones(region):
    register(region)
    trial = replace(region["csvc-cao-xa"], realm=Realm.TRIAL)
    command = RegisterAsset(
        place=region.places["cao-xa"], unit=region.centres["cao-xa"], facts=Facts(name="Máy thử", kind="pc")
    )
    asset = perform(command, trial).target
    assert Asset.objects.get(pk=asset).code == "THU-08527-00001"
    assert [row.code for row in queries.listing(trial).rows] == ["THU-08527-00001"]
    assert [row.code for row in queries.listing(region["csvc-cao-xa"]).rows] == ["TS-08527-00001"]
    with pytest.raises(NotFound):
        queries.asset_page(region["csvc-cao-xa"], asset)


def test_the_managing_unit_is_said_or_said_to_be_unknown_and_never_left_out(region):
    with pytest.raises(TypeError):
        RegisterAsset(place=region.places["cao-xa"], facts=Facts(name="Nhà", kind="hall"))
    hall = register(region, kind="hall", name="Hội trường thử", unit=None)
    assert not Holding.objects.filter(asset=hall).exists()
    unclear = queries.listing(region["csvc-cao-xa"], Narrow(unclear=True)).rows
    assert [row.id for row in unclear] == [hall]
    assert queries.counts(region["csvc-cao-xa"]).unclear == 1


def test_a_manager_is_settled_once_and_from_then_on_only_minutes_move_it(region):
    hall = register(region, kind="hall", name="Hội trường thử", unit=None)
    who, committee = region["csvc-cao-xa"], region.committees["cao-xa"]
    with pytest.raises(BadInput):
        perform(SettleManager(asset=hall, unit=region.committees["tra-ly"], ground="QĐ 1"), who)
    with pytest.raises(BadInput):
        perform(SettleManager(asset=hall, unit=committee, ground=" "), who)
    perform(SettleManager(asset=hall, unit=committee, ground="QĐ 1/QĐ-UBND thử"), who)
    assert Asset.objects.get(pk=hall).unit_id == committee
    assert queries.listing(who, Narrow(unclear=True)).rows == ()
    with pytest.raises(RuleError, match="biên bản"):
        perform(SettleManager(asset=hall, unit=region.centres["cao-xa"], ground="QĐ 2"), who)
    assert Holding.objects.filter(asset=hall, until__isnull=True).count() == 1


def test_two_open_managers_cannot_coexist_in_the_tables(region):
    asset = register(region)
    with pytest.raises(IntegrityError), transaction.atomic():
        Holding.objects.create(asset_id=asset, unit_id=region.committees["cao-xa"], since=clock.today(), ground="x")


def test_an_asset_of_a_dissolved_unit_stands_on_the_unclear_list(region):
    from motcua.custody.commands import RegisterAsset
    from motcua.office.models import Unit

    asset = register(region, unit=region.committees["cao-xa"])
    Unit.objects.filter(pk=region.committees["cao-xa"]).update(valid_to=date(2025, 6, 12))
    assert [row.id for row in queries.listing(region["csvc-cao-xa"], Narrow(unclear=True)).rows] == [asset]
    with pytest.raises(RuleError, match="giải thể"):
        perform(
            RegisterAsset(
                place=region.places["cao-xa"],
                unit=region.committees["cao-xa"],
                facts=Facts(name="Máy", kind="pc"),
            ),
            region["csvc-cao-xa"],
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"kind": "spaceship"}, "kind"),
        ({"year_made": 2026}, "year_made"),
        ({"used_since": date(2025, 6, 13)}, "used_since"),
        ({"cost": -1}, "facts"),
        ({"latitude": 21.0}, "latitude"),
        ({"latitude": 121.0, "longitude": 105.0}, "facts"),
        ({"condition": Condition.BROKEN}, "use"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_leaves_nothing(region, values, field):
    before = Entry.objects.count()
    with pytest.raises(MotcuaError) as refused:
        register(region, **values)
    assert refused.value.field == field
    assert not Asset.objects.exists()
    assert Entry.objects.count() == before


def test_a_serial_number_is_entered_once_for_a_kind(region):
    register(region, serial="SN-1")
    register(region, kind="printer", serial="SN-1")
    with pytest.raises(RuleError, match="sê-ri"):
        register(region, serial="sn-1")


def test_a_correction_keeps_what_was_said_before_and_why(region):
    asset, who = register(region, model="Vostro", cost=15_000_000), region["csvc-cao-xa"]
    facts = Facts(name="Máy tính thử", kind="pc", model="OptiPlex", cost=14_000_000)
    with pytest.raises(BadInput):
        perform(CorrectAsset(asset=asset, facts=facts, reason=""), who)
    perform(CorrectAsset(asset=asset, facts=facts, reason="Ghi nhầm"), who)
    with pytest.raises(BadInput, match="Không có gì"):
        perform(CorrectAsset(asset=asset, facts=facts, reason="Lại"), who)
    page = queries.asset_page(who, asset)
    assert page.facts.model == "OptiPlex"
    assert "Vostro → OptiPlex" in str(page.history[0].what)
    assert page.history[0].words == "Ghi nhầm"
    assert [row.id for row in queries.listing(who, Narrow(text="optiplex")).rows] == [asset]
    assert queries.listing(who, Narrow(text="vostro")).rows == ()


def test_condition_use_and_place_change_with_a_trace(region):
    asset, who = register(region, room="Quầy 1"), region["csvc-cao-xa"]
    with pytest.raises(RuleError):
        perform(ChangeCondition(asset=asset, condition=Condition.BROKEN, use=Use.IN_USE, reason="Cháy nguồn"), who)
    perform(ChangeCondition(asset=asset, condition=Condition.BROKEN, use=Use.REPAIR, reason="Cháy nguồn"), who)
    perform(MoveAsset(asset=asset, room="Kho", user=region["tn-cao-xa"].official), who)
    row = queries.asset_page_row(who, asset)
    assert (row.condition, row.use, row.room) == (Condition.BROKEN, Use.REPAIR, "Kho")
    assert row.user_name == region["tn-cao-xa"].name
    with pytest.raises(BadInput):
        perform(MoveAsset(asset=asset, room="Kho", user=region["tn-tra-ly"].official), who)


def test_the_name_of_who_uses_it_lies_in_the_private_part(region):
    asset = register(region, user=region["tn-cao-xa"].official)
    entry = Entry.objects.get(stream_id=asset)
    assert region["tn-cao-xa"].name not in entry.payload
    assert region["tn-cao-xa"].name in entry.private_parts.get().payload


def test_a_written_off_asset_keeps_its_history_and_changes_no_more(region):
    asset, who = register(region), region["csvc-cao-xa"]
    wish = WriteOffAsset(asset=asset, disposal=Disposal.LIQUIDATED, decision="", decided_on=date(2025, 6, 12))
    with pytest.raises(BadInput):
        perform(wish, who)
    perform(
        WriteOffAsset(asset=asset, disposal=Disposal.LIQUIDATED, decision="QĐ 9", decided_on=date(2025, 6, 12)), who
    )
    assert queries.listing(who).rows == ()
    assert [row.id for row in queries.listing(who, Narrow(gone=True)).rows] == [asset]
    assert not Holding.objects.filter(asset=asset, until__isnull=True).exists()
    with pytest.raises(Conflict):
        perform(MoveAsset(asset=asset, room="Kho"), who)
    assert len(queries.asset_page(who, asset).history) == 2


@pytest.mark.parametrize("who", ["csvc-tra-ly", "ct-cao-xa", "khoakd", "tn-cao-xa", "kt-cao-xa"])
def test_others_change_nothing(region, who):
    asset = register(region)
    with pytest.raises(NotAllowed):
        perform(MoveAsset(asset=asset, room="Kho"), region[who])
    assert Entry.objects.filter(stream_id=asset).count() == 1


@pytest.mark.parametrize(
    ("who", "sees"),
    [("gd-cao-xa", 1), ("ct-cao-xa", 1), ("kt-cao-xa", 1), ("khoakd", 2), ("csvc-tra-ly", 1), ("tp-thaibinh", 1)],
)
def test_lists_counts_search_and_export_reach_equally_far(region, who, sees):
    for key in ("cao-xa", "xuan-lung", "tra-ly"):
        register(region, key, name="Máy in HP")
    actor = region[who]
    assert len(queries.listing(actor).rows) == sees
    assert len(queries.listing(actor, Narrow(text="may in")).rows) == sees
    assert queries.counts(actor).total == sees
    assert len(queries.exported(actor)) == sees


@pytest.mark.parametrize("who", ["tn-cao-xa", "lt-cao-xa", "thicong"])
def test_who_may_not_read_reads_nothing(region, who):
    register(region)
    with pytest.raises(NotAllowed):
        queries.listing(region[who])


def test_another_commune_is_not_found_by_id_code_or_filter(region):
    asset = register(region)
    code = Asset.objects.get(pk=asset).code
    other = region["csvc-tra-ly"]
    with pytest.raises(NotFound):
        queries.asset_page(other, asset)
    with pytest.raises(NotFound):
        queries.listing(other, Narrow(place=region.places["cao-xa"]))
    assert queries.by_code(other, code) is None
    assert queries.by_code(region["khoakd"], f" {code.lower()} ").id == asset


def test_pages_follow_one_another_without_loss_or_repetition(region):
    made = {register(region, name=f"Máy {n}") for n in range(7)}
    who, after, seen = region["csvc-cao-xa"], None, []
    while True:
        page = queries.listing(who, after=after, limit=3)
        seen += [row.id for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == 7
    assert set(seen) == made


def test_the_list_costs_the_same_statements_for_one_and_for_many(region, django_assert_max_num_queries):
    for number in range(12):
        register(region, name=f"Máy {number}")
    queries.listing(region["csvc-cao-xa"])
    with django_assert_max_num_queries(5):
        queries.listing(region["csvc-cao-xa"])


def test_a_photo_must_be_a_stored_picture(region):
    asset = register(region)
    with pytest.raises(BadInput, match="JPG"):
        perform(PhotographAsset(asset=asset, sha256="0" * 64), region["csvc-cao-xa"])


def test_mixed_sets_come_first(region):
    for model, year in (("Vostro", 2024), ("OptiPlex", 2017)):
        register(region, model=model, year_made=year)
    register(region, kind="printer", model="HP", year_made=2024)
    first, second = queries.series(region["gd-cao-xa"], region.centres["cao-xa"], region.places["cao-xa"])
    assert (first.kind, first.mixed, first.count) == ("pc", True, 2)
    assert (second.kind, second.mixed) == ("printer", False)

"""Norms in editions, results that can be reckoned again, requests followed to the last registered device."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.custody import duties
from motcua.custody.commands import (
    ApproveRequest,
    Ask,
    Asked,
    CorrectRequest,
    DeliverRequest,
    DraftRequest,
    ImportDepreciation,
    KindRate,
    OrderRequest,
    RecordGaps,
    ReturnRequest,
    SubmitRequest,
)
from motcua.custody.models import GapReview, Norm, SupplyLine
from motcua.custody.queries import norms as queries
from motcua.custody.queries import register as assets
from motcua.custody.queries import requests, worth
from motcua.custody.rules.assets import Condition, Use
from motcua.custody.rules.gaps import Per
from motcua.custody.rules.requests import RequestState
from motcua.custody.tests.factories import issue, register
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

V2 = (Ask(kind="pc", quantity=5, unit_cost=15_000_000), Ask(kind="kiosk", quantity=1, unit_cost=40_000_000))


def record(region, key="cao-xa", **values):
    command = RecordGaps(place=region.places[key], centre=region.centres[key], **values)
    return perform(command, region[f"csvc-{key}"]).target


def test_a_centre_stands_to_the_norm_in_force_on_the_day(region):
    issue(region)
    issue(region, V2, valid_from=date(2025, 6, 20), number="02/HD-UBND thử")
    register(region)
    who, place = region["gd-cao-xa"], region.places["cao-xa"]
    stand = queries.stand_of(who, place, counters=4, officers=5)
    assert (stand.norm.edition, [gap.lacking for gap in stand.gaps], stand.cost) == (1, [2, 4], 30_000_000)
    with clock.fixed(clock.at(2025, 6, 20, 8)):
        stand = queries.stand_of(who, place, counters=4, officers=5)
    assert (stand.norm.edition, [gap.lacking for gap in stand.gaps], stand.cost) == (2, [4, 1], 100_000_000)


def test_without_a_norm_or_the_number_of_counters_nothing_is_met(region):
    who, place = region["gd-cao-xa"], region.places["cao-xa"]
    assert queries.stand_of(who, place).norm is None
    with pytest.raises(RuleError, match="Chưa có hướng dẫn"):
        record(region)
    issue(region)
    register(region, kind="scanner")
    stand = queries.stand_of(who, place)
    assert [(gap.required, gap.met) for gap in stand.gaps] == [(3, False), (None, False)]
    assert (stand.met, stand.unpriced) == (0, 1)


def test_a_norm_holds_for_the_communes_under_its_place_alone(region):
    issue(region)
    assert queries.stand_of(region["gd-xuan-lung"], region.places["xuan-lung"]).norm is not None
    assert queries.stand_of(region["gd-tra-ly"], region.places["tra-ly"]).norm is None
    assert queries.norms(region["gd-tra-ly"]) == ()
    with pytest.raises(NotAllowed):
        issue(replace_chair(region))


def replace_chair(region):
    return replace(region, actors=region.actors | {"khoakd": region["tp-thaibinh"]})


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        ((), {}),
        ((Ask(kind="pc", quantity=1), Ask(kind="pc", quantity=2)), {}),
        ((Ask(kind="spaceship", quantity=1),), {}),
        ((Ask(kind="pc", quantity=0),), {}),
        ((Ask(kind="pc", quantity=1),), {"issued_on": date(2025, 6, 2)}),
        ((Ask(kind="pc", quantity=1),), {"number": " "}),
        ((Ask(kind="pc", quantity=1),), {"trust": "sure"}),
    ],
)
def test_a_norm_that_cannot_be_is_refused(region, lines, values):
    with pytest.raises(MotcuaError):
        issue(region, lines, **values)
    assert not Norm.objects.exists()


def test_a_later_edition_is_not_in_force_before_the_earlier_one(region):
    issue(region, valid_from=date(2025, 6, 10))
    with pytest.raises(RuleError):
        issue(region, valid_from=date(2025, 6, 9))


def test_a_recorded_result_is_kept_when_the_norm_and_the_devices_change(region):
    issue(region)
    register(region)
    first = record(region, counters=4, officers=5)
    issue(region, V2, valid_from=date(2025, 6, 12), number="02")
    register(region)
    second = record(region, counters=4, officers=5)
    who = region["gd-cao-xa"]
    before, after = queries.review_page(who, first), queries.review_page(who, second)
    assert (before.norm.edition, before.row.lacking, before.row.cost) == (1, 6, 30_000_000)
    assert (after.norm.edition, after.row.lacking, after.row.cost) == (2, 4, 85_000_000)
    assert before.again
    assert after.again
    assert [fact.code for fact in before.facts] == ["TS-08527-00001"]
    # What was counted last is what the page begins with.
    assert queries.stand_of(who, region.places["cao-xa"]).counters == 4


def test_the_duty_records_anew_under_a_new_norm_once(region):
    issue(region)
    record(region, counters=4)
    actor = system("Lệnh thử")
    assert duties.reckon_again("", actor) == "0 Trung tâm"
    issue(region, V2, valid_from=date(2025, 6, 12), number="02")
    assert duties.reckon_again("", actor) == "1 Trung tâm"
    assert duties.reckon_again("", actor) == "0 Trung tâm"
    assert list(GapReview.objects.order_by("id").values_list("norm__edition", flat=True)) == [1, 2]


def test_results_are_seen_within_reach(region):
    issue(region)
    review = record(region)
    assert len(queries.reviews(region["khoakd"])[0]) == 1
    assert queries.reviews(region["gd-xuan-lung"])[0] == ()
    with pytest.raises(NotFound):
        queries.review_page(region["gd-xuan-lung"], review)
    with pytest.raises(NotAllowed):
        perform(RecordGaps(place=region.places["cao-xa"], centre=region.centres["cao-xa"]), region["csvc-xuan-lung"])


LINES = [Asked(kind="pc", quantity=2, unit_cost=15_000_000, why="Thiếu 2"), Asked(kind="printer", quantity=1)]


def draft(region, **values):
    command = DraftRequest(
        place=region.places["cao-xa"],
        unit=region.centres["cao-xa"],
        lines=values.pop("lines", LINES),
        reason=values.pop("reason", "Thiếu so với hướng dẫn"),
        **values,
    )
    return perform(command, region["csvc-cao-xa"]).target


def test_a_request_is_followed_until_every_device_is_registered(region):
    request, who = draft(region), region["csvc-cao-xa"]
    perform(SubmitRequest(request=request), who)
    perform(ApproveRequest(request=request, words="Đồng ý"), region["ct-cao-xa"])
    perform(OrderRequest(request=request, supplier="Công ty Thử", contract="HĐ 1"), who)
    pcs, printers = SupplyLine.objects.filter(request=request).order_by("ordinal")
    with pytest.raises(RuleError, match="ghi sổ đủ"):
        register(region, request_line=pcs.id)
    arrived = {str(pcs.id): 2}
    with pytest.raises(BadInput):
        perform(DeliverRequest(request=request, arrived={str(pcs.id): 3}, on=date(2025, 6, 12)), who)
    perform(DeliverRequest(request=request, arrived=arrived, on=date(2025, 6, 12)), who)
    assert requests.request_page(who, request).row.state is RequestState.ORDERED
    perform(DeliverRequest(request=request, arrived={str(printers.id): 1}, on=date(2025, 6, 12)), who)
    page = requests.request_page(who, request)
    assert (page.row.state, page.quantity, page.registered) == (RequestState.DELIVERED, 3, 0)
    for _ in range(2):
        register(region, request_line=pcs.id, room="Quầy 1")
    with pytest.raises(RuleError, match="ghi sổ đủ"):
        register(region, request_line=pcs.id)
    with pytest.raises(RuleError, match="không khớp"):
        register(region, request_line=printers.id)
    register(region, kind="printer", request_line=printers.id)
    page = requests.request_page(who, request)
    assert (page.registered, [line.to_register for line in page.lines]) == (3, [0, 0])
    assert [str(step.what) for step in page.steps][-3:] == ["Duyệt", "Trình duyệt", "Lập đề nghị"]
    assert page.steps[-3].who == region["ct-cao-xa"].name


def test_a_returned_request_is_changed_and_submitted_again(region):
    request, who = draft(region), region["csvc-cao-xa"]
    with pytest.raises(Conflict):
        perform(ApproveRequest(request=request), region["ct-cao-xa"])
    perform(SubmitRequest(request=request), who)
    with pytest.raises(Conflict):
        perform(CorrectRequest(request=request, lines=LINES, reason="x"), who)
    with pytest.raises(BadInput):
        perform(ReturnRequest(request=request, reason=" "), region["khoakd"])
    perform(ReturnRequest(request=request, reason="Bớt máy in"), region["khoakd"])
    perform(CorrectRequest(request=request, lines=LINES[:1], reason="Đã bớt"), who)
    perform(SubmitRequest(request=request), who)
    page = requests.request_page(who, request)
    assert (page.row.state, page.row.cost, len(page.lines)) == (RequestState.SUBMITTED, 30_000_000, 1)


@pytest.mark.parametrize("who", ["gd-cao-xa", "ct-tra-ly", "ct-xuan-lung", "tp-thaibinh"])
def test_others_do_not_approve(region, who):
    request = draft(region)
    perform(SubmitRequest(request=request), region["csvc-cao-xa"])
    with pytest.raises(NotAllowed):
        perform(ApproveRequest(request=request), region[who])
    with pytest.raises(NotAllowed, match="bước hai"):
        perform(ApproveRequest(request=request), replace(region["ct-cao-xa"], verified=False))
    assert requests.request_page(region["ct-cao-xa"], request).row.state is RequestState.SUBMITTED


def test_nobody_approves_what_they_drafted(region):
    both = replace(region["csvc-cao-xa"], powers=region["csvc-cao-xa"].powers | {"asset.approve"})
    request = draft(replace(region, actors=region.actors | {"csvc-cao-xa": both}))
    perform(SubmitRequest(request=request), both)
    with pytest.raises(RuleError, match="không tự duyệt"):
        perform(ApproveRequest(request=request), both)


@pytest.mark.parametrize(
    "values",
    [
        {"lines": []},
        {"lines": [LINES[0], LINES[0]]},
        {"lines": [Asked(kind="pc", quantity=999, unit_cost=10**15 - 1)]},
        {"lines": [Asked(kind="nothing", quantity=1)]},
        {"reason": ""},
    ],
)
def test_a_request_that_cannot_be_leaves_nothing(region, values):
    entries = Entry.objects.count()
    with pytest.raises(BadInput):
        draft(region, **values)
    assert Entry.objects.count() == entries


def test_a_request_names_only_a_result_of_its_own_centre(region):
    issue(region)
    review = record(region, "xuan-lung")
    with pytest.raises(NotFound):
        draft(region, review=review)


def test_requests_are_seen_within_reach(region):
    request = draft(region)
    assert [row.id for row in requests.listing(region["khoakd"])[0]] == [request]
    assert requests.listing(region["khoakd"], state="approved")[0] == ()
    assert requests.listing(region["csvc-tra-ly"])[0] == ()
    with pytest.raises(NotFound):
        requests.request_page(region["csvc-tra-ly"], request)


def table(region, who="csvc-cao-xa", **values):
    command = ImportDepreciation(
        place=region.places["cao-xa"],
        title="Bảng hao mòn thử",
        source=values.pop("source", "Số thử"),
        valid_from=date(2025, 1, 1),
        rates=values.pop("rates", [KindRate(kind="pc", years=5, basis_points=2000)]),
        trial=True,
    )
    return perform(command, region[who]).target


def test_value_is_said_only_with_a_table_a_cost_and_a_first_day(region):
    who = region["csvc-cao-xa"]
    known = register(region, cost=15_000_000, used_since=date(2024, 3, 1), year_made=2023)
    bare, printer = register(region), register(region, kind="printer", cost=1, used_since=date(2024, 3, 1))
    assert str(assets.asset_page(who, known).value.why) == "chưa có bảng hao mòn"
    table(region)
    value = assets.asset_page(who, known).value
    assert (value.worth.left, value.table) == (12_000_000, "Bảng hao mòn thử")
    assert "nguyên giá" in str(assets.asset_page(who, bare).value.why)
    assert "không có loại này" in str(assets.asset_page(who, printer).value.why)
    assert [row.title for row in worth.tables(region["khoakd"])] == ["Bảng hao mòn thử"]
    assert worth.tables(region["csvc-tra-ly"]) == ()


def test_a_table_has_a_source_and_each_kind_once(region):
    rate = KindRate(kind="pc", years=5, basis_points=2000)
    for values in ({"source": ""}, {"rates": []}, {"rates": [rate, rate]}):
        with pytest.raises(BadInput):
            table(region, **values)
    with pytest.raises(NotAllowed):
        table(region, "csvc-tra-ly")
    with pytest.raises(NotAllowed):
        table(region, "ct-cao-xa")


def test_broken_and_old_devices_are_gaps(region):
    issue(region, (Ask(kind="pc", quantity=1, per=Per.OFFICER, oldest=5, unit_cost=10),))
    register(region, condition=Condition.BROKEN, use=Use.REPAIR)
    register(region, year_made=2015)
    register(region, used_since=date(2024, 1, 1))
    stand = queries.stand_of(region["gd-cao-xa"], region.places["cao-xa"], officers=3)
    (gap,) = stand.gaps
    assert (gap.held, gap.broken, gap.old, gap.missing, gap.lacking, stand.cost) == (3, 1, 1, 0, 2, 20)

"""A handover by minutes of two parties: nothing moves before both signatures, then everything at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.custody import duties
from motcua.custody.commands import (
    Checked,
    CheckTransfer,
    EnterTransferDecision,
    Given,
    ProposeTransfer,
    RefuseTransfer,
    RemindOfDecision,
    SignTransfer,
    Verdict,
    WithdrawTransfer,
    WriteOffAsset,
)
from motcua.custody.models import Asset, Holding, TransferLine
from motcua.custody.queries import transfers as queries
from motcua.custody.rules.assets import Condition, Disposal
from motcua.custody.tests.factories import register
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


def propose(region, assets, receiver="xuan-lung", **values):
    command = ProposeTransfer(
        place=region.places["cao-xa"],
        giver=region.centres["cao-xa"],
        receiver=region.centres[receiver],
        ground="QĐ 12/QĐ-UBND thử",
        handed_on=values.pop("handed_on", date(2025, 6, 12)),
        lines=[Given(asset=asset, actual=Condition.GOOD, papers="Phiếu bảo hành") for asset in assets],
        **values,
    )
    return perform(command, region["csvc-cao-xa"]).target


def check(region, transfer, who="csvc-xuan-lung", words=""):
    lines = TransferLine.objects.filter(transfer=transfer).order_by("ordinal")
    verdict = Verdict.DIFFERS if words else Verdict.ACCEPTED
    answers = [Checked(line=line.id, verdict=verdict, words=words) for line in lines]
    return perform(CheckTransfer(transfer=transfer, lines=answers), region[who])


def manager(asset):
    return Asset.objects.get(pk=asset).unit_id


def test_both_sign_and_everything_changes_hands_at_once(region):
    assets = [register(region, room="Quầy 1", user=region["tn-cao-xa"].official), register(region)]
    transfer = propose(region, assets)
    with pytest.raises(Conflict, match="kiểm nhận"):
        perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    check(region, transfer, words="Trầy vỏ")
    perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    assert {manager(asset) for asset in assets} == {region.centres["cao-xa"]}
    perform(SignTransfer(transfer=transfer), region["ct-xuan-lung"])
    assert {manager(asset) for asset in assets} == {region.centres["xuan-lung"]}
    moved = Asset.objects.get(pk=assets[0])
    assert (moved.place_id, moved.user_id) == (region.places["xuan-lung"], None)
    assert moved.code.startswith("TS-08527-")
    held = Holding.objects.filter(asset=assets[0]).order_by("since", "id")
    assert [(row.unit_id, row.until) for row in held] == [
        (region.centres["cao-xa"], date(2025, 6, 12)),
        (region.centres["xuan-lung"], None),
    ]
    page = queries.transfer_page(region["csvc-cao-xa"], transfer)
    assert (page.row.state, page.accepted, page.differing) == ("done", 0, 2)
    assert page.giver_signed.name.startswith(region["ct-cao-xa"].name)


@pytest.mark.altered
def test_one_that_can_no_longer_be_handed_over_keeps_all_back(region):
    assets = [register(region), register(region)]
    transfer = propose(region, assets)
    check(region, transfer)
    perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    Asset.objects.filter(pk=assets[1]).update(unit=region.committees["cao-xa"])
    entries = Entry.objects.count()
    with pytest.raises(RuleError, match="không còn"):
        perform(SignTransfer(transfer=transfer), region["ct-xuan-lung"])
    assert manager(assets[0]) == region.centres["cao-xa"]
    assert Holding.objects.get(asset=assets[0]).until is None
    assert Entry.objects.count() == entries


def test_each_side_is_signed_for_by_its_own_people_and_once(region):
    transfer = propose(region, [register(region)])
    check(region, transfer)
    for stranger in ("khoakd", "ct-tra-ly", "csvc-cao-xa", "gd-xuan-lung"):
        with pytest.raises(NotAllowed):
            perform(SignTransfer(transfer=transfer), region[stranger])
    with pytest.raises(NotAllowed, match="bước hai"):
        perform(SignTransfer(transfer=transfer), replace(region["ct-cao-xa"], verified=False))
    perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    with pytest.raises(Conflict, match="đã ký"):
        perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])


def test_inside_one_commune_its_leader_signs_for_both_sides_after_somebody_else_checked(region):
    asset = register(region)
    command = ProposeTransfer(
        place=region.places["cao-xa"],
        giver=region.centres["cao-xa"],
        receiver=region.committees["cao-xa"],
        ground="QĐ nội bộ",
        handed_on=date(2025, 6, 12),
        lines=[Given(asset=asset, actual=Condition.GOOD)],
    )
    transfer = perform(command, region["csvc-cao-xa"]).target
    with pytest.raises(RuleError, match="không tự kiểm nhận"):
        check(region, transfer, "csvc-cao-xa")
    check(region, transfer, "gd-cao-xa")
    perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    perform(SignTransfer(transfer=transfer), region["ct-cao-xa"])
    assert manager(asset) == region.committees["cao-xa"]


def test_the_receiver_looks_at_every_asset_and_says_what_differs(region):
    transfer = propose(region, [register(region), register(region)])
    first, second = TransferLine.objects.filter(transfer=transfer).order_by("ordinal")
    accepted = Checked(line=first.id, verdict=Verdict.ACCEPTED)
    for lines in (
        [],
        [accepted],
        [accepted, accepted],
        [accepted, Checked(line=second.id, verdict=Verdict.DIFFERS, words=" ")],
    ):
        with pytest.raises(BadInput):
            perform(CheckTransfer(transfer=transfer, lines=lines), region["csvc-xuan-lung"])
    with pytest.raises(NotAllowed):
        check(region, transfer, "csvc-tra-ly")
    assert queries.transfer_page(region["csvc-xuan-lung"], transfer).row.state == "proposed"
    check(region, transfer)
    perform(SignTransfer(transfer=transfer), region["ct-xuan-lung"])
    with pytest.raises(Conflict, match="chữ ký"):
        check(region, transfer, words="Khác")


@pytest.mark.parametrize("who", ["csvc-xuan-lung", "ct-xuan-lung"])
def test_a_refusal_has_a_reason_and_changes_nothing(region, who):
    asset = register(region)
    transfer = propose(region, [asset])
    with pytest.raises(BadInput):
        perform(RefuseTransfer(transfer=transfer, reason=" "), region[who])
    perform(RefuseTransfer(transfer=transfer, reason="Không có chỗ để"), region[who])
    assert manager(asset) == region.centres["cao-xa"]
    page = queries.transfer_page(region["csvc-cao-xa"], transfer)
    assert (page.row.state, page.reason) == ("refused", "Không có chỗ để")
    assert propose(region, [asset]) != transfer


def test_the_giver_takes_a_proposal_back(region):
    asset = register(region)
    transfer = propose(region, [asset])
    with pytest.raises(NotAllowed):
        perform(WithdrawTransfer(transfer=transfer, reason="Nhầm"), region["csvc-xuan-lung"])
    perform(WithdrawTransfer(transfer=transfer, reason="Nhầm"), region["csvc-cao-xa"])
    with pytest.raises(Conflict):
        check(region, transfer)
    perform(
        WriteOffAsset(asset=asset, disposal=Disposal.LOST, decision="QĐ 3", decided_on=date(2025, 6, 12)),
        region["csvc-cao-xa"],
    )


def test_an_asset_stands_in_one_open_handover_and_cannot_leave_the_books_meanwhile(region):
    asset = register(region)
    propose(region, [asset])
    with pytest.raises(RuleError, match="đang trong biên bản"):
        propose(region, [asset])
    with pytest.raises(RuleError, match="đang trong biên bản"):
        perform(
            WriteOffAsset(asset=asset, disposal=Disposal.LOST, decision="QĐ 3", decided_on=date(2025, 6, 12)),
            region["csvc-cao-xa"],
        )


def test_only_what_the_giver_manages_is_handed_over(region):
    here, elsewhere = register(region), register(region, "tra-ly")
    nobodys = register(region, unit=None)
    numbers = Entry.objects.count()
    for assets in ([], [here, here], [elsewhere], [nobodys]):
        with pytest.raises(MotcuaError):
            propose(region, assets)
    with pytest.raises(MotcuaError):
        propose(region, [here], receiver="cao-xa")
    with pytest.raises(BadInput):
        propose(region, [here], handed_on=date(2035, 1, 1))
    assert Entry.objects.count() == numbers
    assert queries.transfer_page(region["csvc-cao-xa"], propose(region, [here])).row.label == "BB-08527-0001"


def handed_over(region, **values):
    transfer = propose(region, [register(region)], temporary=True, **values)
    check(region, transfer)
    for who in ("ct-cao-xa", "ct-xuan-lung"):
        perform(SignTransfer(transfer=transfer), region[who])
    return transfer


def test_a_temporary_handover_counts_down_to_its_formal_decision(region):
    transfer = handed_over(region)
    who = region["csvc-xuan-lung"]
    (row,), _ = queries.listing(who, waiting=True)
    assert (row.formal_due, row.days_left, row.waiting) == (date(2025, 7, 12), 30, True)
    with clock.fixed(clock.at(2025, 7, 13, 8)):
        assert queries.transfer_page(who, transfer).row.days_left == -1
    with pytest.raises(BadInput):
        perform(EnterTransferDecision(transfer=transfer, decision="QĐ 5", decided_on=date(2025, 6, 13)), who)
    perform(EnterTransferDecision(transfer=transfer, decision="QĐ 5", decided_on=date(2025, 6, 12)), who)
    assert queries.listing(who, waiting=True)[0] == ()
    with pytest.raises(Conflict):
        perform(EnterTransferDecision(transfer=transfer, decision="QĐ 6", decided_on=date(2025, 6, 12)), who)


def test_the_duty_reminds_once_a_day_in_the_last_week_and_after(region):
    transfer = handed_over(region)
    actor = system("Lệnh thử")
    assert duties.remind_of_decisions("", actor) == "0 biên bản"
    for day, days in ((date(2025, 7, 5), 7), (date(2025, 7, 14), -2)):
        with clock.fixed(clock.at(day.year, day.month, day.day, 7)):
            assert duties.remind_of_decisions("", actor) == "1 biên bản"
            assert duties.remind_of_decisions("", actor) == "0 biên bản"
        last = Entry.objects.filter(stream_id=transfer).order_by("-version").first()
        assert (last.event, f'"days":{days},' in last.payload) == ("custody.transfer_decision_due", True)
    with pytest.raises(NotAllowed):
        perform(RemindOfDecision(transfer=transfer), region["csvc-cao-xa"])


@pytest.mark.parametrize(
    ("who", "sees"), [("csvc-cao-xa", 1), ("csvc-xuan-lung", 1), ("khoakd", 1), ("csvc-tra-ly", 0), ("tp-thaibinh", 0)]
)
def test_both_sides_and_who_oversees_them_see_a_handover(region, who, sees):
    transfer = propose(region, [register(region)])
    assert len(queries.listing(region[who])[0]) == sees
    if not sees:
        with pytest.raises(NotFound):
            queries.transfer_page(region[who], transfer)


def test_the_list_of_handovers_pages_by_key(region, monkeypatch):
    monkeypatch.setattr(queries.scope, "PAGE", 2)
    made = [propose(region, [register(region)]) for _ in range(3)]
    rows, after = queries.listing(region["csvc-cao-xa"])
    rest, end = queries.listing(region["csvc-cao-xa"], after=after)
    assert [row.id for row in (*rows, *rest)] == made[::-1]
    assert end is None
    with pytest.raises(BadInput):
        queries.listing(region["csvc-cao-xa"], after="'; drop")
    assert rows[0].days_left == 0

"""Dossiers wait for a seal or a digital signature: since when and why, offered when it comes, late because of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from motcua.config.demo import dossiers
from motcua.config.demo.centre import founder
from motcua.config.demo.staffing import official_of
from motcua.dossiers import operating_late, queries, waiting
from motcua.dossiers.commands import (
    ApproveDossier,
    AssignDossier,
    ExtendDeadline,
    RejectDossier,
    SealResult,
    SendBack,
)
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.life import Cause
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.commands import (
    ActivateCertificate,
    DelegateSigning,
    GivePosts,
    OrderCertificate,
    OrderSeal,
    PostGiven,
    RevokeCertificate,
    TakeOrderStep,
    WithdrawOrder,
)
from motcua.office.order_rules import Step
from motcua.office.rules import Role
from motcua.office.signing_rules import Paper

EXTRACT, MARITAL = "2.000635", "1.004873"


def at(day, hour=10):
    return clock.fixed(clock.at(2025, 7, day, hour))


def order_certificate(town, day=11, who="lanhdao", title="Phó Chủ tịch UBND xã"):
    actor = town[who]
    command = OrderCertificate(
        unit=actor.unit, official=official_of(actor), title=title, day=date(2025, 7, day), holder="Văn phòng UBND tỉnh"
    )
    return perform(command, town["giamdoc"]).target


def bring_certificate(town, order, day, title="Phó Chủ tịch UBND xã"):
    head = town["giamdoc"]
    for step in (Step.FORWARDED, Step.ISSUED):
        perform(TakeOrderStep(order=order, step=step, day=date(2025, 7, day), holder="Ban Cơ yếu"), head)
    perform(
        ActivateCertificate(
            order=order,
            day=date(2025, 7, day),
            holder="Người ký",
            serial="54-01",
            title=title,
            valid_from=date(2025, 7, day),
            valid_to=date(2027, 7, day),
        ),
        head,
    )


def order_seal(town, day=11):
    command = OrderSeal(
        unit=town.bodies.committee, what="UBND xã Phụng Công", day=date(2025, 7, day), holder="Cơ sở khắc dấu"
    )
    return perform(command, town["giamdoc"]).target


def bring_seal(town, order, day):
    for step in (Step.CUT, Step.REGISTERED, Step.RECEIVED):
        perform(TakeOrderStep(order=order, step=step, day=date(2025, 7, day), holder="Văn thư"), town["giamdoc"])


def brought_to(town, role, code=EXTRACT, citizen=0):
    dossier = town.accept(code, citizen)
    while Dossier.objects.get(pk=dossier).step_role != role:
        dossiers.advance(town.actors, dossier)
    return dossier


def test_dossiers_wait_while_the_certificate_is_on_its_way_and_are_offered_when_it_is_there(town):
    order = order_certificate(town)
    twelve = [brought_to(town, "leader", citizen=n % 4) for n in range(12)]
    assert waiting.figure(town["giamdoc"]) == waiting.Figure(12, 1, 0)
    with at(16):
        found = waiting.waiting(town["giamdoc"])
        assert waiting.figure(town["giamdoc"]) == waiting.Figure(12, 6, 0)
        assert {one.row.id for one in found} == set(twelve)
        assert {(one.since, one.days, one.here, one.act, one.order) for one in found} == {
            (date(2025, 7, 11), 6, False, "ky", order)
        }
        assert "Chứng thư số của Vũ Thử Duyệt chờ cấp: Đã gửi đề nghị qua tỉnh ngày 11/7/2025" in str(found[0].why)
        with pytest.raises(NotAllowed) as refused:
            perform(ApproveDossier(dossier=twelve[0]), town["lanhdao"])
        assert "chờ cấp" in str(refused.value)
        assert "chờ cấp" in str(queries.dossier_page(town["lanhdao"], twelve[0]).barred)
    with at(18):
        bring_certificate(town, order, 18)
        assert waiting.figure(town["lanhdao"]) == waiting.Figure(0, 0, 12)
        for dossier in twelve:
            perform(ApproveDossier(dossier=dossier), town["lanhdao"])
        assert waiting.waiting(town["lanhdao"]) == ()


def test_a_refused_signature_leaves_nothing_and_sending_back_needs_none(town):
    dossier = brought_to(town, "leader")
    order_certificate(town)
    before = Entry.objects.filter(stream_id=dossier).count()
    with pytest.raises(NotAllowed):
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    assert Entry.objects.filter(stream_id=dossier).count() == before
    perform(SendBack(dossier=dossier, reason="Thiếu tên cha"), town["lanhdao"])
    assert waiting.waiting(town["lanhdao"]) == ()


def test_dossiers_wait_for_the_seal_and_the_body_s_own_certificate_serves_as_well(town):
    order = order_seal(town)
    dossier = brought_to(town, "seal")
    with at(14):
        (one,) = waiting.waiting(town["vanthu"])
        assert (one.act, one.here, one.days) == ("dau", False, 4)
        assert "Con dấu «UBND xã Phụng Công» chưa về: Đã gửi hồ sơ khắc dấu ngày 11/7/2025." in str(one.why)
        with pytest.raises(NotAllowed):
            perform(SealResult(dossier=dossier), town["vanthu"])
        own = OrderCertificate(unit=town.bodies.committee, title="UBND xã", day=date(2025, 7, 11), holder="Tỉnh")
        certificate = perform(own, town["giamdoc"]).target
        bring_certificate(town, certificate, 14, "UBND xã")
        assert waiting.figure(town["vanthu"]) == waiting.Figure(0, 0, 1)
    with at(15):
        bring_seal(town, order, 15)
        perform(SealResult(dossier=dossier), town["vanthu"])


def test_what_was_never_ordered_or_given_up_hinders_nobody_and_the_trial_is_apart(town):
    dossier = brought_to(town, "leader")
    order = order_certificate(town)
    assert waiting.figure(replace(town["lanhdao"], realm=Realm.TRIAL)).count == 0
    perform(WithdrawOrder(order=order, reason="Ghi nhầm"), town["giamdoc"])
    perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    perform(SealResult(dossier=dossier), town["vanthu"])


def another_leader(town, title="Chủ tịch UBND xã"):
    """Let the administrator of the demonstration lead the committee as well, and return them so."""
    person = town["quantri"]
    given = PostGiven(
        unit=town.bodies.committee, title=title, roles=[Role.LEADER], valid_from=date(2025, 7, 1), decision="QĐ thử"
    )
    perform(GivePosts(official=official_of(person), posts=[given]), founder())
    post = next(one for one in office.posts_of(person.account) if Role.LEADER in one.roles)
    return office.actor_of(person.account, post.post, verified=True)


def test_nobody_waits_while_another_can_sign_but_what_was_given_to_one_waits_for_them(town):
    other = another_leader(town)
    order_certificate(town)
    dossier, given = brought_to(town, "leader"), brought_to(town, "leader", citizen=1)
    perform(AssignDossier(dossier=given), town["lanhdao"])
    assert [one.row.id for one in waiting.waiting(town["giamdoc"])] == [given]
    perform(ApproveDossier(dossier=dossier), other)
    perform(AssignDossier(dossier=given), other)
    assert waiting.waiting(town["giamdoc"]) == ()


@pytest.mark.parametrize(("title", "word"), [("Chủ tịch UBND xã", "chức danh cũ"), ("Phó Chủ tịch UBND xã", "")])
def test_a_certificate_with_another_title_blocks_with_what_it_says(town, title, word):
    dossier = brought_to(town, "leader")
    bring_certificate(town, order_certificate(town), 11, title)
    if not word:
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
        return
    with pytest.raises(NotAllowed) as refused:
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    assert word in str(refused.value)
    (one,) = waiting.waiting(town["giamdoc"])
    assert word in str(one.why)


def test_a_revoked_certificate_blocks(town):
    dossier = brought_to(town, "leader")
    order = order_certificate(town)
    bring_certificate(town, order, 11)
    perform(RevokeCertificate(order=order, revoked_on=date(2025, 7, 11), reason="Mất thiết bị"), town["giamdoc"])
    with pytest.raises(NotAllowed) as refused:
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
    assert "đã thu hồi từ 11/7/2025" in str(refused.value)


# late because of it


def lost(town):
    found = operating_late.reasons(town["giamdoc"], [town.bodies.centre], date(2025, 7, 1), date(2025, 7, 31))
    return found.looked, found.counts["late_seal"]


def test_a_dossier_late_because_of_the_certificate_is_told_from_the_days_of_the_order(town):
    dossier = brought_to(town, "leader", MARITAL)
    order = order_certificate(town)
    assert lost(town) == (0, 0)
    with at(18):
        assert lost(town) == (1, 1)
        bring_certificate(town, order, 18)
        perform(ApproveDossier(dossier=dossier), town["lanhdao"])
        perform(SealResult(dossier=dossier), town["vanthu"])
        assert lost(town) == (1, 1)
        life = queries.dossier_page(town["giamdoc"], dossier).life
        assert [(one.start, one.end) for one in life.waits] == [(town.at, clock.at(2025, 7, 18))]


def test_the_cause_ticked_in_an_apology_is_no_evidence(town):
    dossier = brought_to(town, "specialist", MARITAL)
    perform(
        ExtendDeadline(dossier=dossier, day=date(2025, 7, 21), cause=Cause.SEAL, reason="Chưa có dấu"), town["giamdoc"]
    )
    with at(25):
        assert lost(town) == (1, 0)


# signing for another


def lent(town, **scope):
    """Return the receiving official as they sign for the deputy chair, within ``scope``."""
    giver, taker = town["lanhdao"], town["tiepnhan2"]
    given = {"valid_from": date(2025, 7, 11), "valid_to": date(2025, 7, 16), "decision": "QĐ 15/QĐ-UBND"} | scope
    command = DelegateSigning(
        official=official_of(giver), giver=giver.post, taker=taker.post, scope="Ký thay khi đi vắng", **given
    )
    perform(command, giver)
    return office.actor_of(taker.account, giver.post, verified=True)


@pytest.mark.parametrize(
    ("scope", "refusal"),
    [
        ({}, ""),
        ({"matters": ("Hộ tịch",)}, ""),
        ({"matters": (EXTRACT, MARITAL)}, ""),
        (
            {"matters": ("Đất đai", MARITAL)},
            "chỉ gồm: 1.004873, Đất đai. Việc này thuộc lĩnh vực Hộ tịch, thủ tục 2.000635",
        ),
        ({"papers": (Paper.RESULT,)}, ""),
        ({"papers": (Paper.LETTER,)}, "không gồm: Kết quả giải quyết hồ sơ"),
    ],
)
def test_whoever_signs_for_another_signs_within_the_scope(town, scope, refusal):
    dossier, actor = brought_to(town, "leader"), lent(town, **scope)
    if not refusal:
        perform(ApproveDossier(dossier=dossier), actor)
        return
    with pytest.raises(NotAllowed) as refused:
        perform(ApproveDossier(dossier=dossier), actor)
    assert refusal in str(refused.value)
    assert refusal in str(queries.dossier_page(actor, dossier).barred)


@pytest.mark.parametrize(("papers", "may"), [((Paper.RESULT,), False), ((Paper.LETTER,), True), ((), True)])
def test_letters_are_delegated_apart_from_results(town, papers, may):
    dossier, actor = brought_to(town, "leader", MARITAL), lent(town, papers=papers)
    for command in (
        ExtendDeadline(dossier=dossier, day=date(2025, 7, 21), cause=Cause.VOLUME, reason="Nhiều hồ sơ"),
        RejectDossier(dossier=dossier, ground="Điều 17", reason="Không đủ điều kiện"),
    ):
        if may:
            perform(command, actor)
        else:
            with pytest.raises(NotAllowed):
                perform(command, actor)


@pytest.mark.parametrize(("day", "may"), [(11, True), (15, True), (16, False)])
def test_a_delegation_holds_within_its_days_even_for_who_came_in_before(town, day, may):
    dossier, actor = brought_to(town, "leader"), lent(town)
    with at(day):
        if may:
            perform(ApproveDossier(dossier=dossier), actor)
            return
        with pytest.raises(NotAllowed) as refused:
            perform(ApproveDossier(dossier=dossier), actor)
        assert "chỉ có hiệu lực từ 11/7/2025 đến hết 15/7/2025" in str(refused.value)


def test_whoever_signs_for_another_signs_with_a_certificate_of_their_own(town):
    dossier, actor = brought_to(town, "leader"), lent(town)
    order_certificate(town, who="tiepnhan2", title="Cán bộ tiếp nhận")
    with pytest.raises(NotAllowed) as refused:
        perform(ApproveDossier(dossier=dossier), actor)
    assert "Phạm Thử Tiếp chờ cấp" in str(refused.value)


def test_dossiers_within_a_delegation_do_not_wait_for_the_absent_signer(town):
    order_certificate(town)
    brought_to(town, "leader", MARITAL)
    lent(town, matters=(EXTRACT,))
    brought_to(town, "leader", EXTRACT)
    assert {one.row.procedure for one in waiting.waiting(town["giamdoc"])} == {
        "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"
    }

"""Seals and certificates on their way: steps in order with date and holder, stuck and late, who lacks what, what works."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config.demo.staffing import official_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import order_rules as rules
from motcua.office.commands import (
    ActivateCertificate,
    CorrectOrderStep,
    OrderCertificate,
    OrderSeal,
    RevokeCertificate,
    TakeOrderStep,
    WithdrawOrder,
)
from motcua.office.models import MarkOrder, Post
from motcua.office.order_rules import Kind, Step
from motcua.office.queries import orders

TODAY = date(2025, 6, 12)


@pytest.mark.parametrize(
    ("kind", "at", "step", "day", "may"),
    [
        (Kind.SEAL, Step.SENT, Step.CUT, TODAY, True),
        (Kind.SEAL, Step.SENT, Step.REGISTERED, TODAY, False),
        (Kind.SEAL, Step.SENT, Step.SENT, TODAY, False),
        (Kind.SEAL, Step.SENT, Step.FORWARDED, TODAY, False),
        (Kind.SEAL, Step.SENT, Step.CUT, date(2025, 5, 31), False),
        (Kind.SEAL, Step.SENT, Step.CUT, date(2025, 6, 13), False),
        (Kind.SEAL, Step.RECEIVED, Step.SENT, TODAY, False),
        (Kind.PERSON, Step.ASKED, Step.FORWARDED, TODAY, True),
        (Kind.PERSON, Step.ISSUED, Step.ACTIVATED, TODAY, True),
    ],
)
def test_one_step_after_another_in_time(kind, at, step, day, may):
    assert (rules.refuse_step(kind, at, date(2025, 6, 1), step, day, TODAY) is None) is may


@pytest.mark.parametrize(
    ("title", "held", "fits"),
    [
        ("Chủ tịch UBND", ["Chủ tịch UBND"], True),
        ("Giám đốc", ["Giám đốc Trung tâm"], True),
        ("Chủ tịch UBND", ["Phó Chủ tịch UBND"], False),
        ("Phó Chủ tịch UBND", ["Chủ tịch UBND"], False),
        ("Chủ tịch UBND", [], False),
        ("CHU TICH UBND", ["Chủ tịch UBND"], True),
    ],
)
def test_whether_the_title_on_a_certificate_still_fits(title, held, fits):
    assert rules.title_fits(title, held) is fits


@pytest.mark.parametrize(("since", "stuck"), [(date(2025, 6, 6), False), (date(2025, 6, 5), True)])
def test_an_order_is_stuck_after_a_week_in_one_step(since, stuck):
    assert rules.is_stuck(since, TODAY) is stuck


def seal(region, day=date(2025, 6, 2), **changed):
    base = {"unit": region.committees["tra-ly"], "what": "UBND phường Trà Lý", "day": day, "holder": "Công an tỉnh"}
    return OrderSeal(**(base | changed))


def certificate(region, **changed):
    base = {
        "unit": region.committees["tra-ly"],
        "official": official_of(region["ct-tra-ly"]),
        "title": "Chủ tịch UBND",
        "day": date(2025, 6, 2),
        "holder": "Văn phòng UBND tỉnh",
    }
    return OrderCertificate(**(base | changed))


def step(order, which, day=TODAY, holder="Cơ sở khắc dấu"):
    return TakeOrderStep(order=order, step=which, day=day, holder=holder)


def test_a_seal_from_papers_to_the_hand(region):
    head, unit = region["lt-tra-ly"], region.committees["tra-ly"]
    order = perform(seal(region), head).target
    row = orders.order(head, order)
    assert (row.step, row.holder, row.days, row.stuck) == (Step.SENT, "Công an tỉnh", 10, True)
    for which, day in ((Step.CUT, 10), (Step.REGISTERED, 11), (Step.RECEIVED, 12)):
        assert not orders.has_seal(unit, TODAY, "real")
        perform(step(order, which, date(2025, 6, day)), head)
    assert orders.has_seal(unit, TODAY, "real")
    assert not orders.has_seal(unit, date(2025, 6, 11), "real")
    with pytest.raises(Conflict):
        perform(step(order, Step.CUT), head)
    assert [one.day.day for one in orders.order(head, order).steps] == [2, 10, 11, 12]


def test_steps_do_not_skip_and_a_refusal_leaves_nothing(region):
    head = region["lt-tra-ly"]
    order = perform(seal(region), head).target
    for command, kind in (
        (step(order, Step.RECEIVED), RuleError),
        (step(order, Step.CUT, date(2025, 6, 1)), RuleError),
        (step(order, Step.CUT, date(2025, 6, 13)), RuleError),
        (step(order, Step.CUT, holder="  "), BadInput),
        (step(order, Step.ACTIVATED), BadInput),
    ):
        with pytest.raises(kind):
            perform(command, head)
    assert Entry.objects.filter(stream_id=order).count() == 1


def test_a_step_is_corrected_with_its_trace(region):
    head = region["lt-tra-ly"]
    order = perform(seal(region), head).target
    perform(step(order, Step.CUT, date(2025, 6, 10)), head)
    with pytest.raises(RuleError):
        perform(CorrectOrderStep(order=order, step=Step.SENT, day=date(2025, 6, 11), holder="x", reason="y"), head)
    with pytest.raises(NotFound):
        perform(CorrectOrderStep(order=order, step=Step.RECEIVED, day=TODAY, holder="x", reason="y"), head)
    perform(
        CorrectOrderStep(order=order, step=Step.CUT, day=date(2025, 6, 9), holder="Kho", reason="Ghi nhầm ngày"), head
    )
    row = orders.order(head, order)
    assert (row.since, row.holder, row.steps[1].corrected) == (date(2025, 6, 9), "Kho", True)
    payload = Entry.objects.get(stream_id=order, event="office.order_step_corrected").payload
    assert '"day_before":"2025-06-10"' in payload


def activated(region, **changed):
    head = region["lt-tra-ly"]
    order = perform(certificate(region), head).target
    perform(step(order, Step.FORWARDED, date(2025, 6, 4), "Ban Cơ yếu Chính phủ"), head)
    perform(step(order, Step.ISSUED, date(2025, 6, 9), "Sở Khoa học và Công nghệ"), head)
    base = {
        "order": order,
        "day": TODAY,
        "holder": "Người ký",
        "serial": "54:01:AB",
        "title": "Chủ tịch UBND",
        "valid_from": TODAY,
        "valid_to": date(2028, 6, 12),
    }
    return perform(ActivateCertificate(**(base | changed)), head).target


def test_a_certificate_works_from_its_activation_to_its_end_or_revocation(region):
    chair = official_of(region["ct-tra-ly"])
    order = activated(region)
    works = [
        orders.certificate_of(chair, day, "real") == order for day in (date(2025, 6, 11), TODAY, date(2028, 6, 12))
    ]
    assert works == [False, True, False]
    perform(RevokeCertificate(order=order, revoked_on=date(2025, 7, 1), reason="Đổi chức danh"), region["lt-tra-ly"])
    assert orders.certificate_of(chair, date(2025, 6, 30), "real") == order
    assert orders.certificate_of(chair, date(2025, 7, 1), "real") is None


def test_what_is_not_issued_is_not_activated(region):
    head = region["lt-tra-ly"]
    order = perform(certificate(region), head).target
    command = ActivateCertificate(
        order=order, day=TODAY, holder="x", serial="1", title="y", valid_from=TODAY, valid_to=date(2028, 1, 1)
    )
    with pytest.raises(Conflict):
        perform(command, head)
    with pytest.raises(Conflict):
        perform(RevokeCertificate(order=order, revoked_on=TODAY, reason="x"), head)


def test_a_title_no_longer_held_is_flagged(region):
    head = region["lt-tra-ly"]
    order = activated(region)
    assert orders.orders(head, view="unfit") == ()
    Post.objects.filter(official=official_of(region["ct-tra-ly"])).update(title="Phó Chủ tịch UBND")
    assert [row.id for row in orders.orders(head, view="unfit")] == [order]


def test_stuck_and_late_ones_are_listed_apart(region):
    head = region["lt-tra-ly"]
    stuck = perform(seal(region), head).target
    late = perform(seal(region, what="Trung tâm", day=date(2025, 6, 10), expected=date(2025, 6, 11)), head).target
    perform(seal(region, what="Văn phòng", day=date(2025, 6, 10), expected=TODAY), head)
    assert {row.id for row in orders.orders(head, view="stuck")} == {stuck, late}
    assert orders.counts(head) == {"open": 3, "stuck": 2, "done": 0, "unfit": 0}


def test_the_same_is_not_ordered_twice_until_given_up(region):
    head = region["lt-tra-ly"]
    first = perform(seal(region), head).target
    with pytest.raises(Conflict):
        perform(seal(region), head)
    perform(WithdrawOrder(order=first, reason="Nhầm"), head)
    perform(seal(region), head)
    perform(certificate(region), head)
    with pytest.raises(Conflict):
        perform(certificate(region, title="Khác"), head)


def test_who_lacks_what_counts_units_and_people_who_sign(region):
    head = region["lt-tra-ly"]
    perform(seal(region), head)
    activated(region)
    found = orders.lacking(head)
    assert [(one.unit_name.split()[0], one.has, bool(one.order)) for one in found.seals] == [
        ("Ủy", False, True),
        ("Trung", False, False),
    ]
    assert {(one.name, one.has) for one in found.certificates} == {
        ("Chủ Thử Trà Lý", True),
        ("Giám Thử Trà Lý", False),
        ("Cán Thử Trà Lý", False),
    }


def test_each_sees_the_orders_within_reach_only(region):
    order = perform(seal(region), region["lt-tra-ly"]).target
    assert [row.id for row in orders.orders(region["thannk"])] == [order]
    for actor in (region["lt-tran-lam"], region["khoakd"]):
        assert orders.orders(actor) == ()
        assert orders.counts(actor)["open"] == 0
        with pytest.raises(NotFound):
            orders.order(actor, order)
        with pytest.raises(NotAllowed):
            perform(step(order, Step.CUT), actor)
    with pytest.raises(NotAllowed):
        orders.orders(region["tn-tra-ly"])
    with pytest.raises(NotAllowed):
        perform(seal(region), region["thannk"])


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"day": date(2025, 6, 13)}, RuleError),
        ({"what": " "}, BadInput),
        ({"holder": ""}, BadInput),
        ({"what": "x" * 201}, BadInput),
    ],
)
def test_what_cannot_be_ordered_leaves_nothing(region, changed, kind):
    with pytest.raises(kind):
        perform(seal(region, **changed), region["lt-tra-ly"])
    assert not MarkOrder.objects.exists()


def test_a_certificate_is_for_people_of_the_place(region):
    with pytest.raises(RuleError):
        perform(certificate(region, official=official_of(region["ct-tran-lam"])), region["lt-tra-ly"])


def test_dai_dong_waits_for_seal_and_signature_on_the_day_of_the_visit(region):
    from motcua.config.demo import staffing

    staffing.dai_dong(region)
    with clock.fixed(staffing.VISITED):
        found = {row.kind: row for row in orders.orders(region["gd-dai-dong"])}
        assert (found[Kind.SEAL].holder, found[Kind.SEAL].days, found[Kind.SEAL].stuck) == ("Cơ sở khắc dấu", 14, True)
        assert (found[Kind.PERSON].step, found[Kind.PERSON].late) == (Step.ASKED, True)

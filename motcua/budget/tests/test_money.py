"""Estimates and support money through perform: order of acts, who may, sums that always hold, warnings that ask why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.budget import duties, queries, rules
from motcua.budget.commands import (
    AskEstimate,
    CorrectGrant,
    DecideEstimate,
    DraftEstimate,
    LineWish,
    RecordGrant,
    ReverseSpending,
    SpendGrant,
    SubmitEstimate,
)
from motcua.budget.models import Grant, Spending
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
SYSTEM = actors.system("Lệnh thử")
DAY = date(2025, 6, 12)


def asked(region, wanted_by=None):
    command = AskEstimate(
        place=region.places["tra-ly"], year=2025, title="Kinh phí hoạt động 6 tháng cuối năm", wanted_by=wanted_by
    )
    return perform(command, region["kt-tra-ly"]).target


def drafted(region, *amounts, wanted_by=None):
    estimate = asked(region, wanted_by)
    lines = [LineWish(name=f"Khoản {at}", amount=amount) for at, amount in enumerate(amounts, 1)]
    perform(DraftEstimate(estimate=estimate, lines=lines), region["kt-tra-ly"])
    return estimate


def granted(region, amount=500, *, centre_first=True):
    command = RecordGrant(
        place=region.places["tra-ly"], name="Hỗ trợ thử", source="Tỉnh", amount=amount, centre_first=centre_first
    )
    return perform(command, region["kt-tra-ly"]).target


def spend(region, grant, amount, *, for_centre=True, **more):
    command = SpendGrant(grant=grant, day=DAY, what="Mua máy", amount=amount, for_centre=for_centre, **more)
    return perform(command, region["kt-tra-ly"])


def test_an_estimate_goes_from_draft_to_approval_with_its_days(region):
    estimate, leader = drafted(region, 100, 250), region["ct-tra-ly"]
    perform(SubmitEstimate(estimate=estimate), region["kt-tra-ly"])
    perform(DecideEstimate(estimate=estimate, approve=True, decision="15/QĐ-UBND ngày 12/6/2025"), leader)
    found = queries.estimate(leader, estimate)
    assert (found.row.state, found.row.total, found.row.submitted_on, found.row.decided_on, found.for_centre) == (
        rules.State.APPROVED,
        350,
        DAY,
        DAY,
        350,
    )


def test_what_was_returned_comes_again_with_other_lines(region):
    estimate, leader, writer = drafted(region, 100), region["ct-tra-ly"], region["kt-tra-ly"]
    perform(SubmitEstimate(estimate=estimate), writer)
    perform(DecideEstimate(estimate=estimate, approve=False, words="Thiếu tiền điện"), leader)
    perform(DraftEstimate(estimate=estimate, lines=[LineWish(name="Điện", amount=70)]), writer)
    perform(SubmitEstimate(estimate=estimate), writer)
    row = queries.estimate(leader, estimate).row
    assert (row.state, row.total, row.round) == (rules.State.SUBMITTED, 70, 2)


@pytest.mark.parametrize("amounts", [[], [0], [-5], [rules.AMOUNT_MOST, 1]])
def test_lines_that_make_no_estimate_are_refused(region, amounts):
    estimate = asked(region)
    before = Entry.objects.count()
    lines = [LineWish(name="x", amount=amount) for amount in amounts]
    with pytest.raises((BadInput, RuleError)):
        perform(DraftEstimate(estimate=estimate, lines=lines), region["kt-tra-ly"])
    assert Entry.objects.count() == before
    assert queries.estimate(region["kt-tra-ly"], estimate).row.state is rules.State.ASKED


def test_acts_out_of_order_are_refused(region):
    writer, leader = region["kt-tra-ly"], region["ct-tra-ly"]
    estimate = asked(region)
    with pytest.raises(Conflict):
        perform(SubmitEstimate(estimate=estimate), writer)
    with pytest.raises(Conflict):
        perform(DecideEstimate(estimate=estimate, approve=True, decision="1"), leader)
    perform(DraftEstimate(estimate=estimate, lines=[LineWish(name="x", amount=1)]), writer)
    perform(SubmitEstimate(estimate=estimate), writer)
    with pytest.raises(Conflict):
        perform(DraftEstimate(estimate=estimate, lines=[LineWish(name="x", amount=2)]), writer)


@pytest.mark.parametrize(("approve", "field"), [(True, "decision"), (False, "words")])
def test_a_decision_says_its_number_or_its_reason(region, approve, field):
    estimate = drafted(region, 100)
    perform(SubmitEstimate(estimate=estimate), region["kt-tra-ly"])
    with pytest.raises(BadInput) as refused:
        perform(DecideEstimate(estimate=estimate, approve=approve), region["ct-tra-ly"])
    assert refused.value.field == field


def test_an_estimate_not_approved_in_time_is_told_once(region):
    estimate = drafted(region, 100, wanted_by=date(2025, 6, 20))
    for day, told in ((20, 0), (21, 1), (22, 0)):
        with clock.fixed(clock.at(2025, 6, day, 8)):
            assert duties.watch("", SYSTEM) == f"{told} dự toán quá ngày chưa duyệt"
    with clock.fixed(clock.at(2025, 6, 22, 8)):
        assert queries.board(region["ct-tra-ly"]).missing == 1
        perform(SubmitEstimate(estimate=estimate), region["kt-tra-ly"])
        perform(DecideEstimate(estimate=estimate, approve=True, decision="1"), region["ct-tra-ly"])
        assert queries.board(region["ct-tra-ly"]).missing == 0


@pytest.mark.parametrize(
    ("centre_first", "for_centre", "gaps", "warned"),
    [
        (True, False, 3, True),
        (True, False, 0, False),
        (True, False, None, True),
        (True, True, 3, False),
        (False, False, 3, False),
    ],
)
def test_spending_elsewhere_while_the_centre_lacks_things_asks_why(region, centre_first, for_centre, gaps, warned):
    grant = granted(region, centre_first=centre_first)
    if warned:
        with pytest.raises(RuleError) as refused:
            spend(region, grant, 100, for_centre=for_centre, centre_gaps=gaps)
        assert refused.value.field == "reason"
        assert not Spending.objects.exists()
    spend(region, grant, 100, for_centre=for_centre, centre_gaps=gaps, reason="Sửa mái dột" if warned else "")
    assert Spending.objects.get().warned is warned


def test_money_never_goes_below_nothing_nor_over_what_there_is(region):
    grant = granted(region, 500)
    spend(region, grant, 300)
    with pytest.raises(RuleError):
        spend(region, grant, 201)
    spent = spend(region, grant, 200)
    reverse = ReverseSpending(grant=grant, spending=spent.ids["spending"], reason="Ghi nhầm")
    perform(reverse, region["kt-tra-ly"])
    with pytest.raises(Conflict):
        perform(reverse, region["kt-tra-ly"])
    assert queries.grant(region["kt-tra-ly"], grant).row.share == rules.Share(300, 300, 500)
    with pytest.raises(RuleError):
        perform(CorrectGrant(grant=grant, name="x", source="y", amount=299, reason="z"), region["kt-tra-ly"])
    with pytest.raises(RuleError):
        perform(
            SpendGrant(grant=grant, day=DAY + timedelta(days=1), what="x", amount=1, for_centre=True),
            region["kt-tra-ly"],
        )


def test_the_same_key_spends_once(region):
    grant = granted(region)
    command = SpendGrant(grant=grant, day=DAY, what="Mua máy", amount=100, for_centre=True)
    first = perform(command, region["kt-tra-ly"], key="k1")
    again = perform(command, region["kt-tra-ly"], key="k1")
    assert (again.again, again.ids) == (True, first.ids)
    assert Grant.objects.get().spent == 100


def test_others_neither_write_nor_see(region):
    estimate, grant = drafted(region, 100), granted(region)
    for who in ("gd-tra-ly", "csvc-tra-ly", "kt-vu-phuc", "khoakd", "thicong"):
        with pytest.raises(NotAllowed):
            perform(SubmitEstimate(estimate=estimate), region[who])
        with pytest.raises(NotAllowed):
            perform(SpendGrant(grant=grant, day=DAY, what="x", amount=1, for_centre=True), region[who])
    for who in ("khoakd", "kt-vu-phuc", "csvc-tra-ly", "thicong"):
        found = queries.board(region[who])
        assert (found.estimates, found.grants, found.missing, found.places) == ((), (), 0, ())
        assert found.share == rules.Share(0, 0, 0)
        with pytest.raises(NotFound):
            queries.estimate(region[who], estimate)
        with pytest.raises(NotFound):
            queries.grant(region[who], grant)
    assert len(queries.board(region["tp-thaibinh"]).estimates) == 1


@given(st.lists(st.tuples(st.integers(1, 10**9), st.booleans()), max_size=20))
def test_the_share_is_of_what_was_spent_and_nothing_else(spendings):
    given_ = sum(amount for amount, _ in spendings) + 7
    found = rules.share(given_, spendings)
    assert found.spent == sum(amount for amount, _ in spendings)
    assert found.centre == sum(amount for amount, centre in spendings if centre)
    assert (found.left, found.centre <= found.spent) == (7, True)

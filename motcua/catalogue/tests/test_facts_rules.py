"""Limits, fees and papers of a procedure, by channel and case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.catalogue.facts import Case, Fee, Limit, Paper, ProcedureFacts, Source
from motcua.catalogue.packaged import all_procedures, get
from motcua.catalogue.rules import (
    case_of,
    copy_certification_fee,
    fee_for,
    in_force,
    limit_for,
    missing_papers,
    papers_for,
)
from motcua.kernel.errors import BadInput, NotFound

SOURCE = Source(id="thu", title="Dữ liệu thử", as_of=date(2026, 1, 1), trust="confirmed")


def facts_of(**values):
    base = {"code": "9.000001", "name": "Thử", "field": "Thử", "promulgator": "Thử", "agency_class": "commune"}
    return ProcedureFacts(**{**base, "source": SOURCE, **values})


@pytest.mark.parametrize(
    ("pages", "copies", "fee"),
    [
        (1, 1, 2_000),
        (2, 1, 4_000),
        (3, 1, 5_000),
        (3, 10, 50_000),
        (10, 1, 12_000),
        (197, 1, 199_000),
        (198, 1, 200_000),
        (199, 1, 200_000),
        (500, 3, 600_000),
    ],
)
def test_fee_of_certified_copies(pages, copies, fee):
    assert copy_certification_fee(pages, copies) == fee


@pytest.mark.parametrize(("pages", "copies", "field"), [(0, 1, "pages"), (1, 0, "copies"), (-3, 2, "pages")])
def test_fee_of_nothing_is_refused(pages, copies, field):
    with pytest.raises(BadInput) as refusal:
        copy_certification_fee(pages, copies)
    assert refusal.value.field == field


@given(pages=st.integers(1, 2_000), copies=st.integers(1, 500))
def test_each_copy_costs_the_same_and_never_above_the_cap(pages, copies):
    one = copy_certification_fee(pages, 1)
    assert copy_certification_fee(pages, copies) == copies * one
    assert 2_000 <= one <= 200_000
    assert copy_certification_fee(pages + 1, 1) >= one


ALL = Limit(kind="working_days", value=10, trust="official_copy")
ONLINE = Limit(kind="working_days", value=7, trust="official_copy", channel="online")
LATE = Limit(kind="working_days", value=5, trust="official_copy", case="qua-han")
LATE_POST = Limit(kind="working_days", value=6, trust="official_copy", case="qua-han", channel="postal")


@pytest.mark.parametrize(
    ("channel", "case", "limit"),
    [
        ("direct", None, ALL),
        ("direct", "dung-han", ALL),
        ("online", "dung-han", ONLINE),
        ("online", "qua-han", LATE),
        ("postal", "qua-han", LATE_POST),
        ("postal", None, ALL),
    ],
)
def test_the_most_particular_limit_holds(channel, case, limit):
    assert limit_for(facts_of(limits=(ALL, ONLINE, LATE, LATE_POST)), channel, case) == limit


def test_without_a_limit_nothing_binds():
    found = limit_for(facts_of(limits=(ONLINE,)), "direct")
    assert found.kind == "unknown"
    assert not found.binding
    assert found.doubt


def test_every_channel_and_case_of_every_procedure_has_an_answer():
    for facts in all_procedures().values():
        for channel in facts.channels:
            for case in facts.cases:
                assert limit_for(facts, channel, case.key).kind


def test_birth_is_same_day_on_every_channel_and_an_abandoned_child_awaits_confirmation():
    birth = get("1.001193")
    for channel in birth.channels:
        for case in ("dung-han", "qua-han", "mang-thai-ho"):
            limit = limit_for(birth, channel, case)
            assert (limit.kind, limit.cutoff, limit.binding) == ("same_day", "15:00", True)
        assert not limit_for(birth, channel, "bi-bo-roi").binding


def test_birth_on_time_is_free_and_late_is_set_by_the_province():
    (on_time,) = fee_for(get("1.001193"), "direct", "dung-han")
    assert (on_time.amount_vnd, on_time.trust) == (0, "official_copy")
    (late,) = fee_for(get("1.001193"), "direct", "qua-han")
    assert late.amount_vnd is None
    assert late.set_by == "Hội đồng nhân dân cấp tỉnh"


@pytest.mark.parametrize(
    ("channel", "case", "amount"),
    [("direct", "ca-nhan", 15_000), ("online", "ca-nhan", 7_000), ("direct", "theo-danh-sach", 10_000)],
)
def test_temporary_residence_fee_by_channel_and_case(channel, case, amount):
    (fee,) = fee_for(get("1.004194"), channel, case)
    assert fee.amount_vnd == amount


def test_a_temporary_reduction_ends_after_its_last_day():
    reduced = Fee(kind="lệ phí", trust="official_copy", amount_vnd=5_000, until=date(2026, 12, 31))
    facts = facts_of(fees=(reduced,))
    assert fee_for(facts, "direct", on=date(2026, 12, 31)) == (reduced,)
    assert fee_for(facts, "direct", on=date(2027, 1, 1)) == ()


def test_papers_of_a_channel_keep_their_order_and_leave_others_out():
    case = case_of(get("1.001193"), "dung-han")
    direct = [paper.key for paper in papers_for(case, "direct")]
    online = [paper.key for paper in papers_for(case, "online")]
    assert direct[:2] == ["to-khai", "giay-chung-sinh"]
    assert online[0] == "mau-dien-tu"
    assert "mau-dien-tu" not in direct


def test_missing_papers_are_the_required_ones_not_given():
    case = Case(
        key="chung",
        name="Chung",
        papers=(
            Paper(key="don", name="Đơn"),
            Paper(key="the", name="Thẻ", kind="show"),
            Paper(key="luu-y", name="Lưu ý", kind="note"),
            Paper(key="uy-quyen", name="Ủy quyền", required=False),
            Paper(key="to-khai-so", name="Tờ khai điện tử", channels=("online",)),
        ),
    )
    assert [paper.key for paper in missing_papers(case, "direct", ["don"])] == ["the"]
    assert [paper.key for paper in missing_papers(case, "online", [])] == ["don", "the", "to-khai-so"]


def test_an_unknown_case_is_named():
    with pytest.raises(NotFound, match="khong-co"):
        case_of(get("1.001193"), "khong-co")


@pytest.mark.parametrize(
    ("begins", "ends", "on", "holds"),
    [
        (None, None, date(2018, 2, 22), True),
        (date(2025, 7, 1), None, date(2025, 6, 30), False),
        (date(2025, 7, 1), None, date(2025, 7, 1), True),
        (None, date(2027, 2, 28), date(2027, 2, 28), True),
        (None, date(2027, 2, 28), date(2027, 3, 1), False),
    ],
)
def test_facts_hold_from_their_first_to_their_last_day(begins, ends, on, holds):
    assert in_force(facts_of(valid_from=begins, valid_to=ends), on) is holds


def test_birth_holds_in_july_2025_and_in_november_2026():
    assert in_force(get("1.001193"), date(2025, 7, 11))
    assert in_force(get("1.001193"), date(2026, 11, 22))

"""Figures of a report, recomputed: rates, what is open, what adds up, and what was stated and does not follow."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.indicators.rules import report
from motcua.kernel.errors import BadInput

WHOLE = {"received": 1250, "resolved": 1172, "online": 1100, "direct": 150, "ontime": 1160, "late": 12, "open": 78}


def answer(stated=(), **counts):
    listed = [{"figure": figure, "percent": percent} for figure, percent in stated]
    return report.as_json(report.check(*report.read(json.dumps({**counts, "stated": listed}))))


def percents(found):
    return {rate["figure"]: rate["percent"] for rate in found["rates"]}


def test_every_rate_that_can_be_formed_is_late_of_received_and_of_resolved_apart():
    assert percents(answer(**WHOLE)) == {
        "resolved_of_received": 93.76,
        "online_of_received": 88.0,
        "direct_of_received": 12.0,
        "late_of_received": 0.96,
        "late_of_resolved": 1.02,
        "ontime_of_received": 92.8,
        "ontime_of_resolved": 98.98,
        "open_of_received": 6.24,
    }


def test_what_was_not_told_makes_no_rate():
    assert percents(answer(received=200, online=190)) == {"online_of_received": 95.0}
    assert percents(answer(received=0, online=0)) == {}


@pytest.mark.parametrize(
    ("counts", "still_open", "total", "difference", "balanced"),
    [
        (WHOLE, 78, 1250, 0, True),
        ({"received": 1250, "resolved": 1172}, 78, 1250, 0, True),
        ({"received": 1250, "resolved": 1172, "open": 70}, 70, 1242, 8, False),
        ({"received": 1250, "resolved": 1172, "open": 80}, 80, 1252, -2, False),
        ({"received": 100, "resolved": 120}, None, 120, -20, False),
        ({"received": 100, "online": 60, "direct": 39}, None, 99, 1, False),
        # The first sum that does not hold is named, though the ones before it do.
        ({"received": 100, "resolved": 94, "ontime": 90, "late": 3}, 6, 93, 1, False),
        # Late may have been counted of all that came in: overdue ones that are still open.
        ({"received": 100, "resolved": 94, "ontime": 94, "late": 6}, 6, 100, 0, True),
        ({"received": 100}, None, None, None, False),
        ({}, None, None, None, False),
    ],
)
def test_parts_add_up_or_the_difference_is_named(counts, still_open, total, difference, balanced):
    found = answer(**counts)
    assert (found["open"], found["total"], found["difference"], found["balanced"]) == (
        still_open,
        total,
        difference,
        balanced,
    )


@pytest.mark.parametrize(
    ("figure", "percent", "flag"),
    [
        ("resolved_of_received", 93.8, None),
        ("resolved_of_received", 93.76, None),
        ("resolved_of_received", 94, None),
        ("resolved_of_received", 93.7, {"computed": 93.76, "fits": None}),
        # The press's «quá hạn 1,02 %» is of what was resolved.
        ("late_of_received", 1.02, {"computed": 0.96, "fits": "resolved"}),
        ("late_of_resolved", 0.96, {"computed": 1.02, "fits": "received"}),
        ("late_of_open", 15.38, None),
        ("ontime_of_received", 98.98, {"computed": 92.8, "fits": "resolved"}),
    ],
)
def test_a_stated_per_cent_follows_in_its_own_places_or_the_whole_that_fits_is_named(figure, percent, flag):
    found = answer([(figure, percent)], **WHOLE)["flags"]
    assert found == ([] if flag is None else [{"figure": figure, "stated": percent, **flag}])


def test_two_counts_together_may_be_the_whole_that_fits():
    (flag,) = answer([("resolved_of_received", 90)], received=120, resolved=90, open=10)["flags"]
    assert flag["fits"] == "resolved+open"


def test_what_cannot_be_recomputed_is_flagged_too():
    assert answer([("late_of_resolved", 1)], received=5)["flags"] == [
        {"figure": "late_of_resolved", "stated": 1.0, "computed": None, "fits": None}
    ]


def test_what_is_not_read_is_named():
    assert answer(received=1, satisfied=99)["ignored"] == ["satisfied"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        "{",
        '{"received": -1}',
        '{"received": 1.5}',
        '{"received": "12"}',
        '{"received": true}',
        '{"received": 1e999999999}',
        '{"received": NaN}',
        '{"received": {}}',
        '{"stated": {}}',
        '{"stated": [1]}',
        '{"stated": [{}]}',
        '{"stated": [{"figure": "late", "percent": 1}]}',
        '{"stated": [{"figure": "late_of_late", "percent": 1}]}',
        '{"stated": [{"figure": "late_of_moon", "percent": 1}]}',
        '{"stated": [{"figure": ["late_of_open"], "percent": 1}]}',
        '{"stated": [{"figure": "late_of_open", "percent": "1"}]}',
        '{"stated": [{"figure": "late_of_open", "percent": -1}]}',
        '{"stated": [{"figure": "late_of_open", "percent": true}]}',
        json.dumps({"stated": [{"figure": "late_of_open", "percent": 1}] * 201}),
    ],
)
def test_what_is_no_report_is_refused(text):
    with pytest.raises(BadInput):
        report.read(text)


counted = st.dictionaries(st.sampled_from(sorted(report.COUNTS)), st.integers(0, 10**6))


@given(counted, st.integers(0, 4), st.sampled_from(report.RATES))
def test_what_was_computed_is_never_flagged_in_whatever_places_it_is_stated(counts, places, pair):
    part, whole = pair
    rates = dict(report.check(counts).rates)
    rate = rates.get(f"{part}_of_{whole}")
    if rate is not None:
        stated = report.Stated(part, whole, rate.rounded(places))
        assert report.check(counts, (stated,)).flags == ()


@given(counted, st.sampled_from(report.RATES), st.decimals(0, 200, places=2))
def test_the_whole_that_fits_makes_the_stated_per_cent(counts, pair, percent):
    found = report.check(counts, (report.Stated(*pair, percent),))
    known = counts if found.open is None else counts | {"open": found.open}
    for flag in found.flags:
        if flag.fits:
            whole = sum(known[name] for name in flag.fits)
            assert abs(Decimal(100 * known[pair[0]]) / whole - percent) <= Decimal("0.005")


@given(counted)
def test_a_report_is_balanced_only_when_no_sum_has_a_difference(counts):
    found = report.check(counts)
    assert found.balanced == (found.sum is not None and found.sum.difference == 0)
    for one in found.sums:
        known = counts if found.open is None else counts | {"open": found.open}
        assert one.total + one.difference == known[one.whole]

"""A rate keeps both its counts; several together are counted together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.rate import Rate, together

PAIRS = st.integers(0, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@pytest.mark.parametrize(("part", "whole"), [(-1, 2), (1, 0), (0, -1)])
def test_what_cannot_be_counted_is_no_rate(part, whole):
    with pytest.raises(ValueError, match="no rate"):
        Rate(part, whole, "a", "b")


def test_of_nothing_there_is_no_per_cent():
    assert (Rate(0, 0, "a", "b").percent, Rate(0, 0, "a", "b").rounded()) == (None, None)
    assert Rate(190, 200, "a", "b").rounded() == Decimal("95.0")
    assert str(Rate(190, 200, "hồ sơ nộp trực tuyến", "hồ sơ").said) == "190/200 (hồ sơ nộp trực tuyến trên hồ sơ)"


@given(st.lists(PAIRS, min_size=1, max_size=6))
def test_together_they_lie_between_the_lowest_and_the_highest(pairs):
    rates = [Rate(part, whole, "a", "b") for part, whole in pairs]
    whole = together(rates)
    assert whole is not None
    assert (whole.numerator, whole.denominator) == (sum(p for p, _ in pairs), sum(w for _, w in pairs))
    counted = [rate.percent for rate in rates if rate.percent is not None]
    if counted:
        assert min(counted) - Decimal("1e-9") <= whole.percent <= max(counted) + Decimal("1e-9")


def test_rates_of_different_things_are_not_added():
    assert together([]) is None
    with pytest.raises(ValueError, match="different"):
        together([Rate(1, 2, "a", "b"), Rate(1, 2, "a", "c")])

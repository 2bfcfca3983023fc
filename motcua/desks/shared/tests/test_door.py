"""What people type where a number is wanted."""

from __future__ import annotations

import pytest

from motcua.desks.shared.door import whole_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("007", 7),
        ("999999999", 999_999_999),
        ("1234567890", None),
        ("9" * 5000, None),
        ("", None),
        ("  ", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        ("1e3", None),
        ("1_000", None),
        ("²", None),
        ("٣", None),
        ("một", None),
    ],
)
def test_only_figures_within_reason_are_a_number(typed, number):
    assert whole_number(typed) == number


def test_a_field_says_how_many_figures_it_takes():
    assert whole_number("9999", digits=4) == 9999
    assert whole_number("10000", digits=4) is None

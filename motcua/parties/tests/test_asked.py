"""What the search box understands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput
from motcua.parties.rules.asked import Asked, rarest, understand


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("001099000001", Asked(numbers=("001099000001",))),
        ("001 099 000 001", Asked(numbers=("001099000001",))),
        ("012345678", Asked(numbers=("012345678",))),
        ("0912345678", Asked(numbers=("0912345678",), phone="+84912345678")),
        ("0912.345.678", Asked(numbers=("0912345678",), phone="+84912345678")),
        ("+84 912 345 678", Asked(numbers=("84912345678",), phone="+84912345678")),
        ("0100109106-001", Asked(numbers=("0100109106001",))),
        ("c1234567", Asked(numbers=("C1234567",))),
        ("5678", Asked(tail="5678")),
        ("hồng 5678", Asked(tail="5678", words=("hong",))),
        ("5678 Hồng", Asked(tail="5678", words=("hong",))),
        ("hồng 1958", Asked(tail="1958", born="1958", words=("hong",))),
        ("Nguyễn Thị Hồng", Asked(words=("nguyen", "thi", "hong"))),
        ("nguyen thi hong", Asked(words=("nguyen", "thi", "hong"))),
        ("hồng 12/3/1958", Asked(words=("hong",), born="1958-03-12")),
        ("K’Sor H’Bia", Asked(words=("k", "sor", "h", "bia"))),
        ("001099000001||Nguyễn Thử|01011999|Nam|Xã Thử|01012021", Asked(numbers=("001099000001",))),
    ],
)
def test_what_is_typed_is_understood(typed, asked):
    assert understand(typed) == asked


@pytest.mark.parametrize("typed", ["", " ", "a", "?", "12", "123456", "hồng 12345"])
def test_too_little_to_search_by_is_said(typed):
    with pytest.raises(BadInput) as refused:
        understand(typed)
    assert str(refused.value)


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("nguyen thi hong", "hong"),
        ("nguyen van", "van"),
        ("nguyen h", "nguyen"),
        ("tran anh v", "anh"),
        ("hong", "hong"),
    ],
)
def test_search_starts_from_the_rarest_word(words, lead):
    split = tuple(words.split())
    assert split[rarest(split)] == lead


@given(st.text(max_size=300))
def test_any_text_is_understood_or_refused(typed):
    try:
        found = understand(typed)
    except BadInput:
        return
    assert found.numbers or found.phone or found.tail or found.words

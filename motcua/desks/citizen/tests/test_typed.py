"""What people type from a slip is read kindly, and nothing they type breaks the reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.citizen import typed

CODE = "H33.99.01-250711-0001"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        "h33.99.01-250711-0001",
        " H33 99 01 250711 0001 ",
        "H33.99.01–250711—0001",
        "H33,99,01/250711/0001",
        "Ｈ33.99.01-250711-0001",
        "https://motcua.example.vn/tra-cuu/?ma=H33.99.01-250711-0001#1234",
        "http://x/tra-cuu/?a=1&ma=H33.99.01-250711-0001",
        "H33.99.01-250711-0001\u200b",
    ],
)
def test_code_is_read_as_it_is_printed(text: str) -> None:
    assert typed.code(text) == CODE


@pytest.mark.parametrize("text", ["tn-12007-250711-0001", "TN 12007 250711 0001", "TN.12007.250711.0001"])
def test_the_number_of_a_slip_without_a_code_is_read_as_it_is_printed(text):
    assert typed.code(text) == "TN-12007-250711-0001"


@pytest.mark.parametrize(
    ("text", "code"), [("", ""), ("abc", "ABC"), ("ma=", "MA="), ("http://[/?ma=1", "HTTP://[/?MA=1")]
)
def test_what_is_no_code_comes_back_tidied(text: str, code: str) -> None:
    assert typed.code(text) == code


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        ("K7M4-2QPX", "K7M42QPX"),
        ("k7m4 2qpx", "K7M42QPX"),
        ("KÁM4-2QPX", "KASM42QPX"),
        ("KÀM4-2QPX", "KAFM42QPX"),
        ("Đ7M4-2QPX", "DD7M42QPX"),
        ("Â7M4-2QPX", "AA7M42QPX"),
        ("Ư7M42QPX", "W7M42QPX"),
        ("Ă7M4-2QPX", "AW7M42QPX"),
        ("KÀM4-2QP", "KA2M42QP"),
        ("Đ7M4-2QP", "D97M42QP"),
        ("Ê7M4-2QP", "E67M42QP"),
    ],
)
def test_keys_behind_a_vietnamese_keyboard_are_among_the_readings(shown: str, keys: str) -> None:
    assert keys in typed.secrets(shown)


def test_plain_secret_has_one_reading() -> None:
    assert typed.secrets("k7m4-2qpx") == ("K7M42QPX",)


@given(st.text())
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert len(typed.code(text)) <= 400
    assert 1 <= len(typed.secrets(text)) <= 3

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import money
from motcua.kernel.errors import BadInput
from motcua.kernel.money import VND

amounts = st.integers(0, money.MOST)
NUMBERS = {word: n for n, word in enumerate(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"))}
NUMBERS |= {"mốt": 1, "tư": 4, "lăm": 5}


def _read_words(spelled: str) -> int:
    """Read the words of an amount back, the way a cashier hears them."""
    billions = total = group = digit = 0
    for word in spelled.removesuffix(" đồng").split():
        if word in NUMBERS:
            digit = NUMBERS[word]
        elif word == "trăm":
            group, digit = group + 100 * digit, 0
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group, digit = group + 10 * digit, 0
        elif word in ("nghìn", "triệu"):
            total, group, digit = total + (group + digit) * {"nghìn": 10**3, "triệu": 10**6}[word], 0, 0
        elif word == "tỷ":
            billions, total, group, digit = total + group + digit, 0, 0, 0
        else:
            assert word == "linh"
    return billions * 10**9 + total + group + digit


@pytest.mark.parametrize(
    ("amount", "spelled"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_001, "một nghìn không trăm linh một"),
        (1_010, "một nghìn không trăm mười"),
        (2_000, "hai nghìn"),
        (8_000, "tám nghìn"),
        (10_500, "mười nghìn năm trăm"),
        (15_000, "mười lăm nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (50_000, "năm mươi nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (1_250_000, "một triệu hai trăm năm mươi nghìn"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (20_304_050, "hai mươi triệu ba trăm linh bốn nghìn không trăm năm mươi"),
        (10**9, "một tỷ"),
        (10**9 + 1, "một tỷ không trăm linh một"),
        (10**12, "một nghìn tỷ"),
        (1_005 * 10**9, "một nghìn không trăm linh năm tỷ"),
        (-50_000, "âm năm mươi nghìn"),
    ],
)
def test_amounts_are_spelled_as_receipts_do(amount: int, spelled: str) -> None:
    assert VND(amount).in_words == f"{spelled} đồng"


@given(amounts)
def test_words_read_back_to_the_amount(amount: int) -> None:
    assert _read_words(VND(amount).in_words) == amount


@given(amounts)
def test_what_is_printed_reads_back(amount: int) -> None:
    assert money.parse(str(VND(amount))) == VND(amount)
    assert money.parse(VND(amount).digits) == VND(amount)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1250000", 1_250_000),
        ("1.250.000", 1_250_000),
        ("1.250.000 đồng", 1_250_000),
        ("1.250.000đ", 1_250_000),
        ("1 250 000 VND", 1_250_000),
        ("1,250,000 vnđ", 1_250_000),
        ("1\u00a0250\u00a0000 ₫", 1_250_000),
        ("8000", 8_000),
        ("8.000", 8_000),
        ("0", 0),
        ("050", 50),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, amount: int) -> None:
    assert money.parse(typed) == VND(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "đ", "50k", "50K", "50 nghìn", "1tr", "1 triệu", "2 tỷ", "1tr5", "1,250", "1.5", "1.250.000,00", "-50.000",
     "12.34.567", "1.2500", "1.250 000", "1e6", "٥٠", "9" * 16, "$50"],
)  # fmt: skip
def test_what_may_be_read_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        money.parse(typed, field="fee")
    assert caught.value.field == "fee"


def test_limits_include_both_ends() -> None:
    assert money.parse("10", least=10, most=20) == VND(10)
    assert money.parse("20", least=10, most=20) == VND(20)
    for typed in ("9", "21"):
        with pytest.raises(BadInput, match="10 đồng"):
            money.parse(typed, least=10, most=20)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_bad_input(typed: str) -> None:
    try:
        assert money.parse(typed).amount >= 0
    except BadInput as error:
        error.said.render()


def test_arithmetic_stays_in_dong() -> None:
    assert VND(8_000) * 3 + VND(50_000) - VND(4_000) == VND(70_000)
    assert 3 * VND(2_000) == VND(6_000)
    assert -VND(5) == VND(-5)
    assert VND(1) < VND(2) <= VND(2)
    assert max(VND(1), VND(3), VND(2)) == VND(3)
    assert money.total([VND(1), VND(2)]) == VND(3)
    assert money.total([]) == money.ZERO
    assert not money.ZERO
    assert VND(1)
    assert str(VND(1_250_000)) == "1.250.000 đồng"
    assert VND(-1_250_000).digits == "-1.250.000"


@pytest.mark.parametrize("wrong", [1.0, True, "1", None])
def test_only_whole_numbers_are_money(wrong: object) -> None:
    with pytest.raises(TypeError):
        VND(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "act",
    [
        lambda: VND(1) * 1.5,
        lambda: VND(1) * True,
        lambda: VND(1) + 1,
        lambda: VND(1) - 1,
        lambda: VND(1) < 1,
        lambda: VND(1) * VND(1),
    ],
)
def test_money_does_not_mix_with_numbers(act) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TypeError):
        act()


def test_amounts_have_an_end() -> None:
    VND(money.MOST)
    for act in (lambda: VND(money.MOST + 1), lambda: VND(-money.MOST - 1), lambda: VND(money.MOST) * 2):
        with pytest.raises(OverflowError):
            act()

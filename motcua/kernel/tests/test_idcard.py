from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel import clock, idcard
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.personal_number import Sex

SEVEN = "001099012345|012345678|Nguyễn Thử Một|12031999|Nam|Tổ 5, Phường Thử Nghiệm, Hà Nội|15042021"
EMPTY_SLOT = "033158000002||Trần Thị Thử Hai|01/1958|Nữ|Thôn Thử, xã Phụng Công, Hưng Yên|20082022".replace(
    "01/1958", "00011958"
)
SIX = "064300000003|K'Sor H'Bia Thử|29022000|Nữ|Buôn Thử, Gia Lai|01072024"
NO_ISSUE_DATE = "079085000004||Lê Thử Bốn|09091985|Nam|1 Đường Thử, TP. Hồ Chí Minh"
ELEVEN = "066195000005|240000005|Y Moan Êñuôl Thử|05051995|Nữ|Buôn Thử, Đắk Lắk|01082024||Công dân Cha|Công dân Mẹ|"
CARDS = [SEVEN, EMPTY_SLOT, SIX, NO_ISSUE_DATE, ELEVEN]


@pytest.fixture(autouse=True)
def _today():
    with clock.fixed(clock.at(2025, 7, 11, 9)):
        yield


def _sentences(card: idcard.IdCard) -> list[str]:
    return [str(sentence) for sentence in card.warnings]


def test_seven_fields_are_read() -> None:
    card = idcard.parse(SEVEN)
    assert str(card.number) == "001099012345"
    assert card.old_number == "012345678"
    assert card.name == "Nguyễn Thử Một"
    assert card.born == PartialDate(1999, 3, 12)
    assert card.sex is Sex.MALE
    assert card.address == "Tổ 5, Phường Thử Nghiệm, Hà Nội"
    assert card.issued == date(2021, 4, 15)
    assert card.extra == ()
    assert card.warnings == ()


def test_an_empty_slot_and_an_unknown_day_are_read() -> None:
    card = idcard.parse(EMPTY_SLOT)
    assert card.old_number is None
    assert card.born == PartialDate(1958, 1)
    assert card.warnings == ()


def test_a_missing_slot_moves_nothing() -> None:
    card = idcard.parse(SIX)
    assert (card.old_number, card.name, card.address) == (None, "K'Sor H'Bia Thử", "Buôn Thử, Gia Lai")
    assert card.issued == date(2024, 7, 1)
    assert card.warnings == ()


def test_a_missing_issue_date_is_a_warning() -> None:
    card = idcard.parse(NO_ISSUE_DATE)
    assert card.issued is None
    assert _sentences(card) == ["Mã QR không có ngày cấp thẻ; hãy nhập theo thẻ."]


def test_further_fields_keep_their_places() -> None:
    card = idcard.parse(ELEVEN)
    assert card.extra == ("", "Công dân Cha", "Công dân Mẹ", "")
    assert card.issued == date(2024, 8, 1)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize(
    "typed",
    [
        "{}\r\n", "{}\n", "{}\t", "\t{}", "\x02{}\x03", "]Q1{}", "]Q3{}\r", " {} ", "\ufeff{}", "{0}{0}", "{0}\r\n{0}",
        "{0}\t{0}\t{0}", "{0} \n\n {0}\n",
    ],
)  # fmt: skip
def test_what_a_scanner_adds_or_repeats_changes_nothing(card: str, typed: str) -> None:
    assert idcard.parse(typed.format(card)) == idcard.parse(card)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("bar", ["~", "\\", "｜", "¦", "│"])
def test_a_bar_typed_by_another_layout_is_still_a_bar(card: str, bar: str) -> None:
    assert idcard.parse(card.replace("|", bar)) == idcard.parse(card)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("codec", ["latin-1", "cp1252"])
def test_utf8_read_in_another_code_page_is_repaired(card: str, codec: str) -> None:
    wrong = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in card.encode())
    assert idcard.parse(wrong) == idcard.parse(card)


@pytest.mark.parametrize("card", CARDS)
def test_decomposed_text_and_full_width_digits_are_the_same_card(card: str) -> None:
    wide = card.translate({ord(str(n)): 0xFF10 + n for n in range(10)})
    assert idcard.parse(unicodedata.normalize("NFD", card)) == idcard.parse(card)
    assert idcard.parse(wide).number == idcard.parse(card).number


@pytest.mark.parametrize("suffix", ["#", "~", "$$", ";"])
def test_a_suffix_after_the_issue_date_is_dropped(suffix: str) -> None:
    assert idcard.parse(SEVEN + suffix).issued == date(2021, 4, 15)


def test_a_scan_broken_off_and_repeated_counts_once() -> None:
    assert idcard.parse(SEVEN[:40] + "\n" + SEVEN) == idcard.parse(SEVEN)


@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        (
            "001199012345||Nguyeenx Thij Thuwr|12031999|Nuwx|Toor 5, Phuwowngf Thuwr, Haf Nooij|15042021",
            "Nguyễn Thị Thử",
            "Tổ 5, Phường Thử, Hà Nội",
        ),
        (
            "001199012345||Nguye64n Thi5 Thu73|12031999|Nu74|To63 5, Phu7o7ng2 Thu73, Ha2 No65i|15042021",
            "Nguyễn Thị Thử",
            "Tổ 5, Phường Thử, Hà Nội",
        ),
    ],
)
def test_uncomposed_keys_are_composed_with_a_warning(typed: str, name: str, address: str) -> None:
    card = idcard.parse(typed)
    assert (card.name, card.address, card.sex) == (name, address, Sex.FEMALE)
    assert any("ghép lại" in sentence for sentence in _sentences(card))


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "không phải mã QR"),
        ("   \r\n", "không phải mã QR"),
        ("xin chào", "không phải mã QR"),
        ("001099012345", "không phải mã QR"),
        ("000.00.00.H00-250711-0001", "không phải mã QR"),
        ("https://example.vn/tra-cuu?ma=001099012345", "không phải mã QR"),
        (SEVEN.replace("001099012345", "00109901234"), "đọc được 11"),
        (SEVEN.replace("001099012345", "0010990123456"), "đọc được 13"),
        (SEVEN.replace("001099012345", "0010990ế2345"), "bộ gõ"),
        (SEVEN.replace("001099012345", "00109901234O"), "bộ gõ"),
        (SEVEN.replace("001099012345", "0010990\u200b12345"), "bộ gõ"),
        (SEVEN.replace("001099012345", "001099\x0012345"), "11"),
        (SEVEN.replace("001099012345", "012345678"), "CMND"),
        ("001099012345|012345678|Nguyễn Thử Một|12031999", "phần"),
        ("001099012345|", "phần"),
        (SEVEN + "\n" + SIX, "nhiều lần quét"),
        (SEVEN + SIX, "dính"),
        (SEVEN + "\nxin chào\n" + SEVEN, "nhiều lần quét"),
        (SEVEN.replace("Nguyễn", "Nguyeễn"), "bộ gõ"),
        (SEVEN.replace("Nguyễn", "Nguye64n"), "bộ gõ"),
        (SEVEN.replace("Nguyễn", "Nguy?n"), "UTF-8"),
        (SEVEN.replace("Hà Nội", "H? N?i"), "UTF-8"),
        (SEVEN.replace("Nguyễn Thử Một", ""), "họ tên"),
        (SEVEN.replace("12031999", "31021999"), "31021999"),
        (SEVEN.replace("12031999", "1203199"), "1203199"),
        (SEVEN.replace("12031999", "12032030"), "tương lai"),
        (SEVEN.replace("12031999", ""), "Ngày"),
        (SEVEN.replace("15042021", "31042021"), "31042021"),
        (SEVEN.replace("15042021", "00002021"), "Ngày cấp"),
        (SEVEN.replace("15042021", "15041998"), "trước ngày sinh"),
        (SEVEN.replace("|Nam|", "|Nm|"), "giới tính"),
        (SEVEN.replace("|Nam|", "||"), "giới tính"),
        ("x" * 5000, "quá dài"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(typed: str, word: str) -> None:
    with pytest.raises(BadInput) as caught:
        idcard.parse(typed)
    assert word.lower() in str(caught.value).lower()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        (SEVEN.replace("12031999", "12031998"), "năm 1999"),
        (SEVEN.replace("|Nam|", "|Nữ|"), "giới tính"),
        (SEVEN.replace("|Nam|", "|NAM|").replace("001099", "003099"), "003"),
        (SEVEN.replace("|Nam|", "|Nu|").replace("001099", "001199"), "mất dấu"),
        (SEVEN.replace("15042021", "15042026"), "tương lai"),
        (SEVEN.replace("|012345678|", "|12345678|"), "8 chữ số"),
        (SEVEN.replace("Tổ 5, Phường Thử Nghiệm, Hà Nội", ""), "nơi cư trú"),
        (SEVEN.replace("Một", "Vawn"), "Vawn"),
    ],
)
def test_what_is_odd_is_read_with_one_warning(typed: str, word: str) -> None:
    (sentence,) = _sentences(idcard.parse(typed))
    assert word in sentence


@pytest.mark.parametrize(
    ("typed", "card"),
    [
        (SEVEN, True),
        ("\x02]Q1" + SIX, True),
        (SEVEN.replace("|", "~"), True),
        ("000.00.00.H00-250711-0001", False),
        ("", False),
    ],
)
def test_one_box_tells_a_card_from_a_dossier_code(typed: str, card: bool) -> None:
    assert idcard.is_card(typed) is card


def _read(typed: str) -> idcard.IdCard | None:
    try:
        return idcard.parse(typed)
    except BadInput as error:
        error.said.render()
        return None


@given(st.text(max_size=300))
def test_any_text_is_a_card_or_bad_input(typed: str) -> None:
    _read(typed)


@given(
    st.lists(st.one_of(st.text(max_size=20), st.from_regex(r"[0-9]{8,12}", fullmatch=True)), min_size=4, max_size=14)
)
def test_any_fields_are_a_card_or_bad_input(parts: list[str]) -> None:
    _read("001099012345|" + "|".join(parts))


pieces = st.one_of(st.text(max_size=3), st.sampled_from("|~\\\r\n?0áÃ"))
damage = st.tuples(st.integers(0, 200), st.integers(0, 12), pieces)


@settings(max_examples=400)
@given(st.sampled_from(CARDS), st.lists(damage, max_size=4))
def test_a_damaged_scan_never_makes_a_number_that_was_not_there(card: str, damages: list[tuple[int, int, str]]) -> None:
    for at, length, new in damages:
        card = card[:at] + new + card[at + length :]
    found = _read(card)
    if found is not None:
        assert found.number.digits in unicodedata.normalize("NFKC", card)
        assert found.name
        assert found.born.earliest <= clock.today()
        assert found.issued is None or found.issued >= found.born.earliest


@given(st.sampled_from(CARDS), st.integers(0, 11), st.sampled_from(["", "0", "12", "ơ", "x"]))
def test_a_digit_lost_or_doubled_in_the_number_is_never_mended(card: str, at: int, new: str) -> None:
    if len(new) != 1 or not new.isdigit():
        with pytest.raises(BadInput):
            idcard.parse(card[:at] + new + card[at + 1 :])

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import syllable, text

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
    "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ '-"
)
vietnamese = st.text(VIETNAMESE, max_size=40)
anything = st.text(max_size=60)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("ĐẶNG Đình Đ", "dang dinh d"),
        ("Ðặng", "dang"),  # U+00D0, typed for Đ by some keyboards
        ("Ɖặng", "dang"),  # U+0189
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("thúy", "thuy"),
        ("thuý", "thuy"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("K'Sor H'Bia", "k sor h bia"),
        ("K’Sor  H’Bia", "k sor h bia"),
        ("Y Moan Êñuôl", "y moan enuol"),
        ("Nguyễn Thị Hồng-Nhung", "nguyen thi hong nhung"),
        ("Ｎｇｕｙễｎ", "nguyen"),
        ("Nguy\u200bễn\ufeff", "nguyen"),
        ("  giấy   khai\tsinh (bản sao) ", "giay khai sinh ban sao"),
        ("1.004.873.000", "1 004 873 000"),
        ("Số 12/2025/NĐ-CP", "so 12 2025 nd cp"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
        (" -_- ", ""),
    ],
)
def test_fold_makes_the_key_people_search_by(written: str, key: str) -> None:
    assert text.fold(written) == key
    assert text.fold(unicodedata.normalize("NFD", written)) == key
    assert text.words(written) == tuple(key.split())


@given(anything)
def test_fold_is_idempotent(s: str) -> None:
    assert text.fold(text.fold(s)) == text.fold(s)


@given(anything)
def test_fold_sees_no_difference_between_composed_and_decomposed(s: str) -> None:
    assert text.fold(unicodedata.normalize("NFD", s)) == text.fold(unicodedata.normalize("NFC", s))


@given(vietnamese)
def test_fold_leaves_plain_letters_only(s: str) -> None:
    assert text.fold(s).replace(" ", "").isascii()
    assert text.fold(s.upper()) == text.fold(s)
    assert text.fold(text.canonical_tones(s)) == text.fold(s)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Công  dân\u00a0Thử Một ", "Công dân Thử Một"),
        ("Thử\x00 Hai\x07", "Thử Hai"),
        ("\ufeffThử\u200b Ba\u200d", "Thử Ba"),
        ("\u202eThử\u202c Bốn\u2066", "Thử Bốn"),
        ("dòng một\r\ndòng hai", "dòng một dòng hai"),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn"),
        ("Nguye\u200b\u0302\u0303n", "Nguyễn"),
        ("a\ud800b", "ab"),
        ("a\ufffeb", "ab"),
        ("", ""),
    ],
)
def test_clean_keeps_what_can_be_seen(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_clean_keeps_lines_where_asked() -> None:
    assert text.clean("\n một \r\n\r\n hai\u2028ba\n\n", lines=True) == "một\n\nhai\nba"


def test_clean_cuts_floods_without_a_trailing_space() -> None:
    assert text.clean("a" * 10_000, 20) == "a" * 20
    assert text.clean("Thử Một", 4) == "Thử"


@given(anything, st.booleans())
def test_clean_is_idempotent_and_composed(s: str, lines: bool) -> None:
    kept = text.clean(s, lines=lines)
    assert text.clean(kept, lines=lines) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not {unicodedata.category(c) for c in kept.replace("\n", "")} & {"Cc", "Cf", "Cs"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hòa", "hoà"),
        ("HÒA", "HOÀ"),
        ("Hòa Bình", "Hoà Bình"),
        ("khỏe", "khoẻ"),
        ("lòe", "loè"),
        ("thúy", "thuý"),
        ("Thúy", "Thuý"),
        ("ủy ban", "uỷ ban"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("khủyu", "khuỷu"),
        ("thúôc", "thuốc"),
        ("bià", "bìa"),
        ("cuả", "của"),
        ("muà", "mùa"),
        ("tòan", "toàn"),
        ("hùynh", "huỳnh"),
        ("nghiã", "nghĩa"),
    ],
)
def test_tones_move_to_the_new_placement(old: str, new: str) -> None:
    assert text.canonical_tones(old) == new
    assert text.same_text(old, new)


@pytest.mark.parametrize(
    "word",
    [
        "hoà",
        "thuý",
        "quý",
        "già",
        "gì",
        "giếng",
        "quốc",
        "quỳnh",
        "thuở",
        "yếu",
        "ngoại",
        "hoàn",
        "mùa",
        "của",
        "tiếng",
        "nghiêng",
        "khuya",
        "Êñuôl",
        "Niê",
        "K'Sor",
        "Krông",
        "Đắk",
        "ỷ",
        "ỡm",
        "UBND",
        "Xin-ga-po",
        "quả",
        "giữa",
        "giặt",
        "ròng",
        "người",
        "rượu",
        "khuỷu",
    ],
)
def test_words_in_the_new_placement_and_foreign_words_stay(word: str) -> None:
    assert text.canonical_tones(word) == word


@given(vietnamese)
def test_moving_tones_is_idempotent_and_keeps_letters(s: str) -> None:
    moved = text.canonical_tones(s)
    assert text.canonical_tones(moved) == moved
    assert sorted(unicodedata.normalize("NFD", moved)) == sorted(unicodedata.normalize("NFD", s))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Hòa Bình", "HOÀ  BÌNH", True),
        ("K’Sor", "k'sor", True),
        ("Thúy", unicodedata.normalize("NFD", "Thuý"), True),
        ("Hòa", "Hoa", False),
        ("Đinh", "Dinh", False),
        ("Thử Một", "ThửMột", False),
    ],
)
def test_same_text_reads_marks_and_ignores_typing(a: str, b: str, same: bool) -> None:
    assert text.same_text(a, b) is same
    assert text.same_text(b, a) is same


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("nghiêng", ("ngh", "iêng", "")),
        ("Giếng", ("g", "iêng", syllable.ACUTE)),
        ("gì", ("g", "i", syllable.GRAVE)),
        ("quyển", ("qu", "yên", syllable.HOOK)),
        ("Đặng", ("đ", "ăng", syllable.DOT)),
        ("Quoc", ("qu", "oc", "")),
        ("bàc", None),  # a stop takes the acute or the dot only
        ("ksor", None),
        ("nguyeenx", None),
        ("nguyệnh", None),
        ("áá", None),
        ("", None),
        ("nghiêngg", None),
    ],
)
def test_a_syllable_is_told_from_other_words(word: str, parts: tuple[str, str, str] | None) -> None:
    assert syllable.analyse(word) == parts


@pytest.mark.parametrize(
    "unseen",
    [
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
        *"\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e",
        *"\u034f\u115f\u1160\u17b4\u180b\u2800\u3164\ufe0f\uffa0\U000e0100\U000e0041",
    ],
    ids=lambda c: f"U+{ord(c):04X}",
)
def test_clean_takes_out_what_turns_or_hides_text(unseen: str) -> None:
    assert text.clean(f"Nguyễn{unseen} Văn {unseen}A{unseen}") == "Nguyễn Văn A"
    assert text.clean(f"một{unseen}\n{unseen}hai", lines=True) == "một\nhai"
    assert text.clean(unseen * 3) == ""


def test_clean_keeps_every_vietnamese_letter_composed_or_not() -> None:
    letters = VIETNAMESE.replace(" ", "")
    assert text.clean(letters) == letters
    assert text.clean(unicodedata.normalize("NFD", letters)) == letters

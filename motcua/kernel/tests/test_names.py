from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import names
from motcua.kernel.errors import BadInput

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạềếểễệờớởỡợỳýỷỹỵñŭŏ"
name_words = st.text(LETTERS + LETTERS.upper(), min_size=1, max_size=9)
name_texts = st.lists(name_words, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("NGUYỄN THỊ HỒNG-NHUNG", "Nguyễn Thị Hồng-Nhung"),
        ("nguyễn thị hồng-nhung", "Nguyễn Thị Hồng-Nhung"),
        ("Nguyễn Thị Hồng-Nhung", "Nguyễn Thị Hồng-Nhung"),
        ("nguyễn Văn an", "Nguyễn Văn An"),
        ("NGUYỄN Văn An", "Nguyễn Văn An"),
        ("  Trần\t Thử\u00a0Một ", "Trần Thử Một"),
        ("K'SOR H'BIA", "K'Sor H'Bia"),
        ("k’sor h’bia", "K'Sor H'Bia"),
        ("K'Sor H'Bia", "K'Sor H'Bia"),
        ("Siu H'wen", "Siu H'wen"),
        ("Y MOAN ÊÑUÔL", "Y Moan Êñuôl"),
        ("Y Moan Êñuôl", "Y Moan Êñuôl"),
        ("HBia Niê", "HBia Niê"),
        ("Rơ Châm H'Yiên", "Rơ Châm H'Yiên"),
        ("ĐINH ĐẠI", "Đinh Đại"),
        ("A", "A"),
        ("Công Tằng Tôn Nữ Thị Thử Nghiệm Hoàng Liên Sơn", "Công Tằng Tôn Nữ Thị Thử Nghiệm Hoàng Liên Sơn"),
        (unicodedata.normalize("NFD", "ĐẶNG THỬ"), "Đặng Thử"),
    ],
)
def test_names_are_kept_as_civil_status_writes_them(typed: str, kept: str) -> None:
    assert names.proper_name(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "   ", "'-'", "Nguyễn Văn 5", "Nguye64n", "A|B", "<b>An</b>", "An\\", "a" * 201, "Trần_Thử", "An?"]
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        names.proper_name(typed)
    assert caught.value.field == "name"


@given(name_texts)
def test_a_proper_name_is_already_proper(name: str) -> None:
    kept = names.proper_name(name)
    assert names.proper_name(kept) == kept
    assert kept.casefold() == name.casefold()
    assert all(word[0].isupper() for word in kept.split())


@given(st.text(max_size=250))
def test_any_text_is_a_name_or_bad_input(typed: str) -> None:
    try:
        kept = names.proper_name(typed)
    except BadInput as error:
        error.said.render()
    else:
        assert kept == " ".join(kept.split())


def test_capitals_keep_their_marks() -> None:
    assert names.in_capitals("Y Moan Êñuôl") == "Y MOAN ÊÑUÔL"
    assert names.in_capitals("Đặng Thử") == "ĐẶNG THỬ"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Hồng", ("Nguyễn", "Thị", "Hồng")),
        ("Trần Thử", ("Trần", "", "Thử")),
        ("Thử", ("", "", "Thử")),
        ("Tôn Nữ Thị Thử", ("Tôn Nữ", "Thị", "Thử")),
        ("Tôn Thử", ("Tôn", "", "Thử")),
        ("Y Moan Êñuôl", ("Êñuôl", "", "Y Moan")),
        ("H'Hen Niê", ("Niê", "", "H'Hen")),
        ("K'Sor H'Bia", ("K'Sor", "", "H'Bia")),
        ("Rơ Châm H'Yiên", ("Rơ Châm", "", "H'Yiên")),
    ],
)
def test_surname_and_given_name_follow_the_people(name: str, parts: tuple[str, str, str]) -> None:
    assert names.surname_given(name) == parts


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Nguyễn Thị Hồng", "N••• ••• Hồng"),
        ("Nguyễn Thị Thử Hồng", "N••• ••• Hồng"),
        ("Trần Thử", "T••• Thử"),
        ("Thử", "T•••"),
        ("Y Moan Êñuôl", "Y Moan Ê•••"),
        ("H'Hen Niê", "H'Hen N•••"),
        ("K'Sor H'Bia", "K••• H'Bia"),
    ],
)
def test_a_masked_name_can_be_called_but_not_looked_up(name: str, shown: str) -> None:
    assert names.mask_name(name) == shown


@given(st.lists(name_words.filter(lambda word: len(word) > 1), min_size=3, max_size=6))
def test_a_masked_name_never_shows_surname_or_middle(found: list[str]) -> None:
    surname, *_, given_name = found
    shown = names.mask_name(" ".join(found)).split()
    assert shown == [surname[0] + "•••", "•••", given_name]


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("001099012012", "001••••••012"),
        ("012345789", "01•••••89"),
        ("1234567", "•••••••"),
        ("", ""),
        ("12345678", "12••••78"),
    ],
)
def test_numbers_are_masked_in_the_middle(number: str, shown: str) -> None:
    assert names.mask_number(number) == shown


@given(st.text("0123456789", max_size=20))
def test_a_masked_number_never_shows_the_middle(number: str) -> None:
    shown = names.mask_number(number)
    assert len(shown) == len(number)
    assert len(shown.replace("•", "")) * 2 <= len(number)
    assert "•" not in shown.strip("0123456789").replace("•", "")
    assert all(a in (b, "•") for a, b in zip(shown, number, strict=True))

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock, personal_number
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.personal_number import OldCardNumber, PersonalNumber, Sex

TODAY = clock.at(2025, 7, 11, 9)


@pytest.mark.parametrize(
    ("digits", "place", "sex", "year"),
    [
        ("001099012345", "Hà Nội", Sex.MALE, 1999),
        ("079158000001", "Hồ Chí Minh", Sex.FEMALE, 1958),
        ("033200000001", "Hưng Yên", Sex.MALE, 2000),
        ("034325000001", "Thái Bình", Sex.FEMALE, 2025),
        ("096100000001", "Cà Mau", Sex.FEMALE, 1900),
        ("025499000001", "Phú Thọ", Sex.MALE, 2199),
        ("040999000001", "Nghệ An", Sex.FEMALE, 2399),
        ("003099000001", None, Sex.MALE, 1999),
        ("118099000001", None, Sex.MALE, 1999),
    ],
)
def test_a_number_tells_place_sex_and_year(digits: str, place: str | None, sex: Sex, year: int) -> None:
    number = personal_number.parse(digits)
    assert (number.place, number.sex, number.birth_year) == (place, sex, year)
    assert number.serial == digits[6:]


def test_the_table_holds_63_places_with_their_source() -> None:
    table = personal_number.birth_places()
    assert len(table) == 63
    assert len({row.name for row in table.values()}) == 63
    assert list(table) == sorted(table)
    assert {len(code) for code in table} == {3}
    assert all(row.source and row.date and row.trust for row in table.values())


@pytest.mark.parametrize(
    "typed", ["001099012345", "001 099 012 345", "001.099.012.345", " 001-099-012345\n", "００１099012345"]
)
def test_numbers_are_read_as_people_type_them(typed: str) -> None:
    assert personal_number.parse(typed) == PersonalNumber("001099012345")


@pytest.mark.parametrize(
    "typed", ["", "00109901234", "0010990123456", "00109901234O", "001099O12345", "abc", "٠٠١٠٩٩٠١٢٣٤٥x"]
)
def test_anything_but_twelve_digits_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        personal_number.parse(typed)
    assert caught.value.field == "number"
    assert not typed or typed not in str(caught.value)


def test_an_old_card_number_is_its_own_kind() -> None:
    assert personal_number.parse_any("012 345 678") == OldCardNumber("012345678")
    assert personal_number.parse_any("001099012345") == PersonalNumber("001099012345")
    with pytest.raises(BadInput, match="CMND"):
        personal_number.parse("012345678")
    with pytest.raises(BadInput):
        personal_number.parse_any("01234567")


@pytest.mark.parametrize("digits", ["", "12345678901", "12345678901a"])
def test_wrong_values_cannot_be_made(digits: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PersonalNumber(digits)
    with pytest.raises(ValueError):  # noqa: PT011
        OldCardNumber(digits)


@pytest.mark.parametrize(
    ("digits", "count"),
    [("001099012345", 0), ("003099012345", 1), ("001226012345", 1), ("999926012345", 2), ("001225012345", 0)],
)
def test_an_unknown_place_and_a_year_to_come_are_doubts_not_errors(digits: str, count: int) -> None:
    with clock.fixed(TODAY):
        assert len(PersonalNumber(digits).doubts()) == count


@pytest.mark.parametrize(
    ("born", "sex", "count"),
    [
        (PartialDate(1999, 3, 12), Sex.MALE, 0),
        (date(1999, 3, 12), Sex.MALE, 0),
        (PartialDate(1999), Sex.MALE, 0),
        (PartialDate(1998), Sex.MALE, 1),
        (PartialDate(1999), Sex.FEMALE, 1),
        (PartialDate(2099), Sex.FEMALE, 2),
        (None, Sex.FEMALE, 1),
        (PartialDate(1998), None, 1),
        (None, None, 0),
    ],
)
def test_every_disagreement_is_said(born: PartialDate | date | None, sex: Sex | None, count: int) -> None:
    found = personal_number.check_against(PersonalNumber("001099012345"), born, sex)
    assert len(found) == count
    assert all(str(sentence).endswith(".") for sentence in found)


def test_a_disagreement_names_both_sides() -> None:
    (sentence,) = personal_number.check_against(PersonalNumber("001099012345"), None, Sex.FEMALE)
    assert "Nam" in str(sentence)
    assert "Nữ" in str(sentence)


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_number_agrees_with_itself(digits: str) -> None:
    number = PersonalNumber(digits)
    assert 1900 <= number.birth_year <= 2399
    assert personal_number.check_against(number, None, number.sex) == []
    assert digits[3:9] not in number.masked
    assert personal_number.parse(str(number)) == number

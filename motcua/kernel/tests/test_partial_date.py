from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import partial_date
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate

days = st.dates(date(1800, 1, 1), date(2199, 12, 31))
dates = st.one_of(
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1958", "1958"),
        ("03/1958", "1958-03"),
        ("3/1958", "1958-03"),
        ("3-1958", "1958-03"),
        ("12/03/1958", "1958-03-12"),
        ("12/3/1958", "1958-03-12"),
        ("12.03.1958", "1958-03-12"),
        ("12-03-1958", "1958-03-12"),
        ("12 03 1958", "1958-03-12"),
        ("12 / 03 / 1958", "1958-03-12"),
        ("12031958", "1958-03-12"),
        ("00001958", "1958"),
        ("00/00/1958", "1958"),
        ("00/03/1958", "1958-03"),
        ("1958-03", "1958-03"),
        ("1958-03-12", "1958-03-12"),
        (" 29/02/2024 ", "2024-02-29"),
    ],
)
def test_dates_are_read_as_people_write_them(typed: str, iso: str) -> None:
    assert partial_date.parse(typed).iso == iso


@pytest.mark.parametrize(
    "typed",
    ["", "58", "12/03/58", "31/04/1958", "29/02/2023", "13/1958", "32/01/1958", "12/00/1958", "1500", "3000", "0000",
     "abc", "12/03/1958/1", "1958/03/12", "١٩٥٨", "12031 958", "rằm tháng 8"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        partial_date.parse(typed, field="born")
    assert caught.value.field == "born"
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("typed", ["15/8/1950 âm lịch", "15/08/1950 (ÂL)", "am lich 1950"])
def test_lunar_dates_are_refused_by_name(typed: str) -> None:
    with pytest.raises(BadInput, match="âm lịch"):
        partial_date.parse(typed)


def test_the_thirtieth_of_february_is_recognised_as_perhaps_lunar() -> None:
    with pytest.raises(BadInput) as caught:
        partial_date.parse("30/02/1958")
    assert "âm lịch" in str(caught.value)
    with pytest.raises(BadInput) as caught:
        partial_date.parse("31/04/1958")
    assert "âm lịch" not in str(caught.value)


@given(dates)
def test_every_form_reads_back(value: PartialDate) -> None:
    assert partial_date.parse(str(value)) == value
    assert partial_date.parse(value.iso) == value
    assert PartialDate.from_iso(value.iso) == value


@given(dates)
def test_a_date_lies_between_its_bounds_and_is_exact_only_when_whole(value: PartialDate) -> None:
    assert value.earliest <= value.latest
    assert (value.earliest == value.latest) == (value.exact is not None)
    assert value.agrees_with(PartialDate.of(value.latest))


@pytest.mark.parametrize(
    ("born", "on", "ages"),
    [
        ("12/03/1958", date(2025, 7, 11), (67, 67)),
        ("12/07/1958", date(2025, 7, 11), (66, 66)),
        ("11/07/1958", date(2025, 7, 11), (67, 67)),
        ("07/1958", date(2025, 7, 11), (66, 67)),
        ("1958", date(2025, 7, 11), (66, 67)),
        ("1958", date(2025, 12, 31), (67, 67)),
        ("29/02/2008", date(2026, 2, 28), (17, 17)),
        ("29/02/2008", date(2026, 3, 1), (18, 18)),
    ],
)
def test_ages_say_what_is_certain(born: str, on: date, ages: tuple[int, int]) -> None:
    assert partial_date.parse(born).ages_on(on) == ages


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("1958", "12/03/1958", True),
        ("03/1958", "12/03/1958", True),
        ("04/1958", "12/03/1958", False),
        ("1959", "1958", False),
    ],
)
def test_partial_dates_agree_where_both_know(a: str, b: str, agree: bool) -> None:
    assert partial_date.parse(a).agrees_with(partial_date.parse(b)) is agree


@pytest.mark.parametrize("parts", [(1958, None, 3), (1958, 13), (1958, 2, 30), (1799,), (2200,)])
def test_impossible_values_cannot_be_made(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        PartialDate(*parts)

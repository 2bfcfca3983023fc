from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import phone
from motcua.kernel.errors import BadInput

mobiles = st.from_regex(r"090[0-9]{7}", fullmatch=True)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("0900000001", "+84900000001"),
        ("0900 000 001", "+84900000001"),
        ("0900.000.001", "+84900000001"),
        ("0900-000-001", "+84900000001"),
        ("+84 900 000 001", "+84900000001"),
        ("84900000001", "+84900000001"),
        ("+84 (0) 900000001", "+84900000001"),
        ("900000001", "+84900000001"),
        ("０９００００００01", "+84900000001"),
        (" 0900000001\n", "+84900000001"),
        ("(024) 3800 0001", "+842438000001"),
        ("0221 3800 001", "+842213800001"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, e164: str) -> None:
    assert phone.parse(typed).e164 == e164


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "113", "090000000", "09000000011", "0100000001", "0900000001 / 0900000002", "0900000001 ext 5",
     "0900000001;0900000002", "+999123456", "0" * 30, "+", "()", "000000000000"],
)  # fmt: skip
def test_what_no_plan_knows_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as caught:
        phone.parse(typed, field="mobile")
    assert caught.value.field == "mobile"


@pytest.mark.parametrize("typed", ["01690000001", "+841690000001", "0123 000 0001"])
def test_eleven_digit_mobiles_of_old_are_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(BadInput, match="2018"):
        phone.parse(typed)


def test_a_number_is_shown_locally_and_abroad() -> None:
    mobile, fixed, foreign = (phone.parse(typed) for typed in ("0900000001", "02438000001", "+16502530000"))
    assert str(mobile) == mobile.national == "0900 000 001"
    assert mobile.international == "+84 900 000 001"
    assert mobile.is_mobile
    assert mobile.last_four == "0001"
    assert not fixed.is_mobile
    assert foreign.national == "+1 650-253-0000"


@given(mobiles)
def test_every_mobile_number_reads_back_and_is_masked(typed: str) -> None:
    number = phone.parse(typed)
    assert phone.parse(number.national) == phone.parse(number.international) == phone.parse(number.e164) == number
    assert number.masked == typed[:2] + "•" * 6 + typed[-2:]


@given(st.one_of(st.text(max_size=40), st.text("0123456789+ ().-/", max_size=25)))
def test_any_text_is_a_number_or_bad_input(typed: str) -> None:
    try:
        number = phone.parse(typed)
    except BadInput as error:
        error.said.render()
    else:
        assert number.national
        assert phone.parse(number.e164) == number

"""What single cells mean: days, periods, numbers, money, marks, choices."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets import Field, Kind, cells, days, numbers
from motcua.kernel.sheets.grid import Uncounted, letter
from motcua.kernel.sheets.legacy import from_tcvn


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("12/6/2025", date(2025, 6, 12)),
        ("12.6.25", date(2025, 6, 12)),
        ("12-06-2025", date(2025, 6, 12)),
        ("12 / 6 / 2025", date(2025, 6, 12)),
        ("ngày 12 tháng 6 năm 2025", date(2025, 6, 12)),
        ("Ngày 12/6/2025", date(2025, 6, 12)),
        ("NGÀY 12 THÁNG 06 NĂM 2025.", date(2025, 6, 12)),
        ("12 tháng 6, 2025", date(2025, 6, 12)),
        ("2025-06-12", date(2025, 6, 12)),
        ("2025-06-12 00:00:00", date(2025, 6, 12)),
        ("12/6/2025 08:30", date(2025, 6, 12)),
        ("12062025", date(2025, 6, 12)),
        (12062025, date(2025, 6, 12)),
        (2062025.0, date(2025, 6, 2)),
        (45820, date(2025, 6, 12)),
        (45820.35, date(2025, 6, 12)),
        ("45820", date(2025, 6, 12)),
        (date(2025, 6, 12), date(2025, 6, 12)),
        ("1/1/49", date(2049, 1, 1)),
        ("1/1/50", date(1950, 1, 1)),
        ("29/2/2024", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_as_vietnamese_papers_write_it(value, day):
    assert days.day(value) == day


def test_a_workbook_may_count_its_days_from_1904():
    assert days.day(45820 - 1462, days_from_1904=True) == date(2025, 6, 12)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("31/6/2025", "Không có ngày «31/6/2025»."),
        ("29/2/2025", "Không có ngày «29/2/2025»."),
        ("6/13/2025", "có phải 13/6/2025 viết theo kiểu tháng trước ngày?"),
        ("6/2025", "«6/2025» thiếu ngày"),
        ("2025", "«2025» thiếu ngày"),
        (2025, "«2025» thiếu ngày"),
        ("hôm qua", "«hôm qua» không phải ngày"),
        ("15/8/2024 âm lịch", "ngày âm lịch"),
        ("12/6/2025 và 13/6/2025", "không phải ngày"),
        (3.5, "không phải ngày"),
        (float("nan"), "không phải ngày"),
        (float("inf"), "không phải ngày"),
        (-1, "không phải ngày"),
        (True, "không phải ngày"),
        ("1/1/0001", "Không có ngày"),
        (date(1, 1, 1), "Không có ngày"),
    ],
)
def test_what_is_no_day_is_told_so(value, told):
    with pytest.raises(BadInput) as refused:
        days.day(value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("6/2025", "2025-06"),
        ("6/25", "2025-06"),
        ("tháng 6 năm 2025", "2025-06"),
        ("tháng 6/2025", "2025-06"),
        ("2025-06", "2025-06"),
        ("năm 2019", "2019"),
        (2019, "2019"),
        ("12/6/2025", "2025-06-12"),
        (PartialDate(2025, 6), "2025-06"),
    ],
)
def test_a_month_or_a_year_stays_what_it_is(value, iso):
    assert days.partial(value).iso == iso


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-2021", "2019", "2021"),
        ("2019 – 2021", "2019", "2021"),
        ("từ 3/2019 đến 5/2020", "2019-03", "2020-05"),
        ("Từ năm 2019 đến năm 2021", "2019", "2021"),
        ("tu 2019 den 2021", "2019", "2021"),
        ("3/2019-5/2020", "2019-03", "2020-05"),
        ("3-5/2020", "2020-03", "2020-05"),
        ("01/01/2019 - 31/12/2020", "2019-01-01", "2020-12-31"),
        ("12.6.2019-1.7.2020", "2019-06-12", "2020-07-01"),
        ("2019 đến nay", "2019", None),
        ("2019-nay", "2019", None),
        ("Từ 2019 đến hiện nay", "2019", None),
        ("2019", "2019", "2019"),
        (2019, "2019", "2019"),
        (2019.0, "2019", "2019"),
        ("6/2025", "2025-06", "2025-06"),
        (date(2025, 6, 12), "2025-06-12", "2025-06-12"),
        (PartialDate(2025, 6), "2025-06", "2025-06"),
    ],
)
def test_a_period_is_read_as_exactly_as_it_is_written(value, first, last):
    found = days.period(value)
    assert (found.first.iso, found.last.iso if found.last else None) == (first, last)


@pytest.mark.parametrize("value", ["2021-2019", "2019; 2021", "trước 1975", "đến 2020", "", "2019-2020-2021", True, 7])
def test_what_is_no_period_is_told_so(value):
    with pytest.raises(BadInput):
        days.period(value)


def test_a_period_knows_its_outermost_days_and_reads_back():
    found = days.period("từ 3/2019 đến 2020")
    assert (found.from_day, found.to_day) == (date(2019, 3, 1), date(2020, 12, 31))
    for text in ("từ 3/2019 đến 2020", "2019-nay", "2019", "12/6/2019 - 5/2020"):
        assert days.period(str(days.period(text))) == days.period(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("3", 3),
        ("03", 3),
        (3, 3),
        (3.0, 3),
        (2.5, Decimal("2.5")),
        ("1.250", 1250),
        ("1.250.000", 1_250_000),
        ("1,250,000", 1_250_000),
        ("1 250 000", 1_250_000),
        ("12,5", Decimal("12.5")),
        ("12.5", Decimal("12.5")),
        ("0,125", Decimal("0.125")),
        ("0.125", Decimal("0.125")),
        ("1.250,5", Decimal("1250.5")),
        ("1,250.5", Decimal("1250.5")),
        ("3 cái", 3),
        ("2 bộ.", 2),
        ("15m2", 15),
        ("15,5 m²", Decimal("15.5")),
        ("20 mét giá", 20),
        ("3 (ba)", 3),
        ("-4", -4),
    ],
)
def test_a_number_is_read_the_vietnamese_way_and_the_english_where_it_is_clear(value, number):
    assert numbers.number(value) == number
    assert type(numbers.number(value)) is (int if number == int(number) else Decimal)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("1,250", "có thể là 1.250 hoặc 1,25"),
        ("khoảng 3", "không phải một số"),
        ("3-4", "không phải một số"),
        ("3 cái 2 bộ", "không phải một số"),
        ("3 triệu", "không phải một số"),
        ("10%", "không phải một số"),
        ("1.2.3", "không phải một số"),
        ("ba", "không phải một số"),
        ("٣", "không phải một số"),
        ("9" * 30, "lớn quá"),
        (float("inf"), "không chứa một số"),
        (float("nan"), "không chứa một số"),
        (10**16, "lớn quá"),
        (date(2025, 6, 12), "không phải một số"),
        (True, "không phải một số"),
    ],
)
def test_what_is_no_number_or_two_is_told_so(value, told):
    with pytest.raises(BadInput) as refused:
        numbers.number(value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("value", "scale", "dong"),
    [
        ("1.250.000 đ", 1, 1_250_000),
        ("1.250.000đ", 1, 1_250_000),
        ("1,250,000 VND", 1, 1_250_000),
        ("1.250.000₫", 1, 1_250_000),
        ("1.250.000 đồng", 1, 1_250_000),
        ("1.250.000,00", 1, 1_250_000),
        ("1,5 tỷ", 1, 1_500_000_000),
        ("250 triệu đồng", 1, 250_000_000),
        ("35 nghìn", 1, 35_000),
        ("12,5", 1_000_000, 12_500_000),
        (12.5, 1_000_000, 12_500_000),
        ("1.250.000 đồng", 1_000_000, 1_250_000),
        (1250000, 1, 1_250_000),
        (1250000.0000001, 1, 1_250_000),
        (0, 1, 0),
    ],
)
def test_money_is_whole_dong_in_the_unit_that_is_named(value, scale, dong):
    assert numbers.money(value, scale) == dong


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("12,5", "phần lẻ"),
        (12.5, "phần lẻ"),
        ("-5", "nhỏ hơn 0"),
        (-5, "nhỏ hơn 0"),
        ("5 USD", "không phải số tiền"),
        ("miễn phí", "không phải một số"),
        ("1,250", "có thể là"),
        (10**15, "lớn quá"),
        ("999999 tỷ tỷ", "không phải số tiền"),
        ("9999999 tỷ", "lớn quá"),
    ],
)
def test_what_is_no_money_is_told_so(value, told):
    with pytest.raises(BadInput) as refused:
        numbers.money(value)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("heading", "scale"),
    [
        ("Thành tiền (triệu đồng)", 1_000_000),
        ("ĐVT: nghìn đồng", 1000),
        ("Nguyên giá (1.000 đồng)", 1),
        ("Nguyên giá (đồng)", 1),
        ("Nguyên giá", None),
    ],
)
def test_a_heading_names_the_unit_of_its_money(heading, scale):
    assert numbers.scale_of(heading) == scale


FLAG = Field("f", "F", kind=Kind.FLAG)


@pytest.mark.parametrize("mark", ["x", "X", "✓", "✔", "có", "Có", "co", "Đã có", "1", 1, 1.0, True, "rồi", "v", " x "])
def test_a_mark_says_yes(mark):
    assert cells.read(FLAG, mark) is True


@pytest.mark.parametrize("mark", ["không", "Không", "KHONG", "-", "0", 0, False, "chưa", "Chưa có", "✗"])
def test_a_word_says_no(mark):
    assert cells.read(FLAG, mark) is False


@pytest.mark.parametrize("mark", ["có thể", "?", 2, "xx"])
def test_anything_else_says_neither(mark):
    with pytest.raises(BadInput, match="không rõ có hay không"):
        cells.read(FLAG, mark)


STATE = Field(
    "s",
    "S",
    kind=Kind.CHOICE,
    choices={"full": ("Đủ", "Đầy đủ"), "spare": "Dư", "using": "Đang sử dụng", "unused": "Không sử dụng"},
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Đủ", "full"),
        ("ĐỦ", "full"),
        ("Dư", "spare"),
        ("day du", "full"),
        ("Đang sử  dụng.", "using"),
        ("đang sử dung", "using"),
        ("Đang sử dụngg", "using"),
        ("khong su dung", "unused"),
        ("using", "using"),
    ],
)
def test_a_choice_is_taken_by_its_words(typed, key):
    assert cells.read(STATE, typed) == key


@pytest.mark.parametrize("typed", ["du", "Chưa sử dụng", "sử dụng", "Đũ đầy", "x", 3])
def test_a_choice_that_is_none_or_could_be_two_is_asked_about(typed):
    with pytest.raises(BadInput, match="không có trong các lựa chọn: Đủ, Dư, Đang sử dụng"):
        cells.read(STATE, typed)


@pytest.mark.parametrize("value", ["#REF!", "#N/A", Uncounted()])
def test_a_broken_formula_is_told_as_such(value):
    with pytest.raises(BadInput, match=r"của bảng tính|công thức chưa có kết quả"):
        cells.read(Field("t", "T"), value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (912000001, "912000001"),
        (912000001.0, "912000001"),
        (2.5, "2,5"),
        ("  hai\n dòng ", "hai dòng"),
        (date(2025, 6, 2), "02/06/2025"),
        (True, "có"),
    ],
)
def test_text_is_what_people_see(value, text):
    assert cells.read(Field("t", "T"), value) == text


def test_text_beyond_its_measure_is_refused():
    with pytest.raises(BadInput, match="dài 11 ký tự, nhiều nhất 10"):
        cells.read(Field("t", "T", most=10), "x" * 11)


def test_letters_of_the_time_before_unicode_are_read():
    assert from_tcvn("Sè l\xadîng") == "Số lượng"
    assert from_tcvn("Tªn thiÕt bÞ") == "Tên thiết bị"
    assert from_tcvn("Hộp số") == "Hộp số"
    assert from_tcvn("abc") == "abc"


@pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ")])
def test_columns_are_called_as_in_the_sheet(column, name):
    assert letter(column) == name


anything = st.one_of(
    st.none(),
    st.text(max_size=60),
    st.text("0123456789.,-/ đtriệunghìntỷngàythángnăm", max_size=30),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
)


@given(st.sampled_from(list(Kind)), st.booleans(), anything)
def test_whatever_stands_in_a_cell_is_read_or_refused_with_a_sentence(kind, partial, value):
    field = Field("f", "F", kind=kind, partial=partial, choices={"a": "Một"} if kind is Kind.CHOICE else {})
    assert said_or_read(field, value)


def said_or_read(field, value):
    """Whether a cell is read, or refused in words."""
    try:
        cells.read(field, value)
    except BadInput as refused:
        return str(refused).strip()
    return True


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d}.{m}.{y}", "ngày {d} tháng {m} năm {y}"]),
)
def test_every_day_is_read_back_from_every_way_it_is_written(day, form):
    assert days.day(form.format(d=day.day, m=day.month, y=day.year)) == day


@given(st.integers(0, 10**15 - 1))
def test_every_amount_is_read_back_as_tables_print_it(amount):
    assert numbers.money(f"{amount:,}".replace(",", ".") + " đồng") == amount

"""What is no list, is damaged, too large or made to hurt: one of our sentences, quickly, and nothing else."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.sheets import MOST_BYTES, Period, read, workbook, write
from motcua.kernel.sheets.grid import MOST_LINES
from motcua.kernel.sheets.tests.made import FIELDS, book, table

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def repacked(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A good list with one of its parts replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(table((1, "Máy in", 2, "Tốt")))) as good,
        zipfile.ZipFile(out, "w", packing) as made,
    ):
        for part in {*good.namelist(), name}:
            made.writestr(part, content if part == name else good.read(part))
    return out.getvalue()


def rows(xml: str) -> bytes:
    """A list whose sheet is this XML."""
    return repacked(SHEET, f'<worksheet xmlns="{SPACE}"><sheetData>{xml}</sheetData></worksheet>'.encode())


HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>Tên thiết bị</t></is></c><c r="B1" t="inlineStr"><is><t>SL</t></is></c></row>'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Tệp rỗng"),
        (b"  \n", "Tệp rỗng"),
        (b"x" * (MOST_BYTES + 1), "lớn quá 10 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", r"\.xls"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "trang web"),
        (b"\x89PNG\r\n\x00\x00", "XLSX hoặc CSV"),
        (b"PK\x03\x04 not a workbook", "Không đọc được tệp XLSX"),
        (table()[:300], "Không đọc được tệp XLSX"),
        (repacked("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (repacked("word/document.xml", b"<x/>"), "Word"),
        (repacked("xl/styles.xml", b" " * (workbook.MOST_UNPACKED + 1)), "khi mở ra lớn quá 32 MB"),
        (repacked(SHEET, b"<x/>", zipfile.ZIP_LZMA), "khi mở ra"),
        (repacked(SHEET, b"<worksheet"), "Không đọc được"),
        (repacked("xl/workbook.xml", b"<workbook/>"), "Không đọc được"),
        (repacked("[Content_Types].xml", b"nonsense"), "Không đọc được"),
        (repacked("xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst/>'), "Không đọc được"),
        (repacked("xl/styles.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x/>'.encode("utf-16")), "Không đọc được"),
        (rows('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'), "quá 20000 dòng"),
        (rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "quá 20000 dòng"),
        (rows('<row r="1"><c r="!" t="s"><v>99</v></c></row>'), "Không đọc được"),
        (("a;b\n" * (MOST_LINES + 1)).encode(), "Không thấy dòng tiêu đề"),
        (("Tên thiết bị;Số lượng\n" + ";\n" * MOST_LINES).encode(), "quá 20000 dòng"),
        (("Tên thiết bị;Số lượng\n" + "a;1\n" * 5001).encode(), "dài quá 5000 dòng"),
        (b'T\xc3\xaan thi\xe1\xba\xbft b\xe1\xbb\x8b;SL\n"' + b"x" * 200_000, "không đọc được"),
    ],
)
def test_what_is_no_list_is_refused_in_words(content, told):
    with pytest.raises(BadInput, match=told) as refused:
        read(content, FIELDS)
    assert refused.value.field == "file"


def test_too_much_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(workbook, "load_workbook", lambda *_, **__: pytest.fail("opened"))
    bomb = repacked("xl/styles.xml", b" " * (workbook.MOST_UNPACKED + 1))
    assert len(bomb) < MOST_BYTES // 100
    with pytest.raises(BadInput):
        read(bomb, FIELDS)


def test_merged_ranges_cannot_be_piled_up():
    merged = '<mergeCell ref="A2:CV20000"/>' * 2
    sheet = f'<worksheet xmlns="{SPACE}"><sheetData>{HEAD}</sheetData><mergeCells>{merged}</mergeCells></worksheet>'
    with pytest.raises(BadInput, match="gộp quá nhiều ô"):
        read(repacked(SHEET, sheet.encode()), FIELDS)


def test_a_formula_counts_as_its_saved_result_and_without_one_is_a_fault():
    body = '<row r="2"><c r="A2" t="str"><f>A1</f><v>Máy in</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    assert dict(read(rows(HEAD + body), FIELDS).rows[0].values) == {"name": "Máy in", "count": 2}
    body = '<row r="2"><c r="A2" t="inlineStr"><is><t>Máy</t></is></c><c r="B2"><f>1+1</f></c></row>'
    (fault,) = read(rows(HEAD + body), FIELDS).faults
    assert str(fault).startswith("B2: công thức chưa có kết quả")
    (fault,) = read(table((1, "Máy in", "=1+1")), FIELDS).faults
    assert fault.cell == "C2"


@pytest.mark.parametrize("value", ["<v>1e999</v>", "<v>-1e999</v>", "<v>1e300</v>"])
def test_numbers_that_are_none_are_faults(value):
    body = f'<row r="2"><c r="A2" t="inlineStr"><is><t>Máy</t></is></c><c r="B2">{value}</c></row>'
    assert [fault.cell for fault in read(rows(HEAD + body), FIELDS).faults] == ["B2"]


def test_macros_are_named_and_not_run():
    found = read(repacked("xl/vbaProject.bin", b"x"), FIELDS)
    assert [str(note) for note in found.notes] == ["Tệp có macro; macro không được chạy."]
    assert len(found.rows) == 1


def test_columns_beyond_those_looked_at_are_told():
    head = ("Tên thiết bị", "SL", *(f"c{at}" for at in range(98)), "xa")
    found = read(book([head, ("Máy in", 2)]), FIELDS)
    assert "Bảng có hơn 100 cột; các cột sau không đọc." in [str(note) for note in found.notes]
    assert read(book([head[:100], ("Máy in", 2)]), FIELDS).notes == ()


def refused_or_read(content):
    """True when bytes are read, or refused with one of our errors; anything else is raised."""
    try:
        read(content, FIELDS)
    except BadInput as refused:
        return bool(str(refused))
    return True


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_our_error(content):
    assert refused_or_read(content)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1258", "latin-1"]))
def test_no_text_below_a_heading_raises_anything_else(text, code):
    assert refused_or_read(("Tên thiết bị;Số lượng;Nguyên giá;Ngày mua\n" + text).encode(code, "ignore"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_to_a_good_file_raises_anything_else(data):
    good = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    assert refused_or_read(bytes(good[: data.draw(st.integers(100, len(good)))]))


GOOD = table((1, "Máy in", 2, "Tốt"), (2, "Máy quét", 1, "Hỏng"))

words = st.text("abcdeghiklmnopqrstuvxyàáâãèéêìíòóôõùúýăđơưạảấầẩậắằ =+-@'ABC", min_size=3, max_size=30).map(
    lambda text: f"q{' '.join(text.split())}"
)
partials = st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(PartialDate.of) | st.builds(
    PartialDate, st.integers(1900, 2100), st.integers(1, 12) | st.none()
)
periods = st.builds(
    lambda one, two: Period(*sorted((one, two), key=lambda part: part.earliest)), partials, partials
).filter(lambda period: period.last.latest >= period.first.earliest)
some = st.fixed_dictionaries(
    {"name": words},
    optional={
        "count": st.integers(-(10**15), 10**15) | st.decimals(-9999, 9999, places=2).map(lambda d: d.normalize()),
        "price": st.integers(0, 10**15 - 1),
        "bought": st.dates(date(1900, 3, 1), date(2199, 12, 31)),
        "made": st.integers(1800, 2199),
        "kept": periods,
        "works": st.booleans(),
        "state": st.sampled_from(["good", "worn", "broken"]),
    },
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(some, max_size=6))
def test_what_is_written_reads_back_the_same(given_rows):
    found = read(write(FIELDS, given_rows, title="Danh sách thiết bị"), FIELDS)
    assert [dict(row.values) for row in found.rows] == given_rows
    assert not found.faults
    assert found.columns.keys() == {field.key for field in FIELDS}


def test_the_empty_form_reads_back_empty_and_names_its_choices():
    assert read(write(FIELDS), FIELDS).rows == ()
    from openpyxl import load_workbook

    page = load_workbook(io.BytesIO(write(FIELDS)))["Lựa chọn"]
    assert [cell.value for cell in page["A"]] == ["Tình trạng:", "Tốt", "Xuống cấp", "Hỏng"]


def test_no_text_becomes_a_formula():
    from openpyxl import load_workbook

    cell = load_workbook(io.BytesIO(write(FIELDS, [{"name": "=1+1", "count": Decimal("1.5")}]))).worksheets[0]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")

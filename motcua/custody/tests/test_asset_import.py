"""Lists of assets as communes really have them: read, planned, entered as shown, nothing twice, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.custody import asset_import, asset_sheet
from motcua.custody.asset_sheet import kind_by_name
from motcua.custody.models import Asset
from motcua.custody.tests.factories import register
from motcua.kernel import sheets
from motcua.kernel.errors import NotAllowed
from motcua.kernel.sheets.planned import Planned, packed, unpacked
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
HEAD = ("STT", "Tên tài sản", "Loại", "Đơn vị quản lý", "Số sê-ri", "Nguyên giá", "Tình trạng")


@dataclass
class Office:
    """A supply officer of Cao Xá with their place."""

    actor: Any
    place: Any
    centre: Any

    def plan(self, content: bytes, **more: Any) -> list[Planned]:
        """What each line of a file would do, as it comes back from where it was kept."""
        found = sheets.read(content, asset_sheet.FIELDS, **more)
        return unpacked(packed(list(asset_import.plan(found, self.actor, self.place))))

    def write(self, lines: list[Planned], key: str = "k") -> list[Any]:
        """Do the lines that are to be written."""
        return list(asset_import.write([line for line in lines if line.writes], self.actor, key))

    def assets(self) -> list[Asset]:
        """What the books have of the place, in order of their labels."""
        return list(Asset.objects.filter(place=self.place).order_by("code"))


@pytest.fixture
def office(region):
    return Office(region["csvc-cao-xa"], region.places["cao-xa"], region.centres["cao-xa"])


def shown(line: Planned) -> dict[str, str]:
    return {key: str(value.said if hasattr(value, "said") else value) for key, value in line.cells.items()}


def why(line: Planned) -> list[str]:
    return [f"{note.cell}: {note.why.said}" for note in (*line.faults, *line.doubts)]


def real_list(unit: str) -> bytes:
    """Title rows, a head of two lines with merged cells, a hidden row, groups, totals, a note and signatures."""
    rows = [
        ["ỦY BAN NHÂN DÂN XÃ CAO XÁ"],
        ["DANH SÁCH TÀI SẢN, THIẾT BỊ (đến ngày 30/6/2025)"],
        ["Đơn vị tính: nghìn đồng"],
        [],
        [
            "STT",
            "Tên thiết bị",
            "Thông tin máy",
            None,
            "Số lượng",
            "Nguyên giá",
            "Ngày đưa vào sử dụng",
            "Đơn vị quản lý",
            "Nơi đặt",
            "Hiện trạng",
        ],
        [None, None, "Model", "Số seri"],
        ["I", "Thiết bị tin học"],
        [
            1,
            "Máy vi tính để bàn Dell",
            "Opti 3000",
            "SN-001",
            1,
            "14.500",
            "ngày 1 tháng 7 năm 2024",
            unit,
            "Quầy 1",
            "Tốt",
        ],
        [2, "Máy in HP", "M404", "SN-002", 1, 5200, "01.07.2024", "Phòng Lạ", "Quầy 2", "Hỏng"],
        [3, "Máy quét Canon", "DR-C230", "SN-003", "1", "9.800", 45474, "", "Quầy 3", "Còn dùng được"],
        ["II", "Bàn ghế"],
        [4, "Ghế chờ băng 4", None, None, 3, None, 2023, unit, "Sảnh", "Trung bình"],
        [5, "Máy photo Ricoh", None, "SN-005", 1, "hỏi kế toán", "31/02/2024", unit, "Kho", "Tốt"],
        ["Tổng cộng", None, None, None, 7, "29.500"],
        ["Ghi chú: số liệu chưa kiểm kê"],
        [None, None, None, None, None, None, "Cao Xá, ngày 30 tháng 6 năm 2025"],
    ]
    merge = ["A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6", "H5:H6", "I5:I6", "J5:J6"]
    return book({"rows": rows, "merge": merge, "hidden_rows": [10]}, [["Ghi chú"], ["không có gì"]])


def test_a_list_as_it_is_kept_is_understood_line_by_line(office):
    plans = office.plan(real_list("Trung tâm Phục vụ hành chính công"))
    assert [line.row for line in plans] == [8, 9, 10, 12, 13]
    assert [line.fate for line in plans] == ["new", "new", "new", "new", "bad"]
    first = shown(plans[0])
    assert first["cost"] == "14.500.000"
    assert first["used_since"] == "01/07/2024"
    assert first["kind"] == "Máy tính và màn hình"
    assert (first["room"], first["serial"], first["condition"]) == ("Quầy 1", "SN-001", "Tốt")
    assert shown(plans[1])["unit"] == "Chưa rõ đơn vị quản lý"
    assert any("H9: «Phòng Lạ» không có tại địa phương" in one for one in why(plans[1]))
    assert shown(plans[2])["used_since"] == "01/07/2024", "a serial number of the spreadsheet"
    assert any("10:10: dòng này đang ẩn" in one for one in why(plans[2]))
    assert shown(plans[3])["quantity"] == "3"
    assert "used_since" not in shown(plans[3])
    assert shown(plans[3])["note"] == "Đưa vào sử dụng: 2023"
    assert {note.cell for note in plans[4].faults} == {"F13", "G13"}


def test_what_is_entered_is_what_was_shown_and_the_same_file_enters_nothing_more(office):
    content = real_list("Trung tâm Phục vụ hành chính công")
    plans = office.plan(content)
    assert all(result.refused is None for result in office.write(plans))
    assets = office.assets()
    assert [asset.name for asset in assets] == [
        *("Máy vi tính để bàn Dell", "Máy in HP", "Máy quét Canon"),
        *("Ghế chờ băng 4",) * 3,
    ]
    assert [asset.unit_id for asset in assets] == [office.centre, None, None, *(office.centre,) * 3]
    assert assets[1].use == "stored", "what is broken is not in use"
    before = Entry.objects.count()
    again = office.plan(content)
    assert [line.fate for line in again] == ["same", "same", "same", "same", "bad"]
    assert again[0].twin == assets[0].code
    assert office.write(again) == []
    office.write(plans)
    assert Entry.objects.count() == before, "the same yes twice"


def test_only_what_is_missing_of_several_alike_is_entered(office, region):
    for _ in range(2):
        register(region, kind="furniture", name="Ghế chờ")
    plans = office.plan(book([["Tên tài sản", "Loại", "Số lượng"], ["ghế chờ", "Bàn ghế", 5], ["Ghế chờ", "Ghế", 1]]))
    assert [shown(line)["quantity"] for line in plans] == ["3", "1"]
    assert any("sổ đã có 2 cái giống hệt; chỉ ghi thêm 3" in one for one in why(plans[0]))


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        ({"quantity": 0}, "C2", "từ 1 đến 200"),
        ({"quantity": 2.5}, "C2", "từ 1 đến 200"),
        ({"quantity": 201}, "C2", "từ 1 đến 200"),
        ({"quantity": 2, "serial": "A1"}, "D2", "tách mỗi cái một dòng"),
        ({"quantity": 2, "cost": 1000}, "E2", "không rõ là giá của một cái"),
        ({"quantity": 2, "cost": 5000, "unit_price": 2000}, "E2", "không bằng đơn giá nhân số lượng"),
        ({"year_made": 2099}, "G2", "Năm sản xuất phải từ"),
        ({"year_made": 2024, "used_since": date(2020, 1, 1)}, "G2", "trước năm sản xuất"),
        ({"used_since": date(2030, 1, 1)}, "H2", "ở tương lai"),
        ({"condition": "Hỏng", "use": "Đang dùng"}, "J2", "không thể «đang dùng»"),
        ({"condition": "Lạ lùng"}, "I2", "không có trong các lựa chọn"),
        ({"name": None}, "A2", "thiếu «Tên tài sản»"),
        ({"name": "x" * 201}, "A2", "dài 201 ký tự"),
        ({"name": "=1+1"}, "A2", "công thức chưa có kết quả"),
    ],
)
def test_faults_are_told_by_cell_and_bar_only_their_line(office, row, cell, sentence):
    names = ("name", "kind", "quantity", "serial", "cost", "unit_price", "year_made", "used_since", "condition", "use")
    heads = {field.key: field.title for field in asset_sheet.FIELDS}
    given_ = {"name": "Máy in", "kind": "Máy in"} | row
    good = {"name": "Máy quét", "kind": "Máy quét", "cost": 7}
    lines = [[heads[name] for name in names], *([one.get(name) for name in names] for one in (given_, good))]
    bad, fine = office.plan(book(lines))
    assert bad.fate == "bad"
    assert any(note.cell == cell and sentence in str(note.why.said) for note in bad.faults), why(bad)
    assert fine.fate == "new"


def test_a_serial_number_counts_once_in_the_file_and_once_in_the_books(office, region):
    register(region, kind="pc", name="Máy cũ", serial="abc-1")
    lines = [
        [1, "Máy A", "Máy tính", "", "ABC-1"],
        [2, "Máy B", "Máy tính", "", "Z9"],
        [3, "Máy C", "Máy tính", "", "z9"],
    ]
    plans = office.plan(book([HEAD, *lines]))
    assert [line.fate for line in plans] == ["same", "new", "bad"]
    assert "trùng số sê-ri với dòng 3" in why(plans[2])[0]


def test_people_can_say_themselves_what_a_column_is(office):
    content = book([["Đồ đạc", "Chỗ", "Loại"], ["Tủ sắt", "Kho", "Tủ"]])
    found = sheets.read(content, asset_sheet.FIELDS, lenient=True)
    assert found.missing == ("name",)
    assert found.samples["A"] == ("Tủ sắt",)
    plans = office.plan(content, chosen=sheets.Chosen(1, {"A": "name", "B": "room", "C": "kind"}))
    assert shown(plans[0])["room"] == "Kho"
    assert plans[0].name == "Tủ sắt"


def test_the_mark_of_the_books_changes_with_every_asset_of_the_place_alone(office, region):
    before = asset_import.mark(office.actor, office.place)
    register(region, key="phung-nguyen")
    assert asset_import.mark(office.actor, office.place) == before
    register(region)
    assert asset_import.mark(office.actor, office.place) != before


def test_who_may_not_enter_assets_here_sees_no_plan(office, region):
    found = sheets.read(book([HEAD, [1, "Máy in"]]), asset_sheet.FIELDS)
    for actor, place in ((region["khoakd"], office.place), (office.actor, region.places["phung-nguyen"])):
        with pytest.raises(NotAllowed):
            asset_import.plan(found, actor, place)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Máy in HP LaserJet", "printer"),
        ("MÁY VI TÍNH để bàn", "pc"),
        ("Máy tính bảng Samsung", "other"),
        ("Máy quét mã vạch", "card_reader"),
        ("Bàn làm việc gỗ", "furniture"),
        ("Bảng hiển thị LED", "display"),
        ("Bảng tên", None),
        ("", None),
    ],
)
def test_a_kind_is_taken_from_the_longest_name_an_asset_begins_with(name, kind):
    assert kind_by_name(name) == kind


WORDS = st.text("abcđêôư =+-@\"'1", min_size=1, max_size=20).filter(str.strip)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": WORDS.map(lambda text: f"Máy {text.strip()}"),
            "kind": st.sampled_from(["pc", "printer", "furniture"]),
            "serial": st.none() | st.from_regex(r"[A-Z]{2}[0-9]{3}", fullmatch=True),
            "cost": st.none() | st.integers(0, 10**10),
            "year_made": st.none() | st.integers(1990, 2025),
            "used_since": st.none() | st.dates(date(1991, 1, 1), date(2025, 6, 1)),
            "condition": st.sampled_from(["good", "worn", "broken"]),
            "room": st.none() | WORDS,
            "unit": st.sampled_from([None, "Trung tâm Phục vụ hành chính công", "Chỗ nào đó"]),
        }
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(rows=ROWS)
def test_whatever_is_shown_as_understood_is_exactly_what_is_entered(rows, office):
    from django.db import transaction

    with transaction.atomic():
        plans = office.plan(sheets.write(asset_sheet.FIELDS, rows))
        had = {asset.id for asset in office.assets()}
        results = office.write(plans, key=uuid4().hex)
        assert all(result.refused is None for result in results)
        entered = [asset for asset in office.assets() if asset.id not in had]
        expected = [line for line in plans if line.writes]
        assert len(entered) == len(expected)
        for line, asset in zip(expected, entered, strict=True):
            cells = shown(line)
            for key in ("name", "serial", "room", "model", "note", "building"):
                assert cells.get(key, "") == getattr(asset, key)
            assert cells.get("cost", "") == ("" if asset.cost is None else f"{asset.cost:,}".replace(",", "."))
            assert cells.get("used_since", "") == (f"{asset.used_since:%d/%m/%Y}" if asset.used_since else "")
            assert cells.get("year_made", "") == str(asset.year_made or "")
            assert (cells["unit"] == "Chưa rõ đơn vị quản lý") == (asset.unit_id is None)
        transaction.set_rollback(True)


def test_a_wish_survives_being_kept(office):
    [line] = office.plan(book([HEAD, [1, "Máy in", "Máy in", "", "S1", "1.000", "Tốt"]]))
    wish = msgspec.convert(line.wish, asset_import.Wish)
    assert wish.command.facts.cost == 1000
    assert wish.command.place == office.place

"""A list of staff: read, told line by line, taken in line by line, and changing nothing the second time."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from motcua.kernel import sheets
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.ledger.models import Entry
from motcua.office import staff_sheet
from motcua.office.models import Account, Official, Post
from motcua.office.staff_import import Fate, apply, preview, summary

pytestmark = pytest.mark.django_db

HEAD = ["STT", "HỌ TÊN", "Chức danh", "Đơn vị", "Vai trò", "Từ ngày", "Số quyết định", "Điện thoại", "E-mail"]
GOOD = [
    [1, "Nguyễn Thị Thử", "Viên chức", "Trung tâm Phục vụ hành chính công", "Tiếp nhận và trả kết quả", "1/7/2025",
     "QĐ 1", "0912 000 001", "thu@thu.vn"],
    [2, "TRẦN VĂN THỬ", "Trưởng phòng", "Phòng Kinh tế", "Trưởng phòng; chuyên viên thụ lý", date(2025, 7, 1), "QĐ 2",
     912000002, None],
    [3, "Nguyễn Thị Thử", "Ủy viên UBND", "Ủy ban nhân dân", None, date(2025, 8, 1), "QĐ 3", "0912000001", ""],
]  # fmt: skip
BAD = [
    [4, "Lê Văn 5", "Viên chức", "Phòng Kinh tế", "", "1/7/2025", "", "", ""],
    [5, "Lê Văn Sáu", "Viên chức", "Phòng Không Có", "", "1/7/2025", "", "", ""],
    [6, "Lê Văn Bảy", "Viên chức", "Phòng Kinh tế", "Thủ quỹ", "1/7/2025", "", "", ""],
    [7, "Lê Văn Tám", "Viên chức", "Phòng Kinh tế", "Giám đốc Trung tâm", "1/7/2025", "", "", ""],
    [8, "Lê Văn Chín", "Viên chức", "Phòng Kinh tế", "", "31/2/2025", "", "", ""],
    [9, "Lê Văn Mười", "", "Phòng Kinh tế", "", "1/7/2025", "", "", ""],
    [10, "Lê Văn Mốt", "Viên chức", "Phòng Kinh tế", "", "1/7/2025", "", "12", ""],
    [11, "Lê Văn Hai", "Viên chức", "Phòng Kinh tế", "", "", "", "", ""],
]


def xlsx(*rows) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["Danh sách cán bộ, công chức xã Thử Một"])
    sheet.append([])
    sheet.append(HEAD)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_whole_list_is_told_taken_in_and_then_changes_nothing(commune):
    rows, admin, place = staff_sheet.read(xlsx(*GOOD, *BAD)), commune.actor("admin"), commune.bodies.commune
    people, entries = Official.objects.count(), Entry.objects.count()

    told = preview(rows, admin, place)
    assert [result.fate for result in told] == [Fate.NEW, Fate.NEW, Fate.POST] + [Fate.BAD] * len(BAD)
    assert all(result.why for result in told[3:])
    assert (Official.objects.count(), Entry.objects.count()) == (people, entries)

    done = apply(rows, admin, place, accounts=True)
    assert [result.fate for result in done] == [result.fate for result in told]
    assert Official.objects.count() == people + 2
    assert [bool(result.slip) for result in done[:3]] == [True, True, False]
    assert done[0].slip.username == "thunt"
    assert done[0].slip.password not in repr(done)
    assert Account.objects.get(username="thunt").check_password(done[0].slip.password)
    first = Official.objects.get(pk=done[0].official)
    assert (first.phone, first.email) == ("0912000001", "thu@thu.vn")
    assert Official.objects.get(pk=done[1].official).phone == "0912000002", "typed as a number, its zero lost"
    assert [post.title for post in first.posts.order_by("valid_from")] == ["Viên chức", "Ủy viên UBND"]
    assert Post.objects.get(title="Trưởng phòng").roles == "specialist division_head"

    entries = Entry.objects.count()
    again = apply(rows, admin, place, accounts=True)
    assert [result.fate for result in again[:3]] == [Fate.SAME] * 3
    assert Entry.objects.count() == entries
    assert str(summary(again)).startswith("0 người mới, 0 chức vụ thêm, 0 cập nhật, 3 không đổi, 8 dòng")


@pytest.mark.parametrize(
    ("row", "words"),
    list(zip(
        BAD,
        ["họ tên chỉ gồm chữ", "Không có đơn vị", "Không có vai trò «Thủ quỹ»", "không đặt ở loại đơn vị", "31/2/2025",
         "Thiếu chức danh", "không phải là số điện thoại", "Thiếu ngày bắt đầu"],
        strict=True,
    )),
)  # fmt: skip
def test_a_bad_line_says_why_and_stops_no_other(commune, row, words):
    done = apply(staff_sheet.read(xlsx(row, GOOD[0])), commune.actor("admin"), commune.bodies.commune)
    assert [result.fate for result in done] == [Fate.BAD, Fate.NEW]
    assert words in str(done[0].why)
    assert done[0].line == 4


def test_a_new_telephone_is_a_correction_not_a_person(commune):
    admin, place = commune.actor("admin"), commune.bodies.commune
    without = [*GOOD[0][:7], "", "thu@thu.vn"]
    apply(staff_sheet.read(xlsx(without)), admin, place)
    done = apply(staff_sheet.read(xlsx(GOOD[0])), admin, place)
    assert done[0].fate is Fate.CONTACT
    assert Official.objects.get(pk=done[0].official).phone == "0912000001"


def test_two_people_of_one_name_are_told_apart_or_asked_about(commune):
    admin, place = commune.actor("admin"), commune.bodies.commune
    other = [*GOOD[0][:7], "0912000009", ""]
    done = apply(staff_sheet.read(xlsx(GOOD[0], other)), admin, place)
    assert [result.fate for result in done] == [Fate.NEW, Fate.NEW]
    (third,) = preview(staff_sheet.read(xlsx([*GOOD[0][:7], "", ""])), admin, place)
    assert "Có nhiều người tên" in str(third.why)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_reads_like_xlsx(commune, delimiter):
    lines = [delimiter.join(HEAD), delimiter.join(str(cell or "") for cell in GOOD[0])]
    content = "\ufeff" + "\r\n".join(lines)
    assert [row.phone for row in staff_sheet.read(content.encode())] == ["0912 000 001"]
    done = apply(staff_sheet.read(content.encode()), commune.actor("admin"), commune.bodies.commune)
    assert done[0].fate is Fate.NEW


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 not a workbook", "Tên;Tuổi\nA;3".encode(), "Họ tên;Chức danh".encode("utf-16"), xlsx()[:200]],
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(BadInput):
        staff_sheet.read(content)


def test_a_cell_that_cannot_be_read_is_named():
    with pytest.raises(BadInput) as refused:
        staff_sheet.read(xlsx([*GOOD[0][:5], "=TODAY()", *GOOD[0][6:]]))
    assert str(refused.value).startswith("Ô F4: công thức chưa có kết quả")


def test_totals_and_signatures_below_the_list_are_no_people():
    foot = [[None, "Tổng cộng: 1 người"], [], [None, None, None, "Người lập biểu"], [None, None, None, "Lê Thử Ký"]]
    assert [row.name for row in staff_sheet.read(xlsx(GOOD[0], *foot))] == ["Nguyễn Thị Thử"]


def test_the_template_is_read_back_as_an_empty_list():
    template = sheets.write(staff_sheet.FIELDS, examples=staff_sheet.EXAMPLES, lists=staff_sheet.LISTS)
    assert staff_sheet.read(template) == []
    roles = load_workbook(io.BytesIO(template))["Lựa chọn"]
    assert [roles["A1"].value, roles["A2"].value] == ["Vai trò:", "Tiếp nhận và trả kết quả"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/7/2025", date(2025, 7, 1)),
        ("01-07-2025", date(2025, 7, 1)),
        ("2025-07-01", date(2025, 7, 1)),
        ("7/2025", None),
    ],
)
def test_days_are_read_as_papers_write_them(text, day):
    assert staff_sheet.read_day(text) == day


def test_only_the_place_s_own_administrator_takes_a_list_in(commune, neighbour):
    rows = staff_sheet.read(xlsx(*GOOD))
    for actor in (commune.actor("leader"), neighbour.actor("admin"), commune.actor("admin", verified=False)):
        with pytest.raises(NotAllowed):
            apply(rows, actor, commune.bodies.commune)
    assert not Official.objects.filter(email="thu@thu.vn").exists()

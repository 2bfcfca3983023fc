"""Taking in a list of staff: preview, bad rows told, doing it once, slips shown once."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.ledger.models import Entry
from motcua.office.queries import roster

pytestmark = pytest.mark.django_db

PAGE, APPLY = "/quan-tri/can-bo/nhap/", "/quan-tri/can-bo/nhap/ghi/"
HEAD = "Họ tên,Chức danh,Đơn vị,Vai trò,Từ ngày,Số quyết định,Điện thoại\n"
GOOD = "Trần Thử Một,Cán bộ tiếp nhận,Trung tâm Phục vụ hành chính công xã Phụng Công,Tiếp nhận và trả kết quả,01/07/2025,5/QĐ,0912345001\n"
NO_UNIT = "Trần Thử Hai,Chuyên viên,Phòng Không Có,Chuyên viên thụ lý,01/07/2025,5/QĐ,0912345002\n"
BAD_DAY = "Trần Thử Ba,Chuyên viên,Phòng Kinh tế xã Phụng Công,Chuyên viên thụ lý,32/07/2025,5/QĐ,0912345003\n"


@pytest.fixture
def admin(town, client, sign_in):
    return sign_in(client, "quantri", verified=True)


def sheet(*lines: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("can-bo.csv", (HEAD + "".join(lines)).encode(), content_type="text/csv")


def test_preview_tells_each_line_and_writes_nothing(town, admin):
    before = Entry.objects.count()
    page = admin.post(PAGE, {"file": sheet(GOOD, NO_UNIT, BAD_DAY)}).content.decode()
    assert "1 người mới" in page
    assert "2 dòng không nhận" in page
    assert "Không có đơn vị «Phòng Không Có»" in page
    assert "Ngày «32/07/2025» không đúng" in page
    assert "Nhập 1 dòng" in page
    assert Entry.objects.count() == before


def test_good_lines_are_done_bad_ones_told_and_slips_shown_once(town, admin):
    admin.post(PAGE, {"file": sheet(GOOD, NO_UNIT)})
    page = admin.post(APPLY, {"accounts": "1"}).content.decode()
    assert "trừ các dòng không nhận" in page
    assert 'class="one-time"' in page
    row = roster.roster(town["quantri"], text="Trần Thử Một")[0]
    assert row.username
    before = Entry.objects.count()
    again = admin.post(APPLY, {"accounts": "1"})
    assert again.status_code == 302, "sent twice"
    assert Entry.objects.count() == before
    assert "đã nhập xong hoặc đã bỏ" in admin.get(PAGE).content.decode()


@pytest.mark.parametrize("rank", ["9" * 5000, "0", "100", "²", "nhất"])
def test_a_rank_that_is_none_is_told_at_its_line(town, admin, rank):
    lines = f"{HEAD.strip()},Thứ tự\n{GOOD.strip()},{rank}\n"
    answer = admin.post(PAGE, {"file": SimpleUploadedFile("can-bo.csv", lines.encode(), content_type="text/csv")})
    assert answer.status_code == 200
    assert "phải là số từ 1 đến 99" in answer.content.decode()


def test_the_same_file_again_has_nothing_to_do(town, admin):
    admin.post(PAGE, {"file": sheet(GOOD)})
    admin.post(APPLY)
    page = admin.post(PAGE, {"file": sheet(GOOD)}).content.decode()
    assert "Không có gì để nhập" in page


@pytest.mark.parametrize(
    "file",
    [
        None,
        SimpleUploadedFile("rong.csv", b""),
        SimpleUploadedFile("khac.xlsx", b"PK\x03\x04 khong phai bang tinh"),
        SimpleUploadedFile("anh.csv", bytes(range(256)) * 4),
        SimpleUploadedFile("dau.csv", HEAD.encode()),
    ],
    ids=["none", "empty", "broken xlsx", "bytes", "headings only"],
)
def test_other_files_are_refused_beside_the_field(town, admin, file):
    answer = admin.post(PAGE, {"file": file} if file else {})
    assert 400 <= answer.status_code < 500
    assert 'id="f-file-error"' in answer.content.decode()


def test_the_template_can_be_filled_in_and_taken_back(town, admin):
    book = load_workbook(io.BytesIO(admin.get(f"{PAGE}mau.xlsx").content))
    one = GOOD.strip().split(",")
    book.worksheets[0].append([*one[:4], one[4], one[5], one[6]])
    out = io.BytesIO()
    book.save(out)
    page = admin.post(PAGE, {"file": SimpleUploadedFile("mau.xlsx", out.getvalue())}).content.decode()
    assert "1 người mới" in page


def test_without_the_second_factor_a_list_is_refused(town, client, sign_in):
    sign_in(client, "quantri")
    assert client.post(PAGE, {"file": sheet(GOOD)}).status_code == 403


def test_a_list_that_unpacks_to_too_much_is_refused_on_the_page(town, admin):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * (40 * 1024 * 1024))
    answer = admin.post(PAGE, {"file": SimpleUploadedFile("can-bo.xlsx", out.getvalue())})
    assert answer.status_code == 400
    assert "khi mở ra lớn quá 32 MB" in answer.content.decode()

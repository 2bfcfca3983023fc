"""The pages of closed records: what each does, what it refuses, who may not come in."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.archives import queries
from motcua.archives.models import Fonds, RecordFile, RetentionList
from motcua.archives.queries import Narrow
from motcua.config.demo import records
from motcua.config.demo.records import NEW_ARCHIVIST, OLD_ARCHIVIST
from motcua.ledger.models import Entry

HOME = "/luu-tru/"
STRANGER = "lt-tra-ly"


def at(fonds, rest=""):
    return f"{HOME}phong/{fonds}/{rest}"


def file_id(fonds, number=1):
    return RecordFile.objects.filter(fonds=fonds, number=number).values_list("pk", flat=True).get()


def picture(color=1):
    out = BytesIO()
    Image.new("RGB", (20, 20), (color, 2, 3)).save(out, "PNG")
    return SimpleUploadedFile("trang 1.png", out.getvalue(), "image/png")


@pytest.mark.parametrize("rest", ["", "phong/moi/", "ban-giao/", "danh-muc/", "danh-muc/nhap/"])
def test_the_archivist_sees_the_topic(old, fonds, enter, rest):
    assert enter(OLD_ARCHIVIST).get(HOME + rest).status_code == HTTPStatus.OK


PAGES = [
    *("", "sua/", "ho-so/", "ho-so/moi/", "ho-so/nhap/", "ho-so/muc-luc.xlsx"),
    *("hop/", "hop/ghi/", "loi/", "ban-giao/moi/"),
]


@pytest.mark.parametrize("rest", PAGES)
def test_the_archivist_sees_every_page_of_a_fonds_and_another_communes_does_not(old, fonds, enter, rest):
    assert enter(OLD_ARCHIVIST).get(at(fonds, rest)).status_code == HTTPStatus.OK
    assert enter(STRANGER).get(at(fonds, rest)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("rest", ["", "sua/", "bo/"])
def test_the_pages_of_a_file_are_cut_alike(old, fonds, enter, rest):
    address = at(fonds, f"ho-so/{file_id(fonds)}/{rest}")
    assert enter(OLD_ARCHIVIST).get(address).status_code == HTTPStatus.OK
    assert enter(STRANGER).get(address).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("address", [HOME, f"{HOME}ban-giao/", f"{HOME}danh-muc/", f"{HOME}phong/moi/"])
def test_nobody_is_led_to_the_sign_in_page_and_others_are_kept_out(old, client, enter, address):
    assert client.get(address).status_code == HTTPStatus.FOUND
    assert enter("kt-tra-ly").get(address).status_code == HTTPStatus.FORBIDDEN


def test_leaders_and_overseers_read_and_do_not_write(old, fonds, enter):
    for username in ("khoakd", "ct-cao-xa-cu"):
        page = enter(username).get(at(fonds)).content.decode()
        assert "Phông UBND xã Cao Xá (thử)" in page
        assert "Sửa phông" not in page
        assert enter(username).get(at(fonds, "sua/")).status_code == HTTPStatus.FORBIDDEN


def test_an_overseer_chooses_among_the_places_of_the_territory(old, fonds, enter):
    records.unfinished(old)
    page = enter("khoakd").get(HOME).content.decode()
    assert "Phông UBND xã Cao Xá (thử)" in page
    assert "Đông Mỹ" not in page
    city = enter("tp-thaibinh").get(f"{HOME}?dia-ban={old.places['tra-ly']}").content.decode()
    assert "Đông Mỹ" in city
    assert "Cao Xá" not in city


def test_a_fonds_is_written_down_once_and_found_without_marks(old, enter):
    client, actor = enter(OLD_ARCHIVIST), old[OLD_ARCHIVIST]
    sent = {
        "name": "Phông Hội đồng nhân dân xã",
        "origin": actor.unit,
        "custodian": actor.unit,
        "metres": "1,25",
        "closed_on": "30/06/2025",
        "expected": "40",
        "once_key": "k1",
    }
    first = client.post(f"{HOME}phong/moi/", sent)
    assert first.status_code == HTTPStatus.FOUND
    assert client.post(f"{HOME}phong/moi/", sent).headers["Location"] == first.headers["Location"]
    assert Fonds.objects.count() == 1
    assert "Phông Hội đồng" in client.get(f"{HOME}?q=hoi dong").content.decode()
    assert "Phông Hội đồng" not in client.get(f"{HOME}?q=dat dai").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 300},
        {"metres": "nhiều"},
        {"metres": "-1"},
        {"metres": "1e9"},
        {"metres": "NaN"},
        {"begins": "32/1/2020"},
        {"begins": "1/1/2026", "closed_on": "1/1/2025"},
        {"origin": "x"},
        {"expected": "-3"},
        {"list": "0198c000-0000-7000-8000-0000000000c1"},
        {"name": "a\0b"},
    ],
)
def test_a_fonds_that_cannot_be_is_refused_and_nothing_is_written(old, enter, wrong):
    actor = old[OLD_ARCHIVIST]
    sent = {"name": "Phông", "origin": actor.unit, "custodian": actor.unit} | wrong
    answer = enter(OLD_ARCHIVIST).post(f"{HOME}phong/moi/", sent)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Fonds.objects.count() == 0


def test_a_fonds_is_corrected_with_its_reason_in_the_history(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    row = queries.fonds(old[OLD_ARCHIVIST], fonds)
    sent = {"name": "Phông UBND xã Cao Xá cũ", "code": row.code, "list": row.list, "reason": ""}
    assert client.post(at(fonds, "sua/"), sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(at(fonds, "sua/"), sent | {"reason": "Ghi nhầm tên"}).status_code == HTTPStatus.FOUND
    page = client.get(at(fonds)).content.decode()
    assert "Phông UBND xã Cao Xá cũ" in page
    assert "Ghi nhầm tên" in page


def test_the_list_is_searched_filtered_and_paged(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    page = client.get(at(fonds, "ho-so/"))
    assert "Đang hiện 50 trong 120" in page.content.decode()
    found = queries.files(old[OLD_ARCHIVIST], fonds)
    seen = [row.number for row in found.rows]
    while found.after:
        found = queries.files(old[OLD_ARCHIVIST], fonds, after=found.after)
        seen += [row.number for row in found.rows]
    assert seen == list(range(1, 121))
    assert "Đang hiện 7 trong 7" in client.get(at(fonds, "ho-so/?tinh-trang=cho-xac-dinh")).content.decode()
    assert "trong 20" in client.get(at(fonds, "ho-so/?hop=2")).content.decode()
    assert queries.files(old[OLD_ARCHIVIST], fonds, Narrow(text="so ho tich quyen 8")).total > 0
    for bad in ("?tinh-trang=x", "?sau=x", "?sau=1~x", "?sau=999999999999~0198c00000007000800000000000000c1"):
        assert client.get(at(fonds, f"ho-so/{bad}")).status_code == HTTPStatus.BAD_REQUEST


def test_the_export_is_the_list_of_the_address_and_no_formula(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    client.post(at(fonds, "ho-so/moi/"), {"title": "=1+1", "medium": "paper"})
    answer = client.get(at(fonds, "ho-so/muc-luc.xlsx"))
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:4] == ("Số thứ tự", "Hộp", "Số, ký hiệu", "Tiêu đề")
    assert len(rows) == 2 + 121
    assert sheet.cell(row=123, column=4).value == "=1+1"
    assert sheet.cell(row=123, column=4).data_type == "s"
    off = client.get(at(fonds, "ho-so/muc-luc.xlsx?tinh-trang=cho-xac-dinh"))
    assert len(list(load_workbook(BytesIO(off.content)).worksheets[0].iter_rows())) == 2 + 7


def test_what_was_exported_can_be_pasted_again(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    sheet = load_workbook(BytesIO(client.get(at(fonds, "ho-so/muc-luc.xlsx?hop=1")).content)).worksheets[0]
    text = "\n".join(
        "\t".join("" if c is None else str(c) for c in row) for row in sheet.iter_rows(min_row=2, values_only=True)
    )
    shown = client.post(at(fonds, "ho-so/nhap/"), {"lines": text})
    assert "Đọc được 20 dòng" in shown.content.decode()
    assert RecordFile.objects.count() == 120
    sent = {"lines": text, "viec": "nhap", "once_key": "k2"}
    assert client.post(at(fonds, "ho-so/nhap/"), sent).status_code == HTTPStatus.FOUND
    client.post(at(fonds, "ho-so/nhap/"), sent)
    assert RecordFile.objects.count() == 140
    twins = RecordFile.objects.filter(number=7).values_list(
        "title", "starts", "ends", "years", "sheets", "code", "medium"
    )
    assert twins[0] == twins[1]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("", "Dán ít nhất một dòng"),
        ("x\t1\t\tTên", "Dòng 1, cột «Số thứ tự»"),
        ("1\t\t\tTên\t31/2/2020", "cột «Ngày bắt đầu»"),
        ("1\t\t\tTên\t\t\tlâu lắm", "cột «Thời hạn»"),
        ("1\t\t\tTên\t\t\t\t-5", "cột «Số tờ»"),
        ("1\t\t\t" + "x" * 2500, "cột «Tiêu đề»"),
        ("\n".join("1\t\t\tTên" for _ in range(501)), "nhiều nhất 500 dòng"),
    ],
)
def test_a_paste_that_cannot_be_read_names_the_cell_and_writes_nothing(old, fonds, enter, lines, said):
    before = Entry.objects.count()
    answer = enter(OLD_ARCHIVIST).post(at(fonds, "ho-so/nhap/"), {"lines": lines, "viec": "nhap"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in answer.content.decode()
    assert Entry.objects.count() == before


def test_one_file_is_entered_corrected_and_struck_with_its_trace(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    answer = client.post(at(fonds, "ho-so/moi/"), {"title": "Sổ theo dõi", "medium": "paper", "once_key": "k3"})
    client.post(at(fonds, "ho-so/moi/"), {"title": "Sổ theo dõi", "medium": "paper", "once_key": "k3"})
    assert RecordFile.objects.filter(fonds=fonds).count() == 121
    address = answer.headers["Location"]
    assert "Sổ theo dõi" in client.get(address).content.decode()
    wrong = client.post(f"{address}sua/", {"number": "121", "title": "Khác", "medium": "paper", "years": "lâu"})
    assert wrong.status_code == HTTPStatus.BAD_REQUEST
    right = {"number": "121", "title": "Sổ theo dõi văn bản", "medium": "paper", "years": "20 năm", "reason": "Đủ tên"}
    assert client.post(f"{address}sua/", right).status_code == HTTPStatus.FOUND
    assert client.post(f"{address}bo/", {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(f"{address}bo/", {"reason": "Nhập hai lần"}).status_code == HTTPStatus.FOUND
    assert RecordFile.objects.filter(fonds=fonds).count() == 120
    page = client.get(at(fonds)).content.decode()
    for words in ("Bỏ khỏi mục lục hồ sơ số 121", "Nhập hai lần", "Sửa hồ sơ số 121", "Đủ tên"):
        assert words in page


def test_many_files_are_classified_and_boxed_at_once(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    ids = [str(file_id(fonds, number)) for number in (114, 115)]
    sent = {"selected": ids, "viec": "loai", "nhom": "CT-01"}
    assert client.post(at(fonds, "ho-so/nhieu/"), sent).status_code == HTTPStatus.FOUND
    rows = RecordFile.objects.filter(pk__in=ids)
    assert set(rows.values_list("code", "years", "off_list")) == {("CT-01", 20, False)}
    assert (
        client.post(at(fonds, "ho-so/nhieu/"), {"selected": ids, "viec": "hop", "hop": "9"}).status_code
        == HTTPStatus.FOUND
    )
    assert set(rows.values_list("box__number", flat=True)) == {"9"}
    for wrong in (
        {"nhom": "KHONG-CO"},
        {"nhom": ""},
        {"selected": ["x"], "nhom": "CT-01"},
        {"selected": [], "nhom": "CT-01"},
    ):
        answer = client.post(at(fonds, "ho-so/nhieu/"), sent | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert set(rows.values_list("code", flat=True)) == {"CT-01"}


def test_boxes_are_written_down_in_a_run(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    sent = {"first": "7", "last": "12", "shelf": "Kho 2, giá 1", "capacity": "1200"}
    assert client.post(at(fonds, "hop/ghi/"), sent).status_code == HTTPStatus.FOUND
    page = client.get(at(fonds, "hop/")).content.decode()
    assert page.index(">9<") < page.index(">10<")
    for wrong in ({"last": "5"}, {"last": "x"}, {"last": "9999"}, {"first": ""}, {"shelf": "x" * 200}):
        answer = client.post(at(fonds, "hop/ghi/"), sent | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_a_digital_part_is_attached_shown_and_taken_off(old, fonds, enter):
    client, file = enter(OLD_ARCHIVIST), file_id(fonds, 3)
    address = at(fonds, f"ho-so/{file}/")
    assert client.post(f"{address}tep/", {"file": picture()}).status_code == HTTPStatus.FOUND
    _, (part,) = queries.file(old[OLD_ARCHIVIST], fonds, file)
    shown = client.get(f"{address}tep/{part.sha256}/")
    assert (shown.status_code, shown.headers["Content-Type"]) == (HTTPStatus.OK, "image/png")
    assert client.post(f"{address}tep/", {"file": picture()}).status_code == HTTPStatus.CONFLICT
    assert client.post(f"{address}tep/", {}).status_code == HTTPStatus.BAD_REQUEST
    page = SimpleUploadedFile("x.png", b"<html>", "image/png")
    assert client.post(f"{address}tep/", {"file": page}).status_code == HTTPStatus.BAD_REQUEST
    assert client.get(f"{address}tep/{'0' * 64}/").status_code == HTTPStatus.NOT_FOUND
    assert enter(STRANGER).get(f"{address}tep/{part.sha256}/").status_code == HTTPStatus.NOT_FOUND
    client = enter(OLD_ARCHIVIST)
    assert client.get(f"{address}tep/{part.sha256}/go/").status_code == HTTPStatus.OK
    assert client.post(f"{address}tep/{part.sha256}/go/", {"reason": "Nhầm hồ sơ"}).status_code == HTTPStatus.FOUND
    assert queries.file(old[OLD_ARCHIVIST], fonds, file)[1] == ()


def test_the_check_is_run_read_by_kind_and_excepted_in_writing(old, fonds, enter):
    client = enter(OLD_ARCHIVIST)
    assert "Chưa kiểm tra lần nào" in client.get(at(fonds, "loi/")).content.decode()
    assert client.post(at(fonds, "loi/kiem-tra/")).status_code == HTTPStatus.FOUND
    page = client.get(at(fonds, "loi/?loi=off_list")).content.decode()
    assert "Ngoài danh mục, chờ xác định giá trị" in page
    assert "Giữ lại, chờ xác định giá trị; ghi vào biên bản." in page
    ids = [str(one.id) for one in queries.faults(old[OLD_ARCHIVIST], fonds)[0]]
    assert (
        client.post(at(fonds, "loi/ngoai-le/"), {"selected": ids, "reason": " "}).status_code == HTTPStatus.BAD_REQUEST
    )
    assert (
        client.post(at(fonds, "loi/ngoai-le/"), {"selected": ["x"], "reason": "y"}).status_code
        == HTTPStatus.BAD_REQUEST
    )
    sent = {"selected": ids, "reason": "Chờ hội đồng", "once_key": "k4"}
    for _ in range(2):
        assert client.post(at(fonds, "loi/ngoai-le/"), sent).status_code == HTTPStatus.FOUND
    assert queries.fault_counts(old[OLD_ARCHIVIST], fonds) == {"off_list": (0, 7)}
    assert "Chờ hội đồng" in client.get(at(fonds, f"ho-so/{file_id(fonds, 120)}/")).content.decode()


def test_a_list_is_brought_in_as_a_version_with_its_source(old, fonds, enter):
    client = enter(NEW_ARCHIVIST)
    sent = {
        "title": "Danh mục của tỉnh (thử)",
        "source": "QĐ thử",
        "trust": "secondary",
        "classes": "A-1\tSổ hộ tịch\tVĩnh viễn\tHộ tịch\nA-2\tCông văn\t10 năm\n\nA-3\tKhác\t",
    }
    answer = client.post(f"{HOME}danh-muc/nhap/", sent)
    assert answer.status_code == HTTPStatus.FOUND
    page = client.get(answer.headers["Location"]).content.decode()
    assert "10 năm" in page
    assert "không ghi một thời hạn" in page
    assert client.post(f"{HOME}danh-muc/nhap/", sent).status_code == HTTPStatus.CONFLICT
    for wrong in (
        {"classes": "A-1\tX\tlâu"},
        {"classes": "A-1\tX\nA-1\tY"},
        {"classes": "\tX"},
        {"trust": "x"},
        {"source": ""},
    ):
        code = client.post(f"{HOME}danh-muc/nhap/", sent | wrong).status_code
        assert HTTPStatus.BAD_REQUEST <= code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert RetentionList.objects.filter(place=old.places["cao-xa"]).count() == 1
    assert enter(STRANGER).get(answer.headers["Location"]).status_code == HTTPStatus.NOT_FOUND
    assert "Danh mục của tỉnh (thử)" not in enter(STRANGER).get(f"{HOME}danh-muc/").content.decode()

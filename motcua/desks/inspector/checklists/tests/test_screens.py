"""The screens of checklists: list, versions, uploading with faults by cell, acts, preview, trying out, paper, rights."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.checklists.models import Checklist, Version
from motcua.checklists.tests.made import LOI, VISIT, workbook
from motcua.ledger.models import Entry

HOME = "/mau-kiem-tra/"


def sent(content: bytes, **more):
    return {"files": SimpleUploadedFile("bo.xlsx", content), "note": "Bản thử", "once_key": "k", **more}


def changed(weight: str = "9", **more) -> bytes:
    rows = [dict(row) for row in VISIT]
    rows[1] |= {"weight": weight, **more}
    return workbook(rows, choices=LOI)


def test_the_list_shows_one_s_own_the_packaged_and_the_retired(ours, sign_in, client):
    desk = sign_in(client, "vp-pt")
    page = desk.get(HOME).content.decode()
    assert "Kiểm tra thử" in page
    assert "Kiểm tra công vụ" not in page
    packaged = desk.get(f"{HOME}?xem=dong-goi").content.decode()
    for words in ("Kiểm tra công vụ", "chuẩn bị vận hành", "Kiểm tra hoạt động"):
        assert words in packaged
    assert "Không có bộ câu hỏi nào" in desk.get(f"{HOME}?xem=ngung-dung").content.decode()
    assert "Kiểm tra thử" not in desk.get(f"{HOME}?q=khác").content.decode()
    sheet = load_workbook(BytesIO(desk.get(f"{HOME}danh-sach.xlsx").content)).active
    assert [row[0] for row in sheet.values][2:] == ["Kiểm tra thử"]


def test_a_file_is_brought_tried_published_and_retired(ours, sign_in, client):
    desk = sign_in(client, "vp-pt")
    checklist, first = ours
    content = changed()
    for _ in range(2):
        answer = desk.post(f"{HOME}{checklist}/phien-ban-moi/", sent(content))
        assert answer.status_code == HTTPStatus.FOUND
    assert Version.objects.filter(checklist=checklist).count() == 2
    page = desk.get(answer.url).content.decode()
    for words in ("Bản thảo", "Ban hành", "Bỏ bản thảo", "Khác gì"):
        assert words in page
    draft = Version.objects.get(checklist=checklist, state="draft")
    told = desk.get(f"{HOME}{checklist}/khac/{draft.id}/").content.decode()
    assert "trọng số" in told
    assert "Sửa 1 mục" in told
    assert desk.get(f"{HOME}{checklist}/khac/{first}/").status_code == HTTPStatus.OK
    assert desk.get(f"{HOME}{checklist}/khac/{draft.id}/?so={first}").status_code == HTTPStatus.OK
    past = {"valid_from": "14/07/2025", "note": "x", "once_key": "p"}
    assert desk.post(f"{HOME}{checklist}/ban-hanh/", past).status_code == HTTPStatus.BAD_REQUEST
    good = past | {"valid_from": "16/07/2025"}
    assert desk.post(f"{HOME}{checklist}/ban-hanh/", good).status_code == HTTPStatus.FOUND
    address = f"{HOME}{checklist}/ngung-dung/{first}/"
    assert desk.get(address).status_code == HTTPStatus.OK
    retire = {"retired_from": "16/07/2025", "reason": "Có bản mới", "once_key": "r"}
    assert desk.post(address, retire).status_code == HTTPStatus.FOUND
    assert "Có bản mới" in desk.get(f"{HOME}{checklist}/").content.decode()


def test_a_new_checklist_is_added_and_its_draft_given_up(ours, sign_in, client):
    desk = sign_in(client, "khoakd", verified=True)
    assert "Tải một bộ đang có làm mẫu" in desk.get(f"{HOME}them/").content.decode()
    answer = desk.post(f"{HOME}them/", sent(workbook(VISIT, choices=LOI)))
    assert answer.status_code == HTTPStatus.FOUND
    checklist = Checklist.objects.order_by("-pk").first()
    assert desk.get(f"{HOME}{checklist.id}/bo-ban-thao/").status_code == HTTPStatus.OK
    given_up = desk.post(f"{HOME}{checklist.id}/bo-ban-thao/", {"reason": "Nhầm", "once_key": "d"})
    assert given_up.status_code == HTTPStatus.FOUND
    assert "Bản thảo đã bỏ" in desk.get(given_up.url).content.decode()


def test_faults_are_listed_by_cell_and_nothing_is_written(ours, sign_in, client):
    desk, before = sign_in(client, "vp-pt"), Entry.objects.count()
    content = workbook([{"type": "barcode", "name": "a b", "label": "<script>alert(1)</script>"}])
    answer = desk.post(f"{HOME}them/", sent(content))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    page = answer.content.decode()
    assert "kiểu câu hỏi «barcode» không dùng được ở đây" in page
    assert "A type" in page
    assert "<script>alert" not in page
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04", b"PK" + b"0" * (2 * 1024 * 1024 + 1), workbook(VISIT)]
)
def test_a_bad_file_is_refused_and_nothing_is_written(ours, sign_in, client, content):
    desk, before = sign_in(client, "vp-pt"), Entry.objects.count()
    answer = desk.post(f"{HOME}them/", sent(content))
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert desk.post(f"{HOME}them/", {"once_key": "k"}).status_code == HTTPStatus.BAD_REQUEST
    assert Entry.objects.count() == before


def test_every_question_is_shown_with_its_ground_and_condition(ours, sign_in, client):
    desk = sign_in(client, "kt1-pt")
    page = desk.get(f"{HOME}ban/{ours[1]}/").content.decode()
    for words in ("Có bảng niêm yết", "trọng số 3", "Chỉ hỏi khi «Tổng số» &gt; 0", "Ngày xem lại"):
        assert words in page
    public_duty = Version.objects.get(checklist__key="cong-vu")
    page = desk.get(f"{HOME}ban/{public_duty.id}/").content.decode()
    assert "QĐ 09/2015/QĐ-TTg (một cửa, lúc kiểm tra 22/2/2018) (chưa kiểm chứng)" in page


def test_trying_out_opens_questions_says_what_is_missing_and_keeps_nothing(ours, sign_in, client):
    desk, before = sign_in(client, "kt1-pt"), Entry.objects.count()
    address = f"{HOME}ban/{ours[1]}/lam-thu/"
    empty = desk.get(address).content.decode()
    assert "Thiếu gì" not in empty
    assert "bắt buộc trả lời" not in empty
    unmet = desk.post(address, {"q.bang": "chua_dat", "q.tong": "4", "q.loi": ["mang", "khac"]}).content.decode()
    for words in ("Thiếu gì", "Đúng hạn", "Lỗi khác", "Câu này bắt buộc trả lời", "0 % (0/6 điểm)", "(vừa)"):
        assert words in unmet
    basic = desk.post(address, {"q.bang": "co_ban_dat", "q.xem_lai": "20/07/2025"}).content.decode()
    assert "50 % (3/6 điểm)" in basic
    assert 'value="20/07/2025"' in basic
    wrong = desk.post(address, {"q.bang": "<b>", "q.tong": "x{y}", "q.xem_lai": "x"}).content.decode()
    assert "Chọn một mức trong danh sách" in wrong
    assert Entry.objects.count() == before


def test_a_version_is_taken_away_as_files_and_printed(ours, sign_in, client):
    desk = sign_in(client, "gd-cao-xa")
    address = f"{HOME}ban/{ours[1]}/"
    book = load_workbook(BytesIO(b"".join(desk.get(f"{address}xlsform.xlsx").streaming_content)))
    assert book.sheetnames == ["survey", "choices", "settings"]
    xform = desk.get(f"{address}xform.xml")
    assert b"<h:html" in xform.content
    assert "attachment" in xform.headers["Content-Disposition"]
    assert desk.get(f"{address}trang.pdf").content.startswith(b"%PDF")
    sheet = desk.get(f"{address}in/").content.decode()
    assert "ink-box" in sheet
    assert "TRƯỞNG ĐOÀN" in sheet


def test_other_places_and_those_without_the_power_see_nothing(ours, sign_in, client):
    checklist, version = ours
    own = [f"{checklist}/", f"ban/{version}/", f"ban/{version}/lam-thu/", f"ban/{version}/trang.pdf"]
    own += [f"ban/{version}/{part}" for part in ("xlsform.xlsx", "xform.xml", "in/")]
    for part in own:
        assert sign_in(client, "gd-tra-ly").get(HOME + part).status_code == HTTPStatus.NOT_FOUND
        assert sign_in(client, "csvc-cao-xa").get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    for part in ("them/", f"{checklist}/phien-ban-moi/", f"{checklist}/ban-hanh/", f"{checklist}/bo-ban-thao/"):
        assert sign_in(client, "kt1-pt").get(HOME + part).status_code == HTTPStatus.FORBIDDEN
    packaged = Checklist.objects.get(key="van-hanh").id
    answer = sign_in(client, "khoakd", verified=True).get(f"{HOME}{packaged}/ban-hanh/")
    assert answer.status_code == HTTPStatus.FORBIDDEN
    client.cookies.clear()
    assert client.get(HOME).status_code == HTTPStatus.FOUND


def test_the_topic_leads_there(ours, sign_in, client):
    assert HOME in sign_in(client, "gd-cao-xa").get("/trung-tam/").content.decode()
    assert HOME not in sign_in(client, "csvc-cao-xa").get("/trung-tam/").content.decode()

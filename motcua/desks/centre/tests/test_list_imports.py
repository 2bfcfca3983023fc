"""Official documents taken in from spreadsheets: shown first, what is said of them asked beside the yes, written as one."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.archives.models import RetentionClass, RetentionList
from motcua.archives.tests.conftest import laid_old, old
from motcua.config.demo.records import OLD_ARCHIVIST
from motcua.custody.models import DepreciationTable, Norm
from motcua.custody.tests.factories import issue
from motcua.desks.centre.tests.test_imports import act, upload
from motcua.documents.models import WaitingImport
from motcua.kernel.errors import Busy
from motcua.ledger.models import Entry

__all__ = ["laid_old", "old"]

NORM = "/thiet-bi/huong-dan/nhap-tep/"
TABLE = "/thiet-bi/hao-mon/nhap-tep/"
LIST = "/luu-tru/danh-muc/nhap-tep/"
NORM_ROWS = [
    ["Tên thiết bị", "Số lượng", "Tính theo"],
    ["Máy in", 2, "quầy"],
    ["Máy soi tiền", 1, "quầy"],
    ["Máy quét", "x"],
]
TOLD = {
    "number": "12/HD thử",
    "issuer": "UBND tỉnh",
    "issued_on": "05/06/2025",
    "valid_from": "10/06/2025",
    "title": "Hướng dẫn thử",
    "source": "Bản thử",
    "trust": "secondary",
    "trial": "1",
}


@pytest.fixture
def overseer(region, client, sign_in):
    return sign_in(client, "khoakd", verified=True)


def test_guidance_is_shown_with_its_faults_and_asked_what_document_it_is(region, overseer):
    before = Entry.objects.count()
    shown = upload(overseer, NORM_ROWS, NORM)
    text = shown.content.decode()
    assert "1 dòng sẽ ghi, 0 dòng đã có, 2 dòng không nhận" in text
    assert "<b>A3</b>: «Máy soi tiền» không có trong 25 loại" in text
    assert "<b>B4</b>" in text
    assert "Cơ quan ban hành" in text
    answer = act(overseer, shown, "ghi", NORM, **TOLD | {"number": "", "issued_on": "khi nào đó"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Ngày «khi nào đó» không đúng" in text
    assert 'value="UBND tỉnh"' in text, "what was typed is there again"
    assert (Entry.objects.count(), Norm.objects.count()) == (before, 0)


def test_guidance_is_written_once_as_one_and_the_file_is_erased(region, overseer):
    shown = upload(overseer, NORM_ROWS, NORM)
    assert act(overseer, shown, "ghi", NORM, **TOLD).url == NORM
    norm = Norm.objects.get()
    assert (norm.number, norm.trial, norm.lines.get().kind) == ("12/HD thử", True, "printer")
    assert bytes(WaitingImport.objects.get().file) == b""
    text = overseer.get(NORM).content.decode()
    assert "Đã nhập xong, trừ các dòng không nhận" in text
    assert overseer.get(f"{NORM}o-can-xem.xlsx").status_code == 200
    act(overseer, shown, "ghi", NORM, **TOLD)
    again = act(overseer, upload(overseer, NORM_ROWS, NORM), "ghi", NORM, **TOLD)
    assert again.status_code == 409
    assert "Hướng dẫn này đã nhập rồi: bản 1" in again.content.decode()
    assert Norm.objects.count() == 1
    assert "Như bản trước" in again.content.decode()


def test_a_refusal_stays_beside_its_question_and_the_list_stays_to_be_said_yes_to(region, overseer):
    shown = upload(overseer, NORM_ROWS, NORM)
    wrong = act(overseer, shown, "ghi", NORM, **TOLD | {"valid_from": "01/06/2025"})
    assert wrong.status_code == 400
    assert "Ngày có hiệu lực không trước ngày ban hành" in wrong.content.decode()
    assert act(overseer, wrong, "ghi", NORM, **TOLD).status_code == 302
    assert Norm.objects.count() == 1


def test_guidance_shown_before_another_edition_came_is_shown_again_with_what_was_typed(region, overseer):
    shown = upload(overseer, NORM_ROWS, NORM)
    issue(region)
    answer = act(overseer, shown, "ghi", NORM, **TOLD)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Sổ vừa có thay đổi" in text
    assert 'value="12/HD thử"' in text
    assert Norm.objects.count() == 1
    assert act(overseer, answer, "ghi", NORM, **TOLD).status_code == 302
    assert Norm.objects.count() == 2


def test_busy_books_leave_the_list_as_it_was(region, overseer, monkeypatch):
    from motcua.custody import norm_import

    def busy(*args: Any, **more: Any) -> Any:
        raise Busy("Hệ thống đang bận ghi sổ.")

    shown = upload(overseer, NORM_ROWS, NORM)
    real = norm_import.perform
    monkeypatch.setattr(norm_import, "perform", busy)
    assert act(overseer, shown, "ghi", NORM, **TOLD).status_code == 503
    monkeypatch.setattr(norm_import, "perform", real)
    assert act(overseer, shown, "ghi", NORM, **TOLD).status_code == 302
    assert Norm.objects.count() == 1


def test_a_list_whose_columns_are_not_known_is_not_written(region, overseer):
    shown = upload(overseer, [["Món", "Mấy"], ["Máy in", 2]], NORM)
    assert "Chưa rõ cột nào là: Loại thiết bị, Số lượng" in shown.content.decode()
    assert act(overseer, shown, "ghi", NORM, **TOLD).status_code == 302
    act(overseer, overseer.get(NORM), "cot", NORM, **{"cot.A": "kind", "cot.B": "quantity", "dong": "1"})
    assert act(overseer, overseer.get(NORM), "ghi", NORM, **TOLD).status_code == 302
    assert Norm.objects.get().lines.get().quantity == 2


def test_a_table_of_depreciation_is_taken_in(region, client, sign_in):
    sign_in(client, "csvc-cao-xa", verified=True)
    rows = [["Loại tài sản", "Số năm", "Tỷ lệ (%)"], ["Máy in", 5, "20"], ["Tàu thủy", 10, "10"]]
    shown = upload(client, rows, TABLE)
    assert "<b>A3</b>: «Tàu thủy»" in shown.content.decode()
    told = {"title": "Bảng thử", "source": "Bản thử", "trust": "unverified", "valid_from": "01/01/2025"}
    assert act(client, shown, "ghi", TABLE, **told).status_code == 302
    assert DepreciationTable.objects.get().title == "Bảng thử"
    assert "nhap-tep/" in client.get("/thiet-bi/hao-mon/").content.decode()


def test_an_official_list_is_taken_in_with_its_trust(old, client, sign_in):
    sign_in(client, OLD_ARCHIVIST, verified=True)
    rows = [["STT", "Tên nhóm hồ sơ", "THBQ"], ["HT-1", "Sổ hộ tịch", "Vĩnh viễn"], ["HT-2", "Khác", "2O năm"]]
    shown = upload(client, rows, LIST)
    assert "<b>C3</b>: thời hạn «2O năm» không đọc được" in shown.content.decode()
    told = {"title": "Danh mục thử", "source": "TT thử", "issued_on": "1/5/2025", "trust": "official_copy"}
    assert act(client, shown, "ghi", LIST, **told).status_code == 302
    row = RetentionList.objects.get(title="Danh mục thử")
    assert (row.trust, RetentionClass.objects.get(list=row).years) == ("official_copy", 0)
    again = act(client, upload(client, rows, LIST), "ghi", LIST, **told)
    assert again.status_code == 409
    assert "Danh mục này đã nhập rồi" in again.content.decode()
    assert "nhap-tep/" in client.get("/luu-tru/danh-muc/").content.decode()


@pytest.mark.parametrize("page", [NORM, TABLE, LIST])
def test_the_empty_form_has_examples_that_are_passed_over(old, client, sign_in, page):
    sign_in(client, OLD_ARCHIVIST if page == LIST else "khoakd", verified=True)
    form = client.get(f"{page}mau.xlsx").content
    assert "dòng ví dụ của mẫu" in upload(client, form, page).content.decode()


@pytest.mark.parametrize(
    ("who", "page"), [("csvc-cao-xa", NORM), ("tn-cao-xa", TABLE), ("csvc-cao-xa", LIST), ("khoakd", LIST)]
)
def test_others_do_not_come_in(old, client, sign_in, who, page):
    sign_in(client, who, verified=True)
    assert client.get(page).status_code == 403
    assert client.post(f"{page}ghi/").status_code == 403

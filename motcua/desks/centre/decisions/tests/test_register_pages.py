"""The register over HTTP: lists, forms sent twice, files, imports, signing, papers, prints, and who is kept out."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.config.demo import decisions as story
from motcua.decisions.models import Commitment, Document, Signature
from motcua.decisions.tests.conftest import laid_register, register
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.models import Entry

__all__ = ["laid_register", "register"]
pytestmark = pytest.mark.django_db
HOME = "/van-ban/"
FORM = {
    "kind": "decision",
    "number": "11/QĐ-UBND",
    "issued_on": "20/02/2018",
    "side": "government",
    "issuer": "UBND xã Phượng Dực",
    "abstract": "Giao nhiệm vụ trực Tết",
    "theme": "",
    "theme_year": "",
    "valid_from": "",
    "valid_to": "",
    "due_on": "",
    "replaces": "",
    "members": "Nguyễn Thử Một – trực sáng",
    "once_key": "mot-lan",
}


@pytest.fixture
def keeper(register, client, sign_in):
    return sign_in(client, "vptk-pd")


def text(answer):
    return answer.content.decode()


def test_the_inspector_reads_lists_pages_and_files_but_writes_nothing(register, client, sign_in):
    inspector = sign_in(client, "hailt", verified=True)
    shown = text(inspector.get(HOME + "?xem=leading&nam=2018&q=cai+cach"))
    assert "02/KH-UBND (thử)" in shown
    assert "05/QĐ-UBND" not in shown
    assert "05/QĐ-UBND" in text(inspector.get(HOME + "?ngay=22/02/2018&khoi=government"))
    assert inspector.get(HOME + "?xem=x&nam=abc&ngay=99/99/9999&sau=x&dia-ban=x").status_code == HTTPStatus.OK
    page = text(inspector.get(f"{HOME}{register.told.decision}/"))
    for words in ("ban hành sớm 23 ngày", "Nguyễn Thử Một", "Ghi vào sổ"):
        assert words in page
    assert inspector.get(f"{HOME}{register.told.decision}/tep/")["Content-Type"] == "application/pdf"
    sheet = load_workbook(BytesIO(inspector.get(HOME + "danh-sach.xlsx").content)).active
    assert sheet.max_row == 7
    for address in (f"{HOME}moi/", f"{HOME}{register.told.decision}/viec/thu-hoi/", f"{HOME}cam-ket/moi/"):
        assert inspector.get(address).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "address",
    ["", "danh-sach.xlsx", "cam-ket/", "cam-ket/danh-sach.xlsx", "{d}/", "{d}/tep/", "cam-ket/{c}/", "cam-ket/{c}/in/"],
)
def test_who_may_not_read_the_register_is_kept_out(register, client, sign_in, address):
    where = HOME + address.format(d=register.told.decision, c=register.told.commitment)
    assert client.get(where).status_code == HTTPStatus.FOUND
    assert sign_in(client, "tpht-pd").get(where).status_code == HTTPStatus.FORBIDDEN
    if "{" in address:
        assert sign_in(client, "vptk-hl").get(where).status_code == HTTPStatus.NOT_FOUND


def test_a_document_is_entered_once_however_often_it_is_sent(register, keeper):
    scan = SimpleUploadedFile("qd.pdf", story._page(240), "application/pdf")
    first = keeper.post(HOME + "moi/", FORM | {"files": scan})
    assert first.status_code == HTTPStatus.FOUND
    scan = SimpleUploadedFile("qd.pdf", story._page(240), "application/pdf")
    assert keeper.post(HOME + "moi/", FORM | {"files": scan}).url == first.url
    made = Document.objects.get(number="11/QĐ-UBND")
    assert made.members.get().official_id == register.old["tpht-pd"].official
    assert made.issuer_unit is not None
    assert made.filename == "qd.pdf"
    again = keeper.post(f"{HOME}{made.id}/viec/tep/", {"once_key": "k", "files": SimpleUploadedFile("x.txt", b"x")})
    assert 400 <= again.status_code < 500


@pytest.mark.parametrize(
    "change",
    [{"abstract": ""}, {"issued_on": "31/02/2018"}, {"issued_on": "01/01/2030"}, {"kind": "x"}, {"number": "x" * 99}],
)
def test_a_bad_form_is_shown_again_and_nothing_is_in_the_books(register, keeper, change):
    before = Entry.objects.count()
    answer = keeper.post(HOME + "moi/", FORM | change)
    assert 400 <= answer.status_code < 500
    assert "Giao nhiệm vụ trực Tết" in text(answer) or change.get("abstract") == ""
    assert Entry.objects.count() == before


def test_a_document_is_put_right_withdrawn_and_put_back(register, keeper):
    here = f"{HOME}{register.told.decision}/"
    assert "Nguyễn Thử Một – Hộ tịch" in text(keeper.get(here + "viec/dinh-chinh/"))
    right = FORM | {"number": "05/QĐ-UBND (thử)", "issued_on": "05/02/2018", "reason": "Sai trích yếu", "once_key": "a"}
    assert keeper.post(here + "viec/dinh-chinh/", right).status_code == HTTPStatus.FOUND
    assert "trước: Kiện toàn Bộ phận" in text(keeper.get(here))
    revoke = {"revoked_on": "21/02/2018", "reason": "Ban hành nhầm", "once_key": "b"}
    assert keeper.post(here + "viec/thu-hoi/", revoke).status_code == HTTPStatus.FOUND
    assert "Ban hành nhầm" in text(keeper.get(here))
    assert keeper.post(here + "viec/bo-thu-hoi/", {"reason": "Nhầm", "once_key": "c"}).status_code == HTTPStatus.FOUND
    assert keeper.get(here + "viec/khong-co/").status_code == HTTPStatus.NOT_FOUND


def test_a_member_signs_on_screen_and_leaves_the_list_of_who_has_not(register, client, sign_in):
    here = f"{HOME}cam-ket/{register.told.commitment}/"
    late = sign_in(client, "vhxh-pd")
    assert story.THEME in text(late.get(HOME + "cua-toi/"))
    unread = late.post(here + "ky/", {"once_key": "k"})
    assert 400 <= unread.status_code < 500
    for _ in range(2):
        done = late.post(here + "ky/", {"read": "1", "once_key": "k"})
    assert Signature.objects.filter(commitment=register.told.commitment).count() == 5
    assert done.status_code in {HTTPStatus.FOUND, HTTPStatus.NOT_FOUND}
    assert "Không có bản nào chờ bạn ký" in text(late.get(HOME + "cua-toi/"))
    keeper = sign_in(client, "vptk-pd")
    assert "Không thiếu ai" in text(keeper.get(here))
    assert "Lê Thử Ba" in text(keeper.get(here + "in/"))
    assert "Cam kết của tôi" in text(keeper.get(HOME + "cua-toi/"))


def test_a_keeper_takes_in_a_paper_asks_anew_and_ends(register, keeper):
    here = f"{HOME}cam-ket/{register.told.commitment}/"
    assert "Lê Thử Ba" in text(keeper.get(here))
    assert "1/5 người chưa ký" in text(keeper.get(HOME + "cam-ket/"))
    form = {"people": str(register.old["vhxh-pd"].official), "signed_on": "22/02/2018", "once_key": "p"}
    lacking = keeper.post(here + "viec/ban-giay/", form)
    assert "Chọn bản quét có chữ ký" in text(lacking)
    scan = SimpleUploadedFile("ky.pdf", story._page(230), "application/pdf")
    assert keeper.post(here + "viec/ban-giay/", form | {"files": scan}).status_code == HTTPStatus.FOUND
    who = register.old["vhxh-pd"].official
    assert keeper.get(f"{here}chu-ky/{who}/")["Content-Type"] == "application/pdf"
    struck = {"official": str(who), "reason": "Nhầm", "once_key": "q"}
    assert keeper.post(here + "viec/gach-chu-ky/", struck).status_code == HTTPStatus.FOUND
    anew = {
        "theme": story.THEME,
        "theme_year": "2019",
        "text": "Cam kết",
        "asked_by": "UBND xã",
        "asked_on": "22/02/2018",
        "sign_by": "",
        "audience": "all",
        "document": "",
        "once_key": "n",
    }
    address = f"{HOME}cam-ket/moi/?tiep={register.told.commitment}"
    assert story.TEXT.split("\n")[0] in text(keeper.get(address))
    first = keeper.post(address, anew)
    assert first.status_code == HTTPStatus.FOUND
    assert list(Commitment.objects.order_by("theme_year").values_list("theme_year", "open")) == [
        (2018, False),
        (2019, True),
    ]
    right = {"asked_by": "Chủ tịch UBND xã", "sign_by": "01/03/2018", "document": "", "reason": "x", "once_key": "r"}
    assert keeper.post(first.url + "viec/dinh-chinh/", right).status_code == HTTPStatus.FOUND
    assert (
        keeper.post(first.url + "viec/ket-thuc/", {"reason": "Thôi", "once_key": "e"}).status_code == HTTPStatus.FOUND
    )
    sheet = load_workbook(BytesIO(keeper.get(HOME + "cam-ket/danh-sach.xlsx?xem=da-ket-thuc").content)).active
    assert sheet.max_row == 4


def test_a_register_kept_in_a_spreadsheet_is_taken_in_once(register, keeper):
    lines = [
        ["STT", "Số, ký hiệu", "Ngày tháng văn bản", "Tác giả", "Trích yếu nội dung"],
        [1, "03-NQ/ĐU", "10/01/2018", "Đảng ủy xã", "Lãnh đạo cải cách hành chính"],
        [2, "05/QĐ-UBND (thử)", "05/02/2018", "UBND xã Phượng Dực", "Kiện toàn"],
        [3, "06/KH-UBND", "mai", "UBND xã", "Kế hoạch Tết"],
    ]
    shown = keeper.post(HOME + "nhap/", {"file": SimpleUploadedFile("so.xlsx", book(lines))})
    page = text(shown)
    assert "1 dòng sẽ ghi, 1 dòng đã có, 1 dòng không nhận" in page
    assert "sẽ ghi «Nghị quyết»" in page
    token = page.split('name="luot" value="')[1].split('"')[0]
    keeper.post(HOME + "nhap/ghi/", {"luot": token, "viec": "ghi"})
    made = Document.objects.get(number="03-NQ/ĐU")
    assert (made.kind, made.side) == ("resolution", "party")
    again = text(keeper.post(HOME + "nhap/", {"file": SimpleUploadedFile("so.xlsx", book(lines))}))
    assert "0 dòng sẽ ghi, 2 dòng đã có" in again

"""The list of sentences: written, changed, retired, taken out and in; offered under the fields of acts; counted when sent."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.models import SentencePattern
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
PAGE = "/viec/mau-cau/"
ONE = {"kind": "opinion", "words": "Đã kiểm tra ngày {ngày}.", "role": "specialist", "once_key": "a"}


def sheet(*rows: tuple[str, ...]) -> SimpleUploadedFile:
    book = Workbook()
    for row in (("Việc", "Câu", "Căn cứ"), *rows):
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("mau.xlsx", out.getvalue())


def test_a_sentence_is_written_once_changed_and_retired(desk: Desk) -> None:
    client = desk.client("thuly")
    before = Entry.objects.count()
    for _ in range(2):
        assert client.post(PAGE + "them/", ONE).status_code == 302
    assert Entry.objects.count() == before + 1
    row = SentencePattern.objects.get()
    page = client.get(PAGE).content.decode()
    assert "Đã kiểm tra ngày {ngày}." in page
    assert row.author_name in page
    assert "Sửa mẫu câu" in client.get(f"{PAGE}{row.id}/").content.decode()
    changed = {"words": "Đã xem.", "place": "2", "once_key": "b"}
    assert client.post(f"{PAGE}{row.id}/", changed).status_code == 302
    assert client.post(f"{PAGE}{row.id}/", changed | {"place": "x", "once_key": "c"}).status_code == 400
    assert desk.client("kinhte").get(f"{PAGE}{row.id}/").status_code == 404
    assert desk.client("kinhte").post(f"{PAGE}{row.id}/thoi/", {"once_key": "d"}).status_code == 403
    assert client.post(f"{PAGE}{row.id}/thoi/", {"once_key": "e"}).status_code == 302
    row.refresh_from_db()
    assert (row.words, row.place) == ("Đã xem.", 2)
    assert row.retired_at is not None


def test_it_stands_under_the_field_filled_in_and_is_counted_when_sent(desk: Desk) -> None:
    desk.client("thuly").post(PAGE + "them/", ONE)
    dossier = desk.at("specialist")
    client = desk.client("thuly")
    assert "Đã kiểm tra ngày 11/07/2025." in client.get(f"/ho-so/{dossier}/").content.decode()
    sent = {"opinion": "Đã kiểm tra ngày 11/07/2025. Đạt.", "once_key": "k", "seen": desk.row(dossier).version}
    client.post(f"/ho-so/{dossier}/viec/chuyen-buoc/", sent)
    assert SentencePattern.objects.get().used == 1


def test_the_list_goes_out_and_comes_in_and_each_bad_line_is_told(desk: Desk) -> None:
    client = desk.client("giamdoc")
    assert client.post(PAGE + "bat-dau/", {"once_key": "s"}).status_code == 302
    count = SentencePattern.objects.count()
    book = load_workbook(BytesIO(client.get(PAGE + "xuat.xlsx").content)).active
    assert book.max_row == count + 1
    rows = (("supplement", "Nộp bản mới."), ("Yêu cầu bổ sung (mẫu 02)", "Ký đủ các trang."), ("lạ", "Không rõ việc."))
    answer = client.post(PAGE + "nhap/", {"file": sheet(*rows), "once_key": "i"})
    assert answer.status_code == 200
    assert "Dòng 4" in answer.content.decode()
    assert SentencePattern.objects.count() == count + 2


@pytest.mark.parametrize(
    "file", [None, SimpleUploadedFile("a.xlsx", b"rac"), SimpleUploadedFile("a.xlsx", b""), sheet()]
)
def test_a_file_that_is_no_list_is_refused(desk: Desk, file: SimpleUploadedFile | None) -> None:
    if file:
        file.seek(0)
    answer = desk.client("giamdoc").post(PAGE + "nhap/", {"file": file} if file else {})
    assert answer.status_code == 400
    assert not SentencePattern.objects.exists()


@pytest.mark.parametrize("change", [{"kind": "lạ"}, {"words": ""}, {"words": "{x}"}, {"words": "x" * 3_000}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, change: dict[str, str]) -> None:
    answer = desk.client("thuly").post(PAGE + "them/", ONE | change)
    assert answer.status_code == 400
    assert not SentencePattern.objects.exists()


def test_others_have_no_such_list(desk: Desk) -> None:
    assert desk.client("quantri").get(PAGE).status_code == 403

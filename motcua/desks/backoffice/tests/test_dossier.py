"""The dossier's page: state before data, only acts that can be done, files as we judged them, a bounded cost."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.models import Attachment
from motcua.ledger.models import Access

pytestmark = pytest.mark.django_db
_MADE = BytesIO()
Image.new("L", (1, 1)).save(_MADE, "PNG")
PNG = _MADE.getvalue()


def pdf() -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(made)
    return made.getvalue()


def put(desk: Desk, dossier: UUID, who: str = "thuly", name: str = "ban-quet.png", **more: str) -> Any:
    upload = SimpleUploadedFile(name, PNG, content_type="text/html")
    values = {"paper": "ket-qua", "once_key": "k1", "file": upload} | more
    return desk.client(who).post(f"/ho-so/{dossier}/viec/dinh-kem/", values)


def test_the_page_says_what_who_when_and_next(desk: Desk) -> None:
    dossier = desk.at("specialist", about="Cho cháu")
    page = desk.client("thuly").get(f"/ho-so/{dossier}/").content.decode()
    for words in ("Đang giữ", "Hẹn trả", "Việc tiếp theo", "Vì sao hẹn ngày này", "Nơi tiếp nhận", "Diễn biến", "đã"):
        assert words in page
    assert desk.row(dossier).code in page
    assert "033190000011" in page


def test_who_signs_sees_the_persons_numbers_covered(desk: Desk) -> None:
    dossier = desk.at("leader")
    page = desk.client("lanhdao", verified=True).get(f"/ho-so/{dossier}/").content.decode()
    assert "033190000011" not in page
    assert "033••••••011" in page


def test_every_look_at_a_dossier_is_logged_once(desk: Desk) -> None:
    dossier = desk.at("specialist")
    client = desk.client("thuly")
    before = Access.objects.count()
    client.get(f"/ho-so/{dossier}/")
    rows = list(Access.objects.order_by("at", "id")[before:])
    assert [row.what for row in rows] == ["dossiers.page"]
    assert dossier.hex in rows[0].subjects


@pytest.mark.parametrize(
    ("who", "role", "shown", "hidden"),
    [
        ("thuly", "specialist", ["viec/chuyen-buoc/", "viec/nhan-viec/"], ["viec/ky-duyet/", "viec/dong-dau/"]),
        ("lanhdao", "leader", ["viec/ky-duyet/", "viec/tra-lai/"], ["viec/chuyen-buoc/", "viec/dinh-kem/"]),
        ("vanthu", "seal", ["viec/dong-dau/"], ["viec/ky-duyet/"]),
        ("tiepnhan", "specialist", ["viec/cap-lai/"], ["viec/chuyen-buoc/", "viec/tra-lai/"]),
        ("tiepnhan", "return_desk", ["/quay/tra/?ho-so="], ["viec/chuyen-buoc/"]),
    ],
)
def test_only_what_can_be_done_is_offered(desk: Desk, who: str, role: str, shown: list[str], hidden: list[str]) -> None:
    dossier = desk.at(role)
    page = desk.client(who, verified=True).get(f"/ho-so/{dossier}/").content.decode()
    assert all(one in page for one in shown)
    assert not any(one in page for one in hidden)


def test_the_result_that_is_not_there_yet_is_barred_with_its_reason_at_the_return_desk(desk: Desk) -> None:
    dossier = desk.at("specialist")
    page = desk.client("tiepnhan").get(f"/ho-so/{dossier}/").content.decode()
    assert 'data-why="Hồ sơ chưa có kết quả."' in page


def test_the_fields_of_the_specialised_system_stand_in_its_order_filled_from_what_is_known(desk: Desk) -> None:
    dossier = desk.at("specialised_system")
    page = desk.client("thuly").get(f"/ho-so/{dossier}/").content.decode()
    first, later = page.index("Loại việc hộ tịch"), page.index("Nơi cư trú người yêu cầu")
    assert first < later
    field = page[page.index("Số định danh cá nhân người yêu cầu") :]
    assert 'value="033190000011"' in field[: field.index("</li>")]


def test_a_file_is_answered_as_what_it_is_and_cannot_act(desk: Desk) -> None:
    dossier = desk.at("specialist")
    put(desk, dossier, name="tờ khai; a=b\u2028.html")
    attachment = Attachment.objects.get(dossier_id=dossier)
    answer = desk.client("thuly").get(f"/ho-so/{dossier}/tep/{attachment.id}/")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline; filename*=UTF-8''t%E1%BB%9D%20khai%3B%20a%3Db")
    assert "no-store" in answer["Cache-Control"]


def test_a_file_of_another_dossier_is_not_found_under_this_one(desk: Desk) -> None:
    mine, other = desk.at("specialist"), desk.at("specialist", citizen=1)
    put(desk, mine)
    attachment = Attachment.objects.get(dossier_id=mine)
    client = desk.client("thuly")
    assert client.get(f"/ho-so/{other}/tep/{attachment.id}/").status_code == 404
    assert client.get(f"/ho-so/{mine}/tep/{uuid4()}/").status_code == 404


def test_an_upload_sent_twice_is_attached_once(desk: Desk) -> None:
    dossier = desk.at("specialist")
    for _ in range(2):
        put(desk, dossier)
    assert Attachment.objects.filter(dossier_id=dossier).count() == 1


@pytest.mark.parametrize(
    ("content", "paper"),
    [(b"", "ket-qua"), (b"<script>", "ket-qua"), (PNG, "khong-co"), (b"%PDF-" + bytes(21 * 1024 * 1024), "ket-qua")],
    ids=["empty", "html", "paper", "heavy"],
)
def test_a_bad_upload_leaves_nothing_and_says_why(desk: Desk, content: bytes, paper: str) -> None:
    dossier = desk.at("specialist")
    values = {"paper": paper, "once_key": "k1", "file": SimpleUploadedFile("a.pdf", content)}
    answer = desk.client("thuly").post(f"/ho-so/{dossier}/viec/dinh-kem/", values)
    assert 400 <= answer.status_code < 500
    assert not Attachment.objects.exists()


def test_a_file_too_heavy_is_refused_unread(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.documents.shelf.take_in", lambda _content: pytest.fail("read"))
    heavy = SimpleUploadedFile("a.pdf", bytes(21 * 1024 * 1024))
    values = {"paper": "ket-qua", "once_key": "k1", "file": heavy}
    answer = desk.client("thuly").post(f"/ho-so/{desk.at('specialist')}/viec/dinh-kem/", values)
    assert answer.status_code == 422
    assert "Tệp nặng quá 20 MB" in answer.content.decode()


def test_one_more_file_sent_again_is_attached(desk: Desk) -> None:
    dossier = desk.at("specialist")
    put(desk, dossier)
    another = SimpleUploadedFile("b.pdf", pdf())
    more = {"paper": "ket-qua", "once_key": "k1", "file": [SimpleUploadedFile("ban-quet.png", PNG), another]}
    assert desk.client("thuly").post(f"/ho-so/{dossier}/viec/dinh-kem/", more).status_code == 302
    assert Attachment.objects.filter(dossier_id=dossier).count() == 2


def test_who_may_not_attach_leaves_no_bytes_behind(desk: Desk) -> None:
    from motcua.documents.models import Blob

    dossier = desk.at("leader")
    answer = put(desk, dossier, who="lanhdao")
    assert answer.status_code == 403
    assert not Blob.objects.exists()


def test_a_file_taken_off_is_gone_with_its_reason(desk: Desk) -> None:
    dossier = desk.at("specialist")
    put(desk, dossier)
    attachment = Attachment.objects.get(dossier_id=dossier)
    client = desk.client("thuly")
    url = f"/ho-so/{dossier}/viec/go-tep/"
    assert client.post(url, {"attachment": attachment.id, "reason": ""}).status_code == 400
    assert client.post(url, {"attachment": "rác", "reason": "x"}).status_code == 400
    assert client.post(url, {"attachment": attachment.id, "reason": "Đính kèm nhầm"}).status_code == 302
    assert client.get(f"/ho-so/{dossier}/tep/{attachment.id}/").status_code == 404


def test_siblings_of_the_visit_are_shown(desk: Desk) -> None:
    from motcua.config.demo import dossiers as story
    from motcua.dossiers.commands import AcceptDossier
    from motcua.ledger.perform import perform

    first = desk.at("specialist")
    row = desk.row(first)
    again = AcceptDossier(
        procedure=row.procedure_code,
        case=row.case,
        applicant=row.applicant_id,
        papers=story.papers_of(row.procedure_code, row.case),
        visit=row.visit_id,
    )
    second = perform(again, desk.town["tiepnhan"]).target
    page = desk.client("tiepnhan").get(f"/ho-so/{first}/").content.decode()
    assert "cùng lượt" in page
    assert f"/ho-so/{second}/" in page


def test_the_page_costs_a_bounded_number_of_statements(desk: Desk) -> None:
    dossier = desk.at("return_desk")
    client = desk.client("tiepnhan")
    client.get(f"/ho-so/{dossier}/")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/ho-so/{dossier}/")
    assert len(captured) <= 19


def test_a_dossier_belongs_to_the_work_in_the_menu(desk: Desk) -> None:
    dossier = desk.at("specialist")
    page = desk.client("thuly").get(f"/ho-so/{dossier}/").content.decode()
    assert re.findall(r'href="([^"]+)" aria-current="page" data-key', page) == ["/viec/"]

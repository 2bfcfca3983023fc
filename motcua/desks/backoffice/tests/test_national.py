"""The page of the national catalogue's files: read first, then taken in; bad files and others refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.tests import records
from motcua.catalogue.tests.records import api, as_json, doc, way
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
PAGE = "/danh-muc/nhap/quoc-gia/"
WRITE = f"{PAGE}ghi/"
CODE = "1.001193"


def upload(client: Any, content: bytes, name: str = "ChiTietTTHC.doc", **more: str) -> Any:
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), **more})


def token(client: Any) -> str:
    return re.search(r'name="luot" value="([^"]+)"', client.get(PAGE).content.decode())[1]


def versions(code: str = CODE) -> int:
    return ProcedureVersion.objects.filter(procedure_id=code).count()


def test_the_director_reads_what_differs_and_takes_it_in_once(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    assert "Xem khác biệt" in client.get(PAGE).content.decode()
    assert upload(client, doc(time="05 Ngày làm việc")).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "5 ngày làm việc" in page
    assert "Chưa có gì được ghi" in page
    assert versions() == 1
    form = {"luot": token(client), "chon": [CODE], "valid_from": "11/07/2025", "viec": "chon"}
    for _ in range(2):
        assert client.post(WRITE, form).status_code == 302
    assert versions() == 2
    done = client.get(PAGE).content.decode()
    assert "phiên bản 2" in done
    assert "101/QĐ-BTP" in client.get(f"/danh-muc/{CODE}/").content.decode()
    client.post(WRITE, {"luot": token(client), "viec": "bo"})
    assert "Xem khác biệt" in client.get(PAGE).content.decode()


def test_many_are_taken_in_together_what_is_not_ticked_is_not(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, as_json(api(CODE), api("1.000656"), api("1.999999")), "a.json")
    page = client.get(PAGE, {"ds": "new"}).content.decode()
    assert client.get(PAGE, {"ds": "new", "tu": "9" * 5_000}).status_code == 200
    assert "1.999999" in page
    assert "1.000656" not in page.split("<main")[1]
    client.post(WRITE, {"luot": token(client), "chon": ["1.000656"], "valid_from": "11/07/2025", "viec": "chon"})
    assert (versions(), versions("1.000656"), versions("1.999999")) == (1, 2, 0)
    upload(client, as_json(api(CODE), api("1.999999")), "a.json", whole="1")
    assert "không còn trong tệp" in client.get(PAGE).content.decode()
    client.post(WRITE, {"luot": token(client), "valid_from": "11/07/2025", "viec": "tat-ca"})
    assert (versions(), versions("1.000656"), versions("1.999999")) == (2, 2, 1)


def test_a_doubtful_time_is_told_before_it_waits(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, as_json(api(executionMethods=[way("DIRECT", 1, "OTHER")])), "a.json")
    assert "Thời hạn sẽ chờ xác nhận" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"valid_from": "hôm nay", "chon": [CODE]}, 400),
        ({"valid_from": "11/07/1925", "chon": [CODE]}, 400),
        ({"valid_from": "11/07/2025"}, 400),
        ({"valid_from": "11/07/2025", "chon": ["9.999999"]}, 400),
    ],
)
def test_a_wrong_yes_writes_nothing_and_keeps_the_list(desk: Desk, form: dict[str, Any], status: int) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, doc())
    assert client.post(WRITE, {"luot": token(client), "viec": "chon", **form}).status_code == status
    assert versions() == 1
    assert "Chưa có gì được ghi" in client.get(PAGE).content.decode()


def test_a_yes_to_another_file_writes_nothing(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, doc())
    form = {"luot": token(client), "chon": [CODE], "valid_from": "11/07/2025", "viec": "chon"}
    upload(client, doc(time="09 Ngày"))
    client.post(WRITE, form)
    assert versions() == 1


def test_without_the_second_factor_nothing_is_taken_in_until_the_code_is_typed(desk: Desk) -> None:
    client = desk.client("giamdoc")
    upload(client, doc())
    form = {"luot": token(client), "chon": [CODE], "valid_from": "11/07/2025", "viec": "chon"}
    assert client.post(WRITE, form).status_code == 403
    assert versions() == 1
    assert client.post(WRITE, form | {"otp": desk.code_of("giamdoc")}).status_code == 302
    assert versions() == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", b"\x89PNG", b"PK\x03\x04x", b'{"code":', records.bomb(), b"{" + b" " * 11_000_000],
    ids=["empty", "html", "picture", "broken", "cut", "bomb", "huge"],
)
def test_a_bad_file_is_refused_in_words(desk: Desk, content: bytes) -> None:
    client = desk.client("giamdoc", verified=True)
    entries = Entry.objects.count()
    answer = upload(client, content)
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert Entry.objects.count() == entries


def test_no_file_at_all_is_refused(desk: Desk) -> None:
    assert desk.client("giamdoc", verified=True).post(PAGE).status_code == 400


def test_hostile_words_stay_words(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, as_json(api(name="<script>alert(1)</script>")), "<img src=x>.json")
    page = client.get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "vanthu"])
def test_others_are_not_let_in(desk: Desk, who: str) -> None:
    client = desk.client(who, verified=True)
    assert client.get(PAGE).status_code == 403
    assert upload(client, doc()).status_code == 403
    assert client.post(WRITE, {"viec": "tat-ca"}).status_code == 403


def test_nobody_is_led_to_the_sign_in_page(desk: Desk) -> None:
    from django.test import Client

    assert Client().get(PAGE).status_code == 302


def test_the_versions_of_a_procedure_tell_what_each_changed(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    upload(client, doc(time="05 Ngày làm việc"))
    client.post(WRITE, {"luot": token(client), "chon": [CODE], "valid_from": "12/07/2025", "viec": "chon"})
    page = desk.client("thuly").get(f"/danh-muc/{CODE}/phien-ban/").content.decode()
    newest, first = page.split("Phiên bản 1")[0], page.split("<h2>Phiên bản 1")[1]
    assert "nhận từ danh mục quốc gia" in newest
    assert "nay 5 ngày làm việc" in newest
    assert "đang dùng" in first
    assert desk.client("quantri", verified=True).get(f"/danh-muc/{CODE}/phien-ban/").status_code == 403
    assert client.get("/danh-muc/9.999999/phien-ban/").status_code == 404

"""The spreadsheet of the centre's procedures over HTTP: out, in, refused."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.catalogue.models import ProcedureVersion
from motcua.desks.backoffice.tests.conftest import Desk

pytestmark = pytest.mark.django_db
PAGE = "/danh-muc/nhap/bang-tinh/"
OUT = "/danh-muc/xuat.xlsx"


def test_out_changed_and_in_again(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    book = load_workbook(BytesIO(client.get(OUT, {"ma": "2.000635"}).content))
    page = book.worksheets[0]
    heads = {cell.value: cell.column for cell in page[3]}
    fee = next(row for row in page.iter_rows(min_row=4) if row[1].value == "Giấy tờ" and row[0].value == "2.000635")
    assert fee[0].row > 3
    row = next(row for row in page.iter_rows(min_row=4) if row[1].value == "Phí, lệ phí")
    row[heads["Mức thu"] - 1].value = 9_000
    out = BytesIO()
    book.save(out)
    answer = client.post(PAGE, {"file": SimpleUploadedFile("thu-tuc.xlsx", out.getvalue())})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "9.000 đồng" in shown
    token = re.search(r'name="luot" value="([^"]+)"', shown)[1]
    for _ in range(2):
        client.post(f"{PAGE}ghi/", {"luot": token, "viec": "ghi"})
    assert ProcedureVersion.objects.filter(procedure_id="2.000635").count() == 2
    assert "9.000 đồng" in client.get("/danh-muc/2.000635/").content.decode()


def test_all_of_it_is_taken_out_and_is_no_change(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    content = client.get(OUT).content
    shown = client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", content)}).content.decode()
    assert "Không có gì để nhập" in shown


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04x", b"<html>", b"%PDF"])
def test_a_bad_file_is_refused(desk: Desk, content: bytes) -> None:
    client = desk.client("giamdoc", verified=True)
    assert client.post(PAGE, {"file": SimpleUploadedFile("a.xlsx", content)}).status_code == 400


@pytest.mark.parametrize(("who", "out", "into"), [("thuly", 200, 403), ("tiepnhan", 200, 403), ("quantri", 403, 403)])
def test_who_may_take_out_and_who_in(desk: Desk, who: str, out: int, into: int) -> None:
    client = desk.client(who, verified=True)
    assert client.get(OUT).status_code == out
    for address in (PAGE, f"{PAGE}mau.xlsx", f"{PAGE}o-can-xem.xlsx"):
        assert client.get(address).status_code == into


def test_the_empty_form_and_what_is_not_there(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    assert client.get(f"{PAGE}mau.xlsx").status_code == 200
    assert client.get(OUT, {"ma": "9.999999"}).status_code == 404
    assert client.get(f"{PAGE}o-can-xem.xlsx").status_code == 404


def test_nobody_is_led_to_the_sign_in_page(desk: Desk) -> None:
    answers: list[Any] = [Client().get(address) for address in (OUT, PAGE)]
    assert {answer.status_code for answer in answers} == {302}

"""The posting board over HTTP: the rate opens its rows, a missing line alarms, wall and web say the same version."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client

from motcua.catalogue import boards
from motcua.catalogue.models import Notice
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.desks.citizen import throttle
from motcua.desks.citizen.views import boards as sheets
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
BOARD = "/danh-muc/niem-yet/"
CODE = "2.000635"
PAGE = f"{BOARD}{CODE}/"


def digest(desk: Desk) -> str:
    return boards.page(desk.town.bodies.centre, CODE, desk.town["giamdoc"]).digest


def post(desk: Desk, client: Client, **more: Any) -> Any:
    return client.post(f"{PAGE}dang/", {"digest": digest(desk), "once_key": "k"} | more)


def test_the_director_posts_and_the_rate_counts_it(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    before = client.get(BOARD).content.decode()
    assert "/7" in before
    assert "NĐ 63/2010/NĐ-CP Đ8 k2" in before
    for _ in range(2):
        assert post(desk, client).status_code == 302
    assert Notice.objects.count() == 1
    assert "phiên bản 1" in client.get(BOARD).content.decode()
    assert CODE in client.get(BOARD, {"q": CODE}).content.decode()
    assert (
        "/niem-yet/1.001193/"
        not in client.get(BOARD, {"q": CODE}).content.decode().split("<table")[1].split("</table")[0]
    )


def test_a_missing_line_is_an_alarm_on_the_board_until_it_hangs_there_again(desk: Desk) -> None:
    director, counter = desk.client("giamdoc", verified=True), desk.client("tiepnhan")
    post(desk, director)
    assert counter.post(f"{PAGE}thieu/", {"line": "process", "why": "bị bóc", "once_key": "a"}).status_code == 302
    board = director.get(BOARD).content.decode()
    assert "nay không còn đủ, đúng" in board
    page = counter.get(PAGE).content.decode()
    assert "bị báo thiếu trên bảng" in page
    assert "bị bóc" in page
    assert counter.post(f"{PAGE}dan-lai/", {"line": "process", "once_key": "b"}).status_code == 302
    assert "bị báo thiếu" not in counter.get(PAGE).content.decode()


def test_wall_and_web_show_the_same_version_and_content(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    sign = digest(desk)
    web = client.get(f"/thu-tuc/{CODE}/").content.decode()
    assert f"Phiên bản 1, đúng như bản cán bộ đang dùng. Mã nội dung {sign}" in web
    assert sign in client.get(PAGE).content.decode()
    assert sign in client.get(f"/thu-tuc/{CODE}/niem-yet/").content.decode()
    for paper, width in (("a4", 595), ("a3", 842)):
        answer = client.get(f"/thu-tuc/{CODE}/niem-yet.pdf", {"kho": paper})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        with pikepdf.open(BytesIO(answer.content)) as pdf:
            assert round(float(pdf.pages[0].mediabox[2])) == width
            assert b"pdfaid" in pdf.Root.Metadata.read_bytes()


def test_one_address_sets_so_many_new_sheets_and_what_was_set_is_handed_out(desk: Desk, monkeypatch: Any) -> None:
    sheets._kept.cache_clear()
    monkeypatch.setattr(throttle, "MOST_PRINTS", 1)
    address = f"/thu-tuc/{CODE}/niem-yet.pdf"
    assert [Client().get(address).status_code for _ in range(3)] == [200, 200, 200]
    refused = Client().get(address, {"kho": "a3"})
    assert refused.status_code == 429
    assert "Xin thử lại từ" in refused.content.decode()
    assert Client().get(address).status_code == 200


def test_a_sheet_of_codes_has_one_for_each_procedure(desk: Desk) -> None:
    answer = Client().get("/niem-yet/ma-qr.pdf")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert Client().get("/niem-yet/ma-qr.pdf", {"linh-vuc": "Không có"}).status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/thu-tuc/{CODE}/niem-yet.pdf?kho=a0", 400),
        ("/thu-tuc/9.999999/niem-yet.pdf", 404),
        (f"{BOARD}9.999999/", 404),
        (f"{BOARD}1.004194/", 404),
    ],
)
def test_what_is_not_there_is_said_so(desk: Desk, address: str, status: int) -> None:
    assert desk.client("giamdoc", verified=True).get(address).status_code == status


@pytest.mark.parametrize(
    ("verb", "form", "status"),
    [
        ("dang", {"digest": "khac"}, 409),
        ("dang", {}, 409),
        ("thieu", {"line": "process", "why": ""}, 400),
        ("thieu", {"line": "khong-co", "why": "x"}, 422),
        ("dan-lai", {"line": "process"}, 422),
        ("bay", {}, 404),
    ],
)
def test_bad_words_change_nothing(desk: Desk, verb: str, form: dict[str, str], status: int) -> None:
    client = desk.client("giamdoc", verified=True)
    post(desk, client)
    entries = Entry.objects.count()
    assert client.post(f"{PAGE}{verb}/", form).status_code == status
    assert Entry.objects.count() == entries


def test_before_anything_hangs_there_nothing_can_be_missing(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    assert client.post(f"{PAGE}thieu/", {"line": "process", "why": "x"}).status_code == 404


def test_many_are_posted_together_each_once(desk: Desk) -> None:
    client = desk.client("giamdoc", verified=True)
    page = client.get(BOARD).content.decode()
    codes = re.findall(r'name="selected" value="([^"]+)"', page)
    assert len(codes) == 7
    for _ in range(2):
        assert client.post(f"{BOARD}ghi/", {"selected": codes, "once_key": "nhieu"}).status_code == 302
    assert Notice.objects.count() == 7
    assert client.post(f"{BOARD}ghi/", {}).status_code == 400
    assert client.post(f"{BOARD}ghi/", {"selected": ["9.999999"]}).status_code == 404
    assert client.post(f"{BOARD}ghi/", {"selected": ["x"] * 3 + [str(n) for n in range(600)]}).status_code == 400


@pytest.mark.parametrize(("who", "sees"), [("tiepnhan", 200), ("thuly", 200), ("quantri", 403)])
def test_who_may_look_and_who_may_post(desk: Desk, who: str, sees: int) -> None:
    client = desk.client(who, verified=True)
    assert client.get(BOARD).status_code == sees
    assert client.get(PAGE).status_code == sees
    assert post(desk, client).status_code == 403
    assert client.post(f"{BOARD}ghi/", {"selected": [CODE]}).status_code == 403
    assert Notice.objects.count() == 0


def test_nobody_is_led_to_the_sign_in_page(desk: Desk) -> None:
    assert Client().get(BOARD).status_code == 302

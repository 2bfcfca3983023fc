"""The pages of dossiers from dissolved units: minutes, taking over piece by piece, the list, the comparison, the way out."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.desks.backoffice.views import inherited as views
from motcua.dossiers.models import Dossier, Handover, Takeover
from motcua.dossiers.tests.merged import AFTER, GROUND, STATUS, build
from motcua.kernel import clock
from motcua.kernel.sheets.tests.made import book

HOME = "/viec/don-vi-cu/"
TOLD = {"stated": "2", "minutes": "Biên bản 05/BB", "minutes_on": "07/07/2025", "ground": GROUND}
HEAD = ("Mã hồ sơ", "Mã thủ tục", "Họ tên", "CCCD", "Ngày tiếp nhận", "Ngày hẹn trả", "Tình trạng")
GOOD = ("125/TN", STATUS, "Công dân Thử Một", "033190000011", "24/06/2025 09:15", "09/07/2025 09:15", "Đang xử lý")
WRONG = ("126/TN", "9.999999", "Công dân Thử Hai", "033088000022", "24/06/2025", "09/07/2025", "Đang xử lý")


@pytest.fixture
def merged(town):
    with clock.fixed(AFTER):
        yield build(town, at_town=True)


@pytest.fixture
def boss(merged, sign_in):
    return sign_in(Client(), "giamdoc", verified=True)


def here(merged, name="Sơn Vi", tail=""):
    return f"{HOME}{merged.places[name]}/{tail}"


def test_each_old_unit_stands_with_what_its_minutes_state_and_what_came(merged, boss):
    merged.received()
    merged.minutes("Tứ Xã", 4)
    page = boss.get(HOME)
    assert page.status_code == HTTPStatus.OK
    for words in (
        "xã Sơn Vi",
        "xã Phùng Nguyên",
        "xã Tứ Xã",
        "Còn thiếu 4 hồ sơ so với biên bản",
        "Chưa ghi biên bản bàn giao",
    ):
        assert words in page.text
    sheet = load_workbook(BytesIO(boss.get(f"{HOME}xuat.xlsx").content)).active
    rows = {row[0]: row for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert rows["xã Tứ Xã"][1:6] == (4, 0, 0, 0, 4)
    assert rows["xã Sơn Vi"][4] == 1


def test_minutes_are_entered_put_right_and_refused_beside_their_field(merged, boss):
    address = here(merged, tail="bien-ban/")
    assert boss.get(address).status_code == HTTPStatus.OK
    bad = boss.post(address, TOLD | {"stated": "-1", "once_key": "a"})
    assert bad.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert not Handover.objects.exists()
    for _ in range(2):
        assert boss.post(address, TOLD | {"once_key": "b"}).status_code in {
            HTTPStatus.FOUND,
            HTTPStatus.UNPROCESSABLE_ENTITY,
        }
    assert Handover.objects.get().stated == 2
    again = TOLD | {"stated": "3", "reason": "Đếm lại", "once_key": "c"}
    assert boss.post(address, again).status_code == HTTPStatus.FOUND
    assert Handover.objects.get().stated == 3


def test_all_are_taken_over_at_once_without_scripts_and_piece_by_piece_with_them(merged, boss, monkeypatch):
    monkeypatch.setattr(views, "PIECE", 2)
    dossiers = [merged.received(citizen=number) for number in (0, 1, 2)]
    merged.minutes(stated=3)
    page = boss.get(here(merged))
    assert "Tiếp nhận 3 hồ sơ, giữ nguyên hạn" in page.text
    address = here(merged, tail="tiep-nhan/")
    first = boss.post(address, {"once_key": "k", "tong": "3"}, headers={"HX-Request": "true"})
    assert first.text.count("giữ nguyên hạn") == 2
    assert 'value="2" max="3"' in first.text
    assert Takeover.objects.count() == 2
    rest = boss.post(address, {"once_key": "k"})
    assert rest.status_code == HTTPStatus.OK
    assert Dossier.objects.filter(pk__in=dossiers, received_unit=merged.new.centre).count() == 3
    assert "Không còn hồ sơ nào để tiếp nhận" in boss.post(address, {"once_key": "k"}).text
    assert Takeover.objects.count() == 3
    shown = boss.get(here(merged))
    assert "Khớp với biên bản" in shown.text
    assert shown.text.count("Tiếp nhận từ sổ cũ") >= 3


def test_each_that_cannot_be_taken_over_says_why(merged, boss):
    merged.received()
    answer = boss.post(here(merged, tail="tiep-nhan/"), {"once_key": "k"})
    assert answer.status_code == HTTPStatus.OK
    assert "Chưa ghi biên bản bàn giao của xã Sơn Vi" in answer.text
    assert not Takeover.objects.exists()


def test_the_page_of_a_dossier_says_where_it_came_from_and_prints_the_letter(merged, boss):
    dossier = merged.received()
    merged.minutes()
    boss.post(here(merged, tail="tiep-nhan/"), {"once_key": "k"})
    page = boss.get(f"/ho-so/{dossier}/")
    assert "Tiếp nhận từ Trung tâm Phục vụ hành chính công xã Sơn Vi" in page.text
    assert "Thông báo đơn vị tiếp tục giải quyết hồ sơ" in page.text
    letter = boss.get(f"/ho-so/{dossier}/thu/chuyen-tiep.pdf")
    assert letter.content.startswith(b"%PDF")


def test_a_list_is_shown_entered_and_what_was_wrong_put_right_and_sent_again(merged, boss):
    merged.minutes("Tứ Xã", 2)
    address = here(merged, "Tứ Xã", "nhap/")
    assert boss.get(address).status_code == HTTPStatus.OK
    shown = boss.post(address, {"file": SimpleUploadedFile("a.xlsx", book([HEAD, GOOD, WRONG]))})
    assert "9.999999" in shown.text
    token = shown.text.split('name="luot" value="')[1].split('"')[0]
    boss.post(f"{address}ghi/", {"viec": "ghi", "luot": token})
    assert [one.old_code for one in Takeover.objects.all()] == ["125/TN"]
    assert "1 dòng trong danh sách nhập gần nhất chưa nhận" in boss.get(here(merged, "Tứ Xã")).text
    assert load_workbook(BytesIO(boss.get(f"{address}o-can-xem.xlsx").content))
    assert load_workbook(BytesIO(boss.get(f"{address}mau.xlsx").content))
    fixed = [*WRONG]
    fixed[1] = STATUS
    shown = boss.post(address, {"file": SimpleUploadedFile("a.xlsx", book([HEAD, GOOD, fixed]))})
    token = shown.text.split('name="luot" value="')[1].split('"')[0]
    boss.post(f"{address}ghi/", {"viec": "ghi", "luot": token})
    assert sorted(one.old_code for one in Takeover.objects.all()) == ["125/TN", "126/TN"]
    unit = boss.get(here(merged, "Tứ Xã"))
    assert "Khớp với biên bản" in unit.text
    assert "126/TN" not in boss.get(here(merged, "Tứ Xã", "?cach=so")).text
    sheet = load_workbook(BytesIO(boss.get(here(merged, "Tứ Xã", "xuat.xlsx?tt=dang")).content)).active
    assert {row[0] for row in sheet.iter_rows(min_row=3, values_only=True)} == {"125/TN", "126/TN"}


def test_the_list_handed_over_is_printed_with_its_counts(merged, boss):
    merged.received()
    merged.minutes()
    paper = boss.get(here(merged, tail="danh-sach.pdf"))
    assert paper.content.startswith(b"%PDF")


def test_the_old_receipt_is_followed_with_four_digits_few_times_a_day(merged, boss, client):
    merged.minutes("Tứ Xã", 1)
    address = here(merged, "Tứ Xã", "nhap/")
    shown = boss.post(address, {"file": SimpleUploadedFile("a.xlsx", book([HEAD, GOOD]))})
    token = shown.text.split('name="luot" value="')[1].split('"')[0]
    boss.post(f"{address}ghi/", {"viec": "ghi", "luot": token})
    found = client.post("/tra-cuu/", {"ma": "125/tn", "ma-tra-cuu": "0011"}, follow=True)
    assert "Hồ sơ nay do" in found.text
    assert "xã Tứ Xã" in found.text
    assert "Công dân Thử Một" not in found.text
    for number in range(10):
        asked = Client(REMOTE_ADDR=f"203.0.113.{number}")
        assert asked.post("/tra-cuu/", {"ma": "125/TN", "ma-tra-cuu": "9999"}).status_code == HTTPStatus.NOT_FOUND
    stranger = Client(REMOTE_ADDR="203.0.113.99")
    assert (
        stranger.post("/tra-cuu/", {"ma": "125/TN", "ma-tra-cuu": "0011"}).status_code == HTTPStatus.TOO_MANY_REQUESTS
    )


@pytest.mark.parametrize(("who", "status"), [("quantri", 200), ("tiepnhan", 200), ("thuly", 403), ("lanhdao", 403)])
def test_who_may_look(merged, sign_in, who, status):
    client = sign_in(Client(), who, verified=True)
    assert client.get(HOME).status_code == status
    assert client.get(here(merged)).status_code == status
    assert client.post(here(merged, tail="tiep-nhan/"), {}).status_code == HTTPStatus.FORBIDDEN
    assert client.get(here(merged, tail="bien-ban/")).status_code == HTTPStatus.FORBIDDEN
    assert not Takeover.objects.exists()


def test_a_unit_this_commune_did_not_come_after_is_not_found(merged, boss):
    for tail in ("", "bien-ban/", "nhap/", "danh-sach.pdf"):
        assert boss.get(f"{HOME}{merged.town.bodies.commune}/{tail}").status_code == HTTPStatus.NOT_FOUND
    assert boss.post(f"{HOME}{merged.town.bodies.commune}/tiep-nhan/", {}).status_code == HTTPStatus.NOT_FOUND


def test_a_commune_that_came_after_nobody_is_told_so(town, sign_in):
    page = sign_in(Client(), "giamdoc", verified=True).get(HOME)
    assert "Xã này không tiếp nhận đơn vị nào đã giải thể" in page.text

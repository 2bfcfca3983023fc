"""The pages of lines: entered, measured, cut and back, tried; cut to who may see them."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from PIL import Image

from motcua.config import wiring
from motcua.config.demo import lines as story
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.models import Access, Entry
from motcua.links import ports, queries
from motcua.links.queries import OutagesAsked

HOME = "/duong-truyen/"
WHO = "csvc-xuan-lung"


@pytest.fixture
def lines(region):
    wiring.hook_up()
    with clock.fixed(clock.at(2025, 6, 13, 17, 30)):
        yield story.lines_of_xuan_lung(region)


@pytest.fixture
def enter(region, sign_in):
    return lambda who: sign_in(Client(), who, verified=True)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


NEW = {
    "kind": "tslcd",
    "use": "main",
    "name": "TSLCD cấp II (thử)",
    "provider": "Bưu điện Thử",
    "down_mbps": "20",
    "monthly_cost": "900",
    "since": "01/06/2025",
    "services": ["province"],
    "p95_ms": "150",
    "loss": "5",
    "speed": "50",
    "silent": "60",
    "patience": "2",
}


def test_a_line_is_entered_once_and_stands_in_the_list(region, enter):
    client = enter("csvc-cao-xa")
    assert client.get(f"{HOME}moi/").status_code == HTTPStatus.OK
    form = NEW | {"place": str(region.places["cao-xa"]), "once_key": "k"}
    first, again = client.post(f"{HOME}moi/", form), client.post(f"{HOME}moi/", form)
    assert (first.status_code, first.url) == (HTTPStatus.FOUND, again.url)
    page = text(client.get(first.url))
    assert "900.000 đồng" in page or "900.000 đ" in page
    assert "chưa có" in page
    assert text(client.get(HOME)).count("TSLCD cấp II (thử)") == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, "Ghi mục này"),
        ({"kind": "rope"}, "không có trong danh sách"),
        ({"since": "x"}, "không đúng"),
        ({"loss": "101"}, "từ 0 đến 100"),
        ({"patience": "0"}, "từ 1 đến 20"),
        ({"down_mbps": "0"}, "Mbit/s từ 1"),
        ({"services": ["nowhere"]}, "không có trong danh sách"),
        ({"place": str(new_id())}, "không có trong danh sách"),
    ],
)
def test_a_line_that_cannot_be_is_told_and_nothing_is_written(region, enter, changes, fault):
    before = Entry.objects.count()
    answer = enter("csvc-cao-xa").post(f"{HOME}moi/", NEW | {"place": str(region.places["cao-xa"])} | changes)
    assert 400 <= answer.status_code < 500
    assert fault in text(answer)
    assert Entry.objects.count() == before


def test_nobody_signed_in_is_led_to_the_sign_in_and_others_are_refused(lines, enter):
    addresses = ("", "moi/", "lan-mat/", "toan-canh/", "danh-sach.xlsx", "lan-mat.xlsx", f"{lines[0]}/")
    for rest in addresses:
        assert Client().get(f"{HOME}{rest}").status_code == HTTPStatus.FOUND
        assert enter("tn-xuan-lung").get(f"{HOME}{rest}").status_code == HTTPStatus.FORBIDDEN
    assert enter("khoakd").get(f"{HOME}moi/").status_code == HTTPStatus.FORBIDDEN
    before = Access.objects.filter(outcome="refused").count()
    assert enter("csvc-tra-ly").get(f"{HOME}{lines[0]}/").status_code == HTTPStatus.NOT_FOUND
    assert Access.objects.filter(outcome="refused").count() == before + 1


def test_a_cut_is_told_ended_corrected_and_withdrawn_on_pages(region, lines, enter):
    client = enter(WHO)
    address = f"{HOME}{lines[1]}/bao-mat/"
    assert client.get(address).status_code == HTTPStatus.OK
    out = BytesIO()
    Image.new("RGB", (20, 20), "blue").save(out, "PNG")
    form = {"start_day": "13/6/2025", "start_time": "14:00", "cause": "Thử", "services": ["portal"], "once_key": "a"}
    for _ in range(2):
        sent = client.post(address, form | {"files": SimpleUploadedFile("cap.png", out.getvalue())})
        assert sent.status_code == HTTPStatus.FOUND
    page = text(client.get(f"{HOME}{lines[1]}/"))
    assert "đang mất" in page
    assert "mất từ 13/06 14:00" in page
    file = page.split(f'href="{HOME}{lines[1]}/tep/')[1].split('"')[0]
    assert client.get(f"{HOME}{lines[1]}/tep/{file}").headers["Content-Type"] == "image/png"
    assert enter("csvc-tra-ly").get(f"{HOME}{lines[1]}/tep/{file}").status_code == HTTPStatus.NOT_FOUND
    (row,), _ = queries.outages(region[WHO], OutagesAsked(line=lines[1]))
    part = f"{HOME}{lines[1]}/lan-mat/{row.id}"
    assert client.get(f"{part}/co-lai/").status_code == HTTPStatus.OK
    assert client.post(f"{part}/co-lai/", {"end_day": "13/6/2025", "end_time": "13:00"}).status_code == 400
    assert client.post(f"{part}/co-lai/", {"end_day": "13/6/2025", "end_time": "14:45"}).status_code == 302
    assert "45 phút" in text(client.get(f"{HOME}lan-mat/"))
    assert client.get(f"{part}/sua/").status_code == HTTPStatus.OK
    change = form | {"end_day": "13/6/2025", "end_time": "14:30", "reason": "Đối chiếu"}
    assert client.post(f"{part}/sua/", change | {"once_key": "b"}).status_code == HTTPStatus.FOUND
    assert "đã sửa 1 lần" in text(client.get(f"{HOME}{lines[1]}/"))
    assert client.get(f"{part}/rut/").status_code == HTTPStatus.OK
    assert client.post(f"{part}/rut/", {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(f"{part}/rut/", {"reason": "Do máy đo"}).status_code == HTTPStatus.FOUND
    assert client.post(f"{part}/rut/", {"reason": "Do máy đo"}).status_code == HTTPStatus.CONFLICT
    assert "đã rút" in text(client.get(f"{HOME}lan-mat/"))
    assert client.get(f"{part}/khac/").status_code == HTTPStatus.NOT_FOUND
    assert enter("khoakd").get(f"{part}/sua/").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"start_time": "25:00"}, "không đúng; viết như"),
        ({"start_time": "x"}, "không đúng; viết như"),
        ({"start_day": "14/6/2025"}, "sau bây giờ"),
        ({"end_day": "13/6/2025"}, "cả ngày và giờ"),
        ({"end_day": "13/6/2025", "end_time": "14:00"}, "phải sau"),
        ({"services": ["x"]}, "không có trong danh sách"),
    ],
)
def test_a_cut_that_cannot_be_is_told(lines, enter, changes, fault):
    form = {"start_day": "13/6/2025", "start_time": "14:00"} | changes
    before = Entry.objects.count()
    answer = enter(WHO).post(f"{HOME}{lines[1]}/bao-mat/", form)
    assert 400 <= answer.status_code < 500
    assert fault in text(answer)
    assert Entry.objects.count() == before


def test_the_page_of_a_line_shows_its_uptime_charts_and_table(lines, enter):
    for days in ("1", "7", "30", "90", "x", "99999"):
        page = text(enter("khoakd").get(f"{HOME}{lines[0]}/?ngay={days}"))
        assert "540/540" in page
        assert page.count('class="chart-drawing"') == 2
        assert "ms" in page
    empty = text(enter("khoakd").get(f"{HOME}{lines[1]}/"))
    assert "Chưa có số đo trong thời gian này" in empty
    assert "0/0" in empty


class Province:
    def __init__(self, found):
        self.found = found

    def try_it(self):
        return self.found


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (ports.Connection(True, 120_000, 7), ("Kết nối được với", "7 hồ sơ", "Hệ thống của tỉnh")),
        (ports.Connection(True, 120_000, None), ("Kết nối được với", "0 hồ sơ", "Sổ của Trung tâm")),
        (ports.Connection(False, None, None, "hết giờ"), ("Không kết nối được với", "0 hồ sơ", "hết giờ")),
    ],
)
def test_the_province_is_tried_by_hand(lines, enter, monkeypatch, found, said):
    monkeypatch.setattr(ports, "_asked", [Province(found)])
    client = enter(WHO)
    answer = client.post(f"{HOME}{lines[2]}/thu-ket-noi/")
    assert answer.status_code == HTTPStatus.FOUND
    page = text(client.get(answer.url))
    assert all(words in page for words in said)
    assert client.post(f"{HOME}{lines[0]}/thu-ket-noi/").status_code == HTTPStatus.NOT_FOUND
    assert client.get(f"{HOME}{lines[2]}/thu-ket-noi/").status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert enter("khoakd").post(f"{HOME}{lines[2]}/thu-ket-noi/").status_code == HTTPStatus.FORBIDDEN


def test_without_an_address_of_the_province_the_page_says_what_to_do(lines, enter, monkeypatch):
    monkeypatch.setattr(ports, "_asked", [])
    answer = enter(WHO).post(f"{HOME}{lines[2]}/thu-ket-noi/")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "MOTCUA_PROVINCE_URL" in text(answer)


def test_a_token_is_shown_once_and_a_retry_makes_no_other(lines, enter):
    client = enter(WHO)
    address = f"{HOME}{lines[0]}/ma-may-do/"
    assert client.get(address).status_code == HTTPStatus.OK
    first, again = (text(client.post(address, {"once_key": "k"})) for _ in range(2))
    token = first.split('data-copy="')[1].split('"')[0]
    assert len(token) == 64
    assert token in again
    assert queries.line_of_token(lines[0], token) is not None
    assert token not in text(client.get(address))
    assert not any(token in entry.payload for entry in Entry.objects.filter(stream_id=lines[0]))
    assert enter("khoakd").post(address).status_code == HTTPStatus.FORBIDDEN


def test_a_line_is_corrected_and_ended(lines, enter):
    client = enter(WHO)
    assert "Cáp quang chính (thử)" in text(client.get(f"{HOME}{lines[0]}/viec/sua/"))
    change = NEW | {"name": "Cáp mới", "reason": "Đổi hợp đồng"}
    assert client.post(f"{HOME}{lines[0]}/viec/sua/", change).status_code == HTTPStatus.FOUND
    assert client.get(f"{HOME}{lines[0]}/viec/thoi-dung/").status_code == HTTPStatus.OK
    bad = client.post(f"{HOME}{lines[0]}/viec/thoi-dung/", {"until": "14/6/2025", "reason": "x"})
    assert bad.status_code == HTTPStatus.BAD_REQUEST
    good = client.post(f"{HOME}{lines[0]}/viec/thoi-dung/", {"until": "12/6/2025", "reason": "x"})
    assert good.status_code == HTTPStatus.FOUND
    assert "Cáp mới" not in text(client.get(HOME))
    assert "Cáp mới" in text(client.get(f"{HOME}?xem=thoi-dung"))
    assert client.get(f"{HOME}{lines[0]}/viec/khac/").status_code == HTTPStatus.NOT_FOUND


def test_lists_and_files_are_filtered_and_cut_alike(region, lines, enter):
    story.cut_for_45_minutes(region, lines[2])
    story.line_of_dai_dong(region)
    client = enter("khoakd")
    page = text(client.get(HOME))
    assert "Cáp quang chính (thử)" in page
    assert "Cáp quang Trung tâm (thử)" not in page
    assert "Cáp quang chính" not in text(client.get(f"{HOME}?xem=du-phong"))
    assert "Chưa có đường truyền nào" in text(client.get(f"{HOME}?q=khong-co&xem=la&dia-ban=x&sau=y"))
    rows = list(load_workbook(BytesIO(client.get(f"{HOME}danh-sach.xlsx").content)).active.iter_rows(min_row=3))
    assert len(rows) == 3
    by_name = {row[1].value: row for row in rows}
    assert [cell.value for cell in by_name["Cáp quang chính (thử)"][13:16]] == [540, 540, "100,00 %"]
    cuts = list(load_workbook(BytesIO(client.get(f"{HOME}lan-mat.xlsx").content)).active.iter_rows(min_row=3))
    assert [(row[5].value, row[6].value) for row in cuts] == [(45, 45)]
    assert "Không có lần mất nào" in text(client.get(f"{HOME}lan-mat/?tu=14/6/2025"))
    assert "45 phút" in text(client.get(f"{HOME}lan-mat/?tu=13/6/2025&den=13/6/2025"))
    assert "không đúng" in text(client.get(f"{HOME}lan-mat/?tu=40/6/2025"))
    assert "Không có lần mất nào" in text(client.get(f"{HOME}lan-mat/?xem=dang-mat"))


def test_the_whole_picture_says_who_is_cut_and_who_has_no_line(region, lines, enter):
    client = enter("khoakd")
    page = text(client.get(f"{HOME}toan-canh/"))
    assert "3 Trung tâm" in page
    assert "xã Phùng Nguyên" in page
    assert "Không đường nào đang mất" in page
    form = {"start_day": "13/6/2025", "start_time": "17:00"}
    enter(WHO).post(f"{HOME}{lines[0]}/bao-mat/", form)
    assert "mất từ 13/06 17:00" in text(client.get(f"{HOME}toan-canh/"))
    assert "Chưa có đường nào đủ số đo" in text(enter("tp-thaibinh").get(f"{HOME}toan-canh/"))


def test_dai_dong_has_its_figure(region, enter):
    wiring.hook_up()
    with clock.fixed(clock.at(2025, 7, 15)):
        line = story.line_of_dai_dong(region)
    with clock.fixed(clock.at(2025, 7, 15, 8)):
        page = text(enter("gd-dai-dong").get(f"{HOME}{line}/?ngay=30"))
    assert "20.070/20.160" in page
    assert "99,55" in page
    assert "4.710/4.800" in page

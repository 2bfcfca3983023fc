"""The pages of works: the commune enters, the builder reports and sees nothing else, leaders watch and accept."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver
from openpyxl import load_workbook
from PIL import Image

from motcua.config.demo import building
from motcua.kernel import clock
from motcua.kernel.ids import new_id
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.works import queries
from motcua.works.commands import CreateWorks, PostProgress, StageWish
from motcua.works.rules import AskedKind
from tests.house.test_doors import OPEN, addresses

HOME = "/cong-trinh/"


def june(day: int, hour: int = 9, minute: int = 0):
    return clock.fixed(clock.at(2025, 6, day, hour, minute))


def picture(name="anh.png", color="red") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), color).save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue())


@pytest.fixture
def works(region):
    found = building.build_phung_nguyen(region)
    building.report_sixty(region, found)
    with june(14):
        yield found


@pytest.fixture
def enter(region, sign_in):
    return lambda who, verified=True: sign_in(Client(), who, verified=verified)


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


NEW = {
    "name": "Sửa mái Trung tâm",
    "venue": "Trụ sở",
    "starts": "02/06/2025",
    "asked_kind": "before",
    "asked_day": "25/6/2025",
    "ground": "Thử",
    "asked_by": "Thử",
    "asked_on": "13/6/2025",
    "silent_days": "3",
    "stage_1": "Mái",
    "weight_1": "60",
    "from_1": "2/6/2025",
    "to_1": "20/6/2025",
    "stage_2": "Sơn",
    "weight_2": "40",
    "from_2": "15/6/2025",
    "to_2": "24/6/2025",
}


def test_the_commune_enters_works_once_and_sees_the_countdown(region, enter):
    with june(13):
        client = enter("csvc-xuan-lung")
        assert client.get(f"{HOME}moi/").status_code == HTTPStatus.OK
        form = NEW | {"place": str(region.places["xuan-lung"]), "once_key": "one-key"}
        first, again = client.post(f"{HOME}moi/", form), client.post(f"{HOME}moi/", form)
        assert first.status_code == again.status_code == HTTPStatus.FOUND
        assert first.url == again.url
        page = text(client.get(first.url))
        assert "còn 11 ngày (7 ngày làm việc)" in page
        assert "Đã lập công trình" in page
        assert text(client.get(HOME)).count("Sửa mái Trung tâm") == 1


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"name": ""}, "Ghi mục này"),
        ({"asked_day": ""}, "Ghi ngày phải hoàn thành"),
        ({"asked_day": "31/2/2025"}, "không đúng"),
        ({"starts": "x"}, "không đúng"),
        ({"silent_days": "ab"}, "không phải là số"),
        ({"silent_days": "99"}, "từ 1 đến 60"),
        ({"weight_1": ""}, "ghi chưa đủ"),
        ({"weight_1": "0"}, "Tỷ trọng"),
        ({"to_1": "1/6/2025"}, "kết thúc trước"),
        ({"place": str(new_id())}, "không có trong danh sách"),
        ({"asked_kind": "whenever"}, "không có trong danh sách"),
        ({"name": "x" * 300}, "Dài quá"),
    ],
)
def test_what_cannot_be_entered_is_told_and_nothing_is_written(region, enter, changes, fault):
    before = Entry.objects.count()
    form = NEW | {"place": str(region.places["xuan-lung"])} | changes
    answer = enter("csvc-xuan-lung").post(f"{HOME}moi/", form)
    assert 400 <= answer.status_code < 500
    assert fault in text(answer)
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["thicong", "tn-phung-nguyen", "kt-phung-nguyen"])
def test_others_enter_no_works(enter, who):
    assert enter(who).get(f"{HOME}moi/").status_code == HTTPStatus.FORBIDDEN


def test_nobody_signed_in_is_led_to_the_sign_in(works):
    for address in (HOME, f"{HOME}{works}/", f"{HOME}moi/", f"{HOME}danh-sach.xlsx"):
        assert Client().get(address).status_code == HTTPStatus.FOUND


def test_the_builder_reports_with_a_picture_and_only_once(works, enter):
    client = enter("thicong")
    address = f"{HOME}{works}/bao-tien-do/"
    assert "kế hoạch đến hôm nay" in text(client.get(address))
    form = {"stage_g1": "100", "stage_g2": "75", "stage_g3": "0", "words": "Thử", "once_key": "k"}
    for _ in range(2):
        answer = client.post(address, form | {"files": picture()})
        assert answer.status_code == HTTPStatus.FOUND
    page = text(client.get(f"{HOME}{works}/"))
    assert page.count("<img src=") == 1
    assert '<b class="num">70 %</b>' in page
    photo = page.split('<img src="')[1].split('"')[0]
    for who, status in (("thicong", 200), ("khoakd", 200), ("csvc-tra-ly", 404), ("tn-phung-nguyen", 403)):
        assert enter(who).get(photo).status_code == status
    assert client.get(photo).headers["Content-Type"] == "image/png"


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({"stage_g1": "101"}, "0 đến 100"),
        ({"stage_g1": "abc"}, "không phải là số"),
        ({"stage_g1": "90", "words": "x"}, "lý do lùi"),
        ({"words": "x" * 3000}, "Dài quá"),
    ],
)
def test_a_report_that_cannot_be_is_told_beside_its_field(works, enter, form, fault):
    before = Entry.objects.count()
    answer = enter("thicong").post(f"{HOME}{works}/bao-tien-do/", form)
    assert 400 <= answer.status_code < 500
    assert fault in text(answer)
    assert Entry.objects.count() == before


def test_a_file_that_is_no_picture_is_refused(works, enter):
    form = {"words": "x", "files": SimpleUploadedFile("anh.png", b"<script>")}
    answer = enter("thicong").post(f"{HOME}{works}/bao-tien-do/", form)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Chỉ nhận tệp" in text(answer)


def test_the_builder_sees_these_works_and_nothing_else_in_the_house(region, works, enter):
    with june(13):
        other = perform(_other(region), region["csvc-xuan-lung"]).target
    client = enter("thicong")
    page = text(client.get(HOME))
    assert "Phùng Nguyên" in page
    assert "Công trình khác" not in page
    assert "Công trình khác" not in text(client.get(f"{HOME}?q=khac"))
    sheet = load_workbook(BytesIO(client.get(f"{HOME}danh-sach.xlsx").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == [queries.page(region["thicong"], works).row.name]
    before = Access.objects.filter(outcome="refused").count()
    assert client.get(f"{HOME}{other}/").status_code == HTTPStatus.NOT_FOUND
    assert client.post(f"{HOME}{other}/bao-tien-do/", {"words": "x"}).status_code == HTTPStatus.NOT_FOUND
    assert Access.objects.filter(outcome="refused").count() == before + 2
    home = text(client.get("/trung-tam/"))
    assert home.count("section-card") == 1


SIGNED_IN_ALIKE = {"account", "centre"}
"""What whoever is signed in may open: their own account, and the first page of topics."""
OWN_HAND = {"decisions:mine", "decisions:sign", "decisions:signature_file", "field:devices", "field:device"}
"""What waits for one's own signature, and one's own telephone: of a builder nobody asks either, and the pages say so."""
INBOX = {f"inbox:{name}" for name in ("home", "message", "read", "unread", "wishes")}
"""Builders are asked for a report by message: each reads what their own seat is told; the outbox stays closed."""


def test_every_other_address_is_closed_to_the_builder_and_each_try_is_logged(works, enter):
    client = enter("thicong")
    tried = 0
    for name, view in addresses(get_resolver().url_patterns):
        room = name.split(":")[0]
        if view.door.public or name in OPEN | INBOX | OWN_HAND or room in SIGNED_IN_ALIKE | {"works", "citizen"}:
            continue
        address = _address(name)
        before = Access.objects.filter(outcome="refused").count()
        tries = (way(address) for way in (client.get, client.post, client.patch))
        answer = next(one for one in tries if one.status_code != HTTPStatus.METHOD_NOT_ALLOWED)
        assert answer.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND), name
        assert Access.objects.filter(outcome="refused").count() == before + 1, name
        tried += 1
    assert tried > 40


SAMPLES = {"uuid": str(new_id()), "int": "2025"}


def _address(name: str) -> str:
    """Return an address of a named view, made-up values in the place of its parts."""
    return next(address for known, address in _made_up(get_resolver().url_patterns) if known == name)


def _made_up(patterns, space="", before="/"):
    for one in patterns:
        route = re.sub(r"<(?:(\w+):)?\w+>", lambda part: SAMPLES.get(part[1], "x"), str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _made_up(one.url_patterns, ":".join(filter(None, (space, one.namespace))), before + route)
        else:
            yield ":".join(filter(None, (space, one.name))), before + route


def _other(region):
    return CreateWorks(
        place=region.places["xuan-lung"],
        name="Công trình khác",
        starts=date(2025, 6, 2),
        stages=[StageWish(name="Tất cả", weight=1, starts=date(2025, 6, 2), ends=date(2025, 6, 24))],
        asked_kind=AskedKind.SOON,
    )


def test_an_official_adds_what_was_seen(works, enter):
    client = enter("ct-phung-nguyen")
    address = f"{HOME}{works}/kiem-tra/"
    assert client.get(address).status_code == HTTPStatus.OK
    assert client.post(address, {"seen_on": "20/6/2025", "percent": "50"}).status_code == HTTPStatus.BAD_REQUEST
    answer = client.post(address, {"seen_on": "14/6/2025", "percent": "58", "words": "Thử"})
    assert answer.status_code == HTTPStatus.FOUND
    page = text(client.get(answer.url))
    assert "đã kiểm tra tận nơi" in page
    assert "kiểm tra tận nơi 58 % (14/06/2025)" in page
    assert enter("thicong").get(address).status_code == HTTPStatus.FORBIDDEN
    assert enter("csvc-tra-ly").get(address).status_code == HTTPStatus.NOT_FOUND


def test_a_blocker_goes_from_the_builder_to_the_commune_and_back(works, enter):
    builder, commune = enter("thicong"), enter("csvc-phung-nguyen")
    form = {"what": "Chờ điện", "side": "commune", "who": "UBND xã"}
    assert builder.post(f"{HOME}{works}/viec/vuong-mac/", form).status_code == HTTPStatus.FOUND
    page = commune.get(f"{HOME}{works}/").content.decode()
    address = page.split("/tra-loi/")[0].split('href="')[-1]
    assert commune.get(f"{address}/tra-loi/").status_code == HTTPStatus.OK
    assert commune.post(f"{address}/tra-loi/", {"words": "Mai có"}).status_code == HTTPStatus.FOUND
    assert "đã trả lời" in text(builder.get(f"{HOME}{works}/"))
    assert "vướng 1 việc" in text(enter("khoakd").get(f"{HOME}?xem=vuong"))
    assert builder.post(f"{address}/go/", {"words": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert builder.post(f"{address}/go/", {"words": "Có điện"}).status_code == HTTPStatus.FOUND
    assert builder.post(f"{address}/go/", {"words": "Có điện"}).status_code == HTTPStatus.CONFLICT


ACCEPTED = {
    "held_on": "24/06/2025",
    "side_1": "Chủ đầu tư",
    "name_1": "Chủ Thử",
    "title_1": "Chủ tịch",
    "side_2": "Đơn vị thi công",
    "name_2": "Nhà thầu Thử Một",
    "what_1": "Cửa kẹt",
    "due_1": "27/06/2025",
    "conclusion": "Đồng ý nghiệm thu (thử).",
}


def whole(region, works):
    perform(PostProgress(works=works, stages={"g1": 100, "g2": 100, "g3": 100}), region["thicong"])


def test_the_leader_accepts_after_a_second_factor_and_the_record_is_printed(region, works, enter):
    with june(24, 23, 59):
        address = f"{HOME}{works}/viec/nghiem-thu/"
        assert "60" in text(enter("ct-phung-nguyen").post(address, ACCEPTED))
        whole(region, works)
        assert enter("ct-phung-nguyen", verified=False).get(address).status_code == HTTPStatus.FORBIDDEN
        assert enter("csvc-phung-nguyen").get(address).status_code == HTTPStatus.FORBIDDEN
        client = enter("ct-phung-nguyen")
        assert client.get(f"{HOME}{works}/bien-ban-nghiem-thu.pdf").status_code == HTTPStatus.NOT_FOUND
        bare = ACCEPTED | {"due_1": ""}
        assert "phải có hạn sửa" in text(client.post(address, bare))
        assert client.get(address).status_code == HTTPStatus.OK
        answer = client.post(address, ACCEPTED)
        assert answer.status_code == HTTPStatus.FOUND
        page = text(client.get(answer.url))
        assert "đúng hạn" in page
        assert "Cửa kẹt" in page
        printed = client.get(f"{HOME}{works}/bien-ban-nghiem-thu.pdf")
        assert printed.content.startswith(b"%PDF-")
        assert printed.content == client.get(f"{HOME}{works}/bien-ban-nghiem-thu.pdf").content


def test_a_defect_is_mended_sent_back_and_confirmed_and_the_works_opened_again(region, works, enter):
    with june(24):
        whole(region, works)
        leader, builder, commune = enter("ct-phung-nguyen"), enter("thicong"), enter("csvc-phung-nguyen")
        leader.post(f"{HOME}{works}/viec/nghiem-thu/", ACCEPTED)
        defect = queries.page(region["thicong"], works).accepted.defects[0].id
        part = f"{HOME}{works}/ton-tai/{defect}"
        assert builder.post(f"{part}/da-sua/", {"words": "Đã sửa"}).status_code == HTTPStatus.FOUND
        assert builder.post(f"{part}/dat/", {"words": ""}).status_code == HTTPStatus.FORBIDDEN
        assert commune.post(f"{part}/chua-dat/", {"words": "Vẫn kẹt"}).status_code == HTTPStatus.FOUND
        assert "trả lại 1 lần" in text(builder.get(f"{HOME}{works}/"))
        builder.post(f"{part}/da-sua/", {"words": "Thay cửa"})
        assert commune.post(f"{part}/dat/", {"words": ""}).status_code == HTTPStatus.FOUND
        assert leader.post(f"{HOME}{works}/viec/mo-lai/", {"what": "Dột"}).status_code == HTTPStatus.FOUND
        assert "hết giá trị" in text(commune.get(f"{HOME}{works}/"))


def test_the_district_list_shows_who_is_late(region, works, enter):
    with june(25):
        whole(region, works)
        enter("ct-phung-nguyen").post(f"{HOME}{works}/viec/nghiem-thu/", ACCEPTED)
        page = text(enter("khoakd").get(f"{HOME}?xem=tre"))
        assert "trễ 1 ngày" in page
        assert "0/1" in page


def test_the_plan_and_the_data_are_corrected_and_an_old_page_is_a_conflict(works, enter, region):
    client = enter("csvc-phung-nguyen")
    page = client.get(f"{HOME}{works}/").content.decode()
    address = page.split("/viec/giai-doan/?ban=")[1].split('"')[0]
    plan = client.get(f"{HOME}{works}/viec/giai-doan/?ban={address}").content.decode()
    assert "Điện, nước, mạng (thử)" in plan
    form = {"reason": "Thêm", **{k: v for k, v in NEW.items() if k[-2:] in ("_1", "_2")}}
    stale = client.post(f"{HOME}{works}/viec/giai-doan/?ban=1", form)
    assert stale.status_code == HTTPStatus.CONFLICT
    assert client.post(f"{HOME}{works}/viec/giai-doan/?ban={address}", form).status_code == HTTPStatus.FOUND
    found = queries.page(region["csvc-phung-nguyen"], works)
    assert [(one.name, one.done) for one in found.stages] == [("Mái", 100), ("Sơn", 50)]
    correction = {"name": "Tên mới", "silent_days": "5", "reason": "Thử", "contractor": str(region.contractor)}
    assert client.post(f"{HOME}{works}/viec/dinh-chinh/", correction).status_code == HTTPStatus.FOUND
    day = {"asked_kind": "by_end", "asked_day": "28/6/2025", "ground": "Thử", "asked_by": "Thử"}
    assert client.post(f"{HOME}{works}/viec/doi-ngay/", day).status_code == HTTPStatus.FOUND
    assert "đến hết ngày 28/6/2025" in text(client.get(f"{HOME}{works}/"))
    assert client.post(f"{HOME}{works}/viec/bo/", {"reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert "Chưa có công trình nào" in text(client.get(HOME))


def test_an_act_that_is_none_is_not_found(works, enter):
    assert enter("csvc-phung-nguyen").get(f"{HOME}{works}/viec/khong-co/").status_code == HTTPStatus.NOT_FOUND
    assert enter("csvc-phung-nguyen").get(f"{HOME}{new_id()}/").status_code == HTTPStatus.NOT_FOUND


def test_the_list_filters_exports_and_prints_what_is_within_reach(region, works, enter):
    building.repair_tra_ly(region)
    client = enter("khoakd")
    assert "còn 10 ngày" in text(client.get(HOME))
    assert "Không có hàng nào" not in text(client.get(f"{HOME}?q=phung+nguyen"))
    assert "Trà Lý" not in text(client.get(HOME))
    assert "Chưa có công trình nào" in text(client.get(f"{HOME}?q=khong-co"))
    assert client.get(f"{HOME}?xem=la-lung&dia-ban=x&sau=y").status_code == HTTPStatus.OK
    rows = list(load_workbook(BytesIO(client.get(f"{HOME}danh-sach.xlsx").content)).active.iter_rows(min_row=3))
    assert len(rows) == 1
    assert (rows[0][3].value, rows[0][4].value) == (60, 55)
    assert "60 % (tự báo cáo)" in text(client.get(f"{HOME}in/"))
    assert "chưa có hạn" in text(enter("thannk").get(f"{HOME}?xem=chua-co-han"))

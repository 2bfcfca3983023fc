"""The pages of assets over HTTP: who may come in, the good way, bad input, the same form twice."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.config.demo import equipment
from motcua.custody.models import (
    Asset,
    DepreciationTable,
    GapReview,
    Norm,
    Photo,
    SupplyLine,
    SupplyRequest,
    Transfer,
    TransferLine,
)
from motcua.custody.rules.assets import Use
from motcua.custody.tests.factories import issue, open_round, register
from motcua.ledger.models import Entry

HOME = "/thiet-bi/"
READING = ("", "so-tai-san.xlsx", "mo/", "tru-so/", "hao-mon/", "ban-giao/", "huong-dan/", "so-sanh/", "de-nghi/")
WRITING = ("ghi-so/", "ban-giao/lap/", "de-nghi/lap/", "kiem-ke/mo-dot/", "hao-mon/nhap/")


@pytest.fixture
def keeper(region, sign_in, client):
    return sign_in(client, "csvc-cao-xa")


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("path", [*READING, *WRITING, "kiem-ke/", "huong-dan/nhap/"])
def test_nobody_is_led_to_the_sign_in_page(region, client, path):
    answer = client.get(HOME + path)
    assert answer.status_code == HTTPStatus.FOUND
    assert answer.url.startswith("/tai-khoan/dang-nhap/")


@pytest.mark.parametrize("path", [*READING, *WRITING, "huong-dan/nhap/"])
@pytest.mark.parametrize("who", ["tn-cao-xa", "lt-cao-xa", "thicong"])
def test_who_has_nothing_to_do_with_assets_does_not_come_in(region, sign_in, client, who, path):
    assert sign_in(client, who).get(HOME + path).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", WRITING)
@pytest.mark.parametrize("who", ["ct-cao-xa", "kt-cao-xa"])
def test_readers_open_no_form_that_writes(region, sign_in, client, who, path):
    assert sign_in(client, who).get(HOME + path).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", [*READING, "kiem-ke/"])
@pytest.mark.parametrize(
    "who", ["csvc-cao-xa", "gd-cao-xa", "ct-cao-xa", "kt-cao-xa", "khoakd", "thannk", "tp-thaibinh"]
)
def test_every_page_opens_empty_for_who_may_read(region, sign_in, client, who, path):
    assert sign_in(client, who).get(HOME + path).status_code == HTTPStatus.OK


def test_an_empty_book_says_how_to_begin_and_a_search_that_finds_nothing_says_so(keeper):
    assert "Sổ chưa có tài sản nào" in text(keeper.get(HOME))
    assert "Sổ chưa có tài sản nào" not in text(keeper.get(f"{HOME}?ds=hong"))


@pytest.mark.parametrize("who", ["csvc-cao-xa", "khoakd"])
def test_every_page_opens_full(region, sign_in, client, who):
    equipment.fill(region)
    sign_in(client, who)
    for path in (*READING, "kiem-ke/"):
        assert client.get(HOME + path).status_code == HTTPStatus.OK, path


@pytest.mark.parametrize("path", WRITING)
def test_every_form_opens(keeper, path):
    assert keeper.get(HOME + path).status_code == HTTPStatus.OK


NEW = {
    "kind": "pc",
    "name": "Máy tính quầy 1",
    "model": "Vostro",
    "serial": "SN-1",
    "year_made": "2024",
    "cost": "15.000.000",
    "used_since": "01/03/2024",
    "condition": "good",
    "use": "in_use",
    "room": "Quầy 1",
}


def test_an_asset_is_registered_once_however_often_the_form_is_sent(region, keeper):
    form = NEW | {"unit": str(region.centres["cao-xa"]), "once_key": uuid4().hex}
    answers = [keeper.post(HOME + "ghi-so/", form) for _ in range(2)]
    asset = Asset.objects.get()
    assert [answer.url for answer in answers] == [f"{HOME}{asset.id}/"] * 2
    assert (asset.code, asset.cost, asset.room) == ("TS-08527-00001", 15_000_000, "Quầy 1")
    page = text(keeper.get(answers[0].url))
    assert "Đã ghi sổ TS-08527-00001" in page
    assert "chưa có bảng hao mòn" in page


def test_a_hall_without_a_manager_is_said_to_have_none(region, keeper):
    keeper.post(HOME + "ghi-so/", NEW | {"kind": "hall", "serial": "", "unit": "chua-ro"})
    assert Asset.objects.get().unit_id is None
    assert "chưa rõ đơn vị quản lý" in text(keeper.get(HOME + "?ds=chua-ro"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": ""},
        {"unit": str(uuid4())},
        {"name": ""},
        {"name": "x" * 300},
        {"kind": "spaceship"},
        {"cost": "15 triệu"},
        {"year_made": "năm kia"},
        {"year_made": "3000"},
        {"used_since": "31/02/2024"},
        {"used_since": "01/01/2030"},
        {"latitude": "bắc"},
        {"latitude": "99", "longitude": "1"},
        {"latitude": "nan", "longitude": "1"},
        {"latitude": "20.4"},
        {"condition": "broken"},
        {"condition": "shiny"},
        {"user": str(uuid4())},
        {"name": "a\0b"},
    ],
)
def test_bad_input_is_told_beside_what_was_typed_and_writes_nothing(region, keeper, wrong):
    before = Entry.objects.count()
    answer = keeper.post(HOME + "ghi-so/", NEW | {"unit": str(region.centres["cao-xa"])} | wrong)
    assert HTTPStatus.BAD_REQUEST <= answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert Entry.objects.count() == before
    assert not Asset.objects.exists()


def test_an_asset_is_corrected_moved_changed_and_written_off(region, keeper):
    asset = register(region, room="Quầy 1")
    page = f"{HOME}{asset}/"
    for part in ("dinh-chinh/", "chuyen/", "tinh-trang/", "ghi-giam/", "quan-ly/"):
        assert keeper.get(page + part).status_code == HTTPStatus.OK
    user = str(region["tn-cao-xa"].official)
    assert keeper.post(page + "chuyen/", {"room": "Kho", "user": user}).status_code == HTTPStatus.FOUND
    wrong = {"condition": "broken", "use": "in_use", "reason": "Cháy"}
    assert keeper.post(page + "tinh-trang/", wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert keeper.post(page + "tinh-trang/", wrong | {"use": "repair"}).status_code == HTTPStatus.FOUND
    fix = NEW | {"name": "Tên đúng", "reason": "Ghi nhầm"}
    assert keeper.post(page + "dinh-chinh/", fix).status_code == HTTPStatus.FOUND
    assert keeper.post(page + "dinh-chinh/", fix).status_code == HTTPStatus.BAD_REQUEST
    shown = text(keeper.get(page))
    for words in ("Tên đúng", "Kho", region["tn-cao-xa"].name, "Ghi nhầm", "Hỏng, sửa được"):
        assert words in shown
    off = {"disposal": "liquidated", "decision": "QĐ 9", "decided_on": "12/06/2025"}
    assert keeper.post(page + "ghi-giam/", off | {"decision": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert keeper.post(page + "ghi-giam/", off).status_code == HTTPStatus.FOUND
    assert "Đã ra khỏi sổ" in text(keeper.get(page))
    assert keeper.post(page + "chuyen/", {"room": "Sảnh"}).status_code == HTTPStatus.CONFLICT


def test_a_manager_is_settled_from_the_page(region, keeper):
    hall = register(region, kind="hall", unit=None)
    page = f"{HOME}{hall}/"
    assert "Giao đơn vị quản lý" in text(keeper.get(page))
    form = {"unit": str(region.committees["cao-xa"]), "ground": "QĐ 1"}
    assert keeper.post(page + "quan-ly/", form).status_code == HTTPStatus.FOUND
    assert Asset.objects.get(pk=hall).unit_id == region.committees["cao-xa"]


def picture() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (320, 240), "navy").save(out, "JPEG")
    return SimpleUploadedFile("may.jpg", out.getvalue(), content_type="image/jpeg")


def test_a_picture_is_added_and_shown_to_who_may_see_the_asset(region, keeper, sign_in, client):
    asset = register(region)
    page = f"{HOME}{asset}/"
    assert keeper.post(page + "anh/", {"note": "x"}).status_code == HTTPStatus.BAD_REQUEST
    bad = SimpleUploadedFile("x.jpg", b"<script>", content_type="image/jpeg")
    assert HTTPStatus.BAD_REQUEST <= keeper.post(page + "anh/", {"file": bad}).status_code < 500
    assert keeper.post(page + "anh/", {"file": picture(), "note": "Mặt trước"}).status_code == HTTPStatus.FOUND
    photo = Photo.objects.get()
    answer = keeper.get(f"{page}anh/{photo.id}/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert f"{page}anh/{photo.id}/" in text(keeper.get(page))
    assert sign_in(client, "csvc-tra-ly").get(f"{page}anh/{photo.id}/").status_code == HTTPStatus.NOT_FOUND


def test_the_list_is_narrowed_searched_and_exported_alike(region, keeper, sign_in, client):
    register(region, name="Máy in HP", kind="printer", use=Use.IDLE)
    register(region, name="Máy tính Dell", room="Quầy 2")
    register(region, "tra-ly", name="Máy in Trà Lý", kind="printer")
    for query, there in (
        ("", {"Máy in HP", "Máy tính Dell"}),
        ("?q=may+in", {"Máy in HP"}),
        ("?q=QUAY%202", {"Máy tính Dell"}),
        ("?loai=printer", {"Máy in HP"}),
        ("?ds=doi-du", {"Máy in HP"}),
        ("?tinh-trang=broken", set()),
        ("?tinh-trang=%27;drop", {"Máy in HP", "Máy tính Dell"}),
    ):
        shown = text(keeper.get(HOME + query))
        sheet = load_workbook(BytesIO(keeper.get(f"{HOME}so-tai-san.xlsx{query}").content)).active
        names = {"Máy in HP", "Máy tính Dell", "Máy in Trà Lý"}
        assert {name for name in names if name in shown} == there, query
        assert {row[1] for row in sheet.iter_rows(min_row=3, values_only=True)} == there, query
    assert keeper.get(f"{HOME}?dia-ban={region.places['tra-ly']}").status_code == HTTPStatus.NOT_FOUND
    assert "Không có tài sản nào khớp" in text(keeper.get(f"{HOME}?q=khong-co-gi"))


def test_what_looks_like_a_formula_stays_text_in_the_sheet(region, keeper):
    register(region, name='=HYPERLINK("http://x")')
    sheet = load_workbook(BytesIO(keeper.get(f"{HOME}so-tai-san.xlsx").content)).active
    assert sheet["B3"].data_type == "s"


def test_an_overseer_narrows_to_one_commune(region, sign_in, client):
    register(region, name="Máy Cao Xá")
    register(region, "xuan-lung", name="Máy Xuân Lũng")
    sign_in(client, "khoakd")
    assert "Máy Xuân Lũng" in text(client.get(HOME))
    shown = text(client.get(f"{HOME}?dia-ban={region.places['cao-xa']}"))
    assert "Máy Cao Xá" in shown
    assert "Máy Xuân Lũng" not in shown


def test_a_scanned_label_opens_its_asset_and_others_are_told_so(region, keeper, sign_in, client):
    asset = register(region)
    assert keeper.get(f"{HOME}mo/?ma=ts-08527-00001").url == f"{HOME}{asset}/"
    missed = keeper.get(f"{HOME}mo/?ma=TS-1-<b>")
    assert missed.status_code == HTTPStatus.NOT_FOUND
    assert "TS-1-&lt;b&gt;" in text(missed)
    assert sign_in(client, "csvc-tra-ly").get(f"{HOME}mo/?ma=TS-08527-00001").status_code == HTTPStatus.NOT_FOUND


def test_labels_are_printed_for_the_ticked_and_for_a_whole_list(region, keeper):
    asset, other = register(region), register(region, "tra-ly")
    for answer in (keeper.post(f"{HOME}nhan/", {"selected": [str(asset)]}), keeper.get(f"{HOME}nhan.pdf")):
        assert answer.content.startswith(b"%PDF")
    assert keeper.post(f"{HOME}nhan/", {}).status_code == HTTPStatus.BAD_REQUEST
    assert keeper.post(f"{HOME}nhan/", {"selected": ["x"]}).status_code == HTTPStatus.BAD_REQUEST
    assert keeper.post(f"{HOME}nhan/", {"selected": [str(other)]}).status_code == HTTPStatus.NOT_FOUND
    assert keeper.get(f"{HOME}nhan.pdf?q=khong-co").status_code == HTTPStatus.NOT_FOUND
    on = keeper.post(f"{HOME}nhan/", {"selected": [str(asset)], "act": "transfer"})
    assert on.url == f"{HOME}ban-giao/lap/?tai-san={asset}"


def test_a_handover_goes_from_the_form_to_both_signatures(region, keeper, sign_in, client):
    asset = register(region)
    found = text(keeper.get(f"{HOME}ban-giao/lap/?tai-san={asset}&tim=xuan+lung"))
    receiver = str(region.centres["xuan-lung"])
    assert receiver in found
    form = {
        "tai-san": str(asset),
        "receiver": receiver,
        "ground": "QĐ 12",
        "handed_on": "12/06/2025",
        f"actual-{asset}": "good",
        f"papers-{asset}": "Phiếu bảo hành",
        "temporary": "1",
        "once_key": uuid4().hex,
    }
    for wrong in (
        {"receiver": ""},
        {"ground": " "},
        {"handed_on": "mai"},
        {f"actual-{asset}": "?"},
        {"tai-san": ""},
    ):
        answer = keeper.post(f"{HOME}ban-giao/lap/", form | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < 500, wrong
    assert not Transfer.objects.exists()
    answers = [keeper.post(f"{HOME}ban-giao/lap/", form).url for _ in range(2)]
    transfer = Transfer.objects.get()
    page = f"{HOME}ban-giao/{transfer.id}/"
    assert answers == [page] * 2
    sign_in(client, "csvc-xuan-lung")
    assert client.post(page + "kiem-nhan/", {}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(page + "kiem-nhan/", {"verdict-1": "differs"}).status_code == HTTPStatus.BAD_REQUEST
    told = {"verdict-1": "differs", "words-1": "Thiếu dây"}
    assert client.post(page + "kiem-nhan/", told).status_code == HTTPStatus.FOUND
    assert client.post(page + "ky/").status_code == HTTPStatus.FORBIDDEN
    sign_in(client, "ct-cao-xa")
    unproved = client.post(page + "ky/")
    assert unproved.status_code == HTTPStatus.FORBIDDEN
    assert "bước hai" in text(unproved)
    key = {"once_key": uuid4().hex}
    sign_in(client, "ct-cao-xa", verified=True)
    assert [client.post(page + "ky/", key).status_code for _ in range(2)] == [HTTPStatus.FOUND] * 2
    sign_in(client, "ct-xuan-lung", verified=True)
    assert client.post(page + "ky/").status_code == HTTPStatus.FOUND
    assert Asset.objects.get(pk=asset).unit_id == region.centres["xuan-lung"]
    shown = text(client.get(page))
    assert "còn 30 ngày" in shown
    assert client.get(page + "bien-ban.pdf").content.startswith(b"%PDF")
    assert "còn 30 ngày" in text(client.get(f"{HOME}ban-giao/?ds=cho-quyet-dinh"))
    sign_in(client, "csvc-xuan-lung")
    assert (
        client.post(page + "quyet-dinh/", {"decision": "QĐ 5", "decided_on": "x"}).status_code == HTTPStatus.BAD_REQUEST
    )
    assert (
        client.post(page + "quyet-dinh/", {"decision": "QĐ 5", "decided_on": "12/06/2025"}).status_code
        == HTTPStatus.FOUND
    )
    sign_in(client, "csvc-tra-ly")
    for part in ("", "bien-ban.pdf"):
        assert client.get(page + part).status_code == HTTPStatus.NOT_FOUND
    assert TransferLine.objects.get().words == "Thiếu dây"


@pytest.mark.parametrize(("who", "act"), [("csvc-xuan-lung", "refuse"), ("csvc-cao-xa", "withdraw")])
def test_a_handover_is_ended_with_a_reason(region, sign_in, client, who, act):
    from motcua.custody.tests.test_transfers import propose

    page = f"{HOME}ban-giao/{propose(region, [register(region)])}/"
    sign_in(client, who)
    assert client.post(page + "ket-thuc/", {"act": act, "reason": " "}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(page + "ket-thuc/", {"act": act, "reason": "Nhầm"}).status_code == HTTPStatus.FOUND
    assert "Nhầm" in text(client.get(page))


NORM = {
    "number": "21/HD",
    "title": "Hướng dẫn thử",
    "issuer": "UBND tỉnh",
    "issued_on": "01/06/2025",
    "valid_from": "01/06/2025",
    "source": "Bản thử",
    "trust": "unverified",
    "trial": "1",
    "quantity-pc": "3",
    "per-pc": "centre",
    "cost-pc": "15.000.000",
    "oldest-pc": "5",
    "same-pc": "1",
    "quantity-display": "1",
    "per-display": "counter",
}


def test_an_overseer_enters_guidance_and_the_centre_stands_against_it(region, sign_in, client):
    sign_in(client, "khoakd", verified=True)
    assert client.get(f"{HOME}huong-dan/nhap/").status_code == HTTPStatus.OK
    for wrong in (
        {"number": ""},
        {"issued_on": ""},
        {"trust": "?"},
        {"quantity-pc": "nhiều", "quantity-display": ""},
        {"per-pc": "?"},
        {"cost-pc": "1tr"},
        {"quantity-pc": "", "quantity-display": ""},
        {"valid_from": "01/05/2025"},
    ):
        answer = client.post(f"{HOME}huong-dan/nhap/", NORM | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < 500, wrong
    assert not Norm.objects.exists()
    form = NORM | {"once_key": uuid4().hex}
    pages = [client.post(f"{HOME}huong-dan/nhap/", form).url for _ in range(2)]
    norm = Norm.objects.get()
    assert pages == [f"{HOME}huong-dan/{norm.id}/"] * 2
    assert "số thử" in text(client.get(pages[0]))
    assert "21/HD" in text(client.get(f"{HOME}so-sanh/?dia-ban={region.places['cao-xa']}"))
    sign_in(client, "csvc-tra-ly")
    assert client.get(pages[0]).status_code == HTTPStatus.NOT_FOUND


def test_gaps_are_shown_recorded_and_asked_for(region, keeper):
    page = f"{HOME}so-sanh/"
    assert "không kết luận đủ hay thiếu" in text(keeper.get(page))
    assert keeper.post(page, {}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    issue(region)
    register(region, model="Vostro", year_made=2024)
    shown = text(keeper.get(page))
    assert "chưa biết số quầy" in shown
    assert keeper.get(page + "?quay=nhieu").status_code == HTTPStatus.BAD_REQUEST
    assert "30.000.000" in text(keeper.get(page + "?quay=4&can-bo=5"))
    form = {"quay": "4", "can-bo": "5", "once_key": uuid4().hex}
    urls = [keeper.post(page, form).url for _ in range(2)]
    review = GapReview.objects.get()
    assert urls == [f"{page}{review.id}/"] * 2
    kept = text(keeper.get(urls[0]))
    assert "Tính lại từ 1 thiết bị đã lưu cho cùng kết quả" in kept
    draft = text(keeper.get(f"{HOME}de-nghi/lap/?tu={review.id}"))
    assert 'value="15000000"' in draft
    assert "thiếu 2, hỏng 0, quá cũ 0" in draft
    assert keeper.get(f"{HOME}de-nghi/lap/?tu={uuid4()}").status_code == HTTPStatus.NOT_FOUND


LINES = {"kind": ["pc", ""], "quantity": ["2", ""], "cost": ["15.000.000", ""], "why": ["Thiếu", ""]}


def test_a_request_goes_from_its_lines_to_the_registered_device(region, keeper, sign_in, client):
    new = f"{HOME}de-nghi/lap/"
    for wrong in (
        {"reason": ""},
        {"kind": ["", ""]},
        {"quantity": ["", ""]},
        {"quantity": ["-1", ""]},
        {"cost": ["1tr", ""]},
        {"kind": ["x", ""]},
    ):
        answer = keeper.post(new, {"reason": "Cần", **LINES} | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < 500, wrong
    assert not SupplyRequest.objects.exists()
    form = {"reason": "Cần", "once_key": uuid4().hex, **LINES}
    urls = [keeper.post(new, form).url for _ in range(2)]
    request = SupplyRequest.objects.get()
    page = f"{HOME}de-nghi/{request.id}/"
    paper = client.get(f"{page}de-nghi.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert f"{page}de-nghi.pdf" in text(client.get(page))
    assert urls == [page] * 2
    assert keeper.get(page + "sua/").status_code == HTTPStatus.OK
    assert keeper.post(page + "sua/", {"reason": "Cần gấp", **LINES}).status_code == HTTPStatus.FOUND
    assert keeper.post(page + "buoc/", {"act": "?"}).status_code == HTTPStatus.BAD_REQUEST
    assert keeper.post(page + "buoc/", {"act": "submit"}).status_code == HTTPStatus.FOUND
    assert keeper.post(page + "duyet/", {"act": "approve"}).status_code == HTTPStatus.FORBIDDEN
    sign_in(client, "ct-cao-xa", verified=True)
    assert client.post(page + "duyet/", {"act": "return", "words": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(page + "duyet/", {"act": "approve", "words": "Được"}).status_code == HTTPStatus.FOUND
    sign_in(client, "csvc-cao-xa")
    assert client.post(page + "buoc/", {"act": "order", "supplier": "A"}).status_code == HTTPStatus.BAD_REQUEST
    order = {"act": "order", "supplier": "Công ty Thử", "contract": "HĐ 1", "expected_on": "20/06/2025"}
    assert client.post(page + "buoc/", order).status_code == HTTPStatus.FOUND
    for wrong in ({}, {"arrived-1": "9"}, {"arrived-1": "x"}, {"arrived-1": "1", "on": "01/01/2026"}):
        told = {"act": "deliver", "on": "12/06/2025"} | wrong
        assert HTTPStatus.BAD_REQUEST <= client.post(page + "buoc/", told).status_code < 500
    assert client.post(page + "buoc/", {"act": "deliver", "on": "12/06/2025", "arrived-1": "2"}).status_code == 302
    line = SupplyLine.objects.get()
    address = f"{HOME}ghi-so/?de-nghi={request.id}&dong={line.id}"
    assert "15000000" in text(client.get(address))
    device = NEW | {"unit": str(region.centres["cao-xa"])}
    assert client.post(address, device).url == page
    shown = text(client.get(page))
    assert "1/2" in shown
    assert "Công ty Thử" in shown
    assert request.label in text(client.get(f"{HOME}de-nghi/?trang-thai=delivered"))


TABLE = {
    "title": "Bảng thử",
    "source": "Số thử",
    "trust": "unverified",
    "valid_from": "01/01/2025",
    "years-pc": "5",
    "percent-pc": "20",
    "years-building": "80",
    "percent-building": "1,25",
}


def test_a_table_of_depreciation_is_entered_and_values_follow(region, keeper):
    address = f"{HOME}hao-mon/nhap/"
    for wrong in (
        {"title": ""},
        {"source": ""},
        {"valid_from": "x"},
        {"percent-pc": "hai mươi"},
        {"percent-pc": "20,555"},
        {"years-pc": ""},
        {"percent-pc": "101"},
    ):
        answer = keeper.post(address, TABLE | wrong)
        assert HTTPStatus.BAD_REQUEST <= answer.status_code < 500, wrong
    assert not DepreciationTable.objects.exists()
    assert keeper.post(address, TABLE).status_code == HTTPStatus.FOUND
    assert "1,25 %" in text(keeper.get(f"{HOME}hao-mon/"))
    asset = register(region, cost=15_000_000, used_since=date(2024, 3, 1))
    assert "12.000.000 đồng" in text(keeper.get(f"{HOME}{asset}/"))


def test_buildings_without_coordinates_are_listed_and_said_not_to_be_drawn(region, keeper):
    assert "chưa vẽ được sơ đồ" in text(keeper.get(f"{HOME}tru-so/"))
    register(region, kind="building", name="Nhà A", latitude=21.3, longitude=105.3)
    shown = text(keeper.get(f"{HOME}tru-so/"))
    assert shown.count('class="map-dot"') == 1
    assert "chưa có tọa độ" in shown


@pytest.mark.parametrize(
    "path",
    [
        "{id}/",
        "{id}/chuyen/",
        "{id}/dinh-chinh/",
        "{id}/tinh-trang/",
        "{id}/quan-ly/",
        "{id}/ghi-giam/",
        "ban-giao/{id}/",
        "so-sanh/{id}/",
        "huong-dan/{id}/",
        "de-nghi/{id}/",
        "de-nghi/{id}/sua/",
        "kiem-ke/{id}/",
    ],
)
def test_what_is_not_there_is_not_found(keeper, path):
    assert keeper.get(HOME + path.format(id=uuid4())).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("after", ["x", "'", "0" * 500])
@pytest.mark.parametrize("path", ["", "ban-giao/", "de-nghi/", "kiem-ke/", "so-sanh/"])
def test_a_made_up_next_page_is_never_a_fault(region, keeper, path, after):
    issue(region)
    assert keeper.get(f"{HOME}{path}?sau={after}").status_code in {HTTPStatus.OK, HTTPStatus.BAD_REQUEST}


def test_the_topic_stands_on_the_first_page(keeper):
    assert "Tài sản, thiết bị" in text(keeper.get("/trung-tam/"))


def test_an_open_round_pages(region, keeper):
    register(region)
    assert keeper.get(f"{HOME}kiem-ke/{open_round(region)}/").status_code == HTTPStatus.OK

"""A file over HTTP: seen by its centre and its overseers, answered zone by zone, certified, settled, printed, taken out."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from PIL import Image

from motcua.ledger.models import Entry
from motcua.readiness import ports
from motcua.readiness.models import Answer, Certificate, Evidence

ZONE = "so-hoa"
SCAN = "so-hoa.may-quet"


def address(file, *parts):
    return "/".join(["/san-sang", str(file), *parts]) + "/"


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == HTTPStatus.OK, answer.content.decode()[:2000]
    return answer.content.decode()


def entries(file):
    return Entry.objects.filter(stream_id=file).count()


def png():
    out = BytesIO()
    Image.new("RGB", (8, 8), "white").save(out, "PNG")
    return SimpleUploadedFile("anh.png", out.getvalue(), content_type="image/png")


def test_who_has_one_file_is_led_to_it(region, played, sign_in, client):
    answer = sign_in(client, "csvc-tra-ly").get("/san-sang/")
    assert (answer.status_code, answer.url) == (HTTPStatus.FOUND, address(played["tra-ly"]))


def test_the_file_says_its_verdict_with_zone_and_equipment_and_never_a_hundred_while_one_is_missing(
    region, played, sign_in, client
):
    text = page(sign_in(client, "gd-tra-ly"), address(played["tra-ly"]))
    assert "Chưa đủ: Khu số hóa hồ sơ: Máy quét có khay nạp tự động (thiếu:" in text
    assert "100,0 %" not in text
    assert "Chưa có ai xác nhận giai đoạn này." in text


def test_a_ready_file_shows_who_certified_it_and_the_official_start_names_the_seal(region, played, sign_in, client):
    client = sign_in(client, "gd-tran-hung-dao")
    text = page(client, address(played["tran-hung-dao"]))
    assert "Nguyễn Khắc Thận, Bí thư Tỉnh ủy, xác nhận" in text
    assert "12/06/2025" in text
    official = page(client, address(played["tran-hung-dao"]) + "?gd=chinh")
    assert "Con dấu" in official
    assert "Chưa đủ" in official


def test_the_list_is_cut_to_the_reach_and_so_is_its_spreadsheet(region, played, sign_in, client):
    text = page(sign_in(client, "tp-thaibinh"), "/san-sang/")
    assert "Trần Hưng Đạo" in text
    assert "Xuân Lũng" not in text
    answer = client.get("/san-sang/xuat.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert names == ["Thái Bình", "Trà Lý", "Trần Hưng Đạo", "Trần Lãm", "Vũ Phúc"]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)].count("Đủ điều kiện") == 1


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [("q=tra+ly", "Trà Lý", "Vũ Phúc"), ("muc=ready", "Trần Hưng Đạo", "Vũ Phúc"), ("muc=basic", "không", "Trà Lý,")],
)
def test_the_list_is_searched_and_filtered(region, played, sign_in, client, query, there, gone):
    text = page(sign_in(client, "tp-thaibinh"), f"/san-sang/?{query}")
    assert there in text or there == "không"
    assert f">{gone}</a>" not in text


def test_an_unknown_grade_is_refused(region, played, sign_in, client):
    assert sign_in(client, "tp-thaibinh").get("/san-sang/?muc=xyz").status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("path", ["", "khu/so-hoa/", "muc/so-hoa.may-quet/", "in/"])
def test_a_file_out_of_reach_is_not_there(region, played, sign_in, client, path):
    other = address(played["cao-xa"]) + path
    assert sign_in(client, "csvc-tra-ly").get(other).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["", "khu/so-hoa/", "xac-nhan/"])
def test_without_the_power_there_is_no_way_in_and_nobody_is_led_to_sign_in(region, played, sign_in, client, path):
    url = address(played["tra-ly"]) + path
    assert client.get(url).status_code == HTTPStatus.FOUND
    assert sign_in(client, "tn-tra-ly").get(url).status_code == HTTPStatus.FORBIDDEN


def zone_form(**more):
    return {f"{SCAN}:verdict": "met", f"{SCAN}:count": "1", f"{SCAN}:actual": "Máy A", "once_key": "k1", **more}


def test_the_form_of_a_zone_takes_only_what_was_changed_and_once(region, files, sign_in, client):
    client, url = sign_in(client, "csvc-tra-ly"), address(files["tra-ly"], "khu", ZONE)
    assert "Máy quét có khay nạp tự động" in page(client, url)
    before = entries(files["tra-ly"])
    for _ in range(2):
        assert client.post(url, zone_form()).status_code == HTTPStatus.FOUND
    assert entries(files["tra-ly"]) == before + 1
    row = Answer.objects.get(file=files["tra-ly"])
    assert (row.item, row.who, row.verdict, row.count, row.by) == (SCAN, "self", "met", 1, region["csvc-tra-ly"].name)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({f"{SCAN}:verdict": ""}, "Chọn mức đáp ứng"),
        ({f"{SCAN}:verdict": "tuyệt"}, "Chọn mức đáp ứng"),
        ({f"{SCAN}:count": "0"}, "mới có 0"),
        ({f"{SCAN}:count": "-1"}, "Số lượng phải là số nguyên"),
        ({f"{SCAN}:verdict": "basic"}, "ghi ngày rà soát lại"),
        ({f"{SCAN}:verdict": "basic", f"{SCAN}:review": "32/13/2025"}, "Ngày rà soát không đúng"),
        ({f"{SCAN}:verdict": "unmet"}, "ghi còn thiếu gì"),
        ({f"{SCAN}:actual": "x" * 501}, "dài quá 500"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_item_and_leaves_nothing(region, files, sign_in, client, more, said):
    client, url = sign_in(client, "csvc-tra-ly"), address(files["tra-ly"], "khu", ZONE)
    answer = client.post(url, zone_form(**more))
    assert answer.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert said in answer.content.decode()
    assert not Answer.objects.exists()


def test_a_form_in_which_nothing_was_changed_says_so(region, files, sign_in, client):
    answer = sign_in(client, "csvc-tra-ly").post(address(files["tra-ly"], "khu", ZONE), {"once_key": "k"})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Chưa có mục nào thay đổi" in answer.content.decode()


def test_an_overseer_says_what_was_seen_on_a_day_beside_what_the_centre_says(region, files, sign_in, client):
    url = address(files["tra-ly"], "khu", ZONE)
    sign_in(client, "csvc-tra-ly").post(url, zone_form())
    client = sign_in(client, "thannk")
    assert "Trung tâm tự báo cáo" in page(client, url)
    seen = {f"{SCAN}:verdict": "unmet", f"{SCAN}:missing": "máy hỏng", f"{SCAN}:count": "", f"{SCAN}:actual": ""}
    wrong = client.post(url, zone_form(visit_on="13/06/2025", **seen))
    assert "hôm nay hoặc trước đó" in wrong.content.decode()
    assert client.post(url, zone_form(visit_on="", **seen)).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(url, zone_form(visit_on="12/06/2025", **seen)).status_code == HTTPStatus.FOUND
    text = page(client, address(files["tra-ly"], "muc", SCAN))
    assert "Kiểm tra tận nơi khác với tự báo cáo" in text
    assert "máy hỏng" in text


def test_two_people_on_one_item_stand_side_by_side_until_somebody_settles(region, files, sign_in, client):
    url = address(files["tra-ly"], "khu", ZONE)
    sign_in(client, "csvc-tra-ly").post(url, zone_form())
    other = {f"{SCAN}:verdict": "unmet", f"{SCAN}:missing": "máy hỏng", f"{SCAN}:count": ""}
    client = sign_in(client, "gd-tra-ly")
    client.post(url, zone_form(**other))
    assert set(Answer.objects.values_list("state", flat=True)) == {"current", "beside"}
    item = address(files["tra-ly"], "muc", SCAN)
    assert "chọn câu đúng" in page(client, item)
    assert "hai người trả lời khác nhau" in page(client, address(files["tra-ly"]))
    keep = Answer.objects.get(state="beside").id
    settle = item + "chon/"
    assert client.post(settle, {"keep": keep, "reason": " "}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(settle, {"keep": "x", "reason": "r"}).status_code == HTTPStatus.BAD_REQUEST
    assert (
        client.post(settle, {"keep": keep, "reason": "Đã xem lại máy", "once_key": "s"}).status_code == HTTPStatus.FOUND
    )
    assert Answer.objects.get(state="current").id == keep
    again = client.post(settle, {"keep": keep, "reason": "Đã xem lại máy", "once_key": "s2"})
    assert again.status_code == HTTPStatus.CONFLICT


def test_certifying_asks_for_the_second_factor_and_for_every_must_have(region, played, sign_in, client):
    Certificate.objects.all().delete()
    url = address(played["tran-hung-dao"], "xac-nhan")
    form = {"note": "", "once_key": "c"}
    unverified = sign_in(client, "thannk").post(url, form)
    assert unverified.status_code == HTTPStatus.FORBIDDEN
    assert "mã bước hai" in unverified.content.decode()
    assert not Certificate.objects.exists()
    client = sign_in(client, "thannk", verified=True)
    lacking = client.post(address(played["tra-ly"], "xac-nhan"), {"note": "", "once_key": "d"})
    assert (lacking.status_code, "Máy quét" in lacking.content.decode()) == (HTTPStatus.UNPROCESSABLE_ENTITY, True)
    assert client.post(url, form).status_code == HTTPStatus.FOUND
    assert client.post(url, form).status_code == HTTPStatus.FOUND
    assert Certificate.objects.get().by == "Nguyễn Khắc Thận"
    withdraw = address(played["tran-hung-dao"], "rut-xac-nhan")
    assert client.post(withdraw, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.post(withdraw, {"reason": "Máy lấy số hỏng", "once_key": "w"}).status_code == HTTPStatus.FOUND
    assert "Máy lấy số hỏng" in page(client, address(played["tran-hung-dao"]))


def test_evidence_is_shown_as_what_it_is_to_who_may_see_the_file_and_removed_with_a_reason(
    region, files, sign_in, client
):
    item = address(files["tra-ly"], "muc", SCAN)
    client = sign_in(client, "csvc-tra-ly")
    assert client.post(item + "bang-chung/", {}).status_code == HTTPStatus.BAD_REQUEST
    bad = SimpleUploadedFile("a.png", b"MZ not a picture")
    assert client.post(item + "bang-chung/", {"file": bad}).status_code in range(400, 500)
    for key in ("e1", "e1"):
        done = client.post(item + "bang-chung/", {"file": png(), "note": "Máy quét", "once_key": key})
        assert done.status_code == HTTPStatus.FOUND
    proof = Evidence.objects.get()
    url = address(files["tra-ly"], "bang-chung", str(proof.id))
    shown = client.get(url)
    assert (shown.status_code, shown["Content-Type"]) == (HTTPStatus.OK, "image/png")
    assert "no-store" in shown["Cache-Control"]
    assert sign_in(client, "csvc-vu-phuc").get(url).status_code == HTTPStatus.NOT_FOUND
    client = sign_in(client, "csvc-tra-ly")
    assert client.post(url + "bo/", {"reason": ""}).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(url + "bo/", {"reason": "Ảnh mờ"}).status_code == HTTPStatus.FOUND
    assert client.get(url).status_code == HTTPStatus.NOT_FOUND


class Fake:
    def probe(self):
        return [
            ports.Probed(name="disk", outcome="good", told="còn 340 GB trống trong 500 GB"),
            ports.Probed(name="print", outcome="unknown", told="máy chủ không cài hệ in (CUPS)"),
        ]


def test_the_machine_tests_itself_and_its_word_stands_as_evidence_that_answers_nothing(
    region, files, sign_in, client, monkeypatch
):
    monkeypatch.setattr(ports, "_devices", [Fake()])
    client = sign_in(client, "gd-tra-ly")
    url = address(files["tra-ly"], "tu-kiem-tra")
    assert client.post(url, {"once_key": "t"}).status_code == HTTPStatus.FOUND
    text = page(client, address(files["tra-ly"]))
    assert "máy tự kiểm tra: còn 340 GB trống" in text
    assert "Máy tự kiểm tra lúc" in page(client, address(files["tra-ly"], "muc", "so-hoa.kho-luu"))
    assert not Answer.objects.exists()
    assert sign_in(client, "thannk").post(url, {}).status_code == HTTPStatus.FORBIDDEN


def test_opening_a_file_needs_a_centre_of_ones_own_that_has_none(region, sign_in, client):
    from motcua.ledger.actor import system
    from motcua.readiness.commands import load_packaged
    from motcua.readiness.models import ReadinessFile, Template

    load_packaged(system("Kiểm thử"))
    client = sign_in(client, "gd-dai-dong")
    page(client, "/san-sang/lap/")
    form = {"unit": region.centres["dai-dong"], "template": Template.objects.get().id, "once_key": "o"}
    other = form | {"unit": region.centres["tra-ly"], "once_key": "p"}
    assert client.post("/san-sang/lap/", other).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for _ in range(2):
        assert client.post("/san-sang/lap/", form).status_code == HTTPStatus.FOUND
    assert ReadinessFile.objects.count() == 1
    text = page(client, address(ReadinessFile.objects.get().id))
    assert "Chưa đủ" in text
    assert "0/" in text


def test_works_are_told_with_who_says_so(region, files, sign_in, client):
    client, url = sign_in(client, "khoakd"), address(files["phung-nguyen"], "cong-trinh")
    page(client, url)
    form = {"under_way": "1", "before": "25/06/2025", "source": "", "once_key": "w"}
    assert client.post(url, form).status_code == HTTPStatus.BAD_REQUEST
    assert client.post(url, form | {"source": "Buổi kiểm tra 13/6"}).status_code == HTTPStatus.FOUND
    assert "phải xong trước 25/06/2025" in page(client, address(files["phung-nguyen"]))


def test_the_sheet_and_the_item_and_every_zone_are_shown(region, played, sign_in, client):
    client, file = sign_in(client, "tp-thaibinh"), played["tra-ly"]
    assert "chưa đáp ứng" in page(client, address(file, "in"))
    for zone in ("don-tiep", "tra-cuu", "dich-vu-cong", "so-hoa", "tra-ket-qua", "lam-viec", "dieu-kien", "phap-ly"):
        page(client, address(file, "khu", zone))
    assert client.get(address(file, "khu", "khong-co")).status_code == HTTPStatus.NOT_FOUND
    assert client.get(address(file, "muc", "khong.co")).status_code == HTTPStatus.NOT_FOUND

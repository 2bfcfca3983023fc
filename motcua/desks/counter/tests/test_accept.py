"""From the person to the receipt: procedures, terms, papers, scans, refusals, the visit."""

from __future__ import annotations

import re
import uuid
from io import BytesIO
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from motcua.desks.counter.tests.conftest import BIRTH, BUSINESS, EXTRACT
from motcua.desks.counter.tests.forms import form_of, link_with_key
from motcua.desks.counter.views import scans
from motcua.dossiers.models import Attachment, Dossier, DossierPaper
from motcua.kernel import clock
from motcua.kernel.errors import Busy
from motcua.ledger.models import Access, Entry


def place(town, procedure="", citizen=0, **more):
    query = {"nguoi": town.citizens[citizen].id.hex, "thu-tuc": procedure} | more
    return f"/quay/luot/{uuid.uuid4()}/", {name: value for name, value in query.items() if value}


def open_form(desk, town, procedure=EXTRACT, **more):
    address, query = place(town, procedure, **more)
    answer = desk.get(address, query)
    assert answer.status_code == 200
    return f"{address}nhan/", form_of(answer, f"{address}nhan/")


def picture():
    out = BytesIO()
    Image.new("RGB", (30, 30), "white").save(out, "PNG")
    return SimpleUploadedFile("Tờ khai.png", out.getvalue(), content_type="image/png")


def sent_up(desk, paper):
    """Send a scan up as the page does; return what the form then carries."""
    answer = desk.post("/quay/tep/", {"file": picture()}).json()
    return f"{paper}|{answer['sha256']}|{answer['name']}"


def test_everything_usual_is_filled_in_so_that_one_key_accepts(desk, town):
    address, form = open_form(desk, town, BIRTH)
    answer = desk.post(address, form)
    dossier = Dossier.objects.get()
    assert answer["Location"] == f"/quay/da-nhan/{dossier.id}/"
    assert (dossier.applicant_id, dossier.procedure_code, dossier.case) == (town.citizens[0].id, BIRTH, "dung-han")
    assert clock.local(dossier.due_at) == clock.at(2025, 7, 11, 17)
    assert DossierPaper.objects.filter(dossier=dossier, originals=1).count() >= 2


def test_pressing_twice_accepts_once(desk, town):
    address, form = open_form(desk, town)
    first, second = desk.post(address, form), desk.post(address, form)
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_the_receipt_shows_code_secret_date_and_who_holds_it(desk, town):
    address, form = open_form(desk, town, about="x")
    page = desk.post(address, form | {"about": "Trích lục cho Trẻ Thử"}, follow=True).content.decode()
    dossier = Dossier.objects.get()
    for told in (dossier.code, "hết ngày 11/7, 17:00", "Văn phòng HĐND và UBND", "Trích lục cho Trẻ Thử"):
        assert told in page
    assert f'data-print-url="/ho-so/{dossier.id}/giay-hen.pdf?kho=a5"' in page
    assert Access.objects.filter(what__contains="dossiers.secret").exists()


def test_several_dossiers_of_one_visit_share_it(desk, town):
    address, form = open_form(desk, town)
    receipt = desk.post(address, form, follow=True)
    again = link_with_key(receipt, "F7")
    assert Dossier.objects.get().code in desk.get(again).content.decode()
    second = desk.get(again + f"&thu-tuc={BIRTH}")
    desk.post(address, form_of(second, address))
    assert len(set(Dossier.objects.values_list("visit_id", flat=True))) == 1


def test_a_missing_required_paper_is_marked_and_everything_typed_stays(desk, town):
    address, form = open_form(desk, town, BIRTH)
    missing = form["papers"].pop(0)
    scan = sent_up(desk, missing)
    answer = desk.post(address, form | {"about": "Khai sinh cho Trẻ Thử", "scan": [scan]})
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
    assert answer.content.decode().count("Chưa có giấy tờ này") == 1
    again = form_of(answer, address)
    assert again["about"] == ["Khai sinh cho Trẻ Thử"]
    assert again["scan"] == [scan]
    assert again["once_key"] == form["once_key"]
    del again["scan"]
    desk.post(address, again | {f"papers.{missing}.waiver": "Đã có trong cơ sở dữ liệu"})
    assert DossierPaper.objects.get(dossier=Dossier.objects.get(), key=missing).waiver


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("sets", "hai", 400),
        ("sets", "0", 400),
        ("sets", "9" * 5000, 400),
        ("return_manner", "bồ câu", 400),
        ("thu-tuc", "9.999999", 404),
        ("about", "x" * 501, 400),
    ],
)
def test_bad_input_is_refused_and_writes_nothing(desk, town, field, value, status):
    address, form = open_form(desk, town)
    assert desk.post(address, form | {field: value}).status_code == status
    assert not Dossier.objects.exists()
    assert not Entry.objects.filter(event="dossiers.accepted").exists()


def test_online_asks_whose_hands_filed_and_keeps_the_answer(desk, town):
    address, form = open_form(desk, town, kenh="online")
    assert "filed_by" not in form, "nobody is taken for the citizen"
    page = desk.get(*place(town, EXTRACT, kenh="online")).text
    for words in ("Người dân tự nộp", "Người hỗ trợ nộp giúp tại Trung tâm", "Cán bộ nộp thay (làm thay)"):
        assert words in page
    answer = desk.post(address, form)
    assert answer.status_code == 400
    assert "Chọn ai đã nộp hồ sơ trực tuyến này." in answer.text
    assert desk.post(address, form | {"filed_by": "robot"}).status_code == 400
    assert not Dossier.objects.exists()
    desk.post(address, form_of(answer, address) | {"filed_by": "helper"})
    desk.post(address, form_of(answer, address) | {"filed_by": "helper"})
    assert list(Dossier.objects.values_list("channel", "filed_by")) == [("online", "helper")]


def test_at_the_counter_nobody_is_asked_whose_hands_filed(desk, town):
    address, form = open_form(desk, town)
    assert "Ai nộp hồ sơ trực tuyến" not in desk.get(*place(town, EXTRACT)).text
    desk.post(address, form | {"filed_by": "official"})
    assert list(Dossier.objects.values_list("channel", "filed_by")) == [("direct", "citizen")]


def test_the_terms_of_another_channel_keep_whose_hands_were_chosen(desk, town):
    address, query = place(town, EXTRACT, kenh="online", filed_by="official")
    told = query | {"luot": address.split("/")[3]}
    fragment = desk.get("/quay/dieu-kien/", told, HTTP_HX_REQUEST="true").text
    assert re.findall(r'name="filed_by" value="(\w+)" checked', fragment) == ["official"]
    fragment = desk.get("/quay/dieu-kien/", told | {"kenh": "direct"}, HTTP_HX_REQUEST="true").text
    assert "filed_by" not in fragment


def test_counts_must_be_figures(desk, town):
    address, form = open_form(desk, town, BIRTH)
    name = next(field for field in form if field.endswith(".original"))
    answer = desk.post(address, form | {name: "một"})
    assert answer.status_code == 400
    assert form_of(answer, address)[name] == ["một"]


def test_no_date_is_promised_from_an_unconfirmed_limit_and_the_page_says_why(desk, town):
    address, query = place(town, BUSINESS)
    answer = desk.get(address, query)
    assert "chưa hẹn: chờ Giám đốc Trung tâm" in answer.content.decode()
    assert "Vì sao chưa hẹn" in answer.content.decode()
    desk.post(f"{address}nhan/", form_of(answer, f"{address}nhan/"))
    assert Dossier.objects.get().due_at is None


def test_among_the_cases_only_the_one_without_a_limit_says_that_no_date_can_be_promised(desk, town):
    address, query = place(town, BIRTH)
    page = desk.get(address, query).content.decode()
    assert page.count("Chưa hẹn được ngày trả") == 1
    assert re.search(r'bỏ rơi</label>\s*<span class="hint"[^>]*>Chưa hẹn được ngày trả', page)
    assert "Chưa hẹn được ngày trả" not in desk.get(*place(town, EXTRACT)).content.decode()


def test_the_date_is_shown_with_its_reasons_before_accepting(desk, town):
    address, query = place(town, "1.004873")
    page = desk.get(address, query).content.decode()
    assert "10:00 ngày 16/7" in page
    assert "Tiếp nhận lúc" in page


def test_another_case_brings_its_papers_and_date_and_the_address_follows(desk, town):
    address, query = place(town, BIRTH)
    visit = address.split("/")[3]
    told = query | {"luot": visit, "truong-hop": "bi-bo-roi", "kenh": "direct"}
    answer = desk.get("/quay/dieu-kien/", told, HTTP_HX_REQUEST="true")
    assert "truong-hop=bi-bo-roi" in answer["HX-Replace-Url"]
    assert "chưa hẹn" in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()


def test_somebody_else_hands_in(desk, town):
    address, query = place(town, EXTRACT, kem=town.citizens[3].id.hex)
    form = form_of(desk.get(address, query), f"{address}nhan/")
    desk.post(f"{address}nhan/", form | {"capacity": "relative"})
    dossier = Dossier.objects.get()
    assert (dossier.applicant_id, dossier.submitter_id) == (town.citizens[0].id, town.citizens[3].id)
    assert dossier.capacity == "relative"


def test_the_person_standing_here_may_be_the_one_handing_in(desk, town):
    address, query = place(town, EXTRACT, kem=town.citizens[3].id.hex)
    form = form_of(desk.get(address, query), f"{address}nhan/")
    desk.post(f"{address}nhan/", form | {"handing": "owner", "capacity": "relative"})
    dossier = Dossier.objects.get()
    assert (dossier.applicant_id, dossier.submitter_id) == (town.citizens[3].id, town.citizens[0].id)


def test_what_the_other_system_needs_is_kept_in_its_own_words(desk, town):
    address, form = open_form(desk, town, BIRTH)
    assert form["detail.Họ, chữ đệm, tên người yêu cầu"] == ["Công Dân Thử Một"]
    desk.post(address, form | {"detail.Họ, chữ đệm, tên trẻ": "Trẻ Thử"})
    assert '"Họ, chữ đệm, tên trẻ":"Trẻ Thử"' in Dossier.objects.get().details


@pytest.mark.parametrize("name", ["", " ", "Lạ", "__proto__"])
def test_a_particular_the_procedure_does_not_ask_for_is_refused(desk, town, name):
    address, form = open_form(desk, town, BIRTH)
    assert desk.post(address, form | {f"detail.{name}": "x"}).status_code == 400
    assert not Dossier.objects.exists()


def test_beside_the_province_its_code_is_taken_and_may_come_later(desk, town):
    town.work_beside_the_province()
    address, form = open_form(desk, town)
    assert desk.post(address, form | {"code": "sai mã"}).status_code == 400
    desk.post(address, form | {"code": "h33.45.12-250711-0042"})
    assert Dossier.objects.get().code == "H33.45.12-250711-0042"
    later, without = open_form(desk, town)
    desk.post(later, without)
    assert Dossier.objects.filter(code="").count() == 1


def test_a_centre_of_its_own_codes_has_no_box_for_one(desk, town):
    _, form = open_form(desk, town)
    assert "code" not in form


def test_scans_go_up_before_acceptance_and_are_attached_with_it(desk, town):
    address, form = open_form(desk, town)
    paper = form["papers"][0]
    form["scan"] = [sent_up(desk, paper)]
    desk.post(address, form)
    desk.post(address, form)
    attached = Attachment.objects.get()
    assert (attached.paper, attached.filename, attached.media_type) == (paper, "Tờ khai.png", "image/png")


@pytest.mark.parametrize("fault", ["not in the store", "of another case", "half a value"])
def test_a_scan_that_could_not_be_attached_is_named_before_anything_is_accepted(desk, town, fault):
    address, form = open_form(desk, town)
    paper = form["papers"][0]
    scan = {
        "not in the store": f"{paper}|{'a' * 64}|Tờ khai mất.png",
        "of another case": sent_up(desk, "giay-khac").replace("Tờ khai.png", "Tờ khai mất.png"),
        "half a value": f"{paper}|Tờ khai mất.png",
    }[fault]
    answer = desk.post(address, form | {"scan": [scan]})
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
    if fault != "half a value":
        assert "Tờ khai mất.png" in answer.content.decode()


def test_what_fails_while_attaching_is_told_with_its_reason_and_attached_again_from_the_receipt(desk, town):
    address, form = open_form(desk, town)
    paper = form["papers"][0]
    form["scan"] = [sent_up(desk, paper)]
    busy = mock.patch.object(scans, "perform", side_effect=Busy("Hệ thống đang bận ghi sổ."))
    with busy:
        answer = desk.post(address, form, follow=True)
    dossier = Dossier.objects.get()
    assert not Attachment.objects.exists()
    assert "Tờ khai.png: Hệ thống đang bận ghi sổ." in answer.content.decode()
    retry = f"/quay/da-nhan/{dossier.id}/tep/gan-lai/"
    again = desk.post(retry, form_of(answer, retry), follow=True)
    assert Attachment.objects.get().paper == paper
    assert "chưa được lưu" not in again.content.decode()


def test_what_was_refused_when_sent_up_is_still_told_after_acceptance_until_it_is_scanned_again(desk, town):
    address, form = open_form(desk, town)
    paper = form["papers"][0]
    answer = desk.post(address, form | {"scan_refused": [f"{paper}|Tệp rỗng.|Tờ khai.png"]}, follow=True)
    assert "Tờ khai.png: Tệp rỗng." in answer.content.decode()
    dossier = Dossier.objects.get()
    desk.post(f"/quay/da-nhan/{dossier.id}/tep/", {"file": picture(), "paper": paper})
    assert "chưa được lưu" not in desk.get(f"/quay/da-nhan/{dossier.id}/").content.decode()


def test_a_form_sent_again_with_one_more_scan_attaches_that_one(desk, town):
    address, form = open_form(desk, town, BIRTH)
    first, second = (sent_up(desk, paper) for paper in form["papers"][:2])
    desk.post(address, form | {"scan": [second]})
    answer = desk.post(address, form | {"scan": [first, second]}, follow=True)
    assert Dossier.objects.count() == 1
    assert set(Attachment.objects.values_list("paper", flat=True)) == set(form["papers"][:2])
    assert "chưa được lưu" not in answer.content.decode()


def test_another_case_keeps_the_scans_it_asks_for_and_names_the_others(desk, town):
    address, query = place(town, BIRTH)
    form = form_of(desk.get(address, query), f"{address}nhan/")
    kept, lost = sent_up(desk, form["papers"][0]), f"giay-khac|{'b' * 64}|Giấy khác.png"
    told = query | {"luot": address.split("/")[3], "truong-hop": "bi-bo-roi", "scan": [kept, lost]}
    page = desk.get("/quay/dieu-kien/", told, HTTP_HX_REQUEST="true").content.decode()
    assert f'value="{kept}"' in page
    assert "Bản quét của giấy tờ không có trong trường hợp này" in page
    assert "Giấy khác.png" in page


def test_a_scan_is_attached_after_acceptance_too(desk, town):
    dossier = town.accept(EXTRACT)
    paper = DossierPaper.objects.filter(dossier=dossier).first().key
    assert desk.post(f"/quay/da-nhan/{dossier}/tep/", {"file": picture(), "paper": paper}).status_code == 200
    again = desk.post(f"/quay/da-nhan/{dossier}/tep/", {"file": picture(), "paper": paper})
    assert again.status_code == 409
    assert "error" in again.json()
    assert Attachment.objects.count() == 1


def test_what_is_no_scan_is_refused_with_a_sentence(desk):
    answer = desk.post("/quay/tep/", {"file": SimpleUploadedFile("to-khai.pdf", b"MZ not a pdf")})
    assert answer.status_code == 400
    assert "PDF" in answer.json()["error"]
    assert desk.post("/quay/tep/", {}).status_code == 400


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("khai sinh", BIRTH),
        ("KHAI SINH", BIRTH),
        ("ks", BIRTH),
        ("dkks", BIRTH),
        ("k s", BIRTH),
        ("kahi sinh", BIRTH),
        ("khai sinnh", BIRTH),
        ("chứng thực", "2.000815"),
        ("trich luc khai sinh", EXTRACT),
        ("1.001193", BIRTH),
        ("ho kinh doanh", BUSINESS),
    ],
)
def test_a_few_letters_choose_the_procedure(desk, town, typed, code):
    town.accept(BIRTH)
    address, query = place(town)
    answer = desk.get(address, query | {"q": typed, "chon": "1"})
    assert f"thu-tuc={code}" in answer["Location"]


@pytest.mark.parametrize("typed", ["khai sinh", "ks", "k s"])
def test_a_bare_matter_is_not_a_copy_of_it_however_many_copies_were_asked_for(desk, town, typed):
    town.accept(EXTRACT)
    town.accept(EXTRACT)
    address, query = place(town)
    assert f"thu-tuc={BIRTH}" in desk.get(address, query | {"q": typed, "chon": "1"})["Location"]


def test_a_centre_that_received_nothing_begins_with_what_is_common_and_says_so(desk, town):
    address, query = place(town)
    page = desk.get(address, query).content.decode()
    assert "Thường gặp ở cấp xã" in page
    assert "Hay nhận nhất" not in page
    order = [page.index(f"thu-tuc={code}") for code in (BIRTH, "2.000815", EXTRACT, "1.004873", "1.000894", "1.000656")]
    assert order == sorted(order)
    town.accept("1.000656")
    page = desk.get(address, query).content.decode()
    assert "Hay nhận nhất ở Trung tâm này" in page
    assert page.index("thu-tuc=1.000656") < page.index(f"thu-tuc={BIRTH}")


def test_a_digit_chooses_from_what_is_asked_for_most(desk, town):
    town.accept(EXTRACT)
    town.accept(EXTRACT)
    town.accept(BIRTH)
    address, query = place(town)
    assert f"thu-tuc={EXTRACT}" in desk.get(address, query | {"q": "1", "chon": "1"})["Location"]
    assert f"thu-tuc={BIRTH}" in desk.get(address, query | {"q": "2", "chon": "1"})["Location"]


def test_words_that_fit_nothing_say_so(desk, town):
    address, query = place(town)
    answer = desk.get(address, query | {"q": "phóng vệ tinh", "chon": "1"})
    assert "phóng vệ tinh" in answer.content.decode()
    fragment = desk.get("/quay/thu-tuc/", query | {"luot": address.split("/")[3], "q": "khai"}, HTTP_HX_REQUEST="true")
    assert BIRTH in fragment.content.decode()


def test_a_visit_without_a_person_goes_back_to_the_box(desk):
    assert desk.get(f"/quay/luot/{uuid.uuid4()}/")["Location"] == "/quay/"


def test_accepting_costs_few_statements_whatever_the_number_of_papers(desk, town):
    counts = {}
    for procedure in (EXTRACT, BIRTH, EXTRACT):  # the first reads what a process keeps in memory
        address, form = open_form(desk, town, procedure)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            desk.post(address, form)
        counts[procedure] = len(seen)
    assert len(set(counts.values())) == 1
    assert counts[BIRTH] <= 14

"""Certification over HTTP: numbers taken in one form, steps by keys' buttons, money, signing list, book, days, papers."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from django.test import Client

from motcua.certifications import queries
from motcua.certifications.commands import SignCertification
from motcua.certifications.models import Book, Certification, ClosedDay, Original
from motcua.certifications.rules import Kind
from motcua.certifications.tests.conftest import Bench, load_signatures
from motcua.desks.counter.certified import prints
from motcua.desks.counter.tests.forms import form_here, form_of
from motcua.documents import pdf_text
from motcua.kernel import clock
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.payments.commands import OpenShift, PayCash
from motcua.payments.models import Bill

HOME = "/quay/chung-thuc/"
NAME = "Công Dân Thử Một"


@pytest.fixture
def bench(town):
    found = Bench(town)
    found.open()
    return found


@pytest.fixture
def leader(town, sign_in):
    """A browser in which the one who signs is signed in, after the second factor."""
    return sign_in(Client(), "lanhdao", verified=True)


def form_address(bench, kind="copy", citizen=0, more=""):
    return f"{HOME}lap/?nguoi={bench.town.citizens[citizen].id.hex}&loai={kind}{more}"


def typed(desk, address, *originals, **more):
    """Return the form of a page filled in with originals (name, pages, copies)."""
    values = form_of(desk.get(address), "/lap/")
    for row, (name, pages, copies) in enumerate(originals):
        values |= {f"name-{row}": name, f"pages-{row}": pages, f"copies-{row}": copies}
    return values | more


def taken(desk, bench, *originals):
    """Take numbers by the form; return the certification."""
    answer = desk.post(f"{HOME}lap/", typed(desk, form_address(bench), *originals or (("Bằng tốt nghiệp", "3", "10"),)))
    assert answer.status_code == HTTPStatus.FOUND
    return Certification.objects.latest("opened_at")


def stepped(client, certification, *steps):
    for step in steps:
        values = form_of(client.get(f"{HOME}{certification.id}/"), f"/buoc/{step}/")
        assert client.post(f"{HOME}{certification.id}/buoc/{step}/", values).status_code == HTTPStatus.FOUND


def text_of(pdf):
    with pikepdf.open(BytesIO(pdf)) as found:
        return len(found.pages), " ".join(pdf_text.text_of(found).split())


def test_ten_copies_go_from_the_form_to_the_hand_without_a_slip(desk, bench, leader):
    certification = taken(desk, bench)
    page = desk.get(f"{HOME}{certification.id}/").content.decode()
    assert "50.000" in page
    assert "01/2025-SCT/BS" in page
    stepped(desk, certification, "in-xong", "doi-chieu")
    assert f"{HOME}{certification.id}/" in leader.get(f"{HOME}ky/").content.decode()
    stepped(leader, certification, "ky")
    perform(OpenShift(centre=bench.centre), bench.town["tiepnhan"])
    assert "/buoc/tra/" not in desk.get(f"{HOME}{certification.id}/").content.decode()
    bill = Bill.objects.get()
    paying = desk.get(f"/quay/thu/phieu/{bill.id}/")
    assert f"{HOME}{certification.id}/" in paying.content.decode()
    assert desk.post(f"/quay/thu/phieu/{bill.id}/thu/", form_of(paying, "/thu/")).status_code == HTTPStatus.FOUND
    stepped(desk, certification, "tra")
    assert "Đã trả" in desk.get(f"{HOME}{certification.id}/").content.decode()


def test_rows_left_empty_are_left_out_and_the_last_signer_is_proposed(desk, bench):
    address = form_address(bench)
    values = typed(desk, address, ("Căn cước", "2", "1"), ("", "9", "9"), ("Giấy khai sinh", "1", "3"))
    assert desk.post(f"{HOME}lap/", values).status_code == HTTPStatus.FOUND
    assert list(Original.objects.order_by("number").values_list("name", "fee")) == [
        ("Căn cước", 4_000),
        ("Giấy khai sinh", 6_000),
    ]
    assert form_of(desk.get(address), "/lap/")["signer"] == [str(bench.town["lanhdao"].official)]


@pytest.mark.parametrize(
    ("originals", "more", "status", "said"),
    [
        ((), {}, 400, "Ghi ít nhất một giấy tờ"),
        ((("Căn cước", "x", "1"),), {}, 400, "Dòng 1, Số trang: «x» không phải là số"),
        ((("Căn cước", "²", "1"),), {}, 400, "không phải là số"),
        ((("Căn cước", "1", "0"),), {}, 400, "Dòng 1, Số bản: Số bản từ 1 đến 200"),
        ((("", "1", "1"), ("Căn cước", "1", "999")), {}, 400, "Dòng 2, Số bản"),
        ((("Căn cước", "1", "9" * 40),), {}, 400, "không phải là số"),
        ((("x" * 301, "1", "1"),), {}, 400, "Dài quá 300 ký tự"),
        ((("A", "1", "200"), ("B", "1", "101")), {}, 400, "nhiều nhất 300 bản"),
        ((("Căn cước", "1", "1"),), {"signer": ""}, 400, "Chọn người ký"),
        ((("Căn cước", "1", "1"),), {"signer": "zzz"}, 400, "Chọn người ký"),
        ((("Căn cước", "1", "1"),), {"signer": "00000000-0000-0000-0000-000000000007"}, 400, "không có quyền ký"),
        ((("Căn cước", "1", "1"),), {"level": "khac"}, 409, "Mức thu vừa thay đổi"),
        ((("Căn cước", "1", "1"),), {"loai": "signature"}, 409, "Chưa mở sổ"),
    ],
)
def test_what_is_wrong_stands_beside_its_row_with_all_that_was_typed(desk, bench, originals, more, status, said):
    before = Entry.objects.count()
    answer = desk.post(f"{HOME}lap/", typed(desk, form_address(bench), *originals, **more))
    assert answer.status_code == status
    page = answer.content.decode()
    assert said in page
    assert all(name in page for name, _, _ in originals)
    assert Entry.objects.count() == before


def test_hostile_words_stay_words(desk, bench):
    bad = "<script>alert(1)</script>{{ 7*7 }}#include \u202e"
    certification = taken(desk, bench, (bad, "1", "1"))
    for address in (f"{HOME}{certification.id}/", f"{HOME}so/", HOME):
        page = desk.get(address).content.decode()
        assert "<script>alert" not in page
    assert desk.get(f"{HOME}{certification.id}/loi-chung.pdf").status_code == HTTPStatus.OK
    assert desk.get(f"{HOME}lap/", {"nguoi": "\0"}).status_code == HTTPStatus.BAD_REQUEST
    for began in ("", "x", "2025-07-11T10:00:00", "9999-12-31T23:59:59+00:00", "2025-07-11T10:00:00+99:00"):
        values = typed(desk, form_address(bench), ("Sổ", "1", "1"), began=began)
        assert desk.post(f"{HOME}lap/", values).status_code == HTTPStatus.FOUND
    assert not Certification.objects.filter(began_at__isnull=False).exclude(pk=certification.id).exists()


def test_the_form_sent_twice_takes_numbers_once(desk, bench):
    values = typed(desk, form_address(bench), ("Căn cước", "2", "1"))
    answers = [desk.post(f"{HOME}lap/", values) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Original.objects.count() == Bill.objects.count() == 1
    certification = Certification.objects.get()
    step = form_of(desk.get(f"{HOME}{certification.id}/"), "/buoc/in-xong/")
    assert [desk.post(f"{HOME}{certification.id}/buoc/in-xong/", step).status_code for _ in range(2)] == [302, 302]
    assert Certification.objects.get().version == 2


def test_without_a_person_or_with_a_strange_one_there_is_no_form(desk, bench):
    assert desk.get(f"{HOME}lap/")["Location"] == HOME
    strange = "/quay/chung-thuc/lap/?nguoi=00000000-0000-0000-0000-000000000007"
    assert desk.get(strange).status_code == HTTPStatus.NOT_FOUND


def test_steps_out_of_order_are_told_on_the_page(desk, bench, leader):
    certification = taken(desk, bench)
    for client, step, said in (
        (desk, "doi-chieu", "In lời chứng xong"),
        (desk, "tra", "Chưa ký xong"),
        (leader, "ky", "Chưa đối chiếu xong"),
        (desk, "lap-phieu", "đang đúng"),
    ):
        answer = client.post(f"{HOME}{certification.id}/buoc/{step}/", {"once_key": step})
        assert answer.status_code == HTTPStatus.CONFLICT
        assert said in answer.content.decode()
    assert desk.post(f"{HOME}{certification.id}/buoc/la/").status_code == HTTPStatus.NOT_FOUND
    assert desk.post(f"{HOME}{certification.id}/buoc/ky/").status_code == HTTPStatus.FORBIDDEN


def test_after_fifteen_the_form_offers_a_slip_and_a_dossier_leads_to_its_numbers(desk, bench):
    address = form_address(bench)
    assert "Đã qua 15 giờ" not in desk.get(address).content.decode()
    with clock.fixed(clock.at(2025, 7, 11, 15, 1)):
        assert "Đã qua 15 giờ" in desk.get(HOME).content.decode()
        page = desk.get(address).content.decode()
        assert "Hẹn ngày sau" in page
        assert "thu-tuc=2.000815" in page
        dossier = bench.town.accept("2.000815")
    with clock.fixed(clock.at(2025, 7, 14, 8)):
        receipt = desk.get(f"/quay/da-nhan/{dossier}/").content.decode()
        assert f"ho-so={dossier.hex}" in receipt
        of_dossier = form_address(bench, more=f"&ho-so={dossier}")
        answer = desk.post(f"{HOME}lap/", typed(desk, of_dossier, ("Học bạ", "30", "1")))
        assert answer.status_code == HTTPStatus.FOUND
        certification = Certification.objects.get()
        assert (certification.dossier, certification.bill) == (dossier, None)
        assert "thu phí và trả kết quả theo hồ sơ" in desk.get(answer["Location"]).content.decode()
        stranger = form_address(bench, citizen=1, more=f"&ho-so={dossier}")
        assert desk.get(stranger).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        other = bench.town.accept("2.000635")
        assert desk.get(form_address(bench, more=f"&ho-so={other}")).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_person_at_the_counter_is_led_to_the_form(desk, bench):
    person = bench.town.citizens[0]
    answer = desk.post("/quay/tim/", {"q": person.number, "then": f"{HOME}lap/?nguoi="})
    assert answer["Location"] == f"{HOME}lap/?nguoi={person.id.hex}"
    visit = f"/quay/luot/{bench.centre}/?nguoi={person.id.hex}"
    assert f"{HOME}lap/?nguoi={person.id.hex}" in desk.get(visit).content.decode()
    page = desk.get(f"{visit}&thu-tuc=2.000815").content.decode()
    assert "Trả ngay, không giấy hẹn" in page
    assert "Trả ngay, không giấy hẹn" not in desk.get(f"{visit}&thu-tuc=2.000635").content.decode()


def test_a_line_is_corrected_and_a_number_cancelled_by_forms_with_their_reason(desk, bench):
    certification = taken(desk, bench, ("Bằng", "3", "10"), ("Căn cước", "2", "1"))
    one, two = Original.objects.order_by("number")
    way = f"{HOME}{certification.id}/sua/{one.id}/"
    form = form_here(desk.get(way))
    assert desk.post(way, form | {"copies": "2"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert desk.post(way, form | {"copies": "2", "reason": "Khách đổi ý"}).status_code == HTTPStatus.FOUND
    away = f"{HOME}{certification.id}/huy/{two.id}/"
    assert desk.post(away, form_here(desk.get(away)) | {"reason": "Tẩy xóa"}).status_code == HTTPStatus.FOUND
    page = desk.get(f"{HOME}{certification.id}/").content.decode()
    assert "trước là «Bằng», 3 trang, 10 bản" in page
    assert "Tẩy xóa" in page
    assert "10.000" in page
    assert desk.get(f"{HOME}{certification.id}/sua/{certification.id}/").status_code == HTTPStatus.NOT_FOUND
    assert desk.get(f"{HOME}{one.id}/").status_code == HTTPStatus.NOT_FOUND


def test_another_signer_is_chosen_from_who_may_sign(desk, bench):
    certification = taken(desk, bench)
    way = f"{HOME}{certification.id}/doi-nguoi-ky/"
    others = [
        one for one in queries.signers_of(bench.centre, "real", Kind.COPY) if one.official != certification.signer_id
    ]
    answer = desk.post(way, form_here(desk.get(way)) | {"signer": str(bench.town["thuly"].official)})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    for other in others:
        assert desk.post(way, form_here(desk.get(way)) | {"signer": str(other.official)}).status_code == 302
    assert desk.post(way, {"signer": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_ticked_ones_are_signed_and_a_refused_one_is_told_by_its_number(desk, bench, leader):
    first, second = (bench.compare(bench.receive(("Sổ", 1, 1))) for _ in range(2))
    assert "Không có lượt nào chờ ký" not in leader.get(f"{HOME}ky/").content.decode()
    values = form_of(leader.get(f"{HOME}ky/"), "/ky/ghi/") | {"selected": [str(first), "la", str(first)]}
    assert leader.post(f"{HOME}ky/ghi/", values).status_code == HTTPStatus.FOUND
    assert Certification.objects.get(pk=first).signed_at is not None
    with clock.fixed(clock.at(2025, 7, 14, 8)):
        page = leader.get(f"{HOME}ky/")
        assert "đã sang ngày khác" in page.content.decode()
        answer = leader.post(f"{HOME}ky/ghi/", form_of(page, "/ky/ghi/") | {"selected": [str(second)]})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "CT-BS 2/2025: Lời chứng ghi ngày" in answer.content.decode()
    assert leader.get(HOME)["Location"] == f"{HOME}ky/"
    assert desk.get(f"{HOME}ky/").status_code == HTTPStatus.FORBIDDEN


def test_without_the_second_factor_the_signing_list_asks_for_it(bench, sign_in):
    bench.compare(bench.receive())
    unproved = sign_in(Client(), "lanhdao")
    page = unproved.get(f"{HOME}ky/").content.decode()
    assert "mã bước hai" in page
    certification = Certification.objects.get()
    assert "mã bước hai" in unproved.get(f"{HOME}{certification.id}/").content.decode()
    answer = unproved.post(f"{HOME}ky/ghi/", {"selected": [str(certification.id)]})
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_the_book_is_searched_filtered_paged_exported_and_printed(desk, bench):
    bench.sign(bench.receive(("Bằng tốt nghiệp", 3, 10), ("Căn cước", 2, 1)))
    page = desk.get(f"{HOME}so/?q=bang&loai=copy&tu=11/07/2025&den=11/07/2025").content.decode()
    assert "Bằng tốt nghiệp" in page
    assert ">Căn cước<" not in page
    assert desk.get(f"{HOME}so/?tu=32/13/2025").status_code == HTTPStatus.BAD_REQUEST
    assert desk.get(f"{HOME}so/in.pdf?tu=x").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert desk.get(f"{HOME}so/?trang=99&huy=1&loai=x&den=31/12/2199").status_code == HTTPStatus.OK
    sheet = openpyxl.load_workbook(BytesIO(desk.get(f"{HOME}so/danh-sach.xlsx").content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[1] for row in rows] == [1, 2]
    assert rows[0][3:8] == [NAME, "Bằng tốt nghiệp", 3, 10, 50_000]
    pages, words = text_of(desk.get(f"{HOME}so/in.pdf?tu=11/07/2025&den=11/07/2025").content)
    assert pages == 1
    for said in ("SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH", "Ngày 11/07/2025", NAME, "50.000", "Cộng: 2 số"):
        assert said in words


def test_a_long_book_goes_on_on_the_next_page(desk, bench):
    for _ in range(3):
        bench.receive(*[("Sổ", 1, 1)] * 20)
    page = desk.get(f"{HOME}so/").content.decode()
    assert "trang=2" in page
    assert "trang=1" in desk.get(f"{HOME}so/?trang=2").content.decode()


def test_a_statement_says_number_book_day_place_signer_and_title_once_a_copy(desk, bench):
    certification = bench.receive(("Bằng tốt nghiệp", 3, 2), ("Căn cước", 2, 1))
    answer = desk.get(f"{HOME}{certification}/loi-chung.pdf")
    pages, words = text_of(answer.content)
    assert pages == 3
    leader = bench.town["lanhdao"]
    for said in (
        "CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH",
        "01/2025-SCT/BS",
        "Ngày 11 tháng 7 năm 2025",
        "Ủy ban nhân dân xã",
        "tỉnh",
        leader.name,
        leader.post_title.upper().split(" UBND")[0],
        "bản 2/2",
    ):
        assert said in words, said
    assert desk.get(f"{HOME}{certification}/loi-chung.pdf").content == answer.content
    trial = prints.statements(bench.page(certification), Realm.TRIAL)
    assert "THỬ – KHÔNG CÓ GIÁ TRỊ" in text_of(trial)[1]


def test_a_statement_of_a_signature_names_who_signed_before_the_official(desk, bench):
    load_signatures()
    bench.open(Kind.SIGNATURE)
    certification = bench.receive(("Sơ yếu lý lịch", 4, 1), kind=Kind.SIGNATURE)
    words = text_of(desk.get(f"{HOME}{certification}/loi-chung.pdf").content)[1]
    citizen = bench.town.citizens[0]
    for said in ("CHỨNG THỰC CHỮ KÝ", NAME, citizen.number, "trước mặt tôi", "01/2025-SCT/CK,ĐC"):
        assert said in words
    assert "Số chứng thực chữ ký" in desk.get(HOME).content.decode()


def test_a_day_is_closed_on_its_page_and_says_why_not_yet(desk, bench):
    certification = bench.compare(bench.receive())
    way = f"{HOME}ngay/2025-07-11/"
    assert "Còn 1 số chưa ký" in desk.get(way).content.decode()
    answer = desk.post(f"{way}khoa/", form_here(desk.get(f"{way}khoa/")))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    perform(SignCertification(certification=certification), bench.town["lanhdao"])
    assert desk.post(f"{way}khoa/", form_here(desk.get(f"{way}khoa/")) | {"note": "Đủ"}).status_code == 302
    page = desk.get(way).content.decode()
    assert "Đã khóa lúc" in page
    assert "Đủ" in page
    assert "đã khóa sổ" in desk.get(f"{HOME}ngay/").content.decode()
    assert "Sổ ngày" in desk.get(f"{HOME}{certification}/").content.decode()
    answer = desk.post(f"{HOME}lap/", typed(desk, form_address(bench), ("Sổ", "1", "1")))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "đã khóa" in answer.content.decode()
    assert ClosedDay.objects.count() == 1
    assert desk.get(f"{HOME}ngay/hom-qua/").status_code == HTTPStatus.NOT_FOUND


def test_a_book_is_opened_by_a_form_and_without_one_the_page_says_so(desk, town):
    assert "Chưa mở sổ năm nay" in desk.get(HOME).content.decode()
    way = f"{HOME}mo-so/copy/"
    assert desk.post(way, form_here(desk.get(way)) | {"first": "0"}).status_code == HTTPStatus.BAD_REQUEST
    assert desk.post(way, form_here(desk.get(way)) | {"volume": "a b"}).status_code == HTTPStatus.BAD_REQUEST
    assert desk.post(way, form_here(desk.get(way)) | {"first": "118"}).status_code == HTTPStatus.FOUND
    assert Book.objects.get().first == 118
    assert desk.post(way, form_here(desk.get(way))).status_code == HTTPStatus.CONFLICT
    assert desk.get(f"{HOME}mo-so/la/").status_code == HTTPStatus.NOT_FOUND
    certification = Bench(town).receive(("Sổ", 1, 1))
    assert Original.objects.get(certification=certification).number == 118


def test_what_was_cancelled_after_payment_and_a_lost_bill_are_told(desk, bench):
    certification = bench.receive(("Bằng", 3, 10), ("Căn cước", 2, 1))
    bill = Bill.objects.get()
    assert desk.post(f"/quay/thu/phieu/{bill.id}/huy/", {"reason": "x", "once_key": "h"}).status_code == 302
    page = desk.get(f"{HOME}{certification}/")
    assert "chưa có phiếu thu" in page.content.decode()
    stepped(desk, Certification.objects.get(), "lap-phieu")
    perform(OpenShift(centre=bench.centre), bench.town["tiepnhan"])
    perform(PayCash(bill=Bill.objects.get(state="open").id, tendered=54_000), bench.town["tiepnhan"])
    one = Original.objects.order_by("number").first()
    away = f"{HOME}{certification}/huy/{one.id}/"
    desk.post(away, form_here(desk.get(away)) | {"reason": "Tẩy xóa"})
    assert "còn phải hoàn trả 50.000" in desk.get(f"{HOME}{certification}/").content.decode()


PAGES = ["", "lap/", "so/", "so/danh-sach.xlsx", "so/in.pdf", "ngay/", "ngay/2025-07-11/", "mo-so/copy/", "ky/"]


@pytest.mark.parametrize("page", PAGES)
def test_others_do_not_come_in(town, client, sign_in, page):
    assert client.get(f"{HOME}{page}").status_code == HTTPStatus.FOUND
    assert sign_in(client, "thuly").get(f"{HOME}{page}").status_code == HTTPStatus.FORBIDDEN


def test_the_operating_report_shows_them_apart_from_its_dossiers(bench, sign_in):
    director = sign_in(Client(), "giamdoc", verified=True)
    assert "Chứng thực trả ngay" not in director.get("/bao-cao/").content.decode()
    handed = bench.sign(bench.receive(("Sổ", 1, 1), ("Bằng", 3, 2)))
    bench.pay(handed)
    bench.hand(handed)
    bench.receive(("Học bạ", 1, 1))
    for address in ("/bao-cao/", "/bao-cao/?linh-vuc=Chứng thực"):
        page = director.get(address).content.decode()
        assert "Chứng thực trả ngay" in page
        assert "1 lượt, 2 số" in page
    assert "1 lượt, 2 số" not in director.get("/bao-cao/?linh-vuc=Hộ tịch").content.decode()

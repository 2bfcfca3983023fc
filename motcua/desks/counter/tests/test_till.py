"""The till over HTTP: bills opened from what is posted, paid, printed, given back; shifts counted; days reconciled."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from unittest import mock

import msgspec
import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.catalogue import packaged
from motcua.catalogue import queries as catalogue
from motcua.catalogue.commands import load_packaged
from motcua.config.demo.centre import founder
from motcua.desks.counter.tests.forms import form_here, form_of
from motcua.desks.counter.till import prints
from motcua.documents import pdf_text
from motcua.kernel.sheets.tests.made import book
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.payments import queries
from motcua.payments.commands import SetUpTill
from motcua.payments.models import Bill, Receipt, Refund, Shift
from motcua.payments.tests.conftest import COPIES, EXTRACT, MARITAL, Till


@pytest.fixture
def till(town):
    return Till(town)


@pytest.fixture
def books(town, sign_in):
    """A browser in which the accountant is signed in."""
    return sign_in(Client(), "ketoan")


@pytest.fixture
def director(town, sign_in):
    """A browser in which the director is signed in, after the second factor."""
    return sign_in(Client(), "giamdoc", verified=True)


def text_of(pdf):
    """Return the words of a printed paper."""
    with pikepdf.open(BytesIO(pdf)) as found:
        return " ".join(pdf_text.text_of(found).split())


def sent(client, address, **values):
    """Send the form of a page with some values changed."""
    return client.post(address, form_here(client.get(address)) | values)


def opened(desk, dossier, **values):
    return sent(desk, f"/quay/thu/ho-so/{dossier}/lap/", **values)


def test_a_dossier_leads_to_the_form_then_to_its_bill_and_then_to_what_was(desk, till):
    dossier = till.town.accept(EXTRACT)
    assert f"/quay/thu/ho-so/{dossier}/" in desk.get(f"/quay/da-nhan/{dossier}/").content.decode()
    way = f"/quay/thu/ho-so/{dossier}/"
    assert desk.get(way)["Location"] == f"{way}lap/"
    answer = opened(desk, dossier)
    bill = Bill.objects.get()
    assert answer["Location"] == f"/quay/thu/phieu/{bill.id}/" == desk.get(way)["Location"]
    till.shift()
    till.pay(bill.id)
    page = desk.get(way).content.decode()
    assert "Đã thu" in page
    assert "Lập phiếu thu" in page


def test_the_form_shows_the_level_its_ground_and_charges_by_page(desk, till):
    dossier = till.town.accept(COPIES)
    page = desk.get(f"/quay/thu/ho-so/{dossier}/lap/").content.decode()
    assert "Thông tư 226/2016/TT-BTC" in page
    key = "published-phi-chung-thuc-trang-2000"
    answer = opened(desk, dossier, **{f"sl.{key}": "10"})
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "Ghi số trang" in answer.content.decode()
    assert opened(desk, dossier, **{f"sl.{key}": "10", f"tr.{key}": "3"}).status_code == HTTPStatus.FOUND
    assert Bill.objects.get().total == 50_000


def test_where_nothing_is_posted_the_page_says_so_and_nothing_is_charged(desk, till):
    dossier = till.town.accept(MARITAL)
    page = desk.get(f"/quay/thu/ho-so/{dossier}/lap/").content.decode()
    assert "Chưa có mức thu niêm yết" in page
    assert opened(desk, dossier).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert not Bill.objects.exists()


def test_a_form_filled_in_under_an_older_level_is_refused(desk, till):
    till.level(amount=5_000)
    dossier = till.town.accept(MARITAL)
    address = f"/quay/thu/ho-so/{dossier}/lap/"
    stale = form_here(desk.get(address))
    till.level(amount=8_000)
    answer = desk.post(address, stale)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "8.000" in answer.content.decode()
    assert not Bill.objects.exists()


def test_a_level_of_one_case_is_found_although_the_case_is_called_otherwise_by_now(desk, till):
    facts = packaged.get(MARITAL)
    till.level(case=facts.cases[0].key)
    dossier = till.town.accept(MARITAL)
    cases = tuple(msgspec.structs.replace(case, name=f"{case.name} (sửa)") for case in facts.cases)
    source = msgspec.structs.replace(facts.source, as_of=till.town.at.date() + timedelta(days=500))
    renamed = msgspec.structs.replace(facts, cases=cases, source=source)
    with mock.patch.object(packaged, "all_procedures", return_value={MARITAL: renamed}):
        load_packaged(founder())
    assert catalogue.version_on(MARITAL, till.town.at.date()).facts.cases == cases
    assert opened(desk, dossier).status_code == HTTPStatus.FOUND
    assert (Bill.objects.get().case, Bill.objects.get().total) == (facts.cases[0].key, 5_000)


def test_an_exemption_is_chosen_with_its_paper(desk, till):
    till.level(exemptions=["hộ nghèo"])
    dossier = till.town.accept(MARITAL)
    assert opened(desk, dossier, group="hộ nghèo").status_code == HTTPStatus.BAD_REQUEST
    assert opened(desk, dossier, group="hộ giàu", evidence="x").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert opened(desk, dossier, group="hộ nghèo", evidence="x", percent="0").status_code == HTTPStatus.BAD_REQUEST
    assert opened(desk, dossier, group="hộ nghèo", evidence="Giấy 12").status_code == HTTPStatus.FOUND
    bill = Bill.objects.get()
    page = desk.get(f"/quay/thu/phieu/{bill.id}/").content.decode()
    assert "Được miễn" in page
    assert "Giấy 12" in page


@pytest.mark.parametrize("count", ["0", "1001", "-1", "x", "²", "9" * 30])
def test_counts_nobody_means_stand_beside_their_field(desk, till, count):
    dossier = till.town.accept(EXTRACT)
    answer = opened(desk, dossier, **{"sl.published-phi-ban-sao-trich-luc-ban-8000": count})
    assert 400 <= answer.status_code < 500
    assert not Bill.objects.exists()


def test_cash_is_taken_once_and_the_change_is_said(desk, till):
    bill = till.bill()
    address = f"/quay/thu/phieu/{bill}/"
    assert "Bạn chưa mở ca thu" in desk.get(address).content.decode()
    till.shift()
    form = form_of(desk.get(address), f"{address}thu/")
    assert desk.post(f"{address}thu/", form | {"tendered": "7.000"}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert desk.post(f"{address}thu/", form | {"tendered": "8k"}).status_code == HTTPStatus.BAD_REQUEST
    assert desk.post(f"{address}thu/", form | {"tendered": "10.000"})["Location"] == address
    again = desk.post(f"{address}thu/", form | {"tendered": "10.000"})
    assert again.status_code in {HTTPStatus.FOUND, HTTPStatus.CONFLICT}
    assert Receipt.objects.count() == 1
    page = desk.get(address).content.decode()
    assert "BL-25 0000001" in page


def test_the_receipt_is_printed_in_three_copies_in_figures_and_words(desk, till):
    till.shift()
    bill = till.bill(quantity=2)
    receipt = till.pay(bill)
    answer = desk.get(f"/quay/thu/bien-lai/{receipt}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    words = text_of(answer.content)
    for wanted in ("Liên 1: Lưu", "Liên 2: Giao người nộp tiền", "Liên 3: Kế toán", "16.000", "Mười sáu nghìn đồng"):
        assert wanted in words
    assert "chưa đăng ký với cơ quan thuế" in words
    assert answer.content == desk.get(f"/quay/thu/bien-lai/{receipt}.pdf").content


def test_a_paper_of_a_trial_and_one_of_a_registered_series_say_so(till):
    till.shift()
    bill = till.bill()
    till.pay(bill)
    page = queries.bill(till.town["tiepnhan"], bill)
    assert "THỬ – KHÔNG CÓ GIÁ TRỊ" in text_of(prints.receipt(page, page.receipts[0], Realm.TRIAL))
    setup = SetUpTill(centre=till.centre, receipt_form="01BLP0-001", receipt_symbol="AB-25E", ground="TB thuế thử")
    perform(setup, till.town["giamdoc"])
    till.pay(other := till.bill())
    page = queries.bill(till.town["tiepnhan"], other)
    words = text_of(prints.receipt(page, page.receipts[0], Realm.REAL))
    assert "Mẫu số: 01BLP0-001" in words
    assert "AB-25E" in words
    assert "chưa đăng ký" not in words
    assert page.receipts[0].text == "AB-25E 0000001"


def test_an_annulled_receipt_says_so_on_paper(desk, till):
    till.shift()
    bill = till.bill()
    receipt = till.pay(bill)
    address = f"/quay/thu/phieu/{bill}/huy-bien-lai/{receipt}/"
    assert sent(desk, address).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(desk, address, reason="Ghi nhầm số bản")["Location"] == f"/quay/thu/phieu/{bill}/"
    assert "ĐÃ HỦY" in text_of(desk.get(f"/quay/thu/bien-lai/{receipt}.pdf").content)
    assert "Ghi nhầm số bản" in desk.get(f"/quay/thu/phieu/{bill}/").content.decode()


def test_money_goes_back_by_a_slip(desk, till):
    till.shift()
    bill = till.bill()
    receipt = till.pay(bill)
    address = f"/quay/thu/phieu/{bill}/hoan-tra/{receipt}/"
    assert sent(desk, address, amount="8.001", reason="x").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(desk, address, amount="3.000", reason="Thừa").status_code == HTTPStatus.FOUND
    refund = Refund.objects.get()
    words = text_of(desk.get(f"/quay/thu/hoan-tra/{refund.id}.pdf").content)
    assert "PHIẾU HOÀN TRẢ" in words
    assert "Ba nghìn đồng" in words
    assert "HT-25 0000001" in desk.get(f"/quay/thu/phieu/{bill}/").content.decode()


def test_a_transfer_shows_its_code_and_waits(desk, till):
    till.account()
    bill = till.bill()
    address = f"/quay/thu/phieu/{bill}/"
    form = form_of(desk.get(address), f"{address}cho-chuyen-khoan/")
    assert desk.post(f"{address}cho-chuyen-khoan/", form).status_code == HTTPStatus.FOUND
    page = desk.get(address).content.decode()
    assert "<svg" in page
    assert "chưa phải là đã thu" in page
    transfer = queries.bill(till.town["tiepnhan"], bill).waiting.id
    assert desk.post(f"{address}cho-chuyen-khoan/", form | {"once_key": "khác"}).status_code == HTTPStatus.CONFLICT
    assert sent(desk, f"{address}khong-cho/{transfer}/", reason="Đổi ý").status_code == HTTPStatus.FOUND
    assert sent(desk, f"{address}huy/", reason="Thôi").status_code == HTTPStatus.FOUND
    assert Bill.objects.get().state == "cancelled"


def test_a_shift_is_counted_in_handed_on_and_counted_out(desk, till):
    assert sent(desk, "/quay/thu/ca/mo/", **{"to-50000": "2"})["Location"] == "/quay/thu/"
    shift = Shift.objects.get()
    address = f"/quay/thu/ca/{shift.id}/"
    assert sent(desk, f"{address}nop/", amount="100.001", to="Thủ quỹ").status_code == 422
    assert sent(desk, f"{address}nop/", amount="50.000", to="Thủ quỹ Thử").status_code == HTTPStatus.FOUND
    refused = sent(desk, f"{address}ket/", **{"to-20000": "2"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Quỹ thiếu 10.000 đồng" in refused.content.decode()
    assert sent(desk, f"{address}ket/", reason="Rơi", **{"to-20000": "2"}).status_code == HTTPStatus.FOUND
    page = desk.get(address).content.decode()
    assert "Quỹ thiếu 10.000 đồng so với sổ" in page
    assert "Thủ quỹ Thử" in page


def test_the_list_of_receipts_is_searched_narrowed_paged_and_taken_away(desk, books, till, monkeypatch):
    till.shift()
    for _ in range(3):
        till.pay(till.bill())
    label = Bill.objects.order_by("pk").first().label
    assert desk.get("/quay/thu/bien-lai/", {"q": label}).content.decode().count('data-label="Biên lai"') == 1
    assert desk.get("/quay/thu/bien-lai/", {"q": "BL-25 2"}).content.decode().count('data-label="Biên lai"') == 1
    assert "Không có biên lai nào khớp" in desk.get("/quay/thu/bien-lai/?hinh-thuc=transfer").content.decode()
    assert "Không có biên lai nào khớp" in desk.get("/quay/thu/bien-lai/?den=10/07/2025").content.decode()
    assert desk.get("/quay/thu/bien-lai/?tu=hôm qua").status_code == HTTPStatus.BAD_REQUEST
    for odd in ("?trang=999", "?trang=x", "?hinh-thuc=x", "?q=" + "9" * 200, "?den=31/12/2199"):
        assert desk.get(f"/quay/thu/bien-lai/{odd}").status_code == HTTPStatus.OK
    assert "Đã thu (đồng" not in desk.get("/quay/thu/bien-lai/").content.decode()
    assert "24.000" in books.get("/quay/thu/bien-lai/").content.decode()
    sheet = books.get("/quay/thu/bien-lai/danh-sach.xlsx")
    assert sheet.content.startswith(b"PK")


def test_the_till_is_reached_from_the_day_by_who_has_it_and_from_the_menu_by_the_accountant(desk, books, director):
    for client in (desk, director):
        page = client.get("/quay/chot-ngay/").content.decode()
        assert page.count('href="/quay/thu/"') == 1
    assert 'href="/quay/thu/"' in desk.get("/quay/").content.decode()
    assert 'aria-current="page">Thu phí' in books.get("/quay/thu/").content.decode().replace("\n", "")


def test_the_till_at_a_glance_is_ones_own_or_the_centres(desk, books, till):
    till.shift()
    till.pay(till.bill())
    till.bill()
    assert "Bạn thu hôm nay" in desk.get("/quay/thu/").content.decode()
    page = books.get("/quay/thu/").content.decode()
    assert "Trung tâm thu hôm nay" in page
    assert "chưa bắt đầu đối soát" in page
    assert "Mở ca thu" not in page


HEADS = ["Ngày giao dịch", "Số tham chiếu", "Ghi có", "Ghi nợ", "Nội dung"]
DAY = "/quay/thu/doi-soat/2025-07-11/"


def test_a_day_is_reconciled_from_the_banks_file_to_its_paper(books, till):
    till.account()
    bill = till.bill()
    till.announce(bill)
    code = queries.bill(till.town["tiepnhan"], bill).waiting.content
    assert "Bắt đầu đối soát" in books.get("/quay/thu/doi-soat/").content.decode()
    assert books.get(DAY).status_code == HTTPStatus.NOT_FOUND
    assert sent(books, "/quay/thu/doi-soat/bat-dau/").status_code == HTTPStatus.FOUND
    rows = [
        HEADS,
        ["11/07/2025", "FT1", 8_000, None, f"NGUYEN A {code}"],
        ["11/07/2025", "FT2", 500, None, "LAI TIEN GUI"],
        ["10/07/2025", "FT0", 9, None, "hom qua"],
        ["11/07/2025", "FT3", 5, 5, "ca hai"],
    ]
    file = SimpleUploadedFile("sao-ke.xlsx", book(rows))
    shown = books.post(f"{DAY}sao-ke/", {"file": file})
    assert "khác ngày đối soát" in shown.content.decode()
    token = form_of(shown, f"{DAY}sao-ke/ghi/")["luot"]
    assert books.post(f"{DAY}sao-ke/ghi/", {"luot": token, "viec": "ghi"}).status_code < 400
    page = books.get(DAY)
    assert "Đề nghị khớp" in page.content.decode()
    form = form_of(page, f"{DAY}khop/")
    assert books.post(f"{DAY}khop/", form)["Location"] == DAY
    assert Receipt.objects.get().manner == "transfer"
    assert books.post(f"{DAY}chot/", {"once_key": "a"}).status_code == HTTPStatus.CONFLICT
    (one,) = queries.day(till.town["ketoan"], till.town.at.date()).differences
    explain = f"{DAY}giai-trinh/{one.difference}/{one.subject}/"
    assert sent(books, explain).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert sent(books, explain, words="Lãi tài khoản").status_code == HTTPStatus.FOUND
    assert sent(books, f"{DAY}chot/", note="Đủ").status_code == HTTPStatus.FOUND
    words = text_of(books.get(f"{DAY}in.pdf").content)
    assert "BẢNG ĐỐI SOÁT NGÀY 11/7/2025" in words
    assert "Lãi tài khoản" in words
    assert books.get(f"{DAY}bang.xlsx").content.startswith(b"PK")
    assert "đã chốt" in books.get("/quay/thu/doi-soat/").content.decode()
    assert "Đã chốt lúc" in books.get(DAY).content.decode()


@pytest.mark.parametrize("day", ["2025-13-01", "hom-nay", "2025-07-12"])
def test_a_day_that_is_none_is_not_found(books, day):
    assert books.get(f"/quay/thu/doi-soat/{day}/").status_code == HTTPStatus.NOT_FOUND
    assert books.get(f"/quay/thu/doi-soat/{day}/sao-ke/").status_code == HTTPStatus.NOT_FOUND


def test_the_director_posts_levels_with_ground_and_hour(director, till):
    way = "/danh-muc/muc-thu/niem-yet/1.004873/"
    values = {"name": "Lệ phí hộ tịch", "amount": "5.000", "ground": "NQ thử", "since_hour": "14:00"}
    assert sent(director, way, **values).status_code == HTTPStatus.FOUND
    for wrong in ({"amount": "5k"}, {"since_hour": "25:00"}, {"since_day": "01/07/2025"}, {"ground": ""}):
        assert 400 <= sent(director, way, **(values | wrong)).status_code < 500
    (row,) = queries.history(till.town["giamdoc"])
    assert row.to_come
    page = director.get("/danh-muc/muc-thu/").content.decode()
    assert "sắp áp dụng" in page
    assert sent(director, f"/danh-muc/muc-thu/thoi/{row.id}/", reason="Nhầm").status_code == HTTPStatus.FOUND
    assert "/danh-muc/muc-thu/niem-yet/1.004873/" in director.get("/danh-muc/1.004873/").content.decode()
    assert director.get("/danh-muc/muc-thu/niem-yet/9.999/").status_code == HTTPStatus.NOT_FOUND


def test_the_director_says_where_transfers_go(director, till):
    way = "/danh-muc/muc-thu/quay-thu/"
    account = {"bank_name": "Ngân hàng thử", "bank_bin": "970403", "account_name": "TT", "ground": "Thử"}
    assert sent(director, way, **account, account_number="12 34").status_code == HTTPStatus.BAD_REQUEST
    assert sent(director, way, **account, account_number="0011012345678").status_code == HTTPStatus.FOUND
    assert "0011012345678" in director.get("/danh-muc/muc-thu/").content.decode()


def test_without_the_second_factor_no_level_is_posted(town, sign_in, till):
    client = sign_in(Client(), "giamdoc")
    way = "/danh-muc/muc-thu/niem-yet/1.004873/"
    values = {"name": "Lệ phí", "amount": "5.000", "ground": "NQ thử"}
    assert sent(client, way, **values).status_code == HTTPStatus.FORBIDDEN
    assert queries.history(till.town["giamdoc"]) == ()


ADDRESSES = ["", "bien-lai/", "bien-lai/danh-sach.xlsx", "ca/mo/", "doi-soat/", "doi-soat/bat-dau/"]


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "quantri"])
def test_others_do_not_come_in(town, sign_in, till, who):
    bill = till.bill()
    client = sign_in(Client(), who)
    before = Entry.objects.count()
    for address in [*ADDRESSES, f"phieu/{bill}/", f"phieu/{bill}/huy/"]:
        assert client.get(f"/quay/thu/{address}").status_code == HTTPStatus.FORBIDDEN
    assert client.post(f"/quay/thu/phieu/{bill}/thu/", {"tendered": "8000"}).status_code == HTTPStatus.FORBIDDEN
    assert Entry.objects.count() == before


def test_receivers_do_not_reconcile_and_nobody_is_led_in_unsigned(desk, town):
    assert desk.get("/quay/thu/doi-soat/").status_code == HTTPStatus.FORBIDDEN
    assert desk.post(f"{DAY}khop/", {}).status_code == HTTPStatus.FORBIDDEN
    assert Client().get("/quay/thu/").status_code == HTTPStatus.FOUND

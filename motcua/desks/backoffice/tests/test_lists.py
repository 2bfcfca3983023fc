"""The lists: which ones whom, what is on them, filters, search, pages, export."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.config.demo import dossiers as story
from motcua.desks.backoffice.asked import NarrowForm
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers.saved import FILTERS
from motcua.kernel import clock
from motcua.ledger.models import Access

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Target": "ho-so"}


@pytest.mark.parametrize(
    ("who", "there", "absent"),
    [
        ("thuly", {"viec-cua-toi", "don-vi", "den-han", "qua-han"}, {"cho-ky", "cho-dau", "cho-tra", "da-nhan"}),
        ("lanhdao", {"cho-ky", "don-vi", "qua-han"}, {"cho-dau", "da-nhan"}),
        ("vanthu", {"cho-dau", "viec-cua-toi"}, {"cho-ky", "cho-tra", "don-vi"}),
        ("tiepnhan", {"cho-tra", "da-nhan", "dang-giai-quyet"}, {"cho-ky", "don-vi", "viec-cua-toi", "chua-nhap"}),
        ("giamdoc", {"cho-tra", "da-nhan", "dang-giai-quyet", "qua-han"}, {"cho-ky", "don-vi"}),
    ],
)
def test_each_person_gets_the_lists_that_make_sense(desk: Desk, who: str, there: set[str], absent: set[str]) -> None:
    page = desk.client(who).get("/viec/").content.decode()
    assert all(f"?ds={scope}" in page for scope in there)
    assert not any(f'href="/viec/?ds={scope}"' in page for scope in absent)


def test_codes_not_entered_are_a_list_only_beside_the_province(desk: Desk) -> None:
    assert "ds=chua-nhap" not in desk.client("tiepnhan").get("/viec/").content.decode()
    desk.town.work_beside_the_province()
    dossier = desk.town.accept()
    page = desk.client("tiepnhan").get("/viec/?ds=chua-nhap").content.decode()
    assert "ds=chua-nhap" in page
    assert desk.row(dossier).reception_number in page


def test_nobody_signed_in_is_led_to_the_sign_in(desk: Desk, client: object) -> None:
    from django.test import Client

    answer = Client().get("/viec/?ds=don-vi")
    assert answer.status_code == 302
    assert "dang-nhap" in answer["Location"]


def test_who_may_not_read_dossiers_is_refused_and_the_refusal_is_kept(desk: Desk) -> None:
    assert desk.client("quantri").get("/viec/").status_code == 403
    assert Access.objects.filter(outcome="refused").exists()


def test_a_row_says_its_due_date_in_words_and_soonest_comes_first(desk: Desk) -> None:
    later = desk.at("specialist", "1.004873", citizen=1)
    sooner = desk.at("specialist")
    page = desk.client("thuly").get("/viec/?ds=don-vi").content.decode()
    assert "còn 5 giờ 30 phút làm việc" in page
    assert page.index(sooner.hex) < page.index(later.hex)


def test_a_dossier_past_its_date_is_on_the_late_list_of_its_unit_and_of_the_centre(desk: Desk) -> None:
    dossier = desk.at("specialist")
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        for who in ("thuly", "giamdoc"):
            page = desk.client(who).get("/viec/?ds=qua-han").content.decode()
            assert dossier.hex in page
            assert "quá hạn" in page


def test_a_late_dossier_says_by_the_books_what_the_time_was_lost_to(desk: Desk) -> None:
    dossier = desk.at("specialist")
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        page = desk.client("giamdoc").get("/viec/?ds=qua-han").content.decode()
        assert "Người giải quyết giữ quá thời gian của bước" in page
        page = desk.client("giamdoc").get(f"/ho-so/{dossier}/").content.decode()
        assert "làm việc: sổ cho thấy" in page
        assert "<li>Người giải quyết giữ quá thời gian của bước: " in page
        in_hand = desk.client("giamdoc").get("/viec/?ds=dang-giai-quyet").content.decode()
        assert "Người giải quyết giữ" not in in_hand
    page = desk.client("giamdoc").get(f"/ho-so/{dossier}/").content.decode()
    assert "sổ cho thấy" not in page, "in time nothing is told"


def test_the_units_work_is_what_one_could_take_and_all_of_it_for_its_head(desk: Desk) -> None:
    mine, sealed = desk.at("specialist"), desk.at("seal", citizen=1)
    page = desk.client("thuly").get("/viec/?ds=don-vi").content.decode()
    assert mine.hex in page
    assert sealed.hex not in page
    assert sealed.hex in desk.client("lanhdao").get("/viec/?ds=don-vi").content.decode()


def test_the_address_keeps_the_filters_and_they_narrow_the_list(desk: Desk) -> None:
    civil, copies = desk.at("specialist"), desk.at("specialist", "2.000815", citizen=1)
    client = desk.client("thuly")
    page = client.get("/viec/?ds=don-vi&linh_vuc=Chứng thực").content.decode()
    assert copies.hex in page
    assert civil.hex not in page
    assert "selected" in page
    assert civil.hex not in client.get("/viec/?ds=don-vi&tu_ngay=12/07/2025").content.decode()
    assert civil.hex in client.get("/viec/?ds=don-vi&tu_ngay=11/07/2025&den_ngay=11/07/2025").content.decode()


def test_what_narrows_a_list_can_be_kept_with_it() -> None:
    assert set(NarrowForm.base_fields) == FILTERS


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001"])
@pytest.mark.parametrize("name", ["tu_ngay", "den_ngay", "han_tu", "han_den"])
def test_a_year_that_is_nobodys_is_no_date(desk: Desk, name: str, day: str) -> None:
    answer = desk.client("thuly").get(f"/viec/?ds=don-vi&{name}={day}")
    assert answer.status_code == 200
    assert "Ngày chưa đúng" in answer.content.decode()


def test_a_date_that_is_none_is_said_beside_its_field(desk: Desk) -> None:
    page = desk.client("thuly").get("/viec/?ds=don-vi&tu_ngay=32/13/2025").content.decode()
    assert "Ngày chưa đúng" in page
    assert "32/13/2025" in page


@pytest.mark.parametrize("query", ["sau=rác", "sau=2025-07-11~xyz", "sau=~"])
def test_a_cursor_that_is_none_is_refused(desk: Desk, query: str) -> None:
    assert desk.client("thuly").get(f"/viec/?ds=don-vi&{query}").status_code == 400


@pytest.mark.parametrize("query", ["ds=khong-co", "chon=rác", "ds=don-vi&trang_thai=rác", "q=%20"])
def test_other_nonsense_in_the_address_falls_back(desk: Desk, query: str) -> None:
    assert desk.client("thuly").get(f"/viec/?{query}").status_code == 200


def test_pages_by_key_show_every_dossier_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.dossiers import lists

    monkeypatch.setattr(lists.worklist, "__kwdefaults__", {"after": None, "limit": 2, "narrow": None})
    made = [desk.at("specialist", citizen=n % 3).hex for n in range(5)]
    client, seen, address = desk.client("thuly"), [], "/viec/?ds=don-vi"
    while address:
        page = client.get(address).content.decode()
        seen += [one for one in made if f"hs-{one}" in page]
        start = page.find('rel="next" href="')
        address = page[start + 17 : page.index('"', start + 17)].replace("&amp;", "&") if start > 0 else ""
    assert sorted(seen) == sorted(made)


def test_search_finds_by_code_end_of_code_number_and_name_whatever_the_list(desk: Desk) -> None:
    dossier = desk.at("specialist")
    label = desk.row(dossier).code
    client = desk.client("thuly")
    for text in (label, label.lower(), label[-4:], label.split("-", 1)[1], "033190000011", "Thử Một"):
        assert dossier.hex in client.get("/viec/", {"q": text}).content.decode(), text
    assert "Không tìm thấy" in client.get("/viec/", {"q": "khong co ai nhu the"}).content.decode()


def test_a_dossier_opens_beside_its_list_and_alone_for_htmx(desk: Desk) -> None:
    dossier = desk.at("specialist")
    client = desk.client("thuly")
    whole = client.get(f"/viec/?ds=don-vi&chon={dossier}").content.decode()
    assert "<html" in whole
    assert 'aria-current="true"' in whole
    part = client.get(f"/viec/?ds=don-vi&chon={dossier}", headers=HTMX).content.decode()
    assert "<html" not in part
    assert f'data-dossier="{dossier.hex}"' in part
    assert f'data-dossier="{dossier.hex}"' in whole


def test_a_dossier_that_may_not_be_read_is_said_and_the_list_stays(desk: Desk) -> None:
    theirs = desk.at("specialist", "1.001612")
    page = desk.client("vanhoa").get(f"/viec/?ds=don-vi&chon={theirs}")
    assert page.status_code == 200
    assert "Không mở được hồ sơ này" in page.content.decode()


def test_export_holds_what_is_on_the_list_never_a_formula_and_is_logged(desk: Desk) -> None:
    dossier = desk.at("specialist", about="=HYPERLINK(1)")
    client = desk.client("thuly")
    before = Access.objects.filter(what__contains="dossiers.export").count()
    sheet = load_workbook(BytesIO(client.get("/viec/danh-sach.xlsx?ds=don-vi").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=3))
    assert [row[0].value for row in rows] == [desk.row(dossier).code]
    assert rows[0][3].value == "=HYPERLINK(1)"
    assert rows[0][3].data_type == "s"
    text = client.get("/viec/danh-sach.csv?ds=don-vi").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert Access.objects.filter(what__contains="dossiers.export").count() == before + 2
    assert client.get("/viec/danh-sach.doc?ds=don-vi").status_code == 404


def test_the_leader_sees_the_day_in_three_figures(desk: Desk) -> None:
    desk.at("leader")
    signed = desk.at("leader", citizen=1)
    story.advance(desk.town.actors, signed)
    page = desk.client("lanhdao", verified=True).get("/viec/").content.decode()
    assert "Chờ tôi ký" in page
    figures = page[page.index("Chờ tôi ký") :]
    assert figures.index(">1</a>") < figures.index("Đã ký hôm nay")
    assert '<p class="figure-value">1</p>' in figures


def test_the_filters_come_when_they_are_unfolded(desk: Desk) -> None:
    client = desk.client("thuly")
    assert 'name="linh_vuc"' not in client.get("/viec/?ds=don-vi").content.decode()
    page = client.get("/viec/loc/?ds=don-vi").content.decode()
    assert ('name="linh_vuc"' in page, "<h1" in page) == (True, True), "without scripts they are a page"
    part = client.get("/viec/loc/?ds=don-vi", headers={"HX-Request": "true"}).content.decode()
    assert ('name="linh_vuc"' in part, "<h1" in part) == (True, False)


def test_a_list_costs_the_same_statements_whatever_is_on_it(desk: Desk) -> None:
    client = desk.client("thuly")
    client.get("/viec/?ds=don-vi")
    counted = []
    for _ in range(2):
        desk.at("specialist")
        client.get("/viec/?ds=don-vi")
        with CaptureQueriesContext(connection) as captured:
            client.get("/viec/?ds=don-vi")
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 12

"""The board of a unit over HTTP, giving out work from it, sending a dossier to a body outside, what the citizen reads of it."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from motcua.config import wiring
from motcua.desks.backoffice.tests.conftest import Desk
from motcua.dossiers import codes
from motcua.dossiers.models import Consultation, Dossier, WorkGiving
from motcua.dossiers.tests.land import at_the_office, open_land
from motcua.kernel import clock
from motcua.ledger import keys
from motcua.ledger.models import Entry

pytestmark = pytest.mark.django_db
BOARD, WAY = "/viec/bang/", "/viec/bang/cach-giao/"
BUSINESS = "1.001612"
LAND_OFFICE = "Văn phòng đăng ký đất đai"


@pytest.fixture(autouse=True)
def _wired() -> None:
    wiring.hook_up()


def test_a_head_sees_who_has_what_and_gives_out_what_waits(desk: Desk) -> None:
    two = [desk.at("specialist", BUSINESS, citizen=n) for n in range(2)]
    head = desk.client("truongphong")
    page = head.get(BOARD).content.decode()
    assert "Ngô Thử Kinh" in page
    assert "chưa giữ hồ sơ nào" in page
    assert all(str(one) in page for one in two)
    asked = head.get("/viec/nhieu/", {"viec": "de-xuat", "selected": two}).content.decode()
    assert "Giao theo đề xuất 2 hồ sơ" in asked
    before = Entry.objects.count()
    for _ in range(2):
        sent = {"viec": "de-xuat", "selected": two, "once_key": "k"}
        answer = head.post("/viec/nhieu/", sent).content.decode()
        assert "2/2 hồ sơ đã giao" in answer
    assert Entry.objects.count() == before + 2
    names = {desk.row(one).official_name for one in two}
    assert names == {"Ngô Thử Kinh"}
    assert all(f"đã giao: {name}" in answer for name in names)


def test_a_row_that_cannot_be_given_says_why_beside_it_and_the_others_are_given(desk: Desk) -> None:
    good, signed = desk.at("specialist", BUSINESS), desk.at("leader", citizen=1)
    client = desk.client("giamdoc", verified=True)
    page = client.post("/viec/nhieu/", {"viec": "de-xuat", "selected": [good, signed], "once_key": "k"})
    assert "1/2 hồ sơ đã giao" in page.content.decode()
    assert desk.row(good).official_id is not None
    assert desk.row(signed).official_id is None


def test_the_director_chooses_the_unit_and_others_do_not_come_in(desk: Desk) -> None:
    director = desk.client("giamdoc", verified=True)
    unit = desk.town["kinhte"].unit
    assert "Phòng Kinh tế" in director.get(BOARD, {"dv": str(unit)}).content.decode()
    assert desk.client("truongphong").get(BOARD, {"dv": str(desk.town["thuly"].unit)}).status_code == 404
    assert desk.client("kinhte").get(BOARD).status_code == HTTPStatus.FORBIDDEN
    assert Client().get(BOARD).status_code == HTTPStatus.FOUND


def test_the_way_of_giving_is_set_with_a_reason_and_work_is_then_given_as_it_arrives(desk: Desk) -> None:
    unit = desk.town["kinhte"].unit
    head = desk.client("truongphong")
    wanted = {"unit": str(unit), "automatic": "1", "once_key": "k"}
    refused = head.post(WAY, wanted | {"reason": " "})
    assert refused.status_code == 400
    assert not WorkGiving.objects.exists()
    for _ in range(2):
        assert head.post(WAY, wanted | {"reason": "Nhiều hồ sơ"}).status_code == HTTPStatus.FOUND
    assert WorkGiving.objects.get().automatic is True
    given = desk.town.accept(BUSINESS)
    assert desk.row(given).official_name
    page = head.get(f"/ho-so/{given}/").content.decode()
    assert "theo đề xuất" in page
    assert "Hệ thống" in page


@pytest.mark.parametrize("values", [{}, {"unit": "rác", "reason": "x"}, {"unit": "0" * 32, "reason": "x"}])
def test_bad_ways_are_refused_and_write_nothing(desk: Desk, values: dict[str, str]) -> None:
    before = Entry.objects.count()
    assert 400 <= desk.client("truongphong").post(WAY, values | {"automatic": "1"}).status_code < 500
    assert desk.client("kinhte").post(WAY, values).status_code == HTTPStatus.FORBIDDEN
    assert Entry.objects.count() == before


def test_a_proposal_is_taken_on_the_page_of_the_dossier(desk: Desk) -> None:
    one = desk.at("specialist", BUSINESS)
    head = desk.client("truongphong")
    page = head.get(f"/ho-so/{one}/").content.decode()
    assert "Đề xuất giao" in page
    assert head.post(f"/ho-so/{one}/viec/giao-de-xuat/", {"once_key": "k"}).status_code == HTTPStatus.FOUND
    assert desk.row(one).official_name


def test_a_land_dossier_is_sent_seen_outside_and_fetched_back(desk: Desk, settings: object) -> None:
    open_land(desk.town, days=2)
    one = at_the_office(desk.town)
    work = desk.client("kinhte")
    page = work.get(f"/ho-so/{one}/").content.decode()
    assert "Gửi cơ quan ngoài" in page
    assert "Quy trình cho 2 ngày làm việc để trả lời." in page
    act = f"/ho-so/{one}/viec/"
    assert work.post(f"{act}gui-co-quan/", {"body": "", "words": "", "once_key": "a"}).status_code == 400
    assert not Consultation.objects.exists()
    for _ in range(2):
        work.post(f"{act}gui-co-quan/", {"body": LAND_OFFICE, "words": "Phiếu 12", "once_key": "k"})
    assert Consultation.objects.count() == 1
    assert f"{LAND_OFFICE} (Phòng Kinh tế" in work.get(f"/ho-so/{one}/").content.decode()
    with clock.fixed(desk.town.at + timedelta(days=5)):
        director = desk.client("giamdoc", verified=True)
        assert str(one) in director.get("/viec/", {"ds": "ngoai-tre"}).content.decode()
        board = director.get(BOARD, {"dv": str(desk.town["kinhte"].unit)}).content.decode()
        assert LAND_OFFICE in board
        assert "chưa trả lời" in _followed(one)
        asked = Consultation.objects.get()
        sent = {"consultation": str(asked.id), "answer": "Đã trích lục", "once_key": "t"}
        assert desk.client("kinhte").post(f"{act}tra-loi/", sent).status_code == HTTPStatus.FOUND
        assert Dossier.objects.get(pk=one).outside == ""
        assert "chưa trả lời" not in _followed(one)


def _followed(dossier: object) -> str:
    from django.conf import settings as product

    row = Dossier.objects.get(pk=dossier)  # type: ignore[misc]  # an id
    secret = codes.secret(keys.load(product.MOTCUA_KEYS).mac, row.id)
    page = Client().post("/tra-cuu/", {"ma": row.code, "ma-tra-cuu": secret}, follow=True)
    return page.content.decode()


def test_the_list_says_the_time_left_of_the_step_where_it_is_not_that_of_the_dossier(desk: Desk) -> None:
    one = desk.at("specialist", "1.004873")
    client = desk.client("thuly")
    assert "bước: còn" in client.get("/viec/", {"ds": "don-vi"}).content.decode()
    with clock.fixed(desk.town.at + timedelta(days=4)):
        page = desk.client("thuly").get("/viec/", {"ds": "don-vi"}).content.decode()
        assert 'mail-late">bước: quá hạn' in page
        assert desk.row(one).due_at > clock.now()

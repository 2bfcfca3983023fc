"""Bodies, hours, the calendar and delegations over HTTP."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.desks.manage.tests.test_sign_in import place
from motcua.ledger.models import Entry
from motcua.office import queries

pytestmark = pytest.mark.django_db

UNITS = "/quan-tri/don-vi/"


@pytest.fixture
def admin(town, client, sign_in):
    return sign_in(client, "quantri", verified=True)


@pytest.fixture
def centre(town) -> str:
    return f"{UNITS}{town.bodies.centre}/"


def test_a_body_is_set_up_once_and_can_be_prepared_before_its_day(town, admin):
    posted = {
        "once_key": "lap-1",
        "level": "division",
        "parent": str(town.bodies.commune),
        "name": "Phòng Thử Nghiệm",
        "valid_from": "01/08/2025",
        "ground": "1/QĐ",
    }
    first, second = (admin.post(f"{UNITS}lap/", posted) for _ in range(2))
    assert first["Location"] == second["Location"]
    page = admin.get(first["Location"]).content.decode()
    assert "đang chuẩn bị, hoạt động từ 1/8/2025" in page
    again = admin.post(f"{UNITS}lap/", posted | {"once_key": "lap-2"})
    assert again.status_code == 409
    assert 'id="f-name-error"' in again.content.decode()


def test_venue_code_and_ways_of_the_centre_are_settled(town, admin, centre):
    venue = {"name": "Nhà một cửa", "address": "Số 1", "valid_from": "01/07/2025"}
    assert place(admin.post(f"{centre}tru-so/", venue)) == centre
    assert "Nhà một cửa" in admin.get(centre).content.decode()
    own = {"code_source": "primary", "ground": "", "hotline": "02213999999", "warn_days": "3"}
    refused = admin.post(f"{centre}trung-tam/", own)
    assert refused.status_code == 422
    assert 'id="f-ground-error"' in refused.content.decode(), "own codes need the province's decision"
    beside = own | {"code_source": "parallel", "hotline": "0221 3888 888"}
    assert place(admin.post(f"{centre}trung-tam/", beside)) == centre
    assert not queries.settings_of(town.bodies.centre).primary
    assert admin.post(f"{centre}trung-tam/", beside | {"warn_days": "99"}).status_code == 400
    wrong = admin.post(f"{centre}ma-dinh-danh/", {"code": "xyz", "valid_from": "01/07/2025", "source": "1/QĐ"})
    assert 'id="f-code-error"' in wrong.content.decode()
    code = {"code": "h33.99.07", "valid_from": "11/07/2025", "trial": "1"}
    assert place(admin.post(f"{centre}ma-dinh-danh/", code)) == centre
    assert queries.agency_code(town.bodies.centre, town.at.date()).code == "H33.99.07"


def hours(**more: str) -> dict[str, str]:
    week = {f"week{day}": "7h30-11h30; 13h00–17h00" if day < 5 else "" for day in range(7)}
    return week | {f"extra{day}": "" for day in range(7)} | {"valid_from": "14/07/2025", "ground": "9/QĐ"} | more


def test_a_week_with_saturday_reception_is_set_and_holds_from_its_day(town, admin, centre):
    assert place(admin.post(f"{centre}gio/", hours(extra5="07:30-11:30"))) == centre
    saturday = queries.calendar_for(town.bodies.centre).day(date(2025, 7, 19))
    assert saturday.reception
    assert not saturday.working
    assert "tiếp nhận thêm 07:30-11:30" in admin.get(centre).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"week0": "sáng"}, "week0"), ({"week1": "17:00-13:00"}, "week1"), ({"extra2": "25:00-26:00"}, "extra2")],
)
def test_hours_that_cannot_be_read_come_back_beside_their_day(town, admin, centre, wrong, field):
    before = Entry.objects.count()
    answer = admin.post(f"{centre}gio/", hours(**wrong))
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.content.decode()
    assert Entry.objects.count() == before


def test_the_year_shows_special_days_with_their_ground_and_undecided_ones(town, admin):
    page = admin.get("/quan-tri/lich/2027/").content.decode()
    assert page.count('<table class="month">') == 12
    assert "Bộ luật Lao động 2019, Điều 112" in page
    assert "chưa có quyết định nghỉ hay làm" in page
    assert 'class="day-pending"' in page
    missing = admin.get("/quan-tri/lich/2019/")
    assert missing.status_code == 200
    assert "Chưa có lịch năm 2019" in missing.content.decode()


@pytest.mark.parametrize(
    "address", ["0/", "1/", "9999/", "99999/", "9223372036854775808/", "chung/0001-01-01/", "{centre}/9999-12-31/"]
)
def test_a_year_nobody_means_leads_nowhere(town, admin, address):
    assert admin.get(f"/quan-tri/lich/{address.format(centre=town.bodies.centre)}").status_code == 404


def test_a_units_day_is_decided_and_put_back(town, admin):
    day = f"/quan-tri/lich/{town.bodies.centre}/2025-07-14/"
    posted = {"kind": "holiday", "name": "Nghỉ thử", "ground": "7/QĐ"}
    assert admin.post(day, posted | {"ground": ""}).status_code == 422
    assert place(admin.post(day, posted)) == "/quan-tri/lich/2025/"
    assert not queries.calendar_for(town.bodies.centre).day(date(2025, 7, 14)).working
    assert queries.calendar_for(town.bodies.police).day(date(2025, 7, 14)).working, "only for this unit"
    page = admin.get(f"/quan-tri/lich/2025/?don-vi={town.bodies.centre}").content.decode()
    assert "Nghỉ thử" in page
    assert "day-own" in page
    admin.post(day, {"kind": "as_above", "ground": "ghi nhầm"})
    assert queries.calendar_for(town.bodies.centre).day(date(2025, 7, 14)).working
    assert admin.post(day, {"kind": "holiday", "ground": "x", "intervals": "07:30-11:30"}).status_code == 400


def test_an_undecided_national_day_is_decided(town, admin):
    assert any(row.day == date(2027, 2, 4) and row.undecided for row in queries.national_days(2027))
    assert place(admin.post("/quan-tri/lich/chung/2027-02-04/", {"kind": "holiday", "ground": "TB 1/2026"})) == (
        "/quan-tri/lich/2027/"
    )
    assert not any(row.day == date(2027, 2, 4) and row.undecided for row in queries.national_days(2027))
    assert admin.get("/quan-tri/lich/chung/2027-13-40/").status_code == 404
    assert admin.get("/quan-tri/lich/chung/1999-01-01/").status_code == 404


def test_signing_is_delegated_and_withdrawn(town, admin):
    leader, chief, clerk = town["lanhdao"], town["giamdoc"], town["tiepnhan"]
    posted = {
        "once_key": "uq-1",
        "giver": str(leader.post),
        "taker": str(chief.post),
        "scope": "Ký chứng thực",
        "valid_from": "11/07/2025",
        "valid_to": "31/07/2025",
        "decision": "3/GUQ",
    }
    page = admin.get("/quan-tri/uy-quyen/ghi/").content.decode()
    giver = page.split('id="f-giver"')[1].split("</select>")[0]
    assert str(clerk.post) not in giver, "only those who sign can lend their signing"
    assert admin.post("/quan-tri/uy-quyen/ghi/", posted | {"taker": str(leader.post)}).status_code == 422
    for _ in range(2):
        assert place(admin.post("/quan-tri/uy-quyen/ghi/", posted)) == "/quan-tri/uy-quyen/"
    (row,) = queries.delegations(town["quantri"], town.bodies.commune)
    assert "đang hiệu lực" in admin.get("/quan-tri/uy-quyen/").content.decode()
    admin.post(f"/quan-tri/uy-quyen/{row.id}/thu-hoi/", {"reason": "đã về"})
    assert "đã thu hồi" in admin.get("/quan-tri/uy-quyen/").content.decode()
    again = admin.post(f"/quan-tri/uy-quyen/{row.id}/thu-hoi/", {"reason": "lần nữa"})
    assert again.status_code == 409
    assert admin.get(f"/quan-tri/uy-quyen/{town.bodies.centre}/thu-hoi/").status_code == 404


def test_units_of_other_places_are_not_managed_here(town, admin):
    from motcua.config.demo.centre import founder
    from motcua.office import founding
    from motcua.office.tests.factories import make_commune, make_province

    there = founding.found_commune(
        make_commune(make_province("99", "Thử Khác"), "99001", "Nơi Khác").id, founder(), valid_from=date(2025, 7, 1)
    )
    assert admin.get(f"{UNITS}{there.centre}/").status_code == 404
    posted = {"name": "x", "address": "y", "valid_from": "11/07/2025"}
    assert admin.post(f"{UNITS}{there.centre}/tru-so/", posted).status_code == 404

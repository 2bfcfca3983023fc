"""Stories of xã Phụng Công on 11/7/2025: what it owns, its estimate, and a trial that leaves nothing behind."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import FRIDAY
from tests.journeys.steps import Seat

pytestmark = pytest.mark.journey

EXTRACT = "2.000635"
TRIED = "Công Dân Chạy Thử"


@pytest.fixture
def seat(house_at, desk):
    """Return ``seat(who)``: somebody's window at Phụng Công on 11/7/2025."""
    house, looked_at = house_at(FRIDAY), set()

    def sit(who):
        page = desk(house, who)
        seats.append(page)
        return Seat(page, house.root, looked_at)

    seats = []
    yield sit
    assert [page.errors for page in seats if page.errors] == []


def test_every_thing_has_one_managing_unit_or_stands_apart_and_what_is_not_used_is_listed(seat):
    keeper = seat("csvc").go("/thiet-bi/ghi-so/")
    unit = keeper.page.locator('[name="unit"] option').filter(has_text="Trung tâm").first.get_attribute("value")
    keeper.send({"kind": "building", "name": "Trụ sở Trung tâm (thử)", "unit": unit}).reads("Trụ sở Trung tâm (thử)")
    keeper.go("/thiet-bi/ghi-so/").send({"kind": "pc", "name": "Máy tính quầy 1 (thử)", "unit": unit})
    keeper.press("Đổi tình trạng").send({"condition": "good", "use": "idle", "reason": "Chưa có người dùng (thử)"})
    keeper.go("/thiet-bi/ghi-so/")
    keeper.send({"kind": "hall", "name": "Hội trường thôn (thử)", "unit": "chua-ro"}).reads("chưa rõ đơn vị quản lý")
    hall = keeper.path
    keeper.go("/thiet-bi/?ds=chua-ro").reads("Hội trường thôn (thử)")
    assert "Trụ sở Trung tâm (thử)" not in keeper.words
    keeper.go("/thiet-bi/?ds=doi-du").reads("Máy tính quầy 1 (thử)")
    assert "Hội trường thôn (thử)" not in keeper.words
    keeper.go(f"{hall}quan-ly/").send({"unit": unit, "ground": "Văn bản giao quản lý (thử)"})
    keeper.go("/thiet-bi/?ds=chua-ro")
    assert "Hội trường thôn (thử)" not in keeper.words
    seat("tiepnhan").refused("/thiet-bi/ghi-so/")


def test_the_estimate_is_late_drafted_submitted_sent_back_and_approved(seat):
    accountant = seat("ketoan").go("/kinh-phi/du-toan/moi/")
    place = accountant.page.locator('[name="place"] option[value]:not([value=""])').first.get_attribute("value")
    asked = {"place": place, "year": "2025", "title": "Kinh phí 6 tháng cuối năm (thử)", "wanted_by": "10/07/2025"}
    estimate = accountant.send(asked).path
    accountant.go("/kinh-phi/").reads("Kinh phí 6 tháng cuối năm (thử)", "quá ngày")
    accountant.go(f"{estimate}lap/").send({"lines": "Sửa quầy tiếp nhận (thử) 80.000.000"}).reads("Dự thảo")
    accountant.go(f"{estimate}trinh/").send({}).reads("Đã trình")
    leader = seat("lanhdao")
    leader.go(f"{estimate}duyet/").send({"how": "return", "words": "Thêm đường truyền dự phòng (thử)"})
    accountant.go(estimate).reads("Thêm đường truyền dự phòng (thử)")
    lines = "Sửa quầy tiếp nhận (thử) 80.000.000\nĐường truyền dự phòng (thử) 20.000.000"
    accountant.go(f"{estimate}lap/").send({"lines": lines}).reads("100.000.000")
    accountant.go(f"{estimate}trinh/").send({})
    leader.go(f"{estimate}duyet/").send({"how": "approve", "decision": "QĐ thử 11/7/2025"})
    leader.reads("Đã duyệt", "QĐ thử 11/7/2025")
    seat("kinhte").refused(estimate)


def test_what_was_tried_is_in_no_list_from_the_official_start_on(seat):
    leader, clerk = seat("lanhdao"), seat("tiepnhan")
    leader.go("/san-sang/chay-thu/moi/")
    centre = leader.page.locator('[name="centres"]').first.get_attribute("value")
    plan = {"title": "Chạy thử Phụng Công", "centres": centre, "trial_on": "11/07/2025", "official_on": "12/07/2025"}
    trial = leader.send(plan).path
    for phase in ("", "?gd=chinh"):
        leader.go(f"{trial}cho-phep/{centre}/{phase}").send({"reason": "Chưa lập hồ sơ sẵn sàng (thử)"})
    leader.go(f"{trial}van-hanh/").send({}).reads("đang vận hành thử nghiệm")

    clerk.go("/tai-khoan/").press("Vào chế độ thử")
    code = accept_from_somebody_new(clerk)
    lists = ("/quay/hom-nay/", "/viec/?ds=da-nhan", f"/viec/?q={code}")
    for address in lists:
        clerk.go(address).reads(TRIED)
    clerk.press("Ra khỏi chế độ thử", within="body")
    for address in lists:
        assert TRIED not in clerk.go(address).words, address

    # The first official day is a Saturday: somebody must have said who is there.
    leader.go(f"{trial}van-hanh/?gd=chinh")
    assert "phương án trực" in leader.told_off({})
    leader.go(f"{trial}truc/?gd=chinh").send({"plan": "Hai người trực sáng thứ Bảy (thử)"})
    leader.go(f"{trial}van-hanh/?gd=chinh").reads("số liệu thử không còn trong danh sách").send({})
    leader.reads("chính thức")
    assert "Vào chế độ thử" not in clerk.go("/tai-khoan/").words
    for address in lists:
        assert TRIED not in clerk.go(address).words, address


def accept_from_somebody_new(clerk):
    """Receive an extract from a trial citizen; return its code."""
    page = clerk.page
    clerk.go("/quay/")
    page.locator("input[name=q]").first.fill(f"033190000012||{TRIED}|12031990|Nữ|Thôn Thử, xã Phụng Công|01012022")
    page.locator("input[name=q]").first.press("Enter")
    page.locator("input[name=name]").wait_for()
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/quay/luot/"))
    page.locator("#f-q").fill(EXTRACT)
    page.locator("#f-q").press("Enter")
    page.wait_for_url(re.compile(rf"thu-tuc={re.escape(EXTRACT)}"))
    page.locator("[name=about]").fill("Trích lục chạy thử")
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/quay/da-nhan/"))
    assert "CHẾ ĐỘ THỬ" in page.locator("body").inner_text()
    return page.locator(".big-code code").first.inner_text().strip()

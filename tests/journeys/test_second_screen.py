"""The screen turned to the citizen, in two windows of one sign-in: what is typed appears, a touch lights the field up,
a correction is seen, a confirmation kept, and nothing of anybody stays after two minutes or the visit's end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import accessible
from tests.journeys.conftest import FRIDAY

pytestmark = pytest.mark.journey

NAME, PHONE, RIGHT = "Nguyễn Thị Thử Gương", "0912 000 001", "0912 000 002"


def test_the_citizen_reads_touches_what_is_wrong_and_confirms(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan")
    second = page.context.new_page()
    second.clock.install()
    second.goto(f"{house.root}/quay/man-hinh/")
    values = second.locator("[data-field]:visible [data-value]")
    page.goto(f"{house.root}/quay/nguoi/")
    page.locator("#f-name").fill(NAME)
    page.locator("#f-born").fill("1958")
    page.locator("#f-phone").fill(PHONE)
    expect(values).to_have_text([NAME, "1958", PHONE])
    expect(second.locator("[data-confirm]")).to_be_hidden()
    second.locator("[data-field=phone]").click()
    expect(page.locator("#f-phone")).to_have_attribute("data-mirrored", "wrong")
    accessible(second)
    page.locator("#f-phone").fill(RIGHT)
    expect(page.locator("#f-phone")).to_have_attribute("data-mirrored", "fixed")
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/luot/"))
    page.goto(f"{page.url}&thu-tuc=2.000635")
    confirm = second.locator("[data-confirm] button")
    confirm.click()
    page.get_by_text("Người dân đã xác nhận").wait_for()
    expect(confirm).to_be_hidden()
    second.clock.fast_forward("02:01")
    expect(values).to_have_count(0)
    assert NAME not in second.content()
    page.locator("#f-papers input[type=checkbox]").first.click()
    expect(values.first).to_have_text(NAME)
    page.goto(f"{house.root}/quay/")
    expect(values).to_have_count(0)
    assert page.errors == []


def test_a_stack_is_scanned_without_a_mouse_each_scan_answered_in_its_turn(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan")
    page.goto(f"{house.root}/ban-giao/")
    accessible(page)
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/ban-giao/[0-9a-f-]{36}/"))
    for text in ("không phải mã", "H33.45.12-250711-9999"):
        page.locator("#f-q").fill(text)
        page.keyboard.press("Enter")
    expect(page.locator("#tra-loi")).to_contain_text("H33.45.12-250711-9999")
    expect(page.locator("#f-q")).to_be_focused()
    expect(page.locator("#f-q")).to_have_value("")
    accessible(page)
    assert page.errors == []

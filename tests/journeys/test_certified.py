"""Certified copies by keyboard alone: ten originals typed, numbered and printed without a mouse and without a wait."""

from __future__ import annotations

import re

import pytest

from tests.browser import accessible
from tests.journeys.conftest import FRIDAY
from tests.journeys.test_visit import OWNER

pytestmark = pytest.mark.journey

ORIGINALS = 10


def test_ten_originals_go_by_keyboard_from_the_card_to_the_printer(house_at, desk):
    house = house_at(FRIDAY)
    page = desk(house, "tiepnhan", prints=True)
    page.goto(f"{house.root}/quay/")
    page.keyboard.press("F10")
    page.wait_for_url(re.compile(r"/chung-thuc/$"))
    page.keyboard.insert_text(OWNER)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/chung-thuc/lap/"))
    accessible(page)
    for number in range(1, ORIGINALS + 1):
        for word in (f"Giấy tờ thử {number}", "3", "10"):
            page.keyboard.insert_text(word)
            page.keyboard.press("Enter")
    assert page.locator("[data-fee]").inner_text().startswith("500.000")
    assert page.locator("[data-original]:visible").count() == ORIGINALS + 1
    page.keyboard.press("F9")
    page.wait_for_url(re.compile(r"/chung-thuc/[0-9a-f-]{36}/"))
    assert page.locator(".certified-number").count() == ORIGINALS
    assert "500.000" in page.locator("main").inner_text()
    accessible(page)
    page.keyboard.press("F7")
    page.wait_for_selector("body[data-printed*='/loi-chung.pdf']", state="attached")
    for done in ("Đã in xong", "Đã đối chiếu"):
        page.get_by_role("button", name=done).wait_for()
        page.keyboard.press("F9")
    page.get_by_text("Chờ ký").first.wait_for()
    assert page.errors == []

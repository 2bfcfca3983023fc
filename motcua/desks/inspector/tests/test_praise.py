"""A leader's praise noted on the phone without a line: sealed there, sent once, shown when the work is fetched anew."""

from __future__ import annotations

import json

import msgspec
import pytest
from playwright.sync_api import expect

from motcua.desks.inspector.sources import praise
from motcua.desks.inspector.tests.test_kit import phone, take_along
from motcua.desks.inspector.tests.test_vault import lying
from motcua.desks.shared.formats import said
from tests.browser import accessible, enter_pin

__all__ = ["phone"]
pytestmark = pytest.mark.journey

WORDS, LEADER = "Một cửa gọn gàng, dân không phải chờ (thử)", "Quách Tất Liêm"


def test_praise_is_noted_without_a_line_sealed_sent_once_and_known_afterwards(phone, house):
    asked = msgspec.to_builtins(praise.questions())
    house.made = {"unlisted": said(praise.TITLE), "unlisted_questions": asked, "known": []}
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_role("link", name="Ưu điểm").click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Nội dung")).to_be_focused()
    page.get_by_label("Nội dung").fill(WORDS)
    page.get_by_label("Lời của").fill(LEADER)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")
    noted = page.locator('.kit-item[data-state="waiting"]')
    expect(noted).to_contain_text(WORDS)
    raw = json.dumps(lying(page), ensure_ascii=False)
    assert WORDS not in raw
    assert LEADER not in raw
    # The answer is lost on its way: it is sent again, and is there once.
    house.faults = ["cut"]
    context.set_offline(False)
    expect(page.locator("[data-kit-status]")).to_contain_text("Chưa có mạng")
    page.reload()
    enter_pin(page)
    expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết")
    (taken,) = house.taken.values()
    assert (taken["item"], taken["answers"]) == ("", {"words": WORDS, "said_by": LEADER})
    assert len(house.twice) == 1
    # Fetched anew, what was noted stands among what is known of the stop, and not a second time as one's own.
    house.made["known"] = [f"Người Thử đã ghi: {WORDS} (lời của {LEADER})"]
    page.get_by_role("link", name="Việc mang theo").click()
    page.get_by_role("button", name="Cập nhật").click()
    expect(page.locator("[data-kit-status]")).to_contain_text("Đã tải")
    page.get_by_role("link", name="Kiểm kê thử").click()
    expect(page.get_by_text(WORDS)).to_have_count(1)
    expect(page.locator(".kit-seen")).to_contain_text(LEADER)


def test_a_label_that_is_in_no_list_leads_to_no_praise(phone, house):
    house.made = {"unlisted": said(praise.TITLE), "unlisted_questions": msgspec.to_builtins(praise.questions())}
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_label("Quét nhãn, gõ mã hoặc tên").fill("LA-77")
    page.get_by_label("Quét nhãn, gõ mã hoặc tên").press("Enter")
    expect(page.locator("[data-kit-status]")).to_contain_text("«LA-77» không có trong danh sách")
    assert page.locator("[data-kit-status] a").count() == 0


def test_what_somebody_else_said_of_an_item_is_read_in_words(phone, house):
    said_there = {"id": "1", "who": "Người Kia", "at": "2025-06-12T08:00:00+07:00", "words": "Tốt", "answers": {}}
    house.made = {"items": [house.pack()["items"][0] | {"seen": [said_there]}]}
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    expect(page.locator(".kit-seen")).to_contain_text("Người Kia đã ghi lúc")

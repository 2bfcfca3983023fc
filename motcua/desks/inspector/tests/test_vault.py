"""What lies on the phone is read by nobody without the PIN: sealed, counted tries, destroyed, wiped by order."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from motcua.desks.inspector.tests.test_kit import note, phone, take_along
from tests.browser import PIN, accessible, enter_pin

__all__ = ["phone"]
pytestmark = pytest.mark.journey

ALL = """async () => {
  const base = await new Promise((done) => (indexedDB.open("motcua-field").onsuccess = (event) => done(event.target.result)));
  const text = new TextDecoder();
  const plain = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return text.decode(value);
    if (value instanceof Blob || value instanceof CryptoKey) return String(value);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
    return value;
  };
  const found = {};
  for (const name of base.objectStoreNames) {
    const at = base.transaction(name).objectStore(name);
    const ask = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    found[name] = { keys: await ask(at.getAllKeys()), rows: (await ask(base.transaction(name).objectStore(name).getAll())).map(plain) };
  }
  base.close();
  return JSON.stringify(found);
}"""
SKIP = """(days) => {
  const now = Date.now;
  Date.now = () => now() + days * 86400000;
}"""


def lying(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate(ALL))


def wrong(page: Page, pin: str = "135790") -> None:
    page.locator("#kit-pin").fill(pin)
    page.locator("main form button").click()


def lock(page: Page) -> None:
    page.get_by_role("button", name="Khóa").click()
    expect(page.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()


def half_filled(context: BrowserContext, page: Page) -> None:
    """One observation kept, a form half filled in: something of every kind lies on the phone."""
    take_along(page)
    context.set_offline(True)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Hỏng", exact=True).click()
    page.get_by_label("Hỏng thế nào").fill("Không lên nguồn")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_role("heading", name="Máy Thử 2")).to_be_visible()
    page.get_by_text("Hỏng", exact=True).click()
    page.get_by_label("Hỏng thế nào").fill("Màn hình sọc")


def test_nothing_that_lies_on_the_phone_can_be_read_and_the_pin_opens_all_of_it(phone, house):
    context, page = phone()
    half_filled(context, page)
    lock(page)
    accessible(page)
    raw = json.dumps(lying(page), ensure_ascii=False)
    for secret in ("Kiểm kê thử", "Máy Thử", "TS-00", "Không lên nguồn", "Màn hình sọc", "broken", "|a0", "|a2", PIN):
        assert secret not in raw
    assert len(lying(page)["drafts"]["rows"]) == 1
    assert "[object CryptoKey]" in raw
    enter_pin(page)
    expect(page.get_by_label("Hỏng thế nào")).to_have_value("Màn hình sọc")
    page.goto(house.url + "#/viec/thu1%3Astock%3A1/muc/a0")
    expect(page.get_by_label("Hỏng thế nào")).to_have_value("Không lên nguồn")
    assert house.taken == {}


WEAK = """async (pins) => {
  const { weak } = await import("/static/inspector/vault.js");
  return Object.fromEntries(pins.map((pin) => [pin, weak(pin)]));
}"""
PINS = {
    **dict.fromkeys(("12345", "12ab56", "", "1234567890123", "४८२९१५"), "short"),
    **dict.fromkeys(("111111", "123456", "987654", "890123", "121212", "123123", "112233", "123321"), "obvious"),
    **dict.fromkeys(("147258", "159753258", "000000000000"), "obvious"),
    **dict.fromkeys(("482915", "204618", "910377264105"), ""),
}


def test_a_pin_that_is_short_or_obvious_is_refused(browser, house):
    context = browser.new_context()
    page = context.new_page()
    page.goto(house.url)
    assert page.evaluate(WEAK, list(PINS)) == PINS
    page.locator("#kit-pin").fill("123456")
    page.locator("#kit-pin-again").fill("123456")
    page.get_by_role("button", name="Dùng mã này").click()
    expect(page.get_by_role("alert")).to_contain_text("dễ đoán")
    assert not any(key.startswith("vault") for key in lying(page)["settings"]["keys"])
    context.close()


def test_ten_wrong_pins_destroy_the_key_and_say_what_was_lost(phone, house):
    context, page = phone()
    half_filled(context, page)
    lock(page)
    for turn in range(1, 11):
        # A try is counted before it is judged: closing the browser on the answer gives none back.
        wrong(page)
        if turn < 10:
            expect(page.get_by_role("alert")).to_contain_text(f"Còn {10 - turn} trong 10")
            if turn >= 4:
                expect(page.get_by_role("alert")).to_contain_text("Chờ")
            kept = lying(page)["settings"]
            assert kept["rows"][kept["keys"].index("vault:thu1")]["tries"] == turn
            page.reload()
            page.evaluate(SKIP, turn)
    expect(page.get_by_role("heading", name="Dữ liệu trên máy này đã bị hủy")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã mất 1 mục chưa gửi, 1 việc tải về, 1 phiếu điền dở")
    left = lying(page)
    assert [left[name]["rows"] for name in ("packs", "outbox", "drafts", "files")] == [[], [], [], []]
    assert not any(key.startswith("vault") for key in left["settings"]["keys"])
    context.set_offline(False)
    page.wait_for_function("() => navigator.onLine")
    page.reload()
    enter_pin(page, "864209")
    expect(page.get_by_text("Chưa tải việc nào")).to_be_visible()
    # Told when the line comes back, and again where the page was gone before the answer: the same each time.
    assert {(told["wiped"]["why"], told["wiped"]["unsent"]) for told in house.wiped} == {("pin", 1)}


@pytest.mark.parametrize("other", [False, True])
def test_who_is_here_is_said_while_a_pin_is_being_typed(phone, house, other):
    _, page = phone()
    house.answers_who.clear()
    house.user = "thu2" if other else "thu1"
    page.reload()
    page.locator("#kit-pin").fill(PIN)
    house.answers_who.set()
    if other:
        expect(page.get_by_text("Người Thử Hai", exact=True)).to_be_visible()
        expect(page.locator("[data-kit-status]")).to_contain_text("Người khác đang đăng nhập")
        expect(page.locator("#kit-pin")).to_have_value("")
        house.user = "thu1"
        page.reload()
        expect(page.get_by_text("Người Thử", exact=True)).to_be_visible()
    else:
        while not house.heard:
            page.wait_for_timeout(50)
        expect(page.locator("#kit-pin")).to_have_value(PIN)
    enter_pin(page)
    expect(page.get_by_role("heading", name="Việc mang theo")).to_be_visible()


@pytest.mark.parametrize("pin", ["", "48291"])
def test_what_can_be_no_pin_is_no_try(phone, house, pin):
    _, page = phone()
    lock(page)
    wrong(page, pin)
    expect(page.get_by_role("alert")).to_have_text("Mã PIN phải có 6 đến 12 chữ số.")
    kept = lying(page)["settings"]
    assert kept["rows"][kept["keys"].index("vault:thu1")]["tries"] == 0


def test_after_a_wrong_pin_there_is_a_wait_that_outlives_the_page(phone, house):
    _, page = phone()
    lock(page)
    for _ in range(4):
        wrong(page)
        expect(page.get_by_role("alert")).not_to_be_empty()
        page.reload()
    page.locator("#kit-pin").fill(PIN)
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_contain_text(re.compile(r"Chờ \d\d giây"))
    page.reload()
    page.evaluate(SKIP, 1)
    enter_pin(page)
    expect(page.get_by_role("heading", name="Việc mang theo")).to_be_visible()


def test_another_pin_opens_the_same_and_the_old_one_no_more(phone, house):
    context, page = phone()
    half_filled(context, page)
    page.wait_for_timeout(400)
    page.goto(house.url + "#/pin")
    for field, value in (("#kit-pin", PIN), ("#kit-pin-new", "864209"), ("#kit-pin-again", "864209")):
        page.locator(field).fill(value)
    accessible(page)
    page.get_by_role("button", name="Dùng mã này").click()
    expect(page.locator("[data-kit-status]")).to_have_text("Đã đổi mã PIN.")
    lock(page)
    wrong(page, PIN)
    expect(page.get_by_role("alert")).to_contain_text("không đúng")
    enter_pin(page, "864209")
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")


def test_what_nobody_touches_locks_itself(phone, house):
    _, page = phone()
    page.evaluate(SKIP, 1)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="Nhập mã PIN")).to_be_visible()


@pytest.mark.parametrize("signed_out", [False, True])
def test_a_phone_ordered_to_wipe_itself_does_and_says_so(phone, house, signed_out):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    note(page, 0, 3)
    house.order, house.signed_out, house.faults = "wipe", signed_out, ["busy"] * 9
    context.set_offline(False)
    page.reload()
    expect(page.get_by_role("heading", name="Dữ liệu trên máy này đã bị hủy")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã mất 3 mục chưa gửi")
    assert lying(page)["outbox"]["rows"] == []
    for _ in range(200):
        if house.wiped:
            break
        page.wait_for_timeout(50)
    # Whoever reloads while the answer is on its way has it said again.
    assert {(told["wiped"]["why"], told["wiped"]["unsent"]) for told in house.wiped} == {("ordered", 3)}
    assert house.taken == {}


def test_what_waits_is_announced_with_its_work(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    note(page, 0, 3)
    house.faults = ["busy"] * 9
    context.set_offline(False)
    page.reload()
    enter_pin(page)
    for _ in range(100):
        if any(one["title"] for told in house.heard for one in told["unsent"]):
            break
        page.wait_for_timeout(50)
    told = house.heard[-1]
    assert told["unsent"] == [{"kind": "stock", "id": "1", "n": 3, "title": "Kiểm kê thử – Trung tâm Thử"}]
    assert told["name"].startswith("Điện thoại của tôi (Chrome")
    assert len(told["secret"]) == 64


def test_what_an_older_kit_left_open_is_sealed_when_a_pin_is_chosen(browser, house):
    context = browser.new_context()
    page = context.new_page()
    page.goto(house.url + "../static/shared/tokens.css")
    page.evaluate(OLD)
    page.goto(house.url)
    enter_pin(page)
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    (taken,) = house.taken.values()
    assert (taken["item"], taken["answers"]["note"]) == ("a3", "Cũ")
    assert b"abc" in house.photos[taken["photo"]]
    assert "Cũ" not in json.dumps(lying(page), ensure_ascii=False)
    context.close()


OLD = """() => new Promise((done) => {
  const request = indexedDB.open("motcua-field", 1);
  request.onupgradeneeded = () => {
    const base = request.result;
    base.createObjectStore("settings");
    base.createObjectStore("packs", { keyPath: "key" });
    base.createObjectStore("drafts");
    base.createObjectStore("outbox", { keyPath: "id" }).createIndex("pack", "pack");
  };
  request.onsuccess = () => {
    const base = request.result;
    const at = base.transaction(["packs", "outbox"], "readwrite");
    const pack = "thu1:stock:1";
    at.objectStore("packs").put({ key: pack, user: "thu1", title: "Kiểm kê cũ", kind: "stock", id: "1", items: [], groups: [],
      questions: [], sync: "/hien-truong/gui/", photos: "/hien-truong/anh/", taken: "2025-06-12", fetched: new Date().toISOString() });
    at.objectStore("outbox").put({ id: crypto.randomUUID(), user: "thu1", pack, number: 1, state: "waiting", said: "", item: "a3",
      at: "2025-06-12T08:00:00+07:00", photo: new Blob(["abc"], { type: "image/jpeg" }), body: { item: "a3", answers: { note: "Cũ" } } });
    at.oncomplete = () => { base.close(); done(); };
  };
})"""

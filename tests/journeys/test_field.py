"""A stock-take and a readiness check on telephones without a line: 500 things, two people on one room, later sent."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser import accessible, enter_pin

pytestmark = pytest.mark.journey

THINGS = 500
BOTH, LAST = 20, 490
"""How many things of one room both people look at, and where the second one stops: the rest nobody finds."""
PREPARE = """
import django, json
django.setup()
from django.db import transaction
from motcua.config import wiring
from motcua.config.demo import region
from motcua.custody.commands import Facts, OpenStockTake, RegisterAsset
from motcua.ledger.perform import perform
from motcua.office import family, territory
wiring.wire()
keeper = region.actors()["csvc-xuan-lung"]
place, unit = territory.home(keeper), keeper.unit
with transaction.atomic():
    for number in range(%d):
        facts = Facts(name=f"Thiết bị thử {number}", kind="pc")
        perform(RegisterAsset(place=place, unit=unit, facts=facts, room=f"Phòng {number // 50}"), keeper)
print(json.dumps(str(perform(OpenStockTake(place=place, unit=unit, title="Kiểm kê thử", rooms=[]), keeper).target)))
"""
NOTE = """async ([first, last, condition]) => {
  const at = (name) => import(document.querySelector(`link[href*="${name}"]`).href);
  const { owner, packs, putObservation } = await at("inspector/store.");
  const { instant } = await at("inspector/build.");
  const { user } = await owner();
  const pack = (await packs(user)).find((one) => one.kind === "kiem-ke");
  const mine = pack.items.filter((item) => item.title.startsWith("Thiết bị thử")).slice(first, last);
  await Promise.all(mine.map((item) => putObservation({ id: crypto.randomUUID(), user, pack: pack.key, item: item.key,
    at: instant(), body: { item: item.key, answers: { condition, room: item.group } } })));
}"""


@pytest.fixture
def round_id(house_at):
    house = house_at(None)
    command = [sys.executable, "-c", PREPARE % THINGS]
    environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def opened(page, house):
    page.goto(f"{house.root}/hien-truong/")
    enter_pin(page)


def again(page):
    page.reload()
    enter_pin(page)


def take_along(page, house, *titles):
    opened(page, house)
    for title in titles:
        card = page.locator("#kit-offered > li").filter(has_text=title)
        card.get_by_role("button", name="Tải về máy").click()
        expect(page.locator("[data-kit-status]")).to_contain_text("Đã tải")
    page.evaluate("navigator.serviceWorker.ready")
    page.context.set_offline(True)
    again(page)
    expect(page.get_by_role("heading", name="Việc mang theo")).to_be_visible()


def count_by_hand(page, label, condition):
    page.get_by_role("link", name="Kiểm kê thử").click()
    search = page.get_by_label("Quét nhãn, gõ mã hoặc tên")
    search.fill(label)
    search.press("Enter")
    page.get_by_text(condition, exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_contain_text("chưa gửi")
    page.goto(page.url.split("#")[0] + "#/")


def back_online(page):
    page.context.set_offline(False)
    expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết", timeout=60_000)


def test_five_hundred_things_two_people_one_room_and_no_line(house_at, desk, round_id):
    house = house_at(None)
    one, two = desk(house, "tn-xuan-lung", phone=True), desk(house, "csvc-xuan-lung", phone=True)
    take_along(one, house, "Kiểm kê thử")
    take_along(two, house, "Kiểm kê thử", "Tự báo cáo")
    accessible(two)

    # Without a line: some by hand, most through the store of the page, both in the first room.
    count_by_hand(one, "Thiết bị thử 0", "Tốt")
    one.evaluate(NOTE, [1, THINGS // 2, "good"])
    two.evaluate(NOTE, [0, BOTH, "broken"])
    two.evaluate(NOTE, [THINGS // 2, LAST, "good"])
    check = two.get_by_role("link", name="Tự báo cáo")
    file = check.get_attribute("href").rpartition("%3A")[2]
    check.click()
    accessible(two)
    two.locator(".kit-item a").first.click()
    two.get_by_text("chưa đáp ứng", exact=True).click()
    two.get_by_label("Còn thiếu gì").fill("Chưa có biển (thử)")
    accessible(two)
    two.get_by_role("button", name="Lưu trên máy").click()
    kept = f"{BOTH + LAST - THINGS // 2 + 1} mục chưa gửi"
    expect(two.locator("[data-kit-left]")).to_have_text(kept)
    opened(two, house)
    expect(two.locator("[data-kit-left]")).to_have_text(kept)

    # The line comes back, breaks in the middle, and comes again: everything arrives, once.
    back_online(one)
    cut = []
    two.route("**/hien-truong/gui/kiem-ke/**", lambda route: route.abort() if len(cut) == 1 else route.continue_())
    two.on("request", lambda request: cut.append(1) if "/gui/kiem-ke/" in request.url else None)
    two.context.set_offline(False)
    expect(two.locator("[data-kit-status]")).to_contain_text("Chưa có mạng", timeout=60_000)
    two.unroute("**/hien-truong/gui/kiem-ke/**")
    again(two)
    back_online(two)
    expect(two.get_by_text(f"{BOTH} mục cần xem lại")).to_be_visible()

    # What the two saw differently stands side by side; the keeper looks again and chooses.
    two.get_by_role("link", name="Kiểm kê thử").click()
    two.get_by_label("Quét nhãn, gõ mã hoặc tên").fill("Thiết bị thử 0")
    two.get_by_label("Quét nhãn, gõ mã hoặc tên").press("Enter")
    apart = two.get_by_role("region", name="Hai người ghi khác nhau")
    expect(apart.locator(".kit-side")).to_have_count(2)
    accessible(two)
    apart.get_by_label("Xem lại thấy gì").fill("Bật không lên")
    apart.get_by_role("button", name="Tôi ghi đúng").click()
    expect(two.locator("[data-kit-status]")).to_contain_text("Máy chủ đã nhận hết.")

    # At the desk: nothing lost, nothing twice.
    book = desk(house, "csvc-xuan-lung")
    book.goto(f"{house.root}/thiet-bi/kiem-ke/{round_id}/")
    expect(book.locator(".asset-conflict")).to_have_count(BOTH - 1)
    expect(book.locator("#da-xu")).to_contain_text("Bật không lên")
    expect(book.locator("#thieu")).to_contain_text(f"Thiết bị thử {LAST}")
    expect(book.locator("#thieu")).not_to_contain_text(f"Thiết bị thử {LAST - 1}")
    book.goto(f"{house.root}/san-sang/{file}/")
    expect(book.locator("main")).to_contain_text("Chưa có biển (thử)")
    assert one.errors == two.errors == []

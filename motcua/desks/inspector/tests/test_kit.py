"""The field kit in a real browser: without a line nothing is lost, with one everything arrives once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.desks.inspector.tests.line import House
from tests.browser import accessible, enter_pin

pytestmark = pytest.mark.journey

NOTE = """async ([first, last, condition]) => {
  const { owner, packs, putObservation } = await import("/static/inspector/store.js");
  const { user } = await owner();
  const [pack] = await packs(user);
  for (let n = first; n < last; n += 1) {
    await putObservation({ id: crypto.randomUUID(), user, pack: pack.key, item: `a${n}`, at: "2025-06-12T08:00:00+07:00",
      body: { item: `a${n}`, answers: { condition } } });
  }
}"""


TRIED = """() => document.querySelector("[data-kit-left]").textContent === "Đã gửi hết"
  || ["soon", "late"].includes(document.querySelector("[data-kit-status]").dataset.tone)"""
DRAFT = """async () => {
  const { draft, owner, packs } = await import("/static/inspector/store.js");
  const [pack] = await packs((await owner()).user);
  return (await draft(`${pack.key}|a0`))?.answers.note ?? "";
}"""
FULL = """() => {
  window.put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


@pytest.fixture
def phone(browser: Browser, house: House) -> Iterator[Callable[[], tuple[BrowserContext, Page]]]:
    """Return ``phone()``: another phone, with the kit open and kept on it."""
    opened: list[BrowserContext] = []

    def another() -> tuple[BrowserContext, Page]:
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, locale="vi-VN", has_touch=True, timezone_id="Asia/Ho_Chi_Minh"
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(house.url)
        enter_pin(page)
        expect(page.get_by_role("heading", name="Việc mang theo")).to_be_visible()
        page.evaluate("navigator.serviceWorker.ready")
        return context, page

    yield another
    for context in opened:
        context.close()


def take_along(page: Page) -> None:
    page.get_by_role("button", name="Tải về máy").click()
    expect(page.locator("[data-kit-status]")).to_contain_text("Đã tải")


def note(page: Page, first: int, last: int, condition: str = "good") -> None:
    page.evaluate(NOTE, [first, last, condition])


def left(page: Page) -> str:
    return page.locator("[data-kit-left]").inner_text()


def send(page: Page) -> None:
    """Open the kit again until the server has everything, as somebody at the edge of a signal does."""
    for _ in range(40):
        page.reload()
        enter_pin(page)
        page.wait_for_function(TRIED)
        if left(page) == "Đã gửi hết":
            return
    raise AssertionError(left(page))


def test_a_whole_count_without_a_line(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    page.reload()
    enter_pin(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_label("Quét nhãn, gõ mã hoặc tên").fill("TS-0003")
    page.get_by_label("Quét nhãn, gõ mã hoặc tên").press("Enter")
    expect(page.get_by_role("heading", name="Máy Thử 3")).to_be_visible()
    page.get_by_text("Hỏng", exact=True).click()
    page.get_by_label("Hỏng thế nào").fill("Không lên nguồn")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")
    expect(page.get_by_label("Quét nhãn, gõ mã hoặc tên")).to_be_focused()
    assert house.taken == {}
    page.reload()
    enter_pin(page)
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")
    context.set_offline(False)
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    (taken,) = house.taken.values()
    assert (taken["item"], taken["answers"]) == ("a3", {"condition": "broken", "note": "Không lên nguồn"})


def test_what_has_no_words_is_not_saved(phone, house):
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Hỏng", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Hỏng thế nào")).to_be_focused()
    assert left(page) == "Đã gửi hết"
    assert house.taken == {}


def test_a_photograph_goes_before_its_observation(phone, house, tmp_path):
    from PIL import Image

    Image.new("RGB", (3000, 2000), "white").save(tmp_path / "anh.jpg")
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Tốt", exact=True).click()
    page.get_by_label("Ảnh").set_input_files(tmp_path / "anh.jpg")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    (taken,) = house.taken.values()
    assert taken["photo"] in house.photos
    assert len(house.photos[taken["photo"]]) < 200_000


def test_a_hundred_by_two_people_over_a_line_that_breaks(phone, house):
    house.items = 100
    (one_context, one), (two_context, two) = phone(), phone()
    take_along(one)
    take_along(two)
    one_context.set_offline(True)
    two_context.set_offline(True)
    note(one, 0, 60)
    note(two, 50, 100, "broken")
    house.faults = ["drop", "cut", "busy", "", "cut", "drop", "gone", "", "cut"]
    one_context.set_offline(False)
    two_context.set_offline(False)
    send(one)
    send(two)
    seen = [(kept["item"], kept["answers"]["condition"]) for kept in house.taken.values()]
    assert len(seen) == len(set(seen)) == 110
    assert max(house.batches) <= 100
    assert house.twice, "a lost answer must have made the phone send again"
    two.get_by_role("link", name="Kiểm kê thử").click()
    two.get_by_label("Quét nhãn, gõ mã hoặc tên").fill("TS-0052")
    expect(two.get_by_text("Hai người ghi khác nhau")).to_be_visible()


def test_one_bad_observation_holds_back_none_of_the_others(phone, house):
    house.poison = {"a7"}
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    note(page, 0, 20)
    context.set_offline(False)
    send(page)
    assert {kept["item"] for kept in house.taken.values()} == {f"a{n}" for n in range(20)} - {"a7"}
    expect(page.get_by_text("1 mục cần xem lại")).to_be_visible()


def test_unsent_work_cannot_be_thrown_away_and_is_nobody_elses(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    note(page, 0, 2)
    page.get_by_role("button", name="Bỏ khỏi máy").click()
    expect(page.locator("[data-kit-status]")).to_contain_text("chưa bỏ được")
    house.user = "thu2"
    context.set_offline(False)
    expect(page.locator("[data-kit-status]")).to_contain_text("Người khác đang đăng nhập")
    enter_pin(page, whose="Người Thử Hai")
    expect(page.get_by_text("Chưa tải việc nào")).to_be_visible()
    assert left(page) == "Đã gửi hết"
    take_along(page)
    page.goto(house.url + "#/viec/thu1%3Astock%3A1")
    expect(page.get_by_role("heading", name="Việc mang theo")).to_be_visible()
    assert house.taken == {}
    house.user = "thu1"
    page.reload()
    enter_pin(page, whose="Người Thử")
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    assert len(house.taken) == 2


def test_whoever_has_just_signed_in_without_a_line_sees_nothing_of_the_one_before(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    page.goto(house.url + "?vao=1")
    expect(page.locator("[data-kit-status]")).to_contain_text("Chưa có mạng")
    assert page.get_by_role("link", name="Kiểm kê thử").count() == 0
    context.set_offline(False)
    enter_pin(page)
    expect(page.get_by_role("link", name="Kiểm kê thử")).to_be_visible()


@pytest.mark.parametrize(
    ("fault", "told"), [("gone", "Đăng nhập lại"), ("busy", "Máy chủ chưa nhận"), ("portal", "Chưa có mạng")]
)
def test_what_was_not_taken_stays_and_says_why(phone, house, fault, told):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    note(page, 0, 3)
    house.faults = [fault] * 5
    page.evaluate("document.querySelector('[data-kit-status]').replaceChildren()")
    context.set_offline(False)
    expect(page.locator("[data-kit-status]")).to_contain_text(told)
    assert house.taken == {}
    house.faults.clear()
    send(page)
    assert len(house.taken) == 3


def test_a_half_filled_form_outlives_a_reload(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Hỏng", exact=True).click()
    page.get_by_label("Hỏng thế nào").fill("Màn hình sọc")
    while page.evaluate(DRAFT) != "Màn hình sọc":
        page.wait_for_timeout(50)
    page.reload()
    enter_pin(page)
    expect(page.get_by_label("Hỏng thế nào")).to_have_value("Màn hình sọc")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_role("heading", name="Máy Thử 2")).to_be_visible()
    assert page.evaluate(DRAFT) == ""


def test_a_full_phone_says_so_and_keeps_the_form(phone, house):
    context, page = phone()
    take_along(page)
    context.set_offline(True)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Tốt", exact=True).click()
    page.evaluate(FULL)
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-status]")).to_contain_text("CHƯA lưu")
    assert left(page) == "Đã gửi hết"
    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")


def test_two_people_s_words_stand_side_by_side_with_a_choice(phone, house):
    _, one = phone()
    take_along(one)
    note(one, 0, 2)
    send(one)
    context, two = phone()
    take_along(two)
    context.set_offline(True)
    note(two, 0, 2, "broken")
    context.set_offline(False)
    send(two)
    two.get_by_text("2 mục cần xem lại").wait_for()
    two.get_by_role("link", name="Kiểm kê thử").click()
    two.get_by_text("Máy Thử 0").click()
    apart = two.get_by_role("region", name="Hai người ghi khác nhau")
    expect(apart.locator(".kit-side")).to_have_count(2)
    expect(apart).to_contain_text("good")
    accessible(two)
    apart.get_by_role("button", name="Người Kia ghi đúng").click()
    two.wait_for_url(lambda url: not url.endswith("/muc/a0"))
    expect(two.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    two.goto(house.url + "#/viec/thu1%3Astock%3A1/muc/a1")
    apart.get_by_label("Xem lại thấy gì").fill("Bật không lên")
    apart.get_by_role("button", name="Tôi ghi đúng").click()
    two.wait_for_url(lambda url: not url.endswith("/muc/a1"))
    expect(two.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    last = list(house.taken.values())[-2:]
    assert [(row["item"], row["answers"]) for row in last] == [
        ("a0", {"condition": "good"}),
        ("a1", {"condition": "broken", "note": "Bật không lên"}),
    ]
    assert all(row["base"] in house.taken for row in last)
    expect(two.get_by_text("cần xem lại")).to_have_count(0)


def test_a_label_that_is_in_no_list_is_carried_into_the_form(phone, house):
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    expect(page.get_by_label("Quét nhãn, gõ mã hoặc tên")).to_be_visible()
    page.keyboard.type("LA-77")
    page.keyboard.press("Enter")
    expect(page.locator("[data-kit-status]")).to_contain_text("«LA-77» không có trong danh sách")
    page.locator("[data-kit-status] a").click()
    expect(page.get_by_label("Mã trên nhãn")).to_have_value("LA-77")


def test_a_phone_set_to_another_year_notes_the_server_s_day(phone, house):
    house.now = "2025-06-12T08:00:00+07:00"
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_text("Máy Thử 0").click()
    page.get_by_text("Tốt", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    assert next(iter(house.taken.values()))["at"].startswith("2025-06-12T08:0")


def test_something_in_no_list_is_noted_too(phone, house):
    _, page = phone()
    take_along(page)
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_role("link", name="Thấy máy ngoài danh sách").click()
    page.get_by_label("Tên máy").fill("Máy in lạ")
    page.get_by_text("Tốt", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-status]")).to_have_text("Máy chủ đã nhận hết.")
    (taken,) = house.taken.values()
    assert (taken["item"], taken["answers"]["name"]) == ("", "Máy in lạ")


def test_every_view_is_accessible_and_fits_a_telephone(phone, house):
    _, page = phone()
    take_along(page)
    for link in (None, "Kiểm kê thử", "Máy Thử 0"):
        if link:
            page.get_by_role("link", name=link).first.click()
            page.wait_for_timeout(200)
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

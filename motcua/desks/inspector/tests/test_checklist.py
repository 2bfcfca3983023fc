"""A checklist on the phone: conditions by the engine, grades with words, large photographs, a voice, a signature."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.desks.inspector.packs import checklist_item, decode
from motcua.desks.inspector.tests import checklist
from motcua.desks.inspector.tests.line import House
from motcua.desks.inspector.tests.test_kit import TRIED, left, take_along
from motcua.kernel.errors import BadInput
from tests.browser import accessible, enter_pin, until

KEPT = """async () => (await (await caches.open("motcua-reader")).keys()).some(({ url }) => url.includes("xforms-engine"))"""
QUICK = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (work, after) => wait(work, after === 3000 ? 50 : after);
}"""
# A microphone that hums, as a browser without one cannot be asked.
HUM = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const sound = new AudioContext();
    const hum = sound.createOscillator();
    const out = sound.createMediaStreamDestination();
    hum.connect(out);
    hum.start();
    return out.stream;
  };
}"""


@pytest.fixture
def phone(browser: Browser, house: House) -> Iterator[Callable[..., tuple[BrowserContext, Page]]]:
    """Return ``phone(granted)``: a phone with the checklist on it and no line; ``granted`` are its permissions."""
    opened: list[BrowserContext] = []
    house.made = checklist.made()

    def another(*granted: str) -> tuple[BrowserContext, Page]:
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", has_touch=True)
        context.grant_permissions(list(granted))
        context.set_geolocation({"latitude": 20.44512, "longitude": 106.33781, "accuracy": 8})
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.add_init_script(f"({QUICK})()")
        page.goto(house.url)
        enter_pin(page)
        page.evaluate("navigator.serviceWorker.ready")
        take_along(page)
        kept(page)
        context.set_offline(True)
        page.reload()
        enter_pin(page)
        page.get_by_role("link", name="Kiểm tra thử").click()
        return context, page

    yield another
    for context in opened:
        context.close()


def kept(page: Page) -> None:
    """Wait until the engine lies on the phone."""
    until(page, KEPT)


def titles(page: Page) -> list[str]:
    return page.locator(".kit-item b").all_inner_texts()


def arrived(context: BrowserContext, page: Page) -> None:
    context.set_offline(False)
    for _ in range(40):
        page.wait_for_function(TRIED)
        if left(page) == "Đã gửi hết":
            return
        page.reload()
        enter_pin(page)
    raise AssertionError(left(page))


@pytest.mark.journey
def test_questions_come_and_go_with_the_answers_without_a_line(phone, house):
    _, page = phone()
    expect(page.locator(".kit-item")).to_have_count(3, timeout=30_000)
    assert titles(page) == ["Biển chỉ dẫn", "Máy có tại quầy", "Người dẫn đoàn ký"]
    page.get_by_text("Biển chỉ dẫn").click()
    page.get_by_text("Không đạt", exact=True).click()
    page.get_by_label("Thiếu gì, vì sao").fill("   ")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Thiếu gì, vì sao")).to_be_focused()
    assert left(page) == "Đã gửi hết", "a shortcoming without words is not saved"
    accessible(page)
    page.get_by_label("Thiếu gì, vì sao").fill("Treo sau cánh cửa")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_role("heading", name="Biển sai chỗ nào")).to_be_visible()
    page.get_by_label("Biển sai chỗ nào").fill("Ghi tên cũ")
    page.get_by_role("button", name="Lưu trên máy").click()
    page.get_by_text("Máy in", exact=True).click()
    page.get_by_text("Máy quét", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    page.get_by_label("Số máy in").fill("2")
    page.get_by_role("button", name="Lưu trên máy").click()
    page.goto(house.url + "#/viec/thu1%3Astock%3A1")
    expect(page.locator(".kit-item")).to_have_count(5)
    page.context.set_offline(False)
    expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết")
    assert {row["item"]: row["answers"] for row in house.taken.values()} == {
        "bien": {"bien": "khong", "bien_words": "Treo sau cánh cửa"},
        "bien_sai": {"bien_sai": "Ghi tên cũ"},
        "may": {"may": "in quet"},
        "so": {"so": "2"},
    }


@pytest.mark.journey
def test_large_photographs_with_place_and_caption_arrive_over_a_line_that_is_cut(phone, house, tmp_path):
    noise = Image.frombytes("RGB", (2400, 1800), random.Random(7).randbytes(2400 * 1800 * 3))
    noise.save(tmp_path / "anh.jpg", quality=75)
    assert (tmp_path / "anh.jpg").stat().st_size > 2_500_000
    context, page = phone("geolocation")
    page.get_by_text("Máy có tại quầy").click()
    page.set_default_timeout(60_000)
    for number, caption in ((1, "Lối vào"), (2, "Quầy 3")):
        page.get_by_label("Ảnh hiện trạng").set_input_files(tmp_path / "anh.jpg")
        expect(page.locator(".kit-photos li")).to_have_count(number)
        expect(page.locator(".kit-photos li").nth(number - 1)).to_contain_text("20.44512, 106.33781 (±8 m)")
        page.get_by_label(f"Chú thích ảnh {number}").fill(caption)
    accessible(page)
    page.get_by_text("Máy in", exact=True).click()
    page.wait_for_timeout(400)
    page.reload()
    enter_pin(page)
    expect(page.get_by_label("Chú thích ảnh 2")).to_have_value("Quầy 3")
    page.get_by_role("button", name="Lưu trên máy").click()
    # Two large photographs are drawn anew with their strips.
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi", timeout=60_000)
    house.cuts = [2, 1, 5, 3]
    arrived(context, page)
    assert house.cuts == [], "the line was cut as often as it was to be"
    (row,) = house.taken.values()
    assert [(one["question"], one["caption"], one["accuracy"]) for one in row["files"]] == [
        ("anh", "Lối vào", 8),
        ("anh", "Quầy 3", 8),
    ]
    for one in row["files"]:
        whole = Image.open(BytesIO(house.photos[one["sha256"]]))
        assert whole.width == 2400
        assert whole.height > 1800, "the strip with time, place and caption stands under it"
    assert house.twice == []


@pytest.mark.journey
def test_a_refused_place_is_said_and_a_voice_and_a_signature_go_along(phone, house, tmp_path):
    Image.new("RGB", (64, 48), "white").save(tmp_path / "anh.jpg")
    context, page = phone()
    page.evaluate(HUM)
    page.get_by_text("Người dẫn đoàn ký").click()
    expect(page.get_by_text("Đây không phải chữ ký số")).to_be_visible()
    page.get_by_label("Ảnh hiện trạng").set_input_files(tmp_path / "anh.jpg")
    expect(page.locator(".kit-photos li")).to_contain_text("không cho trang này biết vị trí")
    page.get_by_role("button", name="Ghi âm").click()
    expect(page.get_by_text("Đang ghi âm: 0:01")).to_be_visible()
    page.get_by_role("button", name="Dừng ghi âm").click()
    expect(page.locator(".kit-voice")).to_contain_text("Dài 0:0")
    pad = page.locator("canvas.kit-sign")
    pad.evaluate("pad => pad.scrollIntoView({ block: 'center' })")
    box = pad.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 90, box["y"] + 60, steps=6)
    page.mouse.up()
    expect(page.get_by_role("button", name="Ký lại")).to_be_visible()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Họ tên người ký")).to_be_focused()
    page.get_by_label("Họ tên người ký").fill("Nguyễn Thử Dẫn")
    accessible(page)
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_have_text("1 mục chưa gửi")
    arrived(context, page)
    (row,) = house.taken.values()
    files = {one["question"]: one for one in row["files"]}
    assert row["answers"] == {"ky_by": "Nguyễn Thử Dẫn"}
    assert files["anh"]["place"] == "refused"
    assert 1 <= files["tieng"]["seconds"] <= 9
    assert house.photos[files["tieng"]["sha256"]].startswith(b"\x1a\x45\xdf\xa3")
    assert b"\x89PNG" in house.photos[files["ky"]["sha256"]]


@pytest.mark.journey
def test_a_browser_that_cannot_record_says_so_and_without_the_engine_everything_is_asked(phone, house):
    _, page = phone()
    page.evaluate("() => caches.delete('motcua-reader')")
    page.add_init_script("delete window.MediaRecorder")
    page.reload()
    enter_pin(page)
    expect(page.locator("[data-kit-status]")).to_contain_text("đang hiện mọi câu hỏi")
    expect(page.locator(".kit-item")).to_have_count(5)
    page.get_by_text("Máy có tại quầy").click()
    expect(page.get_by_text("không ghi âm được")).to_be_visible()


def test_the_pack_names_each_question_with_its_kind_and_place_in_the_form():
    kinds = {item["key"]: item["questions"][0]["kind"] for item in checklist.made()["items"]}
    assert kinds == {"bien": "grade", "bien_sai": "long", "may": "choices", "so": "number", "ky": "signature"}
    assert all(item["node"] in checklist.FORM for item in checklist.made()["items"] if "node" in item)


def test_a_type_that_a_phone_cannot_ask_is_refused():
    with pytest.raises(BadInput):
        checklist_item(name="x", label="x", type_="geoshape", node="/data/x", group="g")


@pytest.mark.parametrize(
    "file",
    [
        '"sha256": "x", "taken": "2025-06-12T08:00:00+07:00"',
        f'"sha256": "{"a" * 64}", "taken": "2025-06-12T08:00:00"',
        f'"sha256": "{"a" * 64}", "taken": "2025-06-12T08:00:00+07:00", "latitude": 91',
        f'"sha256": "{"a" * 64}", "taken": "2025-06-12T08:00:00+07:00", "run": true',
    ],
)
def test_a_file_of_an_observation_is_read_strictly(file):
    body = f'[{{"id": "{"0" * 32}", "at": "2025-06-12T08:00:00+07:00", "files": [{{"question": "anh", {file}}}]}}]'
    with pytest.raises(BadInput):
        decode(body.encode())

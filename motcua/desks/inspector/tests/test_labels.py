"""Labels read with the camera in a real browser: our own printed labels, with and without a reader of the browser's own."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image, ImageFilter
from playwright.sync_api import Browser, BrowserContext, Page, expect

from motcua.config.static_files import LIBRARY
from motcua.custody import prints
from motcua.desks.inspector import views
from motcua.desks.inspector.tests.line import House
from motcua.ledger.actor import Realm
from tests.browser import accessible, enter_pin, until

pytestmark = pytest.mark.journey

LIBRARY_ADDRESS = f"/static/{views.READER}"
# The camera shows a canvas; what is drawn on it is what the phone is held at.
CAMERA = """() => {
  const paper = Object.assign(document.createElement("canvas"), { width: 1280, height: 960 });
  const pen = paper.getContext("2d");
  let shown = null;
  setInterval(() => {
    pen.fillStyle = "#8a8f86";
    pen.fillRect(0, 0, 1280, 960);
    if (shown) pen.drawImage(shown, (1280 - shown.width) / 2, (960 - shown.height) / 2);
  }, 60);
  window.hold = async (address) => {
    shown = Object.assign(new Image(), { src: address });
    await shown.decode();
  };
  window.opened = [];
  navigator.mediaDevices.getUserMedia = async () => {
    const stream = paper.captureStream(15);
    window.opened.push(...stream.getTracks());
    return stream;
  };
}"""
REFUSED = """() => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", "NotAllowedError"); };
}"""
OWN_READER = """() => {
  window.BarcodeDetector = class {
    static getSupportedFormats = async () => ["qr_code", "ean_13"];
    constructor({ formats }) { window.formats = formats; }
    detect = async () => [{ rawValue: "TS-0003" }];
  };
}"""
# What is done after seconds is done at once.
QUICK = """() => {
  const wait = window.setTimeout;
  window.setTimeout = (work, after) => wait(work, after === 3000 || after === 8000 ? 50 : after);
}"""
EMPTY_READER = """() => { window.BarcodeDetector = class { static getSupportedFormats = async () => []; }; }"""


def printed(code: str, tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """Return one label as the printer makes it: cut out of the sheet at 200 points an inch."""
    folder = tmp_path_factory.mktemp("label")
    row = SimpleNamespace(code=code, name="Máy Thử 3", unit_name="Trung tâm Thử")
    actor = SimpleNamespace(realm=Realm.TRIAL, unit_name="Trung tâm Thử")
    (folder / "labels.pdf").write_bytes(prints.print_labels(actor, [row]))  # type: ignore[arg-type, list-item]
    command = ["pdftoppm", "-r", "200", "-png", "-singlefile", "labels.pdf", "labels"]
    subprocess.run(command, cwd=folder, check=True)
    return Image.open(folder / "labels.png").convert("RGB").crop((0, 30, 560, 330))


@pytest.fixture(scope="module")
def label(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    return printed("TS-0003", tmp_path_factory)


def as_it_is(image: Image.Image) -> Image.Image:
    return image


def unsharp(image: Image.Image) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(2.2))


def askew(image: Image.Image) -> Image.Image:
    return image.rotate(14, expand=True, fillcolor="#8a8f86", resample=Image.Resampling.BICUBIC)


def upside_down(image: Image.Image) -> Image.Image:
    return image.rotate(180)


def in_poor_light(image: Image.Image) -> Image.Image:
    return image.point(lambda value: 30 + value // 4)


def far_away(image: Image.Image) -> Image.Image:
    """Return a photograph of a telephone in which the label takes a fifth of the width."""
    wide = Image.new("RGB", (3000, 2250), "#8a8f86")
    wide.paste(image.resize((600, 322)), (1700, 900))
    return wide


LOOKS = [as_it_is, unsharp, askew, upside_down, in_poor_light, far_away]


def address_of(image: Image.Image) -> str:
    from io import BytesIO

    out = BytesIO()
    image.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


@pytest.fixture
def telephone(browser: Browser, house: House) -> Any:
    """Return ``telephone(*scripts)``: a phone that runs these first, its work taken along and open."""
    opened: list[BrowserContext] = []

    def another(*scripts: str) -> tuple[BrowserContext, Page]:
        assert (LIBRARY / "umd" / "index.min.js").is_file(), (
            "run «make setup»: npm brings the library that reads labels"
        )
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN", has_touch=True)
        opened.append(context)
        page = context.new_page()
        for script in scripts:
            page.add_init_script(f"({script})()")
        page.set_default_timeout(10_000)
        page.goto(house.url)
        enter_pin(page)
        page.evaluate("navigator.serviceWorker.ready")
        page.get_by_role("button", name="Tải về máy").click()
        expect(page.locator("[data-kit-status]")).to_contain_text("Đã tải")
        return context, page

    yield another
    for context in opened:
        context.close()


Telephone = Callable[..., tuple[BrowserContext, Page]]


def kept(page: Page) -> None:
    """Wait until the phone has all it needs to read labels."""
    expect(page.locator("[data-kit-status]")).to_contain_text("Quét nhãn cũng không cần mạng.")


def look(page: Page) -> None:
    page.get_by_role("link", name="Kiểm kê thử").click()
    page.get_by_role("button", name="Quét bằng máy ảnh").click()


def test_a_printed_label_is_read_without_a_line_by_a_browser_that_cannot(telephone: Telephone, house, label):
    context, page = telephone(CAMERA, QUICK)
    assert page.evaluate("'BarcodeDetector' in window") is False
    kept(page)
    context.set_offline(True)
    page.reload()
    enter_pin(page)
    page.evaluate("(address) => window.hold(address)", address_of(askew(unsharp(label))))
    look(page)
    expect(page.get_by_role("heading", name="Máy Thử 3")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("window.opened.map((track) => track.readyState)") == ["ended"]
    assert house.asked.count(LIBRARY_ADDRESS) == 1


def test_the_library_comes_after_the_work_and_not_again(telephone: Telephone, house):
    _, page = telephone()
    assert LIBRARY_ADDRESS not in house.asked
    kept(page)
    page.add_init_script(f"({QUICK})()")
    for _ in range(2):
        page.reload()
        enter_pin(page)
        expect(page.get_by_role("link", name="Kiểm kê thử")).to_be_visible()
        page.wait_for_timeout(400)
    assert house.asked.count(LIBRARY_ADDRESS) == 1


def test_where_the_browser_reads_labels_no_library_is_fetched(telephone: Telephone, house, label):
    _, page = telephone(CAMERA, OWN_READER, QUICK)
    page.wait_for_timeout(500)
    look(page)
    expect(page.get_by_role("heading", name="Máy Thử 3")).to_be_visible()
    assert page.evaluate("window.formats") == ["qr_code", "ean_13"]
    assert LIBRARY_ADDRESS not in house.asked


def test_a_reader_that_knows_no_format_counts_as_none(telephone: Telephone, house, label, tmp_path):
    """Every look of a label as a photograph, where the browser has the name and not the service behind it."""
    _, page = telephone(REFUSED, EMPTY_READER)
    look(page)
    dialog = page.get_by_role("dialog", name="Quét bằng máy ảnh")
    expect(dialog).to_contain_text("Không mở được máy ảnh.")
    accessible(page)
    for change in LOOKS:
        change(label).save(tmp_path / f"{change.__name__}.jpg", quality=80)
        page.get_by_label("Chụp ảnh nhãn").set_input_files(tmp_path / f"{change.__name__}.jpg")
        expect(page.get_by_role("heading", name="Máy Thử 3"), change.__name__).to_be_visible()
        page.go_back()
        expect(dialog).to_contain_text("Không mở được máy ảnh.")


@pytest.mark.parametrize("what", ["blank", "torn", "no picture"])
def test_a_picture_without_a_code_says_so_and_what_to_do(telephone: Telephone, house, label, tmp_path, what):
    _, page = telephone(REFUSED)
    look(page)
    if what == "no picture":
        (tmp_path / "anh.jpg").write_bytes(b"khong phai anh")
    else:
        (Image.new("RGB", (1200, 900), "#777") if what == "blank" else label.crop((0, 0, 130, 300))).save(
            tmp_path / "anh.jpg"
        )
    page.get_by_label("Chụp ảnh nhãn").set_input_files(tmp_path / "anh.jpg")
    expect(page.get_by_role("dialog")).to_contain_text("Không thấy mã nào trong ảnh. Chụp lại gần hơn")
    page.get_by_role("button", name="Dừng").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_label("Quét nhãn, gõ mã hoặc tên")).to_be_visible()


def test_the_camera_that_sees_nothing_gives_advice_and_stops_on_escape(telephone: Telephone, house):
    _, page = telephone(CAMERA, QUICK)
    look(page)
    expect(page.get_by_role("dialog")).to_contain_text("Chưa thấy mã nào. Đưa máy lại gần nhãn")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_function("() => window.opened[0].readyState === 'ended'")


def test_without_a_line_and_before_the_library_came_codes_are_typed(telephone: Telephone, house):
    context, page = telephone(CAMERA)
    context.set_offline(True)
    look(page)
    expect(page.locator("[data-kit-status]")).to_contain_text("Hãy gõ mã trên nhãn.")
    expect(page.get_by_role("dialog")).to_have_count(0)
    context.set_offline(False)
    until(page, "() => caches.open('motcua-reader').then((store) => store.keys()).then((keys) => keys.length === 1)")


def test_a_label_read_in_no_list_is_carried_into_the_form(telephone: Telephone, house, tmp_path_factory):
    _, page = telephone(CAMERA)
    page.evaluate("(address) => window.hold(address)", address_of(printed("LA-77", tmp_path_factory)))
    look(page)
    expect(page.locator("[data-kit-status]")).to_contain_text("«LA-77» không có trong danh sách")
    page.locator("[data-kit-status] a").click()
    expect(page.get_by_label("Mã trên nhãn")).to_have_value("LA-77")

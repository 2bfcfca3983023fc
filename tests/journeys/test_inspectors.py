"""Two inspectors offline at four communes: what was acknowledged is there once, a lost telephone is counted and named."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench import inspectors_story as story
from bench.inspectors_books import LEADER, MEMBER
from tests.browser import SHELL, accessible, enter_pin
from tests.journeys.conftest import database_url, wait_for
from tests.postgres import free_port
from tests.processes import Node, open_gate

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def campaign_books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The campaign of 22/2/2018, its sheets open, in books of their own."""
    folder = tmp_path_factory.mktemp("campaign")
    node = Node(folder, database_url(folder), "bench.inspectors_books:begin")
    yield node
    node.close()


@pytest.fixture
def serve(campaign_books: Node) -> Callable[[str], AbstractContextManager[int]]:
    """Return ``serve(day)``: the product on that day and hour; gives its port."""

    @contextmanager
    def at(day: str) -> Iterator[int]:
        port, log = free_port(), campaign_books.folder / "log"
        gate = campaign_books.gate()
        served = campaign_books.start("tests.journeys.opened:serve", 0, gate, port=port, day=day, log=str(log))
        open_gate(served)
        try:
            wait_for(f"http://127.0.0.1:{port}/", served.file.exists, log)
            yield port
        finally:
            campaign_books.kill(served)

    return at


@pytest.fixture
def sessions(campaign_books: Node) -> dict[str, dict[str, str]]:
    """The cookies of the leader and of the member."""
    return {
        part: {settings.SESSION_COOKIE_NAME: campaign_books.run("tests.journeys.opened:begin_session", who=who)[0]}
        for part, who in (("leader", LEADER), ("member", MEMBER))
    }


TICKED = (
    "truc",  # có cán bộ trực
    "gon_gang",
    "ve_sinh",
    "bang_bieu",
    "le_phi",
    "dvc",
    "kien_toan",
    "phan_cong",
    "ho_so_du",
    "cam_ket",
)
STATED = {
    "ty_le_bao": "95",
    "ty_le_ai": "Chủ tịch xã báo cáo lúc 8:40 (thử)",
    "ty_le_chung": "Phượng Dực, Hồng Minh",
    "lam_tot": "Bộ phận một cửa làm việc nghiêm túc ngay sau Tết.",
}
PRAISE = "Cán bộ trực đúng giờ, trụ sở sạch đẹp."


def window(browser: Browser, address: str, cookies: dict[str, str], **more: Any) -> tuple[BrowserContext, Page]:
    """Open somebody's window, signed in."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **more)
    context.add_cookies([{"name": name, "value": key, "url": address} for name, key in cookies.items()])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return context, page


def save(page: Page, left: int) -> None:
    """Save a form of the kit on the telephone; so many then wait, and the next question is asked."""
    here = page.url
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.locator("[data-kit-left]")).to_have_text(f"{left} mục chưa gửi")
    page.wait_for_url(lambda url: url != here)


def fill_in_at_phuong_duc(page: Page, pack: str, photo: Any) -> None:
    """Tick what is found, tell the rate as it was stated, and one shortcoming with its words and photograph."""

    def ask(item: str) -> None:
        if page.url != f"{pack}/muc/{item}":
            page.goto(f"{pack}/muc/{item}")
        page.locator(f"[data-question={item}]").wait_for()

    for number, item in enumerate(TICKED, 1):
        ask(item)
        page.get_by_text("Đạt", exact=True).click()
        save(page, number)
    left = len(TICKED)
    for number, (item, words) in enumerate(STATED.items(), left + 1):
        ask(item)
        page.locator(f"#q-{item}").fill(words)
        save(page, number)
    left += len(STATED)
    ask("ty_le_pham_vi")
    page.get_by_text("Số chung nhiều xã", exact=True).click()
    save(page, left + 1)
    ask("the_ten")
    page.get_by_text("Chưa đạt", exact=True).click()
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Thiếu gì, vì sao (bắt buộc)")).to_be_focused()
    page.get_by_label("Thiếu gì, vì sao (bắt buộc)").fill("   ")
    page.get_by_role("button", name="Lưu trên máy").click()
    expect(page.get_by_label("Thiếu gì, vì sao (bắt buộc)")).to_be_focused()
    expect(page.locator("[data-kit-left]")).to_have_text(f"{left + 1} mục chưa gửi")
    page.get_by_label("Thiếu gì, vì sao (bắt buộc)").fill("Hai bàn chưa có biển tên")
    accessible(page)
    save(page, left + 2)
    ask("the_ten_anh")
    page.get_by_label("Chụp ảnh chỗ chưa đạt").set_input_files(photo)
    expect(page.locator(".kit-photos li")).to_contain_text("20.73712, 105.87641 (±12 m)")
    page.get_by_label("Chú thích ảnh 1").fill("Bàn 2 và bàn 3")
    save(page, left + 3)


def test_the_checklist_of_phuong_duc_is_ticked_without_a_signal_and_stands_at_the_stop(
    campaign_books: Node, serve: Any, sessions: Any, browser: Browser, tmp_path: Any
) -> None:
    Image.new("RGB", (1600, 1200), "#987").save(tmp_path / "anh.jpg")
    (stops,) = campaign_books.run("bench.inspectors_books:stops_of")
    with serve("2018-02-22T08:30") as port:
        address = f"http://127.0.0.1:{port}"
        phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "permissions": ["geolocation"]}
        context, page = window(browser, address, sessions["leader"], **phone)
        context.set_geolocation({"latitude": 20.73712, "longitude": 105.87641, "accuracy": 12})
        page.goto(f"{address}/hien-truong/")
        enter_pin(page)
        page.evaluate("navigator.serviceWorker.ready")
        offered = page.locator("#kit-offered > li").filter(has_text="Phượng Dực")
        offered.get_by_role("button", name="Tải về máy").click()
        card = page.locator(".kit-card-link", has_text="Phượng Dực")
        pack = f"{address}/hien-truong/{card.get_attribute('href')}"
        context.set_offline(True)
        fill_in_at_phuong_duc(page, pack, tmp_path / "anh.jpg")
        context.set_offline(False)
        expect(page.locator("[data-kit-left]")).to_have_text("Đã gửi hết", timeout=60_000)
        context.close()

        # At the desk: all of it stands at the stop; the leader's sentence is noted there as what was good.
        context, page = window(browser, address, sessions["leader"], viewport={"width": 1366, "height": 768})
        page.goto(address + reverse("findings:note", args=[stops["phuong-duc"]]))
        page.get_by_text("Ưu điểm", exact=True).click()
        page.get_by_label("Nội dung").fill(PRAISE)
        page.locator("[name=said_by]").fill("Lê Thanh Hải")
        page.locator("main form button[type=submit], main form button.look-primary").last.click()
        expect(page.locator("main")).to_contain_text(PRAISE)
        page.goto(address + reverse("campaigns:stop", args=[stops["phuong-duc"]]))
        expect(page.locator("#nhan-xet")).to_contain_text(PRAISE)
        page.locator("#nhan-xet").get_by_role("link", name="Kiểm tra công vụ").click()
        for item in TICKED:
            expect(page.locator(f"#{item} .tag").first).to_have_text("Đạt")
        for item, words in STATED.items():
            expect(page.locator(f"#{item}")).to_contain_text(words)
        expect(page.locator("#ty_le_pham_vi")).to_contain_text("Số chung nhiều xã")
        expect(page.locator("#the_ten")).to_contain_text("Chưa đạt")
        expect(page.locator("#the_ten_ro")).to_contain_text("Hai bàn chưa có biển tên")
        shown = page.locator("#the_ten_anh")
        expect(shown).to_contain_text("Bàn 2 và bàn 3")
        expect(shown).to_contain_text("20.73712, 105.87641 (±12 m)")
        assert shown.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") == 1600
        context.close()


def test_three_days_offline_twenty_cuts_and_a_lost_telephone(
    campaign_books: Node, serve: Any, sessions: Any, browser: Browser, tmp_path: Any
) -> None:
    program = shutil.which(SHELL)
    assert program
    (before,) = campaign_books.run("bench.inspectors_books:truth")
    told = story.tell(serve, browser.browser_type, program, tmp_path, sessions, story.SMALL)
    had = [one["id"] for one in before["answers"]]
    (truth,) = campaign_books.run("bench.inspectors_books:truth", before=had)
    story.holds(told, truth, story.SMALL)
    # The leader, who looks after the district, sees whose telephone it was, how much it held and where.
    with serve(story.EVENING) as port:
        address = f"http://127.0.0.1:{port}"
        context, page = window(browser, address, sessions["leader"])
        page.goto(f"{address}/hien-truong/thiet-bi/")
        row = page.locator("#trong-pham-vi tr, #trong-pham-vi li").filter(has_text="Trần Thử Phú Xuyên")
        (held,) = [one for one in truth["devices"] if one["unsent"]]
        expect(row).to_contain_text(str(held["unsent"]))
        expect(row).to_contain_text("xã ")
        context.close()

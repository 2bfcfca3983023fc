"""The floor plan drawn in a real browser: by mouse, keys and finger; what is drawn is sent, kept, shown again and printed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, expect

from motcua.readiness.models import PlanVersion
from motcua.readiness.rules.floor import Drawing
from tests.browser import accessible, chromium

pytestmark = pytest.mark.journey

HOST = "http://mot-cua.test"
DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 900}, "locale": "vi-VN"}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "locale": "vi-VN", "has_touch": True}


@contextmanager
def opened(answer: Any, how: dict[str, Any]) -> Iterator[tuple[Page, list[str]]]:
    """Yield a page of what Django answered, its files found as Django finds them, and the forms it sends.

    The browser is gone before the test asks the books again: it leaves no loop behind in which they may not be asked.
    """
    sent: list[str] = []

    def serve(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=found) if found else route.fulfill(status=404)
        elif route.request.method == "POST":
            sent.append(route.request.post_data or "")
            route.fulfill(body="<title>Xong</title>", content_type="text/html")
        else:
            policy = {"Content-Security-Policy": answer["Content-Security-Policy"]}
            route.fulfill(body=answer.content, content_type="text/html; charset=utf-8", headers=policy)

    with chromium() as browser:
        page = browser.new_page(**how)
        page.set_default_timeout(10_000)
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.route("**/*", serve)
        page.goto(HOST + answer.wsgi_request.path)
        yield page, sent
    assert faults == []


@pytest.fixture
def url(region, files) -> str:
    return f"/san-sang/mat-bang/{region.centres['tra-ly']}/"


@pytest.fixture
def empty(url, sign_in, client) -> Any:
    """The answer with the plan of a centre that has none yet."""
    answer = sign_in(client, "csvc-tra-ly").get(url)
    assert answer.status_code == HTTPStatus.OK
    return answer


def shapes(page: Page) -> list[tuple[str, int, int, int, int]]:
    """Return (name, column, row, width, height) of what the table says, and check that the drawing says the same."""
    told = page.evaluate("""() => [...document.querySelectorAll("[data-floor-row]")].map((row) =>
      ["label", "x", "y", "w", "h"].map((name) => row.querySelector(`[name$=":${name}"]`).value)).filter(([label]) => label)""")
    seen = page.evaluate("""() => [...document.querySelectorAll("[data-shapes] .floor-shape")].map((shape) => {
      const box = shape.querySelector("rect");
      return ["x", "y", "width", "height"].map((name) => Number(box.getAttribute(name)) / 24).join();
    })""")
    assert sorted(seen) == sorted(",".join(row[1:]) for row in told)
    return [(label, *map(int, numbers)) for label, *numbers in told]


def point(page: Page, column: float, row: float) -> tuple[float, float]:
    """Return where a place of the grid (24 by 16) is on the screen."""
    return tuple(
        page.evaluate(
            """([x, y]) => {
              const floor = document.querySelector("[data-floor]");
              const at = new DOMPoint(x * 24, y * 24).matrixTransform(floor.getScreenCTM());
              return [at.x, at.y];
            }""",
            [column, row],
        )
    )


def piece(page: Page, name: str) -> Any:
    return page.get_by_role("region", name="Kéo vào sơ đồ").get_by_role("button", name=name, exact=True)


def middle(page: Page, name: str) -> tuple[float, float]:
    box = piece(page, name).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: tuple[float, float], *ways: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for way in ways:
        page.mouse.move(*way, steps=4)
    page.mouse.up()


def said(page: Page) -> Any:
    return expect(page.locator("[data-floor-said]"))


def test_a_plan_drawn_with_the_mouse_is_kept_shown_again_and_printed(url, empty, client, tmp_path):
    with opened(empty, DESK) as (page, sent):
        page.locator("[data-floor]").scroll_into_view_if_needed()
        drag(page, middle(page, "Khu đón tiếp"), point(page, 12, 2), point(page, 4.2, 3.3))
        assert shapes(page) == [("Khu đón tiếp", 1, 1, 6, 4)]
        drag(page, middle(page, "Khu trả kết quả"), point(page, 30, 3))
        assert len(shapes(page)) == 1, "let go beside the plan"
        drag(page, middle(page, "Khu trả kết quả"), point(page, 17, 8))
        page.mouse.move(*middle(page, "Thiết bị"))
        page.mouse.down()
        page.mouse.move(*point(page, 10, 10), steps=4)
        expect(page.locator(".floor-ghost")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator(".floor-ghost")).to_have_count(0)
        page.mouse.up()
        drag(page, middle(page, "Hàng ghế"), point(page, 3, 2.5))
        drag(page, point(page, 16, 8), point(page, 18.4, 9.3))
        drag(page, point(page, 21.8, 10.8), point(page, 23.7, 13.9))
        wanted = [("Khu đón tiếp", 1, 1, 6, 4), ("Khu trả kết quả", 16, 7, 8, 7), ("Hàng ghế", 2, 2, 2, 1)]
        assert shapes(page) == wanted
        drag(page, point(page, 20, 9), point(page, 40, 9))
        assert shapes(page) == wanted, "nothing leaves the grid"
        page.get_by_label("Khách giờ đông nhất").fill("30")
        page.get_by_role("button", name="Lưu sơ đồ").click()
        page.wait_for_function("() => document.title === 'Xong'")
    (body,) = sent
    answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()[:2000]
    again = client.get(url)
    kept = msgspec.json.decode(PlanVersion.objects.get().content, type=Drawing)
    assert [(one.kind, one.zone) for one in kept.shapes] == [
        ("zone", "don-tiep"),
        ("zone", "tra-ket-qua"),
        ("seats", ""),
    ]
    assert kept.peak_visitors == 30
    with opened(again, DESK) as (page, _):
        assert shapes(page) == wanted
        said_of = page.get_by_role("button", name="Khu trả kết quả: cột 16, hàng 7, rộng 8, cao 7.")
        expect(said_of).to_be_visible()
    with opened(client.get(url + "in/"), DESK) as (page, _):
        assert page.locator("[data-shapes] rect").count() == 3
        page.pdf(path=tmp_path / "plan.pdf", format="A4", print_background=True)
    told = subprocess.run(["pdftotext", tmp_path / "plan.pdf", "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Khu đón tiếp", "Khu trả kết quả", "Hàng ghế", "GIÁM ĐỐC TRUNG TÂM"):
        assert words in told


def test_a_plan_drawn_with_keys_alone_says_what_happens(empty):
    with opened(empty, DESK) as (page, _):
        assert page.get_by_role("button", name="Hoàn tác").get_attribute("aria-disabled") == "true"
        for name in ("Khu đón tiếp", "Khu số hóa hồ sơ", "Quầy, bàn"):
            piece(page, name).focus()
            page.keyboard.press("Enter")
        wanted = [("Khu đón tiếp", 0, 0, 6, 4), ("Khu số hóa hồ sơ", 6, 0, 6, 4), ("Quầy, bàn", 0, 0, 2, 1)]
        assert shapes(page) == wanted
        said(page).to_have_text("Đã đặt. Quầy, bàn: cột 0, hàng 0, rộng 2, cao 1.")
        expect(page.get_by_role("button", name="Quầy, bàn: cột 0")).to_be_focused()
        for key in ("ArrowRight", "ArrowDown", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowDown", "ArrowLeft"):
            page.keyboard.press(key)
        assert shapes(page)[2] == ("Quầy, bàn", 0, 2, 3, 2)
        said(page).to_have_text("Quầy, bàn: cột 0, hàng 2, rộng 3, cao 2.")
        page.keyboard.press("ArrowLeft")
        assert shapes(page)[2] == ("Quầy, bàn", 0, 2, 3, 2), "nothing leaves the grid"
        page.keyboard.press("Control+z")
        said(page).to_have_text("Đã hoàn tác.")
        assert shapes(page)[2] == ("Quầy, bàn", 1, 2, 3, 2)
        page.keyboard.press("Control+Shift+z")
        said(page).to_have_text("Đã làm lại.")
        assert shapes(page)[2] == ("Quầy, bàn", 0, 2, 3, 2)
        expect(page.get_by_role("button", name="Quầy, bàn: cột 0")).to_be_focused()
        page.keyboard.press("Delete")
        said(page).to_have_text("Đã bỏ Quầy, bàn.")
        assert len(shapes(page)) == 2
        expect(page.get_by_role("button", name="Khu đón tiếp: cột 0")).to_be_focused()
        page.get_by_role("button", name="Hoàn tác").press("Enter")
        assert shapes(page)[2] == ("Quầy, bàn", 0, 2, 3, 2)
        page.get_by_role("button", name="Khu đón tiếp: cột 0").press("ArrowRight")
        said(page).to_contain_text("Đang đè lên Khu số hóa hồ sơ: hai khu không được chồng nhau.")
        assert page.locator(".floor-clash").count() == 2
        accessible(page)
        for _ in range(20):
            page.get_by_role("button", name="Hoàn tác").press("Enter")
        assert shapes(page) == []
        for _ in range(20):
            page.get_by_role("button", name="Làm lại").press("Enter")
        assert shapes(page)[0] == ("Khu đón tiếp", 1, 0, 6, 4)


def test_a_piece_that_is_pressed_finds_room_until_there_is_none(empty):
    with opened(empty, DESK) as (page, _):
        accessible(page)
        page.get_by_label("Lưới: số cột").fill("7")
        page.get_by_label("Số hàng").fill("5")
        for _ in range(3):
            piece(page, "Khu").click()
        assert shapes(page) == [("Khu", 0, 0, 6, 4), ("Khu 2", 0, 4, 2, 1), ("Khu 3", 2, 4, 2, 1)]
        for _ in range(12):
            piece(page, "Khu").click()
        said(page).to_contain_text("Sơ đồ không còn chỗ trống.")
        assert sum(w * h for _, _, _, w, h in shapes(page)) == 35
        page.get_by_label("Tên hình 2").fill("Kho")
        page.get_by_label("Tên hình 2").press("Tab")
        expect(page.get_by_role("button", name="Kho: cột 0, hàng 4")).to_be_visible()
        page.get_by_role("button", name="Hoàn tác").click()
        assert shapes(page)[1][0] == "Khu 2"


def test_a_plan_is_drawn_with_a_finger_on_a_telephone(empty):
    with opened(empty, PHONE) as (page, _):
        touch = page.context.new_cdp_session(page)

        def finger(kind: str, *at: tuple[float, float]) -> None:
            points = [{"x": x, "y": y} for x, y in at]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        def slide(start: tuple[float, float], end: tuple[float, float]) -> None:
            finger("touchStart", start)
            for part in (0.3, 0.6, 1):
                finger("touchMove", tuple(a + (b - a) * part for a, b in zip(start, end, strict=True)))
            finger("touchEnd")

        page.locator("[data-floor]").evaluate("(floor) => floor.scrollIntoView({ block: 'end' })")
        before = page.evaluate("scrollY")
        slide(middle(page, "Cửa, lối đi"), point(page, 10.5, 5.5))
        assert shapes(page) == [("Cửa, lối đi", 10, 5, 1, 1)]
        slide(point(page, 10.3, 5.3), point(page, 13.3, 8.3))
        assert shapes(page) == [("Cửa, lối đi", 13, 8, 1, 1)]
        slide(point(page, 13.8, 8.8), point(page, 16.8, 10.8))
        assert shapes(page) == [("Cửa, lối đi", 13, 8, 4, 3)]
        assert page.evaluate("scrollY") == before, "the page stays where it is under a finger that draws"
        page.wait_for_timeout(400)  # a tap that stops a fling makes no click: this one shall make one
        piece(page, "Thiết bị").tap()
        expect(page.get_by_role("button", name="Thiết bị: cột 0, hàng 0")).to_be_focused()
        assert shapes(page)[1] == ("Thiết bị", 0, 0, 2, 1)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        accessible(page)

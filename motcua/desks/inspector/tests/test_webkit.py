"""The kit on WebKitGTK, the engine nearest to that of iPhones: its core story, from the PIN to everything arrived once."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from motcua.desks.inspector.tests import checklist
from motcua.desks.inspector.tests.line import Handler, House
from tests.browser import PIN

pytestmark = pytest.mark.journey

BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
PATIENCE = 20
DRAFT = """const done = arguments[0]; import("/static/inspector/store.js").then(({ draft }) => draft("thu1:stock:1|bien_sai"))
  .then((kept) => done(kept?.answers.bien_sai ?? ""))"""


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch) -> Iterator[webdriver.WebKitGTK]:
    """MiniBrowser on a screen of its own, in a home that is thrown away."""
    found = sorted(Path("/").glob(BROWSERS[1:]))
    if not found or not shutil.which("WebKitWebDriver") or not shutil.which("Xvfb"):
        raise SystemExit("webkit2gtk-driver and xvfb are not installed: deploy/setup.sh test")
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "480x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    # Read to the end of the line: the screen dies of a pipe that is closed while it writes.
    with os.fdopen(reading) as told:
        monkeypatch.setenv("DISPLAY", f":{told.readline().strip()}")
    with tempfile.TemporaryDirectory() as home:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, home)
        # Containers and CI let nobody make the namespaces of its sandbox; there is no card to draw with either.
        monkeypatch.setenv("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
        monkeypatch.setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1")
        options = Options()
        options.binary_location = str(found[-1])
        options.add_argument("--automation")
        browser = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver")))
        try:
            yield browser
        finally:
            browser.quit()
            screen.terminate()
            screen.wait()


def until(driver: webdriver.WebKitGTK, what: Callable[[Any], Any]) -> Any:
    """Wait until ``what`` says yes; where the page was drawn anew while it looked, it looks again."""
    drawn_anew = (StaleElementReferenceException,)
    return WebDriverWait(driver, PATIENCE, poll_frequency=0.1, ignored_exceptions=drawn_anew).until(what)


# Found and used in one step: the page may be drawn anew in between.
FIND = """const [css, text] = arguments;
  const found = [...document.querySelectorAll(css)].find((one) => one.getClientRects().length && one.textContent.includes(text));"""


def one(driver: webdriver.WebKitGTK, css: str, text: str = "") -> WebElement:
    """Return the first element of a kind that is shown and has these words."""
    element: WebElement = until(driver, lambda _: driver.execute_script(f"{FIND} return found ?? null", css, text))
    return element


def press(driver: webdriver.WebKitGTK, css: str, text: str = "") -> None:
    until(driver, lambda _: driver.execute_script(f"{FIND} found?.click(); return Boolean(found)", css, text))


def pin(driver: webdriver.WebKitGTK) -> None:
    one(driver, "#kit-pin").send_keys(PIN)
    for again in driver.find_elements(By.ID, "kit-pin-again"):
        again.send_keys(PIN)
    press(driver, "main form button")
    until(driver, lambda _: not driver.find_elements(By.ID, "kit-pin"))


def listening(house: House, pages: dict[str, tuple[str, bytes]], port: int) -> http.server.ThreadingHTTPServer:
    class Again(http.server.ThreadingHTTPServer):
        allow_reuse_address = True
        daemon_threads = True
        block_on_close = False

    server = Again(("127.0.0.1", port), lambda *a, **k: Handler(*a, house=house, pages=pages, **k))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def write(driver: webdriver.WebKitGTK, css: str, text: str) -> None:
    """Type into the field shown."""

    def typed(_: Any) -> bool:
        one(driver, css).send_keys(text)
        return True

    until(driver, typed)


def test_a_checklist_filled_in_while_the_server_is_gone_arrives_once(driver, pages):
    house = House(made=checklist.made())
    server = listening(house, pages, 0)
    port = server.server_address[1]
    try:
        driver.get(f"http://127.0.0.1:{port}/hien-truong/")
        pin(driver)
        press(driver, "#kit-offered button", "Tải về máy")
        one(driver, "[data-kit-status]", "Đã tải")
        driver.execute_async_script("navigator.serviceWorker.ready.then(arguments[0])")
        kept = "caches.open('motcua-reader').then((at) => at.keys()).then((all) => arguments[0](all.length))"
        until(driver, lambda _: driver.execute_async_script(kept) >= 2)
        # The server goes away; page, files and work are on the phone, sealed.
        server.shutdown()
        server.server_close()
        driver.refresh()
        one(driver, "h1", "Nhập mã PIN")
        pin(driver)
        press(driver, ".kit-card-link", "Kiểm tra thử")
        until(driver, lambda _: len(driver.find_elements(By.CSS_SELECTOR, ".kit-item")) == 3)
        press(driver, ".kit-item a", "Biển chỉ dẫn")
        press(driver, ".kit-choice label", "Không đạt")
        write(driver, "#q-bien_words", "Treo sau cánh cửa")
        press(driver, "main form button.look-primary")
        one(driver, "h1", "Biển sai chỗ nào")
        write(driver, "#q-bien_sai", "Ghi tên cũ")
        until(driver, lambda _: driver.execute_async_script(DRAFT) == "Ghi tên cũ")
        driver.refresh()
        pin(driver)
        press(driver, "main form button.look-primary")
        one(driver, "h1", "Máy có tại quầy")
        one(driver, "[data-kit-left]", "2 mục chưa gửi")
        assert house.taken == {}
        # It comes back: everything arrives, once.
        server = listening(house, pages, port)
        press(driver, "[data-kit-send]")
        one(driver, "[data-kit-left]", "Đã gửi hết")
    finally:
        server.shutdown()
        server.server_close()
    assert {row["item"]: row["answers"] for row in house.taken.values()} == {
        "bien": {"bien": "khong", "bien_words": "Treo sau cánh cửa"},
        "bien_sai": {"bien_sai": "Ghi tên cũ"},
    }
    assert house.twice == []

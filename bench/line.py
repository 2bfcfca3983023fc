"""The kit's page in a real browser over a line as slow as 2G: seconds, requests and bytes of each visit.

Chromium slows the page down (CDP); what its service worker fetches it does not, so that is counted and not timed. All
bytes are counted by a relay between browser and server, headers included.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.browser import chromium, enter_pin, until

LATENCY, DOWN, UP = 600, 50_000 // 8, 50_000 // 8
"""Milliseconds, bytes a second: GPRS at the edge of a cell, the slowest line a phone still shows as 2G."""
FIRST_MOST, SECOND_MOST = 10.0, 3.0
"""Seconds until the page can be used: the first visit is made once, and longer than ten seconds nobody waits; each later
one has all but the page from the phone itself."""
REQUEST = re.compile(rb"(?:^|\r\n\r\n|\})(?:GET|POST) /")


@dataclass
class Relay:
    """Hands bytes on both ways and counts them."""

    server: int
    down: int = 0
    up: int = 0
    requests: int = 0
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Begin to listen on a free port."""
        ear = socket.create_server(("127.0.0.1", 0))
        self.port = ear.getsockname()[1]
        threading.Thread(target=self._listen, args=(ear,), daemon=True).start()

    def _listen(self, ear: socket.socket) -> None:
        while True:
            browser, _ = ear.accept()
            server = socket.create_connection(("127.0.0.1", self.server))
            for source, sink, upwards in ((browser, server, True), (server, browser, False)):
                threading.Thread(target=self._hand_on, args=(source, sink, upwards), daemon=True).start()

    def _hand_on(self, source: socket.socket, sink: socket.socket, upwards: bool) -> None:
        try:
            while block := source.recv(65536):
                with self.lock:
                    self.up += len(block) if upwards else 0
                    self.down += 0 if upwards else len(block)
                    self.requests += len(REQUEST.findall(block)) if upwards else 0
                sink.sendall(block)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def taken(self) -> dict[str, int]:
        """Return what was counted since the last time."""
        with self.lock:
            told = {"down": self.down, "up": self.up, "requests": self.requests}
            self.down = self.up = self.requests = 0
        return told


def over_2g(port: int, signed_in: str) -> list[dict[str, Any]]:
    """Return a row for the first visit, taking 500 things along, what reads labels, the second visit, sending a hundred."""
    relay = Relay(port)
    relay.start()
    root = f"http://127.0.0.1:{relay.port}"
    rows: list[dict[str, Any]] = []
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
        context.add_cookies([{"name": "sessionid", "value": signed_in, "url": root}])
        page = context.new_page()
        page.set_default_timeout(300_000)
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP},
        )

        def told(what: str, started: float, most: float = 0.0) -> None:
            seconds = time.perf_counter() - started
            page.wait_for_timeout(2_000)
            rows.append({"what": f"2G: {what}", "seconds": seconds, "most": most, **relay.taken()})

        started = time.perf_counter()
        _open(page, root)
        usable = time.perf_counter() - started
        page.evaluate("navigator.serviceWorker.ready")
        told("first visit, until it can be used", started, FIRST_MOST)
        rows[-1]["seconds"] = usable
        started = time.perf_counter()
        page.get_by_role("button", name="Tải về máy").first.click()
        page.locator("[data-kit-status][data-tone=good]").wait_for()
        told("taking 500 things along", started)
        # After the work is there: a browser that cannot read labels fetches what can (not slowed down, as of a worker).
        started = time.perf_counter()
        until(page, KEPT, 300_000)
        told("what reads labels, kept once", started)
        started = time.perf_counter()
        _open(page, root)
        told("second visit, until it can be used", started, SECOND_MOST)
        page.evaluate(NOTE)
        started = time.perf_counter()
        page.locator("[data-kit-send]").click()
        page.locator("[data-kit-status][data-tone=good]").wait_for()
        told("sending 100 of them", started)
    return rows


def _open(page: Page, root: str) -> None:
    page.goto(f"{root}/hien-truong/")
    enter_pin(page)
    page.get_by_role("heading", name="Việc mang theo").wait_for()


KEPT = """async () => {
  if (!document.querySelector("[data-kit]").dataset.reader) return true;
  return (await (await caches.open("motcua-reader")).keys()).length === 1;
}"""
NOTE = """async () => {
  const at = (name) => import(document.querySelector(`link[href*="${name}"]`).href);
  const { owner, packs, putObservation } = await at("inspector/store.");
  const { instant } = await at("inspector/build.");
  const { user } = await owner();
  const [pack] = await packs(user);
  await Promise.all(pack.items.slice(0, 100).map((item) => putObservation({ id: crypto.randomUUID(), user, pack: pack.key,
    item: item.key, at: instant(), body: { item: item.key, answers: { condition: "worn", room: item.group } } })));
  document.querySelector("[data-kit-status]").dataset.tone = "";
  document.querySelector("[data-kit-send]").hidden = false;
}"""

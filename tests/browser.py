"""The browser of all tests: headless Chromium from Debian.

As a shell without windows it has half the work of the whole browser; only the whole one shows a PDF.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


SHELL, WHOLE = "chromium-headless-shell", "chromium"
expect.set_options(timeout=20_000)  # as long as any other wait: a busy machine is no fault of the page


@contextmanager
def chromium() -> Iterator[Browser]:
    """Launch the shell; it is closed, and its loop gone, when the block ends."""
    with launcher() as launch:
        yield launch(SHELL)


@contextmanager
def launcher() -> Iterator[Callable[[str], Browser]]:
    """Give ``launch(program)``, which launches each of the two programs once; they are closed when the block ends."""
    with sync_playwright() as playwright, ExitStack() as stack:

        @cache
        def launch(program: str) -> Browser:
            path = shutil.which(program)
            if path is None:
                raise SystemExit(f"{program} is not installed: apt-get install {program}")
            launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
            stack.callback(launched.close)
            return launched

        yield launch


def accessible(page: Page) -> None:
    """Fail on any accessibility fault axe finds on the page; a page is the same on either database and looked at once."""
    if os.environ.get("MOTCUA_TEST_ONLY_DATABASE"):
        return
    results = Axe().run(page, options={"resultTypes": ["violations"]})
    assert results.violations_count == 0, results.generate_report()


PIN = "482915"


def enter_pin(page: Page, pin: str = PIN, whose: str = "") -> None:
    """Open the field kit with the PIN, choosing it where none was chosen yet; whatever it shows then is there after.

    The kit asks for the PIN of whoever was here last until the server names somebody else: ``whose`` waits for that name.
    """
    if whose:
        page.locator("main").get_by_text(whose, exact=True).wait_for()
    page.locator("#kit-pin").fill(pin)
    again = page.locator("#kit-pin-again")
    if again.count():
        again.fill(pin)
    page.locator("main form button").click()
    page.locator("#kit-pin").wait_for(state="detached")


def until(page: Page, asked: str, within: int = 30_000) -> None:
    """Wait until ``asked``, a script that may be a promise, says yes: ``wait_for_function`` takes a promise for a yes."""
    for _ in range(within // 50):
        if page.evaluate(asked):
            return
        page.wait_for_timeout(50)
    raise AssertionError(asked)

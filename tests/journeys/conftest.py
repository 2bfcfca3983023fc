"""A whole house for each journey: its own books, the real server, a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b32decode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page

from tests import blank
from tests.browser import SHELL, WHOLE, launcher
from tests.postgres import free_port

if TYPE_CHECKING:
    from tests.journeys.books import Books

READY_WITHIN = 300
PASSWORD = "mot-cua-trinh-dien"
FRIDAY = "2025-07-11T09:00"


@dataclass
class House:
    """A demonstration being served: where, and its files."""

    root: str
    var: Path
    environment: dict[str, str]

    def motcua(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the operator's command on this house."""
        command = [sys.executable, "-m", "motcua.desks.operator.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)


@contextmanager
def serving(var: Path, clock: str | None) -> Iterator[House]:
    """Serve a fresh demonstration as ``make run`` does, on a free port, on the time of ``clock``."""
    port = free_port()
    environment = {**os.environ, "MOTCUA_VAR": str(var), "MOTCUA_PUBLIC_URL": f"http://127.0.0.1:{port}"}
    environment["DATABASE_URL"] = database_url(var)
    if clock:
        environment["MOTCUA_CLOCK"] = clock
    command = [sys.executable, "-m", "motcua.desks.operator.cli", "run", "--port", str(port)]
    var.mkdir(parents=True, exist_ok=True)
    with (var / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/", lambda: process.poll() is not None, var / "log")
            yield House(f"http://127.0.0.1:{port}", var, environment)
        finally:
            process.terminate()
            process.wait(30)


def database_url(var: Path) -> str:
    """Return empty books of its own: a file, or a new database in the cluster the suite runs on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return blank.sqlite_at(var / "motcua.sqlite3")
    return blank.postgres_in(url)


def wait_for(url: str, ended: Callable[[], bool], log: Path) -> None:
    """Wait until somebody answers; ``RuntimeError`` with the log's last words when the server ended."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until:
        if ended():
            raise RuntimeError(f"the server stopped:\n{log.read_text()[-4000:]}")
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"the server did not answer:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def house_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str | None], House]]:
    """Return ``house_at(clock)``: the house of that time, served once a session."""
    houses: dict[str | None, House] = {}
    with ExitStack() as stack:

        def at(clock: str | None) -> House:
            if clock not in houses:
                houses[clock] = stack.enter_context(serving(tmp_path_factory.mktemp("house"), clock))
            return houses[clock]

        yield at


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[[str], Browser]]:
    """Return ``launch(program)``: one of the two browsers, launched once a session."""
    with launcher() as launched:
        yield launched


@pytest.fixture(scope="session")
def browser(launch: Callable[[str], Browser]) -> Browser:
    """A browser without windows."""
    return launch(SHELL)


@pytest.fixture
def desk(launch: Callable[[str], Browser]) -> Iterator[Callable[..., Page]]:
    """Return ``desk(house, who=None, phone=False, prints=False)``: a browser window of its own, somebody signed in."""
    with ExitStack() as stack:

        def open_desk(house: House, who: str | None = None, *, phone: bool = False, prints: bool = False) -> Page:
            browser = launch(WHOLE if prints else SHELL)
            size: Any = {"width": 360, "height": 740} if phone else {"width": 1366, "height": 768}
            context = browser.new_context(viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
            stack.callback(context.close)
            # Nothing is printed here; what would be is told on the page.
            context.add_init_script(
                "window.print = () => top.document.body.setAttribute('data-printed', location.href)"
            )
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.errors = []  # type: ignore[attr-defined]
            page.on("pageerror", lambda error: page.errors.append(str(error)))  # type: ignore[attr-defined]
            page.goto(house.root + "/")
            if who:
                sign_in(page, house, who)
            return page

        yield open_desk


def sign_in(page: Page, house: House, who: str) -> None:
    """Sign in as a person of the demonstration, second factor included: set up by whoever has none yet."""
    page.goto(f"{house.root}/tai-khoan/dang-nhap/")
    page.locator("input[name=username]").first.fill(who)
    page.locator("input[name=password]").first.fill(PASSWORD)
    page.locator("input[name=password]").first.press("Enter")
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    if "/buoc-hai/cai-dat/" in page.url:
        secret = page.locator(".enrol-secret").text_content() or ""
        _answer(page, f"{TOTP(b32decode(''.join(secret.split()))).token():06d}")
        page.goto(house.root + "/")
    elif "/buoc-hai/" in page.url:
        _answer(page, page.locator(".code-chip, [data-copy]").first.inner_text())


def _answer(page: Page, code: str) -> None:
    page.locator("input[name=code]").fill("".join(filter(str.isdigit, code))[:6])
    with page.expect_navigation():
        page.locator("input[name=code]").press("Enter")


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Books]:
    """The stories' books: ``books.open(day)`` serves them on a day, ``books.seat(who)`` is somebody's window."""
    from tests.journeys import told
    from tests.journeys.books import Books

    with ExitStack() as stack:
        yield Books(tmp_path_factory.mktemp("books"), browser, stack, told)


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Books]:
    """The books of inspecting and steering, read in the same way."""
    from tests.journeys import visited
    from tests.journeys.books import Books

    with ExitStack() as stack:
        yield Books(tmp_path_factory.mktemp("visits"), browser, stack, visited)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Books]:
    """The books of the dossiers of xã Phụng Công, read in the same way."""
    from tests.journeys import lived
    from tests.journeys.books import Books

    with ExitStack() as stack:
        yield Books(tmp_path_factory.mktemp("lives"), browser, stack, lived)

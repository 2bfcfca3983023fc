"""One set of books for the stories, opened on one day after another by the operator's command, read in one browser."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from motcua.adapters.province.tests.service import running
from tests.journeys.conftest import House, database_url, sign_in, wait_for
from tests.journeys.steps import Seat
from tests.postgres import free_port
from tests.processes import Node, Worker, open_gate

if TYPE_CHECKING:
    from types import ModuleType

    from playwright.sync_api import Browser

VISITOR = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PICTURES = "MOTCUA_JOURNEY_PICTURES"
"""Where pictures of the pages are left for whoever wants to look at them; none are taken without it."""


class Books:
    """The books and who reads them. ``tale`` is the module that tells them: ``begin``, ``tell``, and its ``DAYS``.

    Days are opened in their order; those left out are told all the same. Without a ``browser`` nobody has a window.

    A person signs in once: sessions run on the machine's time, as the product's do.
    """

    def __init__(self, folder: Path, browser: Browser | None, stack: ExitStack, tale: ModuleType) -> None:
        self.var, self._tale = folder / "var", tale.__name__
        self._url = database_url(folder)
        province = stack.enter_context(running())
        self._settings = {"MOTCUA_PROVINCE_URL": f"{province}/tot"}
        self._node = Node(folder, self._url, f"{self._tale}:begin", **self._settings)
        stack.callback(self._node.close)
        self._browser, self._stack = browser, stack
        self._serving: Worker | None = None
        stack.callback(self._close)
        self._port = free_port()
        self._left, self._day, self._ids = list(tale.DAYS), "", dict[str, str]()
        self._faults: list[str] = []
        self._seats: dict[str, Seat] = {}
        self._looked_at: set[str] = set()
        pictures = os.environ.get(PICTURES)
        self._pictures = Path(pictures) if pictures else None
        self.house: House | None = None

    def open(self, day: str) -> dict[str, str]:
        """Serve the books on that day and hour; return the ids its pages need, by name."""
        if day not in self._left and day != self._day:
            raise LookupError(f"{day} is over: it is {self._day}")
        while day in self._left:
            self._close()
            self._day = self._left.pop(0)
            (told,) = self._node.run(f"{self._tale}:tell", day=self._day)
            self._ids |= told
        if self.house is None:
            root, log = f"http://127.0.0.1:{self._port}", self.var / "log"
            serving = self._node.start(
                "tests.journeys.opened:serve", 0, self._node.gate(), port=self._port, day=day, log=str(log)
            )
            self._serving = serving
            open_gate(serving)
            wait_for(f"{root}/", serving.file.exists, log)
            self.house = House(root, self.var, self._environment(day))
        return self._ids

    def _close(self) -> None:
        self.house = None
        if self._serving is not None:
            self._node.kill(self._serving)
            self._serving = None

    def _environment(self, day: str) -> dict[str, str]:
        told = {"MOTCUA_VAR": str(self.var), "MOTCUA_NODE": "test", "DATABASE_URL": self._url, "MOTCUA_CLOCK": day}
        return {**os.environ, **self._settings, **told}

    def work(self) -> None:
        """Do what is due on the day that is open."""
        self._node.run("tests.journeys.opened:work", day=self._day)

    def seat(self, who: str) -> Seat:
        """Return the window of somebody, signed in: the first at the sign-in page, the others to save that time."""
        if self.house is None or self._browser is None:
            raise LookupError(who)
        if who not in self._seats:
            context = self._browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
            self._stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.on("pageerror", lambda error: self._faults.append(f"{who}: {error}"))
            self._seats[who] = Seat(page, self.house.root, self._looked_at, self._pictures)
            if len(self._seats) == 1:
                sign_in(page, self.house, who)
            else:
                (key,) = self._node.run("tests.journeys.opened:begin_session", who=who)
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.house.root}])
        return self._seats[who]

    def visitor(self) -> Seat:
        """Return the window of somebody who reads what is public, with the name a citizen's browser gives itself."""
        if self.house is None:
            raise LookupError(VISITOR)
        context = self._browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", user_agent=VISITOR)
        self._stack.callback(context.close)
        return Seat(context.new_page(), self.house.root, self._looked_at, self._pictures)

    def faults(self) -> list[str]:
        """Return what went wrong in the scripts of the pages that were open."""
        return list(self._faults)

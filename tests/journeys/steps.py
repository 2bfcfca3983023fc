"""What people of a story do again and again: open a page, read it, fill in a form, be refused."""

from __future__ import annotations

import re
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import TimeoutError as Late

from tests.browser import accessible

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import FilePayload, Locator, Page, Response

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1366, "height": 768}
CHOOSE_A_POST = "/tai-khoan/chuc-vu/"
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
SETTLED = "() => document.documentElement.scrollWidth <= innerWidth"
SETTLES_WITHIN = 3_000
"""Milliseconds a page has to be laid out anew at another width."""
STICKING_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.outerHTML.slice(0, 120))"""
MARK_THE_FORM = """box => {
  document.querySelectorAll("[data-asked]").forEach(one => one.removeAttribute("data-asked"));
  for (const one of box.form.elements) one.setAttribute("data-asked", "");
}"""
TICK = """(boxes, wanted) => boxes.forEach(box => {
  const tick = wanted.includes(box.value);
  if (box.checked !== tick && (tick || box.type === "checkbox")) (box.labels[0] || box).click();
})"""


class Seat:
    """Somebody's browser window in a story. A page is looked at the first time anybody opens one of its kind."""

    def __init__(self, page: Page, root: str, looked_at: set[str], pictures: Path | None = None) -> None:
        self.page, self.root, self._looked_at, self._pictures = page, root, looked_at, pictures

    @property
    def words(self) -> str:
        """What the page says, in one line."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """The address of the page on this node."""
        return self.page.url.removeprefix(self.root)

    def go(self, path: str) -> Seat:
        """Open a page of this node; whoever holds several posts keeps the one they work in."""
        answer = self.page.goto(self.root + path)
        if self.path.startswith(CHOOSE_A_POST):
            self.look()
            return self.press("Giữ chức vụ này").go(path)
        assert answer is not None
        assert answer.status == HTTPStatus.OK, f"{path}: {answer.status} {self.words}"
        self.look()
        return self

    def refused(self, path: str, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> str:
        """Open what is not for this person; return the sentence they meet."""
        answer = self.page.goto(self.root + path)
        assert answer is not None
        assert answer.status == status, path
        self.look(f"{status}")
        return self.words

    def reads(self, *sentences: str) -> Seat:
        """Fail unless the page says each of these."""
        words = self.words
        missing = [one for one in sentences if one not in words]
        assert not missing, f"{self.path} lacks {missing}: {words}"
        return self

    def look(self, kind: str = "") -> None:
        """See that a page of this kind has no fault axe finds, and that it stays within a telephone's width."""
        kind = kind or ID.sub("*", urlsplit(self.path).path)
        if kind in self._looked_at:
            return
        self._looked_at.add(kind)
        accessible(self.page)
        self.page.set_viewport_size(PHONE)
        with suppress(Late):
            self.page.wait_for_function(SETTLED, timeout=SETTLES_WITHIN)
        out = self.page.evaluate(STICKING_OUT)
        assert out == [], f"{kind}: {out}"
        if self._pictures:
            name = kind.strip("/").replace("/", "_") or "trang-dau"
            self.page.screenshot(path=self._pictures / f"{name}-360.png", full_page=True)
        self.page.set_viewport_size(DESK)
        if self._pictures:
            self.page.screenshot(path=self._pictures / f"{name}-1366.png", full_page=True)

    def fill(self, answers: dict[str, Any], within: str = "main") -> Locator:
        """Answer the questions of a form by their names; return the button that sends it. No answers: only a button."""
        first = f'[name="{next(iter(answers))}"]' if answers else "button"
        self.page.locator(f"{within} {first}:is(form[method=post] *, [form])").first.evaluate(MARK_THE_FORM)
        buttons = self.page.locator("button[data-asked]:not([type=button])")
        primary = buttons.and_(self.page.locator(".look-primary"))
        button = primary.first if primary.count() else buttons.first
        for name, value in answers.items():
            boxes = self.page.locator(f'[data-asked][name="{name}"]')
            kind = boxes.first.evaluate("box => box.type")
            if kind in ("radio", "checkbox"):
                wanted = value if isinstance(value, list) else [value]
                boxes.evaluate_all(TICK, wanted)
            elif kind == "submit":
                button = boxes.and_(self.page.locator(f'[value="{value}"]:not(.visually-hidden)'))
            elif kind == "file":
                boxes.first.set_input_files(value)
            elif kind.startswith("select"):
                boxes.first.select_option(value)
            else:
                boxes.first.fill(value)
        return button

    def send(self, answers: dict[str, Any], within: str = "main") -> Seat:
        """Fill a form in and send it; the page led to is open."""
        self._accepted(self._pressed(self.fill(answers, within)))
        return self

    def told_off(self, answers: dict[str, Any], within: str = "main") -> str:
        """Send a form that must be refused; return what the page says."""
        answer = self._pressed(self.fill(answers, within))
        assert 400 <= answer.status < 500, f"{self.path}: {answer.status}"
        return self.words

    def press(self, words: str, within: str = "main") -> Seat:
        """Press a button or a link by its words; the page led to is open."""
        button = self.page.locator(f"{within} button, {within} a").filter(has_text=re.compile(words)).first
        self._accepted(self._pressed(button))
        return self

    def _pressed(self, button: Locator) -> Response:
        with self.page.expect_navigation() as answered:
            button.click()
        assert answered.value is not None
        return answered.value

    def _accepted(self, answer: Response) -> None:
        assert answer.status < 400, f"{self.path}: {answer.status} {self.words}"
        self.look()

    def fetch(self, path: str) -> bytes:
        """Return a file this person takes away."""
        answer = self.page.request.get(self.root + path)
        assert answer.ok, f"{path}: {answer.status}"
        return answer.body()


def picture(name: str = "anh.png") -> FilePayload:
    """Return a small picture to send along."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}

"""A browser window in which pages rendered beforehand are served with their styles: dear questions, cheap pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Request, Route

from tests.browser import accessible, chromium

SITE = "http://trung-tam.example"
WIDTHS = (360, 1366)


@contextmanager
def window(pages: Mapping[str, bytes]) -> Iterator[Page]:
    """Open a window in which each of ``pages`` stands at its name."""

    def serve(route: Route, request: Request) -> None:
        path = request.url.removeprefix(SITE).split("?")[0]
        if path.startswith("/static/"):
            file = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=file) if file else route.fulfill(status=404)
        else:
            name = path.strip("/").replace("%20", " ")
            route.fulfill(body=pages.get(name, b""), content_type="text/html; charset=utf-8")

    with chromium() as browser:
        page = browser.new_page()
        page.route("**/*", serve)
        yield page


def fits(page: Page, name: str) -> None:
    """Fail unless the page of this name fits a telephone and a desk and everybody can use it."""
    page.goto(f"{SITE}/{name}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width, (name, width)
    accessible(page)

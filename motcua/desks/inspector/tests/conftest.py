"""Files of readiness to take along, and for the browser a house whose line can be cut."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from django.template.loader import render_to_string
from django.test import override_settings
from playwright.sync_api import Browser

from motcua.desks.centre.readiness.tests.conftest import files, laid_day, laid_files, played
from motcua.desks.inspector import views
from motcua.desks.inspector.tests.line import Handler, House
from motcua.desks.shared.tests.conftest import PLAIN_FILES
from tests.browser import chromium

READER, ENGINE, PAD = (f"/static/{name}" for name in (views.READER, views.ENGINE, views.PAD))

__all__ = ["files", "laid_day", "laid_files", "played"]


@pytest.fixture(scope="module")
def pages() -> dict[str, tuple[str, bytes]]:
    """The kit's own page and worker, as the desk renders them."""
    with override_settings(STORAGES=PLAIN_FILES, STATIC_URL="/static/"):
        given = {"sheets": views.SHEETS, "dark": views.DARK, "modules": views.MODULES, "most": 100, "reader": READER}
        # Few rounds: what a PIN costs is measured in bench/, not in every test.
        given |= {"engine": ENGINE, "pad": PAD, "rounds": 1000, "idle": 300_000}
        page = render_to_string("inspector/kit.html", given)
        told = {"version": "1", "page": "/hien-truong/", "files": [*(f"/static/{name}" for name in views.FILES), PAD]}
        told["later"] = [READER, ENGINE]
        worker = render_to_string("inspector/worker.js", told)
    return {"/hien-truong/": ("text/html", page.encode()), "/hien-truong/tho.js": ("text/javascript", worker.encode())}


@pytest.fixture
def house(pages: dict[str, tuple[str, bytes]]) -> Iterator[House]:
    one = House()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), lambda *args, **kwargs: Handler(*args, house=one, pages=pages, **kwargs)
    )
    one.url = f"http://127.0.0.1:{server.server_address[1]}/hien-truong/"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one

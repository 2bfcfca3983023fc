"""What these tests share: the environment, plain static files, and a browser in front of a small server."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import django_htmx
import pytest
from django.test import override_settings
from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser

from motcua.desks.shared import jinja
from tests.browser import chromium

SHARED = Path(jinja.__file__).parent
PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:"


@pytest.fixture(autouse=True)
def _plain_static_files() -> Iterator[None]:
    with override_settings(STORAGES=PLAIN_FILES, STATIC_URL="/static/", DEBUG=False):
        yield


@pytest.fixture(scope="session")
def env() -> Environment:
    return jinja.environment(loader=FileSystemLoader(SHARED / "templates"))


@dataclass
class Site:
    """A server of pages by path; what was posted is kept, and the answer to a post is a redirect to ``answer``.

    ``frames`` is who may frame the pages: a value of X-Frame-Options, empty to say nothing.
    """

    pages: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    answer: str = "/done"
    frames: str = ""
    release: threading.Event = field(default_factory=threading.Event)
    url: str = ""


class Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        self.site = site
        super().__init__(*args, directory=str(SHARED / "static"), **kwargs)

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/django_htmx/"):
            self._send((Path(django_htmx.__file__).parent / path.lstrip("/")).read_bytes(), "text/javascript")
        elif path.startswith("/static/"):
            self.path = path.removeprefix("/static")
            super().do_GET()
        elif path in self.site.pages:
            self._send(self.site.pages[path].encode(), "text/html; charset=utf-8")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.site.posts.append((self.path, parse_qs(body, keep_blank_values=True)))
        self.site.release.wait(10)
        self.send_response(303)
        self.send_header("Location", self.site.answer)
        self.end_headers()

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        if self.site.frames:
            self.send_header("X-Frame-Options", self.site.frames)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    one = Site()
    one.release.set()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, site=one))
    one.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield one
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one

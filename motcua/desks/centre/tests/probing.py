"""The node behind a real socket, answered in the thread of the test so that it sees the test's own transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.test import Client


class Handler(BaseHTTPRequestHandler):
    """Hands a request to Django and its answer back."""

    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        self._answer(Client().get(self.path, headers=self._told()))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = self.headers.get("Content-Type", "application/octet-stream")
        client = Client(enforce_csrf_checks=True)
        self._answer(client.post(self.path, body, content_type=kind, headers=self._told()))

    def _told(self) -> dict[str, str]:
        return {"Authorization": self.headers.get("Authorization", "")}

    def _answer(self, answer: Any) -> None:
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


def against_the_node(work: Callable[[str], Any]) -> Any:
    """Run ``work(address)`` in another thread while this one serves; return what it answers, or raise what it raised."""
    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.timeout = 0.05
    came: dict[str, Any] = {}

    def run() -> None:
        try:
            came["answer"] = work(f"http://127.0.0.1:{server.server_port}")
        except BaseException as error:
            came["error"] = error

    thread = threading.Thread(target=run)
    thread.start()
    try:
        while thread.is_alive():
            server.handle_request()
    finally:
        thread.join()
        server.server_close()
    if "error" in came:
        raise came["error"]
    return came["answer"]

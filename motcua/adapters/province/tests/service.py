"""A service that behaves like a province's: well, slow, broken, dropping, or speaking no TLS."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Service(BaseHTTPRequestHandler):
    """Answers by its path."""

    def do_GET(self) -> None:
        answers = {
            "/tot": (200, b'{"backlog": 7}'),
            "/trong": (204, b""),
            "/chu": (200, b"<html>xin chao</html>"),
            "/sai": (200, b'{"backlog": -3}'),
            "/danh-sach": (200, b"[1, 2]"),
            "/loi": (503, b"bao tri"),
            "/cam": (403, b""),
        }
        if self.path == "/dut":
            self.connection.close()
            return
        if self.path == "/cham":
            self.server.released.wait(20)
        if self.path == "/nho-giot":
            self.send_response(200)
            self.end_headers()
            for _ in range(400):
                if self.server.released.wait(0.01):
                    return
                try:
                    self.wfile.write(b" ")
                    self.wfile.flush()
                except OSError:
                    return
            return
        if self.path == "/day":
            self.send_response(302)
            self.send_header("Location", "/tot")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status, body = answers.get(self.path, (404, b""))
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server whose slow answers end at once when it is shut down."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(address, handler)  # type: ignore[arg-type]  # the class takes any handler, its stub does not
        self.released = threading.Event()


@contextmanager
def running(handler: type[socketserver.BaseRequestHandler] = Service) -> Iterator[str]:
    """Serve on a free port of this machine; yields the address."""
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()

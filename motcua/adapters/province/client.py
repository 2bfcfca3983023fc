"""Tries the province's system at a configured address: does it answer as it should, how fast, what does it say waits.

A plain GET; redirects are not followed, certificates are checked, size and time are bounded. Whatever goes wrong is the
answer. A system that says ``{"backlog": 12}`` tells how many dossiers it still has to take in.
"""

from __future__ import annotations

import http.client
import json
import time
from typing import Final
from urllib.parse import urlsplit

from motcua.adapters.probe.client import connection, told
from motcua.links.ports import Connection

ANSWER_MOST: Final = 256 * 1024
BACKLOG_MOST: Final = 10_000_000


class ProvinceOverHttp:
    """The province's system behind one address; ``timeout`` in seconds, of a step and of the whole."""

    def __init__(self, address: str, timeout: float = 10.0) -> None:
        self._address, self._timeout = address, timeout

    def try_it(self) -> Connection:
        """Return what came of one try."""
        begun = time.perf_counter()
        parts = urlsplit(self._address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line: http.client.HTTPConnection | None = None
        try:
            line = connection(self._address, self._timeout)
            line.request("GET", path, headers={"User-Agent": "motcua", "Accept": "application/json"})
            answer = line.getresponse()
            body = self._read(answer, begun)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Connection(False, None, fault=told(error))
        finally:
            if line is not None:
                line.close()
        took = int((time.perf_counter() - begun) * 1_000_000)
        if not 200 <= answer.status < 300:
            return Connection(False, took, fault=f"HTTP {answer.status}")
        return Connection(True, took, _backlog(body))

    def _read(self, answer: http.client.HTTPResponse, begun: float) -> bytes:
        """Return the body, at most :data:`ANSWER_MOST`; a body that drips slower than the timeout is given up."""
        body = bytearray()
        while len(body) < ANSWER_MOST and (chunk := answer.read1(ANSWER_MOST)):
            body += chunk
            if time.perf_counter() - begun > self._timeout:
                raise TimeoutError
        return bytes(body)


def _backlog(body: bytes) -> int | None:
    try:
        found = json.loads(body).get("backlog")
    except (ValueError, AttributeError, RecursionError):
        return None
    good = isinstance(found, int) and not isinstance(found, bool) and 0 <= found <= BACKLOG_MOST
    return found if good else None

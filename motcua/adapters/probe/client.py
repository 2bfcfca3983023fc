"""Measures a line against a node: so many small requests one after another, then a download and an upload.

Plain ``http.client``, one connection, every step bounded in size and time; redirects are not followed. Whatever goes
wrong is a measurement too: it says that the line did not carry.
"""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from motcua.kernel import clock
from motcua.links.ports import Plan, Refused, Result, Target

ANSWER_MOST: Final = 64 * 1024
_CHUNK: Final = 64 * 1024


_FAULTS: Final = (OSError, http.client.HTTPException)


def measure(target: Target, plan: Plan, *, tick: Callable[[], float] = time.perf_counter) -> Result:
    """Measure once; :class:`Refused` when the node answers but does not want this machine."""
    at, line = clock.now(), _Connection(target, plan, tick)
    try:
        took, fault = line.pings()
        down = up = None
        if took and plan.kilobytes:
            with suppress(*_FAULTS):
                down, up = line.download(), line.upload()
    finally:
        line.close()
    return Result(
        id=uuid4(),
        at=at,
        sent=plan.pings,
        received=len(took),
        p50=nearest(took, 50),
        p95=nearest(took, 95),
        down=down,
        up=up,
        fault="" if took else fault,
    )


def nearest(values: Sequence[int], part: int) -> int | None:
    """Return the value that ``part`` of 100 do not exceed (nearest rank); ``None`` of nothing."""
    if not values:
        return None
    return sorted(values)[max(0, -(-len(values) * part // 100) - 1)]


class _Connection:
    """One connection to a node, opened anew after a fault."""

    def __init__(self, target: Target, plan: Plan, tick: Callable[[], float]) -> None:
        self._target, self._plan, self._tick = target, plan, tick
        self._end = tick() + plan.whole
        self._open: http.client.HTTPConnection | None = None

    def pings(self) -> tuple[list[int], str]:
        """Return how long each answered ping took (µs), and what was wrong with the last that was not."""
        took: list[int] = []
        fault = ""
        for _ in range(self._plan.pings):
            if self._tick() > self._end:
                fault = fault or "hết giờ"
                break
            try:
                self._connect()
                begun = self._tick()
                self._ask("GET", "vong/")
                took.append(int((self._tick() - begun) * 1_000_000))
            except _FAULTS as error:
                self.close()
                fault = told(error)
        return took, fault

    def download(self) -> int | None:
        """Return the speed of a download in kbit/s, ``None`` when it did not end in time."""
        self._connect()
        begun = self._tick()
        size = self._ask("GET", f"tai/{self._plan.kilobytes}/", most=self._plan.kilobytes * 1024)
        return self._speed(size, begun)

    def upload(self) -> int | None:
        """Return the speed of an upload in kbit/s."""
        self._connect()
        body = bytes(self._plan.kilobytes * 1024)
        begun = self._tick()
        self._ask("POST", "gui/", body=body)
        return self._speed(len(body), begun)

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _speed(self, size: int, begun: float) -> int | None:
        took = self._tick() - begun
        return int(size * 8 / 1000 / took) if size and took > 0 else None

    def _connect(self) -> None:
        if self._open is None:
            self._open = connection(self._target.node, self._plan.timeout)
            # Before the clock of a ping starts: what is measured is the line, not how TLS begins.
            self._open.connect()

    def _ask(self, method: str, rest: str, body: bytes | None = None, most: int = ANSWER_MOST) -> int:
        """Send one request and read its answer; return the bytes read, at most ``most``."""
        open_ = self._open
        if open_ is None:
            raise http.client.NotConnected
        open_.request(method, self._target.path(rest), body, headers(self._target.token))
        answer = open_.getresponse()
        if answer.status >= 300:
            self.close()
            if answer.status >= 500:
                raise http.client.HTTPException(f"HTTP {answer.status}")
            raise Refused(answer.status)
        size = 0
        while (chunk := answer.read(_CHUNK)) and size <= most:
            size += len(chunk)
            if self._tick() > self._end:
                self.close()
                raise TimeoutError
        return size


def connection(address: str, timeout: float) -> http.client.HTTPConnection:
    """Return a connection (not yet opened) to an ``http`` or ``https`` address, certificates checked."""
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=timeout, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=timeout)


def headers(token: str) -> dict[str, str]:
    """Return the headers a measuring machine sends."""
    return {"Authorization": f"Bearer {token}", "User-Agent": "motcua-probe", "Accept-Encoding": "identity"}


def told(error: BaseException) -> str:
    """Return what went wrong in a few words that tell nobody's secrets."""
    match error:
        case ssl.SSLCertVerificationError():
            return "chứng thư TLS không tin cậy"
        case ssl.SSLError():
            return "TLS bị từ chối"
        case TimeoutError():
            return "hết giờ"
        case ConnectionRefusedError():
            return "từ chối kết nối"
        case ConnectionError() | http.client.RemoteDisconnected():
            return "đứt kết nối"
        case http.client.HTTPException():
            return str(error)[:60] or "trả lời không đúng"
        case _:
            return "không tới được máy chủ"

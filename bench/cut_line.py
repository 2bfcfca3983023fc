"""A line between a telephone and the server that breaks in the middle of requests, as told, in either direction.

It hands on one request of a connection at a time, so it knows what it cuts: a request before it arrives, an answer after
all of it was taken in, or the half of either. A cut is a reset of the connection. It counts what goes over it and notes
which observations the server acknowledged to the telephone, and which the telephone sent.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NoReturn

BLOCK: Final = 65536
LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
DROPPED: Final = re.compile(rb"\r\n(?:connection|accept-encoding): *[^\r]*", re.IGNORECASE)
DOORS: Final = {
    "answers": re.compile(rb"POST /hien-truong/gui/"),
    "photo": re.compile(rb"POST /hien-truong/(?:anh|tep)/"),
    "piece": re.compile(rb"PATCH /hien-truong/tep/"),
    "contact": re.compile(rb"POST /hien-truong/may/"),
}
SENDING: Final = {"answers", "photo", "piece"}
HAD: Final = {"recorded", "already", "conflict"}
"""What the server says of an observation it holds."""


class Where(StrEnum):
    """Where the line breaks: nothing arrived; half of it; all of it, no answer came back; half of the answer did."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"
    ANSWER = "answer"


class _CutError(Exception):
    """The line breaks here."""


@dataclass
class CutLine:
    """The line of one telephone. ``plan`` says at which door it breaks next, and where; each is used up by one request.

    ``lost_after``: with so many observations acknowledged the next request to send breaks, one contact more gets through,
    then nothing ever again.
    """

    server: int
    plan: list[tuple[str, Where]] = field(default_factory=list)
    lost_after: int = 0
    dying: bool = False
    lost: bool = False
    cuts: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    up: Counter[str] = field(default_factory=Counter)
    down: int = 0
    sent: Counter[str] = field(default_factory=Counter)
    acknowledged: set[str] = field(default_factory=set)
    port: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Begin to listen on a free port."""
        ear = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = ear.getsockname()[1]
        threading.Thread(target=self._listen, args=(ear,), daemon=True).start()

    def _listen(self, ear: socket.socket) -> None:
        while True:
            phone, _ = ear.accept()
            threading.Thread(target=self._serve, args=(phone,), daemon=True).start()

    def _serve(self, phone: socket.socket) -> None:
        """Hand on one request and its answer; the connection ends with it."""
        try:
            with phone:
                self._one(phone)
        except (_CutError, OSError):
            return  # it was cut, or either side went away

    def _one(self, phone: socket.socket) -> None:
        head = _until(phone, b"\r\n\r\n")
        if not head:
            return
        head, body = head.split(b"\r\n\r\n", 1)
        wanted = LENGTH.search(head)
        length = int(wanted[1]) if wanted else 0
        door = next((name for name, what in DOORS.items() if what.match(head)), "other")
        where = self._breaks(door)
        if where is Where.BEFORE:
            _reset(phone)
        body += b"".join(_blocks(phone, length - len(body)))
        head = DROPPED.sub(b"", head) + b"\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.server)) as server:
            server.sendall(head)
            self._went(door, len(head), body)
            if where is Where.WITHIN:
                server.sendall(body[: len(body) // 2])
                _reset(server, phone)
            server.sendall(body)
            answer = b"".join(_blocks(server))
        if where is Where.AFTER:
            _reset(phone)
        if where is Where.ANSWER:
            phone.sendall(answer[: len(answer) // 2])
            _reset(phone)
        phone.sendall(answer)
        self._came(door, answer)

    def _breaks(self, door: str) -> Where | None:
        """Return where the line breaks at this request, if it does."""
        with self.lock:
            self.requests[door] += 1
            if self.lost or (self.dying and door != "contact"):
                return Where.BEFORE
            where = None
            if self.lost_after and len(self.acknowledged) >= self.lost_after and door in SENDING:
                self.dying, where = True, Where.BEFORE
                self.lost_after = 0
            elif self.plan and self.plan[0][0] == door:
                _, where = self.plan.pop(0)
            if where is not None:
                self.cuts[f"{door} {where}"] += 1
            return where

    def _went(self, door: str, head: int, body: bytes) -> None:
        with self.lock:
            self.up[door] += head + len(body)
            if door == "answers":
                self.sent.update(one["id"] for one in json.loads(body))

    def _came(self, door: str, answer: bytes) -> None:
        with self.lock:
            self.down += len(answer)
            self.lost = self.lost or (self.dying and door == "contact")
            if door == "answers":
                self.acknowledged |= {one["id"] for one in _said(answer) if one["state"] in HAD}


def _until(source: socket.socket, mark: bytes) -> bytes:
    """Read until ``mark`` came, and what came with it; "" where nothing came."""
    read = b""
    while mark not in read:
        block = source.recv(BLOCK)
        if not block:
            return b""
        read += block
    return read


def _blocks(source: socket.socket, length: int = -1) -> Iterator[bytes]:
    """Read so many bytes, or to the end."""
    while length and (block := source.recv(BLOCK if length < 0 else min(BLOCK, length))):
        length -= len(block) if length > 0 else 0
        yield block


def _reset(*sides: socket.socket) -> NoReturn:
    """Break the connection, as a telephone that left the cell does: a reset, no farewell."""
    for side in sides:
        side.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        side.close()
    raise _CutError


def _said(answer: bytes) -> list[dict[str, str]]:
    head, _, body = answer.partition(b"\r\n\r\n")
    found: list[dict[str, str]] = json.loads(body)["items"] if b" 200 " in head.split(b"\r\n", 1)[0] else []
    return found

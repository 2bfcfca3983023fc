"""Tests of what can truly be tested from the server. Each answers within seconds; what is not there says so.

The clock is compared with the ``Date`` of a peer the operator named (RFC 9110, 6.6.1: to the second), whose answer also
shows that the line works. Print queues are asked of CUPS (``lpstat``) where it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from time import monotonic
from typing import Final, Protocol
from urllib.parse import urlsplit

from motcua.readiness.ports import Probed

FREE_LEAST: Final = 100 * 10**9
"""Bytes free below which the store of scans needs somebody to look (the packaged template asks for as much)."""
SKEW_MOST: Final = timedelta(seconds=30)
BACKUP_AGE_MOST: Final = timedelta(hours=26)
CERTIFICATE_LEAST: Final = timedelta(days=30)
WAIT: Final = 5.0
"""Seconds a test waits for somebody else's answer."""


class NodeCertificate(Protocol):
    """A certificate of the node."""

    @property
    def file(self) -> str:
        """Its file."""

    @property
    def expires(self) -> datetime:
        """When it ends."""


class NodeHealth(Protocol):
    """What the operator's page of health knows."""

    @property
    def database(self) -> str:
        """The kind of database."""

    @property
    def last_backup(self) -> datetime | None:
        """When the last backup was made."""

    @property
    def disk_free(self) -> int:
        """Free bytes of the data folder's disk."""

    @property
    def disk_total(self) -> int:
        """All bytes of it."""

    @property
    def certificates(self) -> Sequence[NodeCertificate]:
        """The certificates in the key folder."""


class NodeDevices:
    """The devices of this node. ``look`` asks the node's health; ``peer`` is an address to compare clocks with, or ""."""

    def __init__(self, look: Callable[[], NodeHealth], peer: str = "") -> None:
        self._look, self._peer = look, peer

    def probe(self) -> Sequence[Probed]:
        """Return what each test found."""
        return [*self._node(), printers(), *line(self._peer)]

    def _node(self) -> Iterator[Probed]:
        now = datetime.now(UTC)
        try:
            health = self._look()
        except Exception as error:
            yield Probed(name="database", outcome="bad", told=type(error).__name__)
            return
        yield Probed(name="database", outcome="good", told=health.database)
        yield disk(health.disk_free, health.disk_total)
        yield backup(health.last_backup, now)
        yield certificates(health.certificates, now)


def disk(free: int, total: int) -> Probed:
    """Say how much of the disk is free."""
    told = f"còn {free // 10**9} GB trống trong {total // 10**9} GB"
    return Probed(name="disk", outcome="good" if free >= FREE_LEAST else "bad", told=told)


def backup(last: datetime | None, now: datetime) -> Probed:
    """Say how old the last backup is."""
    if last is None:
        return Probed(name="backup", outcome="bad", told="chưa sao lưu lần nào")
    hours = int((now - last) / timedelta(hours=1))
    fine = now - last <= BACKUP_AGE_MOST
    return Probed(name="backup", outcome="good" if fine else "bad", told=f"lần gần nhất {hours} giờ trước")


def certificates(found: Sequence[NodeCertificate], now: datetime) -> Probed:
    """Say how long the certificate lasts that ends first."""
    if not found:
        return Probed(name="certificate", outcome="unknown", told="không có chứng thư số nào trên máy chủ")
    first = min(found, key=lambda one: one.expires)
    days = (first.expires - now).days
    told = f"{first.file} còn {days} ngày"
    return Probed(name="certificate", outcome="good" if days >= CERTIFICATE_LEAST.days else "bad", told=told)


def printers(program: str = "lpstat") -> Probed:
    """Say which print queues there are and whether each takes work."""
    path = shutil.which(program)
    if path is None:
        return Probed(name="print", outcome="unknown", told="máy chủ không cài hệ in (CUPS)")
    try:
        asked = subprocess.run(  # noqa: S603 - a fixed program without arguments from outside
            [path, "-p"],
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
            env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
        )
    except (OSError, subprocess.TimeoutExpired):
        return Probed(name="print", outcome="unknown", told="hệ in không trả lời")
    return queues(asked.stdout)


def queues(told: str) -> Probed:
    """Judge what ``lpstat -p`` says (in English): ``printer NAME is idle.`` or ``printer NAME disabled since …``."""
    lines = [line.split() for line in told.splitlines() if line.startswith("printer ")]
    if not lines:
        return Probed(name="print", outcome="unknown", told="chưa khai máy in nào")
    stopped = [words[1] for words in lines if "disabled" in words[2:3]]
    if stopped:
        return Probed(name="print", outcome="bad", told="đang dừng: {names}".format(names=", ".join(stopped)[:200]))
    return Probed(name="print", outcome="good", told=f"{len(lines)} máy in sẵn sàng")


def line(peer: str) -> Iterator[Probed]:
    """Yield how the line to a peer and the clock beside its clock stand."""
    if not peer:
        told = "chưa đặt máy để đối chiếu (MOTCUA_TIME_PEER)"
        yield Probed(name="line", outcome="unknown", told=told)
        yield Probed(name="clock", outcome="unknown", told=told)
        return
    begun = monotonic()
    try:
        date = _date_of(peer)
    except (OSError, HTTPException, ValueError):
        host = urlsplit(peer).hostname or peer
        yield Probed(name="line", outcome="bad", told=f"không nối được {host[:100]}")
        yield Probed(name="clock", outcome="unknown", told="không có giờ để đối chiếu")
        return
    took = int((monotonic() - begun) * 1000)
    host = urlsplit(peer).hostname or ""
    yield Probed(name="line", outcome="good", told=f"nối được {host[:100]} trong {took} ms")
    yield clock_beside(date, datetime.now(UTC))


def clock_beside(theirs: datetime | None, ours: datetime) -> Probed:
    """Say how far the machine's clock is from a peer's."""
    if theirs is None:
        return Probed(name="clock", outcome="unknown", told="máy đối chiếu không trả giờ")
    seconds = int(abs((ours - theirs).total_seconds()))
    fine = timedelta(seconds=seconds) <= SKEW_MOST
    return Probed(name="clock", outcome="good" if fine else "bad", told=f"lệch {seconds} giây")


def _date_of(peer: str) -> datetime | None:
    parts = urlsplit(peer)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(peer)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=WAIT)
    try:
        connection.request("HEAD", parts.path or "/")
        text = connection.getresponse().getheader("Date")
    finally:
        connection.close()
    date = parsedate_to_datetime(text) if text else None
    return date.astimezone(UTC) if date is not None and date.tzinfo else None

"""One page of health: seals, readers, guards, backups, disk, certificates; and what of it needs somebody to act."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec
from cryptography import x509
from django.db import connection

from motcua.desks.operator import backups, node, prepare
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger import duties, guard, marks

SEAL_WAITS_MOST: Final = timedelta(minutes=5)
BACKUP_AGE_MOST: Final = timedelta(hours=26)
"""A day and the time the nightly backup may take."""
FREE_LEAST: Final = 2 * 1024**3
CERTIFICATE_WARNS: Final = timedelta(days=30)
LOCAL: Final = frozenset({None, "localhost", "127.0.0.1", "::1"})
_CERTIFICATES: Final = (".pem", ".crt", ".cer", ".der")


class Seals(msgspec.Struct, frozen=True):
    """The last seal, and the entries that wait for the next."""

    last_number: int | None
    last_at: datetime | None
    waiting: int
    waiting_since: datetime | None


class Trouble(msgspec.Struct, frozen=True):
    """A reader that fails: where it stands, how often it failed in a row, and the error."""

    reader: str
    position: int
    failures: int
    error: str


class Certificate(msgspec.Struct, frozen=True):
    """A certificate in the node's key folder."""

    file: str
    subject: str
    expires: datetime


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The page. ``problems`` are what needs somebody to act; empty when all is well."""

    at: datetime
    node: str
    version: str
    books: str | None
    database: str
    seals: Seals
    readers: list[Trouble]
    guards_missing: list[str]
    migrations_waiting: list[str]
    last_backup: datetime | None
    last_backup_file: str
    disk_free: int
    disk_total: int
    certificates: list[Certificate]
    problems: list[Said]


def look() -> Health:
    """Return the health of this node; Django must be set up and the tables migrated."""
    settings = node.settings()
    waiting = prepare.unapplied()
    seals, readers, missing = _seals(), _readers(), guard.missing()
    last = backups.last(settings.MOTCUA_VAR)
    disk = shutil.disk_usage(settings.MOTCUA_VAR)
    certificates = list(_certificates(settings.MOTCUA_KEYS))
    problems = [
        *_of_books(seals, readers, missing, waiting),
        *_of_backup(last, demonstration=marks.is_demonstration()),
        *_of_machine(disk.free, certificates),
        *_of_proxy(settings),
        *(of_address(settings.MOTCUA_PUBLIC_URL) if marks.kind() == marks.REAL else ()),
    ]
    return Health(
        at=clock.now(),
        node=settings.MOTCUA_NODE,
        version=node.installed_version(),
        books=marks.kind(),
        database=connection.vendor,
        seals=seals,
        readers=readers,
        guards_missing=missing,
        migrations_waiting=waiting,
        last_backup=last.at if last else None,
        last_backup_file=last.file if last else "",
        disk_free=disk.free,
        disk_total=disk.total,
        certificates=certificates,
        problems=problems,
    )


# The ledger offers no question about its own running; these statements only read, and only figures and verdicts.
def _seals() -> Seals:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, at FROM ledger_seal ORDER BY number DESC LIMIT 1")
        last = cursor.fetchone() or (None, None)
        cursor.execute("SELECT count(*), min(at) FROM ledger_entry WHERE position IS NULL")
        waiting = cursor.fetchone()
    return Seals(last[0], _instant(last[1]), waiting[0], _instant(waiting[1]))


def _readers() -> list[Trouble]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, position, failures, last_error FROM ledger_reader WHERE failures > 0 ORDER BY name"
        )
        return [Trouble(*row) for row in cursor.fetchall()]


def _alarms() -> list[tuple[str, str]]:
    """Return each duty whose newest verdict is an alarm, with the verdict."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT duty, outcome FROM ledger_dutyrun WHERE id IN "
            "(SELECT max(id) FROM ledger_dutyrun GROUP BY duty, subject) ORDER BY duty"
        )
        return [(duty, outcome) for duty, outcome in cursor.fetchall() if outcome.startswith(duties.ALARM)]


def _instant(stored: Any) -> datetime | None:
    """Return an instant as the database's driver gives it: text from SQLite, in UTC."""
    if stored is None:
        return None
    found = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found


def _certificates(folder: Path) -> Iterator[Certificate]:
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.suffix.lower() not in _CERTIFICATES or not file.is_file():
            continue
        content = file.read_bytes()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                pem = b"-----BEGIN CERTIFICATE" in content
                found = x509.load_pem_x509_certificates(content) if pem else [x509.load_der_x509_certificate(content)]
        except ValueError:
            # Keys lie in the same folder.
            continue
        for one in found:
            yield Certificate(file.name, one.subject.rfc4514_string(), one.not_valid_after_utc)


def _of_books(seals: Seals, readers: list[Trouble], missing: list[str], waiting: list[str]) -> Iterator[Said]:
    if missing:
        yield said(N_("Thiếu khóa bảo vệ sổ: {names}."), names=", ".join(missing))
    if waiting:
        yield said(N_("{count} bước nâng cấp chưa chạy: «motcua migrate»."), count=len(waiting))
    if seals.waiting_since is not None and clock.now() - seals.waiting_since > SEAL_WAITS_MOST:
        since = clock.local(seals.waiting_since)
        yield said(
            N_("{count} dòng sổ chờ niêm phong từ {since}: tiến trình nền không chạy?"),
            count=seals.waiting,
            since=f"{since:%H:%M %d/%m/%Y}",
        )
    for reader in readers:
        yield said(
            N_("«{reader}» lỗi {failures} lần liền: {error}"),
            reader=reader.reader,
            failures=reader.failures,
            error=reader.error[:200],
        )
    for duty, outcome in _alarms():
        yield said(N_("Việc định kỳ «{duty}» báo động: {outcome}"), duty=duty, outcome=outcome[:300])


def _of_backup(last: backups.LastBackup | None, *, demonstration: bool) -> Iterator[Said]:
    if demonstration:
        return
    if last is None:
        yield said(N_("Chưa sao lưu lần nào: «motcua backup»."))
    elif datetime.now(UTC) - last.at > BACKUP_AGE_MOST:
        yield said(N_("Lần sao lưu cuối đã cũ: {at}."), at=f"{clock.local(last.at):%H:%M %d/%m/%Y}")


def _of_proxy(settings: Any) -> Iterator[Said]:
    if settings.SECURE_PROXY_SSL_HEADER and not settings.MOTCUA_TRUSTED_PROXIES:
        yield said(
            N_(
                "MOTCUA_BEHIND_PROXY=1 mà MOTCUA_TRUSTED_PROXIES trống: mọi người truy cập bị tính chung một địa chỉ, "
                "một người nhập sai nhiều lần sẽ khóa tất cả."
            )
        )


def of_address(url: str) -> Iterator[Said]:
    """Say so when the address printed on slips leads citizens to their own machine."""
    if urlsplit(url).hostname in LOCAL:
        yield said(
            N_(
                "Giấy hẹn in địa chỉ tra cứu {url}, người dân không mở được. "
                "Đặt MOTCUA_PUBLIC_URL là địa chỉ của Trung tâm trước khi tiếp nhận."
            ),
            url=url,
        )


def _of_machine(free: int, certificates: list[Certificate]) -> Iterator[Said]:
    if free < FREE_LEAST:
        yield said(N_("Đĩa sắp đầy: còn {megabytes} MB."), megabytes=free // 1024**2)
    for one in certificates:
        if one.expires - datetime.now(UTC) < CERTIFICATE_WARNS:
            day = f"{clock.local(one.expires):%d/%m/%Y}"
            yield said(N_("Chứng thư số «{subject}» hết hạn ngày {day}."), subject=one.subject, day=day)

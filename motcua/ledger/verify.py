"""Verification of the books: every link, every digest, every seal, and the rows that claim to follow from them.

What can be seen without the node's secret key: anything sealed. With it: also entries that are not sealed yet, except
that the newest unsealed entries of a stream were cut off together with their rows (seen only once they are sealed).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from uuid import UUID

import msgspec
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection

from motcua.kernel.words import N_
from motcua.ledger import chain, guard, keys, marks, unreadable, verify_seals
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.ledger.findings import Fault, Report
from motcua.ledger.models import Entry, Mark, PrivatePart, Streamed
from motcua.ledger.moment import one_moment

__all__ = ["Fault", "Report", "head_of", "streamed_models", "verify"]

CHUNK = 2_000


def verify(*, with_secret: bool = True) -> Report:
    """Check the whole books, as of one moment, and return the report.

    ``with_secret=False`` checks as an outsider with the public keys would. No key is ever made here: where the secret
    is asked for and missing, that is a fault.
    """
    report = Report()
    seals, access_seals = verify_seals.kept_outside()
    with one_moment():
        for name in guard.missing():
            report.fault("guard_missing", name, N_("Thiếu khóa bảo vệ sổ «{name}» trong cơ sở dữ liệu."), name=name)
        if unreadable.name_malformed(report):
            return report
        try:
            _check(report, with_secret=with_secret)
        except (DatabaseError, ValueError):
            if not unreadable.name_undecodable(report):
                raise
            return report
        verify_seals.check_anchors(report, seals, access_seals)
    return report


def _check(report: Report, *, with_secret: bool) -> None:
    # Keys are read after the books: a writer has its key before its first entry can be seen.
    some = Entry.objects.exists()
    mac_key = keys.secret(settings.MOTCUA_KEYS) if with_secret else None
    if some and with_secret and mac_key is None:
        report.fault(
            "key_missing", settings.MOTCUA_KEYS, N_("Không có khóa bí mật của nút để kiểm tra dòng chưa niêm.")
        )
    public = keys.public_keys(settings.MOTCUA_KEYS / keys.PUBLIC_FOLDER)
    if mac_key is not None:
        _check_marks(report, mac_key)
    _check_streams(report, _erased_parts(), mac_key)
    _check_rows(report)
    verify_seals.check_seals(report, public)
    verify_seals.check_access(report, public)


def _check_marks(report: Report, mac_key: bytes) -> None:
    for mark in Mark.objects.all():
        if not hmac.compare_digest(marks.code_of(mark, mac_key), bytes(mark.mac or b"")):
            report.fault(
                "mark_forged",
                mark.name,
                N_("Dấu ghi sổ này là gì («{name}»: {value}) không do nút này ghi."),
                name=mark.name,
                value=mark.value,
            )


def _erased_parts() -> set[tuple[UUID, int]]:
    erased: set[tuple[UUID, int]] = set()
    for payload in Entry.objects.filter(event=PrivatePartsErased.NAME).values_list("payload", flat=True):
        # One that cannot be understood was changed: its own hash tells.
        with suppress(msgspec.DecodeError):
            erased.update(msgspec.json.decode(payload, type=PrivatePartsErased).parts)
    return erased


def _check_streams(report: Report, erased: set[tuple[UUID, int]], mac_key: bytes | None) -> None:
    before: Entry | None = None
    entries = Entry.objects.order_by("stream_id", "version").iterator(chunk_size=CHUNK)
    for batch in _batches(entries):
        parts: dict[UUID, list[PrivatePart]] = {}
        for part in PrivatePart.objects.filter(entry_id__in=[entry.id for entry in batch]):
            parts.setdefault(part.entry_id, []).append(part)
        for entry in batch:
            report.entries += 1
            _check_link(report, entry, before)
            _check_content(report, entry, mac_key)
            _check_private(report, entry, parts.get(entry.id, []), erased)
            before = entry


def _check_link(report: Report, entry: Entry, before: Entry | None) -> None:
    first = before is None or before.stream_id != entry.stream_id
    report.streams += first
    expected = 1 if first or before is None else before.version + 1
    where = f"{entry.stream_kind} {entry.stream_id} v{entry.version}"
    if entry.version != expected:
        report.fault(
            "entry_missing",
            where,
            N_("Dòng sổ {where} không liền với dòng trước (chờ dòng thứ {expected}): có dòng bị rút hoặc chèn."),
            where=where,
            expected=expected,
        )
        return
    prev = b"" if first or before is None else bytes(before.hash)
    if bytes(entry.prev) != prev:
        report.fault("link_broken", where, N_("Dòng sổ {where} không nối với dòng trước nó."), where=where)
    if (
        not first
        and before is not None
        and entry.position
        and (not before.position or before.position > entry.position)
    ):
        report.fault(
            "out_of_order", where, N_("Dòng sổ {where} được niêm phong trước dòng đứng trước nó."), where=where
        )


def _check_content(report: Report, entry: Entry, mac_key: bytes | None) -> None:
    where = f"{entry.stream_kind} {entry.stream_id} v{entry.version}"
    digest = chain.entry_hash(head_of(entry))
    if digest != bytes(entry.hash):
        report.fault("entry_changed", where, N_("Nội dung dòng sổ {where} đã bị sửa."), where=where)
    elif mac_key is not None and not hmac.compare_digest(chain.entry_mac(mac_key, digest), bytes(entry.mac)):
        report.fault("entry_forged", where, N_("Dòng sổ {where} không do nút này ghi."), where=where)


def head_of(entry: Entry) -> chain.Head:
    """Return what a stored entry says."""
    return chain.Head(
        id=entry.id,
        realm=entry.realm,
        node=entry.node,
        stream_kind=entry.stream_kind,
        stream_id=entry.stream_id,
        version=entry.version,
        event=entry.event,
        schema=entry.schema,
        account=entry.account_id,
        post=entry.post_id,
        unit=entry.unit_id,
        on_behalf_of=entry.on_behalf_of,
        channel=entry.channel,
        at=entry.at,
        key=entry.key,
        command=entry.command,
        command_digest=bytes(entry.command_digest),
        outcome=entry.outcome,
        payload=entry.payload,
        private_digests=bytes(entry.private_digests),
        prev=bytes(entry.prev),
    )


def _check_private(report: Report, entry: Entry, parts: list[PrivatePart], erased: set[tuple[UUID, int]]) -> None:
    digests = bytes(entry.private_digests)
    where = f"{entry.stream_kind} {entry.stream_id} v{entry.version}"
    kept = {part.ordinal: part for part in parts}
    count = len(digests) // 32
    for ordinal in range(count):
        part = kept.pop(ordinal, None)
        if part is None:
            report.erased_parts += 1
            if (entry.id, ordinal) not in erased:
                report.fault("private_missing", where, N_("Phần riêng tư của dòng sổ {where} đã mất."), where=where)
            continue
        report.private_parts += 1
        expected = digests[ordinal * 32 : ordinal * 32 + 32]
        if chain.private_digest(bytes(part.salt), part.subject_id, part.payload) != expected:
            report.fault("private_changed", where, N_("Phần riêng tư của dòng sổ {where} đã bị sửa."), where=where)
    for ordinal in kept:
        report.fault("private_added", where, N_("Dòng sổ {where} có phần riêng tư thừa."), where=f"{where}.{ordinal}")


def streamed_models() -> list[type[Streamed]]:
    """Return every table whose rows carry a stream."""
    return [model for model in apps.get_models() if issubclass(model, Streamed)]


def _check_rows(report: Report) -> None:
    """Compare the version and hash that rows carry with the last entry of their stream, both ways."""
    for model in streamed_models():
        table = connection.ops.quote_name(model._meta.db_table)
        begun = "r.version > 0 AND " if model.PACKAGED else ""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.id, r.version FROM {table} r LEFT JOIN ledger_entry e "  # noqa: S608 - our own table names
                "ON e.stream_id = r.id AND e.version = r.version "
                f"WHERE {begun}(e.id IS NULL OR e.hash <> r.head OR e.realm <> r.realm) LIMIT 20"
            )
            for row_id, version in cursor.fetchall():
                where = f"{model.STREAM} {row_id} v{version}"
                report.fault("row_ahead", where, N_("Bản ghi {where} không khớp dòng sổ cuối của nó."), where=where)
            cursor.execute(
                f"SELECT e.stream_id, e.version FROM ledger_entry e LEFT JOIN {table} r "  # noqa: S608
                "ON r.id = e.stream_id WHERE e.stream_kind = %s AND (r.id IS NULL OR e.version > r.version) LIMIT 20",
                [model.STREAM],
            )
            for stream, version in cursor.fetchall():
                where = f"{model.STREAM} {stream} v{version}"
                report.fault("row_behind", where, N_("Dòng sổ {where} không có bản ghi tương ứng."), where=where)


def _batches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    while batch := list(islice(entries, CHUNK)):
        yield batch

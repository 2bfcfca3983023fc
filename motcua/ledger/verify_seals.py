"""Verification of what is sealed: the chain of seals, the entries under each, the copies kept outside, the access log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain as joined
from itertools import takewhile
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from motcua.kernel import merkle
from motcua.kernel.words import N_, Said, said
from motcua.ledger import chain, keys, sealing
from motcua.ledger.findings import Report
from motcua.ledger.models import AccessSeal, Entry, Seal

CHUNK = 2_000
Public = Mapping[str, Ed25519PublicKey]
Placed = tuple[int, bytes]


def check_seals(report: Report, public: Public) -> None:
    """Check each seal's signature, its link to the seal before, and the entries under it."""
    placed: Iterator[Placed] = (
        (position or 0, bytes(digest))
        for position, digest in Entry.objects.filter(position__isnull=False)
        .order_by("position")
        .values_list("position", "hash")
        .iterator(chunk_size=CHUNK)
    )
    prev, number, last = sealing.NO_SEAL, 0, 0
    for seal in Seal.objects.order_by("number").iterator():
        report.seals += 1
        head = sealing.head_of(seal)
        where = said(N_("niêm phong {number}"), number=seal.number)
        if seal.number != number + 1 or head.prev != prev or head.first != last + 1:
            report.fault("seal_missing", where, N_("{where} không nối với niêm phong trước."), where=where)
        if not keys.signed(public, seal.key_id, bytes(seal.signature), chain.seal_bytes(head)):
            report.fault("seal_forged", where, N_("Chữ ký của {where} không đúng."), where=where)
        rows, placed = _up_to(head.last, placed)
        report.sealed += len(rows)
        _check_run(report, head, where, rows)
        prev, number, last = chain.seal_hash(head, bytes(seal.signature)), seal.number, head.last
    if next(placed, None) is not None:
        report.fault("seal_missing", "", N_("Có dòng sổ mang số thứ tự mà không có niêm phong."))


def _up_to(last: int, placed: Iterator[Placed]) -> tuple[list[Placed], Iterator[Placed]]:
    """Return the rows up to the place ``last``, and the rest."""
    rows: list[Placed] = []
    for row in placed:
        if row[0] > last:
            return rows, joined((row,), placed)
        rows.append(row)
    return rows, placed


def _check_run(report: Report, head: chain.SealHead, where: Said, rows: list[Placed]) -> None:
    expected = head.last - head.first + 1
    in_order = sum(1 for _ in takewhile(lambda pair: pair[1][0] == head.first + pair[0], enumerate(rows)))
    if not len(rows) == in_order == expected:
        report.fault(
            "sealed_missing",
            where,
            N_("Dòng sổ đã nằm trong {where} bị rút hoặc chèn, đầu tiên ở vị trí {position}."),
            where=where,
            position=head.first + in_order,
        )
    elif merkle.root([chain.leaf(position, digest) for position, digest in rows]) != head.root:
        report.fault("root_differs", where, N_("Các dòng sổ không còn khớp với {where}."), where=where)


def kept_outside() -> tuple[list[Any], list[Any]]:
    """Return the copies of seals and of access seals kept outside the database; ``None`` for a line that is no copy.

    Read before the books are: whatever was copied by then was in the books before.
    """
    return _copies(sealing.ANCHOR_FILE, "number"), _copies(sealing.ACCESS_ANCHOR_FILE, "day")


def _copies(name: str, field: str) -> list[Any]:
    file = settings.MOTCUA_ANCHORS / name
    return [_copy(line, field) for line in file.read_bytes().splitlines()] if file.exists() else []


def _copy(line: bytes, field: str) -> tuple[str, str] | None:
    try:
        copy = msgspec.json.decode(line, type=dict[str, Any])
        return str(copy[field]), str(copy["hash"])
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        return None


def check_anchors(report: Report, seals: list[Any], access_seals: list[Any]) -> None:
    """Compare the seals in the books with their copies; the first that differs is named."""
    known = {str(seal.number): sealing.hash_of(seal).hex() for seal in Seal.objects.iterator()} if seals else {}
    _compare(report, "", seals, known)
    days = {seal.day.isoformat(): sealing.access_seal_hash(seal).hex() for seal in AccessSeal.objects.iterator()}
    _compare(report, N_("truy cập ngày"), access_seals, days)


def _compare(report: Report, what: str, copies: list[Any], known: Mapping[str, str]) -> None:
    for copy in copies:
        report.anchors += 1
        if copy is None:
            report.fault("anchor_unreadable", report.anchors, N_("Bản lưu niêm phong ngoài cơ sở dữ liệu bị hỏng."))
        elif known.get(copy[0]) != copy[1]:
            report.fault(
                "anchor_differs",
                f"{what} {copy[0]}".strip(),
                N_("Niêm phong {name} lưu ngoài cơ sở dữ liệu không còn trong sổ: sổ đã bị cắt hoặc làm lại."),
                name=copy[0],
            )
            return


def check_access(report: Report, public: Public) -> None:
    """Check each day's seal of the access log: its signature, its link, and the rows of the day."""
    prev = sealing.NO_SEAL
    for seal in AccessSeal.objects.order_by("day").iterator():
        report.access_days += 1
        day = seal.day.isoformat()
        count, root = sealing.access_root(seal.day)
        if count != seal.count or root != bytes(seal.root):
            report.fault("access_changed", day, N_("Nhật ký truy cập ngày {day} đã bị sửa."), day=day)
        signed = keys.signed(public, seal.key_id, bytes(seal.signature), sealing.access_seal_bytes(seal))
        if not signed or bytes(seal.prev) != prev:
            report.fault("access_seal_forged", day, N_("Niêm phong nhật ký truy cập ngày {day} không đúng."), day=day)
        prev = sealing.access_seal_hash(seal)

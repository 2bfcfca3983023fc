"""Printing the forms of the archives as PDF/A: inventory, labels of boxes, what was left as it is, a later claim.

Papers are legal acts, so their words are Vietnamese whatever language the reader's screen has. The layouts were not
compared with official forms; the papers say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from motcua.archives.listed import BoxLabel, LeftAsIs, Part
from motcua.archives.prints import TEMPLATES, list_words
from motcua.archives.rules.faults import KIND_NAMES, day_text
from motcua.archives.rules.handover import CLAIM_NAMES
from motcua.archives.rules.inventory import retention_said
from motcua.archives.views import ClaimRow, FileRow, FondsRow, HandoverPage
from motcua.documents import printing
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm


def print_inventory(actor: Actor, fonds: FondsRow, part: Part, files: Sequence[FileRow], under: str) -> bytes:
    """Return one volume of a fonds' inventory as PDF; ``under``: which of its files are listed."""
    numbers = [one.number for one in files]
    closing = f"Mục lục này gồm {_n(len(files))} hồ sơ"
    data = _head(actor, fonds, under) | {
        "facts": [*_facts(fonds, part, "quyển"), ["Danh mục áp dụng", list_words(fonds.list_title, fonds.list_trust)]],
        "rows": [_row(one) for one in files],
        "closing": f"{closing}, từ số {min(numbers)} đến số {max(numbers)}." if numbers else f"{closing}.",
    }
    return printing.render(TEMPLATES / "inventory.typ", data, made_at=clock.now())


def print_box_labels(actor: Actor, fonds: FondsRow, labels: Sequence[BoxLabel]) -> bytes:
    """Return labels of boxes as PDF, eight on a sheet of A4."""
    data = _head(actor, fonds) | {
        "mark": "THỬ" if _marks(actor) else "",
        "labels": [
            {
                "number": one.number,
                "range": "chưa có" if one.first is None else f"{one.first} – {one.last}",
                "count": f"{_n(one.files)} hồ sơ",
                "period": f"{day_text(one.starts)} – {day_text(one.ends)}",
                "retention": _retention(one),
                "shelf": one.shelf or "chưa lên giá",
            }
            for one in labels
        ],
    }
    return printing.render(TEMPLATES / "box_labels.typ", data, made_at=clock.now())


def print_exceptions(actor: Actor, fonds: FondsRow, part: Part, rows: Sequence[LeftAsIs]) -> bytes:
    """Return the list of what was left as it is when the inventory was checked, as PDF."""
    stale = "" if fonds.fresh else " (mục lục đã đổi sau lần kiểm tra này)"
    checked = f"{_moment(fonds.checked_at)}{stale}" if fonds.checked_at else "chưa kiểm tra"
    data = _head(actor, fonds) | {
        "facts": [*_facts(fonds, part, "phần"), ["Kiểm tra lúc", checked], ["Lỗi còn mở", _n(fonds.unsettled)]],
        "rows": [
            [one.number, one.title, KIND_NAMES[one.kind], str(one.said), one.reason, f"{one.by}, {_moment(one.at)}"]
            for one in rows
        ],
        "closing": f"Danh sách này gồm {_n(len(rows))} ngoại lệ.",
    }
    return printing.render(TEMPLATES / "exceptions.typ", data, made_at=clock.now())


def print_claim(actor: Actor, handover: HandoverPage, claim: ClaimRow, place: str) -> bytes:
    """Return a claim made after a handover, with its answer where there is one, as PDF; ``place``: the receiver's."""
    row = handover.row
    data = {
        "author": row.receiver.upper(),
        "place": place.upper(),
        "day": _day_words(claim.raised_at),
        "marks": _marks(actor),
        "under": "",
        "foot": "Phiếu báo thiếu, hư hỏng hồ sơ sau bàn giao",
        "number": f"hồ sơ số {claim.number}",
        "facts": [
            ["Phông", row.fonds_name],
            ["Bên giao", row.giver],
            ["Bên nhận", row.receiver],
            ["Bàn giao xong", _moment(row.done_at)],
            ["SHA-256 của biên bản", handover.minutes],
            ["Hồ sơ số", f"{claim.number} – {claim.title}" if claim.title else str(claim.number)],
            ["Loại", CLAIM_NAMES[claim.kind]],
        ],
        "words": claim.words,
        "answer": claim.answer or "Chưa trả lời.",
        "raised_by": claim.raised_by,
        "raised_at": f"(Báo trên hệ thống {_moment(claim.raised_at)})",
        "answered_by": claim.answered_by,
        "answered_at": f"(Trả lời trên hệ thống {_moment(claim.answered_at)})" if claim.answered_at else "",
    }
    return printing.render(TEMPLATES / "claim.typ", data, made_at=clock.now())


def _head(actor: Actor, fonds: FondsRow, under: str = "") -> dict[str, Any]:
    return {
        "author": fonds.custodian_name.upper(),
        "place": fonds.place_name.upper(),
        "day": _day_words(clock.now()),
        "marks": _marks(actor),
        "under": under,
        "foot": fonds.name,
        "fonds": fonds.name,
    }


def _marks(actor: Actor) -> list[str]:
    told = ["DỮ LIỆU THỬ – không có giá trị"] if actor.realm == Realm.TRIAL else []
    if marks.is_demonstration():
        told.append("BẢN TRÌNH DIỄN – không có giá trị")
    return told


def _facts(fonds: FondsRow, part: Part, name: str) -> list[list[str]]:
    facts = [
        ["Phông", fonds.name + (f" (mã {fonds.code})" if fonds.code else "")],
        ["Đơn vị hình thành phông", fonds.origin_name],
        ["Thời gian tài liệu", f"{day_text(fonds.begins)} – {day_text(fonds.closed_on)}"],
    ]
    if part.of > 1:
        facts.append([name.capitalize(), f"{part.at}/{part.of}, cả danh sách {_n(part.total)} dòng"])
    return facts


def _row(one: FileRow) -> list[str]:
    amount = [f"{_n(one.sheets)} tờ" if one.sheets is not None else "", f"{_n(one.pages)} trang" if one.pages else ""]
    return [
        str(one.number),
        one.box,
        one.symbol,
        one.title,
        f"{day_text(one.starts)} – {day_text(one.ends)}",
        "chờ xác định giá trị" if one.off_list else str(retention_said(one.years)),
        ", ".join(filter(None, amount)),
        one.creator,
        one.note,
    ]


def _retention(one: BoxLabel) -> str:
    """Return what periods the files of a box have, those not yet known included."""
    unknown = one.files - one.permanent - one.fixed
    told = [
        name for name, n in (("vĩnh viễn", one.permanent), ("có thời hạn", one.fixed), ("chưa xác định", unknown)) if n
    ]
    return ", ".join(told).capitalize() or "–"


def _n(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _day_words(at: datetime) -> str:
    day = clock.local(at)
    return f"Ngày {day.day:02} tháng {day:%m} năm {day.year}"


def _moment(at: datetime | None) -> str:
    return f"{clock.local(at):%H:%M ngày %d/%m/%Y}" if at else ""

"""What happened to a fonds, in words, newest first: who, when, what, and why where a reason was given."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.archives import queries
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.events import archives as events
from motcua.ledger.queries import stream
from motcua.ledger.timeline import Happened
from motcua.office.queries import names

MOST = 60


def of_fonds(actor: Actor, id_: UUID) -> tuple[Happened, ...]:
    """Return the newest things that happened to a fonds; ``NotFound`` outside the reach."""
    queries.fonds(actor, id_)
    entries = stream(id_)[-MOST:][::-1]
    people = names.people_of(one.account for one in entries)
    return tuple(
        Happened(one.at, sentence(one.event), people.get(one.account, ""), str(getattr(one.event, "reason", "") or ""))
        for one in entries
    )


def sentence(event: Any) -> Said:
    """Return an event of a fonds in words."""
    found = _of_lines(event) or _of_fonds(event)
    if found is None:
        raise TypeError(type(event).__name__)
    return found


def _of_fonds(event: Any) -> Said | None:
    match event:
        case events.FondsOpened():
            return said(N_("Lập phông"))
        case events.FondsCorrected():
            return said(N_("Sửa phông"))
        case events.BoxesSet():
            return said(N_("Ghi {count} hộp"), count=len(event.boxes))
        case events.FondsChecked():
            return said(
                N_("Kiểm tra {files} hồ sơ: {unsettled} lỗi còn mở, {excepted} ngoại lệ"),
                files=event.files,
                unsettled=event.unsettled,
                excepted=event.excepted,
            )
        case events.FaultsExcepted():
            return said(N_("Ghi ngoại lệ cho {count} lỗi"), count=len(event.faults))
        case events.FondsLocked(locked=True):
            return said(N_("Khóa mục lục: biên bản đã có chữ ký đầu tiên"))
        case events.FondsLocked():
            return said(N_("Mở lại mục lục: một bên từ chối ký"))
        case events.CustodyPassed():
            return said(N_("Chuyển quyền giữ phông: đủ chữ ký hai bên, {count} hồ sơ"), count=event.files)
    return None


def _of_lines(event: Any) -> Said | None:
    match event:
        case events.FilesEntered():
            return said(
                N_("Nhập {count} hồ sơ ({source})"), count=len(event.files), source=event.source or said(N_("nhập tay"))
            )
        case events.FileCorrected():
            return said(N_("Sửa hồ sơ số {number}"), number=event.before.number)
        case events.FilesStruck():
            numbers = ", ".join(str(one.number) for one in event.files[:10])
            return said(N_("Bỏ khỏi mục lục hồ sơ số {numbers}"), numbers=numbers)
        case events.FilesClassified(off_list=True):
            return said(N_("Để {count} hồ sơ ngoài danh mục, chờ xác định giá trị"), count=len(event.files))
        case events.FilesClassified():
            return said(N_("Phân loại {count} hồ sơ vào nhóm {code}"), count=len(event.files), code=event.code)
        case events.FilesBoxed():
            return said(N_("Xếp {count} hồ sơ vào hộp {box}"), count=len(event.files), box=event.box)
        case events.PartAttached():
            return said(N_("Đính kèm tệp «{name}»"), name=event.name)
        case events.PartDetached():
            return said(N_("Gỡ tệp «{name}»"), name=event.name)
    return None

"""How facts are said on paper: instants, masked numbers, and the plain data each printed template reads.

Papers are legal acts in Vietnamese, so their words are not translated; screens say the same facts in two languages.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from motcua.dossiers import codes
from motcua.dossiers.papers import (
    CloseOfDay,
    ControlSlip,
    DeclarationPaper,
    Heading,
    InheritedList,
    Letter,
    OutageRecord,
    ReceptionSlip,
    RegisterOfDossiers,
    ReturnReceipt,
    Stage,
)
from motcua.kernel import clock, phone
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

NOT_PROMISED = "Chưa hẹn: chờ xác nhận thời hạn"
UNSYNCED = "CHỜ ĐỒNG BỘ – Tiếp nhận khi chưa nối được hệ thống của tỉnh. Giấy này và ngày hẹn có giá trị."
CODE, OWN_NUMBER = N_("Mã hồ sơ"), N_("Số tiếp nhận (chưa có mã của tỉnh)")
KEYWORD = "motcua-receipt:"


def long_day(day: date) -> str:
    """Return "ngày 09 tháng 9 năm 2025": days below 10 and months 1 and 2 take a zero (NĐ 30/2020 Phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def long_instant(instant: datetime) -> str:
    """Return "09 giờ 00 phút, ngày 09 tháng 9 năm 2025" on Vietnamese clocks, as form 01 writes it."""
    local = clock.local(instant)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {long_day(local.date())}"


def short_instant(instant: datetime) -> str:
    """Return "09:00 ngày 09/9/2025": the same instant for narrow paper and tables."""
    local = clock.local(instant)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    return f"{local.hour:02d}:{local.minute:02d} ngày {local.day:02d}/{month}/{local.year}"


def code_label(label: str) -> str:
    """Return what the number a dossier goes under is: its code, or the centre's own number while it has none."""
    return OWN_NUMBER if codes.is_own_number(label) else CODE


def masked(number: str) -> str:
    """Return an identity or phone number with all but its last three characters hidden."""
    return "•" * max(len(number) - 3, 0) + number[-3:] if len(number) > 3 else "•" * len(number)


def _phone(number: str) -> str:
    """Return a number in the groups people read aloud; what is no number stays as it is."""
    try:
        return phone.parse(number).national
    except BadInput:
        return number


def heading(head: Heading) -> dict[str, Any]:
    """Return the lines at the top of a paper and its marks of trial and demonstration."""
    marks = []
    if head.realm == "thử":
        marks.append("HỒ SƠ THỬ – KHÔNG CÓ GIÁ TRỊ")
    if head.demonstration:
        marks.append(f"BẢN TRÌNH DIỄN – đồng hồ đặt {short_instant(head.made_at)}")
    return {
        "governing_body": head.governing_body.upper(),
        "centre": head.centre.upper(),
        "number": head.number,
        "place_and_day": f"{head.place}, {long_day(clock.local(head.made_at).date())}",
        "marks": marks,
    }


def reception_slip(slip: ReceptionSlip, *, narrow: bool) -> dict[str, Any]:
    """Return what the templates of form 01 read; ``narrow`` paper gets short instants and a masked number."""
    say = short_instant if narrow else long_instant
    return {
        "head": heading(slip.heading),
        "form": {"circular": slip.forms.circular, "number": slip.forms.slip, "compared": slip.layout_compared},
        "code": slip.code,
        "code_label": code_label(slip.code),
        "request": slip.request,
        "procedure_code": slip.procedure_code,
        "received_from": slip.received_from,
        "address": slip.address,
        "phone": slip.phone,
        "email": slip.email,
        "id_number": masked(slip.id_number) if narrow else slip.id_number,
        "owner": slip.owner,
        "owner_address": slip.owner_address,
        "receiving_unit": slip.receiving_unit,
        "papers": [
            {"name": row.name, "original": row.original, "certified": row.certified, "photocopy": row.photocopy}
            for row in slip.papers
            if not row.shown
        ],
        "shown": [row.name for row in slip.papers if row.shown],
        "sets": f"{slip.sets:02d}",
        "limit": slip.limit,
        "received_at": say(slip.received_at),
        "due_at": say(slip.due_at) if slip.due_at is not None else NOT_PROMISED,
        "promised": slip.due_at is not None,
        "why": list(slip.why),
        "stages": [_stage(stage, narrow=narrow) for stage in slip.stages],
        "settling": slip.settling,
        "unsynced": UNSYNCED if slip.unsynced else "",
        "return_place": slip.return_place,
        "return_manner": slip.return_manner,
        "holder": slip.holder,
        "lookup": slip.lookup,
        "secret": slip.secret,
        "centre_phone": _phone(slip.centre_phone),
        "submitter": slip.submitter,
        "officer": slip.officer,
        "reissue": slip.issue > 1,
        "issue": slip.issue,
        "reissue_reason": slip.reissue_reason,
        "keyword": KEYWORD + slip.signed if slip.signed else "",
    }


def control_slip(slip: ControlSlip) -> dict[str, Any]:
    """Return what the template of the control slip reads."""
    return {
        "head": heading(slip.heading),
        "form": {"circular": slip.forms.circular, "number": slip.forms.control, "compared": slip.layout_compared},
        "code": slip.code,
        "code_label": code_label(slip.code),
        "owner": slip.owner,
        "request": slip.request,
        "received_at": long_instant(slip.received_at),
        "due_at": long_instant(slip.due_at) if slip.due_at is not None else NOT_PROMISED,
        "settling_unit": slip.settling_unit,
        "coordinating_unit": slip.coordinating_unit,
        "moves": [
            {
                "giver": move.giver,
                "taker": move.taker,
                "at": long_instant(move.at),
                "giver_name": move.giver_name,
                "taker_name": move.taker_name,
                "outcome": move.outcome,
                "note": move.note,
            }
            for move in slip.moves
        ],
    }


def return_receipt(receipt: ReturnReceipt) -> dict[str, Any]:
    """Return what the template of the receipt for a result reads."""
    return {
        "head": heading(receipt.heading),
        "code": receipt.code,
        "code_label": code_label(receipt.code),
        "request": receipt.request,
        "owner": receipt.owner,
        "results": [
            {
                "name": result.name,
                "number": result.number,
                "signed_on": result.signed_on.strftime("%d/%m/%Y") if result.signed_on else "",
                "copies": result.copies,
            }
            for result in receipt.results
        ],
        "receiver": receipt.receiver,
        "receiver_id": receipt.receiver_id,
        "receiver_phone": receipt.receiver_phone,
        "receiver_capacity": receipt.receiver_capacity,
        "slip": "Đã thu lại" if receipt.slip_handed_back else "Không còn giấy; đã kiểm tra giấy tờ tùy thân",
        "handed_at": long_instant(receipt.handed_at),
        "officer": receipt.officer,
        "note": receipt.note,
    }


def letter(paper: Letter) -> dict[str, Any]:
    """Return what the template of the letters to the citizen reads."""
    number, title = paper.forms.letters[paper.kind]
    return {
        "head": heading(paper.heading),
        "form": {"circular": paper.forms.circular, "number": number, "compared": False} if number else None,
        "title": title,
        "code": paper.code,
        "code_label": code_label(paper.code),
        "owner": paper.owner,
        "address": paper.address,
        "request": paper.request,
        "facts": [{"label": label, "value": value} for label, value in paper.facts if value],
        "asked": [{"name": one.name, "words": one.words} for one in paper.asked],
        "closing": list(paper.closing),
        "contact": paper.contact,
        "centre_phone": _phone(paper.centre_phone),
        "officer": paper.officer,
        "signer": paper.signer,
    }


def declaration(paper: DeclarationPaper) -> dict[str, Any]:
    """Return what the template of a declaration reads."""
    return {
        "head": heading(paper.heading),
        "title": paper.title,
        "addressee": paper.addressee,
        "lines": [{"level": one.level, "label": one.label, "value": one.value} for one in paper.lines],
        "pledge": paper.pledge,
        "origin": paper.source if paper.compared else f"{paper.source} Bố cục chưa đối chiếu bản gốc.".strip(),
        "declarant": paper.declarant,
        "code": paper.code,
        "code_label": code_label(paper.code) if paper.code else "",
        "form": paper.form,
    }


def close_of_day(sheet: CloseOfDay) -> dict[str, Any]:
    """Return what the template of the sheet at close of day reads."""
    return {
        "head": heading(sheet.heading),
        "day": long_day(sheet.day),
        "printed_at": long_instant(sheet.printed_at),
        "closed_at": long_instant(sheet.closed_at) if sheet.closed_at else "",
        "counts": [{"name": name, "count": count} for name, count in sheet.counts],
        "lists": [
            {
                "title": group.title,
                "count": group.count,
                "items": [{"code": item.code, "what": item.what, "who": item.who} for item in group.items],
            }
            for group in sheet.lists
        ],
        "closed_by": sheet.closed_by,
        "note": sheet.note,
    }


def outage_record(record: OutageRecord) -> dict[str, Any]:
    """Return what the template of the record of a cut reads."""
    return {
        "head": heading(record.heading),
        "line": record.line,
        "source": record.source,
        "cause": record.cause or "chưa rõ",
        "length": record.length,
        "started_at": long_instant(record.started_at),
        "ended_at": long_instant(record.ended_at) if record.ended_at else "đang mất",
        "reported_by": record.reported_by,
        "printed_at": long_instant(record.printed_at),
        "printed_by": record.printed_by,
        "told": record.count is not None,
        "count": record.count or 0,
        "synced": record.synced,
        "waiting": (record.count or 0) - record.synced,
        "last_synced_at": long_instant(record.last_synced_at) if record.last_synced_at else "",
        "items": [
            [
                str(number),
                item.code,
                item.what,
                short_instant(item.received_at),
                short_instant(item.due_at) if item.due_at else NOT_PROMISED,
                short_instant(item.synced_at) if item.synced_at else "chờ đồng bộ",
            ]
            for number, item in enumerate(record.items, 1)
        ],
    }


def register(book: RegisterOfDossiers) -> dict[str, Any]:
    """Return what the template of the register reads."""
    return {
        "head": heading(book.heading),
        "form": {"circular": book.forms.circular, "number": book.forms.register, "compared": False},
        "first": f"{book.first:%d/%m/%Y}",
        "last": f"{book.last:%d/%m/%Y}",
        "kept_by": book.kept_by,
        "book": book.book,
        "printed_at": long_instant(book.heading.made_at),
        "lines": [
            [
                str(line.number),
                line.code,
                f"{line.request}. {line.about}" if line.about else line.request,
                str(line.sets),
                line.owner,
                "; ".join(filter(None, (line.address, line.phone))),
                line.competent,
                short_instant(line.received_at),
                short_instant(line.due_at) if line.due_at else NOT_PROMISED,
                *(short_instant(at) if at else "" for at in (line.forwarded_at, line.ready_at, line.returned_at)),
                line.manner,
                line.received_by,
                "",
                line.status,
            ]
            for line in book.lines
        ],
    }


def inherited_list(sheet: InheritedList) -> dict[str, Any]:
    """Return what the template of the list of dossiers handed over reads."""
    return {
        "head": heading(sheet.heading),
        "giver": sheet.giver,
        "taker": sheet.taker,
        "ground": sheet.ground,
        "minutes": sheet.minutes,
        "counts": [
            ["Số hồ sơ ghi trong biên bản", "chưa ghi" if sheet.stated is None else str(sheet.stated)],
            ["Đã tiếp nhận từ sổ của đơn vị cũ", str(sheet.taken)],
            ["Đã nhập từ danh sách bàn giao", str(sheet.brought)],
            ["Còn trong sổ của đơn vị cũ, chưa tiếp nhận", str(sheet.waiting)],
            ["So với biên bản", sheet.compared],
        ],
        "printed_at": long_instant(sheet.heading.made_at),
        "lines": [
            [
                str(number),
                line.code,
                line.request,
                line.owner,
                short_instant(line.received_at),
                short_instant(line.due_at) if line.due_at else NOT_PROMISED,
                line.state,
                line.way,
            ]
            for number, line in enumerate(sheet.lines, 1)
        ],
    }


def _stage(stage: Stage, *, narrow: bool) -> dict[str, str]:
    say = short_instant if narrow else long_instant
    return {
        "label": stage.label,
        "received_at": say(stage.received_at) if stage.received_at is not None else "",
        "due_at": say(stage.due_at) if stage.due_at is not None else "",
    }

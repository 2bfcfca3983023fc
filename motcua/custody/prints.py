"""Printing custody's papers as PDF/A: minutes of a handover and of a stock-take, requests, sheets of labels.

Papers are legal acts, so their words are Vietnamese whatever language the reader's screen has. The layouts were not
compared with an official form.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from motcua.custody import kinds
from motcua.custody.queries.norms import ReviewPage
from motcua.custody.queries.requests import RequestPage
from motcua.custody.queries.stock_takes import ExpectedRow, RoundPage, SeenRow
from motcua.custody.queries.transfers import Signed, TransferPage
from motcua.custody.queries.views import AssetRow
from motcua.custody.rules.assets import CONDITION_NAMES
from motcua.custody.rules.counting import State
from motcua.custody.rules.requests import REQUEST_NAMES, RequestState
from motcua.documents import printing
from motcua.kernel import clock
from motcua.kernel.money import VND
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.events.custody import GapLine
from motcua.office import queries as office

TEMPLATES = Path(__file__).parent / "templates" / "custody" / "print"
LABELS_MOST = 240
"""Labels of one print: ten sheets."""
TRIAL = "DỮ LIỆU THỬ"
NAME_MOST = 70
TRUST_WORDS = {
    "official_copy": "đã đối chiếu văn bản",
    "secondary": "nguồn thứ cấp",
    "unverified": "chưa kiểm chứng",
}


def print_transfer(actor: Actor, page: TransferPage) -> bytes:
    """Return the minutes of a handover as PDF: unsigned ones have dotted room for the pen."""
    row = page.row
    signed = [at for at in (page.giver_signed.at, page.receiver_signed.at) if at]
    data = _head(actor, row.label, max(signed, default=page.proposed_at), row.giver, row.giver_place) | {
        "kind": "(Bàn giao tạm thời, chờ quyết định chính thức)" if row.temporary else "(Bàn giao chính thức)",
        "ground": row.ground,
        "handed_on": _day(row.handed_on),
        "giver": f"{row.giver} ({row.giver_place})",
        "receiver": f"{row.receiver} ({row.receiver_place})",
        "formal_due": _day(row.formal_due) if row.formal_due else "",
        "decision": f"{row.decision}, ngày {_day(row.decided_on)}" if row.decision else "",
        "lines": [
            {
                "number": str(line.ordinal),
                "code": line.code,
                "name": line.name,
                "cost": VND(line.cost).digits if line.cost is not None else "chưa có",
                "book": CONDITION_NAMES[line.book],
                "actual": CONDITION_NAMES[line.actual],
                "papers": line.papers or "–",
            }
            for line in page.lines
        ],
        "total": f"{len(page.lines)} tài sản, nguyên giá đã biết {VND(page.cost)}",
        "accepted": f"{page.accepted}/{len(page.lines)}",
        "differing": f"{page.differing}/{len(page.lines)}",
        "differences": [{"code": line.code, "words": line.words} for line in page.lines if line.verdict == "differs"],
        "note": " ".join(filter(None, (page.note, page.reason))),
        "giver_name": page.giver_signed.name,
        "giver_signed": _signed(page.giver_signed),
        "receiver_name": page.receiver_signed.name,
        "receiver_signed": _signed(page.receiver_signed),
    }
    return printing.render(TEMPLATES / "transfer.typ", data, made_at=clock.now())


def print_stock_take(actor: Actor, page: RoundPage) -> bytes:
    """Return the minutes of a stock-take as PDF, also of an open one, which then says so."""
    row = page.row
    people = dict.fromkeys(look.by_name for one in page.list for look in one.seen)
    people |= dict.fromkeys(look.by_name for look in page.surplus)
    missing, differing, settled = page.of(State.UNSEEN), page.differing, page.of(State.SETTLED)
    data = _head(actor, row.label, row.closed_at or clock.now(), row.unit_name, row.place_name) | {
        "title": row.title,
        "ground": page.ground,
        "unit": row.unit_name,
        "opened": f"{_moment(row.opened_at)}, {row.opened_by}",
        "closed": f"{_moment(row.closed_at)}, {row.closed_by}" if row.closed_at else "CHƯA KHÓA SỔ",
        "people": ", ".join(people) or "chưa có",
        "seen": f"{row.seen}/{row.expected}",
        "missing_count": str(len(missing)),
        "differing_count": str(len(differing)),
        "surplus_count": str(row.surplus if row.closed_at else len(page.surplus)),
        "missing": [{"code": one.code, "name": one.name, "room": one.room or "–"} for one in missing],
        "differing": [_difference(one) for one in differing],
        "surplus": [_surplus(one) for one in page.surplus],
        "settled": [{"code": one.code, "reason": one.reason} for one in settled],
        "note": page.note,
        "keeper": row.closed_by,
    }
    return printing.render(TEMPLATES / "stock_take.typ", data, made_at=clock.now())


def print_request(actor: Actor, page: RequestPage, review: ReviewPage | None) -> bytes:
    """Return a request for more equipment as PDF, with the recorded gaps of ``review`` that it is to close."""
    row, drafted = page.row, page.steps[-1]
    place = office.unit(row.place).printed
    approved = row.state in (RequestState.APPROVED, RequestState.ORDERED, RequestState.DELIVERED)
    returned = row.state is RequestState.RETURNED
    words = page.decision_words or "đồng ý"
    unpriced = [kinds.name(line.kind) for line in page.lines if line.unit_cost is None]
    data = _head(actor, row.label, row.drafted_at, row.unit_name, place) | {
        "state": f"(Trạng thái: {REQUEST_NAMES[row.state].lower()})",
        "addressed": f"Ủy ban nhân dân {place}",
        "unit": row.unit_name,
        "place": place,
        "reason": row.reason,
        "lines": [
            {
                "number": str(line.ordinal),
                "kind": kinds.name(line.kind),
                "quantity": str(line.quantity),
                "price": _amount(line.unit_cost),
                "cost": _amount(line.unit_cost * line.quantity if line.unit_cost is not None else None),
                "why": line.why or "–",
            }
            for line in page.lines
        ],
        "total": f"{page.quantity} thiết bị, kinh phí ước tính {VND(row.cost)}",
        "unpriced": f"chưa có đơn giá, chưa tính vào tổng: {', '.join(unpriced)}" if unpriced else "",
        "decision": f"Duyệt: {words}" if approved else f"Trả lại: {words}" if returned else "",
        "drafter": drafted.who,
        "drafted": f"(Lập trên hệ thống {_moment(row.drafted_at)})",
        "decider": page.decided_name if approved else "",
        "decided": f"(Duyệt trên hệ thống {_moment(page.decided_at)})" if approved else "",
    }
    return printing.render(TEMPLATES / "request.typ", data | _ground(review), made_at=clock.now())


def _ground(review: ReviewPage | None) -> dict[str, Any]:
    """Return what a request rests on: the edition of the guidance, its trust, and how the centre stood to it."""
    if review is None:
        return {"gaps": [], "norm": "", "norm_source": "", "reviewed": "", "unknown": ""}
    norm, row = review.norm, review.row
    counted = [
        f"{review.counters} quầy" if review.counters is not None else "",
        f"{review.officers} cán bộ" if review.officers is not None else "",
    ]
    trial = " – SỐ LƯỢNG THỬ" if norm.trial else ""
    unknown = [kinds.name(line.kind) for line in review.lines if line.lacking is None]
    return {
        "norm": f"{norm.number}, bản {norm.edition}, {norm.issuer}, ngày {_day(norm.issued_on)}: {norm.title}{trial}",
        "norm_source": f"{norm.source} ({TRUST_WORDS.get(norm.trust, norm.trust)})",
        "reviewed": f"ngày {_day(row.on)}, {', '.join(filter(None, counted)) or 'chưa rõ số quầy, số cán bộ'}",
        "gaps": [_gap(line) for line in review.lines],
        "unknown": f"chưa đủ số liệu để tính: {', '.join(unknown)}" if unknown else "",
    }


def _gap(line: GapLine) -> dict[str, str]:
    figures = ("required", "held", "sound", "broken", "old", "lacking")
    told = {name: "?" if getattr(line, name) is None else str(getattr(line, name)) for name in figures}
    return told | {"kind": kinds.name(line.kind), "cost": _amount(line.cost)}


def _amount(value: int | None) -> str:
    return VND(value).digits if value is not None else "chưa có"


def print_labels(actor: Actor, assets: Sequence[AssetRow]) -> bytes:
    """Return labels of assets, 24 on a sheet of A4; the QR holds the code alone."""
    labels = [
        {
            "code": row.code,
            "name": row.name if len(row.name) <= NAME_MOST else f"{row.name[: NAME_MOST - 1]}…",
            "unit": row.unit_name or "Chưa rõ đơn vị quản lý",
            "mark": "THỬ" if actor.realm == Realm.TRIAL or marks.is_demonstration() else "",
            "qr": printing.qr_svg(row.code),
        }
        for row in assets[:LABELS_MOST]
    ]
    data = {"labels": labels, "author": actor.unit_name or "Motcua"}
    return printing.render(TEMPLATES / "labels.typ", data, made_at=clock.now())


def _head(actor: Actor, code: str, made_at: datetime, author: str, place: str) -> dict[str, Any]:
    """Return the top of a paper: of the unit it is by, whoever prints it, so that both sides hold the same minutes."""
    told = [TRIAL] if actor.realm == Realm.TRIAL else []
    if marks.is_demonstration():
        told.append(f"BẢN TRÌNH DIỄN – đồng hồ đặt {_moment(clock.now())}")
    return {
        "code": code,
        "author": author.upper(),
        "governing_body": place.upper(),
        "place_and_day": f"{place}, ngày {_day(clock.local(made_at).date())}",
        "marks": told,
    }


def _difference(one: ExpectedRow) -> dict[str, str]:
    seen = next((look for look in one.seen if look.counts), one.seen[-1])
    return {
        "code": one.code,
        "name": one.name,
        "book": "; ".join(filter(None, (CONDITION_NAMES[one.condition], one.room))),
        "actual": "; ".join(filter(None, (CONDITION_NAMES[seen.condition], seen.room, seen.note))),
    }


def _surplus(one: SeenRow) -> dict[str, str]:
    return {"what": ", ".join(filter(None, (one.code, one.name))), "room": one.room or "–", "who": one.by_name}


def _signed(signed: Signed) -> str:
    return f"(Đã ký điện tử trên hệ thống {_moment(signed.at)})" if signed.at else ""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _moment(at: datetime | None) -> str:
    return f"{clock.local(at):%H:%M ngày %d/%m/%Y}" if at else ""

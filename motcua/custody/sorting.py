"""Sorting a batch of observations before it is recorded: what is new, what is known already, what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.custody.models import Expected, Observation, StockTake
from motcua.custody.rules import counting as rules
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.counting import Look
from motcua.documents import queries as documents
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor

RECORDED, ALREADY, CONFLICT, REFUSED = "recorded", "already", "conflict", "refused"
LONGEST = {"code": 40, "name": 200, "room": 120, "note": 300, "device": 80, "photo": 64}
_COMPARED = ("code", "name", "room", "condition", "note", "photo", "device", "observed_at")


class Sighting(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody saw: ``code`` as scanned, or ``name`` of what has no label or is not in the books; aware instant."""

    id: UUID
    condition: Condition
    observed_at: datetime
    code: str = ""
    name: str = ""
    room: str = ""
    note: str = ""
    photo: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one observation: its state, and why, where it is refused."""

    id: str
    state: str
    sighting: Sighting | None = None
    why: Said | None = None


def parse(item: Any) -> Sighting | Fate:
    """Return an item of a batch as it is kept, or its refusal when it cannot be read."""
    shown = str(item.get("id", ""))[:64] if isinstance(item, dict) else ""
    try:
        read = msgspec.convert(item, Sighting)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        return Fate(shown, REFUSED, why=said(N_("Không đọc được quan sát này: {problem}."), problem=str(error)[:120]))
    texts = {name: clean(getattr(read, name)) for name in LONGEST}
    for name, most in LONGEST.items():
        if len(texts[name]) > most:
            return Fate(shown, REFUSED, why=said(N_("Mục «{name}» dài quá {most} ký tự."), name=name, most=most))
    return msgspec.structs.replace(read, **texts | {"code": texts["code"].upper()})


def sort(stock_take: StockTake, items: Sequence[Sighting], actor: Actor, now: datetime) -> list[Fate]:
    """Return what would become of each item now, in their order; nothing is written."""
    known = Observation.objects.in_bulk([item.id for item in items])
    fates: list[Fate] = []
    taken: dict[UUID, Sighting] = {}
    for item in items:
        fate = _fate(stock_take, item, known.get(item.id), taken.get(item.id), actor, now)
        taken.setdefault(item.id, item)
        fates.append(fate)
    return fates


def _fate(
    stock_take: StockTake,
    item: Sighting,
    known: Observation | None,
    twin: Sighting | None,
    actor: Actor,
    now: datetime,
) -> Fate:
    earlier: Any = known or twin
    if earlier is not None:
        same = all(getattr(earlier, name) == getattr(item, name) for name in _COMPARED)
        if known is not None:
            same = same and known.by == actor.account and known.stock_take_id == stock_take.id
        if same:
            return Fate(str(item.id), ALREADY, item)
        return Fate(str(item.id), REFUSED, item, said(N_("Mã quan sát này đã dùng cho một nội dung khác.")))
    why = _refuse(stock_take, item, now)
    return Fate(str(item.id), REFUSED if why else RECORDED, item, why)


def _refuse(stock_take: StockTake, item: Sighting, now: datetime) -> Said | None:
    if not stock_take.open:
        return said(N_("Đợt kiểm kê đã khóa sổ; báo người giữ sổ."))
    if not item.code and not item.name:
        return said(N_("Quét mã nhãn, hoặc ghi tên vật tìm thấy."))
    if item.observed_at.tzinfo is None:
        return said(N_("Giờ quan sát phải kèm múi giờ."))
    if item.photo and documents.claim(item.photo) is None:
        return said(N_("Ảnh của quan sát chưa gửi lên; gửi ảnh trước rồi gửi lại quan sát này."))
    return rules.refuse_instant(item.observed_at, stock_take.opened_at, now)


def looks_of(row: Expected) -> list[Look]:
    """Return every look at one expected asset."""
    return [Look(one.id, one.by, one.observed_at, one.room, Condition(one.condition)) for one in row.observations.all()]


def answered(fate: Fate, *, conflict: bool = False) -> dict[str, str]:
    """Return an item's answer as the door gives it: id, state, and a sentence where there is something to say."""
    if conflict and fate.state == RECORDED:
        words = said(N_("Đã ghi; người khác thấy tài sản này khác đi, người giữ sổ sẽ phân xử."))
        return {"id": fate.id, "state": CONFLICT, "said": str(words)}
    return {"id": fate.id, "state": fate.state, "said": str(fate.why) if fate.why else ""}

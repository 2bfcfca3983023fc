"""The history of a document and of a commitment as people read it: one sentence an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.decisions.rules import WAY_NAMES, Way
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import decisions as events
from motcua.ledger.queries import stream
from motcua.office.queries import names
from motcua.office.rules import day_text


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened: when, who did it, what, and what was typed beside it."""

    at: datetime
    who: str
    sentence: Said
    words: str


def of_document(document: UUID) -> tuple[Line, ...]:
    """Return what happened to a document, the newest first; each correction says what the register said before."""
    return _lines(document)


def of_commitment(commitment: UUID) -> tuple[Line, ...]:
    """Return what happened to a commitment, the newest first."""
    return _lines(commitment)


def _lines(thing: UUID) -> tuple[Line, ...]:
    told = stream(thing)
    people = names.people_of({entry.account for entry in told})
    found: list[Line] = []
    facts: events.DocumentFacts | None = None
    for entry in told:
        event: Any = entry.event
        before, facts = facts, getattr(event, "facts", facts)
        sentence = (
            _corrected(before, event) if isinstance(event, events.DocumentCorrected) else _TOLD[type(event)](event)
        )
        found.append(Line(entry.at, people.get(entry.account, ""), sentence, getattr(event, "reason", "")))
    return tuple(reversed(found))


_NAMES: Mapping[str, str] = {
    "kind": N_("loại"),
    "number": N_("số, ký hiệu"),
    "issued_on": N_("ngày ban hành"),
    "side": N_("khối"),
    "issuer": N_("cơ quan ban hành"),
    "issuer_unit": N_("đơn vị ban hành"),
    "abstract": N_("trích yếu"),
    "theme": N_("chủ đề"),
    "theme_year": N_("năm của chủ đề"),
    "valid_from": N_("ngày có hiệu lực"),
    "valid_to": N_("ngày hết hiệu lực"),
    "due_on": N_("hạn ban hành"),
    "replaces": N_("văn bản được thay thế"),
    "members": N_("người được nêu tên"),
}


def _corrected(before: events.DocumentFacts | None, event: events.DocumentCorrected) -> Said:
    """Say which facts changed; those that are words or days with what stood before."""
    changed = [name for name in _NAMES if getattr(before, name, None) != getattr(event.facts, name)]
    parts: list[Said] = []
    for name in changed:
        old = getattr(before, name, None)
        shown = day_text(old) if isinstance(old, date) else old
        what = said(_NAMES[name])
        plain = isinstance(shown, str | int) and shown and name not in {"kind", "side"}
        parts.append(said(N_("{what} (trước: {old})"), what=what, old=shown) if plain else what)
    whole = parts[0] if parts else said(N_("không đổi mục nào"))
    for part in parts[1:]:
        whole = said(N_("{first}; {then}"), first=whole, then=part)
    return said(N_("Đính chính: {changes}"), changes=whole)


def _signed(event: events.CommitmentSigned) -> Said:
    who = ", ".join(one.name for one in event.signatures)
    return said(N_("{who} ký ({way})"), who=who, way=said(WAY_NAMES[Way(event.way)]))


_TOLD: dict[type, Callable[[Any], Said]] = {
    events.DocumentRegistered: lambda event: said(N_("Ghi vào sổ")),
    events.DocumentFiled: lambda event: said(N_("Đính kèm tệp {name}"), name=event.filename),
    events.DocumentRevoked: lambda event: said(N_("Ghi thu hồi từ {day}"), day=day_text(event.revoked_on)),
    events.DocumentRestored: lambda event: said(N_("Bỏ ghi thu hồi")),
    events.CommitmentAsked: lambda event: said(N_("Yêu cầu ký cam kết")),
    events.CommitmentCorrected: lambda event: said(N_("Đính chính người được yêu cầu, hạn ký")),
    events.CommitmentSigned: _signed,
    events.SignatureStruck: lambda event: said(N_("Gạch chữ ký ghi nhầm")),
    events.CommitmentReminded: lambda event: said(N_("Nhắc: còn {count} người chưa ký"), count=event.missing),
    events.CommitmentEnded: lambda event: said(
        N_("Kết thúc, đã cam kết lại cho năm khác") if event.renewed else N_("Kết thúc, không ký tiếp")
    ),
}

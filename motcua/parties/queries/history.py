"""What happened to a record, from the books; and who read a person's data, for the person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger import queries as books
from motcua.ledger.actor import Actor
from motcua.ledger.events import Event, ledger
from motcua.ledger.events import parties as events
from motcua.parties import policies
from motcua.parties.queries.base import demand, family_in, purpose_of
from motcua.parties.rules.details import FIELD_NAMES
from motcua.parties.rules.words import (
    CONSENT_NAMES,
    MANNER_NAMES,
    NUMBER_NAMES,
    SOURCE_NAMES,
    ConsentPurpose,
    Manner,
    NumberKind,
    Source,
)

READS_KEPT = timedelta(days=366)
READS_MOST = 1_000


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a record's history: when, by which account and unit, what; ``changes`` holds (field, old, new).

    ``record`` is the record it happened to: one of several where doubles were merged. For whoever may not see personal
    data, and after erasure, ``changes`` and ``ground`` are empty.
    """

    at: datetime
    account: UUID
    unit: UUID | None
    record: UUID
    sentence: Said
    changes: tuple[tuple[Said, str, str], ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class ReadLine:
    """That somebody of ``unit`` read the data, when, through which channel and for what. The official is not named."""

    at: datetime
    unit: UUID | None
    channel: str
    purpose: str


def history(party_id: UUID, actor: Actor, purpose: str) -> list[HistoryLine]:
    """Return what happened to a party and to every record merged into it, oldest first. Three reads.

    Unmasked, so logged; the auditor gets the lines without personal values.
    """
    demand(policies.may_see_history(actor), actor, "parties.history", party_id)
    stated = purpose_of(purpose)
    root, family = family_in(party_id, actor)
    entries = books.streams([member.id for member in family])
    unmasked = policies.may_read(actor) is None
    lines = []
    for entry in entries:
        event = entry.event
        changes, ground = _personal(event) if unmasked else ((), "")
        sentence = _SENTENCES[type(event)](event)
        lines.append(HistoryLine(entry.at, entry.account, entry.unit, entry.stream_id, sentence, changes, ground))
    if unmasked:
        access.read(actor, "parties.history", [root.id], purpose=stated)
    return lines


def _personal(event: Event) -> tuple[tuple[tuple[Said, str, str], ...], str]:
    changes: list[Any] = getattr(event, "changes", None) or []
    shown = tuple((said(FIELD_NAMES[change.field]), change.old, change.new) for change in changes)
    return shown, getattr(event, "ground", "") or getattr(event, "reason", "")


def _corrected(event: events.PartyCorrected) -> Said:
    # Field names are translated one by one, so the list is put together from sentences.
    names: Said | str = ""
    for field in event.fields:
        one = said(FIELD_NAMES[field])
        names = said(N_("{first}, {next}"), first=names, next=one) if names else one
    return said(N_("Sửa: {fields}"), fields=names)


_SENTENCES: dict[type[Event], Callable[[Any], Said]] = {
    events.PartyRegistered: lambda e: said(N_("Ghi vào sổ: {source}"), source=said(SOURCE_NAMES[Source(e.source)])),
    events.PartyCorrected: _corrected,
    events.IdentifierAdded: lambda e: said(N_("Thêm {kind}"), kind=said(NUMBER_NAMES[NumberKind(e.kind)])),
    events.IdentifierWithdrawn: lambda e: said(N_("Bỏ số giấy tờ ghi nhầm")),
    events.ProxyRecorded: lambda e: said(N_("Ghi người đại diện, ủy quyền")),
    events.ProxyRevoked: lambda e: said(N_("Hủy ủy quyền")),
    events.ConsentGiven: lambda e: said(
        N_("Đồng ý: {purpose} ({manner})"),
        purpose=said(CONSENT_NAMES[ConsentPurpose(e.purpose)]),
        manner=said(MANNER_NAMES[Manner(e.manner)]),
    ),
    events.ConsentWithdrawn: lambda e: said(
        N_("Rút đồng ý: {purpose}"), purpose=said(CONSENT_NAMES[ConsentPurpose(e.purpose)])
    ),
    events.PartiesMerged: lambda e: said(N_("Gộp vào bản ghi khác (độ giống {score}/100)"), score=e.score),
    events.PartiesUnmerged: lambda e: said(N_("Tách khỏi bản ghi đã gộp nhầm")),
    ledger.PrivatePartsErased: lambda e: said(N_("Xóa dữ liệu cá nhân ({ground})"), ground=e.ground),
}


def who_read(subject: UUID, actor: Actor, *, since: datetime | None = None) -> list[ReadLine]:
    """Answer a person's question who read their data (Luật 91/2025/QH15 Đ4), newest first; the asking is logged too.

    Goes back to ``since`` (default a year) and at most a thousand reads; reads of merged records count.
    """
    demand(policies.may_see_readers(actor), actor, "parties.who_read", subject)
    _, family = family_in(subject, actor)
    start = since or clock.now() - READS_KEPT
    rows = books.reads_about([member.id for member in family], since=start, limit=READS_MOST)
    lines = [ReadLine(row.at, row.unit, row.channel, row.purpose) for row in rows]
    access.read(actor, "parties.who_read", [subject], purpose=N_("Trả lời quyền được biết của người có dữ liệu"))
    return lines

"""What happened to a proposal as people read it: one sentence an event, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import proposals as events
from motcua.ledger.queries import stream
from motcua.office.queries import names
from motcua.proposals.rules.facts import OUTCOME_NAMES, Outcome


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened: when, who did it, what, and what was typed with it."""

    at: datetime
    who: str
    what: Said
    words: str


def of_proposal(proposal: UUID) -> tuple[HistoryLine, ...]:
    """Return what happened to a proposal, the newest first."""
    told = stream(proposal)
    people = names.people_of({entry.account for entry in told})
    lines = [
        HistoryLine(entry.at, people.get(entry.account, ""), _TOLD[type(entry.event)](entry.event), _words(entry.event))
        for entry in told
    ]
    return tuple(reversed(lines))


def _units(ids: list[UUID]) -> str:
    named = names.names_of(ids)
    return ", ".join(named[id_] for id_ in ids)


def _filed(event: events.ProposalFiled) -> Said:
    if not event.units:
        return said(N_("Gửi, chưa tìm được đơn vị nhận"))
    return said(N_("Gửi đến {units}"), units=_units(event.units))


def _answered(event: events.ProposalAnswered) -> Said:
    outcome = said(OUTCOME_NAMES[Outcome(event.outcome)])
    if event.conclusion is not None:
        return said(N_("{outcome}, theo kết luận của {unit}"), outcome=outcome, unit=event.unit_name)
    if event.common is not None:
        return said(N_("{outcome}, theo câu trả lời chung của {unit}"), outcome=outcome, unit=event.unit_name)
    if event.forwarded_to:
        return said(N_("{outcome}: {to}, {unit} chuyển"), outcome=outcome, to=event.forwarded_to, unit=event.unit_name)
    return said(N_("{outcome}, {unit} trả lời"), outcome=outcome, unit=event.unit_name)


def _acknowledged(event: events.AnswerAcknowledged) -> Said:
    return said(N_("Xã: đã rõ")) if event.satisfied else said(N_("Xã: chưa thỏa đáng"))


def _attached(event: events.EvidenceAttached) -> Said:
    return said(N_("Đính kèm {facts} số liệu, {files} tệp"), facts=len(event.facts), files=len(event.files))


_TOLD: dict[type, Callable[[Any], Said]] = {
    events.ProposalFiled: _filed,
    events.ProposalCorrected: lambda event: said(N_("Xã đính chính; lời sau khi sửa ghi dưới đây")),
    events.EvidenceAttached: _attached,
    events.EvidenceSetAside: lambda event: said(N_("Bỏ một bằng chứng")),
    events.ProposalRouted: lambda event: said(N_("Chuyển đến {units}"), units=_units(event.units)),
    events.ProposalAnswered: _answered,
    events.AnswerCorrected: lambda event: said(N_("Đính chính câu trả lời; lý do: {reason}"), reason=event.reason),
    events.AnswerAcknowledged: _acknowledged,
    events.ProposalReopened: lambda event: said(N_("Mở lại, chờ trả lời")),
    events.ProposalWithdrawn: lambda event: said(N_("Xã rút")),
    events.CommonJoined: lambda event: said(N_("Gộp vào một vấn đề chung")),
    events.CommonLeft: lambda event: said(N_("Đưa ra khỏi vấn đề chung")),
}


def _words(event: Any) -> str:
    """Return what was typed with an event: the words of an answer or correction, else its reason."""
    if isinstance(event, events.ProposalCorrected | events.ProposalFiled):
        return event.statement
    return next((text for name in ("words", "reason") if (text := getattr(event, name, ""))), "")

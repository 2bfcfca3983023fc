"""What the tables of proposals must say, folded from each history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import proposals as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.proposals.models import Answer, Common, Difficulty, Evidence, Filing, Proposal, Routed, Routing, Wait
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Outcome, State

Row = dict[str, Any]
OWN = ("category", "statement", "purpose", "priority", "cost", "cost_basis", "solver")
FILING = ("title", "occasion", "visit", "visit_words", "listed_open")
ANSWERED = (
    "at", "account_id", "unit_id", "unit_name", "outcome", "words", "promised_by", "directive", "open_part",
    "forwarded_to", "common", "conclusion", "corrected_at",
)  # fmt: skip
PROVEN = ("book", "words", "values", "as_of", "href", "sha256", "filename", "aside_at")


def _day(entry: Told) -> date:
    return clock.local(entry.at).date()


def _searched(row: Row) -> Row:
    return {"folded": life.searched(row["statement"], row["priority"], row["purpose"])}


def _wait(row: Row, lead: UUID | None, on: date) -> None:
    """Begin a stretch of waiting with a unit, unless the one that goes on is with the same."""
    waits = row["waits"]
    going = next((number for number, (_, _, until) in waits.items() if until is None), None)
    if going is not None:
        unit, since, _ = waits[going]
        if unit == lead:
            return
        waits[going] = (unit, since, on)
    waits[len(waits) + 1] = (lead, on, None)
    row |= {"lead_id": lead, "lies_since": on}


def _lie(row: Row, units: Sequence[UUID], on: date) -> None:
    row["routes"] = {unit: (number == 0,) for number, unit in enumerate(units)}
    _wait(row, units[0] if units else None, on)


def _end(row: Row, on: date) -> None:
    row["waits"] = {number: (unit, since, until or on) for number, (unit, since, until) in row["waits"].items()}
    row |= {"open": False, "closed_on": on}


def _filed(row: Row, event: told.ProposalFiled, entry: Told) -> Row:
    row |= copied(event, "ordinal", "post", "kind", *OWN, filing_id="filing", place_id="place", unit_id="unit")
    row |= {"state": State.WAITING.value, "open": True, "filed_on": _day(entry), "closed_on": None, "forwarded_to": ""}
    row |= {"promised_by": None, "satisfied": None, "reopened": 0, "common_id": None, "waits": {}}
    row |= {"evidence": {}, "answers": {}, "difficulties": dict.fromkeys(event.difficulties, ())}
    _lie(row, event.units, _day(entry))
    return _searched(row)


def _corrected(row: Row, event: told.ProposalCorrected, _entry: Told) -> Row:
    row |= copied(event, *OWN) | {"difficulties": dict.fromkeys(event.difficulties, ())}
    return _searched(row)


def _attached(row: Row, event: told.EvidenceAttached, entry: Told) -> None:
    for one in event.facts:
        row["evidence"][one.evidence] = (one.book, one.words, one.values, one.as_of, one.href, "", "", None)
    for file in event.files:
        row["evidence"][file.evidence] = ("", "", {}, entry.at, "", file.sha256, file.filename, None)


def _set_aside(row: Row, event: told.EvidenceSetAside, entry: Told) -> None:
    row["evidence"][event.evidence] = (*row["evidence"][event.evidence][:-1], entry.at)


def _routed(row: Row, event: told.ProposalRouted, entry: Told) -> None:
    if row["state"] == State.FORWARDED:
        row |= {"state": State.WAITING.value, "forwarded_to": ""}
    _lie(row, event.units, _day(entry))


def _answered(row: Row, event: told.ProposalAnswered, entry: Told) -> None:
    row["answers"][event.answer] = (
        entry.at, entry.account, event.unit, event.unit_name, event.outcome, event.words, event.promised_by,
        event.directive, event.open_part, event.forwarded_to, event.common, event.conclusion, None,
    )  # fmt: skip
    state = life.state_after(Outcome(event.outcome))
    row |= {"state": state.value, "promised_by": event.promised_by, "satisfied": None, "forwarded_to": ""}
    if not life.is_open(state):
        _end(row, _day(entry))
    elif state is State.FORWARDED:
        if event.forwarded is not None:
            others = [one for one in row["routes"] if one != event.forwarded]
            _lie(row, [event.forwarded, *others][: life.UNITS_MOST], _day(entry))
        else:
            _wait(row, None, _day(entry))
        row["forwarded_to"] = event.forwarded_to


def _answer_corrected(row: Row, event: told.AnswerCorrected, entry: Told) -> None:
    values = dict(zip(ANSWERED, row["answers"][event.answer], strict=True))
    values |= {"words": event.words, "promised_by": event.promised_by, "corrected_at": entry.at}
    row["answers"][event.answer] = tuple(values.values())
    if event.answer == next(reversed(row["answers"])):
        row["promised_by"] = event.promised_by


def _reopened(row: Row, _event: told.ProposalReopened, entry: Told) -> None:
    row |= {"state": State.WAITING.value, "open": True, "closed_on": None, "promised_by": None, "satisfied": None}
    row |= {"forwarded_to": "", "reopened": row["reopened"] + 1}
    _wait(row, next(iter(row["routes"]), None), _day(entry))


def _withdrawn(row: Row, _event: told.ProposalWithdrawn, entry: Told) -> None:
    row |= {"state": State.WITHDRAWN.value, "forwarded_to": ""}
    _end(row, _day(entry))


fold_proposal = by_steps(
    {
        told.ProposalFiled: _filed,
        told.ProposalCorrected: _corrected,
        told.EvidenceAttached: _attached,
        told.EvidenceSetAside: _set_aside,
        told.ProposalRouted: _routed,
        told.ProposalAnswered: _answered,
        told.AnswerCorrected: _answer_corrected,
        told.AnswerAcknowledged: lambda _row, event, _entry: {"satisfied": event.satisfied},
        told.ProposalReopened: _reopened,
        told.ProposalWithdrawn: _withdrawn,
        told.CommonJoined: lambda _row, event, _entry: {"common_id": event.common},
        told.CommonLeft: lambda _row, _event, _entry: {"common_id": None},
    }
)
fold_filing = by_steps(
    {
        told.FilingOpened: lambda _row, event, entry: (
            copied(event, *FILING, "first", place_id="place", unit_id="unit") | {"filed_at": entry.at}
        ),
        told.FilingChanged: lambda _row, event, _entry: copied(event, *FILING),
    }
)


def _titled(event: told.CommonMade | told.CommonChanged) -> Row:
    return copied(event, "title", "category", lead_id="lead") | {"folded": fold(event.title)[:600]}


fold_common = by_steps(
    {
        told.CommonMade: lambda _row, event, _entry: (
            _titled(event) | {"place_id": event.place, "open": True, "outcome": "", "words": "", "answered_on": None}
        ),
        told.CommonChanged: lambda _row, event, _entry: _titled(event) | {"open": event.open},
        told.CommonAnswered: lambda _row, event, entry: (
            copied(event, "outcome", "words") | {"answered_on": _day(entry)}
        ),
    }
)
fold_routing = by_steps(
    {
        told.RoutingSet: lambda _row, event, entry: (
            copied(event, "category", "reason", place_id="place")
            | {"units": [str(one) for one in event.units], "set_at": entry.at}
        )
    }
)


def rows_of_proposals(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return what hangs on these proposals, as the fold names it."""
    return {
        "waits": beside(Wait.objects.filter(proposal__in=ids), "proposal", "ordinal", ("unit_id", "since", "until")),
        "routes": beside(Routed.objects.filter(proposal__in=ids), "proposal", "unit_id", ("lead",)),
        "difficulties": beside(Difficulty.objects.filter(proposal__in=ids), "proposal", "difficulty_id", ()),
        "evidence": beside(Evidence.objects.filter(proposal__in=ids), "proposal", "id", PROVEN),
        "answers": beside(Answer.objects.filter(proposal__in=ids), "proposal", "id", ANSWERED),
    }


REPLAYS = (
    (Proposal.STREAM, fold_proposal, rows_of_proposals),
    (Filing.STREAM, fold_filing),
    (Common.STREAM, fold_common),
    (Routing.STREAM, fold_routing),
)

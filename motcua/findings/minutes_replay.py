"""What the tables must say of the minutes of a stop, folded from their history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.findings.minutes_body import columns
from motcua.findings.models import MinutesSignature
from motcua.findings.rules import minutes as rules
from motcua.findings.rules.minutes import MinutesState, Side
from motcua.kernel import clock
from motcua.ledger.events import minutes as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_UNANSWERED: Row = {"answered_at": None, "answered_by": None}
_OPEN: Row = _UNANSWERED | {"ended_at": None, "silence": "", "paper": "", "pages": 0}
_SIGNATURE = ("way", "account_id", "official_id", "name", "title", "signed_on", "file")
_MORE = ("certificate", "serial", "trial", "reason", "witness")


def _drafted(_row: Row, event: told.StopMinutesDrafted, _entry: Told) -> Row:
    row = copied(event, "day", "supplements", campaign_id="campaign", stop_id="stop", place_id="place")
    row |= {"state": MinutesState.DRAFT.value, "explanation": "", "reservations": "", "file": "", "reason": ""}
    return row | _OPEN | {"done_at": None, "signatures": {}} | columns(event.body)


def _corrected(_row: Row, event: told.StopMinutesCorrected, _entry: Told) -> Row:
    return columns(event.body)


def _laid(_row: Row, event: told.StopMinutesLaid, _entry: Told) -> Row:
    return {"state": MinutesState.LAID.value} | columns(event.body)


def _answered(_row: Row, event: told.StopMinutesAnswered, entry: Told) -> Row:
    return copied(event, "explanation", "reservations") | {"answered_at": entry.at, "answered_by": entry.account}


def _taken_back(_row: Row, _event: told.StopMinutesTakenBack, _entry: Told) -> Row:
    return {"state": MinutesState.DRAFT.value} | _OPEN


def _closed(_row: Row, event: told.StopMinutesClosed, _entry: Told) -> Row:
    return {"state": MinutesState.CLOSED.value} | copied(event, "ended_at", "silence", "paper", "pages")


def _signed(row: Row, event: told.StopMinutesSigned, entry: Told) -> Row:
    on = clock.local(event.signed_at).date()
    row["signatures"][event.side] = (
        *(event.way, entry.account, event.official, event.name, event.title, on, event.file),
        *(event.certificate, event.serial, event.trial, "", ""),
    )
    return {"file": event.file} | _ended(complete=event.complete, entry=entry)


def _on_paper(row: Row, event: told.StopMinutesSignedOnPaper, entry: Told) -> Row:
    signers = {Side.TEAM: event.team_signer, Side.UNIT: event.unit_signer, Side.RECORDER: event.recorder}
    for side, name in signers.items():
        if name:
            row["signatures"][side.value] = (
                *(rules.PAPER, entry.account, None, name, "", event.signed_on, event.scan),
                *("", "", False, "", ""),
            )
    return {"file": event.scan} | _ended(complete=True, entry=entry)


def _refused(row: Row, event: told.StopMinutesRefused, entry: Told) -> Row:
    on = clock.local(entry.at).date()
    row["signatures"][event.side] = (
        *(rules.REFUSED, entry.account, None, event.name, "", on, ""),
        *("", "", False, event.reason, event.witness),
    )
    return _ended(complete=event.complete, entry=entry)


def _ended(*, complete: bool, entry: Told) -> Row:
    return {"state": MinutesState.SIGNED.value, "done_at": entry.at} if complete else {}


def _discarded(_row: Row, event: told.StopMinutesDiscarded, _entry: Told) -> Row:
    return {"state": MinutesState.DISCARDED.value, "reason": event.reason}


fold_minutes = by_steps(
    {
        told.StopMinutesDrafted: _drafted,
        told.StopMinutesCorrected: _corrected,
        told.StopMinutesLaid: _laid,
        told.StopMinutesAnswered: _answered,
        told.StopMinutesTakenBack: _taken_back,
        told.StopMinutesClosed: _closed,
        told.StopMinutesSigned: _signed,
        told.StopMinutesSignedOnPaper: _on_paper,
        told.StopMinutesRefused: _refused,
        told.StopMinutesDiscarded: _discarded,
    }
)


def rows_of_minutes(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return how the sides ended these minutes, as the fold names them."""
    found = MinutesSignature.objects.filter(minutes__in=ids)
    return {"signatures": beside(found, "minutes", "side", (*_SIGNATURE, *_MORE))}

"""What the tables of budget must say, folded from the history of each estimate and each grant alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.budget import rules
from motcua.budget.models import Estimate, EstimateLine, Grant, Spending
from motcua.kernel import clock
from motcua.ledger.events import budget as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_GRANT = ("name", "source", "decision", "decided_on", "amount", "purpose", "centre_first", "centre_first_ground")
_SPENDING = ("day", "what", "amount", "for_centre", "paper", "warned", "centre_gaps", "gaps_as_of", "gaps_source")


def _asked(_row: Row, event: told.EstimateAsked, _entry: Told) -> Row:
    return copied(event, "year", "title", "wanted_by", "ground", place_id="place") | {
        "state": str(rules.State.ASKED),
        "total": 0,
        "round": 0,
        "drafted_on": None,
        "submitted_on": None,
        "decided_on": None,
        "decision": "",
        "words": "",
        "missing_told": False,
        "lines": {},
    }


def _drafted(row: Row, event: told.EstimateDrafted, entry: Told) -> Row:
    lines = {at: (one.name, one.amount, one.for_centre, one.note) for at, one in enumerate(event.lines, 1)}
    state = str(rules.State.DRAFT) if row["state"] == rules.State.ASKED else row["state"]
    return {"lines": lines, "total": event.total, "state": state, "drafted_on": clock.local(entry.at).date()}


def _submitted(_row: Row, event: told.EstimateSubmitted, entry: Told) -> Row:
    on = clock.local(entry.at).date()
    return {"state": str(rules.State.SUBMITTED), "round": event.round, "submitted_on": on}


def _decided(_row: Row, event: told.EstimateDecided, entry: Told) -> Row:
    state = rules.State.APPROVED if event.approved else rules.State.RETURNED
    return copied(event, "decision", "words") | {"state": str(state), "decided_on": clock.local(entry.at).date()}


fold_estimate = by_steps(
    {
        told.EstimateAsked: _asked,
        told.EstimateDrafted: _drafted,
        told.EstimateSubmitted: _submitted,
        told.EstimateDecided: _decided,
        told.EstimateMissingNoticed: lambda _row, _event, _entry: {"missing_told": True},
    }
)


def _recorded(_row: Row, event: told.GrantRecorded, entry: Told) -> Row:
    return copied(event, *_GRANT, place_id="place") | {
        "recorded_on": clock.local(entry.at).date(),
        "spent": 0,
        "centre_spent": 0,
        "spendings": {},
    }


def _spent(row: Row, event: told.GrantSpent, entry: Told) -> Row:
    said = tuple(getattr(event, name) for name in (*_SPENDING, "reason"))
    row["spendings"][event.spending] = (*said, entry.at, entry.account, None, "")
    return _counted(row, event.amount, for_centre=event.for_centre)


def _reversed(row: Row, event: told.SpendingReversed, entry: Told) -> Row:
    row["spendings"][event.spending] = (*row["spendings"][event.spending][:-2], entry.at, event.reason)
    return _counted(row, -event.amount, for_centre=event.for_centre)


def _counted(row: Row, amount: int, *, for_centre: bool) -> Row:
    return {"spent": row["spent"] + amount, "centre_spent": row["centre_spent"] + (amount if for_centre else 0)}


fold_grant = by_steps(
    {
        told.GrantRecorded: _recorded,
        told.GrantCorrected: lambda _row, event, _entry: copied(event, *_GRANT),
        told.GrantSpent: _spent,
        told.SpendingReversed: _reversed,
    }
)


def rows_of_estimates(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the lines of these estimates, as the fold names them."""
    found = EstimateLine.objects.filter(estimate__in=ids)
    return {"lines": beside(found, "estimate", "ordinal", ("name", "amount", "for_centre", "note"))}


def rows_of_grants(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the spendings of these grants, as the fold names them."""
    found = Spending.objects.filter(grant__in=ids)
    columns = (*_SPENDING, "reason", "at", "account_id", "reversed_at", "reversed_why")
    return {"spendings": beside(found, "grant", "id", columns)}


REPLAYS = (
    (Estimate.STREAM, fold_estimate, rows_of_estimates),
    (Grant.STREAM, fold_grant, rows_of_grants),
)

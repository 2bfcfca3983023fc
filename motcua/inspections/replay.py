"""What the tables of inspections must say of a campaign and of a stop, folded from their histories alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from motcua.inspections.models import Campaign, Draw, Member, Stop
from motcua.inspections.rules.campaigns import State
from motcua.inspections.rules.draw import committed
from motcua.inspections.rules.stops import Outline, StopState
from motcua.kernel.text import fold
from motcua.ledger.events import inspections as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_CAMPAIGN = (
    *("title", "kind", "announced", "mandate", "mandate_number", "mandate_day", "mandate_issuer", "mandate_file"),
    *("content", "period_from", "period_to", "purpose", "documents"),
)
_MEMBER = ("ordinal", "told", "part", "official", "name", "title", "unit", "unit_name", "party")
_DRAW = (
    *("number", "pool", "left_out", "days", "count", "seed_hash", "reason", "committed_at"),
    *("held_at", "drawn", "seed"),
)
_SEED = len(_DRAW) - 1
_ROUTE = ("venue", "day", "half", "at", "ordinal", "overlap")


def _searched(row: Mapping[str, Any]) -> Row:
    return {"folded": fold(f"{row['title']} {row['mandate_number']} {row['mandate_issuer']}")[:700]}


def _drafted(_row: Row, event: told.CampaignDrafted, entry: Told) -> Row:
    row = copied(event, *_CAMPAIGN, place_id="place", unit_id="unit")
    return (
        row
        | _searched(row)
        | {
            "planner": entry.account,
            "state": State.DRAFT.value,
            "outline": [],
            "outline_due": None,
            "readied_at": None,
            "closing": "",
            "members": {},
            "draws": {},
        }
    )


def _corrected(_row: Row, event: told.CampaignCorrected, _entry: Told) -> Row:
    row = copied(event, *_CAMPAIGN)
    return row | _searched(row)


def _joined(row: Row, event: told.MemberAdded, _entry: Told) -> None:
    row["members"][event.member] = tuple(getattr(event, name) for name in _MEMBER)


def _left(row: Row, event: told.MemberRemoved, _entry: Told) -> None:
    del row["members"][event.member]


def _asked(_row: Row, event: told.OutlineAsked, _entry: Told) -> Row:
    return {"outline": msgspec.to_builtins(event.questions), "outline_due": event.due}


def _committed(row: Row, event: told.DrawCommitted, entry: Told) -> None:
    row["draws"][event.draw] = (
        event.number,
        [str(one) for one in event.pool],
        [str(one) for one in event.left_out],
        event.days,
        event.count,
        event.seed_hash,
        event.reason,
        entry.at,
        None,
        [],
        event.seed_hash,
    )


def _held(row: Row, event: told.DrawHeld, entry: Told) -> None:
    before = row["draws"][event.draw]
    row["draws"][event.draw] = (*before[:8], entry.at, [str(one) for one in event.drawn], committed(event.seed))


def _readied(_row: Row, _event: told.CampaignReadied, entry: Told) -> Row:
    return {"state": State.READY.value, "readied_at": entry.at}


fold_campaign = by_steps(
    {
        told.CampaignDrafted: _drafted,
        told.CampaignCorrected: _corrected,
        told.MemberAdded: _joined,
        told.MemberRemoved: _left,
        told.OutlineAsked: _asked,
        told.DrawCommitted: _committed,
        told.DrawHeld: _held,
        told.CampaignReadied: _readied,
        told.CampaignBegun: lambda _row, _event, _entry: {"state": State.RUNNING.value},
        told.CampaignClosed: lambda _row, event, _entry: {"state": State.CLOSED.value, "closing": event.words},
        told.CampaignReopened: lambda _row, _event, _entry: {"state": State.RUNNING.value, "closing": ""},
        told.CampaignCancelled: lambda _row, event, _entry: {"state": State.CANCELLED.value, "closing": event.reason},
    }
)


def rows_of_campaigns(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return teams and draws; of a draw's seed its hash, which stood in the books before anybody knew the seed."""
    draws = beside(Draw.objects.filter(campaign__in=ids), "campaign", "id", _DRAW)
    hashed = {
        campaign: {key: (*values[:_SEED], committed(values[_SEED])) for key, values in found.items()}
        for campaign, found in draws.items()
    }
    return {"members": beside(Member.objects.filter(campaign__in=ids), "campaign", "id", _MEMBER), "draws": hashed}


def _planned(_row: Row, event: told.StopPlanned, _entry: Told) -> Row:
    return copied(event, *_ROUTE, "kind", "asks", campaign_id="campaign", place_id="place", unit_id="unit") | {
        "goes": [str(one) for one in event.goes],
        "state": StopState.PLANNED.value,
        "begun_at": None,
        "begun_by": None,
        "finished_at": None,
        "outline": Outline.EMPTY.value,
        "answers": {},
        "drafted": {},
        "submitted_at": None,
        "remarks": "",
        "overdue_told": False,
    }


def _moved(_row: Row, event: told.StopMoved, _entry: Told) -> Row:
    return copied(event, *_ROUTE, unit_id="unit") | {"goes": [str(one) for one in event.goes]}


def _begun(_row: Row, _event: told.StopBegun, entry: Told) -> Row:
    return {"state": StopState.BEGUN.value, "begun_at": entry.at, "begun_by": entry.account}


def _finished(_row: Row, _event: told.StopFinished, entry: Told) -> Row:
    return {"state": StopState.FINISHED.value, "finished_at": entry.at}


def _saved(row: Row, event: told.OutlineSaved, _entry: Told) -> Row:
    state = Outline.DRAFT.value if row["outline"] == Outline.EMPTY else row["outline"]
    return {"drafted": event.answers, "outline": state}


def _submitted(_row: Row, event: told.OutlineSubmitted, entry: Told) -> Row:
    said = {"drafted": event.answers, "answers": event.answers}
    return said | {"outline": Outline.SUBMITTED.value, "submitted_at": entry.at}


def _returned(_row: Row, event: told.OutlineReturned, _entry: Told) -> Row:
    return {"outline": Outline.RETURNED.value, "remarks": event.remarks}


fold_stop = by_steps(
    {
        told.StopPlanned: _planned,
        told.StopMoved: _moved,
        told.StopCancelled: lambda _row, _event, _entry: {"state": StopState.CANCELLED.value},
        told.StopBegun: _begun,
        told.StopFinished: _finished,
        told.StopReopened: lambda _row, _event, _entry: {"state": StopState.BEGUN.value, "finished_at": None},
        told.OutlineSaved: _saved,
        told.OutlineSubmitted: _submitted,
        told.OutlineReturned: _returned,
        told.OutlineOverdueNoticed: lambda _row, _event, _entry: {"overdue_told": True},
    }
)

REPLAYS = (
    (Campaign.STREAM, fold_campaign, rows_of_campaigns),
    (Stop.STREAM, fold_stop, None),
)

"""What the tables of custody must say of norms, gaps, requests, stock-takes and depreciation, folded from history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from motcua.custody.models import (
    DepreciationRate,
    DepreciationTable,
    Expected,
    GapReview,
    Norm,
    NormLine,
    Observation,
    StockTake,
    SupplyLine,
    SupplyRequest,
)
from motcua.custody.rules import counting
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.requests import RequestState
from motcua.ledger.events import custody as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_SEEN = ("code", "name", "room", "condition", "note", "photo", "device", "observed_at")


def _placed(event: Any) -> Row:
    """Return the place of a row where its entry tells it."""
    return {"place_id": event.place} if event.place is not None else {}


def _issued(_row: Row, event: told.NormIssued, _entry: Told) -> Row:
    said = copied(event, "edition", "number", "title", "issuer", "issued_on", "valid_from", "source", "trust", "trial")
    lines = {
        one.kind: (at, one.quantity, one.per, one.oldest, one.same_model, one.unit_cost)
        for at, one in enumerate(event.lines, 1)
    }
    return said | _placed(event) | {"lines": lines}


def _reviewed(_row: Row, event: told.GapsRecorded, entry: Told) -> Row:
    said = copied(event, "on", "counters", "officers", "cost", centre_id="centre", norm_id="norm") | _placed(event)
    return said | {
        "facts": msgspec.json.encode(event.facts).decode(),
        "lines": msgspec.json.encode(event.lines).decode(),
        "lacking": sum(one.lacking or 0 for one in event.lines),
        "unpriced": sum(one.cost is None and one.lacking != 0 for one in event.lines),
        "recorded_at": entry.at,
    }


def _asked(lines: Iterable[told.AskedFor]) -> dict[int, tuple[Any, ...]]:
    return {at: (one.kind, one.quantity, one.unit_cost, one.why) for at, one in enumerate(lines, 1)}


def _drafted(_row: Row, event: told.RequestDrafted, entry: Told) -> Row:
    said = copied(event, "label", "cost", "reason", unit_id="unit", review_id="review") | _placed(event)
    return said | {
        "state": RequestState.DRAFT.value,
        "drafted_by": entry.account,
        "drafted_at": entry.at,
        "decided_at": None,
        "decision_words": "",
        "supplier": "",
        "contract": "",
        "expected_on": None,
        "delivered_on": None,
        "lines": _asked(event.lines),
        "delivered": {},
    }


def _corrected(_row: Row, event: told.RequestCorrected, _entry: Told) -> Row:
    return copied(event, "cost", "reason") | {"lines": _asked(event.lines)}


def _approved(_row: Row, event: told.RequestApproved, entry: Told) -> Row:
    return {"state": RequestState.APPROVED.value, "decided_at": entry.at, "decision_words": event.words}


def _returned(_row: Row, event: told.RequestReturned, entry: Told) -> Row:
    return {"state": RequestState.RETURNED.value, "decided_at": entry.at, "decision_words": event.reason}


def _ordered(_row: Row, event: told.RequestOrdered, _entry: Told) -> Row:
    return copied(event, "supplier", "contract", "expected_on") | {"state": RequestState.ORDERED.value}


def _delivered(row: Row, event: told.RequestDelivered, _entry: Told) -> Row:
    came = {UUID(id_): (count,) for id_, count in event.delivered.items() if count}
    state = RequestState.DELIVERED.value if event.complete else row["state"]
    return {"delivered": came, "delivered_on": event.on, "state": state}


def _opened(_row: Row, event: told.StockTakeOpened, entry: Told) -> Row:
    said = copied(event, "label", "title", "ground", unit_id="unit") | _placed(event)
    if event.listed is not None:
        said["listed"] = {one.code: (one.asset, one.name, one.kind, one.room, one.condition) for one in event.listed}
        said["differing_codes"] = dict.fromkeys(event.codes, (False,))
    return said | {
        "rooms": msgspec.json.encode(event.rooms).decode(),
        "expected": len(event.codes),
        "opened_at": entry.at,
        "open": True,
        "closed_at": None,
        "seen": 0,
        "missing": 0,
        "surplus": 0,
        "differing": 0,
        "note": "",
        "list": {code: (str(counting.State.UNSEEN), None, "") for code in event.codes},
        "observations": {},
    }


def _observed(row: Row, event: told.ObservationsRecorded, entry: Told) -> None:
    for one in event.seen:
        said = tuple(getattr(one, name) for name in _SEEN)
        row["observations"][one.id] = (*said, entry.account, entry.at)
    for code in sorted({one.code for one in event.seen} & row["list"].keys()):
        row["list"][code] = _judged(row, code)
        _differs(row, code)


def _judged(row: Row, code: str) -> tuple[str, UUID | None, str]:
    """Return how an expected asset stands now; a word on who was right holds until somebody sees something else."""
    looks = [
        counting.Look(id_, one[8], one[7], one[2], Condition(one[3]))
        for id_, one in row["observations"].items()
        if one[0] == code
    ]
    before: tuple[str, UUID | None, str] = row["list"][code]
    newest = counting.latest(looks)[-1]
    if before[0] == counting.State.SETTLED:
        settled = next(look for look in looks if look.id == before[1])
        if newest.seen == settled.seen:
            return before
    return counting.judge(looks).value, newest.id, ""


def _differs(row: Row, code: str) -> None:
    """Say anew whether what counts of an asset is not what the books said, where the entry tells what they said."""
    if "listed" in row:
        id_ = row["list"][code][1]
        one, (*_, room, condition) = row["observations"][id_], row["listed"][code]
        look = counting.Look(id_, one[8], one[7], one[2], Condition(one[3]))
        row["differing_codes"][code] = (counting.differs(room, Condition(condition), look),)


def _settled(row: Row, event: told.ObservationSettled, _entry: Told) -> None:
    row["list"][event.code] = (counting.State.SETTLED.value, event.observation, event.reason)
    _differs(row, event.code)


def _closed(_row: Row, event: told.StockTakeClosed, entry: Told) -> Row:
    counts = {name: len(getattr(event, name)) for name in ("missing", "differing", "surplus")}
    return copied(event, "seen", "note") | counts | {"open": False, "closed_at": entry.at}


def _imported(_row: Row, event: told.DepreciationTableImported, _entry: Told) -> Row:
    said = copied(event, "title", "source", "trust", "trial", "valid_from") | _placed(event)
    return said | {"rates": {one.kind: (one.years, one.basis_points) for one in event.rates}}


fold_norm = by_steps({told.NormIssued: _issued})
fold_review = by_steps({told.GapsRecorded: _reviewed})
fold_request = by_steps(
    {
        told.RequestDrafted: _drafted,
        told.RequestCorrected: _corrected,
        told.RequestSubmitted: lambda _row, _event, _entry: {"state": RequestState.SUBMITTED.value},
        told.RequestApproved: _approved,
        told.RequestReturned: _returned,
        told.RequestOrdered: _ordered,
        told.RequestDelivered: _delivered,
    }
)
fold_stock_take = by_steps(
    {
        told.StockTakeOpened: _opened,
        told.ObservationsRecorded: _observed,
        told.ObservationSettled: _settled,
        told.StockTakeClosed: _closed,
    }
)
fold_table = by_steps({told.DepreciationTableImported: _imported})


def rows_of_norms(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the lines of these norms, as the fold names them."""
    columns = ("ordinal", "quantity", "per", "oldest", "same_model", "unit_cost")
    return {"lines": beside(NormLine.objects.filter(norm__in=ids), "norm", "kind", columns)}


def rows_of_requests(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the lines of these requests and what came of them, as the fold names them."""
    found = SupplyLine.objects.filter(request__in=ids)
    return {
        "lines": beside(found, "request", "ordinal", ("kind", "quantity", "unit_cost", "why")),
        "delivered": beside(found.filter(delivered__gt=0), "request", "id", ("delivered",)),
    }


def rows_of_stock_takes(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return what was expected and seen in these rounds, as the fold names it."""
    seen = Observation.objects.filter(stock_take__in=ids)
    listed = Expected.objects.filter(stock_take__in=ids)
    return {
        "list": beside(listed, "stock_take", "code", ("state", "counted", "reason")),
        "listed": beside(listed, "stock_take", "code", ("asset", "name", "kind", "room", "condition")),
        "differing_codes": beside(listed, "stock_take", "code", ("differs",)),
        "observations": beside(seen, "stock_take", "id", (*_SEEN, "by", "received_at")),
    }


def rows_of_tables(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the rates of these tables, as the fold names them."""
    return {"rates": beside(DepreciationRate.objects.filter(table__in=ids), "table", "kind", ("years", "basis_points"))}


COUNTS = (
    (Norm.STREAM, fold_norm, rows_of_norms),
    (GapReview.STREAM, fold_review),
    (SupplyRequest.STREAM, fold_request, rows_of_requests),
    (StockTake.STREAM, fold_stock_take, rows_of_stock_takes),
    (DepreciationTable.STREAM, fold_table, rows_of_tables),
)

"""What the tables of custody must say of assets and of the minutes by which they change hands, folded from history.

An asset changes hands by the signatures under minutes: their stream is heard as well. The name of whoever uses a
device is personal and may be erased; who it is stays in the open part and is compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from motcua.custody import kinds
from motcua.custody.models import Asset, Holding, Photo, Transfer, TransferLine
from motcua.custody.replay_counts import COUNTS
from motcua.custody.rules.assets import formal_due
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import custody as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.office import family

Row = dict[str, Any]
FIRST_GROUND = "Ghi sổ lần đầu"
FOLDED_MOST = 500
_MINUTES = "minutes"
"""Minutes heard of so far, by their stream: needed while folding, no column."""


def _day(entry: Told) -> date:
    return clock.local(entry.at).date()


def _facts(row: Row, facts: told.AssetFacts) -> Row:
    return _searched(row | msgspec.structs.asdict(facts)) | msgspec.structs.asdict(facts)


def _searched(row: Row) -> Row:
    words = (row["code"], row["name"], row["model"], row["serial"], row["room"], row["building"])
    return {"folded": fold(" ".join(words))[:FOLDED_MOST], "group": kinds.get(row["kind"]).group}


def _handed(row: Row, unit: UUID, since: date, ground: str) -> Row:
    """Let a unit manage the asset from a day on; whoever did before does no longer."""
    holdings = {key: (since,) if until is None else (until,) for key, (until,) in row["holdings"].items()}
    return {"unit_id": unit, "holdings": holdings | {(unit, since, ground[:300]): (None,)}}


def _registered(_row: Row, event: told.AssetRegistered, entry: Told) -> Row:
    row = copied(
        event, "code", "building", "room", "condition", "use", request_line_id="request_line", user_id="user"
    ) | {
        "place_id": event.place,
        "unit_id": None,
        "registered_on": _day(entry),
        "gone": False,
        "gone_on": None,
        "disposal": "",
        "disposal_decision": "",
        "holdings": {},
        "photos": {},
        _MINUTES: {},
    }
    row |= _facts(row, event.facts)
    if event.unit is not None:
        row |= _handed(row, event.unit, event.facts.used_since or _day(entry), event.ground or FIRST_GROUND)
    return row


def _moved(row: Row, event: told.AssetMoved, _entry: Told) -> Row:
    row |= copied(event, "building", "room", user_id="user")
    return _searched(row)


def _photographed(row: Row, event: told.AssetPhotographed, entry: Told) -> None:
    row["photos"][event.photo] = (event.sha256, event.note, entry.at)


def _written_off(row: Row, event: told.AssetWrittenOff, _entry: Told) -> Row:
    ended = {key: (event.decided_on if until is None else until,) for key, (until,) in row["holdings"].items()}
    return copied(event, "disposal", disposal_decision="decision", gone_on="decided_on") | {
        "gone": True,
        "holdings": ended,
    }


def _proposed_minutes(row: Row, event: told.TransferProposed, entry: Told) -> None:
    if row:
        row[_MINUTES][entry.stream_id] = event


def _signed_minutes(row: Row, event: told.TransferSigned, entry: Told) -> Row:
    minutes = row.get(_MINUTES, {}).get(entry.stream_id)
    if not event.done or minutes is None:
        return {}
    place = event.receiver_place or family.home_of(event.receiver)
    handed = _handed(row, event.receiver, minutes.handed_on, f"Biên bản {minutes.label}")
    return handed | {"place_id": place, "user_id": None}


_fold = by_steps(
    {
        told.AssetRegistered: _registered,
        told.AssetCorrected: lambda row, event, _entry: _facts(row, event.after),
        told.AssetConditionChanged: lambda _row, event, _entry: copied(event, "condition", "use"),
        told.AssetMoved: _moved,
        told.ManagerSettled: lambda row, event, entry: _handed(row, event.unit, _day(entry), event.ground),
        told.AssetPhotographed: _photographed,
        told.AssetWrittenOff: _written_off,
        told.TransferProposed: _proposed_minutes,
        told.TransferSigned: _signed_minutes,
    }
)


def fold_asset(history: Iterable[Told]) -> Row:
    """Return the columns of an asset, its managers one after another and its pictures as they must be."""
    return {name: value for name, value in _fold(history).items() if name != _MINUTES}


def rows_of_assets(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return managers and pictures of these assets, as the fold names them."""
    holdings = Holding.objects.filter(asset__in=ids)
    return {
        "holdings": beside(holdings, "asset", ("unit", "since", "ground"), ("until",)),
        "photos": beside(Photo.objects.filter(asset__in=ids), "asset", "id", ("sha256", "note", "taken_at")),
    }


def minutes_of_assets(ids: Sequence[UUID]) -> Mapping[UUID, Iterable[UUID]]:
    """Return the minutes in which each of these assets stands."""
    found: dict[UUID, list[UUID]] = {}
    lines = TransferLine.objects.filter(asset__in=ids).order_by("transfer")
    for asset, transfer in lines.values_list("asset", "transfer"):
        found.setdefault(asset, []).append(transfer)
    return found


def _lines(lines: Iterable[told.HandedOver]) -> dict[int, tuple[Any, ...]]:
    return {
        at: (one.asset, one.code, one.book, one.actual, one.papers, one.verdict, one.words, True)
        for at, one in enumerate(lines, 1)
    }


def _named(lines: Iterable[told.HandedOver]) -> Row:
    """Return what the assets of minutes are called and cost, where the entry tells it."""
    named = {at: (one.name, one.cost) for at, one in enumerate(lines, 1) if one.name}
    return {"named": named} if named else {}


def _closed(row: Row) -> Row:
    return {"lines": {at: (*line[:-1], False) for at, line in row["lines"].items()}}


def _proposed(_row: Row, event: told.TransferProposed, entry: Told) -> Row:
    row = copied(
        event, "label", "ground", "handed_on", "temporary", "note", giver_id="giver", receiver_id="receiver"
    ) | {
        "state": str(Transfer.State.PROPOSED),
        "formal_due": formal_due(event.handed_on) if event.temporary else None,
        "decision": "",
        "decided_on": None,
        "reminded_on": None,
        "proposed_by": entry.account,
        "proposed_at": entry.at,
        "checked_by": None,
        "giver_signer": None,
        "giver_signed_at": None,
        "receiver_signer": None,
        "receiver_signed_at": None,
        "reason": "",
        "lines": _lines(event.lines),
    }
    if event.place is not None:
        row |= copied(event, place_id="place", receiver_place_id="receiver_place")
    return row | _named(event.lines)


def _checked(_row: Row, event: told.TransferChecked, entry: Told) -> Row:
    return {"lines": _lines(event.lines), "state": str(Transfer.State.CHECKED), "checked_by": entry.account}


def _signed(row: Row, event: told.TransferSigned, entry: Told) -> Row:
    signed = {f"{event.side}_signer": entry.account, f"{event.side}_signed_at": entry.at}
    return signed | ({"state": str(Transfer.State.DONE)} | _closed(row) if event.done else {})


def _ended(state: Transfer.State) -> Any:
    return lambda row, event, _entry: {"state": str(state), "reason": event.reason} | _closed(row)


fold_transfer = by_steps(
    {
        told.TransferProposed: _proposed,
        told.TransferChecked: _checked,
        told.TransferSigned: _signed,
        told.TransferRefused: _ended(Transfer.State.REFUSED),
        told.TransferWithdrawn: _ended(Transfer.State.WITHDRAWN),
        told.TransferDecided: lambda _row, event, _entry: copied(event, "decision", "decided_on"),
        told.TransferDecisionDue: lambda _row, _event, entry: {"reminded_on": _day(entry)},
    }
)


def rows_of_transfers(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the lines of these minutes, as the fold names them."""
    columns = ("asset", "code", "book", "actual", "papers", "verdict", "words", "open")
    found = TransferLine.objects.filter(transfer__in=ids)
    return {
        "lines": beside(found, "transfer", "ordinal", columns),
        "named": beside(found, "transfer", "ordinal", ("name", "cost")),
    }


REPLAYS = (
    (Asset.STREAM, fold_asset, rows_of_assets, minutes_of_assets),
    (Transfer.STREAM, fold_transfer, rows_of_transfers),
    *COUNTS,
)

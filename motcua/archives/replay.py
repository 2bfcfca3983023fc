"""What the tables of archives must say of lists, fonds with their boxes and files, and handovers, folded from history.

What a check found in each file is not told file by file: how many faults are open is. How many pages a file of minutes
has, and the names beside signatures, follow from the stored file and from the accounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from motcua.archives.models import (
    Box,
    Claim,
    DigitalPart,
    Fonds,
    Handover,
    HandoverSignature,
    RecordFile,
    RetentionClass,
    RetentionList,
)
from motcua.archives.rules.inventory import Medium
from motcua.kernel.text import fold
from motcua.ledger.events import archives as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_FILE = ("number", "box", "symbol", "title", "starts", "ends", "years", "sheets", "pages", "creator", "note", "code")
_FONDS = ("code", "name", "begins", "closed_on", "metres", "condition", "expected")
_READ: Mapping[str, Callable[[str], Any]] = {
    "begins": date.fromisoformat,
    "closed_on": date.fromisoformat,
    "metres": Decimal,
    "expected": int,
    "list_id": UUID,
}
"""How a correction's text is read again; "" is nothing."""
_NEW_BOX = ("", 0, "")


def _brought(_row: Row, event: told.RetentionListBrought, entry: Told) -> Row:
    said = copied(event, "title", "source", "issued_on", "trust", "note", "edition", place_id="place")
    classes = {
        one.code: (at, one.group, one.title, one.years, one.ground, one.trust)
        for at, one in enumerate(event.classes, 1)
    }
    return said | {"brought_at": entry.at, "classes": classes}


fold_list = by_steps({told.RetentionListBrought: _brought})


def _opened(_row: Row, event: told.FondsOpened, _entry: Told) -> Row:
    said = copied(
        event, *_FONDS, place_id="place", origin_id="origin", custodian_id="custodian", list_id="retention_list"
    )
    return said | {
        "folded": fold(event.name),
        "unsettled": 0,
        "inventory": 0,
        "checked_inventory": None,
        "checked_at": None,
        "locked": None,
        "handed_over_at": None,
        "boxes": {},
        "lines": {},
        "parts": {},
    }


def _changed(row: Row) -> Row:
    return {"inventory": row["inventory"] + 1}


def _corrected(row: Row, event: told.FondsCorrected, _entry: Told) -> Row:
    for name, text in event.after.items():
        row[name] = (_READ[name](text) if text else None) if name in _READ else text
    row["folded"] = fold(row["name"])
    return _changed(row) if {"list_id", "begins", "closed_on"} & event.after.keys() else {}


def _boxes(row: Row, event: told.BoxesSet, _entry: Told) -> Row:
    row["boxes"] |= {one.number: (one.shelf, one.capacity, one.note) for one in event.boxes}
    return _changed(row)


def _written(row: Row, one: told.FileTold) -> None:
    row["lines"][one.id] = (*(getattr(one, name) for name in _FILE), one.medium)
    if one.box:
        row["boxes"].setdefault(one.box, _NEW_BOX)


def _entered(row: Row, event: told.FilesEntered, _entry: Told) -> Row:
    for one in event.files:
        _written(row, one)
    return _changed(row)


def _file_corrected(row: Row, event: told.FileCorrected, _entry: Told) -> Row:
    _written(row, event.after)
    return _changed(row)


def _struck(row: Row, event: told.FilesStruck, _entry: Told) -> Row:
    gone = {one.id for one in event.files}
    row["lines"] = {id_: line for id_, line in row["lines"].items() if id_ not in gone}
    row["parts"] = {key: part for key, part in row["parts"].items() if key[0] not in gone}
    return _changed(row)


def _put(row: Row, files: Iterable[UUID], **values: Any) -> Row:
    for id_ in files:
        line = list(row["lines"][id_])
        for name, value in values.items():
            line[_FILE.index(name)] = value
        row["lines"][id_] = tuple(line)
    return _changed(row)


def _boxed(row: Row, event: told.FilesBoxed, _entry: Told) -> Row:
    row["boxes"].setdefault(event.box, _NEW_BOX)
    return _put(row, event.files, box=event.box)


def _attached(row: Row, event: told.PartAttached, _entry: Told) -> Row:
    row["parts"][event.file, event.sha256] = (event.name, event.size)
    return _changed(row)


def _detached(row: Row, event: told.PartDetached, _entry: Told) -> Row:
    row["parts"].pop((event.file, event.sha256), None)
    return _changed(row)


def _checked(row: Row, event: told.FondsChecked, entry: Told) -> Row:
    return {"unsettled": event.unsettled, "checked_inventory": row["inventory"], "checked_at": entry.at}


def _passed(_row: Row, event: told.CustodyPassed, entry: Told) -> Row:
    return {
        "custodian_id": event.receiver,
        "place_id": event.to_place,
        "locked": None,
        "handed_over_at": entry.at,
    }


_fold_fonds = by_steps(
    {
        told.FondsOpened: _opened,
        told.FondsCorrected: _corrected,
        told.BoxesSet: _boxes,
        told.FilesEntered: _entered,
        told.FileCorrected: _file_corrected,
        told.FilesStruck: _struck,
        told.FilesClassified: lambda row, event, _entry: _put(row, event.files, code=event.code, years=event.years),
        told.FilesBoxed: _boxed,
        told.PartAttached: _attached,
        told.PartDetached: _detached,
        told.FondsChecked: _checked,
        told.FaultsExcepted: lambda row, event, _entry: {"unsettled": row["unsettled"] - len(event.faults)},
        told.FondsLocked: lambda _row, event, _entry: {"locked": event.handover if event.locked else None},
        told.CustodyPassed: _passed,
    }
)


def fold_fonds(history: Iterable[Told]) -> Row:
    """Return the columns of a fonds with its boxes, lines and digital parts, and the counts that follow from them."""
    row = _fold_fonds(history)
    if not row:
        return row
    lines, box, code = row["lines"].values(), _FILE.index("box"), _FILE.index("code")
    shelved = [line for line in lines if line[-1] == Medium.DIGITAL or (line[box] and row["boxes"][line[box]][0])]
    return row | {
        "files": len(lines),
        "classified": sum(bool(line[code]) for line in lines),
        "shelved": len(shelved),
    }


def rows_of_fonds(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return boxes, lines and digital parts of these fonds, as the fold names them."""
    columns = ["box__number" if name == "box" else name for name in _FILE]
    lines = beside(RecordFile.objects.filter(fonds__in=ids), "fonds", "id", (*columns, "medium"))
    place = _FILE.index("box")
    return {
        "boxes": beside(Box.objects.filter(fonds__in=ids), "fonds", "number", ("shelf", "capacity", "note")),
        "lines": {
            fonds: {id_: (*line[:place], line[place] or "", *line[place + 1 :]) for id_, line in rows.items()}
            for fonds, rows in lines.items()
        },
        "parts": beside(
            DigitalPart.objects.filter(file__fonds__in=ids), "file__fonds", ("file", "sha256"), ("name", "size")
        ),
    }


_NO_MINUTES: Row = {
    "state": str(Handover.State.DRAFT),
    "minutes_sha256": "",
    "minutes_inventory": None,
    "minutes_at": None,
    "bag_sha256": "",
    "bag_manifest": "",
    "bag_checked_at": None,
}


def _prepared(_row: Row, event: told.HandoverPrepared, entry: Told) -> Row:
    said = copied(
        event,
        "ground",
        place_id="place",
        to_place_id="to_place",
        fonds_id="fonds",
        giver_id="giver",
        receiver_id="receiver",
        giver_words="words",
    )
    return (
        said
        | _NO_MINUTES
        | {
            "round": 1,
            "prepared_at": entry.at,
            "receiver_words": "",
            "boxes_counted": None,
            "sample": "[]",
            "differences": "",
            "judgements": "[]",
            "refused_reason": "",
            "done_at": None,
            "signatures": {},
            "claims": {},
        }
    )


def _received(_row: Row, event: told.HandoverReceived, _entry: Told) -> Row:
    said = copied(event, "boxes_counted", "differences", receiver_words="words")
    told_lists = {name: msgspec.json.encode(getattr(event, name)).decode() for name in ("sample", "judgements")}
    return said | told_lists | _NO_MINUTES


def _made(_row: Row, event: told.MinutesMade, entry: Told) -> Row:
    return {
        "state": str(Handover.State.MINUTES),
        "minutes_sha256": event.minutes,
        "minutes_inventory": event.inventory,
        "minutes_at": entry.at,
        "bag_sha256": event.bag,
        "bag_manifest": event.manifest,
        "bag_checked_at": None,
    }


def _signed(row: Row, event: told.MinutesSigned, entry: Told) -> Row:
    signature = (entry.account, event.way, event.minutes, event.serial, event.trial)
    row["signatures"][row["round"], event.side] = signature
    state = Handover.State.DONE if event.complete else Handover.State.SIGNING
    done = {"done_at": entry.at} if event.complete else {}
    return {"state": str(state), "minutes_sha256": event.minutes, "refused_reason": ""} | done


def _refused(row: Row, event: told.SigningRefused, _entry: Told) -> Row:
    return _NO_MINUTES | {"round": row["round"] + 1, "refused_reason": event.reason}


def _claimed(row: Row, event: told.ClaimRaised, entry: Told) -> None:
    row["claims"][event.claim] = (event.number, event.kind, event.words, entry.at, "", None)


def _claim_answered(row: Row, event: told.ClaimAnswered, entry: Told) -> None:
    row["claims"][event.claim] = (*row["claims"][event.claim][:4], event.answer, entry.at)


fold_handover = by_steps(
    {
        told.HandoverPrepared: _prepared,
        told.HandoverReceived: _received,
        told.MinutesMade: _made,
        told.MinutesSigned: _signed,
        told.SigningRefused: _refused,
        told.HandoverWithdrawn: lambda _row, _event, _entry: {"state": str(Handover.State.WITHDRAWN)},
        told.BagChecked: lambda _row, _event, entry: {"bag_checked_at": entry.at},
        told.ClaimRaised: _claimed,
        told.ClaimAnswered: _claim_answered,
    }
)


def rows_of_lists(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the classes of these lists, as the fold names them."""
    columns = ("ordinal", "group", "title", "years", "ground", "trust")
    return {"classes": beside(RetentionClass.objects.filter(list__in=ids), "list", "code", columns)}


def rows_of_handovers(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return signatures and claims of these handovers, as the fold names them."""
    signed = HandoverSignature.objects.filter(handover__in=ids)
    claims = Claim.objects.filter(handover__in=ids)
    return {
        "signatures": beside(signed, "handover", ("round", "side"), ("account_id", "way", "sha256", "serial", "trial")),
        "claims": beside(claims, "handover", "id", ("number", "kind", "words", "raised_at", "answer", "answered_at")),
    }


REPLAYS = (
    (RetentionList.STREAM, fold_list, rows_of_lists),
    (Fonds.STREAM, fold_fonds, rows_of_fonds),
    (Handover.STREAM, fold_handover, rows_of_handovers),
)

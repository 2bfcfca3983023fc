"""What the tables of checklists must say of a checklist and its versions, folded from history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from motcua.checklists.kept import digest_of
from motcua.checklists.models import Checklist, Version
from motcua.checklists.rules import versions
from motcua.checklists.rules.versions import State
from motcua.kernel.text import fold
from motcua.ledger.events import checklists as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import by_steps

Row = dict[str, Any]
_COLUMNS: Final = (
    *("number", "state", "title", "note", "sha256", "digest", "items", "scored", "drafted_at"),
    *("valid_from", "published_at", "published_note", "retired_from", "ended_at", "ended_why"),
)
SEARCHED_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class _Days:
    number: int
    valid_from: Any
    retired_from: Any


def _version(row: Row, event: told.VersionTold, entry: Told) -> Row:
    """Keep a new draft among the versions, and the title it gives the checklist."""
    row.setdefault("versions", {})[event.id] = {
        **dict.fromkeys(_COLUMNS),
        **{name: getattr(event, name) for name in ("number", "title", "note", "sha256", "digest", "items", "scored")},
        "state": str(State.DRAFT),
        "drafted_at": entry.at,
        "published_note": "",
        "ended_why": "",
        "kept": event.digest,
    }
    return {"title": event.title, "folded": fold(f"{event.title} {row['key']}")[:SEARCHED_MOST]}


def _follow(row: Row) -> Row:
    days = [_Days(one["number"], one["valid_from"], one["retired_from"]) for one in row["versions"].values()]
    return {"used": any(one.valid_from for one in days), "ends_on": versions.ends_on(days)}


def _published(row: Row, version: UUID, valid_from: Any, note: str, entry: Told) -> Row:
    row["versions"][version] |= {
        "state": str(State.PUBLISHED),
        "valid_from": valid_from,
        "published_at": entry.at,
        "published_note": note,
    }
    return _follow(row)


def _added(row: Row, event: told.ChecklistAdded, entry: Told) -> Row:
    row |= {"place_id": event.place, "key": event.key, "used": False, "ends_on": None}
    return _version(row, event.version, entry)


def _loaded(row: Row, event: told.ChecklistLoaded, entry: Told) -> Row:
    row |= {"place_id": None, "key": event.key}
    return _version(row, event.version, entry) | _published(row, event.version.id, event.valid_from, "", entry)


def _loaded_more(row: Row, event: told.VersionLoaded, entry: Told) -> Row:
    return _version(row, event.version, entry) | _published(row, event.version.id, event.valid_from, "", entry)


def _drafted(row: Row, event: told.VersionDrafted, entry: Told) -> Row:
    if event.dropped is not None:
        row["versions"][event.dropped] |= {"state": str(State.DROPPED), "ended_at": entry.at}
    return _version(row, event.version, entry)


def _dropped(row: Row, event: told.DraftDropped, entry: Told) -> None:
    row["versions"][event.version] |= {"state": str(State.DROPPED), "ended_at": entry.at, "ended_why": event.reason}


def _retired(row: Row, event: told.VersionRetired, entry: Told) -> Row:
    row["versions"][event.version] |= {
        "state": str(State.RETIRED),
        "retired_from": event.retired_from,
        "ended_at": entry.at,
        "ended_why": event.reason,
    }
    return _follow(row)


fold_checklist = by_steps(
    {
        told.ChecklistAdded: _added,
        told.ChecklistLoaded: _loaded,
        told.VersionLoaded: _loaded_more,
        told.VersionDrafted: _drafted,
        told.VersionPublished: lambda row, event, entry: _published(
            row, event.version, event.valid_from, event.note, entry
        ),
        told.DraftDropped: _dropped,
        told.VersionRetired: _retired,
    }
)


def rows_of_checklists(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the versions of these checklists, as the fold names them; ``kept`` is the hash of what really lies there."""
    found: dict[UUID, dict[UUID, Any]] = {}
    for row in Version.objects.filter(checklist__in=ids):
        columns = {name: getattr(row, name) for name in _COLUMNS} | {"kept": digest_of(row.content, row.xform)}
        found.setdefault(row.checklist_id, {})[row.id] = columns
    return {"versions": found}


REPLAYS = ((Checklist.STREAM, fold_checklist, rows_of_checklists),)

"""What the tables of oversight must say of a project, folded from its history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import oversight as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.oversight import directive_replay, rules
from motcua.oversight.models import Project, ProjectWord

Row = dict[str, Any]
SEARCHED_MOST = 600


def _searched(row: Row) -> Row:
    return {"folded": fold(f"{row['name']} {row['site']} {row['owner']}")[:SEARCHED_MOST]}


def _listed(_row: Row, event: told.ProjectListed, entry: Told) -> Row:
    row = copied(event, "name", "kind", "site", "owner", "status", "next_step", "next_by", "stale_days")
    return (
        row
        | _searched(row)
        | {
            "place_id": event.place,
            "last_word_on": clock.local(entry.at).date(),
            "stale_told": False,
            "open": True,
            "words": {},
        }
    )


def _kept(row: Row, text: str, entry: Told) -> Row:
    """Keep a word beside the project as it stands now."""
    row["words"][entry.at, entry.account, text] = (row["status"], row["next_step"], row["next_by"])
    return {"last_word_on": clock.local(entry.at).date()}


def _posted(row: Row, event: told.ProjectWordPosted, entry: Told) -> Row:
    row |= copied(event, "status", "next_step", "next_by", "owner") | {"stale_told": False}
    return _kept(row, event.words, entry) | _searched(row)


def _corrected(row: Row, event: told.ProjectCorrected, _entry: Told) -> Row:
    row |= copied(event, "name", "kind", "site", "stale_days")
    return _searched(row)


def _closed(row: Row, event: told.ProjectClosed, entry: Told) -> Row:
    status = rules.Status.FINISHED if event.finished else rules.Status.DROPPED
    row |= {"status": status.value, "open": False, "next_step": "", "next_by": None, "stale_told": False}
    return _kept(row, event.words, entry)


def _reopened(row: Row, event: told.ProjectReopened, entry: Told) -> Row:
    row |= {"status": rules.Status.PREPARING.value, "open": True}
    return _kept(row, event.words, entry)


fold_project = by_steps(
    {
        told.ProjectListed: _listed,
        told.ProjectWordPosted: _posted,
        told.ProjectCorrected: _corrected,
        told.ProjectClosed: _closed,
        told.ProjectReopened: _reopened,
        told.ProjectStaleNoticed: lambda _row, _event, _entry: {"stale_told": True},
    }
)


def rows_of_projects(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the words about these projects, as the fold names them."""
    found = ProjectWord.objects.filter(project__in=ids)
    words = beside(found, "project", ("at", "account_id", "text"), ("status", "next_step", "next_by"))
    return {"words": words}


REPLAYS = ((Project.STREAM, fold_project, rows_of_projects), *directive_replay.REPLAYS)

"""What the tables of works must say, folded from the history of each works alone.

Names and units of those who acted stand in the entries; what is compared is what the works themselves came to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.events import works as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.works import rules
from motcua.works.models import Acceptance, Blocker, Defect, Report, Stage, Works

Row = dict[str, Any]
_ASKED = ("asked_kind", "asked_day", "last_day", "ground", "asked_by", "asked_on")
_POINTS = "points"
"""The builder's own figures by day: needed while folding, no column."""


def _day(entry: Told) -> date:
    return clock.local(entry.at).date()


def _stages(row: Row, stages: Sequence[told.StageTold]) -> dict[str, tuple[Any, ...]]:
    """Return the plan as its table has it; a stage of a known key keeps what was reported of it."""
    before = row.get("stages", {})
    return {
        one.key: (place, one.name, one.weight, one.starts, one.ends, before[one.key][-1] if one.key in before else None)
        for place, one in enumerate(stages)
    }


def _created(_row: Row, event: told.WorksCreated, entry: Told) -> Row:
    return copied(event, "name", "venue", "starts", "silent_days", *_ASKED) | {
        "folded": fold(f"{event.name} {event.venue}"),
        "place_id": event.place,
        "unit_id": event.unit,
        "contractor_id": event.contractor,
        "state": str(Works.State.RUNNING),
        "percent": 0,
        "seen_percent": None,
        "seen_on": None,
        "last_word_on": max(event.starts, _day(entry)),
        "silence_degree": 0,
        "slip_told": 0,
        "miss_told": False,
        "open_blockers": 0,
        "accepted_on": None,
        "days_late": 0,
        "stages": _stages({}, event.stages),
        "reports": {},
        "blockers": {},
        "acceptances": {},
        "defects": {},
        _POINTS: [],
    }


def _corrected(_row: Row, event: told.WorksCorrected, _entry: Told) -> Row:
    said = copied(event, "name", "venue", "silent_days", contractor_id="contractor")
    return said | {"folded": fold(f"{event.name} {event.venue}")}


def _planned(row: Row, event: told.StagesPlanned, _entry: Told) -> Row:
    return {"stages": _stages(row, event.stages), "percent": event.percent}


def _asked(_row: Row, event: told.DayAsked, _entry: Told) -> Row:
    return copied(event, *_ASKED) | {"slip_told": 0, "miss_told": False}


def _spoke(row: Row, event: Any, entry: Told) -> Row:
    """Say what follows when the builder spoke; entries that do not tell whose word it was are read by its unit."""
    theirs = entry.unit == row["contractor_id"] if event.spoke is None else event.spoke
    return {"last_word_on": _day(entry), "silence_degree": 0} if theirs else {}


def _posted(row: Row, event: told.ProgressPosted, entry: Told) -> Row:
    day = _day(entry)
    for key, percent in event.stages.items():
        row["stages"][key] = (*row["stages"][key][:-1], percent)
    row["reports"][event.post] = (
        str(rules.Source.REPORTED),
        day,
        event.percent,
        event.words,
        event.reason,
        event.stages,
        entry.at,
        entry.account,
    )
    row[_POINTS].append(rules.Point(day, event.percent))
    found = _spoke(row, event, entry) | {"percent": event.percent}
    if rules.forecast(row["starts"], row[_POINTS], day, row["last_day"]).late == 0:
        found["slip_told"] = 0
    return found


def _visited(row: Row, event: told.SiteVisited, entry: Told) -> Row:
    row["reports"][event.post] = (
        str(rules.Source.SEEN),
        event.seen_on,
        event.percent,
        event.words,
        "",
        {},
        entry.at,
        entry.account,
    )
    newest = row["seen_on"] is None or event.seen_on >= row["seen_on"]
    return {"seen_on": event.seen_on, "seen_percent": event.percent} if newest else {}


def _blocked(row: Row, event: told.BlockerOpened, entry: Told) -> Row:
    row["blockers"][event.blocker] = (
        event.what,
        event.side,
        event.who,
        entry.at,
        "",
        None,
        "",
        None,
        entry.account,
        None,
        None,
    )
    return _spoke(row, event, entry) | {"open_blockers": row["open_blockers"] + 1}


def _answered(row: Row, event: told.BlockerAnswered, entry: Told) -> Row:
    before = row["blockers"][event.blocker]
    row["blockers"][event.blocker] = (*before[:4], event.answer, entry.at, *before[6:9], entry.account, before[10])
    return _spoke(row, event, entry)


def _cleared(row: Row, event: told.BlockerCleared, entry: Told) -> Row:
    before = row["blockers"][event.blocker]
    row["blockers"][event.blocker] = (*before[:6], event.how, entry.at, *before[8:10], entry.account)
    return _spoke(row, event, entry) | {"open_blockers": row["open_blockers"] - 1}


def _accepted(row: Row, event: told.WorksAccepted, entry: Told) -> Row:
    parties = msgspec.to_builtins(event.parties)
    row["acceptances"][event.acceptance] = (
        *(event.held_on, entry.at, parties, event.conclusion, event.last_day, event.late),
        None,
    )
    for one in event.defects:
        row["defects"][one.defect] = (event.acceptance, one.what, one.due, None, "", None, "", 0)
    return {"state": str(Works.State.ACCEPTED), "accepted_on": event.signed_on, "days_late": event.late}


def _mended(row: Row, event: told.DefectMended, entry: Told) -> Row:
    before = row["defects"][event.defect]
    row["defects"][event.defect] = (*before[:3], entry.at, event.words, *before[5:])
    return _spoke(row, event, entry)


def _checked(row: Row, event: told.DefectChecked, entry: Told) -> None:
    before = row["defects"][event.defect]
    row["defects"][event.defect] = (
        (*before[:5], entry.at, event.words, before[7])
        if event.good
        else (*before[:3], None, before[4], None, event.words, before[7] + 1)
    )


def _reopened(row: Row, event: told.WorksReopened, entry: Told) -> Row:
    row["acceptances"][event.acceptance] = (*row["acceptances"][event.acceptance][:-1], entry.at)
    side = str(rules.Side.CONTRACTOR)
    row["blockers"][event.blocker] = (event.what, side, "", entry.at, "", None, "", None, entry.account, None, None)
    return {
        "state": str(Works.State.RUNNING),
        "accepted_on": None,
        "days_late": 0,
        "open_blockers": row["open_blockers"] + 1,
        "last_word_on": _day(entry),
        "silence_degree": 0,
    }


_fold = by_steps(
    {
        told.WorksCreated: _created,
        told.WorksCorrected: _corrected,
        told.StagesPlanned: _planned,
        told.DayAsked: _asked,
        told.ProgressPosted: _posted,
        told.SiteVisited: _visited,
        told.BlockerOpened: _blocked,
        told.BlockerAnswered: _answered,
        told.BlockerCleared: _cleared,
        told.SilenceNoticed: lambda _row, event, _entry: {"silence_degree": event.degree},
        told.SlipForeseen: lambda _row, event, _entry: {"slip_told": event.late},
        told.DayMissed: lambda _row, _event, _entry: {"miss_told": True},
        told.WorksAccepted: _accepted,
        told.DefectMended: _mended,
        told.DefectChecked: _checked,
        told.WorksReopened: _reopened,
        told.WorksCancelled: lambda _row, _event, _entry: {"state": str(Works.State.CANCELLED)},
    }
)


def fold_works(history: Sequence[Told]) -> Row:
    """Return the columns of the works, their stages, reports, blockers, acceptances and defects as they must be."""
    return {name: value for name, value in _fold(history).items() if name != _POINTS}


def rows_of_works(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the rows beside these works, as the fold names them."""
    return {
        "stages": beside(
            Stage.objects.filter(works__in=ids), "works", "key", ("ordinal", "name", "weight", "starts", "ends", "done")
        ),
        "reports": beside(
            Report.objects.filter(works__in=ids),
            "works",
            "id",
            ("source", "day", "percent", "words", "reason", "stages", "at", "account_id"),
        ),
        "blockers": beside(
            Blocker.objects.filter(works__in=ids),
            "works",
            "id",
            (
                *("what", "side", "who", "opened_at", "answer", "answered_at", "how", "cleared_at"),
                *("opened_by", "answered_by", "cleared_by"),
            ),
        ),
        "acceptances": beside(
            Acceptance.objects.filter(works__in=ids),
            "works",
            "id",
            ("held_on", "signed_at", "parties", "conclusion", "last_day", "late", "set_aside_at"),
        ),
        "defects": beside(
            Defect.objects.filter(acceptance__works__in=ids),
            "acceptance__works",
            "id",
            (
                *("acceptance", "what", "due", "mended_at", "mended_words", "checked_at", "checked_words"),
                "reopened",
            ),
        ),
    }


REPLAYS = ((Works.STREAM, fold_works, rows_of_works),)

"""What the tables of samples must say, folded from their history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.inspections.rules.draw import committed
from motcua.kernel.landing import Landing
from motcua.ledger.events import samples as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.samples.models import Answer, Line, Raised, Sample

Row = dict[str, Any]
_CURRENT, _BESIDE, _PAST = (str(one) for one in (Answer.Standing.CURRENT, Answer.Standing.BESIDE, Answer.Standing.PAST))
_LANDED = {Landing.REPLACES: _CURRENT, Landing.OLDER: _PAST, Landing.BESIDE: _BESIDE}


def _committed(_row: Row, event: told.SampleCommitted, entry: Told) -> Row:
    same = ("day", "number", "basis", "since", "until", "field", "procedure", "procedures", "count", "size")
    row = copied(event, *same, "fingerprint", "seed_hash", "reason")
    row |= copied(event, campaign_id="campaign", stop_id="stop", place_id="place", centre_id="centre")
    return row | {"committed_at": entry.at, "held_at": None, "lines": {}, "answers": {}, "raised": {}}


def _held(row: Row, event: told.SampleHeld, entry: Told) -> Row:
    for one in event.drawn:
        _line(row, one)
    # The seed is told once it was drawn by, and must be the one whose hash was told before.
    kept = event.seed if committed(event.seed) == row["seed_hash"] else ""
    return {"held_at": entry.at, "seed": kept}


def _line(row: Row, one: told.LineTold, reason: str = "", *, picked: bool = False) -> None:
    row["lines"][one.id] = (len(row["lines"]) + 1, one.dossier, one.code, picked, reason)


def _noted(row: Row, event: told.ChecksNoted, entry: Told) -> None:
    """Keep each answer; what it takes the place of is past."""
    for one in event.answers:
        landing = Landing(one.landing)
        if landing is not Landing.OLDER:
            _give_way(row, (one.line, one.check), landing, entry.account)
        row["answers"][one.id] = (
            one.line,
            one.check,
            one.books,
            one.verdict,
            one.words,
            _LANDED[landing],
            one.observed_at,
            entry.at,
            entry.account,
        )


def _give_way(row: Row, of: tuple[UUID, str], landing: Landing, account: UUID) -> None:
    for id_, kept in row["answers"].items():
        replaced = kept[5] == _CURRENT and landing is Landing.REPLACES
        if kept[:2] == of and (replaced or (kept[5] == _BESIDE and kept[8] == account)):
            row["answers"][id_] = (*kept[:5], _PAST, *kept[6:])


def _settled(row: Row, event: told.CheckSettled, _entry: Told) -> None:
    for id_, standing in ((event.kept, _CURRENT), *((one, _PAST) for one in event.dropped)):
        kept = row["answers"][id_]
        row["answers"][id_] = (*kept[:5], standing, *kept[6:])


def _raised(row: Row, event: told.FindingRaised, _entry: Told) -> None:
    row["raised"][event.finding] = (event.line, event.check, event.answer)


fold_sample = by_steps(
    {
        told.SampleCommitted: _committed,
        told.SampleHeld: _held,
        told.DossierPicked: lambda row, event, _entry: _line(row, event.line, event.reason, picked=True),
        told.ChecksNoted: _noted,
        told.CheckSettled: _settled,
        told.FindingRaised: _raised,
    }
)


def rows_of_samples(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return dossiers, answers and findings of these samples, as the fold names them."""
    lines = Line.objects.filter(sample__in=ids)
    answers = Answer.objects.filter(line__sample__in=ids)
    columns = ("line", "check_key", "books", "verdict", "words", "standing", "observed_at", "recorded_at", "account_id")
    raised = Raised.objects.filter(line__sample__in=ids)
    return {
        "lines": beside(lines, "sample", "id", ("ordinal", "dossier", "code", "picked", "reason")),
        "answers": beside(answers, "line__sample", "id", columns),
        "raised": beside(raised, "line__sample", "finding_id", ("line", "check_key", "answer_id")),
    }


REPLAYS = ((Sample.STREAM, fold_sample, rows_of_samples),)

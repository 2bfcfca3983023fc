"""What the tables of findings must say of sheets and findings, folded from their history alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from motcua.findings.minutes_replay import fold_minutes, rows_of_minutes
from motcua.findings.models import Answer, Finding, Sheet, Shown, StopMinutes, Word
from motcua.findings.rules import life, repeats
from motcua.findings.rules.life import Kind, Reply, State
from motcua.kernel.landing import Landing
from motcua.kernel.text import fold
from motcua.ledger.events import findings as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied

Row = dict[str, Any]
_CURRENT, _BESIDE, _PAST = (str(one) for one in (Answer.Standing.CURRENT, Answer.Standing.BESIDE, Answer.Standing.PAST))
_LANDED = {Landing.REPLACES: _CURRENT, Landing.OLDER: _PAST, Landing.BESIDE: _BESIDE}


def _opened(_row: Row, event: told.SheetOpened, _entry: Told) -> Row:
    row = copied(event, "day", "title", campaign_id="campaign", stop_id="stop", place_id="place", version_id="version")
    return row | {
        "finished_at": None,
        "points": None,
        "whole": None,
        "missing": 0,
        "closing": "",
        "answers": {},
        "shown": {},
    }


def _noted(row: Row, event: told.AnswersNoted, entry: Told) -> None:
    """Keep each answer; what it takes the place of is past. ``answers``: (item, value, standing, observed, account)."""
    for one in event.answers:
        landing = Landing(one.landing)
        if landing is not Landing.OLDER:
            _give_way(row, one.item, landing, entry.account)
        row["answers"][one.id] = (one.item, one.value, _LANDED[landing], one.observed_at, entry.account, entry.at)
        files = [*map(_photo, one.photos), *map(_voice, one.voices)]
        if files:
            row["shown"][one.id] = files


_FILE = ("kind", "sha256", "filename", "caption", "at", "latitude", "longitude", "accuracy", "seconds")


def _photo(one: told.PhotoTold) -> tuple[Any, ...]:
    return ("photo", one.sha256, "", one.caption, one.at, one.latitude, one.longitude, one.accuracy, None)


def _paper(one: told.FileTold) -> tuple[Any, ...]:
    return ("file", one.sha256, one.filename, "", None, None, None, None, None)


def _voice(one: told.VoiceTold) -> tuple[Any, ...]:
    return ("voice", one.sha256, "", "", None, None, None, None, one.seconds)


def _give_way(row: Row, item: str, landing: Landing, account: UUID | None) -> None:
    for id_, kept in row["answers"].items():
        replaced = kept[2] == _CURRENT and landing is Landing.REPLACES
        if kept[0] == item and (replaced or (kept[2] == _BESIDE and kept[4] == account)):
            row["answers"][id_] = (*kept[:2], _PAST, *kept[3:])


def _settled(row: Row, event: told.AnswerSettled, _entry: Told) -> None:
    for id_, standing in ((event.kept, _CURRENT), *((one, _PAST) for one in event.dropped)):
        kept = row["answers"][id_]
        row["answers"][id_] = (*kept[:2], standing, *kept[3:])


def _finished(_row: Row, event: told.SheetFinished, entry: Told) -> Row:
    row = copied(event, "points", "whole", closing="words")
    return row | {"finished_at": entry.at, "missing": len(event.missing)}


fold_sheet = by_steps(
    {
        told.SheetOpened: _opened,
        told.AnswersNoted: _noted,
        told.AnswerSettled: _settled,
        told.SheetFinished: _finished,
        told.SheetReopened: lambda _row, _event, _entry: {
            "finished_at": None,
            "points": None,
            "whole": None,
            "missing": 0,
            "closing": "",
        },
    }
)


def _about(row: Row) -> Row:
    lacking = row["kind"] in {kind.value for kind in life.LACKS}
    return {
        "about": repeats.key(row["item"], row["criterion"]) if lacking else "",
        "folded": fold(f"{row['criterion']} {row['words']} {row['said_by']}")[:1000],
    }


def _found(_row: Row, event: told.FindingNoted, entry: Told) -> Row:
    same = ("day", "kind", "severity", "item", "criterion", "ground", "words", "said_by", "due", "due_words")
    renamed = {"campaign_id": "campaign", "stop_id": "stop", "place_id": "place", "sheet_id": "sheet"}
    row = copied(event, *same, **renamed, answer_id="answer", unit_id="unit")
    state = life.first_state(Kind(event.kind)).value
    row |= {"state": state, "noted_by": entry.account, "overdue_told": False, "settled_at": None}
    return row | _about(row) | {"said": {}, "shown": _shown({None: [*map(_photo, event.photos)]})}


def _corrected(row: Row, event: told.FindingCorrected, _entry: Told) -> Row:
    row |= copied(event, "severity", "criterion", "ground", "words", "said_by")
    return _about(row)


def _described(row: Row, event: told.FindingDescribed, _entry: Told) -> Row:
    row |= copied(event, "severity", "criterion", "ground", "words") | {"kind": Kind.SHORTCOMING.value}
    return _about(row)


def _asked(_row: Row, event: told.RemedyAsked, _entry: Told) -> Row:
    return copied(event, "due", "due_words", unit_id="unit") | {"overdue_told": False}


def _shown(files: dict[Any, Any]) -> Row:
    return {where: told_ for where, told_ in files.items() if told_}


def _word(row: Row, kind: Reply, words: str, entry: Told, files: Sequence[Any] = (), **more: Any) -> None:
    where = (entry.at, str(kind), words)
    row["said"][where] = (entry.account, more.get("on_site", False), more.get("stop"))
    if files:
        row["shown"][where] = list(files)


def _explained(row: Row, event: told.FindingExplained, entry: Told) -> None:
    _word(row, Reply.EXPLAINED, event.words, entry)


def _proven(row: Row, event: told.ProofSubmitted, entry: Told) -> Row:
    _word(row, Reply.PROOF, event.words, entry, [*map(_paper, event.files)])
    return {"state": State.PROVEN.value}


def _rechecked(row: Row, event: told.FindingRechecked, entry: Told) -> Row:
    kind = Reply.CLOSED if event.closed else Reply.NOT_YET
    photos = [*map(_photo, event.photos)]
    _word(row, kind, event.words, entry, photos, on_site=event.on_site, stop=event.stop)
    state = State.CLOSED if event.closed else State.OPEN
    return {"state": state.value, "settled_at": entry.at if event.closed else None}


def _reopened(row: Row, event: told.FindingReopened, entry: Told) -> Row:
    _word(row, Reply.REOPENED, event.words, entry)
    return {"state": State.OPEN.value, "settled_at": None, "due": event.due, "overdue_told": False}


fold_finding = by_steps(
    {
        told.FindingNoted: _found,
        told.FindingCorrected: _corrected,
        told.FindingDescribed: _described,
        told.FindingWithdrawn: lambda _row, _event, entry: {"state": State.WITHDRAWN.value, "settled_at": entry.at},
        told.RemedyAsked: _asked,
        told.FindingExplained: _explained,
        told.ProofSubmitted: _proven,
        told.FindingRechecked: _rechecked,
        told.FindingReopened: _reopened,
        told.FindingOverdueNoticed: lambda _row, _event, _entry: {"overdue_told": True},
    }
)


def rows_of_sheets(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return answers and their files of these sheets, as the fold names them."""
    columns = ("item", "value", "standing", "observed_at", "account_id", "recorded_at")
    answers = beside(Answer.objects.filter(sheet__in=ids), "sheet", "id", columns)
    files: dict[UUID, dict[UUID, list[Any]]] = {}
    rows = Shown.objects.filter(answer__sheet__in=ids).order_by("pk")
    for sheet, answer, *file in rows.values_list("answer__sheet", "answer", *_FILE):
        files.setdefault(sheet, {}).setdefault(answer, []).append(tuple(file))
    return {"answers": answers, "shown": files}


def rows_of_findings(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return words and files of these findings, as the fold names them."""
    words = Word.objects.filter(finding__in=ids)
    said = beside(words, "finding", ("at", "kind", "words"), ("account_id", "on_site", "stop_id"))
    files: dict[UUID, dict[Any, list[Any]]] = {}
    for finding, *file in Shown.objects.filter(finding__in=ids).order_by("pk").values_list("finding", *_FILE):
        files.setdefault(finding, {}).setdefault(None, []).append(tuple(file))
    rows = Shown.objects.filter(word__finding__in=ids).order_by("pk")
    for finding, at, kind, text, *file in rows.values_list(
        "word__finding", "word__at", "word__kind", "word__words", *_FILE
    ):
        files.setdefault(finding, {}).setdefault((at, kind, text), []).append(tuple(file))
    return {"said": said, "shown": files}


REPLAYS = (
    (Sheet.STREAM, fold_sheet, rows_of_sheets),
    (Finding.STREAM, fold_finding, rows_of_findings),
    (StopMinutes.STREAM, fold_minutes, rows_of_minutes),
)

"""What the tables of readiness must say of templates, files, plans, boards and trial runs, folded from history.

Summaries follow from answers by rules; another nightly duty compares those (``duties.compare_summaries``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel.landing import Landing
from motcua.ledger.events import readiness as told
from motcua.ledger.feed import Told
from motcua.ledger.folding import beside, by_steps, copied
from motcua.readiness.models import (
    Answer,
    Board,
    BoardCentre,
    Certificate,
    Defect,
    Evidence,
    FloorPlan,
    Launch,
    PlanVersion,
    ReadinessFile,
    ScriptResult,
    SelfTest,
    Template,
    Trial,
    TrialCentre,
    Waiver,
)
from motcua.readiness.rules.facts import Phase
from motcua.readiness.rules.trial import Stage
from motcua.readiness.rules.verdicts import Who

Row = dict[str, Any]
_SAID = ("verdict", "count", "actual", "missing", "review_on", "note", "observed_at")
_CURRENT, _BESIDE, _PAST = (str(one) for one in (Answer.State.CURRENT, Answer.State.BESIDE, Answer.State.PAST))
_LANDED = {Landing.REPLACES: _CURRENT, Landing.OLDER: _PAST, Landing.BESIDE: _BESIDE}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _issued(_row: Row, event: told.TemplateIssued, entry: Told) -> Row:
    return copied(event, "key", "number", "digest", place_id="place") | {"issued_at": entry.at}


fold_template = by_steps({told.TemplateIssued: _issued})


def _opened(_row: Row, event: told.FileOpened, entry: Told) -> Row:
    return copied(event, place_id="place", unit_id="unit", template_id="template") | {
        "opened_at": entry.at,
        "works": False,
        "works_before": None,
        "works_said": "",
        "answers": {},
        "evidence": {},
        "self_tests": {},
        "certificates": [],
    }


def _suspend(row: Row, phases: Iterable[str], entry: Told) -> None:
    for one in row["certificates"]:
        if one["phase"] in phases and one["state"] == Certificate.State.STANDING:
            one |= {"state": str(Certificate.State.SUSPENDED), "ended_at": entry.at}


def _said(row: Row, event: told.ItemsReported | told.ItemsInspected, entry: Told) -> None:
    seen = isinstance(event, told.ItemsInspected)
    visit = event.visit_on if isinstance(event, told.ItemsInspected) else None
    who = str(Who.SEEN if seen else Who.SELF)
    for one in event.answers:
        landing = Landing(one.landing)
        if landing is not Landing.OLDER:
            _give_way(row, one.item, who, landing, entry.account)
        said = tuple(getattr(one, name) for name in _SAID)
        row["answers"][one.id] = (one.item, who, _LANDED[landing], *said, visit, entry.at, entry.account)
    _suspend(row, event.suspended, entry)


def _give_way(row: Row, item: str, who: str, landing: Landing, account: UUID) -> None:
    """Make what an answer replaces past: the present one, and what its giver said beside it before."""
    for id_, one in row["answers"].items():
        mine = one[2] == _BESIDE and one[-1] == account
        replaced = one[2] == _CURRENT and landing is Landing.REPLACES
        if one[:2] == (item, who) and (mine or replaced):
            row["answers"][id_] = (*one[:2], _PAST, *one[3:])


def _settled(row: Row, event: told.DisputeSettled, entry: Told) -> None:
    for id_, state in (*((one, _PAST) for one in event.dropped), (event.kept, _CURRENT)):
        before = row["answers"][id_]
        row["answers"][id_] = (*before[:2], state, *before[3:])
    _suspend(row, event.suspended, entry)


def _moved_on(row: Row, event: told.TemplateChanged, entry: Told) -> Row:
    _suspend(row, event.suspended, entry)
    return {"template_id": event.template}


def _attached(row: Row, event: told.EvidenceAttached, entry: Told) -> None:
    row["evidence"][event.evidence] = (event.item, event.sha256, event.filename, entry.at, None, "")


def _removed(row: Row, event: told.EvidenceRemoved, entry: Told) -> None:
    row["evidence"][event.evidence] = (*row["evidence"][event.evidence][:4], entry.at, event.reason)


def _tested(row: Row, event: told.SelfTested, entry: Told) -> None:
    row["self_tests"][entry.at] = (msgspec.json.encode(event.results).decode(),)


def _works(_row: Row, event: told.WorksTold, _entry: Told) -> Row:
    return copied(event, works="under_way", works_before="before", works_said="source")


def _certified(row: Row, event: told.FileCertified, entry: Told) -> None:
    for one in row["certificates"]:
        if one["phase"] == event.phase and one["state"] == Certificate.State.SUSPENDED:
            one["state"] = str(Certificate.State.REPLACED)
    state = str(Certificate.State.STANDING)
    row["certificates"].append(
        {"phase": event.phase, "at": entry.at, "state": state, "note": event.note, "ended_at": None}
    )


def _withdrawn(row: Row, event: told.CertificateWithdrawn, entry: Told) -> None:
    for one in row["certificates"]:
        if one["phase"] == event.phase and one["state"] in {Certificate.State.STANDING, Certificate.State.SUSPENDED}:
            one |= {"state": str(Certificate.State.WITHDRAWN), "ended_at": entry.at}


_fold_file = by_steps(
    {
        told.FileOpened: _opened,
        told.TemplateChanged: _moved_on,
        told.ItemsReported: _said,
        told.ItemsInspected: _said,
        told.DisputeSettled: _settled,
        told.EvidenceAttached: _attached,
        told.EvidenceRemoved: _removed,
        told.SelfTested: _tested,
        told.WorksTold: _works,
        told.FileCertified: _certified,
        told.CertificateWithdrawn: _withdrawn,
    }
)


def fold_file(history: Iterable[Told]) -> Row:
    """Return the columns of a readiness file, and its answers, evidence, tests and certificates as they must be."""
    row = _fold_file(history)
    if row:
        row["certificates"] = {
            (one["phase"], one["at"], one["state"]): (one["note"], one["ended_at"]) for one in row["certificates"]
        }
    return row


def _drawn(_row: Row, event: told.PlanDrawn, entry: Told) -> Row:
    first = {1: (event.content, event.note, entry.at)}
    return copied(event, place_id="place", unit_id="unit") | {"number": 1, "versions": first}


def _saved(row: Row, event: told.PlanSaved, entry: Told) -> Row:
    row["versions"][event.number] = (event.content, event.note, entry.at)
    return {"number": event.number}


fold_plan = by_steps(
    {
        told.PlanDrawn: _drawn,
        told.PlanSaved: _saved,
    }
)


def _board(_row: Row, event: told.BoardMade, _entry: Told) -> Row:
    said = copied(event, "title", "phase", "target", place_id="place")
    return said | {"closed": False, "outlines_sha256": "", "centres": dict.fromkeys(event.centres, ())}


def _board_changed(row: Row, event: told.BoardChanged, _entry: Told) -> Row:
    said = copied(event, "title", "phase", "target")
    if event.stay is None:
        row.pop("centres", None)
        return said
    return said | {"centres": dict.fromkeys((*event.centres, *event.stay), ())}


fold_board = by_steps(
    {
        told.BoardMade: _board,
        told.BoardChanged: _board_changed,
        told.BoardClosed: lambda _row, _event, _entry: {"closed": True},
        told.OutlinesImported: lambda _row, event, _entry: {"outlines_sha256": event.sha256},
    }
)


def _planned(_row: Row, event: told.TrialPlanned, _entry: Told) -> Row:
    said = copied(event, "title", "trial_on", "official_on", place_id="place")
    scripts = {"scripts_sha256": event.digest} if event.digest else {}
    return (
        said
        | scripts
        | {
            "stage": str(Stage.PLANNED),
            "duty_plan": "",
            "official_plan": "",
            "lessons": "",
            "centres": dict.fromkeys(event.centres, ()),
            "results": {},
            "defects": {},
            "waivers": {},
            "launches": {},
        }
    )


def _tried(row: Row, event: told.ScriptTried, entry: Told) -> None:
    row["results"][event.unit, event.script, entry.at] = (event.outcome, event.note, event.dossier)


def _found(row: Row, event: told.DefectFound, entry: Told) -> None:
    said = (event.unit, event.title, event.severity, event.owner, event.due)
    row["defects"][event.defect] = (*said, entry.at, None, "")


def _mended(row: Row, event: told.DefectMended, entry: Told) -> None:
    mended_at = None if event.open else entry.at
    row["defects"][event.defect] = (*row["defects"][event.defect][:-2], mended_at, event.how)


def _moved(row: Row, event: told.TrialMoved, _entry: Told) -> Row:
    days = copied(event, "trial_on", "official_on")
    plans = {"trial_on": "duty_plan", "official_on": "official_plan"}
    return days | {plans[name]: "" for name, day in days.items() if day != row[name]}


def _waived(row: Row, event: told.WaiverSigned, entry: Told) -> None:
    row["waivers"][event.unit, event.phase] = (event.reason, entry.at)


def _launched(row: Row, event: told.Launched, entry: Told) -> Row:
    row["launches"][event.phase] = (entry.at,)
    return {"stage": str(Stage.TRIAL if event.phase == Phase.TRIAL else Stage.OFFICIAL)}


_PLANS = {str(Phase.TRIAL): "duty_plan", str(Phase.OFFICIAL): "official_plan"}

fold_trial = by_steps(
    {
        told.TrialPlanned: _planned,
        told.DutyPlanGiven: lambda _row, event, _entry: {_PLANS[event.phase]: event.plan},
        told.TrialMoved: _moved,
        told.ScriptTried: _tried,
        told.DefectFound: _found,
        told.DefectMended: _mended,
        told.WaiverSigned: _waived,
        told.Launched: _launched,
        told.LessonsKept: lambda _row, event, _entry: {"lessons": event.lessons},
    }
)


def rows_of_templates(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the hash of each template's content, as the fold names it."""
    found = Template.objects.filter(pk__in=ids).values_list("pk", "content")
    return {"digest": {id_: _sha256(content) for id_, content in found}}


def rows_of_files(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return answers, evidence, tests and certificates of these files, as the fold names them."""
    answers = Answer.objects.filter(file__in=ids)
    evidence = Evidence.objects.filter(file__in=ids)
    certificates = Certificate.objects.filter(file__in=ids)
    return {
        "answers": beside(
            answers, "file", "id", ("item", "who", "state", *_SAID, "visit_on", "recorded_at", "account_id")
        ),
        "evidence": beside(evidence, "file", "id", ("item", "sha256", "filename", "at", "removed_at", "removed_why")),
        "self_tests": beside(SelfTest.objects.filter(file__in=ids), "file", "at", ("results",)),
        "certificates": beside(certificates, "file", ("phase", "at", "state"), ("note", "ended_at")),
    }


def rows_of_plans(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the versions of these plans, as the fold names them."""
    return {"versions": beside(PlanVersion.objects.filter(plan__in=ids), "plan", "number", ("content", "note", "at"))}


def rows_of_boards(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return the centres of these boards and the hash of their outlines, as the fold names them."""
    outlines = Board.objects.filter(pk__in=ids).values_list("pk", "outlines")
    return {
        "centres": beside(BoardCentre.objects.filter(board__in=ids), "board", "unit", ()),
        "outlines_sha256": {id_: _sha256(text) for id_, text in outlines},
    }


def rows_of_trials(ids: Sequence[UUID]) -> Mapping[str, Mapping[UUID, Any]]:
    """Return what hangs on these trial runs, as the fold names it."""
    scripts = Trial.objects.filter(pk__in=ids).values_list("pk", "scripts")
    results = ScriptResult.objects.filter(trial__in=ids)
    defects = Defect.objects.filter(trial__in=ids)
    return {
        "scripts_sha256": {id_: _sha256(text) for id_, text in scripts},
        "centres": beside(TrialCentre.objects.filter(trial__in=ids), "trial", "unit", ()),
        "results": beside(results, "trial", ("unit", "script", "at"), ("outcome", "note", "trial_dossier")),
        "defects": beside(
            defects, "trial", "id", ("unit", "title", "severity", "owner", "due", "at", "mended_at", "mended_how")
        ),
        "waivers": beside(Waiver.objects.filter(trial__in=ids), "trial", ("unit", "phase"), ("reason", "at")),
        "launches": beside(Launch.objects.filter(trial__in=ids), "trial", "phase", ("at",)),
    }


REPLAYS = (
    (Template.STREAM, fold_template, rows_of_templates),
    (ReadinessFile.STREAM, fold_file, rows_of_files),
    (FloorPlan.STREAM, fold_plan, rows_of_plans),
    (Board.STREAM, fold_board, rows_of_boards),
    (Trial.STREAM, fold_trial, rows_of_trials),
)

"""What an inspection's sample asks of dossiers: which there are of a centre, and the course of each beside its process.

For a room that decides itself who may see it: nothing here asks for the powers of whoever reads. Names are covered,
numbers, telephones and scans are left out, and every course that is shown stands in the access log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.catalogue import rules as catalogue_rules
from motcua.catalogue.facts import Channel, ProcedureFacts
from motcua.dossiers import lateness, routing, rules
from motcua.dossiers.course import Asked, Course, Handed, PaperHeld, StepTaken
from motcua.dossiers.models import Attachment, Dossier, DossierPaper, StepRun
from motcua.dossiers.rules.places import FORWARD
from motcua.dossiers.search import bearing
from motcua.kernel import clock, worktime
from motcua.kernel.errors import MotcuaError, NotFound
from motcua.kernel.names import initials
from motcua.kernel.words import N_
from motcua.kernel.worktime import Calendar
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.events.dossier_places import DossierForwarded
from motcua.ledger.events.dossiers import ResultReturned, StepCompleted, StepSentBack
from motcua.ledger.feed import Told
from motcua.ledger.queries import access_rows, streams
from motcua.office.queries import names as office

CHUNK: Final = 5_000
SLIP_READ: Final = "dossiers.reception_slip"


class Stratum(StrEnum):
    """Which dossiers of a period are meant: all, those whose result was handed over, the late ones, all others."""

    ALL = "all"
    CLOSED = "closed"
    LATE = "late"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Population:
    """What a sample is drawn from: dossiers a centre received on days of a period (both ends), as at an instant.

    ``procedures`` are codes, none for all of them.
    """

    centre: UUID
    realm: str
    since: date
    until: date
    procedures: tuple[str, ...]
    as_of: datetime


def ids(asked: Population, stratum: Stratum) -> Iterator[UUID]:
    """Yield the ids of a population by the day of reception, then by id: one statement, read from an index as it comes.

    As at ``as_of`` whatever happens to them later: what was handed over, or was late, by then stays so.
    """
    found = _within(asked, stratum).order_by("received_day", "pk").values_list("pk", flat=True)
    return found.iterator(chunk_size=CHUNK)


def _within(asked: Population, stratum: Stratum) -> QuerySet[Dossier]:
    found = Dossier.objects.filter(
        received_unit=asked.centre,
        received_day__gte=asked.since,
        received_day__lte=asked.until,
        received_at__lte=asked.as_of,
        realm=asked.realm,
    )
    if asked.procedures:
        found = found.filter(procedure_code__in=asked.procedures)
    if stratum is Stratum.CLOSED:
        return found.filter(returned_at__lte=asked.as_of)
    if stratum is Stratum.ALL:
        return found
    passed = lateness.overdue(asked.as_of)
    if stratum is Stratum.LATE:
        return found.filter(passed & (Q(ready_at__isnull=True) | lateness.missed()))
    return found.filter(Q(due_at__isnull=True) | ~passed | Q(ready_at__isnull=False) & ~lateness.missed())


def labelled(dossiers: Iterable[UUID]) -> dict[UUID, str]:
    """Return the codes of dossiers as papers say them."""
    rows = Dossier.objects.filter(pk__in=list(dossiers)).values_list("pk", "code", "reception_number")
    return {id_: code or number for id_, code, number in rows}


def coded(centre: UUID, realm: str, code: str) -> UUID | None:
    """Return the dossier a centre received under a code or reception number, ``None`` where there is none."""
    wanted = code.strip().upper()
    found = Dossier.objects.filter(bearing(wanted), received_unit=centre, realm=realm)
    return found.values_list("pk", flat=True).first() if wanted else None


def received_on(dossier: UUID) -> date:
    """Return the day a dossier was received: the forms of that day hold for it."""
    return Dossier.objects.values_list("received_day", flat=True).get(pk=dossier)


def courses(actor: Actor, dossiers: Sequence[UUID], *, purpose: str, slips: bool = True) -> dict[UUID, Course]:
    """Return the courses of dossiers by id, for whoever may see them; the read is logged under their applicants, too.

    ``slips``: with when their slips were printed, a look into the access log for each.
    """
    found = list(Dossier.objects.filter(pk__in=dossiers))
    subjects = [one.pk for one in found]
    for one in found:
        subjects += [person for person in (one.applicant_id, one.submitter_id) if person]
    access.read(actor, "dossiers.sampled", subjects, purpose=purpose)
    return _courses(found, slips=slips)


def counted(dossiers: Sequence[UUID]) -> dict[UUID, Course]:
    """Return courses for what the product itself counts: nobody is shown them, and no slip is looked for."""
    return _courses(list(Dossier.objects.filter(pk__in=dossiers)), slips=False)


def _courses(found: Sequence[Dossier], *, slips: bool) -> dict[UUID, Course]:
    taken = [one.pk for one in found]
    papers: dict[UUID, list[DossierPaper]] = {id_: [] for id_ in taken}
    for paper in DossierPaper.objects.filter(dossier__in=taken).order_by("ordinal"):
        papers[paper.dossier_id].append(paper)
    runs: dict[UUID, list[StepRun]] = {id_: [] for id_ in taken}
    for run in StepRun.objects.filter(dossier__in=taken).order_by("ordinal"):
        runs[run.dossier_id].append(run)
    scans: dict[UUID, set[str]] = {id_: set() for id_ in taken}
    kept = Attachment.objects.filter(dossier__in=taken, removed_at__isnull=True).exclude(paper="ket-qua")
    for dossier, key in kept.values_list("dossier", "paper"):
        scans[dossier].add(key)
    told: dict[UUID, list[Told]] = {id_: [] for id_ in taken}
    for entry in streams(taken):
        told[entry.stream_id].append(entry)
    units = {run.unit_id for many in runs.values() for run in many} | {one.received_unit_id for one in found}
    units |= {unit for many in told.values() for unit in _units(many)}
    names = office.names_of(units)
    return {
        one.pk: _course(one, papers[one.pk], runs[one.pk], scans[one.pk], told[one.pk], names, slips=slips)
        for one in found
    }


def judged(dossier: UUID) -> Course:
    """Return the course of one dossier for what the product itself judges; :class:`NotFound` when there is none."""
    found = _courses(list(Dossier.objects.filter(pk=dossier)), slips=True)
    if not found:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    return found[dossier]


def _units(told: Iterable[Told]) -> set[UUID]:
    moved = [one.event for one in told if isinstance(one.event, StepCompleted | StepSentBack | DossierForwarded)]
    return {unit for event in moved for unit in (event.from_unit, event.to_unit)}


def _course(
    one: Dossier,
    papers: Sequence[DossierPaper],
    runs: Sequence[StepRun],
    scans: set[str],
    told: Sequence[Told],
    names: dict[UUID, str],
    *,
    slips: bool,
) -> Course:
    received = catalogue.version(one.procedure_version_id)
    facts, channel = received.facts, _channel(one)
    calendar = routing.calendar(one.received_unit_id)
    handed_over = [entry.event for entry in told if isinstance(entry.event, ResultReturned)]
    return Course(
        id=one.pk,
        label=one.code or one.reception_number,
        procedure=one.procedure_code,
        procedure_name=one.procedure_name,
        field=facts.field,
        version=received.number,
        version_then=_version_then(one),
        case=_case_name(facts, one.case),
        channel=one.channel,
        applicant=initials(one.applicant_name),
        submitter=initials(one.submitter_name),
        received_day=one.received_day,
        received_at=one.received_at,
        due_at=one.due_at,
        reckoned_due=_reckoned(one, facts, channel, calendar),
        ready_at=one.ready_at,
        returned_at=one.returned_at,
        papers=_papers(facts, one.case, channel, papers, scans),
        steps=_steps(one, runs, told, calendar, names),
        done=tuple(entry.event.step for entry in told if isinstance(entry.event, StepCompleted | DossierForwarded)),
        handed=_handed(one, runs, told, names),
        pausing=tuple(step.name for step in facts.process if step.pauses_clock),
        fees=tuple(
            Asked(fee.kind, fee.amount_vnd, fee.unit or "")
            for fee in catalogue_rules.fee_for(facts, channel, one.case, one.received_day)
        ),
        issue=one.issue,
        printed_at=_printed(one) if slips else (),
        identity_checked=bool(handed_over[-1].identity) if handed_over else None,
        seen_at=clock.now(),
    )


def _channel(one: Dossier) -> Channel:
    found: Channel = msgspec.convert(one.channel, Channel)
    return found


def _version_then(one: Dossier) -> int | None:
    try:
        return catalogue.version_on(one.procedure_code, one.received_day).number
    except NotFound:
        return None


def _case_name(facts: ProcedureFacts, key: str) -> str:
    return next((case.name for case in facts.cases if case.key == key), key)


def _reckoned(one: Dossier, facts: ProcedureFacts, channel: Channel, calendar: Calendar) -> datetime | None:
    limit = rules.limit_of(catalogue_rules.limit_for(facts, channel, one.case))
    if limit is None:
        return None
    try:
        return worktime.due(calendar, one.received_at, limit).at
    except MotcuaError:
        # A year that the calendar does not know: nothing can be reckoned anew.
        return None


def _papers(
    facts: ProcedureFacts, case: str, channel: Channel, held: Sequence[DossierPaper], scans: set[str]
) -> tuple[PaperHeld, ...]:
    """Return the published list with what was given of each, then whatever the dossier holds beside it."""
    known = next((one for one in facts.cases if one.key == case), None)
    asked = {paper.key: paper for paper in catalogue_rules.papers_for(known, channel)} if known else {}
    rows = {row.key: row for row in held}
    found = []
    for key in dict.fromkeys((*asked, *rows, *sorted(scans))):
        row, paper = rows.get(key), asked.get(key)
        given = row.originals + row.certified + row.photocopies if row else 0
        found.append(
            PaperHeld(
                key=key,
                name=paper.name if paper else row.name if row else key,
                listed=paper is not None,
                required=paper is not None and paper.required and paper.kind != "note",
                given=given,
                waiver=row.waiver if row else "",
            )
        )
    # A row of nothing for a paper that is no more on the list asks for nothing.
    return tuple(one for one in found if one.listed or one.given or one.key in scans)


def _steps(
    one: Dossier, runs: Sequence[StepRun], told: Sequence[Told], calendar: Calendar, names: dict[UUID, str]
) -> tuple[StepTaken, ...]:
    back = [entry.event.step for entry in told if isinstance(entry.event, StepSentBack)]
    return tuple(
        StepTaken(
            key=run.key,
            name=run.name,
            unit=names.get(run.unit_id, ""),
            official=run.official_name,
            started_at=run.started_at,
            finished_at=run.finished_at,
            due_at=run.due_at,
            used=_worked(calendar, run.started_at, run.finished_at),
            allowed=_allowed(run, one.minutes),
            back=back.count(run.key),
        )
        for run in runs
    )


def _allowed(run: StepRun, whole: int | None) -> int | None:
    """Return the minutes a step was given: as it was told when it began, else its share; none where it had no date."""
    if run.due_at is None:
        return None
    return run.allowed or (rules.step_minutes(whole, run.share) if whole is not None else None)


def _worked(calendar: Calendar, start: datetime | None, end: datetime | None) -> int | None:
    if start is None or end is None:
        return None
    try:
        return worktime.working_minutes(calendar, start, end)
    except MotcuaError:
        return None


def _handed(one: Dossier, runs: Sequence[StepRun], told: Sequence[Told], names: dict[UUID, str]) -> tuple[Handed, ...]:
    """Return the entries of the control slip: the counter's own, then each hand-over."""
    first = next((run for run in runs if run.role != "counter"), runs[-1]) if runs else None
    found = (
        [_entry(one.received_unit_id, first.unit_id, one.received_at, names)]
        if first and all(run.key != FORWARD for run in runs)
        else []
    )
    for entry in told:
        event: Any = entry.event
        if isinstance(event, StepCompleted | StepSentBack | DossierForwarded):
            late = not isinstance(event, StepSentBack) and event.late
            found.append(_entry(event.from_unit, event.to_unit, entry.at, names, late=late))
    return tuple(found)


def _entry(giver: UUID, taker: UUID, at: datetime, names: dict[UUID, str], *, late: bool = False) -> Handed:
    return Handed(giver, names.get(giver, ""), taker, names.get(taker, ""), at, late)


def _printed(one: Dossier) -> tuple[datetime, ...]:
    """Return when its slip was printed on the day of reception or the next, as the access log tells."""
    until = one.received_day + timedelta(days=1)
    rows = access_rows(units=None, since=one.received_day, until=until, subject=one.pk, refused=False)
    return tuple(row.at for row in reversed(rows) if SLIP_READ in row.what)

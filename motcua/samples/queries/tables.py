"""Samples as tables: those of a stop, one with its dossiers and how each stands, the draw made again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.dossiers import sampled
from motcua.findings.queries import known
from motcua.inspections import queries as inspections
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names
from motcua.samples import policies, populations
from motcua.samples.models import Answer, Line, Raised, Sample
from motcua.samples.policies import Sight
from motcua.samples.queries import scope
from motcua.samples.queries.scope import Seen
from motcua.samples.rules.checks import Check, Verdict, judge
from motcua.samples.rules.drawing import Basis
from motcua.samples.rules.standing import Answered, Stands, Tally, stands, tally

PURPOSE = "Kiểm tra hồ sơ theo mẫu"


@dataclass(frozen=True, slots=True)
class LineRow:
    """A dossier of a sample: its code, procedure, covered owner, how it stands, the checks that do not match.

    Of the checks ``asked`` so many are ``answered`` without dispute.
    """

    id: UUID
    ordinal: int
    dossier: UUID
    code: str
    picked: bool
    reason: str
    procedure: str
    owner: str
    received_at: datetime
    due_at: datetime | None
    ready_at: datetime | None
    stands: Stands
    answered: int
    asked: int
    failed: tuple[Check, ...]
    findings: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A sample as lists show it; ``seed`` is empty until it was drawn. ``tally`` is of those drawn at random."""

    id: UUID
    stop: UUID
    place: UUID
    place_name: str
    day: date
    number: int
    basis: Basis
    since: date
    until: date
    field: str
    procedure: str
    count: int
    size: int
    fingerprint: str
    seed_hash: str
    seed: str
    reason: str
    committed_at: datetime
    held_at: datetime | None
    tally: Tally | None
    picked: Tally | None
    latest: bool


@dataclass(frozen=True, slots=True)
class StopSamples:
    """The samples of a stop; ``sight`` is how much of them the asker sees, ``works``: they may draw and check now."""

    stop: UUID
    place: UUID
    place_name: str
    day: date
    sight: Sight
    works: bool
    rows: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample with its dossiers: for who works on it, for who only looks without owners, and what may be done now."""

    row: SampleRow
    version: int
    sight: Sight
    works: bool
    lines: tuple[LineRow, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A draw made again: what the population is now, whom the seed draws from it, and whether both are as they were."""

    row: SampleRow
    size: int
    fingerprint: str
    codes: tuple[str, ...]
    same_population: bool
    same_draw: bool


def at_stop(actor: Actor, stop: UUID) -> StopSamples:
    """Return the samples of a stop; :class:`NotFound` for whoever may not see them."""
    seen = scope.stop(actor, stop, "samples.at_stop")
    found = list(scope.of_stop(seen).order_by("number"))
    place = seen.stop.place
    rows = _told(found, _lines(found))
    return StopSamples(stop, place, names.names_of({place}).get(place, ""), seen.stop.day, seen.sight, seen.works, rows)


def count_at_stop(actor: Actor, stop: UUID) -> int | None:
    """Return how many samples of a stop the asker sees, ``None`` where its samples are not for them; not logged."""
    found = inspections.stop_facts(stop)
    sight = policies.sight(actor, stop, found.place) if found is not None else None
    if found is None or sight is None or not found.begun:
        return None
    return scope.of_stop(Seen(found, sight)).count()


def page(actor: Actor, sample: UUID, only: Stands | None = None) -> SamplePage:
    """Return one sample with its dossiers, those that stand so only; the read is logged."""
    found, seen = scope.sample(actor, sample, "samples.page")
    lines = _lines([found], actor, owners=seen.works)[found.pk]
    (row,) = _told([found], {found.pk: lines})
    shown = tuple(one for one in lines if only is None or one.stands is only)
    offers = tuple(available(found, actor))
    return SamplePage(row, found.version, seen.sight, seen.works, shown, offers)


def repeated(actor: Actor, sample: UUID) -> Repeated:
    """Draw again from the seed and the population as it stands; for whoever sees the sample, once it was drawn."""
    found, _ = scope.sample(actor, sample, "samples.repeated")
    drawn, now = populations.drawn(found) if found.held_at else ((), populations.recounted(found))
    kept = list(Line.objects.filter(sample=found, picked=False).order_by("ordinal").values_list("dossier", flat=True))
    codes = sampled.labelled(drawn)
    return Repeated(
        row_of(found),
        now.size,
        now.fingerprint,
        tuple(codes[one] for one in drawn),
        now.fingerprint == found.fingerprint,
        list(drawn) == kept,
    )


def worked(actor: Actor, text: str = "", most: int = 50) -> tuple[SampleRow, ...]:
    """Return the drawn samples the asker may check now, the latest day first: what may be taken along."""
    found = list(scope.worked(actor).order_by("-day", "-number", "pk")[:most])
    rows = _told(found, {})
    return tuple(row for row in rows if text.casefold() in row.place_name.casefold())


def row_of(found: Sample) -> SampleRow:
    """Return one sample as lists show it, without how it stands."""
    return _told([found], {})[0]


def _told(found: Sequence[Sample], lines: dict[UUID, tuple[LineRow, ...]]) -> tuple[SampleRow, ...]:
    named = names.names_of({one.place_id for one in found})
    stops = {one.stop_id for one in found}
    latest: dict[UUID, int] = {}
    for stop, number in Sample.objects.filter(stop_id__in=stops).values_list("stop_id", "number"):
        latest[stop] = max(number, latest.get(stop, 0))
    return tuple(
        SampleRow(
            id=one.pk,
            stop=one.stop_id,
            place=one.place_id,
            place_name=named.get(one.place_id, ""),
            day=one.day,
            number=one.number,
            basis=Basis(one.basis),
            since=one.since,
            until=one.until,
            field=one.field,
            procedure=one.procedure,
            count=one.count,
            size=one.size,
            fingerprint=one.fingerprint,
            seed_hash=one.seed_hash,
            seed=one.seed if one.held_at else "",
            reason=one.reason,
            committed_at=one.committed_at,
            held_at=one.held_at,
            tally=_tally(lines, one, picked=False),
            picked=_tally(lines, one, picked=True),
            latest=one.number == latest[one.stop_id],
        )
        for one in found
    )


def _tally(lines: dict[UUID, tuple[LineRow, ...]], one: Sample, *, picked: bool) -> Tally | None:
    if one.held_at is None or one.pk not in lines:
        return None
    return tally(line.stands for line in lines[one.pk] if line.picked is picked)


def answers_of(lines: Sequence[UUID]) -> dict[tuple[UUID, str], list[Answer]]:
    """Return the answers that hold or stand beside, by line and check, the one that holds first."""
    found: defaultdict[tuple[UUID, str], list[Answer]] = defaultdict(list)
    rows = Answer.objects.filter(line__in=lines).exclude(standing=Answer.Standing.PAST)
    # "current" comes after "beside" in letters.
    for row in rows.order_by("-standing", "-observed_at", "pk"):
        found[row.line_id, row.check_key].append(row)
    return found


def answered(checks: Sequence[Check], line: UUID, answers: dict[tuple[UUID, str], list[Answer]]) -> list[Answered]:
    """Return what holds of each of these checks of a line."""
    found = []
    for check in checks:
        mine = answers.get((line, check.value), [])
        present = mine[0] if mine and mine[0].standing == Answer.Standing.CURRENT else None
        found.append(Answered(Verdict(present.verdict) if present else None, disputed=len(mine) > 1))
    return found


def _lines(
    found: Sequence[Sample], reader: Actor | None = None, *, owners: bool = False
) -> dict[UUID, tuple[LineRow, ...]]:
    """Return the dossiers of samples as they stand, shown to ``reader`` (``None``: only counted).

    ``owners``: with their covered names.
    """
    rows = list(Line.objects.filter(sample__in=found).order_by("ordinal"))
    ids = [row.dossier_id for row in rows]
    courses = sampled.courses(reader, ids, purpose=PURPOSE, slips=False) if reader is not None else sampled.counted(ids)
    answers = answers_of([row.pk for row in rows])
    made: defaultdict[UUID, list[UUID]] = defaultdict(list)
    raised = list(Raised.objects.filter(line__in=rows).values_list("line", "finding_id"))
    still = known.standing(finding for _, finding in raised)
    for line, finding in raised:
        if finding in still:
            made[line].append(finding)
    told: dict[UUID, list[LineRow]] = {one.pk: [] for one in found}
    for row in rows:
        course = courses[row.dossier_id]
        checks = [one.check for one in judge(course)]
        said = answered(checks, row.pk, answers)
        told[row.sample_id].append(
            LineRow(
                id=row.pk,
                ordinal=row.ordinal,
                dossier=row.dossier_id,
                code=row.code,
                picked=row.picked,
                reason=row.reason,
                procedure=course.procedure_name,
                owner=course.applicant if owners else "",
                received_at=course.received_at,
                due_at=course.due_at,
                ready_at=course.ready_at,
                stands=stands(said),
                answered=sum(one.verdict is not None and not one.disputed for one in said),
                asked=len(checks),
                failed=tuple(check for check, one in zip(checks, said, strict=True) if one.verdict is Verdict.MISMATCH),
                findings=tuple(made[row.pk]),
            )
        )
    return {sample: tuple(lines) for sample, lines in told.items()}

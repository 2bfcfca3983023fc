"""Training: needs, classes with attendance and results, who is trained in what, how far each centre is covered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, territory
from motcua.office.queries import names
from motcua.staff.models import AssignedField, Enrolment, Skill, TrainingClass, TrainingNeed
from motcua.staff.queries import reach
from motcua.staff.rules.halves import Half
from motcua.staff.rules.training import PASSED
from motcua.staff.trained import trained_in

PAGE = 50
NEED_STATES: dict[str, str] = {
    TrainingNeed.State.ASKED: N_("chờ xếp lớp"),
    TrainingNeed.State.PLANNED: N_("đã xếp lớp"),
    TrainingNeed.State.REFUSED: N_("không mở lớp"),
    TrainingNeed.State.WITHDRAWN: N_("đã rút"),
}


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need for training."""

    id: UUID
    unit: UUID
    unit_name: str
    place_name: str
    field: str
    deep: bool
    people: tuple[str, ...]
    why: str
    state: str
    answer: str
    training: UUID | None
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A half-day of a class: who was there, once written down."""

    day: date
    half: Half
    taken: bool
    present: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody on a class."""

    official: UUID
    name: str
    place_name: str
    attended: int
    result: str
    note: str
    own: bool


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class; ``learners`` and ``sessions`` only where it was asked for alone."""

    id: UUID
    version: int
    unit_name: str
    field: str
    deep: bool
    owner: str
    where: str
    online: bool
    seats: int
    taken: int
    teacher: str
    first: date
    last: date
    cancelled: bool
    passed: int
    places: tuple[str, ...]
    sessions: tuple[SessionRow, ...] = ()
    learners: tuple[Learner, ...] = ()
    offers: tuple[Offer, ...] = ()

    def can(self, command: type) -> bool:
        """Say whether the actor can give this command now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of those assigned to a field at a centre, how many are trained in it, and who is not."""

    unit: UUID
    unit_name: str
    place_name: str
    field: str
    trained: int
    assigned: int
    missing: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class SkillRow:
    """What a centre says somebody knows from before."""

    id: UUID
    name: str
    field: str
    since: date
    ground: str
    offers: tuple[Offer, ...]


def needs(actor: Actor, *, state: str = "", before: UUID | None = None) -> tuple[NeedRow, ...]:
    """Return needs within reach, newest first, from the one after ``before`` on."""
    reach.require_read(actor)
    found = TrainingNeed.objects.filter(place__in=territory.of(actor), realm=actor.realm)
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.prefetch_related("people").order_by("-pk")[:PAGE])
    called = names.officials_named({person.official_id for row in rows for person in row.people.all()})
    reach.looked(actor, "staff.training_needs", called)
    return tuple(_need(actor, row, called) for row in rows)


def need(actor: Actor, id_: UUID) -> NeedRow:
    """Return one need; :class:`NotFound` outside reach."""
    reach.require_read(actor)
    row = TrainingNeed.objects.filter(pk=id_, place__in=territory.of(actor), realm=actor.realm).first()
    if row is None:
        raise NotFound(N_("Không có nhu cầu tập huấn này."))
    called = names.officials_named({person.official_id for person in row.people.all()})
    reach.looked(actor, "staff.training_need", called)
    return _need(actor, row, called)


def _need(actor: Actor, row: TrainingNeed, called: dict[UUID, str]) -> NeedRow:
    return NeedRow(
        row.id,
        row.unit_id,
        _name(row.unit_id),
        _name(row.place_id),
        row.field,
        row.deep,
        tuple(sorted(called.get(person.official_id, "") for person in row.people.all())),
        row.why,
        row.state,
        row.answer,
        row.training_id,
        tuple(available(row, actor)),
    )


def _classes(actor: Actor) -> QuerySet[TrainingClass]:
    """Return the classes an actor may see: planned within reach, by who stands above, or that meet needs of theirs."""
    reach.require_read(actor)
    places = territory.of(actor)
    home = territory.home(actor)
    above = {one.id for one in family.line(home)} if home else set()
    mine = Q(place__in=places) | Q(place__in=above) | Q(needs__place__in=places) | Q(enrolments__place__in=places)
    return TrainingClass.objects.filter(mine, realm=actor.realm).distinct()


def classes(actor: Actor, *, before: UUID | None = None) -> tuple[ClassRow, ...]:
    """Return the classes of the plan that concern the actor's places, newest first, from the one after ``before`` on."""
    found = _classes(actor)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.prefetch_related("enrolments", "needs").order_by("-pk")[:PAGE])
    return tuple(_class(row) for row in rows)


def training_class(actor: Actor, id_: UUID) -> ClassRow:
    """Return one class; of its people those within reach, by name. :class:`NotFound` for a class of others."""
    row = _classes(actor).filter(pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có lớp này."))
    places = territory.of(actor)
    enrolled = [one for one in row.enrolments.prefetch_related("attendances") if one.place_id in places]
    called = names.officials_named({one.official_id for one in enrolled})
    reach.looked(actor, "staff.training_class", called)
    sessions = [
        SessionRow(
            session.day,
            Half(session.half),
            session.taken,
            frozenset(one.enrolment.official_id for one in session.attendances.select_related("enrolment")),
        )
        for session in row.sessions.order_by("day", "-half")
    ]
    learners = [
        Learner(
            one.official_id,
            called.get(one.official_id, ""),
            _name(one.place_id),
            len(one.attendances.all()),
            one.result,
            one.note,
            one.place_id == territory.home(actor),
        )
        for one in enrolled
    ]
    learners.sort(key=lambda one: (one.place_name, fold(one.name)))
    return _class(row, tuple(sessions), tuple(learners), tuple(available(row, actor)))


def _class(
    row: TrainingClass,
    sessions: tuple[SessionRow, ...] = (),
    learners: tuple[Learner, ...] = (),
    offers: tuple[Offer, ...] = (),
) -> ClassRow:
    enrolled: list[Enrolment] = list(row.enrolments.all())
    return ClassRow(
        row.id,
        row.version,
        _name(row.unit_id),
        row.field,
        row.deep,
        row.owner,
        row.where,
        row.online,
        row.seats,
        len(enrolled),
        row.teacher,
        row.first,
        row.last,
        row.cancelled,
        sum(one.result == PASSED for one in enrolled),
        tuple(sorted({_name(one.place_id) for one in row.needs.all()})),
        sessions,
        learners,
        offers,
    )


def coverage(actor: Actor, *, unit: UUID | None = None) -> tuple[Coverage, ...]:
    """Return by centre and field how many of those assigned today are trained; fields nobody serves are not there."""
    reach.require_read(actor)
    today = clock.today()
    lasting = Q(assignment__valid_to__isnull=True) | Q(assignment__valid_to__gt=today)
    found = AssignedField.objects.filter(
        lasting, assignment__place__in=territory.of(actor), assignment__realm=actor.realm
    )
    if unit is not None:
        found = found.filter(assignment__unit=unit)
    groups: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for at, field, official in found.values_list("assignment__unit_id", "field", "assignment__official_id"):
        groups[at, field].add(official)
    people = {official for group in groups.values() for official in group}
    known, called = trained_in(people, actor.realm), names.officials_named(people)
    reach.looked(actor, "staff.coverage", people)
    rows = []
    for (at, field), group in groups.items():
        missing = sorted((one for one in group if field not in known[one]), key=lambda one: called.get(one, ""))
        rows.append(
            Coverage(
                at,
                _name(at),
                _name(family.home_of(at)),
                field,
                len(group) - len(missing),
                len(group),
                tuple((one, called.get(one, "")) for one in missing),
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.place_name, fold(row.field))))


def skills(actor: Actor, unit: UUID) -> tuple[SkillRow, ...]:
    """Return what a centre says its people know from before, by name and field."""
    centre = reach.centre(actor, unit)
    rows = list(Skill.objects.filter(place=centre.place, realm=actor.realm, withdrawn=False))
    called = names.officials_named({row.official_id for row in rows})
    reach.looked(actor, "staff.skills", called)
    shown = [
        SkillRow(
            row.id, called.get(row.official_id, ""), row.field, row.since, row.ground, tuple(available(row, actor))
        )
        for row in rows
    ]
    return tuple(sorted(shown, key=lambda row: (fold(row.name), fold(row.field))))


def _name(unit: UUID) -> str:
    kin = family.kin(unit)
    return kin.full_name if kin else ""

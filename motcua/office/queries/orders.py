"""Seals and digital-signature certificates: orders with step and holder, what is stuck, who lacks what, what works on a day.

Orders are shown to who may read personnel records, cut by reach. :func:`has_seal` and :func:`certificate_of` answer other
rooms, which make sure themselves that the reader may know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, order_rules, territory
from motcua.office.models import MarkOrder, MarkStep, Official, Post
from motcua.office.order_rules import Kind, Step
from motcua.office.rules import Level, Period, Role, roles_from

READ = "staff.read"
PURPOSE = N_("Theo dõi con dấu, chứng thư số")
PAGE = 50


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step taken."""

    step: Step
    day: date
    holder: str
    note: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as lists show it. ``days`` is how long it has been in its step; ``unfit``: the title is no longer held."""

    id: UUID
    version: int
    kind: Kind
    unit: UUID
    unit_name: str
    place_name: str
    official: UUID | None
    name: str
    what: str
    step: Step
    since: date
    days: int
    holder: str
    expected: date | None
    done: bool
    withdrawn: bool
    stuck: bool
    late: bool
    unfit: bool
    serial: str
    valid: Period | None
    revoked_on: date | None
    steps: tuple[StepRow, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Want:
    """Somebody or some unit that should have a seal or certificate: whether it works, else the order under way."""

    unit: UUID
    unit_name: str
    place_name: str
    official: UUID | None
    name: str
    title: str
    has: bool
    order: OrderRow | None


@dataclass(frozen=True, slots=True)
class Lacking:
    """Who should have what within reach: ``seals`` of units, ``certificates`` of people who sign. Each list is whole."""

    seals: tuple[Want, ...]
    certificates: tuple[Want, ...]


def orders(
    actor: Actor, *, view: str = "open", kind: Kind | None = None, text: str = "", before: UUID | None = None
) -> tuple[OrderRow, ...]:
    """Return orders within reach, newest first, from the one after ``before`` on.

    ``view``: open, stuck (too long in a step, or past the day expected), done, unfit, all. ``text`` looks in names.
    """
    today = clock.today()
    found = _within(actor)
    if view in {"open", "stuck"}:
        found = found.filter(done=False, withdrawn=False)
    elif view in {"done", "unfit"}:
        found = found.filter(done=True, withdrawn=False)
    if kind is not None:
        found = found.filter(kind=kind)
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = (row for row in _rows(found.order_by("-pk"), today) if _wanted(row, view, fold(text)))
    shown = tuple(row for row, _ in zip(rows, range(PAGE), strict=False))
    access.read(actor, "office.orders", _people(shown, actor), purpose=PURPOSE)
    return shown


def _wanted(row: OrderRow, view: str, key: str) -> bool:
    if view == "stuck" and not (row.stuck or row.late):
        return False
    if view == "unfit" and not row.unfit:
        return False
    return not key or any(key in fold(part) for part in (row.what, row.name, row.unit_name, row.holder))


def order(actor: Actor, id_: UUID) -> OrderRow:
    """Return one order with its steps and what can be done; :class:`NotFound` outside reach."""
    row = _within(actor).filter(pk=id_).first()
    if row is None:
        raise NotFound(N_("Không có việc con dấu, chứng thư số này."))
    found = _row(row, clock.today(), _titles([row], clock.today()), available(row, actor))
    access.read(actor, "office.order", _people([found], actor), purpose=PURPOSE)
    return found


def counts(actor: Actor) -> dict[str, int]:
    """Return how many orders within reach are open, stuck or late, done, and no longer fit."""
    today = clock.today()
    rows = list(_rows(_within(actor).filter(withdrawn=False).order_by("-pk"), today))
    return {
        "open": sum(not row.done for row in rows),
        "stuck": sum(row.stuck or row.late for row in rows),
        "done": sum(row.done for row in rows),
        "unfit": sum(row.unfit for row in rows),
    }


def lacking(actor: Actor, on: date | None = None) -> Lacking:
    """Return which centres and committees within reach have a seal, and which people who sign have a certificate."""
    _require(actor)
    day = on or clock.today()
    places, realm = territory.of(actor), str(actor.realm)
    bodies = [one for place in places for one in family.bodies_of(place, day)]
    wanted = [one for one in bodies if one.level in {Level.CENTRE, Level.COMMITTEE}]
    known = list(MarkOrder.objects.filter(place__in=places, realm=realm, withdrawn=False).order_by("pk"))
    titles = _titles(known, day)
    rows = {row.id: _row(row, day, titles) for row in known}
    seals: dict[UUID, list[MarkOrder]] = defaultdict(list)
    people: dict[UUID, list[MarkOrder]] = defaultdict(list)
    for row in known:
        if row.kind == Kind.SEAL:
            seals[row.unit_id].append(row)
        elif row.official_id is not None:
            people[row.official_id].append(row)
    received = _received([row.id for row in known], day)
    of_units = [
        Want(
            one.id,
            one.full_name,
            _place_name(one.id),
            None,
            "",
            "",
            any(row.id in received for row in seals[one.id]),
            _open(seals[one.id], rows),
        )
        for one in wanted
    ]
    of_people = [
        Want(
            unit,
            _name(unit),
            _place_name(unit),
            official,
            name,
            title,
            any(_works(row, day) for row in people[official]),
            _open(people[official], rows),
        )
        for official, name, title, unit in _signers([one.id for one in bodies], day)
    ]
    access.read(actor, "office.lacking", [one.official for one in of_people if one.official], purpose=PURPOSE)
    return Lacking(tuple(of_units), tuple(of_people))


def has_seal(unit: UUID, on: date, realm: str) -> bool:
    """Say whether a unit has its seal in hand on a day."""
    found = MarkOrder.objects.filter(unit=unit, kind=Kind.SEAL, realm=realm, withdrawn=False)
    return bool(_received(list(found.values_list("pk", flat=True)), on))


def seal_in_hand(unit: UUID, on: date, realm: str) -> bool | None:
    """Say whether a unit has its seal in hand on a day, ``None`` where no seal of it was ever ordered here."""
    found = MarkOrder.objects.filter(unit=unit, kind=Kind.SEAL, realm=realm, withdrawn=False)
    ordered = list(found.values_list("pk", flat=True))
    return bool(_received(ordered, on)) if ordered else None


def certificate_of(official: UUID, on: date, realm: str) -> UUID | None:
    """Return the order of a person's certificate that works on a day, ``None`` when they have none."""
    return next(iter(with_certificate([official], on, realm).values()), None)


def with_certificate(officials: Iterable[UUID], on: date, realm: str) -> dict[UUID, UUID]:
    """Return those of the officials who have a certificate that works on a day, with its order; one statement."""
    found = MarkOrder.objects.filter(official__in=set(officials), realm=realm, done=True, withdrawn=False)
    return {row.official_id: row.id for row in found if row.official_id is not None and _works(row, on)}


def _works(row: MarkOrder, on: date) -> bool:
    lasting = Period(row.valid_from, row.valid_to).holds(on)
    return row.done and row.valid_from is not None and lasting and (row.revoked_on is None or on < row.revoked_on)


def _received(orders_: list[UUID], on: date) -> set[UUID]:
    taken = MarkStep.objects.filter(order__in=orders_, step=Step.RECEIVED, day__lte=on)
    return set(taken.values_list("order_id", flat=True))


def _open(found: list[MarkOrder], rows: dict[UUID, OrderRow]) -> OrderRow | None:
    return next((rows[row.id] for row in reversed(found) if not row.done), None)


def _signers(units: list[UUID], on: date) -> list[tuple[UUID, str, str, UUID]]:
    """Return (official, name, title, unit) of who signs in these units, those whose post begins later included."""
    wanted: set[Role] = set(order_rules.NEED_CERTIFICATE)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    posts = Post.objects.filter(lasting, unit__in=units).select_related("official").order_by("rank", "pk")
    found: dict[UUID, tuple[UUID, str, str, UUID]] = {}
    for post in posts:
        if wanted & set(roles_from(post.roles)):
            found.setdefault(post.official_id, (post.official_id, post.official.name, post.title, post.unit_id))
    return sorted(found.values(), key=lambda one: (str(one[3]), one[1]))


def _require(actor: Actor) -> None:
    if not actor.can(READ):
        raise NotAllowed(N_("Chỉ lãnh đạo, người phụ trách nhân sự và cấp trên xem được con dấu, chứng thư số."))


def _within(actor: Actor) -> QuerySet[MarkOrder]:
    _require(actor)
    found = MarkOrder.objects.filter(place__in=territory.of(actor), realm=str(actor.realm))
    return found.select_related("official")


def _people(rows: Iterable[OrderRow], actor: Actor) -> list[UUID]:
    return sorted({row.official for row in rows if row.official is not None and row.official != actor.official})


def _rows(found: QuerySet[MarkOrder], today: date) -> Iterable[OrderRow]:
    rows = list(found)
    titles = _titles(rows, today)
    return (_row(row, today, titles) for row in rows)


def _titles(rows: Iterable[MarkOrder], on: date) -> dict[UUID, list[str]]:
    """Return the titles people hold on a day or will hold, by official."""
    people = {row.official_id for row in rows if row.official_id is not None}
    found: dict[UUID, list[str]] = defaultdict(list)
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    for official, title in Post.objects.filter(lasting, official__in=people).values_list("official_id", "title"):
        found[official].append(title)
    return found


def _row(row: MarkOrder, today: date, titles: dict[UUID, list[str]], offers: Iterable[Offer] | None = None) -> OrderRow:
    person: Official | None = row.official
    standing = not row.done and not row.withdrawn
    unfit = (
        row.official_id is not None
        and row.done
        and row.revoked_on is None
        and not order_rules.title_fits(row.what, titles.get(row.official_id, ()))
    )
    steps = row.steps.order_by("pk") if offers is not None else ()
    return OrderRow(
        id=row.id,
        version=row.version,
        kind=Kind(row.kind),
        unit=row.unit_id,
        unit_name=_name(row.unit_id),
        place_name=_place_name(row.unit_id),
        official=row.official_id,
        name=person.name if person else "",
        what=row.what,
        step=Step(row.step),
        since=row.since,
        days=max((today - row.since).days, 0),
        holder=row.holder,
        expected=row.expected,
        done=row.done,
        withdrawn=row.withdrawn,
        stuck=standing and order_rules.is_stuck(row.since, today),
        late=standing and row.expected is not None and today > row.expected,
        unfit=unfit,
        serial=row.serial,
        valid=Period(row.valid_from, row.valid_to) if row.valid_from else None,
        revoked_on=row.revoked_on,
        steps=tuple(StepRow(Step(one.step), one.day, one.holder, one.note, one.corrected) for one in steps),
        offers=tuple(offers or ()),
    )


def _name(unit: UUID) -> str:
    kin = family.kin(unit)
    return kin.full_name if kin else ""


def _place_name(unit: UUID) -> str:
    return _name(family.home_of(unit))

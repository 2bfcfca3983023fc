"""What came from units that were dissolved, for those who take it over: by old unit, beside what its minutes say.

Counts and codes name nobody; lists with people are of the centre's own dossiers, for whoever reads dossiers.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.dossiers import lists, policies, routing
from motcua.dossiers.models import Dossier, Handover, Takeover
from motcua.dossiers.papers import Heading, InheritedLine, InheritedList, centre_name
from motcua.dossiers.rules.inheriting import Balance
from motcua.dossiers.rules.life import STATE_NAMES
from motcua.dossiers.views import DossierRow
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access, marks
from motcua.ledger.actor import Actor, Realm
from motcua.office import family
from motcua.office import queries as office
from motcua.office.queries import names

PAGE = 50
PRINTED_MOST = 3_000
WAYS = {"so": N_("Tiếp nhận từ sổ cũ"), "nhap": N_("Nhập từ danh sách")}
"""How a dossier came, by what the address says."""
NOT_YET = N_("Chưa tiếp nhận")
STANDS = {"dang": N_("Đang giải quyết"), "xong": N_("Đã kết thúc")}
"""Whether it is still open."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was entered of an old unit's minutes."""

    id: UUID
    version: int
    stated: int
    ground: str
    number: str
    on: date


@dataclass(frozen=True, slots=True)
class OldUnit:
    """One old unit: what its minutes say, what came, how much of that is open, how much still waits in its books here."""

    place: UUID
    name: str
    minutes: Minutes | None
    balance: Balance
    open: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open dossier that still stands in the books of a dissolved centre: no names, its new centre does not read it yet."""

    id: UUID
    label: str
    procedure: str
    state: str
    received_at: datetime
    due_at: datetime | None


def old_units(actor: Actor) -> tuple[OldUnit, ...]:
    """Return the dissolved units that the actor's commune came after, by name; :class:`NotAllowed` for others."""
    centre = _centre(actor)
    realm = str(actor.realm)
    places = _predecessors(centre)
    minutes = {row.origin_id: row for row in Handover.objects.filter(unit_id=centre, realm=realm)}
    came = Takeover.objects.filter(to_unit_id=centre, realm=realm)
    counts: dict[UUID, Counter[str]] = {place: Counter() for place in places}
    for place, old_code, open_ in came.values_list("place_id", "old_code", "dossier__open"):
        counts.setdefault(place, Counter()).update(["brought" if old_code else "taken", *(["open"] if open_ else [])])
    known = office.units(counts)
    found = []
    for place, count in counts.items():
        row = minutes.get(place)
        found.append(
            OldUnit(
                place=place,
                name=known[place].full_name,
                minutes=_minutes(row) if row else None,
                balance=Balance(row.stated if row else None, count["taken"], count["brought"]),
                open=count["open"],
                waiting=_waiting(place, realm).count(),
            )
        )
    return tuple(sorted(found, key=lambda one: one.name))


def old_unit(actor: Actor, place: UUID) -> OldUnit:
    """Return one of them; :class:`NotFound` for a unit that this commune did not come after."""
    found = next((one for one in old_units(actor) if one.place == place), None)
    if found is None:
        raise NotFound(N_("Không có đơn vị cũ này."))
    return found


def waiting(actor: Actor, place: UUID, *, after: UUID | None = None, most: int = PAGE) -> tuple[Waiting, ...]:
    """Return open dossiers still in the books of a dissolved unit, in the order of reception, from after one on."""
    old_unit(actor, place)
    rows = _waiting(place, str(actor.realm)).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return tuple(
        Waiting(
            id=row.id,
            label=row.code or row.reception_number,
            procedure=row.procedure_name,
            state=row.state,
            received_at=row.received_at,
            due_at=row.due_at,
        )
        for row in rows[:most]
    )


@dataclass(frozen=True, slots=True)
class Came:
    """A dossier that came from an old unit: the code of its old receipt, how it came and when."""

    row: DossierRow
    old_code: str
    way: str
    at: datetime


def came(
    actor: Actor, place: UUID, *, way: str = "", stands: str = "", after: int = 0, most: int = PAGE
) -> tuple[tuple[Came, ...], int]:
    """Return dossiers that came from an old unit and the place where the next ones begin (0: none); the read is logged.

    ``way`` and ``stands`` are keys of :data:`WAYS` and :data:`STANDS`, "" for all. Nothing for who reads no dossiers.
    """
    old_unit(actor, place)
    if not actor.can("dossier.read"):
        return (), 0
    found = Takeover.objects.filter(to_unit_id=_centre(actor), place_id=place, realm=str(actor.realm), pk__gt=after)
    if way in WAYS:
        found = found.exclude(old_code="") if way == "nhap" else found.filter(old_code="")
    if stands in STANDS:
        found = found.filter(dossier__open=stands == "dang")
    rows = list(found.select_related("dossier").order_by("pk")[: most + 1])
    shown = [row for row in rows[:most] if policies.may_read(actor, row.dossier) is None]
    access.read(actor, "dossiers.inherited", [row.dossier_id for row in shown], purpose="Xem hồ sơ từ đơn vị cũ")
    of = lists.rows_of([row.dossier for row in shown])
    listed = tuple(
        Came(one, row.old_code or one.code or one.label, "nhap" if row.old_code else "so", row.at)
        for row, one in zip(shown, of, strict=True)
    )
    return listed, rows[most - 1].pk if len(rows) > most else 0


def paper(actor: Actor, place: UUID) -> InheritedList:
    """Return the list of open dossiers handed over, ready to print: what came and what its books here still have."""
    unit = old_unit(actor, place)
    if not actor.can("dossier.read"):
        raise NotAllowed(N_("Bạn không có quyền xem hồ sơ."))
    centre, today = _centre(actor), clock.today()
    head = names.heading_of(centre, today)
    here, _ = came(actor, place, most=PRINTED_MOST)
    left = waiting(actor, place, most=PRINTED_MOST)
    lines = [
        InheritedLine(
            code=one.old_code,
            request=one.row.procedure,
            owner=one.row.applicant,
            received_at=one.row.received_at,
            due_at=one.row.due_at,
            state=STATE_NAMES[one.row.state],
            way=WAYS[one.way],
        )
        for one in here
    ]
    lines += [
        InheritedLine(
            code=one.label,
            request=one.procedure,
            owner="",
            received_at=one.received_at,
            due_at=one.due_at,
            state=STATE_NAMES[one.state],
            way=NOT_YET,
        )
        for one in left
    ]
    return InheritedList(
        heading=Heading(
            governing_body=head.governing_body,
            centre=centre_name(head.commune, today),
            place=head.short,
            made_at=clock.now(),
            realm="thử" if actor.realm == Realm.TRIAL else "thật",
            demonstration=marks.is_demonstration(),
        ),
        giver=unit.name,
        taker=head.centre,
        ground=unit.minutes.ground if unit.minutes else "",
        minutes=f"{unit.minutes.number} ngày {unit.minutes.on:%d/%m/%Y}" if unit.minutes else "",
        stated=unit.balance.stated,
        taken=unit.balance.taken,
        brought=unit.balance.brought,
        waiting=unit.waiting,
        compared=str(unit.balance.said),
        lines=tuple(lines),
    )


def _minutes(row: Handover) -> Minutes:
    return Minutes(row.id, row.version, row.stated, row.ground, row.minutes, row.minutes_on)


def _centre(actor: Actor) -> UUID:
    refusal = policies.may_see_handovers(actor)
    if refusal is not None or actor.unit is None:
        raise NotAllowed(refusal.sentence if refusal else N_("Tài khoản chưa gắn với trung tâm nào."))
    return routing.directory(actor.unit).centre


def _predecessors(centre: UUID) -> list[UUID]:
    """Return the dissolved places that the commune of a centre came after, one step or more back."""
    found: list[UUID] = []
    open_ = [family.home_of(centre)]
    while open_:
        for one in office.lineage(open_.pop())[0]:
            if one.unit.id not in found and routing.dissolved_before(one.unit.id, centre):
                found.append(one.unit.id)
                open_.append(one.unit.id)
    return found


def _waiting(place: UUID, realm: str) -> QuerySet[Dossier]:
    return Dossier.objects.filter(received_unit_id__in=list(family.household(place)), open=True, realm=realm)

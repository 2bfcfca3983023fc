"""Leave: of a centre for who looks after it, one's own for each; presences and shortcomings of a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, territory
from motcua.office.queries import names
from motcua.staff import board
from motcua.staff.models import Leave, Presence, Shortcoming
from motcua.staff.queries import reach
from motcua.staff.rules.halves import Away, Half
from motcua.staff.rules.presence import SERVED, Seen, Standing

LEAVE_KINDS: dict[str, str] = {
    Leave.Kind.ANNUAL: N_("nghỉ phép năm"),
    Leave.Kind.SICK: N_("nghỉ ốm"),
    Leave.Kind.MISSION: N_("đi công tác"),
    Leave.Kind.CLASS: N_("đi tập huấn"),
    Leave.Kind.OTHER: N_("việc khác"),
}
LEAVE_STATES: dict[str, str] = {
    Leave.State.ASKED: N_("chờ trả lời"),
    Leave.State.GRANTED: N_("đã đồng ý"),
    Leave.State.REFUSED: N_("không đồng ý"),
    Leave.State.CANCELLED: N_("đã rút"),
}
PAGE = 50


@dataclass(frozen=True, slots=True)
class LeaveRow:
    """A leave as lists show it."""

    id: UUID
    version: int
    unit: UUID
    official: UUID
    name: str
    kind: str
    when: Away
    cover: UUID | None
    cover_name: str
    reason: str
    state: str
    answer: str
    offers: tuple[Offer, ...]


def leaves(actor: Actor, unit: UUID, *, since: date | None = None) -> tuple[LeaveRow, ...]:
    """Return the leave of a centre's place that ends on ``since`` (today) or later, what waits for an answer first."""
    centre = reach.centre(actor, unit)
    found = Leave.objects.filter(place=centre.place, realm=actor.realm, last__gte=since or clock.today())
    rows = _rows(actor, found.order_by("first", "pk")[:300])
    reach.looked(actor, "staff.leaves", {row.official for row in rows})
    return tuple(sorted(rows, key=lambda row: (row.state != Leave.State.ASKED, row.when.first)))


def own_leaves(actor: Actor) -> tuple[LeaveRow, ...]:
    """Return one's own requests, newest first."""
    if actor.official is None:
        return ()
    return _rows(actor, Leave.objects.filter(official=actor.official, realm=actor.realm).order_by("-first", "-pk")[:50])


def leave(actor: Actor, id_: UUID) -> LeaveRow:
    """Return one leave: one's own, or of somebody whose records one may read; else :class:`NotFound`."""
    row = Leave.objects.filter(pk=id_, realm=actor.realm).first()
    own = row is not None and row.official_id == actor.official
    if row is None or not (own or (actor.can("staff.read") and territory.holds(actor, row.place_id))):
        raise NotFound(N_("Không có đơn nghỉ này."))
    reach.looked(actor, "staff.leave", [row.official_id])
    return _rows(actor, [row])[0]


def _rows(actor: Actor, found: Iterable[Leave] | QuerySet[Leave]) -> tuple[LeaveRow, ...]:
    rows = list(found)
    people = {row.official_id for row in rows} | {row.cover_id for row in rows if row.cover_id is not None}
    called = names.officials_named(people)
    return tuple(
        LeaveRow(
            row.id,
            row.version,
            row.unit_id,
            row.official_id,
            called.get(row.official_id, ""),
            row.kind,
            board.stretch(row),
            row.cover_id,
            called.get(row.cover_id, "") if row.cover_id else "",
            row.reason,
            row.state,
            row.answer,
            tuple(available(row, actor)),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One person's duty in a period: half-days that are over, served, late, covered by others, short."""

    official: UUID
    name: str
    due: int
    served: int
    late: int
    covered: int
    short: int
    entered_later: int


@dataclass(frozen=True, slots=True)
class Control:
    """Presence of a centre over a period, person by person and half-day by half-day."""

    unit: reach.CentreRow
    first: date
    last: date
    rows: tuple[ControlRow, ...]
    lines: tuple[tuple[date, Half, str, str, Standing, Seen | None], ...]


def control(actor: Actor, unit: UUID, first: date, last: date) -> Control:
    """Return who served the roster of a period, as far as half-days have begun; both days included."""
    centre = reach.centre(actor, unit)
    now = clock.now()
    lines = [one for one in board.lines([unit], first, last, now, actor.realm) if one.sitting.opens <= now]
    called = names.officials_named({line.official for line in lines})
    reach.looked(actor, "staff.control", called)
    rows = []
    for official, name in sorted(called.items(), key=lambda pair: pair[1]):
        own = [line for line in lines if line.official == official]
        count = {state: sum(line.standing is state for line in own) for state in Standing}
        rows.append(
            ControlRow(
                official,
                name,
                len(own),
                sum(count[state] for state in SERVED),
                count[Standing.LATE],
                count[Standing.COVERED],
                count[Standing.ABSENT] + count[Standing.COVER_MISSING] + count[Standing.LEFT],
                sum(line.seen is not None and line.seen.entered_later for line in own),
            )
        )
    told = tuple(
        (line.sitting.day, line.sitting.half, line.post, called.get(line.official, ""), line.standing, line.seen)
        for line in lines
    )
    return Control(centre, first, last, tuple(rows), told)


@dataclass(frozen=True, slots=True)
class ShortcomingRow:
    """A place not served: who was away, what was seen when and by whom, and how the centre explains it."""

    id: UUID
    unit: UUID
    unit_name: str
    official: UUID
    name: str
    day: date
    half: Half
    post: str
    standing: Standing
    seen_at: datetime
    seen_by: str
    on_site: bool
    explanation: str
    offers: tuple[Offer, ...]


def shortcomings(
    actor: Actor, *, unit: UUID | None = None, open_only: bool = False, before: UUID | None = None
) -> tuple[ShortcomingRow, ...]:
    """Return shortcomings within reach, newest first, a page from the one after ``before`` on."""
    reach.require_read(actor)
    found = Shortcoming.objects.filter(place__in=territory.of(actor), realm=actor.realm)
    if unit is not None:
        found = found.filter(unit=unit)
    if open_only:
        found = found.filter(explanation="")
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[:PAGE])
    called = names.officials_named({row.official_id for row in rows})
    reach.looked(actor, "staff.shortcomings", called)
    shown = []
    for row in rows:
        kin = family.kin(row.unit_id)
        shown.append(
            ShortcomingRow(
                row.id,
                row.unit_id,
                kin.full_name if kin else "",
                row.official_id,
                called.get(row.official_id, ""),
                row.day,
                Half(row.half),
                row.post,
                Standing(row.standing),
                row.seen_at,
                row.seen_by,
                row.on_site,
                row.explanation,
                tuple(available(row, actor)),
            )
        )
    return tuple(shown)


def presence(actor: Actor, id_: UUID) -> tuple[UUID, str, Seen, date, Half]:
    """Return (official, name, seen, day, half) of a presence within reach; :class:`NotFound` outside it."""
    reach.require_read(actor)
    row = Presence.objects.filter(pk=id_, place__in=territory.of(actor), realm=actor.realm).first()
    if row is None:
        raise NotFound(N_("Không có lần điểm danh này."))
    reach.looked(actor, "staff.presence", [row.official_id])
    name = names.officials_named([row.official_id]).get(row.official_id, "")
    return row.official_id, name, board.seen_of(row), row.day, Half(row.half)

"""The scopes of lists: which dossiers each means, for whom, and how many there are.

A scope is a condition over who asks and when. Its SQL is made once for the powers that ask (:mod:`motcua.ledger.prepared`):
every page of lists counts them all.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Value

from motcua.dossiers import lateness, rules
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.rules import life
from motcua.dossiers.rules.collecting import UNCOLLECTED_AFTER
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, NotAllowed, RuleError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.prepared import Prepared, count_each
from motcua.office import queries as office

SCOPES: Mapping[str, str] = {
    "cho-ky": N_("Chờ ký duyệt"),
    "cho-dau": N_("Chờ đóng dấu"),
    "viec-cua-toi": N_("Việc của tôi"),
    "don-vi": N_("Việc của đơn vị"),
    "dang-giai-quyet": N_("Đang giải quyết"),
    "cho-tra": N_("Chờ trả kết quả"),
    "o-ngoai": N_("Ở cơ quan ngoài"),
    "ngoai-tre": N_("Cơ quan ngoài trễ hẹn"),
    "chua-lay": N_("Quá 7 ngày chưa đến nhận"),
    "cho-dan": N_("Chờ người dân"),
    "tam-dung": N_("Tạm dừng"),
    "xin-loi": N_("Cần xin lỗi, hẹn lại"),
    "den-han": N_("Đến hạn hôm nay"),
    "qua-han": N_("Quá hạn"),
    "chua-nhap": N_("Chưa nhập lên tỉnh"),
    "cho-dong-bo": N_("Chờ đồng bộ"),
    "da-nhan": N_("Đã nhận hôm nay"),
    "chuyen-di": N_("Nhận thay nơi khác"),
    "chuyen-den": N_("Nơi khác nhận, tại đây giải quyết"),
}
NEWEST_FIRST = frozenset({"da-nhan"})
EXTRA = frozenset({"cho-dong-bo", "chuyen-di", "chuyen-den"})
"""Lists that are only offered while something is on them: of cut lines, and of other places."""
_WORKERS = frozenset({"dossier.process", "dossier.endorse", "dossier.approve", "dossier.seal"})
_CENTRE = frozenset({"dossier.receive", "dossier.correct"})
_FOR: Mapping[str, frozenset[str]] = {
    "cho-ky": frozenset({"dossier.approve"}),
    "cho-dau": frozenset({"dossier.seal"}),
    "viec-cua-toi": _WORKERS,
    "don-vi": _WORKERS - {"dossier.seal"},
    "dang-giai-quyet": _CENTRE,
    "cho-tra": frozenset({"dossier.return", "dossier.correct"}),
    "o-ngoai": frozenset({"dossier.correct", "dossier.process"}),
    "ngoai-tre": frozenset({"dossier.correct", "dossier.endorse"}),
    "chua-lay": frozenset({"dossier.return", "dossier.correct"}),
    "cho-dan": frozenset({"dossier.receive", "dossier.correct", "dossier.process"}),
    "tam-dung": frozenset({"dossier.correct", "dossier.endorse"}),
    "xin-loi": frozenset({"dossier.correct", "dossier.endorse", "dossier.approve"}),
    "den-han": frozenset({"dossier.read"}),
    "qua-han": frozenset({"dossier.read"}),
    "chua-nhap": _CENTRE,
    "cho-dong-bo": _CENTRE,
    "da-nhan": _CENTRE,
    "chuyen-di": _CENTRE,
    "chuyen-den": _CENTRE,
}


def scopes_of(actor: Actor) -> tuple[str, ...]:
    """Return the lists that make sense for ``actor``, the one to begin with first."""
    wanted = [scope for scope, powers in _FOR.items() if powers & actor.powers]
    if actor.unit is None or office.settings_of(actor.unit).primary:
        # A centre that numbers dossiers itself has none to enter in the province's system.
        wanted = [scope for scope in wanted if scope != "chua-nhap"]
    return tuple(wanted)


def units_of(actor: Actor) -> list[UUID]:
    """Return the units whose work is the actor's."""
    return list(actor.units | ({actor.unit} if actor.unit else set()))


def midnight() -> datetime:
    """Return the next midnight in Vietnam."""
    return clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def demand(actor: Actor) -> None:
    """Refuse who may read no dossiers."""
    if not actor.can("dossier.read"):
        raise NotAllowed(N_("Bạn không có quyền xem hồ sơ."))


@dataclass(frozen=True, slots=True)
class _Asker:
    """Whose list is meant, and when: all that the condition of a scope may look at.

    ``now`` is the minute that has begun: what was due before it is late.
    """

    powers: frozenset[str]
    realm: str
    units: list[UUID]
    official: UUID
    today: date
    now: datetime
    midnight: datetime
    eve: datetime
    long_ago: datetime

    @property
    def values(self) -> tuple[str, list[UUID], UUID, date, datetime, datetime, datetime, datetime]:
        """Return what changes from one look at a list to the next; powers are part of the statement."""
        instants = (self.now, self.midnight, self.eve, self.long_ago)
        return self.realm, self.units, self.official, self.today, *instants


_NOBODY = UUID(int=0)


def _asker(actor: Actor, *scopes: str) -> _Asker:
    """Return who asks for ``scopes``; refuses who may read no dossiers, and a scope that is none."""
    demand(actor)
    for scope in scopes:
        if scope not in _SCOPED:
            raise BadInput(N_("Không có danh sách «{scope}»."), scope=scope[:40])
    official = actor.official or _NOBODY
    realm, now = str(actor.realm), lateness.this_minute(clock.now())
    instants = (now, midnight(), _eve(actor), now - UNCOLLECTED_AFTER)
    return _Asker(actor.powers, realm, units_of(actor), official, clock.today(), *instants)


def _eve(actor: Actor) -> datetime:
    """Return the end of the next working day of the actor's place: what falls due before it has to be spoken of today."""
    return next_working_day_ends(actor.unit, clock.today())


def next_working_day_ends(unit: UUID | None, day: date) -> datetime:
    """Return the midnight that ends the working day after ``day`` at a unit; of none every day counts."""
    next_day = day + timedelta(days=1)
    with suppress(RuleError):  # no calendar for the year: every day counts
        if unit is not None:
            next_day = worktime.add_working_days(office.calendar_for(unit), day, 1)
    return clock.at(next_day.year, next_day.month, next_day.day) + timedelta(days=1)


def within(actor: Actor, scope: str) -> QuerySet[Dossier]:
    """Return the dossiers of a scope, for whoever narrows them further."""
    return _of(scope, _asker(actor, scope))


def first(actor: Actor, scope: str, most: int, columns: tuple[str, ...]) -> list[Dossier]:
    """Return the first ``most`` dossiers of a scope in its order, of each only some columns, in one statement."""
    return _first(scope, actor.powers, most, columns)(*_asker(actor, scope).values)


def counts(actor: Actor, scopes: Iterable[str], most: int = 500) -> dict[str, int]:
    """Return how many dossiers each scope has for ``actor``, at most ``most``: one statement for each group of scopes."""
    wanted = tuple(scopes)
    values = _asker(actor, *wanted).values
    # What was ever received only grows: of it, the scopes with an index of their own are counted, one by one, to the most.
    own = [scope for scope in wanted if _SCOPED[scope].group is _received]
    found = dict(zip(own, count_each([_some(scope, actor.powers, most) for scope in own], *values), strict=True))
    for group in (_held, _answered_for):
        among = tuple(scope for scope in wanted if _SCOPED[scope].group is group)
        for row in _tally(among, actor.powers)(*values) if among else ():
            found |= zip(among, (min(number, most) for number in row), strict=True)
    return {scope: found.get(scope, 0) for scope in wanted}


def _of(scope: str, asker: _Asker) -> QuerySet[Dossier]:
    group, only = _SCOPED[scope].group, _SCOPED[scope].only
    return Dossier.objects.filter(realm=asker.realm).filter(group(asker) & only(asker))


def in_order(scope: str, found: QuerySet[Dossier]) -> QuerySet[Dossier]:
    """Soonest due first, dossiers without a date after all others; results by how long they lie; today's newest first."""
    if scope in NEWEST_FIRST:
        return found.order_by("-id")
    return found.order_by(F(ordered_by(scope)).asc(nulls_last=True), "id")


def ordered_by(scope: str) -> str:
    """Return the column by which a list is ordered, earliest first, where it is not newest first."""
    return "ready_at" if scope == "chua-lay" else "due_at"


@lru_cache(maxsize=256)
def _first(scope: str, powers: frozenset[str], most: int, columns: tuple[str, ...]) -> Prepared[Dossier]:
    def build(*values: Any) -> QuerySet[Dossier]:
        return in_order(scope, _of(scope, _Asker(powers, *values))).only(*columns)[:most]

    return Prepared(build, spare=True)


@lru_cache(maxsize=256)
def _some(scope: str, powers: frozenset[str], most: int) -> Prepared[tuple[UUID]]:
    """Return the read of any ``most`` dossiers of a scope: to be counted, so in no order."""
    return Prepared(lambda *values: _of(scope, _Asker(powers, *values)).values_list("pk")[:most], spare=True)


@lru_cache(maxsize=256)
def _tally(scopes: tuple[str, ...], powers: frozenset[str]) -> Prepared[tuple[int, ...]]:
    """Return the read of one row: how many dossiers each of these scopes, all of one group, has."""

    def build(*values: Any) -> QuerySet[Dossier, tuple[int, ...]]:
        asker = _Asker(powers, *values)
        among = Dossier.objects.filter(realm=asker.realm).filter(_SCOPED[scopes[0]].group(asker))
        counts = {f"scope{place}": Count("pk", filter=_SCOPED[one].only(asker)) for place, one in enumerate(scopes)}
        return among.values(together=Value(1)).annotate(**counts).values_list(*counts)

    return Prepared(build, spare=True)


def _answered_for(asker: _Asker) -> Q:
    """The centre answers for all it received, wherever it is now, and for all its place settles; everybody else for what
    their unit holds."""
    if not asker.powers & _CENTRE:
        return _held(asker)
    return _open_received(asker.units) | _open_settled(asker.units)


def _held(asker: _Asker) -> Q:
    return _open_held(asker.units)


def open_of(units: Collection[UUID]) -> Q:
    """Return the condition of open dossiers that some units received, hold or settle.

    Each way names the whole condition of its index: SQLite takes an index for a way only then.
    """
    return _open_received(units) | _open_held(units) | _open_settled(units)


def _open_received(units: Collection[UUID]) -> Q:
    return Q(open=True, received_unit_id__in=units)


def _open_held(units: Collection[UUID]) -> Q:
    return Q(open=True, holder_id__in=units)


def _open_settled(units: Collection[UUID]) -> Q:
    return Q(open=True, settling_unit_id__in=units) & BEYOND


def _received(asker: _Asker) -> Q:
    return Q(received_unit_id__in=asker.units)


def _due_before(end: datetime, start: datetime | None = None) -> Q:
    still = Q(due_at__lt=end) & _NOT_READY
    return still & Q(due_at__gte=start) if start else still


def _workable(asker: _Asker) -> Q:
    """Heads answer for every step in their unit; others see the steps they could take."""
    if asker.powers & {"dossier.assign", "dossier.approve"}:
        return Q()
    return Q(step_role__in=[role for role in rules.POWER_OF_ROLE if rules.powers_of_step(role) & asker.powers])


UNSYNCED = Q(unsynced_since__isnull=False, synced_at__isnull=True)
"""The province's system does not know it yet."""
BEYOND = ~Q(settling_unit=F("received_unit"))
"""Taken regardless of boundaries: another place settles it than the one that received it (NĐ 118/2025 Đ14)."""


_NOT_READY = ~Q(state=Dossier.State.READY)
_READY = Q(state=Dossier.State.READY, ready_at__isnull=False)
_RUNS = Q(paused_at__isnull=True)


def _waits(*states: life.State) -> Q:
    return Q(paused_at__isnull=False, state__in=[str(state) for state in states])


def _overdue_outside(now: datetime) -> QuerySet[Consultation, UUID]:
    """Return the dossiers about which a body outside owes an answer by now."""
    return Consultation.objects.filter(answered_at__isnull=True, answer_by__lt=now).values_list("dossier_id", flat=True)


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a scope takes out of a group of dossiers that an index holds: scopes of one group are counted in one pass."""

    group: Callable[[_Asker], Q]
    only: Callable[[_Asker], Q]


_SCOPED: Mapping[str, _Scope] = {
    "cho-ky": _Scope(_held, lambda _: Q(step_role="leader") & _RUNS),
    "cho-dau": _Scope(_held, lambda _: Q(step_role="seal") & _RUNS),
    "viec-cua-toi": _Scope(_held, lambda who: Q(official_id=who.official) & _RUNS),
    "don-vi": _Scope(_held, lambda who: _NOT_READY & _RUNS & _workable(who)),
    "dang-giai-quyet": _Scope(_answered_for, lambda _: _NOT_READY),
    "cho-tra": _Scope(_held, lambda _: _READY),
    "chua-lay": _Scope(_held, lambda who: _READY & Q(ready_at__lt=who.long_ago)),
    "o-ngoai": _Scope(_answered_for, lambda _: ~Q(outside="")),
    "ngoai-tre": _Scope(_answered_for, lambda who: Q(pk__in=_overdue_outside(who.now))),
    "cho-dan": _Scope(_answered_for, lambda _: _waits(life.State.SUPPLEMENT, life.State.FEE)),
    "tam-dung": _Scope(_answered_for, lambda _: _waits(life.State.SUSPENDED)),
    # The date falls within a day, or has passed, and nobody has said so to the citizen. What waits is not promised anew.
    "xin-loi": _Scope(_answered_for, lambda who: Q(due_at__lt=who.eve, extensions=0) & _NOT_READY & _RUNS),
    "den-han": _Scope(_answered_for, lambda who: _due_before(who.midnight, who.now)),
    "qua-han": _Scope(_answered_for, lambda who: _due_before(who.now)),
    "chua-nhap": _Scope(_received, lambda _: Q(code="")),
    "cho-dong-bo": _Scope(_received, lambda _: UNSYNCED),
    "da-nhan": _Scope(_received, lambda who: Q(received_day=who.today)),
    "chuyen-di": _Scope(_answered_for, lambda who: _open_received(who.units) & BEYOND),
    "chuyen-den": _Scope(_answered_for, lambda who: _open_settled(who.units)),
}

"""Devices in the field: one's own, and for who looks after them those of their reach, with what each last announced."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import family, policies, territory
from motcua.office.device_rules import State
from motcua.office.devices import Unsent, works_of
from motcua.office.models import Device
from motcua.office.rules import ACCOUNTS, OVERSEE, SIGN

PAGE: Final = 50
QUIET: Final = timedelta(days=2)
"""After how long without a contact a device with unsent work is asked after."""
VIEWS: Final = ("all", "unsent", "quiet", "lost", "wiped")


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device as screens show it; ``unsent`` and ``works`` are as it said at ``unsent_at``."""

    id: UUID
    version: int
    name: str
    browser: str
    owner: str
    mine: bool
    place_name: str
    state: State
    since: datetime
    last_seen: datetime | None
    unsent: int
    works: tuple[Unsent, ...]
    unsent_at: datetime | None
    quiet: bool
    offers: tuple[Offer, ...]


def watches(actor: Actor) -> bool:
    """Say whether somebody looks after devices of others."""
    return any(actor.can(power) for power in policies.DEVICE_POWERS)


def own(actor: Actor) -> tuple[DeviceRow, ...]:
    """Return one's own devices, the newest first."""
    rows = Device.objects.filter(account=actor.account).exclude(state=State.FORGOTTEN)
    return _rows(actor, rows.select_related("account__official").order_by("-id")[:PAGE])


def listing(actor: Actor, view: str = "all", text: str = "", before: UUID | None = None) -> tuple[DeviceRow, ...]:
    """Return a page of the devices within reach, the newest first; :class:`NotAllowed` for who looks after none.

    ``view`` is one of :data:`VIEWS`; ``text`` is part of the owner's name; ``before`` the last id of the page before.
    """
    rows = _narrowed(_within(actor), view)
    if text:
        rows = rows.filter(account__official__folded__contains=fold(text))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return _rows(actor, rows.select_related("account__official").order_by("-id")[:PAGE])


def counts(actor: Actor) -> dict[str, int]:
    """Return how many devices stand in each view, and under ``items`` how many items all of them announced unsent."""
    # Not by the bare name: one of them is a column, too.
    wanted = {f"in_{view}": Count("id", filter=_which(view)) for view in VIEWS}
    told = _within(actor).aggregate(**wanted, in_items=Sum("unsent", filter=~Q(state=State.WIPED)))
    return {name.removeprefix("in_"): count or 0 for name, count in told.items()}


def device(actor: Actor, id_: UUID) -> DeviceRow:
    """Return one device the actor may see: their own, or one within reach; :class:`NotFound` otherwise."""
    mine = Q(account=actor.account)
    seen = mine | Q(place__in=_places(actor)) if watches(actor) else mine
    found = _rows(actor, Device.objects.filter(seen, pk=id_).select_related("account__official"))
    if not found:
        raise NotFound(N_("Không có thiết bị này."))
    return found[0]


def _places(actor: Actor) -> frozenset[UUID]:
    places: frozenset[UUID] = frozenset()
    if actor.can(ACCOUNTS):
        places |= policies.reach(actor) or frozenset()
    if actor.can(SIGN) or actor.can(OVERSEE):
        places |= territory.of(actor)
    return places


def _within(actor: Actor) -> QuerySet[Device]:
    if not watches(actor):
        raise NotAllowed(N_("Chỉ quản trị, lãnh đạo và người theo dõi địa bàn xem được thiết bị của người khác."))
    return Device.objects.filter(place__in=_places(actor)).exclude(state=State.FORGOTTEN)


def _which(view: str) -> Q:
    now = clock.now()
    return {
        "unsent": Q(unsent__gt=0) & ~Q(state=State.WIPED),
        "quiet": Q(unsent__gt=0, state=State.USED, last_seen__lte=now - QUIET),
        "lost": Q(state__in=[State.LOST, State.WIPING]),
        "wiped": Q(state=State.WIPED),
    }.get(view, Q())


def _narrowed(rows: QuerySet[Device], view: str) -> QuerySet[Device]:
    return rows.filter(_which(view))


def _rows(actor: Actor, rows: Iterable[Device]) -> tuple[DeviceRow, ...]:
    now = clock.now()
    return tuple(_row(actor, row, now) for row in rows)


def _row(actor: Actor, row: Device, now: datetime) -> DeviceRow:
    kin = family.kin(row.place_id)
    state = State(row.state)
    silent = row.last_seen is not None and now - row.last_seen >= QUIET
    return DeviceRow(
        id=row.id,
        version=row.version,
        name=row.name,
        browser=row.browser,
        owner=row.account.official.name,
        mine=row.account_id == actor.account,
        place_name=kin.full_name if kin else "",
        state=state,
        since=row.since,
        last_seen=row.last_seen,
        unsent=row.unsent,
        works=tuple(works_of(row.works)),
        unsent_at=row.unsent_at,
        quiet=state is State.USED and row.unsent > 0 and silent,
        offers=tuple(available(row, actor)),
    )

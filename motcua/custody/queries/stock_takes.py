"""Rounds of stock-taking: lists, one with what was seen, who may count where, batches sorted before they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from motcua.custody import policies, sorting
from motcua.custody.models import Observation, StockTake
from motcua.custody.queries import scope
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.counting import State
from motcua.custody.sorting import Fate, Sighting
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import available
from motcua.office import queries as office


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round as a line of a list; of an open one ``seen`` counts what was seen so far."""

    id: UUID
    label: str
    title: str
    unit_name: str
    place_name: str
    open: bool
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    closed_by: str
    expected: int
    seen: int
    missing: int
    surplus: int
    differing: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class SeenRow:
    """One observation as it stands on a page."""

    id: UUID
    code: str
    name: str
    room: str
    condition: Condition
    note: str
    photo: str
    device: str
    observed_at: datetime
    account: UUID
    by_name: str
    counts: bool


@dataclass(frozen=True, slots=True)
class ExpectedRow:
    """An expected asset: what the books said, how it stands, and every observation of it."""

    asset: UUID
    code: str
    name: str
    kind: str
    room: str
    condition: Condition
    state: State
    differs: bool
    reason: str
    seen: tuple[SeenRow, ...]


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round with its list; ``surplus`` was found and not expected."""

    row: RoundRow
    version: int
    ground: str
    note: str
    rooms: tuple[str, ...]
    list: tuple[ExpectedRow, ...]
    surplus: tuple[SeenRow, ...]
    acts: frozenset[str]

    def of(self, *states: State) -> tuple[ExpectedRow, ...]:
        """Return the expected assets in these states."""
        return tuple(row for row in self.list if row.state in states)

    @property
    def differing(self) -> tuple[ExpectedRow, ...]:
        """Return what was seen otherwise than the books said."""
        return tuple(row for row in self.list if row.differs and row.state in {State.SEEN, State.SETTLED})


def listing(
    actor: Actor, *, place: UUID | None = None, after: str | None = None
) -> tuple[tuple[RoundRow, ...], str | None]:
    """Return a page of rounds within reach, the newest first, and where the next begins."""
    policies.demand(policies.refuse_counter(actor))
    found = StockTake.objects.filter(realm=str(actor.realm), place__in=scope.places(actor, place))
    last = scope.key_after(after)
    if last:
        found = found.filter(id__lt=last)
    rows = list(found.order_by("-id")[: scope.PAGE + 1])
    more = rows[scope.PAGE - 1].id.hex if len(rows) > scope.PAGE else None
    return tuple(_row(row) for row in rows[: scope.PAGE]), more


def _row(row: StockTake) -> RoundRow:
    states = list(row.list.values_list("state", flat=True)) if row.open else []
    conflicts = states.count(State.CONFLICT)
    return RoundRow(
        id=row.id,
        label=row.label,
        title=row.title,
        unit_name=office.unit(row.unit_id).full_name,
        place_name=office.unit(row.place_id).full_name,
        open=row.open,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        expected=row.expected,
        seen=len(states) - states.count(State.UNSEEN) if row.open else row.seen,
        missing=states.count(State.UNSEEN) if row.open else row.missing,
        surplus=row.surplus,
        differing=row.differing,
        conflicts=conflicts,
    )


def _found(actor: Actor, id_: UUID) -> StockTake:
    policies.demand(policies.refuse_counter(actor))
    row = StockTake.objects.filter(pk=id_).first()
    scope.found_in_reach(actor, row, *([row.place_id] if row else []))
    if row is None:
        raise NotFound(N_("Không có đợt kiểm kê này."))
    return row


def round_page(actor: Actor, id_: UUID) -> RoundPage:
    """Return one round with all that was seen; :class:`NotFound` outside the asker's reach."""
    row = _found(actor, id_)
    seen: dict[int | None, list[Observation]] = {}
    for one in row.observations.order_by("observed_at", "id"):
        seen.setdefault(one.expected_id, []).append(one)
    return RoundPage(
        row=_row(row),
        version=row.version,
        ground=row.ground,
        note=row.note,
        rooms=tuple(msgspec.json.decode(row.rooms)),
        list=tuple(
            ExpectedRow(
                one.asset_id,
                one.code,
                one.name,
                one.kind,
                one.room,
                Condition(one.condition),
                State(one.state),
                one.differs,
                one.reason,
                tuple(_seen(look, one.counted_id) for look in seen.get(one.pk, ())),
            )
            for one in row.list.order_by("code")
        ),
        surplus=tuple(_seen(look, None) for look in seen.get(None, ())),
        acts=frozenset(offer.command.__name__ for offer in available(row, actor) if offer.refusal is None),
    )


def _seen(one: Observation, counted: UUID | None) -> SeenRow:
    return SeenRow(
        one.id,
        one.code,
        one.name,
        one.room,
        Condition(one.condition),
        one.note,
        one.photo,
        one.device,
        one.observed_at,
        one.by,
        one.by_name,
        one.id == counted,
    )


def photo_of(actor: Actor, stock_take: UUID, observation: UUID) -> str:
    """Return the content hash of an observation's picture."""
    row = _found(actor, stock_take)
    found = row.observations.filter(pk=observation).values_list("photo", flat=True).first()
    if not found:
        raise NotFound(N_("Không có ảnh này."))
    return found


def demand_counting(actor: Actor, id_: UUID) -> None:
    """Raise unless the asker may count in this round: :class:`NotFound` outside their reach, else ``NotAllowed``."""
    policies.demand(policies.may_count(actor, _found(actor, id_)))


def countable(actor: Actor, text: str = "") -> tuple[RoundRow, ...]:
    """Return the open rounds the asker may count in, the newest first, at most a page; ``text`` narrows by title."""
    if not actor.can(policies.COUNT):
        return ()
    found = StockTake.objects.filter(realm=str(actor.realm), place__in=scope.places(actor), open=True)
    rows = [row for row in found.order_by("-id")[: scope.PAGE * 4] if fold(text) in fold(f"{row.label} {row.title}")]
    return tuple(_row(row) for row in rows[: scope.PAGE])


def sort(actor: Actor, id_: UUID, items: Sequence[Sighting]) -> list[Fate]:
    """Return what would become of observations of the asker in a round, in their order; nothing is written."""
    row = _found(actor, id_)
    policies.demand(policies.may_count(actor, row))
    return sorting.sort(row, items, actor, clock.now())

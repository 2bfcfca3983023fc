"""Rounds of stock-taking as packs: what is expected room by room, and what was seen of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from motcua.custody import kinds, sorting
from motcua.custody.commands import RecordObservations, SettleObservation
from motcua.custody.queries import stock_takes as queries
from motcua.custody.queries.stock_takes import ExpectedRow, RoundPage, SeenRow
from motcua.custody.rules.assets import CONDITION_NAMES
from motcua.custody.rules.counting import State
from motcua.custody.sorting import Fate, Sighting
from motcua.desks.inspector import packs
from motcua.desks.inspector.packs import Group, Item, Observation, Pack, Question, Seen, Task, Verdict
from motcua.desks.shared.formats import said, say
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

NOWHERE: Final = "-"
"""The group of what the books give no room."""
LOOKED_AGAIN: Final = N_("Đã xem lại tại chỗ, biết người khác ghi khác")


@dataclass(frozen=True, slots=True)
class StockTakes:
    """The open rounds a person may count in."""

    kind: str = "kiem-ke"

    def tasks(self, actor: Actor, text: str) -> Sequence[Task]:
        """Return the open rounds within reach."""
        return [Task(row.id, row.title, f"{row.label} · {row.unit_name}") for row in queries.countable(actor, text)]

    def admit(self, actor: Actor, id_: UUID) -> None:
        """Let in whoever may count in this round."""
        queries.demand_counting(actor, id_)

    def pack(self, actor: Actor, id_: UUID) -> Pack:
        """Return the round: rooms, expected things, and what each person saw of them last."""
        self.admit(actor, id_)
        found = queries.round_page(actor, id_)
        rooms = list(dict.fromkeys([*found.rooms, *(row.room for row in found.list if row.room)]))
        groups = [Group(key=room, title=room) for room in rooms]
        if any(not row.room for row in found.list):
            groups.append(Group(key=NOWHERE, title=say(N_("Chưa ghi phòng"))))
        return Pack(
            title=found.row.title,
            lead=f"{found.row.label} · {found.row.unit_name}",
            groups=groups,
            items=[_item(row, actor) for row in found.list],
            questions=_questions(rooms),
            unlisted=say(N_("Thấy vật ngoài danh sách")),
            unlisted_questions=[
                Question(name="code", label=say(N_("Mã trên nhãn")), kind="text", most=40),
                Question(name="name", label=say(N_("Là vật gì")), kind="text", required=True, most=200),
                *_questions(rooms),
            ],
            settled_by="" if "SettleObservation" in found.acts else say(N_("người giữ sổ tài sản")),
        )

    def record(self, actor: Actor, id_: UUID, noted: Sequence[Observation]) -> list[Verdict]:
        """Record all that is new in one command; what was looked at again is settled by whoever may settle."""
        shown = _Shown(actor, id_)
        fates = _recorded(actor, id_, [sorting.parse(_brought(one)) for one in noted])
        return [_verdict(one, state, why, shown) for one, (state, why) in zip(noted, fates, strict=True)]


class _Shown:
    """The round as it stands, read only where somebody must be shown what another saw."""

    def __init__(self, actor: Actor, id_: UUID) -> None:
        self._actor, self._id = actor, id_
        self._page: RoundPage | None = None

    def page(self) -> RoundPage:
        self._page = self._page or queries.round_page(self._actor, self._id)
        return self._page

    def disputed(self, code: str) -> list[Seen]:
        """Return what each person saw of a thing, when they saw it differently and nobody has settled it."""
        row = next((row for row in self.page().list if row.code == code), None)
        return _seen(row.seen, self._actor) if row and row.state is State.CONFLICT else []

    def settle(self, one: Observation) -> bool:
        """Settle on what the asker saw again, where they may: the keeper of the books who stands before the thing."""
        if one.base is None or "SettleObservation" not in self.page().acts:
            return False
        reason = one.answers.get("note", "") or LOOKED_AGAIN
        settle = SettleObservation(stock_take=self._id, observation=one.id, reason=reason[:300])
        try:
            perform(settle, self._actor, key=f"field.settle.{one.id.hex}")
        except MotcuaError:
            return False
        return True


def _verdict(one: Observation, state: str, why: str, shown: _Shown) -> Verdict:
    """Return what became of an observation; one that was there before may be in a dispute its sender never heard of."""
    if state not in (packs.CONFLICT, packs.ALREADY) or not one.item:
        return Verdict(id=one.id, state=state, said=why)
    seen = shown.disputed(one.item)
    if not any(look.mine and look.id == str(one.id) for look in seen):
        return Verdict(id=one.id, state=packs.ALREADY if state == packs.ALREADY else packs.RECORDED)
    if shown.settle(one):
        return Verdict(id=one.id, state=packs.RECORDED)
    words = N_("Người khác thấy khác: cả hai được giữ, người giữ sổ sẽ phân xử.")
    return Verdict(id=one.id, state=packs.CONFLICT, said=say(words), seen=seen)


def _questions(rooms: Sequence[str]) -> list[Question]:
    conditions = [(str(key), say(name)) for key, name in CONDITION_NAMES.items()]
    return [
        Question(name="condition", label=say(N_("Tình trạng")), kind="choice", required=True, options=conditions),
        Question(name="room", label=say(N_("Thấy ở đâu")), kind="list", options=[(room, room) for room in rooms]),
        Question(name="note", label=say(N_("Ghi chú")), kind="long"),
        Question(name="photo", label=say(N_("Ảnh")), kind="photo", caption="note"),
    ]


def _item(row: ExpectedRow, actor: Actor) -> Item:
    return Item(
        key=row.code,
        group=row.room or NOWHERE,
        title=row.name,
        code=row.code,
        hint=said(kinds.name(row.kind)),
        conflict=row.state is State.CONFLICT,
        start={"room": row.room} if row.room else {},
        seen=_seen(row.seen, actor),
    )


def _seen(looks: Iterable[SeenRow], actor: Actor) -> list[Seen]:
    """Return the last look of each person, the newest last."""
    last = {look.account: look for look in sorted(looks, key=lambda look: (look.observed_at, look.id))}
    return [
        Seen(
            id=str(look.id),
            who=look.by_name,
            at=clock.local(look.observed_at),
            words=" · ".join(filter(None, (say(CONDITION_NAMES[look.condition]), look.room, look.note))),
            answers={"condition": str(look.condition), "room": look.room},
            mine=look.account == actor.account,
        )
        for look in sorted(last.values(), key=lambda look: (look.observed_at, look.id))
    ]


def _brought(one: Observation) -> dict[str, Any]:
    code = one.item or one.answers.get("code", "")
    return {**one.answers, "id": str(one.id), "observed_at": one.at, "code": code, "photo": one.photo}


def _recorded(actor: Actor, id_: UUID, parsed: Sequence[Sighting | Fate]) -> list[tuple[str, str]]:
    """Record what is new; return for each its state and, where it is refused, why."""
    readable = [one for one in parsed if not isinstance(one, Fate)]
    fates = queries.sort(actor, id_, readable)
    states = [fate.state for fate in fates]
    if sorting.RECORDED in states:
        try:
            outcome = perform(RecordObservations(stock_take=id_, sightings=readable), actor)
            states = [answer["state"] for answer in outcome.ids["items"]]
        except Conflict:
            # The same batch was sent twice at once: what the other one left is answered.
            fates = queries.sort(actor, id_, readable)
            states = [fate.state for fate in fates]
    told = iter([(state, said(fate.why)) for state, fate in zip(states, fates, strict=True)])
    return [(one.state, said(one.why)) if isinstance(one, Fate) else next(told) for one in parsed]

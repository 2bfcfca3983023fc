"""Who can sign and seal for a unit on a day, by what is known of seals and certificates: asked by rooms that do so.

Nobody's reach is looked at: the room that asks makes sure that its reader may know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.office import family
from motcua.office.models import Delegation, MarkOrder, MarkStep, Official, Post
from motcua.office.order_rules import STEPS, Kind, Step
from motcua.office.queries.acting import answers_for, lent_by
from motcua.office.rules import Period, Role, roles_from
from motcua.office.signing_rules import Held, Lack, Mark, Paper, Why, lack_of
from motcua.office.stamps import kept

ANSWERS_MOST = 5_000
_IN_HAND = frozenset({Step.RECEIVED, Step.ACTIVATED})


def lacking_to_sign(official: UUID, on: date, realm: str) -> Lack | None:
    """Return why somebody cannot sign digitally on a day, ``None`` when they can or nothing was ordered for them."""
    found = _marks(MarkOrder.objects.filter(official=official, realm=realm, withdrawn=False))
    if not found:
        return None
    name = Official.objects.values_list("name", flat=True).get(pk=official)
    return lack_of([mark for _, mark in found], name, on, _held([official])[official])


def lacking_to_seal(unit: UUID, on: date, realm: str) -> Lack | None:
    """Return why a body cannot seal on a day: of its seal and its own certificate something was ordered, and none is in hand."""
    found = _marks(MarkOrder.objects.filter(unit=unit, official__isnull=True, realm=realm, withdrawn=False))
    return lack_of([mark for _, mark in found], _name(unit), on) if found else None


@kept
def marks_of(unit: UUID, realm: str) -> Marks:
    """Return the marks of a body, kept in memory until an order, a post or a delegation of anybody changes."""
    return Marks(unit, realm)


class Marks:
    """Marks of a body and of those who sign for it, read once for many questions; at most five statements."""

    def __init__(self, unit: UUID, realm: str) -> None:
        self._unit = unit
        self._answers: dict[tuple[object, ...], Lack | None] = {}
        household = family.household(family.home_of(unit))
        posts = Post.objects.filter(unit__in=household, roles__contains=Role.LEADER.value)
        self._posts = [
            post
            for post in posts.select_related("unit", "official").order_by("rank", "pk")
            if Role.LEADER in roles_from(post.roles)
        ]
        lent = Delegation.objects.filter(giver__in=[post.pk for post in self._posts])
        self._lent = list(lent.select_related("taker__official"))
        people = {post.official_id for post in self._posts} | {one.taker.official_id for one in self._lent}
        mine = Q(official__in=people) | Q(unit=unit, official__isnull=True)
        self._of_people: dict[UUID, list[Mark]] = defaultdict(list)
        self._own: list[Mark] = []
        for official, mark in _marks(MarkOrder.objects.filter(mine, realm=realm, withdrawn=False)):
            (self._of_people[official] if official else self._own).append(mark)
        self._held = _held(self._of_people)

    def __bool__(self) -> bool:
        """Say whether anything was ordered: if not, nothing is missing."""
        return bool(self._of_people or self._own)

    def sealing(self, on: date) -> Lack | None:
        """Return why the body cannot seal on a day."""
        return lack_of(self._own, _name(self._unit), on)

    def signing(self, unit: UUID, on: date, matters: Collection[str], who: UUID | str | None = None) -> Lack | None:
        """Return why a result of these ``matters`` (code and field) cannot be signed on a day for a unit of its house.

        It can while one of those who may sign can. ``who``: only this official, or whoever of them bears this name.
        """
        key = (unit, on, frozenset(matters) if self._lent else None, who)
        if key not in self._answers:
            if len(self._answers) >= ANSWERS_MOST:
                self._answers.clear()
            self._answers[key] = self._signing(unit, on, matters, who)
        return self._answers[key]

    def _signing(self, unit: UUID, on: date, matters: Collection[str], who: UUID | str | None) -> Lack | None:
        signers = self._signers(unit, on, matters)
        named = {official: name for official, name in signers.items() if who in (official, name)}
        lacks = [
            lack_of(self._of_people.get(official, ()), name, on, self._held[official])
            for official, name in (named or signers).items()
        ]
        known = [one for one in lacks if one is not None]
        if not known or len(known) < len(lacks):
            return None
        return next((one for one in known if one.why is Why.PENDING), known[0])

    def _signers(self, unit: UUID, on: date, matters: Collection[str]) -> dict[UUID, str]:
        """Return who may sign for a unit on a day, by rank, those it was delegated to after them."""
        mine = [
            post
            for post in self._posts
            if Period(post.valid_from, post.valid_to).holds(on)
            and unit in answers_for(post.unit_id, post.unit.level, roles_from(post.roles))
        ]
        found = {post.official_id: post.official.name for post in mine}
        givers = {post.pk for post in mine}
        for one in self._lent:
            lent, taker = lent_by(one), one.taker
            held = one.giver_id in givers and lent.on(on) and Period(taker.valid_from, taker.valid_to).holds(on)
            if held and lent.covers(matters, Paper.RESULT):
                found.setdefault(taker.official_id, taker.official.name)
        return found


def _marks(orders: Iterable[MarkOrder]) -> list[tuple[UUID | None, Mark]]:
    """Return (official, mark) of orders, oldest first."""
    rows = list(orders)
    days: dict[UUID, dict[str, date]] = defaultdict(dict)
    for order, step, day in MarkStep.objects.filter(order__in=rows).values_list("order_id", "step", "day"):
        days[order][step] = day
    found = []
    for row in sorted(rows, key=lambda one: one.pk):
        steps, kin = days[row.pk], family.kin(row.unit_id)
        mark = Mark(
            order=row.pk,
            kind=Kind(row.kind),
            what=row.what,
            place=row.place_id,
            asked=steps.get(STEPS[Kind(row.kind)][0], row.since),
            here=next((day for step, day in steps.items() if step in _IN_HAND), None),
            step=Step(row.step),
            since=row.since,
            valid=Period(row.valid_from, row.valid_to),
            revoked_on=row.revoked_on,
            unit_until=kin.valid.end if kin else None,
        )
        found.append((row.official_id, mark))
    return found


def _name(unit: UUID) -> str:
    kin = family.kin(unit)
    return kin.full_name if kin else ""


def _held(officials: Iterable[UUID]) -> dict[UUID, list[Held]]:
    """Return every post of these people, past and to come."""
    wanted = list(officials)
    found: dict[UUID, list[Held]] = defaultdict(list)
    if wanted:
        rows = Post.objects.filter(official__in=wanted).order_by("rank", "pk")
        for official, title, unit, begins, ends in rows.values_list(
            "official_id", "title", "unit_id", "valid_from", "valid_to"
        ):
            found[official].append(Held(title, family.home_of(unit), Period(begins, ends)))
    return found

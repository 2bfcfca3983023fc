"""Reads of a centre's own processes: its versions, what is wrong with a draft, who there is to work the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from motcua.catalogue.facts import Channel, Limit
from motcua.catalogue.models import Posting, Process
from motcua.catalogue.queries import cases_of, effective_limit, version_on
from motcua.catalogue.rules import process as rules
from motcua.catalogue.rules.process import Fault, PlannedStep, State, Workforce
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.perform import Offer, available
from motcua.office import queries as office
from motcua.office.queries.holders import holders

_steps = msgspec.json.Decoder(list[PlannedStep])
_limits = msgspec.json.Decoder(list[Limit])


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """A version of a centre's own process; ``holds`` marks the one new dossiers are given today."""

    id: UUID
    number: int
    state: State
    from_day: date | None
    steps: int
    holds: bool


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """One version with its steps and faults; ``offers`` is what the reader may do, ``after_factor`` what lacks that only."""

    id: UUID
    version: int
    code: str
    name: str
    number: int
    state: State
    from_day: date | None
    steps: tuple[PlannedStep, ...]
    way: tuple[PlannedStep, ...]
    faults: tuple[Fault, ...]
    minutes: int | None
    offers: tuple[Offer, ...]
    after_factor: tuple[Offer, ...]


def rows(unit: UUID, code: str) -> list[ProcessRow]:
    """Return the versions of a centre's own process for a procedure, the newest first, given-up ones left out."""
    today = clock.today()
    found = list(
        Process.objects.filter(unit_id=unit, procedure_id=code).exclude(state=State.DROPPED).order_by("-number")
    )
    begun = [row for row in found if row.state == State.IN_FORCE and row.from_day and row.from_day <= today]
    holding = max(begun, key=lambda row: (row.from_day, row.number), default=None)
    return [
        ProcessRow(row.id, row.number, State(row.state), row.from_day, len(_steps.decode(row.steps)), row is holding)
        for row in found
    ]


def page(unit: UUID, code: str, process: UUID, actor: Actor) -> ProcessPage:
    """Return one version of a centre's own process; :class:`NotFound` where that is none of this procedure here."""
    row = Process.objects.filter(pk=process, unit_id=unit, procedure_id=code).select_related("procedure").first()
    if row is None:
        raise NotFound(N_("Không có bản quy trình này."))
    steps = tuple(_steps.decode(row.steps))
    minutes = shortest_limit(unit, code)
    offers = tuple(available(row, actor))
    known = {offer.command for offer in offers}
    more = () if actor.verified else available(row, actor.as_verified())
    return ProcessPage(
        id=row.id,
        version=row.version,
        code=code,
        name=row.procedure.name,
        number=row.number,
        state=State(row.state),
        from_day=row.from_day,
        steps=steps,
        way=rules.walked(steps),
        faults=rules.faults(steps, minutes=minutes, workforce=workforce(unit, steps)),
        minutes=minutes,
        offers=offers,
        after_factor=tuple(offer for offer in more if offer.command not in known),
    )


def begun_from(unit: UUID, code: str) -> tuple[tuple[PlannedStep, ...], int]:
    """Return what a new draft begins with, and its number: the newest version of the centre's own, else the proposed steps (0)."""
    newest = (
        Process.objects.filter(unit_id=unit, procedure_id=code, state=State.IN_FORCE)
        .order_by("-from_day", "-number")
        .first()
    )
    if newest is not None:
        return tuple(_steps.decode(newest.steps)), newest.number
    return rules.as_planned(version_on(code, clock.today()).facts.process), 0


def own_planned(unit: UUID) -> dict[str, tuple[PlannedStep, ...]]:
    """Return the steps of the centre's own processes in force today, by procedure, in the order they are worked."""
    rows = Process.objects.filter(unit_id=unit, state=State.IN_FORCE, from_day__lte=clock.today())
    found = dict(rows.order_by("from_day", "number").values_list("procedure_id", "steps"))
    return {code: rules.walked(_steps.decode(steps)) for code, steps in found.items()}


def shortest_limit(unit: UUID, code: str) -> int | None:
    """Return the working minutes of the shortest settled limit a procedure has at a centre; ``None`` when none is."""
    facts = version_on(code, clock.today()).facts
    confirmed = Posting.objects.filter(unit_id=unit, procedure_id=code).values_list("confirmed", flat=True).first()
    own = _limits.decode(confirmed) if confirmed else []
    channels: tuple[Channel, ...] = facts.channels or ("direct",)
    limits = (effective_limit(facts, own, channel, key) for key, _ in cases_of(facts) for channel in channels)
    return min(filter(None, map(rules.minutes_of, limits)), default=None)


def workforce(centre: UUID, steps: Sequence[PlannedStep]) -> Workforce:
    """Return who there is in the commune of a centre for these steps: bodies by name, powers by body and anywhere."""
    today = clock.today()
    bodies = {fold(name): body.id for body in office.bodies_of(centre) for name in (body.name, body.full_name)}
    asked = {
        (fold(step.division or ""), rules.POWER_OF_ROLE[step.role])
        for step in steps
        if step.role in rules.POWER_OF_ROLE
    }
    held = set()
    for body, power in asked:
        units = [bodies[body]] if body in bodies else list(dict.fromkeys(bodies.values())) if not body else []
        if any(holders(unit, [power], Realm.REAL.value, today) for unit in units):
            held.add((body, power))
    return Workforce(frozenset(bodies), frozenset(held))

"""Reckoning gaps from the books: which norm holds where, what a centre has, and how both are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from motcua.custody.models import Asset, Norm
from motcua.custody.rules.assets import Condition
from motcua.custody.rules.gaps import Gap, Held, Per, Wanted
from motcua.ledger.events.custody import DeviceFact, GapLine
from motcua.office import territory

FACTS_MOST = 2_000
"""Devices of one centre that a review keeps; a large ward has about 150."""


def norm_for(place: UUID, realm: str, on: date) -> Norm | None:
    """Return the norm in force on a day for a commune: of those entered for it or for what is above, the latest."""
    for norm in Norm.objects.filter(realm=realm, valid_from__lte=on).order_by("-valid_from", "-edition", "-id"):
        if place in territory.under(norm.place_id):
            return norm
    return None


def wanted_of(norm: Norm) -> list[Wanted]:
    """Return what a norm asks for, in its order."""
    return [
        Wanted(line.kind, line.quantity, Per(line.per), line.oldest, line.same_model, line.unit_cost)
        for line in norm.lines.order_by("ordinal")
    ]


def held_by(unit: UUID, realm: str) -> list[Held]:
    """Return the devices a unit manages, in order of their codes."""
    rows = Asset.objects.filter(unit=unit, realm=realm, gone=False, group="device").order_by("code")
    return [
        Held(
            row.code,
            row.kind,
            Condition(row.condition),
            row.year_made or (row.used_since.year if row.used_since else None),
            row.model,
        )
        for row in rows
    ]


def told_facts(held: Iterable[Held]) -> list[DeviceFact]:
    """Return devices as an event tells them."""
    return [
        DeviceFact(code=one.code, kind=one.kind, condition=one.condition.value, year=one.year, model=one.model)
        for one in held
    ]


def read_facts(facts: Sequence[DeviceFact]) -> list[Held]:
    """Return the devices an event told of, to reckon again what was reckoned."""
    return [Held(one.code, one.kind, Condition(one.condition), one.year, one.model) for one in facts]


def told_gaps(found: Iterable[Gap]) -> list[GapLine]:
    """Return gaps as an event tells them."""
    return [
        GapLine(
            kind=gap.wanted.kind,
            required=gap.required,
            held=gap.held,
            sound=gap.sound,
            broken=gap.broken,
            old=gap.old,
            undated=gap.undated,
            missing=gap.missing,
            lacking=gap.lacking,
            cost=gap.cost,
            mismatched=gap.mismatched,
        )
        for gap in found
    ]

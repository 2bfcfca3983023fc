"""What several commands on proposals share: lengths, states, where a thing lies, and the stretches of waiting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.office import queries as office
from motcua.proposals.models import Difficulty, Proposal, Routed, Wait
from motcua.proposals.rules.facts import ANSWERS, Kind
from motcua.proposals.rules.life import check_units

Line = Annotated[str, msgspec.Meta(max_length=200)]
Statement = Annotated[str, msgspec.Meta(max_length=2000)]
Purpose = Annotated[str, msgspec.Meta(max_length=1000)]
Reason = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=4000)]
Amount = Annotated[int, msgspec.Meta(ge=0, le=10**15)]


def is_open(proposal: Proposal) -> Said | None:
    """What was answered or taken back is not answered, moved or corrected until it is opened again."""
    return None if proposal.open else said(N_("Kiến nghị này không còn chờ trả lời."))


def is_answered(proposal: Proposal) -> Said | None:
    """Only an answer can be acknowledged or be said not to answer."""
    return None if proposal.state in ANSWERS else said(N_("Kiến nghị này chưa có câu trả lời để xem lại."))


def today_of(context: Context) -> date:
    """Return the day of an act on Vietnamese clocks."""
    return clock.local(context.at).date()


def check_known(units: Sequence[UUID]) -> None:
    """Refuse a way to units that are none."""
    check_units(units)
    if len(office.units(units)) < len(units):
        raise BadInput(N_("Không có đơn vị này."), field="units")


def lie_with(proposal: Proposal, units: Sequence[UUID], on: date) -> None:
    """Let a proposal lie with these units, the first of which leads; another lead begins another stretch of waiting."""
    lead = units[0] if units else None
    Routed.objects.filter(proposal=proposal).delete()
    Routed.objects.bulk_create([Routed(proposal=proposal, unit_id=unit, lead=unit == lead) for unit in units])
    wait(proposal, lead, on)


def wait(proposal: Proposal, lead: UUID | None, on: date) -> None:
    """Begin a stretch of waiting with a unit; one that goes on with the same unit is left alone."""
    going = Wait.objects.filter(proposal=proposal, until__isnull=True)
    if going.filter(unit=lead).exists():
        return
    going.update(until=on)
    number = Wait.objects.filter(proposal=proposal).count()
    Wait.objects.create(proposal=proposal, ordinal=number + 1, unit_id=lead, since=on)
    proposal.lead_id, proposal.lies_since = lead, on


def end_wait(proposal: Proposal, on: date) -> None:
    """End the waiting."""
    Wait.objects.filter(proposal=proposal, until__isnull=True).update(until=on)
    proposal.open, proposal.closed_on = False, on


def units_of(proposal: Proposal) -> list[UUID]:
    """Return the units a proposal lies with, the lead first."""
    found = Routed.objects.filter(proposal=proposal).order_by("-lead", "pk")
    return list(found.values_list("unit_id", flat=True))


def put_difficulties(proposal: Proposal, wanted: Iterable[UUID]) -> list[UUID]:
    """Say which difficulties of the same commune a proposal answers; return them. Refuses what is no such difficulty."""
    ids = list(dict.fromkeys(wanted))
    if ids and proposal.kind != Kind.PROPOSAL:
        raise BadInput(N_("Chỉ đề xuất mới gắn với khó khăn."), field="difficulties")
    found = Proposal.objects.filter(pk__in=ids, place=proposal.place_id, realm=proposal.realm, kind=Kind.DIFFICULTY)
    if found.count() < len(ids):
        raise BadInput(N_("Chỉ gắn với khó khăn của chính xã."), field="difficulties")
    Difficulty.objects.filter(proposal=proposal).delete()
    Difficulty.objects.bulk_create([Difficulty(proposal=proposal, difficulty_id=id_) for id_ in ids])
    return ids

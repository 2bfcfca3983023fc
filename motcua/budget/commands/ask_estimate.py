"""Ask for an estimate: whose, for which year, to be approved by when."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.budget import policies, rules
from motcua.budget.commands.shared import YEARS, Line, Words, check_place, wanted
from motcua.budget.models import Estimate
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.budget import EstimateAsked


class AskEstimate(Command, frozen=True, kw_only=True):
    """Open an estimate of ``place`` for ``year``; ``wanted_by`` is the last day on which its approval is in time."""

    place: UUID
    year: int
    title: Line
    wanted_by: date | None = None
    ground: Words = ""


@act(AskEstimate, on=Estimate, verb=N_("Yêu cầu lập dự toán"), may=policies.may_ask)
def ask_estimate(command: AskEstimate, context: Context) -> Done[Estimate]:
    """Refuse the same title twice in a year, and years nobody means."""
    check_place(command.place)
    if command.year not in YEARS:
        raise BadInput(N_("Năm dự toán không đúng."), field="year")
    title = wanted(command.title, "title")
    estimate = Estimate(
        realm=context.actor.realm,
        place_id=command.place,
        year=command.year,
        title=title,
        state=rules.State.ASKED,
        wanted_by=command.wanted_by,
        ground=clean(command.ground),
    )
    same = Estimate.objects.filter(realm=estimate.realm, place=command.place, year=command.year, title=title)
    if same.exists():
        raise BadInput(N_("Đã có dự toán «{title}» của năm này."), field="title", title=title)
    event = EstimateAsked(
        place=command.place,
        year=command.year,
        title=title,
        wanted_by=command.wanted_by,
        ground=estimate.ground,
    )
    return Done(event, estimate)

"""Enter a figure that somebody stated, put right what was entered, withdraw it."""

from __future__ import annotations

from uuid import UUID

from motcua.indicators import policies
from motcua.indicators.commands.shared import FactsWish, Places, Words, checked, keep_places, put, stands, wanted
from motcua.indicators.models import Figure
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.indicators import FigureCorrected, FigureStated, FigureWithdrawn
from motcua.office import territory


class StateFigure(Command, frozen=True, kw_only=True):
    """Enter what somebody stated, once for all its places together; it is never copied or split."""

    places: Places
    facts: FactsWish


@act(StateFigure, on=Figure, verb=N_("Ghi số liệu"), may=policies.may_state)
def state_figure(command: StateFigure, context: Context) -> Done[Figure]:
    """Keep it with its flags; refuse the very same word of the same source twice."""
    actor = context.actor
    home = territory.home(actor)
    if home is None:
        raise NotAllowed(N_("Bạn không thuộc địa phương nào."))
    facts = checked(command.facts, command.places, str(actor.realm), clock.local(context.at).date())
    figure = Figure(realm=str(actor.realm), home_id=home)
    put(figure, facts)
    same = {
        name: getattr(figure, name)
        for name in ("label", "value", "numerator", "denominator", "first", "last", "source_words", "stated_by")
    }
    for one in Figure.objects.filter(realm=figure.realm, home=home, withdrawn=False, **same).prefetch_related("places"):
        if {row.place_id for row in one.places.all()} == set(facts.places):
            raise BadInput(N_("Số liệu này từ nguồn này đã ghi."), field="value")
    figure.save(force_insert=True)
    keep_places(figure, facts.places)
    return Done(FigureStated(home=home, facts=facts), figure)


class CorrectFigure(Command, frozen=True, kw_only=True):
    """Put right what was entered, with the reason; explanations of flags fall away with the numbers they were about."""

    TARGET = "figure"

    figure: UUID
    places: Places
    facts: FactsWish
    reason: Words


@act(CorrectFigure, on=Figure, verb=N_("Đính chính"), may=policies.may_change, when=stands, order=40)
def correct_figure(command: CorrectFigure, figure: Figure, context: Context) -> Done[Figure]:
    """Keep the corrected facts; what went up has to go up again."""
    refusal = policies.may_state(context.actor, command)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    reason = wanted(command.reason, "reason")
    facts = checked(command.facts, command.places, figure.realm, clock.local(context.at).date(), figure.id)
    put(figure, facts)
    figure.sent_at = None
    keep_places(figure, facts.places)
    return Done(FigureCorrected(facts=facts, reason=reason))


class WithdrawFigure(Command, frozen=True, kw_only=True):
    """It should not have been entered at all; it stays in the books and counts nowhere."""

    TARGET = "figure"

    figure: UUID
    reason: Words


@act(WithdrawFigure, on=Figure, verb=N_("Rút số liệu"), may=policies.may_change, when=stands, order=80)
def withdraw_figure(command: WithdrawFigure, figure: Figure, context: Context) -> Done[Figure]:
    """Keep why."""
    del context
    figure.withdrawn = True
    return Done(FigureWithdrawn(reason=wanted(command.reason, "reason")))

"""Give a directive its day and start it; the day follows the event it hangs on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import DirectiveDueMoved, DirectiveDueSet, DirectiveStarted
from motcua.oversight.commands.directives.shared import (
    Due,
    Long,
    day_of,
    due_told,
    is_draft,
    is_open,
    keep_word,
    put_due,
    settle,
    six_of,
)
from motcua.oversight.models import Directive
from motcua.oversight.policies import directives as policies
from motcua.oversight.queries import wording
from motcua.oversight.rules import directives as rules


class SetDirectiveDue(Command, frozen=True, kw_only=True):
    """Give the directive a day, or say it in another way; with a reason once it was given."""

    TARGET = "directive"

    directive: UUID
    due: Due
    reason: Long = ""


@act(SetDirectiveDue, on=Directive, verb=N_("Ghi hạn"), may=policies.may_issue, when=is_open, order=25)
def set_due(command: SetDirectiveDue, directive: Directive, context: Context) -> Done[Directive]:
    """What was given keeps a day and gets another only with a reason."""
    given, before, reason = directive.state != rules.State.DRAFT, day_of(directive), clean(command.reason)
    due = due_told(command.due)
    if given and not reason:
        raise BadInput(N_("Việc đã giao: ghi lý do đổi hạn."), field="reason")
    if given and due.until is None:
        raise BadInput(N_("Việc đã giao phải có hạn là một ngày cụ thể."), field="kind")
    put_due(directive, due)
    settle(directive)
    if given:
        directive.asked_day = None
        keep_word(directive, "due", context, text=reason, day=due.until, before=before)
    return Done(DirectiveDueSet(due=due, before=before, lacking=directive.lacking, reason=reason))


class StartDirective(Command, frozen=True, kw_only=True):
    """Give the work to its leading unit."""

    TARGET = "directive"

    directive: UUID


@act(StartDirective, on=Directive, verb=N_("Giao việc"), may=policies.may_issue, when=is_draft, order=10)
def start_directive(command: StartDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Refuse by name what is not clear."""
    units = list(directive.co_owners.order_by("pk").values_list("unit_id", flat=True))
    names = wording.names_for(directive.keeper_place_id, directive.realm)
    refusal = rules.refuse_start(six_of(directive), names, directive.group_words, len(units))
    if refusal is not None or directive.lead_id is None:
        raise RuleError((refusal or rules.said("")).sentence, **(refusal.values if refusal else {}))
    today = clock.local(context.at).date()
    directive.state, directive.started_on, directive.last_word_on = rules.State.RUNNING.value, today, today
    event = DirectiveStarted(
        title=directive.title,
        place=directive.place_id,
        lead=directive.lead_id,
        co_owners=units,
        keeper_place=directive.keeper_place_id,
        until=directive.until,
    )
    return Done(event)


class MoveDirectiveDue(Command, frozen=True, kw_only=True):
    """Follow the event or operating day that moved to ``day``; ``why`` names it."""

    TARGET = "directive"

    directive: UUID
    day: date
    why: Long


@act(MoveDirectiveDue, on=Directive, verb=N_("Dời hạn theo mốc"), may=policies.may_notice, when=is_open)
def move_due(command: MoveDirectiveDue, directive: Directive, context: Context) -> Done[Directive]:
    """Reckon the last day in time from the new day; the same day is nothing to tell."""
    if directive.due_kind != rules.DueKind.EVENT or directive.due_day == command.day:
        raise Conflict(N_("Hạn không đổi."))
    before = day_of(directive)
    until = rules.until(rules.DueKind.EVENT, command.day, directive.offset_days) or command.day
    directive.due_day, directive.until, directive.degree = command.day, until, 0
    keep_word(directive, "moved", context, text=command.why, day=until, before=before)
    return Done(DirectiveDueMoved(day=command.day, until=until, before=before, why=command.why))

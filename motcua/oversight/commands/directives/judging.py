"""What whoever issued a directive decides: a later day, acceptance, return."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import DirectiveAccepted, DirectiveExtensionDecided, DirectiveReturned
from motcua.oversight.commands.directives.shared import Words, day_of, is_offered, is_running, keep_word, wanted
from motcua.oversight.models import Directive
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules import directives as rules


class DecideExtension(Command, frozen=True, kw_only=True):
    """Grant the later day that was asked for, or refuse it with the reason."""

    TARGET = "directive"

    directive: UUID
    grant: bool
    words: Words = ""


def _is_asked(directive: Directive) -> Said | None:
    if directive.asked_day is None:
        return said(N_("Không có đề nghị gia hạn nào đang chờ."))
    refusal: Said | None = is_running(directive)
    return refusal


@act(DecideExtension, on=Directive, verb=N_("Quyết định gia hạn"), may=policies.may_judge, when=_is_asked, order=15)
def decide_extension(command: DecideExtension, directive: Directive, context: Context) -> Done[Directive]:
    """A granted day becomes the day in force and is counted; the one before stays in the history."""
    day, before, words = directive.asked_day, day_of(directive), clean(command.words, lines=True)
    if day is None:
        raise BadInput(N_("Không có đề nghị gia hạn nào đang chờ."))
    if not command.grant:
        wanted(words, "words", N_("Ghi vì sao không gia hạn."))
    else:
        directive.until, directive.due_day, directive.due_kind = day, day, rules.DueKind.BY_END.value
        directive.occasion_id = directive.anchor_unit_id = None
        directive.offset_days, directive.degree = 0, 0
        directive.extensions += 1
    directive.asked_day = None
    keep_word(directive, "granted" if command.grant else "refused", context, text=words, day=day, before=before)
    return Done(DirectiveExtensionDecided(granted=command.grant, day=day, before=before, words=words))


class AcceptDirective(Command, frozen=True, kw_only=True):
    """Accept the product."""

    TARGET = "directive"

    directive: UUID
    words: Words = ""


@act(AcceptDirective, on=Directive, verb=N_("Nghiệm thu"), may=policies.may_judge, when=is_offered, order=10)
def accept(command: AcceptDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Close it with the days it was late, reckoned to the day it was offered."""
    today = clock.local(context.at).date()
    offered, words = directive.offered_on or today, clean(command.words, lines=True)
    directive.state, directive.open, directive.done_on = rules.State.ACCEPTED.value, False, today
    directive.days_late = rules.days_late(day_of(directive), offered)
    keep_word(directive, "accepted", context, text=words)
    event = DirectiveAccepted(words=words, offered_on=offered, until=day_of(directive), late=directive.days_late)
    return Done(event)


class ReturnDirective(Command, frozen=True, kw_only=True):
    """Return the product with the reason; the work goes on against the same day."""

    TARGET = "directive"

    directive: UUID
    reason: Words


@act(ReturnDirective, on=Directive, verb=N_("Trả lại"), may=policies.may_judge, when=is_offered, order=11)
def return_directive(command: ReturnDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Count the return; what was told of the day counts on from here."""
    reason = wanted(command.reason, "reason", N_("Ghi vì sao chưa đạt."))
    directive.state, directive.offered_on, directive.offered_by = rules.State.RUNNING.value, None, None
    directive.returned += 1
    keep_word(directive, "returned", context, text=reason)
    return Done(DirectiveReturned(reason=reason))

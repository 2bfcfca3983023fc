"""Call a directive off, open it again, sign for that of an ended body, keep what is to be learned."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import (
    DirectiveCancelled,
    DirectiveLessonKept,
    DirectiveReopened,
    DirectiveTakenOver,
)
from motcua.office import family
from motcua.oversight.commands.directives.shared import Words, has_ended, is_open, is_state, keep_word, wanted
from motcua.oversight.models import Directive
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules.directives import State

is_over = is_state(State.ACCEPTED, State.CANCELLED, refusal=N_("Việc chưa kết thúc, không cần mở lại."))


class CancelDirective(Command, frozen=True, kw_only=True):
    """Call the work off, with the reason; ``replaced_by`` names the one in its place."""

    TARGET = "directive"

    directive: UUID
    reason: Words
    replaced_by: UUID | None = None


@act(CancelDirective, on=Directive, verb=N_("Hủy, thay thế"), may=policies.may_issue, when=is_open, order=80)
def cancel(command: CancelDirective, directive: Directive, context: Context) -> Done[Directive]:
    """It leaves the lists; its history stays."""
    reason = wanted(command.reason, "reason", N_("Ghi lý do hủy."))
    other = command.replaced_by
    if other == directive.pk:
        raise BadInput(N_("Việc không thay thế chính nó."), field="replaced_by")
    if other is not None and not Directive.objects.filter(pk=other, realm=directive.realm).exists():
        raise NotFound(N_("Không có nhiệm vụ thay thế này."), field="replaced_by")
    directive.state, directive.open, directive.replaced_by = State.CANCELLED.value, False, other
    directive.done_on, directive.asked_day = clock.local(context.at).date(), None
    keep_word(directive, "cancelled", context, text=reason)
    return Done(DirectiveCancelled(reason=reason, replaced_by=other))


class ReopenDirective(Command, frozen=True, kw_only=True):
    """Go on with what was accepted or called off, with the reason."""

    TARGET = "directive"

    directive: UUID
    reason: Words


@act(ReopenDirective, on=Directive, verb=N_("Mở lại"), may=policies.may_issue, when=is_over, order=70)
def reopen(command: ReopenDirective, directive: Directive, context: Context) -> Done[Directive]:
    """What was given goes on as given; a draft that was called off is a draft again."""
    reason = wanted(command.reason, "reason", N_("Ghi lý do mở lại."))
    directive.state = (State.RUNNING if directive.started_on else State.DRAFT).value
    directive.open, directive.done_on, directive.days_late, directive.replaced_by = True, None, 0, None
    directive.offered_on, directive.offered_by, directive.degree = None, None, 0
    keep_word(directive, "reopened", context, text=reason)
    return Done(DirectiveReopened(reason=reason, state=directive.state))


class TakeOverDirective(Command, frozen=True, kw_only=True):
    """Sign for the directive of a body that has ended, on the ground given; from now on the actor's unit keeps it."""

    TARGET = "directive"

    directive: UUID
    ground: Words


def is_orphan(directive: Directive) -> Said | None:
    """Only what an ended body left unfinished needs a successor."""
    refusal: Said | None = is_open(directive)
    if refusal is None and not has_ended(directive.keeper_id, clock.today()):
        refusal = said(N_("Cơ quan giao việc này vẫn đang hoạt động."))
    return refusal


@act(TakeOverDirective, on=Directive, verb=N_("Nhận kế thừa"), may=policies.may_take_over, when=is_orphan, order=12)
def take_over(command: TakeOverDirective, directive: Directive, context: Context) -> Done[Directive]:
    """The successor must itself stand."""
    ground = wanted(command.ground, "ground", N_("Ghi căn cứ kế thừa."))
    unit, before = context.actor.unit, directive.keeper_id
    if unit is None or has_ended(unit, clock.today()):
        raise Conflict(N_("Đơn vị của bạn đã giải thể, không nhận kế thừa được."))
    directive.keeper_id, directive.keeper_place_id = unit, family.home_of(unit)
    keep_word(directive, "taken", context, text=ground)
    event = DirectiveTakenOver(keeper=unit, keeper_place=directive.keeper_place_id, before=before, ground=ground)
    return Done(event)


class KeepLesson(Command, frozen=True, kw_only=True):
    """Write down what is to be learned from it."""

    TARGET = "directive"

    directive: UUID
    words: Words


@act(KeepLesson, on=Directive, verb=N_("Rút kinh nghiệm"), may=policies.may_learn, order=60)
def keep_lesson(command: KeepLesson, directive: Directive, context: Context) -> Done[Directive]:
    """The newest stands in the row, for the list; earlier ones in the history."""
    words = wanted(command.words, "words", N_("Ghi bài học rút ra."))
    directive.lesson = words
    keep_word(directive, "lesson", context, text=words)
    return Done(DirectiveLessonKept(words=words))

"""What the leading unit says: how far it is, more time asked for, the product offered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.directives import DirectiveExtensionAsked, DirectiveOffered, DirectiveReported
from motcua.oversight.commands.directives.shared import (
    Files,
    Obstacle,
    Pointers,
    Words,
    day_of,
    is_running,
    keep_word,
    wanted,
)
from motcua.oversight.models import Directive
from motcua.oversight.policies import directives as policies
from motcua.oversight.rules import directives as rules


class ReportDirective(Command, frozen=True, kw_only=True):
    """Say how far the work is (percent or words), what stands in the way ("" nothing any more), with evidence."""

    TARGET = "directive"

    directive: UUID
    percent: int | None = None
    words: Words = ""
    obstacle: Obstacle = ""
    links: Pointers = []
    files: Files = []


@act(ReportDirective, on=Directive, verb=N_("Báo tiến độ"), may=policies.may_report, when=is_running, order=10)
def report(command: ReportDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Keep the word; a percent that is not said stays."""
    rules.check_percent(directive.percent, command.percent, command.words + command.obstacle)
    if command.percent is not None:
        directive.percent = command.percent
    directive.obstacle = clean(command.obstacle, lines=True)
    directive.last_word_on = clock.local(context.at).date()
    words = clean(command.words, lines=True)
    links, files = keep_word(directive, "report", context, text=words, links=command.links, files=command.files)
    event = DirectiveReported(
        percent=directive.percent, words=words, obstacle=directive.obstacle, links=links, files=files
    )
    return Done(event)


class AskExtension(Command, frozen=True, kw_only=True):
    """Ask for a later day, with the reason."""

    TARGET = "directive"

    directive: UUID
    day: date
    reason: Words


@act(AskExtension, on=Directive, verb=N_("Xin gia hạn"), may=policies.may_report, when=is_running, order=30)
def ask_extension(command: AskExtension, directive: Directive, context: Context) -> Done[Directive]:
    """One request at a time; the day in force counts until it is decided."""
    if directive.asked_day is not None:
        raise Conflict(N_("Đã có đề nghị gia hạn đang chờ quyết định."))
    reason = wanted(command.reason, "reason", N_("Ghi lý do xin gia hạn."))
    before = day_of(directive)
    rules.check_extension(before, command.day, clock.local(context.at).date())
    directive.asked_day = command.day
    keep_word(directive, "asked", context, text=reason, day=command.day, before=before)
    return Done(DirectiveExtensionAsked(day=command.day, reason=reason))


class OfferDirective(Command, frozen=True, kw_only=True):
    """Say that the work is done and ask for its acceptance, with the product attached or pointed at."""

    TARGET = "directive"

    directive: UUID
    words: Words
    links: Pointers = []
    files: Files = []


@act(OfferDirective, on=Directive, verb=N_("Đề nghị nghiệm thu"), may=policies.may_report, when=is_running, order=20)
def offer(command: OfferDirective, directive: Directive, context: Context) -> Done[Directive]:
    """Whether it was in time is judged by this day, not by when somebody found time to accept it."""
    words = wanted(command.words, "words", N_("Ghi đã làm được gì, sản phẩm là gì."))
    directive.state, directive.percent, directive.obstacle = rules.State.OFFERED.value, rules.WHOLE, ""
    directive.offered_on = directive.last_word_on = clock.local(context.at).date()
    directive.offered_by, directive.asked_day = context.actor.account, None
    links, files = keep_word(directive, "offered", context, text=words, links=command.links, files=command.files)
    return Done(DirectiveOffered(words=words, links=links, files=files))

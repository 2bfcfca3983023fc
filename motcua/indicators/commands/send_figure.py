"""Explain a flag of a figure, and let the figure go up to those above: not with a flag that nobody explained."""

from __future__ import annotations

from uuid import UUID

from motcua.indicators import policies, scope
from motcua.indicators.commands.shared import Words, is_unsent, stands, wanted
from motcua.indicators.flagged import flags_of
from motcua.indicators.models import Explanation, Figure
from motcua.indicators.rules import flags
from motcua.kernel.errors import BadInput, NotAllowed, RuleError
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.indicators import FigureSent, FlagExplained


class ExplainFlag(Command, frozen=True, kw_only=True):
    """Say why the figure is as it is; the flag stays beside it, with these words."""

    TARGET = "figure"

    figure: UUID
    code: flags.Code
    words: Words


@act(ExplainFlag, on=Figure, verb=N_("Giải trình"), may=policies.may_explain, when=stands, order=20)
def explain_flag(command: ExplainFlag, figure: Figure, context: Context) -> Done[Figure]:
    """Refuse who does not see the figure, and a flag it does not have; words given before are replaced."""
    if not scope.within(context.actor).filter(pk=figure.pk).exists():
        raise NotAllowed(N_("Số liệu này ngoài phạm vi của bạn."))
    words = wanted(command.words, "words")
    if command.code not in {flag.code for flag in flags_of(figure, context.actor)}:
        raise BadInput(N_("Số liệu này không có cờ đó."), field="code")
    Explanation.objects.filter(figure=figure, code=command.code.value).delete()
    Explanation.objects.create(
        figure=figure, code=command.code.value, words=words, at=context.at, account_id=context.actor.account
    )
    explained = set(Explanation.objects.filter(figure=figure).values_list("code", flat=True))
    figure.open_flags = len(set(figure.flags.split()) - explained)
    return Done(FlagExplained(code=command.code.value, words=words))


class SendFigure(Command, frozen=True, kw_only=True):
    """Let those above see the figure."""

    TARGET = "figure"

    figure: UUID


@act(SendFigure, on=Figure, verb=N_("Gửi lên trên"), may=policies.may_change, when=is_unsent, order=10)
def send_figure(command: SendFigure, figure: Figure, context: Context) -> Done[Figure]:
    """Refuse while a flag has no explanation, and name it."""
    found = flags_of(figure, context.actor)
    explained = dict(Explanation.objects.filter(figure=figure).values_list("code", "words"))
    left = flags.open_of(found, explained)
    if left:
        raise RuleError(
            N_("Giải trình trước khi gửi: {flag}. {words}"),
            flag=said(flags.CODE_NAMES[left[0].code]),
            words=left[0].words,
        )
    figure.sent_at = context.at
    return Done(FigureSent(flags=[flag.code.value for flag in found]))

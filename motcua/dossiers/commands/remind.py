"""Remind people to fetch a result: a call, a message, a word through the village; noted, not sent."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, rules
from motcua.dossiers.commands.return_result import is_ready
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules.collecting import Manner, reminded_today
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_lists import CollectionReminded

NOTE_MOST = 300


class RemindToCollect(Command, frozen=True, kw_only=True):
    """Note that the citizen was reminded, in which ``manner``, and what they said (``note``)."""

    TARGET = "dossier"

    dossier: UUID
    manner: Manner
    note: str = ""


@act(RemindToCollect, on=Dossier, verb=N_("Nhắc nhận kết quả"), may=policies.may_return, when=is_ready, order=14)
def remind_to_collect(command: RemindToCollect, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Count the reminder; nobody is reminded twice on one day."""
    today = clock.local(context.at).replace(hour=0, minute=0, second=0, microsecond=0)
    refusal = reminded_today(dossier.reminded_at, today)
    if refusal is not None:
        raise RuleError(refusal.sentence)
    note = rules.kept_words(command.note, NOTE_MOST, "note")
    dossier.reminders, dossier.reminded_at = dossier.reminders + 1, context.at
    return Done(
        CollectionReminded(
            applicant=dossier.applicant_id, manner=str(command.manner), number=dossier.reminders, note=note
        )
    )

"""What custody does when time passes: reminders of formal decisions, and results under a new norm."""

from __future__ import annotations

from django.db.models import Q

from motcua.custody import reckoning
from motcua.custody.commands import RecordGaps, RemindOfDecision
from motcua.custody.models import GapReview, Transfer
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

REMIND_FROM = 7
"""Days before the last day from which both sides are reminded daily of a formal decision."""


def remind_of_decisions(subject: str, actor: Actor) -> str:
    """Remind of every temporary handover whose formal decision is due within a week or late; once a day each."""
    del subject
    today, told = clock.today(), 0
    waiting = Transfer.objects.filter(state=Transfer.State.DONE, temporary=True, decision="", realm=str(actor.realm))
    for transfer in waiting.filter(Q(reminded_on__isnull=True) | Q(reminded_on__lt=today)).order_by("pk"):
        if transfer.formal_due is not None and (transfer.formal_due - today).days <= REMIND_FROM:
            perform(RemindOfDecision(transfer=transfer.id), actor)
            told += 1
    return f"{told} biên bản"


def reckon_again(subject: str, actor: Actor) -> str:
    """Record anew how each reviewed centre stands once another norm is in force; earlier results stay."""
    del subject
    today, realm, done = clock.today(), str(actor.realm), 0
    centres = GapReview.objects.filter(realm=realm).order_by().values_list("centre", flat=True).distinct()
    for centre in list(centres):
        last = GapReview.objects.filter(centre=centre, realm=realm).order_by("-id").first()
        norm = reckoning.norm_for(last.place_id, realm, today) if last else None
        if last is None or norm is None or norm.id == last.norm_id:
            continue
        again = RecordGaps(place=last.place_id, centre=last.centre_id, counters=last.counters, officers=last.officers)
        perform(again, actor)
        done += 1
    return f"{done} Trung tâm"

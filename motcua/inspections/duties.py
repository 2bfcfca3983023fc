"""What is due every day in inspections: late answers to outlines are noticed. Doing it twice tells nothing twice."""

from __future__ import annotations

from motcua.inspections.commands import NoticeOutlineOverdue
from motcua.inspections.models import Stop
from motcua.inspections.rules.campaigns import State
from motcua.inspections.rules.stops import Outline, StopState
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform


def watch(subject: str, actor: Actor) -> str:
    """Look at every outline whose day is over; answer how many are late, in words."""
    del subject
    late = Stop.objects.filter(
        realm=actor.realm,
        asks=True,
        overdue_told=False,
        state__in=[StopState.PLANNED, StopState.BEGUN],
        campaign__announced=True,
        campaign__state__in=[State.READY, State.RUNNING],
        campaign__outline_due__lt=clock.today(),
    ).exclude(outline=Outline.SUBMITTED)
    found = list(late.order_by("pk").values_list("pk", flat=True))
    for stop in found:
        perform(NoticeOutlineOverdue(stop=stop), actor)
    return f"{len(found)} báo cáo theo đề cương quá hạn"

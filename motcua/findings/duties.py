"""What is due every day in findings: days that have passed are noticed. Doing it twice tells nothing twice."""

from __future__ import annotations

from motcua.findings.commands import NoticeOverdueFinding
from motcua.findings.models import Finding
from motcua.findings.rules.life import State
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform


def watch(subject: str, actor: Actor) -> str:
    """Look at every open shortcoming whose day has passed; answer how many were noticed, in words."""
    del subject
    late = Finding.objects.filter(state=State.OPEN, due__lt=clock.today(), overdue_told=False)
    told = list(late.order_by("due", "pk").values_list("pk", flat=True))
    for finding in told:
        perform(NoticeOverdueFinding(finding=finding), actor)
    return f"{len(told)} tồn tại quá hạn khắc phục"

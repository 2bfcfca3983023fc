"""What is due every day in oversight: words that grew too old are noticed. Doing it twice tells nothing twice."""

from __future__ import annotations

from datetime import timedelta

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.oversight.commands import NoticeStaleProject
from motcua.oversight.models import Project


def watch(subject: str, actor: Actor) -> str:
    """Look at every watched project; answer how many words were too old, in words."""
    del subject
    today, told = clock.today(), 0
    quiet = Project.objects.filter(open=True, stale_told=False)
    for days in set(quiet.order_by().values_list("stale_days", flat=True)):
        old = quiet.filter(stale_days=days, last_word_on__lte=today - timedelta(days=days))
        for project in old.order_by("pk").values_list("pk", flat=True):
            perform(NoticeStaleProject(project=project), actor)
            told += 1
    return f"{told} dự án lâu không có tin"

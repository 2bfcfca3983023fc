"""What is due every day in works: silence noticed, slips and missed days told. Doing it twice tells nothing twice."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.perform import perform
from motcua.works import rules
from motcua.works.commands import NoticeMiss, NoticeSilence, NoticeSlip
from motcua.works.commands.shared import points_of
from motcua.works.models import Works


def watch(subject: str, actor: Actor) -> str:
    """Look at all works under way and tell what is to be told; answer how much, in words."""
    del subject
    told = 0
    for works in Works.objects.filter(state=Works.State.RUNNING).order_by("pk"):
        for command in due_of(works):
            perform(command, actor)
            told += 1
    return f"{told} điều phải báo"


def due_of(works: Works) -> list[Command]:
    """Return what is to be told of these works today; whole ones are not silent, they wait for their acceptance."""
    today = clock.today()
    found: list[Command] = []
    _, degree = rules.silence(works.last_word_on, today, works.silent_days)
    waits = works.percent == rules.WHOLE and not works.open_blockers
    if degree > works.silence_degree and works.contractor_id is not None and not waits:
        found.append(NoticeSilence(works=works.id))
    late = rules.days_late(works.last_day, today)
    if late and not works.miss_told:
        found.append(NoticeMiss(works=works.id))
    forecast = rules.forecast(works.starts, points_of(works), today, works.last_day)
    if not late and not waits and rules.slip_to_tell(works.slip_told, forecast):
        found.append(NoticeSlip(works=works.id))
    return found

"""What is due every day in directives: days near and over are noticed, occurrences of what repeats are made.

Doing it twice tells nothing twice and makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet

from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.oversight import assigning
from motcua.oversight.commands.directives import NoticeDirective
from motcua.oversight.models import Directive
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules.repeating import Repeat, occurrences

PIECE = 500


def watch_directives(subject: str, actor: Actor) -> str:
    """Tell what is to be told of every directive under way; answer how much, in words."""
    del subject
    today, told = clock.today(), 0
    soonest = today + timedelta(days=rules.REMIND_DAYS)
    found = Directive.objects.filter(
        open=True, state=rules.State.RUNNING, until__lte=soonest, realm=actor.realm, degree__lt=4
    ).exclude(lead=None)
    for directive in _pieces(found):
        if rules.degree(directive.until, today) > directive.degree:
            perform(NoticeDirective(directive=directive.pk), actor)
            told += 1
    return f"{told} nhiệm vụ phải nhắc"


def make_occurrences(subject: str, actor: Actor) -> str:
    """Make the occurrences of what repeats for each period that has begun; answer how many, in words."""
    del subject
    today, made, refused = clock.today(), 0, 0
    found = Directive.objects.filter(open=True, state=rules.State.RUNNING, realm=actor.realm).exclude(
        repeat=Repeat.NONE.value
    )
    for above in _pieces(found):
        since = above.starts_on or above.started_on or today
        wanted = occurrences(Repeat(above.repeat), above.repeat_day, since, above.until, today)
        had = set(Directive.objects.filter(parent=above).values_list("period", flat=True))
        for period, due in wanted:
            if period in had:
                continue
            try:
                assigning.make_occurrence(above, period, due, actor)
                made += 1
            except MotcuaError:
                refused += 1
    return f"{made} kỳ đã lập, {refused} kỳ chưa lập được"


def _pieces(found: QuerySet[Directive]) -> Iterator[Directive]:
    yield from found.order_by("until", "pk").iterator(chunk_size=PIECE)

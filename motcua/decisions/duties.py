"""What is due every day in the register: missing signatures are told of. Doing it twice tells nothing twice."""

from __future__ import annotations

from motcua.decisions import asking, rules
from motcua.decisions.commands import RemindOfCommitment
from motcua.decisions.models import Commitment
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

PIECE = 200
"""Commitments looked at together: their posts are read in one statement."""


def watch(subject: str, actor: Actor) -> str:
    """Look at every open commitment; answer of how many was told, in words."""
    del subject
    today, told, after = clock.today(), 0, None
    waiting = Commitment.objects.filter(open=True).order_by("pk")
    while piece := list((waiting.filter(pk__gt=after) if after else waiting)[:PIECE]):
        counts = asking.counted(piece, today)
        for one in piece:
            if rules.is_to_remind(len(counts[one.id].missing), one.told, one.reminded_on, today):
                perform(RemindOfCommitment(commitment=one.id), actor)
                told += 1
        after = piece[-1].pk
    return f"{told} cam kết còn thiếu người ký"

"""What the staff room does when time passes: at the end of a working day, write down who was away without cover."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.staff import board
from motcua.staff.commands import NoteAbsence
from motcua.staff.models import Shortcoming
from motcua.staff.rules.halves import Half
from motcua.staff.rules.presence import SHORTCOMINGS

LOOKED_BACK: Final = timedelta(days=2)
"""Days looked back, so that a night without a ticker leaves no gap."""


def note_absences(subject: str, actor: Actor) -> str:
    """Note each place of a published roster that was not served in a half-day that is over, once; return how many."""
    now, today = clock.now(), clock.today()
    units = [row.id for row in office.centres(today)]
    first = today - LOOKED_BACK
    realm = str(actor.realm)
    known = {
        (row.unit_id, row.day, Half(row.half), row.official_id)
        for row in Shortcoming.objects.filter(day__gte=first, realm=realm)
    }
    count = 0
    for line in board.lines(units, first, today, now, realm):
        key = (line.unit, line.sitting.day, line.sitting.half, line.official)
        if line.sitting.closes > now or line.standing not in SHORTCOMINGS or key in known:
            continue
        command = NoteAbsence(unit=line.unit, day=line.sitting.day, half=line.sitting.half, official=line.official)
        perform(command, actor)
        count += 1
    return f"{count} thiếu sót"

"""What certifications do when they hear that something happened below."""

from __future__ import annotations

from motcua.certifications.models import Certification, Correction, Original
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.parties import queries as parties


def forget_person(event: Event, context: Context) -> None:
    """Blank what the books say of papers of a person whose data were erased; numbers, counts and fees stay by law."""
    del context
    if not isinstance(event, PrivatePartsErased):
        return
    records = parties.same_person(event.subject) or (event.subject,)
    theirs = Certification.objects.filter(requester_id__in=records)
    Original.objects.filter(certification__in=theirs).update(name="", folded="", cancelled_why="")
    Correction.objects.filter(certification__in=theirs).update(name="", reason="")

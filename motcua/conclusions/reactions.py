"""What follows from events in oversight, in the same transaction: a conclusion that another went out for is marked."""

from __future__ import annotations

from motcua.conclusions.commands import MarkReplaced
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules.life import State
from motcua.ledger.actor import system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.conclusions import ConclusionPublished
from motcua.ledger.perform import perform

ORDER = "Kết luận thay thế đã gửi"


def follow_publication(event: Event, context: Context) -> None:
    """Mark what was replaced; one withdrawn or replaced meanwhile stays as it is."""
    if not isinstance(event, ConclusionPublished) or event.replaces is None:
        return
    if not Conclusion.objects.filter(pk=event.replaces, state=State.PUBLISHED.value).exists():
        return
    command = MarkReplaced(conclusion=event.replaces, by=event.conclusion)
    perform(command, system(ORDER, realm=context.actor.realm), key=f"conclusion-{context.entry.hex}")

"""What time brings: a reminder of what was left undone, the next level told, the daily letter, old letters forgotten.

The subject of a reminder is its message, that of an escalation the message and its level: each is done once.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.contact.commands import EscalateMessage, RemindMessage
from motcua.contact.mailing import gather
from motcua.contact.models import Letter, Message
from motcua.contact.rules.kinds import KINDS
from motcua.contact.rules.mail import KEPT_FOR, Fate
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.ledger.actor import Actor, Realm, system
from motcua.ledger.commands import Command
from motcua.ledger.perform import perform


def to_remind() -> Iterable[str]:
    """Return the open messages whose reminder is due."""
    found = Message.objects.filter(closed_at__isnull=True, remind_at__lte=clock.now())
    return [str(pk) for pk in found.order_by("remind_at", "pk").values_list("pk", flat=True)]


def remind(subject: str, actor: Actor) -> str:
    """Remind the readers of one message."""
    message = Message.objects.get(pk=UUID(subject))
    return _tell(RemindMessage(message=message.id), message, actor, f"remind-{message.id.hex}")


def to_escalate() -> Iterable[str]:
    """Return the open messages whose next level is to be told, with the level they stand at."""
    found = Message.objects.filter(closed_at__isnull=True, escalate_at__lte=clock.now())
    return [f"{pk}.{level}" for pk, level in found.order_by("escalate_at", "pk").values_list("pk", "level")]


def escalate(subject: str, actor: Actor) -> str:
    """Tell the next level of one message."""
    id_, level = subject.rsplit(".", 1)
    message = Message.objects.get(pk=UUID(id_))
    key = f"escalate-{message.id.hex}-{level}"
    return _tell(EscalateMessage(message=message.id), message, actor, key)


def daily_letters(subject: str, actor: Actor) -> str:
    """Gather what waits unread for each person who wants one letter a day; answer how many letters, in words."""
    del subject
    return f"{gather(actor)} thư gộp"


def forget_letters(subject: str, actor: Actor) -> str:
    """Remove letters that ended long ago and on which nobody ever acted; answer how many, in words."""
    del subject, actor
    old = Letter.objects.filter(state__in=[Fate.SENT, Fate.DROPPED], version=0, ended_at__lt=clock.now() - KEPT_FOR)
    count, _ = old.delete()
    return f"{count} thư cũ đã bỏ"


def _tell(command: Command, message: Message, actor: Actor, key: str) -> str:
    """Perform it in the message's realm; what was settled since the subjects were listed asks for nothing more."""
    try:
        perform(command, system(actor.on_behalf_of, realm=Realm(message.realm)), key=key)
    except Conflict:
        return f"không còn phải báo: {KINDS[message.kind].name}"
    return f"đã báo: {KINDS[message.kind].name}"

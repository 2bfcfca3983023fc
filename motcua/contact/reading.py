"""Read marks: what somebody has seen. They are no part of the books and have no entries."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from motcua.contact.models import ReadMark
from motcua.contact.queries.inbox import visible
from motcua.kernel import clock
from motcua.ledger.actor import Actor


@transaction.atomic
def mark_read(actor: Actor, messages: Iterable[UUID] | None = None) -> int:
    """Mark messages that the actor may read (``None``: all that are open) as read by them; return how many were new."""
    found = visible(actor)
    found = found.filter(closed_at__isnull=True) if messages is None else found.filter(pk__in=set(messages))
    known = ReadMark.objects.filter(account_id=actor.account)
    new = list(found.exclude(pk__in=known.values("message")).values_list("pk", flat=True))
    now = clock.now()
    ReadMark.objects.bulk_create(
        [ReadMark(message_id=message, account_id=actor.account, at=now) for message in new], ignore_conflicts=True
    )
    return len(new)


@transaction.atomic
def mark_unread(actor: Actor, message: UUID) -> None:
    """Take the actor's own mark off a message, so that it stands among the unread again."""
    ReadMark.objects.filter(account_id=actor.account, message=message, message__in=visible(actor)).delete()

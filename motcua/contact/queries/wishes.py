"""What people want by mail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.contact.models import MailWishes
from motcua.contact.rules.mail import OTHERS_AT_FIRST, URGENT_AT_FIRST, Wish
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Wishes:
    """When somebody wants urgent messages and the others."""

    urgent: Wish = URGENT_AT_FIRST
    others: Wish = OTHERS_AT_FIRST

    def for_(self, *, urgent: bool) -> Wish:
        """Return the wish that holds for a message."""
        return self.urgent if urgent else self.others


def wishes_of(actor: Actor) -> Wishes:
    """Return the actor's own wishes, those at first where nothing was said."""
    return wishes_by_account([actor.account]).get(actor.account, Wishes())


def wishes_by_account(accounts: Iterable[UUID]) -> dict[UUID, Wishes]:
    """Return what was said by these accounts; whoever said nothing is left out."""
    found = MailWishes.objects.filter(account_id__in=set(accounts))
    return {row.account_id: Wishes(Wish(row.urgent), Wish(row.others)) for row in found}

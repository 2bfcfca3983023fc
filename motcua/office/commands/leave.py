"""Somebody leaves: posts and delegations end, the account closes, open sessions die."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import OfficialLeft
from motcua.office import policies, stamps
from motcua.office.models import Account, Delegation, Official, Post
from motcua.office.passwords import new_session_stamp


class Leave(Command, frozen=True, kw_only=True):
    """From ``left_on`` on the official works here no more; ``decision`` names the document.

    A day to come ends the posts on that day, and with the last post the sign-in; from today on the account closes now.
    """

    TARGET = "official"

    official: UUID
    left_on: date
    decision: Annotated[str, msgspec.Meta(max_length=120)] = ""


def still_here(official: Official) -> Said | None:
    """Nobody leaves twice."""
    return said(N_("Người này đã nghỉ.")) if official.left_on is not None else None


@act(Leave, on=Official, verb=N_("Cho nghỉ việc"), may=policies.may_change_account, when=still_here)
def leave(command: Leave, official: Official, context: Context) -> Done[Official]:
    """End every post not over by then; one that had not begun ends on its own first day, never held."""
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=command.left_on)
    posts = list(Post.objects.filter(later, official=official))
    for post in posts:
        post.valid_to = max(post.valid_from, command.left_on)
    Post.objects.bulk_update(posts, ["valid_to"])
    Delegation.objects.filter(
        Q(giver__official=official) | Q(taker__official=official),
        valid_to__gt=command.left_on,
        revoked_on__isnull=True,
    ).update(revoked_on=command.left_on)
    account = Account.objects.filter(official=official).first()
    if account is not None and command.left_on <= clock.today():
        account.is_active, account.session_stamp = False, new_session_stamp()
        account.save(update_fields=["is_active", "session_stamp"])
    official.left_on = command.left_on
    stamps.bump()
    event = OfficialLeft(
        official=official.id,
        left_on=command.left_on,
        decision=clean(command.decision),
        posts=[post.id for post in posts],
        account=account.id if account else None,
    )
    return Done(event)

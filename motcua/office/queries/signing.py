"""Who signs for a committee on a day: its leaders, and whom they authorised by a decision."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.office import rules
from motcua.office.models import Delegation, Post
from motcua.office.queries.acting import lent_by
from motcua.office.rules import Role
from motcua.office.signing_rules import Paper


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who may sign; ``behalf`` says for whom and by which decision where it is not by their own post."""

    official: UUID
    name: str
    title: str
    behalf: str = ""


def signers(committee: UUID, on: date, realm: str, matters: Collection[str], paper: Paper) -> tuple[Signer, ...]:
    """Return who may sign a kind of paper for a committee on a day: by rank, then those authorised for it.

    ``matters``: the code and the field of the procedure, by which a delegation may name it. One line a person, the own
    post first.
    """
    holds = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    posts = Post.objects.filter(holds, unit=committee, official__realm=realm, official__account__is_active=True)
    leading = [
        post
        for post in posts.select_related("official").order_by("rank", "valid_from", "pk")
        if Role.LEADER in rules.roles_from(post.roles)
    ]
    found: dict[UUID, Signer] = {}
    for post in leading:
        found.setdefault(post.official_id, Signer(post.official_id, post.official.name, post.title))
    lent = Delegation.objects.filter(
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=on),
        giver__in=[post.pk for post in leading],
        valid_from__lte=on,
        valid_to__gt=on,
        taker__valid_from__lte=on,
        taker__official__account__is_active=True,
    ).exclude(taker__valid_to__lte=on)
    for one in lent.select_related("giver__official", "taker__official").order_by("valid_from", "pk"):
        if not lent_by(one).covers(matters, paper):
            continue
        behalf = f"{one.giver.official.name}, {one.giver.title} ({one.decision})"[:200]
        taker = one.taker
        found.setdefault(taker.official_id, Signer(taker.official_id, taker.official.name, taker.title, behalf))
    return tuple(found.values())

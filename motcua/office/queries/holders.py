"""Who holds a power where, now: for rooms that tell people things by what they may do, not by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import family, rules
from motcua.office.models import Official, Post
from motcua.office.rules import POWERS, SYSTEM, Role


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with an open account and the post that gives them the power. No telephone, no e-mail."""

    account: UUID
    official: UUID
    name: str
    title: str
    unit_name: str
    place: UUID


def holders(where: UUID, powers: Collection[str], realm: str, on: date | None = None) -> tuple[Holder, ...]:
    """Return who holds one of the powers by a post at a place (in any body of it), or in a body itself; one line a person.

    In the order of rank. Reach from above is not counted: whoever asks names the place above.
    """
    day = on or clock.today()
    units = [where, *(body.id for body in family.bodies_of(where, day))] if _is_place(where) else [where]
    fitting = {role for role in Role if POWERS[role] & set(powers)}
    rows = (
        Post.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
            unit__in=units,
            valid_from__lte=day,
            official__realm=realm,
            official__account__is_active=True,
        )
        .order_by("rank", "valid_from", "pk")
        .values_list("official__account__pk", "official_id", "official__name", "title", "unit_id", "roles")
    )
    found: dict[UUID, Holder] = {}
    for account, official, name, title, unit, roles in rows:
        if fitting & set(rules.roles_from(roles)) and account not in found:
            kin = family.kin(unit)
            unit_name = kin.full_name if kin else ""
            found[account] = Holder(account, official, name, title, unit_name, family.home_of(unit))
    return tuple(found.values())


def addresses(actor: Actor, officials: Iterable[UUID]) -> dict[UUID, str]:
    """Return the e-mail addresses of officials who have one, for the system to write to: nobody is shown them."""
    if not actor.can(SYSTEM):
        raise NotAllowed(N_("Địa chỉ thư chỉ dùng để hệ thống gửi thư."))
    found = Official.objects.filter(pk__in=set(officials), left_on__isnull=True).exclude(email="")
    return dict(found.values_list("pk", "email"))


def _is_place(unit: UUID) -> bool:
    kin = family.kin(unit)
    return kin is not None and kin.level in rules.PLACES

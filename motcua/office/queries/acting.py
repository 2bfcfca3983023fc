"""Who acts, and in which capacities an account may act. Every request asks, so it is one statement, written out.

Put together by the ORM the same statement costs fifteen times as much processor time as running it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor, Channel, Lent, Realm
from motcua.office import family, rules, stamps
from motcua.office.models import Account, Delegation, Official, Post, Stamp, Unit
from motcua.office.rules import Level, Role


@dataclass(frozen=True, slots=True)
class Capacity:
    """One way an account may act: a post of its own, or (``on_behalf_of``) signing for the post of another.

    ``post`` is what :func:`actor_of` wants; ``second_factor`` says that some of its powers need one.
    """

    post: UUID
    title: str
    unit: UUID
    unit_name: str
    roles: tuple[Role, ...]
    on_behalf_of: str
    second_factor: bool


class _Held(NamedTuple):
    """A post held today, with what an actor needs of its unit and its holder; ``stamp`` is the word of the memory."""

    post: UUID
    title: str
    roles: str
    unit: UUID
    unit_name: str
    unit_level: str
    official: UUID
    name: str
    realm: str
    stamp: str | None


_POST, _UNIT, _OFFICIAL, _ACCOUNT, _STAMPS = (model._meta.db_table for model in (Post, Unit, Official, Account, Stamp))
_HELD: Final = (
    "SELECT p.id, p.title, p.roles, u.id, u.full_name, u.level, o.id, o.name, o.realm,"  # noqa: S608 - our table names
    f" (SELECT s.value FROM {_STAMPS} s WHERE s.name = %s)"
    f" FROM {_POST} p JOIN {_UNIT} u ON u.id = p.unit_id JOIN {_OFFICIAL} o ON o.id = p.official_id"
    f" JOIN {_ACCOUNT} a ON a.official_id = o.id"
    " WHERE a.id = %s AND a.is_active AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s)"
)
_ORDER: Final = " ORDER BY p.rank, p.valid_from, p.id"


def actor_of(
    account: UUID,
    post: UUID | None = None,
    *,
    session: str | None = None,
    verified: bool = False,
    channel: Channel = Channel.DESK,
) -> Actor | None:
    """Return who an account acts as at a post, ``None`` when it may not.

    Unless named it is the highest-ranking post with a role: a title alone gives nothing to do.

    One statement. ``session`` is the stamp the session began under: a password changed or an account closed since means
    ``None``. ``post`` may be another's post whose signing was delegated to this account; then ``on_behalf_of`` says
    for whom, and only the signing is lent (one statement more). ``verified`` is what the session knows of the second
    factor.
    """
    today = clock.today()
    held = _held(account, session, today)
    if not held:
        return None
    stamps.seen(held[0].stamp or "")
    begins = next((row for row in held if row.roles), held[0])
    own = begins if post is None else next((row for row in held if row.post == post), None)
    if own is not None:
        return _actor(account, own, verified=verified, channel=channel)
    lent = _delegations_on(today, held).filter(giver=post).first()
    if lent is None:
        return None
    taker = next(row for row in held if row.post == lent.taker_id)
    return _lent_actor(account, lent, taker, verified=verified, channel=channel)


def posts_of(account: UUID) -> tuple[Capacity, ...]:
    """Return the capacities an account may act in today: own posts by rank, then those it may sign for."""
    today = clock.today()
    held = _held(account, None, today)
    own = [_capacity(row, rules.roles_from(row.roles)) for row in held]
    others = [
        _capacity(giver, (Role.LEADER,), f"{giver.name}, {giver.title}")
        for giver in (_giver(lent) for lent in _delegations_on(today, held))
    ]
    return (*own, *others)


def _held(account: UUID, session: str | None, today: date) -> list[_Held]:
    day = connection.ops.adapt_datefield_value(today)
    values = [stamps.NAME, _KEY.get_db_prep_value(account, connection), day, day]
    statement = _HELD
    if session is not None:
        statement += " AND a.session_stamp = %s"
        values.append(session)
    with connection.cursor() as cursor:
        cursor.execute(statement + _ORDER, values)
        rows = cursor.fetchall()
    # SQLite keeps a UUID as text, PostgreSQL as itself.
    return [
        _Held(*(UUID(str(value)) if at in _IDS else value for at, value in enumerate(row)))  # type: ignore[arg-type]
        for row in rows
    ]


_KEY = Account._meta.pk
_IDS: Final = frozenset({0, 3, 6})


def _delegations_on(day: date, held: list[_Held]) -> QuerySet[Delegation]:
    """Return what was delegated to the posts held, on a day on which the givers hold theirs."""
    standing = Q(revoked_on__isnull=True) | Q(revoked_on__gt=day)
    giver = Q(giver__valid_to__isnull=True) | Q(giver__valid_to__gt=day)
    return Delegation.objects.filter(
        standing,
        giver,
        taker__in=[row.post for row in held],
        giver__valid_from__lte=day,
        valid_from__lte=day,
        valid_to__gt=day,
    ).select_related("giver__unit", "giver__official")


def _giver(lent: Delegation) -> _Held:
    post = lent.giver
    unit, person = post.unit, post.official
    return _Held(
        post.id, post.title, post.roles, unit.id, unit.full_name, unit.level, person.id, person.name, person.realm, None
    )


def _actor(account: UUID, held: _Held, *, verified: bool, channel: Channel) -> Actor:
    roles = rules.roles_from(held.roles)
    return Actor(
        account=account,
        name=held.name,
        unit=held.unit,
        unit_name=held.unit_name,
        post=held.post,
        post_title=held.title,
        official=held.official,
        powers=rules.powers_of(roles),
        units=_units(held, roles),
        channel=channel,
        realm=Realm(held.realm),
        verified=verified,
    )


def _lent_actor(account: UUID, lent: Delegation, taker: _Held, *, verified: bool, channel: Channel) -> Actor:
    """The taker signs at the giver's unit: with the power to sign and to read what is signed, nothing else."""
    giver = _giver(lent)
    roles = rules.roles_from(giver.roles)
    return Actor(
        account=account,
        name=taker.name,
        unit=giver.unit,
        unit_name=giver.unit_name,
        post=taker.post,
        post_title=taker.title,
        official=taker.official,
        powers=rules.powers_of(roles) & frozenset({rules.SIGN, "dossier.read"}),
        units=_units(giver, roles),
        on_behalf_of=f"{giver.name}, {giver.title} ({lent.decision})"[:200],
        channel=channel,
        realm=Realm(taker.realm),
        verified=verified,
        lent=lent_by(lent),
    )


def why_not_lent(account: UUID, post: UUID) -> Said | None:
    """Say why an account does not sign for another's post today although this was delegated to it once: it was for other days."""
    today = clock.today()
    mine = Delegation.objects.filter(giver=post, taker__in=[row.post for row in _held(account, None, today)])
    row = mine.select_related("giver__official").order_by("valid_to").last()
    if row is None:
        return None
    lent = lent_by(row)
    return said(
        N_(
            "Ủy quyền ký của {giver} ({decision}) chỉ có hiệu lực từ {first} đến hết {last}; hôm nay không ký thay được."
        ),
        giver=row.giver.official.name,
        decision=row.decision,
        first=rules.day_text(lent.first),
        last=rules.day_text(lent.last),
    )


def lent_by(row: Delegation) -> Lent:
    """Return what a delegation lends, and until when: to its last day, or to the day before it was revoked."""
    last = min(row.valid_to, row.revoked_on or row.valid_to) - timedelta(days=1)
    return Lent(row.valid_from, last, frozenset(row.matters.splitlines()), frozenset(row.papers.split()))


def _units(held: _Held, roles: Iterable[Role]) -> frozenset[UUID]:
    return answers_for(held.unit, held.unit_level, roles)


def answers_for(unit: UUID, level: str, roles: Iterable[Role]) -> frozenset[UUID]:
    """Return the units whose work is that of who holds these roles in a unit.

    Whoever heads a unit answers for all under it; who leads the committee, for all bodies of the place.

    Not for the places under it: who leads a province oversees its communes and works none of their dossiers.
    """
    if rules.HEADS.isdisjoint(roles):
        return frozenset({unit})
    leads = Role.LEADER in roles and level == Level.COMMITTEE
    return family.household(family.home_of(unit)) if leads else family.subtree(unit)


def _capacity(held: _Held, roles: tuple[Role, ...], on_behalf_of: str = "") -> Capacity:
    factor = rules.needs_second_factor(rules.powers_of(roles))
    return Capacity(held.post, held.title, held.unit, held.unit_name, roles, on_behalf_of, factor)

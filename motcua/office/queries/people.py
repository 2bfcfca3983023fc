"""Questions about people: who works where, with which titles, who signs for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.office import family, rules
from motcua.office.models import Account, Delegation, Official, Post
from motcua.office.rules import Period, Role
from motcua.office.signing_rules import Paper


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post as screens show it."""

    id: UUID
    unit: UUID
    unit_name: str
    title: str
    roles: tuple[Role, ...]
    rank: int
    valid: Period
    decision: str


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person of a staff list: present posts in the units listed, and the state of the account. No addresses."""

    official: UUID
    name: str
    titles: str
    posts: tuple[PostRow, ...]
    username: str
    account: UUID | None
    account_open: bool
    must_change_password: bool


@dataclass(frozen=True, slots=True)
class OfficialCard:
    """Everything about one official; ``titles`` are the present ones as minutes print them."""

    id: UUID
    name: str
    titles: str
    phone: str
    email: str
    left_on: date | None
    posts: tuple[PostRow, ...]
    username: str
    account: UUID | None
    account_open: bool


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """Who signs for whom, what for, from when to when (exclusive; a revocation ends it)."""

    id: UUID
    giver: UUID
    giver_name: str
    giver_title: str
    taker: UUID
    taker_name: str
    taker_title: str
    scope: str
    valid: Period
    decision: str
    revoked: bool
    matters: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()


def titles_of(officials: Iterable[UUID], on: date | None = None) -> dict[UUID, str]:
    """Return each official's titles on a day (today) as minutes print them, in one statement."""
    day = on or clock.today()
    found: dict[UUID, list[tuple[int, date, str]]] = defaultdict(list)
    rows = Post.objects.filter(official__in=set(officials), valid_from__lte=day).exclude(valid_to__lte=day)
    for official_id, rank, since, title in rows.values_list("official_id", "rank", "valid_from", "title"):
        found[official_id].append((rank, since, title))
    return {official_id: rules.titles_line(posts) for official_id, posts in found.items()}


def staff(actor: Actor, unit: UUID, *, on: date | None = None) -> tuple[StaffRow, ...]:
    """Return who holds a post in a unit or under it on a day (today), by name. No telephone, no e-mail: not logged.

    Colleagues of the same place and those above see it; others get :class:`NotAllowed`.
    """
    _require_sight(actor, unit)
    day = on or clock.today()
    posts = Post.objects.filter(unit__in=family.subtree(unit), valid_from__lte=day).exclude(valid_to__lte=day)
    people: dict[UUID, list[Post]] = defaultdict(list)
    for post in posts.select_related("unit", "official", "official__account").order_by("rank", "valid_from", "pk"):
        people[post.official_id].append(post)
    rows = [_staff_row(held) for held in people.values()]
    return tuple(sorted(rows, key=lambda row: (row.name.split()[-1:], row.name, row.official)))


def _staff_row(held: list[Post]) -> StaffRow:
    person = held[0].official
    account = getattr(person, "account", None)
    return StaffRow(
        person.id,
        person.name,
        rules.titles_line((post.rank, post.valid_from, post.title) for post in held),
        tuple(map(_post_row, held)),
        account.username if account else "",
        account.id if account else None,
        bool(account and account.is_active),
        bool(account and account.must_change_password),
    )


def official(actor: Actor, id_: UUID, *, purpose: str) -> OfficialCard:
    """Return everything about one official, addresses included; the look is logged with its ``purpose``.

    For the person, colleagues of the same place and those above; :class:`NotFound` for everybody else, as for nobody.
    """
    person = Official.objects.filter(pk=id_).select_related("account").first()
    posts = list(Post.objects.filter(official=id_).select_related("unit").order_by("rank", "valid_from", "pk"))
    seen = actor.official == id_ or not posts or any(_sees(actor, post.unit_id) for post in posts)
    if person is None or not seen or (not posts and not actor.powers & {rules.MANAGE, rules.SYSTEM}):
        raise NotFound(N_("Không có cán bộ này."))
    access.read(actor, "office.official", [id_], purpose=purpose)
    today = clock.today()
    account: Account | None = getattr(person, "account", None)
    now = [post for post in posts if Period(post.valid_from, post.valid_to).holds(today)]
    return OfficialCard(
        person.id,
        person.name,
        rules.titles_line((post.rank, post.valid_from, post.title) for post in now),
        person.phone,
        person.email,
        person.left_on,
        tuple(map(_post_row, posts)),
        account.username if account else "",
        account.id if account else None,
        bool(account and account.is_active),
    )


def delegations(actor: Actor, unit: UUID, *, on: date | None = None) -> tuple[DelegationRow, ...]:
    """Return the delegations of signing given in a unit's place that have not ended by a day (today)."""
    _require_sight(actor, unit)
    day = on or clock.today()
    rows = Delegation.objects.filter(giver__unit__in=family.subtree(family.home_of(unit)), valid_to__gt=day)
    return tuple(
        DelegationRow(
            row.id,
            row.giver_id,
            row.giver.official.name,
            row.giver.title,
            row.taker_id,
            row.taker.official.name,
            row.taker.title,
            row.scope,
            Period(row.valid_from, min(row.valid_to, row.revoked_on or row.valid_to)),
            row.decision,
            row.revoked_on is not None,
            tuple(row.matters.splitlines()),
            tuple(map(Paper, row.papers.split())),
        )
        for row in rows.select_related("giver__official", "taker__official").order_by("valid_from", "pk")
    )


def _post_row(post: Post) -> PostRow:
    return PostRow(
        post.id,
        post.unit_id,
        post.unit.full_name,
        post.title,
        rules.roles_from(post.roles),
        post.rank,
        Period(post.valid_from, post.valid_to),
        post.decision,
    )


def _sees(actor: Actor, unit: UUID) -> bool:
    if actor.can(rules.SYSTEM) or unit in actor.units:
        return True
    if actor.unit is None:
        return False
    above = {one.id for one in family.line(unit)}
    return family.home_of(actor.unit) in above


def _require_sight(actor: Actor, unit: UUID) -> None:
    if not _sees(actor, unit):
        raise NotAllowed(N_("Chỉ cán bộ cùng đơn vị và cấp trên xem được danh sách cán bộ."))


def units_held(officials: Iterable[UUID], on: date) -> dict[UUID, frozenset[UUID]]:
    """Return the units where each official holds a post on a day, in one statement."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Post.objects.filter(official__in=set(officials), valid_from__lte=on).exclude(valid_to__lte=on)
    for official_id, unit in rows.values_list("official_id", "unit_id"):
        found[official_id].add(unit)
    return {official_id: frozenset(held) for official_id, held in found.items()}


def places_held(officials: Iterable[UUID], on: date) -> dict[UUID, frozenset[UUID]]:
    """Return the places (commune, former district, province) where each official holds a post on a day."""
    held = units_held(officials, on)
    return {official_id: frozenset(family.home_of(unit) for unit in units) for official_id, units in held.items()}

"""Who works here as administrators see it: posts, the state of each account, its second factor. No addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from axes.models import AccessAttempt
from django.db.models import Prefetch, Q, QuerySet
from django_otp.plugins.otp_totp.models import TOTPDevice

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import policies, rules
from motcua.office.models import Account, Official, Post
from motcua.office.rules import Period, Role

_MOST: Final = 1_000


class AccountState(StrEnum):
    """How an official's way to sign in stands."""

    NONE = "none"
    OPEN = "open"
    FIRST = "first"
    BARRED = "barred"
    IDLE = "idle"
    CLOSED = "closed"


ACCOUNT_STATES: Final = {
    AccountState.NONE: N_("chưa có tài khoản"),
    AccountState.OPEN: N_("đang mở"),
    AccountState.FIRST: N_("chờ đổi mật khẩu lần đầu"),
    AccountState.BARRED: N_("tạm khóa do nhập sai"),
    AccountState.IDLE: N_("quá 45 ngày không dùng"),
    AccountState.CLOSED: N_("đã khóa"),
}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One official; ``factor`` is ``None`` where no second factor is needed, else whether one is in use."""

    official: UUID
    name: str
    titles: str
    units: tuple[str, ...]
    unit_ids: tuple[UUID, ...]
    roles: tuple[Role, ...]
    username: str
    state: AccountState
    factor: bool | None
    last_seen: datetime | None
    left_on: date | None


def roster(
    actor: Actor, *, text: str = "", unit: UUID | None = None, role: Role | None = None, left: bool = False
) -> tuple[RosterRow, ...]:
    """Return the officials an administrator answers for, by given name; ``left`` those who have left instead.

    People entered without any post yet are among them. At most a thousand: a commune has a few dozen. Five statements.
    """
    found = _people(actor).filter(left_on__isnull=not left)
    for word in fold(text).split():
        found = found.filter(Q(folded__contains=word) | Q(account__username__contains=word))
    rows = _rows(list(found.order_by("folded", "pk")[:_MOST]))
    rows = [row for row in rows if (unit is None or unit in row.unit_ids) and (role is None or role in row.roles)]
    return tuple(sorted(rows, key=lambda row: (fold(row.name).split()[-1:], fold(row.name), row.official)))


def roster_row(actor: Actor, official: UUID) -> RosterRow | None:
    """Return one official of the roster, ``None`` for nobody and for people out of reach."""
    rows = _rows(list(_people(actor).filter(pk=official)))
    return rows[0] if rows else None


def _people(actor: Actor) -> QuerySet[Official]:
    if not actor.powers & {rules.MANAGE, rules.ACCOUNTS, rules.SYSTEM}:
        raise NotAllowed(N_("Chỉ quản trị hệ thống xem được danh sách này."))
    reached = policies.reach(actor)
    people = Official.objects.select_related("account").prefetch_related(
        Prefetch("posts", Post.objects.select_related("unit").order_by("rank", "valid_from", "pk"))
    )
    if reached is None:
        return people
    return people.filter(Q(posts__unit__in=reached) | Q(posts__isnull=True)).distinct()


def _rows(people: list[Official]) -> list[RosterRow]:
    accounts = [account for person in people if (account := _account(person)) is not None]
    proven = set(
        TOTPDevice.objects.filter(user__in=[account.pk for account in accounts], confirmed=True).values_list(
            "user_id", flat=True
        )
    )
    since = datetime.now(UTC) - rules.LOCKED_FOR
    barred = set(
        AccessAttempt.objects.filter(
            username__in=[account.username for account in accounts],
            attempt_time__gt=since,
            failures_since_start__gte=rules.WRONG_TRIES,
        ).values_list("username", flat=True)
    )
    return [_row(person, proven, barred) for person in people]


def _account(person: Official) -> Account | None:
    found: Account | None = getattr(person, "account", None)
    return found


def _row(person: Official, proven: set[UUID], barred: set[str]) -> RosterRow:
    today = clock.today()
    posts = [post for post in person.posts.all() if Period(None, post.valid_to).holds(today)]
    now = [post for post in posts if post.valid_from <= today]
    roles = tuple(dict.fromkeys(role for post in now for role in rules.roles_from(post.roles)))
    account = _account(person)
    needs = rules.needs_second_factor(rules.powers_of(roles))
    return RosterRow(
        person.id,
        person.name,
        rules.titles_line((post.rank, post.valid_from, post.title) for post in now),
        tuple(dict.fromkeys(post.unit.full_name for post in posts)),
        tuple(dict.fromkeys(post.unit_id for post in posts)),
        roles,
        account.username if account else "",
        _state(account, barred),
        (account is not None and account.pk in proven) if needs else None,
        account.last_seen if account else None,
        person.left_on,
    )


def _state(account: Account | None, barred: set[str]) -> AccountState:
    if account is None:
        return AccountState.NONE
    if not account.is_active:
        return AccountState.CLOSED
    if account.username in barred:
        return AccountState.BARRED
    if account.must_change_password:
        return AccountState.FIRST
    opened = account.password_set_at or datetime.now(UTC)
    return AccountState.IDLE if rules.idle_too_long(account.last_seen, opened, clock.now()) else AccountState.OPEN

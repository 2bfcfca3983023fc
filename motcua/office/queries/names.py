"""Names for lists and papers: units by id, people by account. Nothing here says more than a badge or a sign does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.ledger.actor import SYSTEM_ACCOUNT
from motcua.ledger.prepared import Prepared
from motcua.office import family
from motcua.office.models import Account, Official, Post
from motcua.office.queries.units import agency_code, centre_of, committee_of, settings_of, unit, units
from motcua.office.rules import PLACES
from motcua.office.stamps import kept, kept_many

SYSTEM_NAME = "Hệ thống"


@dataclass(frozen=True, slots=True)
class PlaceHeading:
    """What stands at the head of a centre's papers."""

    governing_body: str
    centre: str
    commune: str
    short: str
    hotline: str
    agency_code: str
    commune_code: str


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the full names of units by id: what was read before is not read again, the rest is read in one statement.

    :class:`NotFound` for an id that is none.
    """
    return {id_: row.full_name for id_, row in kept_many(unit, ids, units).items()}


@kept
def heading_of(centre: UUID, on: date) -> PlaceHeading:
    """Return the head of a centre's papers on a day."""
    place = unit(centre)
    while place.level not in PLACES and place.parent is not None:
        place = unit(place.parent)
    committee, own = committee_of(centre), centre_of(centre)
    code = agency_code(centre, on)
    return PlaceHeading(
        governing_body=committee.full_name if committee else place.full_name,
        centre=own.full_name if own else unit(centre).full_name,
        commune=place.full_name,
        short=place.name,
        hotline=settings_of(centre).hotline,
        agency_code=code.code if code else "",
        commune_code=place.code,
    )


_OFFICIALS = Prepared(lambda accounts: Account.objects.filter(pk__in=accounts).values_list("pk", "official__name"))


def people_of(accounts: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of the officials behind accounts, in one statement."""
    wanted = set(accounts)
    found = dict(_OFFICIALS(list(wanted)))
    if SYSTEM_ACCOUNT in wanted:
        found[SYSTEM_ACCOUNT] = SYSTEM_NAME
    return found


def colleagues(holder: UUID) -> tuple[tuple[UUID, str], ...]:
    """Return (official, name) of whoever holds a post in a unit today, by name: for giving work to."""
    today = clock.today()
    rows = (
        Post.objects.filter(unit=holder, valid_from__lte=today)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today))
        .order_by("official__folded")
        .values_list("official_id", "official__name")
    )
    return tuple(dict.fromkeys(rows))


@dataclass(frozen=True, slots=True)
class Serving:
    """Somebody who holds a post: present title of highest rank, and whether they have an account that is open."""

    official: UUID
    name: str
    title: str
    has_account: bool


def serving(units: Iterable[UUID], on: date) -> tuple[Serving, ...]:
    """Return who holds a post in one of the units or under them on a day, by given name; one line a person.

    No telephone, no e-mail. Whoever asks has made sure that the reader may see these units.
    """
    under = set().union(*(family.subtree(unit) for unit in units))
    rows = (
        Post.objects.filter(unit__in=under, valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .order_by("rank", "valid_from", "pk")
        .values_list("official_id", "official__name", "title", "official__account__is_active")
    )
    found: dict[UUID, Serving] = {}
    for official, name, title, active in rows:
        found.setdefault(official, Serving(official, name, title, bool(active)))
    return tuple(sorted(found.values(), key=lambda one: (fold(one.name).split()[-1:], one.name, one.official)))


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody's post in a unit: title of highest rank there."""

    official: UUID
    name: str
    title: str
    unit: UUID


def seated(units: Iterable[UUID], on: date, realm: str) -> tuple[Seated, ...]:
    """Return who holds a post in one of these very units on a day, by given name; one line a person and unit.

    One statement however many units. Whoever asks has made sure that the reader may see them.
    """
    rows = (
        Post.objects.filter(unit__in=list(units), valid_from__lte=on, official__realm=realm)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .order_by("rank", "valid_from", "pk")
        .values_list("official_id", "unit_id", "official__name", "title")
    )
    found: dict[tuple[UUID, UUID], Seated] = {}
    for official, seat, name, title in rows:
        found.setdefault((official, seat), Seated(official, name, title, seat))
    return tuple(sorted(found.values(), key=lambda one: (fold(one.name).split()[-1:], one.name, one.official)))


def officials_named(officials: Iterable[UUID]) -> dict[UUID, str]:
    """Return the names of officials by id, in one statement."""
    return dict(Official.objects.filter(pk__in=set(officials)).values_list("pk", "name"))


def with_account(officials: Iterable[UUID]) -> set[UUID]:
    """Return those of the officials who have an account that is open, in one statement."""
    found = Account.objects.filter(official__in=set(officials), is_active=True)
    return set(found.values_list("official_id", flat=True))


def account_named(username: str) -> UUID | None:
    """Return the account with this sign-in name."""
    return Account.objects.filter(username=username.strip().lower()).values_list("pk", flat=True).first()

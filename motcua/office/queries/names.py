"""Names for lists and papers: units by id, people by account. Nothing here says more than a badge or a sign does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from motcua.kernel import clock
from motcua.ledger.actor import SYSTEM_ACCOUNT
from motcua.ledger.prepared import Prepared
from motcua.office.models import Account, Post
from motcua.office.queries.units import agency_code, centre_of, committee_of, settings_of, unit
from motcua.office.rules import PLACES
from motcua.office.stamps import kept

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
    """Return the full names of units by id; nothing is read that was read before."""
    return {id_: unit(id_).full_name for id_ in set(ids)}


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


def account_named(username: str) -> UUID | None:
    """Return the account with this sign-in name."""
    return Account.objects.filter(username=username.strip().lower()).values_list("pk", flat=True).first()

"""Commitments: lists with how many signed, one with who has and who has not, and what waits for the asker's own hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.decisions import asking, rules
from motcua.decisions.models import Asked, Commitment, Signature
from motcua.decisions.policies import READ
from motcua.decisions.queries.documents import Also
from motcua.decisions.queries.history import Line, of_commitment
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 2000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is wanted: open or ended ones, a place, a year, words; ``after`` is the last row shown."""

    ended: bool = False
    text: str = ""
    place: UUID | None = None
    year: int | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment as lists show it: how many of those asked have signed. ``late``: the day set is over, some have not."""

    id: UUID
    place: UUID
    place_name: str
    theme: str
    theme_year: int
    asked_by: str
    asked_on: date
    sign_by: date | None
    asked: int
    signed: int
    late: bool
    open: bool
    ended_on: date | None

    @property
    def missing(self) -> int:
        """Return how many of those asked have not signed."""
        return self.asked - self.signed


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A signature; ``gone`` says that its signer is no longer among those asked (has left, or moved)."""

    official: UUID
    name: str
    title: str
    unit_name: str
    way: rules.Way
    signed_on: date
    at: datetime
    has_file: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    """Somebody asked who has not signed."""

    official: UUID
    name: str
    title: str
    unit: UUID
    unit_name: str


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """One commitment: its words, who signed, who has not by unit, its history, what may be done now.

    ``mine``: the asker is asked and has not signed.
    """

    row: CommitmentRow
    version: int
    text: str
    audience: rules.Audience
    units: tuple[tuple[UUID, str], ...]
    people: tuple[tuple[UUID, str], ...]
    document: UUID | None
    renews: UUID | None
    renewed_by: UUID | None
    ended_reason: str
    signatures: tuple[SignatureRow, ...]
    missing: tuple[MissingRow, ...]
    mine: bool
    history: tuple[Line, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class CommitmentCounts:
    """How many commitments there are within reach, the places and years that have any."""

    open: int
    ended: int
    places: tuple[tuple[UUID, str], ...]
    years: tuple[int, ...]


def scope(actor: Actor, also: Also = ()) -> QuerySet[Commitment]:
    """Return the commitments an actor may see: within reach (and ``also``) and realm; none without the power."""
    if not actor.can(READ):
        return Commitment.objects.none()
    return Commitment.objects.filter(place__in=territory.of(actor) | frozenset(also), realm=str(actor.realm))


def counts_of_commitments(actor: Actor, place: UUID | None = None, also: Also = ()) -> CommitmentCounts:
    """Return the counts of the list, for one place or all within reach."""
    whole = scope(actor, also)
    named = names.names_of(dict.fromkeys(whole.order_by("place").values_list("place", flat=True).distinct()))
    found = whole.filter(place=place) if place else whole
    opened = found.filter(open=True).count()
    return CommitmentCounts(
        open=opened,
        ended=found.count() - opened,
        places=tuple(sorted(named.items(), key=lambda item: fold(item[1]))),
        years=tuple(found.order_by("-theme_year").values_list("theme_year", flat=True).distinct()),
    )


def commitments(actor: Actor, wanted: Wanted, also: Also = ()) -> tuple[tuple[CommitmentRow, ...], bool]:
    """Return a page of the list, the newest first, and whether more follow."""
    found = _wanted(actor, wanted, also)
    if wanted.after is not None:
        last = scope(actor, also).filter(pk=wanted.after).first()
        if last is not None:
            found = found.filter(Q(asked_on__lt=last.asked_on) | Q(asked_on=last.asked_on, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def export_commitments(actor: Actor, wanted: Wanted, also: Also = ()) -> tuple[CommitmentRow, ...]:
    """Return the whole list for a file, at most :data:`EXPORT_MOST` rows."""
    return _rows(_wanted(actor, wanted, also)[:EXPORT_MOST])


def commitment_page(actor: Actor, commitment: UUID, also: Also = ()) -> CommitmentPage:
    """Return one commitment; :class:`NotFound` outside the asker's reach."""
    found = scope(actor, also).filter(pk=commitment).first()
    if found is None:
        raise NotFound(N_("Không có bản cam kết này trong địa bàn của bạn."))
    count = asking.count_of(found)
    asked = list(Asked.objects.filter(commitment=found))
    named = names.names_of({one.unit_id for one in asked if one.unit_id} | {seat.unit for seat in count.missing})
    present = {seat.official for seat in count.asked}
    renewed = Commitment.objects.filter(renews=found).values_list("pk", flat=True).first()
    return CommitmentPage(
        row=_row(found, names.names_of([found.place_id]).get(found.place_id, ""), count),
        version=found.version,
        text=found.text,
        audience=rules.Audience(found.audience),
        units=tuple((one.unit_id, named.get(one.unit_id, "")) for one in asked if one.unit_id),
        people=tuple((one.official_id, one.name) for one in asked if one.official_id),
        document=found.document_id,
        renews=found.renews_id,
        renewed_by=renewed,
        ended_reason=found.ended_reason,
        signatures=tuple(
            _signature(one, present)
            for one in Signature.objects.filter(commitment=found).order_by("unit_name", "at", "name")
        ),
        missing=tuple(
            sorted(
                (
                    MissingRow(seat.official, seat.name, seat.title, seat.unit, named.get(seat.unit, ""))
                    for seat in count.missing
                ),
                key=lambda row: fold(row.unit_name),
            )
        ),
        mine=found.open and any(seat.official == actor.official for seat in count.missing),
        history=of_commitment(found.id),
        offers=tuple(available(found, actor)),
    )


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A commitment asked of the asker: its words, and how and when they signed, ``None`` while they have not."""

    id: UUID
    theme: str
    theme_year: int
    text: str
    asked_by: str
    sign_by: date | None
    late: bool
    version: int
    signed_on: date | None
    way: rules.Way | None


def mine(actor: Actor) -> tuple[tuple[OwnRow, ...], tuple[OwnRow, ...]]:
    """Return what waits for the asker's own hand, and what they have signed: for every official, whatever their powers."""
    if actor.official is None or (place := territory.home(actor)) is None:
        return (), ()
    today, realm = clock.today(), str(actor.realm)
    opened = list(Commitment.objects.filter(place=place, realm=realm, open=True).order_by("asked_on", "pk"))
    counts = asking.counted(opened)
    waiting = [
        _own(one, today, None)
        for one in opened
        if any(seat.official == actor.official for seat in counts[one.id].missing)
    ]
    signed = Signature.objects.filter(official_id=actor.official, commitment__realm=realm).select_related("commitment")
    return tuple(waiting), tuple(_own(one.commitment, today, one) for one in signed.order_by("-at")[:PAGE])


def waiting_for(actor: Actor) -> int:
    """Return how many commitments wait for the asker's own hand."""
    return len(mine(actor)[0])


def signature_file(actor: Actor, commitment: UUID, official: UUID, also: Also = ()) -> str:
    """Return the hash of the paper or file behind a signature; one's own may be seen by oneself."""
    row = Signature.objects.filter(
        commitment=commitment, official_id=official, commitment__realm=str(actor.realm)
    ).first()
    own = row is not None and actor.official == official
    if row is None or not row.sha256 or not (own or scope(actor, also).filter(pk=commitment).exists()):
        raise NotFound(N_("Không có tệp của chữ ký này."))
    return row.sha256


def _wanted(actor: Actor, wanted: Wanted, also: Also) -> QuerySet[Commitment]:
    found = scope(actor, also).filter(open=not wanted.ended)
    if wanted.place is not None:
        found = found.filter(place=wanted.place)
    if wanted.year is not None:
        found = found.filter(theme_year=wanted.year)
    for word in fold(wanted.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-asked_on", "-pk")


def _rows(found: Iterable[Commitment]) -> tuple[CommitmentRow, ...]:
    rows = list(found)
    named, counts = names.names_of({one.place_id for one in rows}), asking.counted(rows)
    return tuple(_row(one, named.get(one.place_id, ""), counts[one.id]) for one in rows)


def _row(one: Commitment, place_name: str, count: asking.Count) -> CommitmentRow:
    day = one.ended_on or clock.today()
    return CommitmentRow(
        id=one.id,
        place=one.place_id,
        place_name=place_name,
        theme=one.theme,
        theme_year=one.theme_year,
        asked_by=one.asked_by,
        asked_on=one.asked_on,
        sign_by=one.sign_by,
        asked=len(count.asked),
        signed=count.signed,
        late=bool(count.missing) and one.sign_by is not None and day > one.sign_by,
        open=one.open,
        ended_on=one.ended_on,
    )


def _signature(one: Signature, present: set[UUID]) -> SignatureRow:
    return SignatureRow(
        official=one.official_id,
        name=one.name,
        title=one.title,
        unit_name=one.unit_name,
        way=rules.Way(one.way),
        signed_on=one.signed_on,
        at=one.at,
        has_file=bool(one.sha256),
        gone=one.official_id not in present,
    )


def _own(one: Commitment, today: date, signature: Signature | None) -> OwnRow:
    return OwnRow(
        id=one.id,
        theme=one.theme,
        theme_year=one.theme_year,
        text=one.text,
        asked_by=one.asked_by,
        sign_by=one.sign_by,
        late=signature is None and one.sign_by is not None and today > one.sign_by,
        version=one.version,
        signed_on=signature.signed_on if signature else None,
        way=rules.Way(signature.way) if signature else None,
    )

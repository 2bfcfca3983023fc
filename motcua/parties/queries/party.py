"""One party, unmasked: its data, numbers, proxies and consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel import clock
from motcua.kernel.phone import Phone
from motcua.kernel.words import N_, Said, said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.parties import policies
from motcua.parties.models import Consent, Identifier, Party, Proxy
from motcua.parties.queries.base import demand, family_in, purpose_of
from motcua.parties.rules import authority
from motcua.parties.rules.words import ConsentPurpose, Matter, NumberKind, PartyKind, Relationship, Scope


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of a paper; ``issued_on`` is a partial date as text."""

    id: UUID
    kind: NumberKind
    value: str
    issued_on: str
    issued_by: str
    current: bool


@dataclass(frozen=True, slots=True)
class ProxyView:
    """Who may stand in for the party; ``refusal`` says why not today, for the matter and scope it was given for."""

    id: UUID
    person: UUID
    person_name: str
    relationship: Relationship
    matter: Matter
    scope: Scope
    about: str
    paper: str
    certified: bool
    valid_from: date
    valid_to: date | None
    refusal: Said | None


@dataclass(frozen=True, slots=True)
class StandIn:
    """A recorded proxy asked about one thing; ``refusal`` says why they may not do it, ``None`` when they may."""

    id: UUID
    person: UUID
    person_name: str
    relationship: Relationship
    paper: str
    certified: bool
    valid_to: date | None
    refusal: Said | None


@dataclass(frozen=True, slots=True)
class ConsentView:
    """A consent, given and perhaps withdrawn; ``scope`` says which data, for what, how long ("": from before it was kept)."""

    purpose: ConsentPurpose
    scope: str
    manner: str
    evidence: str
    given_at: datetime
    withdrawn_at: datetime | None
    withdrawn_manner: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as whoever works with it sees it. Dates of birth and death are partial, as text; ``phone`` is E.164.

    ``records`` are the ids of all records of this party, its own first; ``offers`` what the asker can do to it now.
    """

    id: UUID
    version: int
    realm: str
    kind: PartyKind
    name: str
    born: str
    sex: str
    nationality: str
    address: str
    phone: str
    phone_shown: str
    email: str
    deceased: str
    source: str
    erased_at: datetime | None
    records: tuple[UUID, ...]
    numbers: tuple[NumberView, ...]
    proxies: tuple[ProxyView, ...]
    consents: tuple[ConsentView, ...]
    offers: tuple[Offer, ...]

    @property
    def number(self) -> str:
        """The number the party is known by: personal number first, then whatever paper is in use; "" if none."""
        return next((number.value for number in self.numbers if number.current), "")


def party(party_id: UUID, actor: Actor, purpose: str) -> PartyView:
    """Return a party, or the one it was merged into. Four reads and one line in the access log.

    :class:`NotAllowed`, :class:`NotFound` (also for the other realm), :class:`BadInput` without a purpose.
    """
    demand(policies.may_read(actor), actor, "parties.party", party_id)
    stated = purpose_of(purpose)
    root, family = family_in(party_id, actor)
    ids = [root.id, *(member.id for member in family if member.id != root.id)]
    proxies = _proxies(root, ids)
    shown = PartyView(
        id=root.id,
        version=root.version,
        realm=root.realm,
        kind=PartyKind(root.kind),
        name=root.name,
        born=root.born,
        sex=root.sex,
        nationality=root.nationality,
        address=root.address,
        phone=root.phone,
        phone_shown=Phone(root.phone).national if root.phone else "",
        email=root.email,
        deceased=root.deceased,
        source=root.source,
        erased_at=root.erased_at,
        records=tuple(ids),
        numbers=_numbers(ids),
        proxies=proxies,
        consents=_consents(ids),
        offers=tuple(available(root, actor)),
    )
    access.read(actor, "parties.party", [root.id, *(proxy.person for proxy in proxies)], purpose=stated)
    return shown


def _numbers(ids: list[UUID]) -> tuple[NumberView, ...]:
    rows = Identifier.objects.filter(party_id__in=ids, withdrawn_at__isnull=True)
    order = list(NumberKind)
    views = [
        NumberView(row.id, NumberKind(row.kind), row.value, row.issued_on, row.issued_by, row.current) for row in rows
    ]
    return tuple(sorted(views, key=lambda view: (not view.current, order.index(view.kind), view.id)))


def _proxies(root: Party, ids: list[UUID]) -> tuple[ProxyView, ...]:
    today = clock.today()
    rows = Proxy.objects.filter(principal_id__in=ids).select_related("person__root").order_by("-id")
    return tuple(
        ProxyView(
            id=row.id,
            person=row.person.root_id,
            person_name=row.person.root.name,
            relationship=Relationship(row.relationship or Relationship.NONE),
            matter=Matter(row.matter),
            scope=Scope(row.scope),
            about=row.about,
            paper=row.paper,
            certified=row.certified,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            refusal=_refusal(row, root, Scope(row.scope), Matter(row.matter), today),
        )
        for row in rows
    )


def _refusal(row: Proxy, principal: Party, wanted: Scope, matter: Matter, on: date) -> Said | None:
    held = authority.Authority(
        relationship=Relationship(row.relationship or Relationship.NONE),
        matter=Matter(row.matter),
        scope=Scope(row.scope),
        certified=row.certified,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        revoked=row.revoked_at is not None,
    )
    return authority.why_not(held, wanted, matter, principal.side, row.person.root.side, on)


def _consents(ids: list[UUID]) -> tuple[ConsentView, ...]:
    rows = Consent.objects.filter(party_id__in=ids).order_by("given_at")
    return tuple(
        ConsentView(
            purpose=ConsentPurpose(row.purpose),
            scope=row.scope,
            manner=row.manner,
            evidence=row.evidence,
            given_at=row.given_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_manner=row.withdrawn_manner,
        )
        for row in rows
    )


def stand_in(
    principal: UUID, person: UUID, actor: Actor, *, scope: Scope, matter: Matter = Matter.OTHER, on: date | None = None
) -> Said | None:
    """Say why ``person`` may not do ``scope`` for ``principal`` on a day (default today); None when they may.

    Whoever hands over a result asks this after checking the identity paper. Two reads; no personal data are shown.
    """
    demand(policies.may_read(actor), actor, "parties.stand_in", principal)
    root, family = family_in(principal, actor)
    if person in {member.id for member in family}:
        return None
    rows = Proxy.objects.filter(
        principal__in=family, person__root__family=person, revoked_at__isnull=True
    ).select_related("person__root")
    refusals = [_refusal(row, root, scope, matter, on or clock.today()) for row in rows.order_by("-id")]
    if None in refusals:
        return None
    return refusals[0] if refusals else said(N_("Chưa ghi người này là người đại diện hoặc được ủy quyền."))


def stand_ins(
    principal: UUID, actor: Actor, purpose: str, *, scope: Scope, matter: Matter = Matter.OTHER, on: date | None = None
) -> tuple[StandIn, ...]:
    """Return who is recorded to stand in for ``principal``, newest first, each with why not for ``scope`` on a day.

    ``on`` is today by default; what was taken back is among them, with that refusal. Two reads and one line in the
    access log. :class:`NotAllowed`, :class:`NotFound`, :class:`BadInput` without a purpose.
    """
    demand(policies.may_read(actor), actor, "parties.stand_ins", principal)
    stated = purpose_of(purpose)
    root, family = family_in(principal, actor)
    rows = Proxy.objects.filter(principal__in=family).select_related("person__root").order_by("-id")
    found = tuple(
        StandIn(
            id=row.id,
            person=row.person.root_id,
            person_name=row.person.root.name,
            relationship=Relationship(row.relationship or Relationship.NONE),
            paper=row.paper,
            certified=row.certified,
            valid_to=row.valid_to,
            refusal=_refusal(row, root, scope, matter, on or clock.today()),
        )
        for row in rows
    )
    access.read(actor, "parties.stand_ins", list(dict.fromkeys(one.person for one in found)), purpose=stated)
    return found


def same_person(party_id: UUID) -> tuple[UUID, ...]:
    """Return the ids of every record of the same party, ``party_id`` included; empty when there is none. One read.

    For rooms that hold ids of parties: business of a person is business of any of these.
    """
    return tuple(Party.objects.filter(root__family=party_id).order_by("id").values_list("id", flat=True))


def has_consented(party_id: UUID, purpose: ConsentPurpose) -> bool:
    """Say whether the party agrees to ``purpose`` now. One read."""
    return Consent.objects.filter(
        party__root__family=party_id, purpose=purpose.value, withdrawn_at__isnull=True
    ).exists()

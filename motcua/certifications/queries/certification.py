"""Reads of certifications: one with its lines and what may be done now, those under way, those that wait for a signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet, Sum

from motcua.certifications.models import Certification, ClosedDay, Correction, Original
from motcua.certifications.policies import centre_of
from motcua.certifications.rules import Kind, Moments, Standing, book_text, standing
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.queries import names
from motcua.parties.queries.cards import PartyCard, cards
from motcua.payments import queries as payments
from motcua.payments.queries import Owed

PURPOSE = "Chứng thực"
MOST = 200
"""Certifications under way shown at once: what is older is found in the book."""
ERASED = "(đã xóa)"


@dataclass(frozen=True, slots=True)
class CertificationRow:
    """A certification in a list: what stands of it, and what its lines make together."""

    id: UUID
    version: int
    kind: Kind
    label: str
    requester_id: UUID
    requester: str
    day: date
    opened_by: str
    moments: Moments
    standing: Standing
    left: int
    copies: int
    fee: int
    signer_id: UUID
    signer: str
    signer_title: str
    signer_behalf: str
    dossier: UUID | None
    dossier_label: str
    bill: UUID | None

    @property
    def name(self) -> str:
        """Return how it is read aloud in a list."""
        return f"{self.label}, {self.requester}"


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What a line said before it was corrected."""

    name: str
    pages: int
    copies: int
    fee: int
    reason: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class OriginalView:
    """A line of the book with its trace."""

    id: UUID
    number: int
    name: str
    pages: int
    copies: int
    fee: int
    cancelled_at: datetime | None
    cancelled_by: str
    cancelled_why: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class CertificationPage:
    """One certification with its lines and what the asker may do now; ``closed``: its day's books are closed."""

    row: CertificationRow
    book: str
    originals: tuple[OriginalView, ...]
    who: dict[str, str]
    card: PartyCard | None
    owed: Owed | None
    offers: tuple[Offer, ...]
    closed: bool
    centre: UUID

    def can(self, command: type) -> bool:
        """Say whether the asker may do this now."""
        return any(offer.command is command and offer.refusal is None for offer in self.offers)

    @property
    def to_give_back(self) -> int:
        """Return how much was paid beyond what stands: of cancelled numbers, to be given back at the till."""
        return max(0, self.owed.paid - self.row.fee) if self.owed and not self.row.dossier else 0


def certifications_of(actor: Actor) -> QuerySet[Certification]:
    """Return the certifications an actor may see: of their own centre and realm; none without the power."""
    return Certification.objects.filter(centre=centre_of(actor), realm=actor.realm)


def is_certification(id_: UUID) -> bool:
    """Say whether an id, of a bill for example, is that of a certification."""
    return Certification.objects.filter(pk=id_).exists()


def of_dossier(actor: Actor, dossier: UUID) -> tuple[CertificationRow, ...]:
    """Return the certifications made for a dossier, the newest first."""
    return rows_of(certifications_of(actor).filter(dossier=dossier).order_by("-opened_at", "-pk"))


def unfinished(actor: Actor) -> tuple[CertificationRow, ...]:
    """Return what is not handed over yet, the oldest first; with a dossier only until it is signed."""
    found = certifications_of(actor).filter(left__gt=0, handed_at__isnull=True)
    found = found.exclude(dossier__isnull=False, signed_at__isnull=False)
    return rows_of(found.order_by("opened_at", "pk")[:MOST])


def to_sign(actor: Actor) -> tuple[CertificationRow, ...]:
    """Return what was compared and waits for the asker's own signature, the oldest first."""
    if actor.official is None:
        return ()
    found = certifications_of(actor).filter(
        left__gt=0,
        compared_at__isnull=False,
        signed_at__isnull=True,
        signer_id=actor.official,
        signer_behalf=actor.on_behalf_of,
    )
    return rows_of(found.order_by("compared_at", "pk")[:MOST])


def last_signer(actor: Actor) -> UUID | None:
    """Return who signed, or will, what was received last: most often the next as well."""
    found = certifications_of(actor).order_by("-opened_at", "-pk").values_list("signer_id", flat=True)
    return found.first()


def certification(actor: Actor, id_: UUID) -> CertificationPage:
    """Return one certification; the read of the requester is logged. :class:`NotFound` outside the asker's centre."""
    found = certifications_of(actor).filter(pk=id_).select_related("book").first()
    if found is None:
        raise NotFound(N_("Không tìm thấy lượt chứng thực này."))
    access.read(actor, "certifications.certification", [found.requester_id], purpose=PURPOSE)
    originals = list(Original.objects.filter(certification=found).order_by("number"))
    corrections = list(Correction.objects.filter(certification=found).order_by("at", "pk"))
    hands = {
        "opened": found.opened_by_id,
        "printed": found.printed_by_id,
        "compared": found.compared_by_id,
        "signed": found.signed_by_id,
        "handed": found.handed_by_id,
    }
    wanted = {*hands.values(), *(one.cancelled_by_id for one in originals), *(one.account_id for one in corrections)}
    who = names.people_of(account for account in wanted if account is not None)
    return CertificationPage(
        row=rows_of([found])[0],
        book=book_text(found.book.volume, found.book.year, Kind(found.kind)),
        originals=tuple(_original(one, corrections, who) for one in originals),
        who={name: who.get(account, "") for name, account in hands.items() if account is not None},
        card=people([found], numbers=True).get(found.requester_id),
        owed=payments.owed(found.dossier or found.id),
        offers=tuple(available(found, actor)),
        closed=ClosedDay.objects.filter(centre=found.centre_id, realm=found.realm, day=found.day).exists(),
        centre=found.centre_id,
    )


def _original(one: Original, corrections: list[Correction], who: dict[UUID, str]) -> OriginalView:
    return OriginalView(
        id=one.id,
        number=one.number,
        name=one.name or ERASED,
        pages=one.pages,
        copies=one.copies,
        fee=one.fee,
        cancelled_at=one.cancelled_at,
        cancelled_by=who.get(one.cancelled_by_id, "") if one.cancelled_by_id else "",
        cancelled_why=one.cancelled_why,
        corrections=tuple(
            CorrectionView(
                before.name or ERASED,
                before.pages,
                before.copies,
                before.fee,
                before.reason,
                before.at,
                who.get(before.account_id, ""),
            )
            for before in corrections
            if before.original_id == one.id
        ),
    )


def rows_of(found: Iterable[Certification]) -> tuple[CertificationRow, ...]:
    """Return certifications as rows, in their order."""
    rows = list(found)
    who = names.people_of({one.opened_by_id for one in rows})
    known = people(rows)
    stand = Original.objects.filter(certification__in=[one.pk for one in rows], cancelled_at__isnull=True)
    sums = {
        of: (copies, fee)
        for of, copies, fee in stand.order_by()
        .values_list("certification")
        .annotate(Sum("copies"), Sum("fee"))
        .values_list("certification", "copies__sum", "fee__sum")
    }
    return tuple(_row(one, who, known, *sums.get(one.pk, (0, 0))) for one in rows)


def _row(
    one: Certification, who: dict[UUID, str], known: dict[UUID, PartyCard], copies: int, fee: int
) -> CertificationRow:
    moments = Moments(one.began_at, one.opened_at, one.printed_at, one.compared_at, one.signed_at, one.handed_at)
    return CertificationRow(
        id=one.id,
        version=one.version,
        kind=Kind(one.kind),
        label=one.label,
        requester_id=one.requester_id,
        requester=known[one.requester_id].name if one.requester_id in known else ERASED,
        day=one.day,
        opened_by=who.get(one.opened_by_id, ""),
        moments=moments,
        standing=standing(moments, one.left),
        left=one.left,
        copies=copies,
        fee=fee,
        signer_id=one.signer_id,
        signer=one.signer_name,
        signer_title=one.signer_title,
        signer_behalf=one.signer_behalf,
        dossier=one.dossier,
        dossier_label=one.dossier_label,
        bill=one.bill,
    )


def people(found: Iterable[Certification], *, numbers: bool = False) -> dict[UUID, PartyCard]:
    """Return who asked, by id; whoever was erased is left out."""
    rows = list(found)
    wanted = {one.requester_id for one in rows}
    if not wanted:
        return {}
    try:
        return cards(wanted, realm=rows[0].realm, numbers=numbers)
    except NotFound:
        pass
    known: dict[UUID, PartyCard] = {}
    for one in wanted:
        try:
            known |= cards([one], realm=rows[0].realm, numbers=numbers)
        except NotFound:
            continue
    return known

"""The register of dossiers (sổ theo dõi hồ sơ): a line for each dossier a centre received, in the order of reception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers import operating, policies, routing, rules
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.papers import Heading, RegisterLine, RegisterOfDossiers, centre_name
from motcua.dossiers.rules.life import PORTAL_STATUS
from motcua.dossiers.rules.places import BOOKS, away
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.kernel.words import N_
from motcua.ledger import access, marks
from motcua.ledger.actor import Actor, Realm
from motcua.office.queries import names as office
from motcua.parties.queries import cards as parties

PAGE: Final = 50
WHOLE_MOST: Final = 3_000
"""Lines of a register that is printed or taken away at once: more is a book that nobody leafs through."""
DAYS_MOST: Final = 366
_FIGURE_OF: Final = {"nhan-thay": "taken_for", "giai-quyet-thay": "settled_for", "tra-thay": "handed_for"}


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Lines of the register, and where the next ones begin; ``None``: these are the last."""

    lines: tuple[RegisterLine, ...]
    after: UUID | None


def lines(
    actor: Actor, first: date, last: date, *, after: UUID | None = None, most: int = PAGE, purpose: str, book: str = ""
) -> RegisterPage:
    """Return lines of the register of the actor's centre from ``first`` to ``last``; five statements, the read is logged.

    ``book``: what of it (:data:`~motcua.dossiers.rules.places.BOOKS`), all it received unless told.
    :class:`NotAllowed` for who does not receive there, :class:`BadInput` for days out of order or too many, and for a
    book that is none.
    """
    centre = _centre(actor)
    if last < first:
        raise BadInput(N_("Ngày cuối trước ngày đầu."), field="den")
    if (last - first).days >= DAYS_MOST:
        raise BadInput(N_("Sổ xem được nhiều nhất một năm một lần."), field="den")
    mine = _in_book(book, centre, str(actor.realm), first, last)
    before = mine.filter(pk__lt=after).count() + 1 if after is not None else 0
    if after is not None:
        mine = mine.filter(pk__gt=after)
    rows = list(mine.select_related("competent", "received_unit", "returning_unit").order_by("pk")[: most + 1])
    shown = rows[:most]
    access.read(actor, "dossiers.register", [row.id for row in shown], purpose=purpose)
    return RegisterPage(_lines(actor, shown, before), shown[-1].id if len(rows) > most else None)


def _in_book(book: str, centre: UUID, realm: str, first: date, last: date) -> QuerySet[Dossier]:
    """Return what stands in one of the registers of a centre: each line once, by the day of what the register is of."""
    if book not in BOOKS:
        raise BadInput(N_("Không có sổ này."), field="so")
    if book in _FIGURE_OF:
        return operating.across(_FIGURE_OF[book], [centre], realm, "", first, last)
    received = Q(received_unit_id=centre, inherited_at__isnull=True) | Q(origin_id=centre)
    return Dossier.objects.filter(received, realm=realm, received_day__gte=first, received_day__lte=last)


def paper(actor: Actor, first: date, last: date, book: str = "") -> RegisterOfDossiers:
    """Return the register ready to print; raises what :func:`lines` raises, and :class:`BadInput` when it is too long."""
    found = lines(actor, first, last, most=WHOLE_MOST, purpose="In sổ theo dõi hồ sơ", book=book)
    if found.after is not None:
        raise BadInput(N_("Kỳ này có hơn {most} hồ sơ; xin chọn ít ngày hơn để in."), field="den", most=WHOLE_MOST)
    place = office.heading_of(_centre(actor), last)
    return RegisterOfDossiers(
        heading=Heading(
            governing_body=place.governing_body,
            centre=centre_name(place.commune, last),
            place=place.short,
            made_at=clock.now(),
            realm="thử" if actor.realm == Realm.TRIAL else "thật",
            demonstration=marks.is_demonstration(),
        ),
        first=first,
        last=last,
        lines=found.lines,
        kept_by=actor.name,
        book=BOOKS[book] if book else "",
    )


def _centre(actor: Actor) -> UUID:
    if actor.unit is None:
        raise NotAllowed(N_("Tài khoản chưa gắn với trung tâm nào."))
    centre = routing.directory(actor.unit).centre
    refusal = policies.may_see_register(actor, centre)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    return centre


def _lines(actor: Actor, rows: list[Dossier], before: int) -> tuple[RegisterLine, ...]:
    people = parties.cards([row.applicant_id for row in rows], realm=str(actor.realm), gone=True)
    runs = StepRun.objects.filter(dossier__in=[row.pk for row in rows]).order_by("ordinal")
    received: dict[UUID, str] = {}
    forwarded: dict[UUID, datetime] = {}
    centres = {row.pk: row.origin_id or row.received_unit_id for row in rows}
    for dossier, ordinal, unit, began, who in runs.values_list(
        "dossier_id", "ordinal", "unit_id", "started_at", "official_name"
    ):
        if ordinal == 0:
            received[dossier] = who
        if began is not None and unit != centres[dossier]:
            forwarded.setdefault(dossier, began)
    return tuple(
        _line(number, row, people, received.get(row.pk, ""), forwarded.get(row.pk))
        for number, row in enumerate(rows, before + 1)
    )


def _competent(row: Dossier) -> str:
    """Return who settles it, and where it was received and is handed over where that is not the same place."""
    if not away(row):
        return row.competent.name
    return " – ".join(
        dict.fromkeys((row.received_unit.full_name, row.competent.full_name, row.returning_unit.full_name))
    )


def _line(
    number: int,
    row: Dossier,
    people: dict[UUID, parties.PartyCard],
    received_by: str,
    forwarded_at: datetime | None,
) -> RegisterLine:
    owner = people.get(row.applicant_id)
    return RegisterLine(
        number=number,
        dossier=row.id,
        code=row.code or row.reception_number,
        request=row.procedure_name,
        about=row.about,
        sets=row.sets,
        owner=row.applicant_name,
        address=owner.address if owner else "",
        phone=owner.phone if owner else "",
        competent=_competent(row),
        received_at=row.received_at,
        due_at=row.due_at,
        forwarded_at=forwarded_at,
        ready_at=row.ready_at,
        returned_at=row.returned_at,
        manner=rules.RETURN_MANNERS[row.return_manner],
        received_by=received_by,
        status=PORTAL_STATUS[row.state][1],
    )

"""What the commands share: the day held and open, the signer known, the bill of what stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.certifications.models import Certification, ClosedDay, Original
from motcua.certifications.queries.signing import Charge, charge_at, signers_of
from motcua.certifications.rules import PROCEDURES, Kind, Moments, Standing, standing
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.commands import Context
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.queries.signing import Signer
from motcua.office.rules import Level
from motcua.payments import queries as payments
from motcua.payments.commands import CancelBill, LineWish, OpenBill
from motcua.payments.rules.levels import Formula

Words = Annotated[str, msgspec.Meta(max_length=500)]


def wanted(text: str, field: str = "reason") -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def check_centre(centre: UUID) -> None:
    """Raise :class:`BadInput` for a unit that is no centre."""
    if office.unit(centre).level is not Level.CENTRE:
        raise BadInput(N_("Sổ chứng thực phải thuộc một Trung tâm Phục vụ hành chính công."), field="centre")


def reached(row: Certification) -> Standing:
    """Return how far a certification has come."""
    moments = Moments(row.began_at, row.opened_at, row.printed_at, row.compared_at, row.signed_at, row.handed_at)
    return standing(moments, row.left)


def hold_open(centre: UUID, realm: str, day: date) -> None:
    """Hold a day until this transaction ends, so that nobody closes it meanwhile; :class:`Conflict` once it is closed."""
    sequences.hold(f"certified-day:{realm}:{centre.hex}:{day}")
    if ClosedDay.objects.filter(centre=centre, realm=realm, day=day).exists():
        raise Conflict(N_("Sổ chứng thực ngày {day} đã khóa; không ghi, không sửa được nữa."), day=f"{day:%d/%m/%Y}")


def hold_day_of(row: Certification) -> None:
    """Hold the day a certification belongs to; refuse once it is closed."""
    hold_open(row.centre_id, row.realm, row.day)


def signer_named(centre: UUID, kind: Kind, official: UUID, context: Context) -> Signer:
    """Return somebody who may sign this kind for the centre's committee today; :class:`BadInput` for anybody else."""
    offered = signers_of(centre, context.actor.realm, kind, context.at)
    found = next((one for one in offered if one.official == official), None)
    if found is None:
        raise BadInput(N_("Người này hôm nay không có quyền ký chứng thực; chọn người khác."), field="signer")
    return found


def bill_of(row: Certification, charge: Charge, originals: list[Original], context: Context) -> UUID | None:
    """Open the bill of the originals that stand; ``None`` where nothing is charged or the dossier is billed itself.

    Originals with as many pages stand on one line: the fee goes by page of the original and by copy.
    """
    standing_ones = [one for one in originals if one.cancelled_at is None]
    total = sum(one.fee for one in standing_ones)
    if row.dossier is not None or not total or charge.level is None:
        return None
    level = charge.level
    if level.formula is Formula.COPY_PAGES:
        copies: dict[int, int] = {}
        for one in standing_ones:
            copies[one.pages] = copies.get(one.pages, 0) + one.copies
        lines = [LineWish(level=level.key, quantity=count, pages=pages) for pages, count in sorted(copies.items())]
    else:
        by_copy = row.kind == Kind.COPY
        lines = [LineWish(level=level.key, quantity=sum(one.copies if by_copy else 1 for one in standing_ones))]
    wish = OpenBill(
        centre=row.centre_id,
        dossier=row.id,
        label=row.label,
        procedure=PROCEDURES[Kind(row.kind)],
        payer=row.requester_id,
        lines=lines,
        told=total,
    )
    return perform(wish, context.actor, key=f"{context.entry.hex}.bill").target


def bill_anew(row: Certification, reason: str, context: Context) -> UUID | None:
    """Take back the bill that nobody paid and open one of what stands now; what was paid stays as it is.

    Whoever calls has seen to it that nothing was paid, or that money of a cancelled number is given back at the till.
    """
    owed = payments.owed(row.id)
    if row.dossier is not None or (owed is not None and owed.paid):
        return row.bill
    if owed is not None and owed.bill is not None:
        perform(CancelBill(bill=owed.bill, reason=reason), context.actor, key=f"{context.entry.hex}.cancel")
    charge = charge_at(row.centre_id, Kind(row.kind), context.at, row.realm)
    return bill_of(row, charge, list(Original.objects.filter(certification=row)), context)

"""The demonstration's certifications: both books open, one handed over, one that waits for the chair's signature."""

from __future__ import annotations

from uuid import UUID

from motcua.certifications.commands import (
    Certify,
    CompareCopies,
    HandOverCertification,
    OpenCertificationBook,
    OriginalWish,
    RecordPrinting,
    SignCertification,
)
from motcua.certifications.rules import Kind
from motcua.config.demo import dossiers
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.payments import queries as payments
from motcua.payments.commands import PayCash

DONE = (OriginalWish(name="Bằng tốt nghiệp trung học phổ thông", pages=3, copies=10),)
WAITING = (OriginalWish(name="Căn cước", pages=2, copies=2), OriginalWish(name="Giấy khai sinh", pages=1, copies=3))


def fill(staff: dict[str, Actor]) -> None:
    """Open the books of the year; certify for two citizens, as far as each has come."""
    receiver, leader = staff["tiepnhan"], staff["lanhdao"]
    centre, official = receiver.unit, leader.official
    if centre is None or official is None:
        raise LookupError("tiepnhan")
    for kind in Kind:
        perform(OpenCertificationBook(centre=centre, kind=kind), staff["giamdoc"])
    first, second, *_ = dossiers.citizens(staff)

    def compared(originals: tuple[OriginalWish, ...], requester: UUID) -> UUID:
        wish = Certify(centre=centre, kind=Kind.COPY, requester=requester, originals=list(originals), signer=official)
        made = perform(wish, receiver).target
        perform(RecordPrinting(certification=made), receiver)
        return perform(CompareCopies(certification=made), receiver).target

    done = compared(DONE, first.id)
    perform(SignCertification(certification=done), leader)
    owed = payments.owed(done)
    if owed is not None and owed.bill is not None:
        perform(PayCash(bill=owed.bill, tendered=owed.left), receiver)
    perform(HandOverCertification(certification=done), receiver)
    compared(WAITING, second.id)

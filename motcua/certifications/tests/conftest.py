"""A town whose counter certifies: both books open, what a citizen brought, and the way to the hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from unittest import mock
from uuid import UUID

import pytest

from motcua.catalogue import packaged
from motcua.catalogue.commands import load_packaged
from motcua.certifications import queries
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
from motcua.config.demo.centre import founder
from motcua.ledger.perform import perform
from motcua.payments import queries as payments
from motcua.payments.commands import OpenShift, PayCash

SIGNATURES = "2.000884"


@dataclass(frozen=True)
class Bench:
    """What tests do over and over where copies are certified."""

    town: Any

    @property
    def centre(self) -> UUID:
        """Return the centre's unit."""
        return self.town.bodies.centre

    def open(self, kind: Kind = Kind.COPY, **more: Any) -> UUID:
        """Open this year's book of a kind; return its id."""
        wish = OpenCertificationBook(centre=self.centre, kind=kind, **more)
        return perform(wish, self.town["giamdoc"]).target

    def wish(self, *originals: tuple[str, int, int], citizen: int = 0, **more: Any) -> Certify:
        """Return the wish to certify (name, pages, copies), one degree of three pages ten times unless said."""
        found = [
            OriginalWish(name=name, pages=pages, copies=copies)
            for name, pages, copies in originals or (("Bằng tốt nghiệp", 3, 10),)
        ]
        usual = {
            "centre": self.centre,
            "kind": Kind.COPY,
            "requester": self.town.citizens[citizen].id,
            "originals": found,
            "signer": self.town["lanhdao"].official,
        }
        return Certify(**usual | more)

    def receive(self, *originals: tuple[str, int, int], **more: Any) -> UUID:
        """Take the numbers; return the certification."""
        return perform(self.wish(*originals, **more), self.town["tiepnhan"]).target

    def page(self, certification: UUID, who: str = "tiepnhan") -> queries.CertificationPage:
        """Return a certification as somebody sees it."""
        return queries.certification(self.town[who], certification)

    def print(self, certification: UUID) -> UUID:
        """Print; return the certification."""
        return perform(RecordPrinting(certification=certification), self.town["tiepnhan"]).target

    def compare(self, certification: UUID) -> UUID:
        """Print and compare; return the certification."""
        return perform(CompareCopies(certification=self.print(certification)), self.town["tiepnhan"]).target

    def sign(self, certification: UUID) -> UUID:
        """Print, compare and sign; return the certification."""
        return perform(SignCertification(certification=self.compare(certification)), self.town["lanhdao"]).target

    def pay(self, certification: UUID) -> None:
        """Pay its bill in notes, exactly."""
        receiver = self.town["tiepnhan"]
        if payments.mine(receiver) is None:
            perform(OpenShift(centre=self.centre), receiver)
        owed = payments.owed(certification)
        assert owed is not None
        assert owed.bill is not None
        perform(PayCash(bill=owed.bill, tendered=owed.left), receiver)

    def hand(self, certification: UUID) -> UUID:
        """Hand over what is signed and paid; return the certification."""
        return perform(HandOverCertification(certification=certification), self.town["tiepnhan"]).target


def load_signatures() -> None:
    """Load the procedure for signatures, which the town does not have."""
    with mock.patch.object(packaged, "all_procedures", return_value={SIGNATURES: packaged.get(SIGNATURES)}):
        load_packaged(founder())


@pytest.fixture
def bench(town: Any) -> Bench:
    """The town's counter with the book of copies open."""
    found = Bench(town)
    found.open()
    return found


@pytest.fixture
def signatures(bench: Bench) -> Bench:
    """The counter with the procedure for signatures loaded and its book open as well."""
    load_signatures()
    bench.open(Kind.SIGNATURE)
    return bench

"""A town whose counter takes money: levels posted, an account to transfer to, a dossier with a fee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from motcua.dossiers import queries as dossiers
from motcua.ledger.actor import Realm
from motcua.ledger.perform import perform
from motcua.payments import queries
from motcua.payments.commands import (
    AwaitTransfer,
    LineWish,
    OpenBill,
    OpenReconciliation,
    OpenShift,
    PayCash,
    PostFeeLevel,
    RecordStatement,
    SetUpTill,
    StatementLineWish,
)
from motcua.payments.rules.levels import LineKind

EXTRACT, COPIES, MARITAL, MARRIAGE = "2.000635", "2.000815", "1.004873", "1.000894"


@dataclass(frozen=True)
class Till:
    """What tests do over and over at the counter of the town."""

    town: Any

    @property
    def centre(self) -> UUID:
        """Return the centre's unit."""
        return self.town.bodies.centre

    def wish(self, dossier: UUID | None = None, code: str = EXTRACT, **more: Any) -> OpenBill:
        """Return the wish to charge what is posted for a dossier (of its own when none is given)."""
        dossier = dossier or self.town.accept(code)
        page = dossiers.dossier_page(self.town["tiepnhan"], dossier)
        posted, _ = queries.posted_at(self.centre, code, self.town.at, Realm.REAL)
        quantity = more.pop("quantity", 1)
        lines = [LineWish(level=level.key, quantity=quantity, pages=more.get("pages")) for level in posted.chargeable]
        more.pop("pages", None)
        return OpenBill(
            **{
                "centre": self.centre,
                "dossier": dossier,
                "label": page.row.label,
                "procedure": code,
                "payer": page.applicant_id,
                "lines": lines,
            }
            | more
        )

    def bill(self, dossier: UUID | None = None, code: str = EXTRACT, **more: Any) -> UUID:
        """Open a bill and return its id."""
        return perform(self.wish(dossier, code, **more), self.town["tiepnhan"]).target

    def shift(self, who: str = "tiepnhan", **pieces: int) -> UUID:
        """Open a shift with a float; return its id."""
        found = {note.removeprefix("n"): count for note, count in pieces.items()}
        return perform(OpenShift(centre=self.centre, pieces=found), self.town[who]).target

    def pay(self, bill: UUID, who: str = "tiepnhan") -> UUID:
        """Pay a bill in notes, exactly; return the receipt's id."""
        left = queries.bill(self.town[who], bill).row.left
        return UUID(perform(PayCash(bill=bill, tendered=left), self.town[who]).ids["receipt"])

    def level(self, code: str = MARITAL, amount: int = 5_000, **more: Any) -> UUID:
        """Post a level of the centre; return its id."""
        wish = {"name": "Lệ phí hộ tịch", "kind": LineKind.CHARGE, "ground": "NQ thử 01/2025"} | more
        command = PostFeeLevel(centre=self.centre, procedure=code, amount=amount, **wish)
        return perform(command, self.town["giamdoc"]).target

    def account(self) -> None:
        """Say where transfers go."""
        setup = SetUpTill(
            centre=self.centre,
            bank_name="Ngân hàng thử",
            bank_bin="970403",
            account_number="0011012345678",
            account_name="TRUNG TAM PVHCC",
            ground="Kiểm thử",
        )
        perform(setup, self.town["giamdoc"])

    def announce(self, bill: UUID) -> UUID:
        """Announce a transfer of what is owed; return its id."""
        return UUID(perform(AwaitTransfer(bill=bill), self.town["tiepnhan"]).ids["transfer"])

    def day(self) -> UUID:
        """Begin today's reconciliation; return its id."""
        wish = OpenReconciliation(centre=self.centre, day=self.town.at.date())
        return perform(wish, self.town["ketoan"]).target

    def statement(self, day: UUID, *lines: tuple[str, int, str]) -> list[UUID]:
        """Take in lines (reference, amount, content); return their ids."""
        wishes = [StatementLineWish(reference=ref, amount=amount, content=text) for ref, amount, text in lines]
        outcome = perform(RecordStatement(reconciliation=day, lines=wishes), self.town["ketoan"])
        return [UUID(one) for one in outcome.ids["lines"]]


@pytest.fixture
def till(town: Any) -> Till:
    """The town's counter; nothing is open yet."""
    return Till(town)

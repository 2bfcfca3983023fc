"""The demonstration's till: levels posted for practice, an open shift, a paid bill and one that waits for a transfer."""

from __future__ import annotations

from uuid import UUID

from motcua.config.demo import dossiers
from motcua.dossiers import queries
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.payments import queries as payments
from motcua.payments.commands import (
    AwaitTransfer,
    LineWish,
    OpenBill,
    OpenShift,
    PayCash,
    PostFeeLevel,
    SetUpTill,
)
from motcua.payments.rules.levels import LineKind

GROUND = "Mức thử của bản trình diễn, chưa có nghị quyết của Hội đồng nhân dân tỉnh"
LEVELS = (("1.004873", "Lệ phí hộ tịch", 5_000, "lần"), ("1.001612", "Lệ phí đăng ký hộ kinh doanh", 100_000, "lần"))
PAID, WAITING = "2.000635", "1.004873"


def fill(staff: dict[str, Actor]) -> None:
    """Post levels, say where transfers go, open a shift, charge two of the dossiers there are."""
    director, receiver = staff["giamdoc"], staff["tiepnhan"]
    centre = director.unit
    if centre is None:
        raise LookupError("giamdoc")
    for code, name, amount, unit in LEVELS:
        level = PostFeeLevel(
            centre=centre,
            procedure=code,
            name=name,
            kind=LineKind.CHARGE,
            amount=amount,
            unit=unit,
            ground=GROUND,
            trial_value=True,
        )
        perform(level, director)
    account = SetUpTill(
        centre=centre,
        bank_name="Ngân hàng thử",
        bank_bin="970403",
        account_number="0011012345678",
        account_name="TRUNG TAM PVHCC PHUNG CONG (THU)",
        ground=GROUND,
    )
    perform(account, director)
    perform(OpenShift(centre=centre, pieces={"10000": 10, "5000": 10, "2000": 20, "1000": 10}), receiver)
    paid = _charge(receiver, centre, PAID)
    perform(PayCash(bill=paid, tendered=10_000), receiver)
    perform(AwaitTransfer(bill=_charge(receiver, centre, WAITING)), receiver)


def _charge(receiver: Actor, centre: UUID, code: str) -> UUID:
    """Open the bill of the newest dossier of a procedure; return its id."""
    page = next(
        page
        for citizen in dossiers.citizens({"tiepnhan": receiver})
        for row in queries.find(receiver, citizen.name)
        if (page := queries.dossier_page(receiver, row.id)).procedure_code == code
    )
    posted, _ = payments.posted_at(centre, code, clock.now(), receiver.realm, channel=page.channel)
    wish = OpenBill(
        centre=centre,
        dossier=page.row.id,
        label=page.row.label,
        procedure=code,
        channel=page.channel,
        payer=page.applicant_id,
        lines=[LineWish(level=posted.chargeable[0].key)],
    )
    return perform(wish, receiver).target

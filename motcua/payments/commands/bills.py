"""Open a bill of a dossier from the levels posted at that instant; cancel one on which nothing was paid."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger import sequences
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.payments import BillCancelled, BillLineTold, BillOpened
from motcua.parties.queries.cards import cards
from motcua.payments import policies
from motcua.payments.commands.shared import Words, check_centre, wanted
from motcua.payments.models import Bill, BillLine, Transfer
from motcua.payments.queries.levels import posted_at
from motcua.payments.rules import bills, levels
from motcua.payments.rules.bills import BillState, TransferState
from motcua.payments.rules.levels import Posted

LINES_MOST = 20


class LineWish(msgspec.Struct, frozen=True, kw_only=True):
    """Charge under the posted level ``level`` (its key) so many units; ``pages`` of the original where it is by page."""

    level: Annotated[str, msgspec.Meta(max_length=240)]
    quantity: int = 1
    pages: int | None = None


class ExemptionWish(msgspec.Struct, frozen=True, kw_only=True):
    """Waive ``percent`` for a published group, on the evidence named."""

    group: Annotated[str, msgspec.Meta(max_length=200)]
    evidence: Words
    percent: int = 100


class OpenBill(Command, frozen=True, kw_only=True):
    """Open a bill of ``dossier`` at ``centre`` for ``payer``. ``told`` is the total the payer was shown before, if any.

    The room knows no dossiers: whoever asks says its number, procedure, case and channel.
    """

    centre: UUID
    dossier: UUID
    label: Annotated[str, msgspec.Meta(max_length=60)]
    procedure: Annotated[str, msgspec.Meta(max_length=20)]
    case: Annotated[str, msgspec.Meta(max_length=60)] = ""
    channel: Annotated[str, msgspec.Meta(max_length=8)] = "direct"
    payer: UUID
    lines: Annotated[list[LineWish], msgspec.Meta(max_length=LINES_MOST)]
    exemption: ExemptionWish | None = None
    told: int | None = None


@act(OpenBill, on=Bill, verb=N_("Lập phiếu thu"), may=policies.may_collect)
def open_bill(command: OpenBill, context: Context) -> Done[Bill]:
    """Charge what is posted now, nothing else; one bill of a dossier waits to be paid at a time."""
    check_centre(command.centre)
    realm = context.actor.realm
    cards([command.payer], realm=realm)
    sequences.hold(f"bill:{command.dossier.hex}")
    standing = Bill.objects.filter(dossier=command.dossier)
    if standing.filter(state=BillState.OPEN).exists():
        raise Conflict(N_("Hồ sơ còn phiếu thu chưa thu đủ; thu hoặc hủy phiếu ấy trước."))
    if standing.exclude(realm=realm).exists():
        raise Conflict(N_("Hồ sơ này thuộc chế độ khác (thật/thử)."))
    posted, version = posted_at(command.centre, command.procedure, context.at, realm, command.case, command.channel)
    percent, group, evidence = _exemption(command, posted)
    lines = _lines(command.lines, posted, percent)
    gross = sum(line.amount for line in lines)
    total = gross - sum(line.reduced for line in lines)
    levels.check_told(total, command.told)
    bill = Bill(
        realm=realm,
        centre_id=command.centre,
        dossier=command.dossier,
        label=wanted(command.label, "label"),
        procedure=command.procedure,
        catalogue_version=version,
        case=command.case,
        channel=command.channel,
        payer_id=command.payer,
        opened_at=context.at,
        opened_by_id=context.actor.account,
        gross=gross,
        total=total,
        state=bills.state_of(total, 0),
        percent=percent,
        exemption=group,
        evidence=evidence,
    )
    bill.save()
    BillLine.objects.bulk_create(_row(bill, ordinal, line) for ordinal, line in enumerate(lines, 1))
    return Done(_told(bill, lines), bill)


def _exemption(command: OpenBill, posted: Posted) -> tuple[int, str, str]:
    wish = command.exemption
    if wish is None:
        return 0, "", ""
    levels.reduced(0, wish.percent)
    return wish.percent, *levels.check_exemption(wish.group, posted.exemptions, wish.evidence)


def _lines(wishes: Sequence[LineWish], posted: Posted, percent: int) -> list[BillLineTold]:
    """Return the lines charged; refuse what is not posted, what costs nothing, and the same level twice."""
    if not posted.chargeable:
        why = posted.missing[0].why if posted.missing else None
        if why is not None:
            raise RuleError(N_("Chưa có mức thu niêm yết nên chưa được thu: {why}."), field="lines", why=why)
        raise RuleError(N_("Thủ tục này không thu phí, lệ phí."), field="lines")
    if not wishes:
        raise BadInput(N_("Chọn ít nhất một khoản thu."), field="lines")
    by_key = {level.key: level for level in posted.chargeable}
    by_page = {key for key, level in by_key.items() if level.formula is levels.Formula.COPY_PAGES}
    # Originals differ in their pages: where the level is by page, each number of pages has a line of its own.
    lines = {(wish.level, wish.pages if wish.level in by_page else None) for wish in wishes}
    if len(lines) < len(wishes):
        raise BadInput(N_("Một khoản thu chỉ ghi một dòng."), field="lines")
    found = []
    for wish in wishes:
        level = by_key.get(wish.level)
        if level is None:
            raise Conflict(N_("Mức thu vừa thay đổi hoặc không còn niêm yết. Xem lại mức hiện nay rồi lập phiếu."))
        amount = levels.charge(level, wish.quantity, wish.pages)
        found.append(
            BillLineTold(
                kind=level.kind,
                name=level.name,
                unit=level.unit,
                unit_amount=level.amount,
                quantity=wish.quantity,
                pages=wish.pages if level.formula is levels.Formula.COPY_PAGES else None,
                amount=amount,
                reduced=levels.reduced(amount, percent) if percent else 0,
                level=level.id,
                ground=level.ground,
                since=level.since,
            )
        )
    return found


def _row(bill: Bill, ordinal: int, line: BillLineTold) -> BillLine:
    return BillLine(bill=bill, ordinal=ordinal, **{name: getattr(line, name) for name in line.__struct_fields__})


def _told(bill: Bill, lines: list[BillLineTold]) -> BillOpened:
    return BillOpened(
        centre=bill.centre_id,
        dossier=bill.dossier,
        label=bill.label,
        procedure=bill.procedure,
        catalogue_version=bill.catalogue_version,
        case=bill.case,
        channel=bill.channel,
        payer=bill.payer_id,
        lines=lines,
        gross=bill.gross,
        total=bill.total,
        percent=bill.percent,
        exemption=bill.exemption,
        evidence=bill.evidence,
    )


class CancelBill(Command, frozen=True, kw_only=True):
    """Cancel a bill on which nothing was paid, with the reason."""

    TARGET = "bill"

    bill: UUID
    reason: Words


def is_unpaid(bill: Bill) -> Said | None:
    """What was paid is given back, not forgotten."""
    return bills.refuse_cancelling(bill.state, bill.paid)


@act(CancelBill, on=Bill, verb=N_("Hủy phiếu"), may=policies.may_collect, when=is_unpaid, order=80)
def cancel_bill(command: CancelBill, bill: Bill, context: Context) -> Done[Bill]:
    """Keep the row with its reason; a transfer still waited for has to be given up first."""
    if Transfer.objects.filter(bill=bill, state=TransferState.WAITING).exists():
        raise Conflict(N_("Phiếu đang chờ chuyển khoản; bấm «Không chờ nữa» trước khi hủy."))
    bill.state, bill.cancelled_at = BillState.CANCELLED, context.at
    bill.cancelled_why = wanted(command.reason, "reason")
    return Done(BillCancelled(dossier=bill.dossier, payer=bill.payer_id, reason=bill.cancelled_why))

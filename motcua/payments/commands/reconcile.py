"""Hold a day's money against the bank's statement: begin, take the statement in, explain what differs, close."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.payments import (
    DifferenceExplained,
    ReconciliationClosed,
    ReconciliationOpened,
    StatementLineTold,
    StatementRecorded,
)
from motcua.payments import policies
from motcua.payments.commands.shared import Words, check_centre, hold_day, wanted
from motcua.payments.models import Explanation, Reconciliation, StatementLine
from motcua.payments.queries.differences import figures_of, kept_text, open_differences
from motcua.payments.rules import till
from motcua.payments.rules.matching import Difference

STATEMENT_MOST = 500
AMOUNT_MOST = 10**12


class OpenReconciliation(Command, frozen=True, kw_only=True):
    """Begin the reconciliation of ``centre`` for a day."""

    centre: UUID
    day: date


@act(OpenReconciliation, on=Reconciliation, verb=N_("Bắt đầu đối soát"), may=policies.may_reconcile)
def open_reconciliation(command: OpenReconciliation, context: Context) -> Done[Reconciliation]:
    """One a day; none for days to come."""
    check_centre(command.centre)
    if command.day > clock.local(context.at).date():
        raise BadInput(N_("Chưa đến ngày này."), field="day")
    realm = context.actor.realm
    hold_day(command.centre, realm, command.day)
    if Reconciliation.objects.filter(centre=command.centre, day=command.day, realm=realm).exists():
        raise Conflict(N_("Ngày này đã bắt đầu đối soát."))
    day = Reconciliation(realm=realm, centre_id=command.centre, day=command.day, opened_at=context.at)
    return Done(ReconciliationOpened(centre=command.centre, day=command.day), day)


def is_open(day: Reconciliation) -> Said | None:
    """What is closed stays as it was."""
    return said(N_("Ngày này đã đối soát xong.")) if day.closed_at is not None else None


class StatementLineWish(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the statement: the bank's reference, đồng in (positive) or out (negative), what the payer wrote."""

    reference: Annotated[str, msgspec.Meta(max_length=60)] = ""
    amount: int
    content: Annotated[str, msgspec.Meta(max_length=300)] = ""


class RecordStatement(Command, frozen=True, kw_only=True):
    """Take in lines of the bank's statement of this day."""

    TARGET = "reconciliation"

    reconciliation: UUID
    lines: Annotated[list[StatementLineWish], msgspec.Meta(max_length=STATEMENT_MOST)]


@act(RecordStatement, on=Reconciliation, verb=N_("Nhập sao kê"), may=policies.may_reconcile, when=is_open, order=10)
def record_statement(command: RecordStatement, day: Reconciliation, context: Context) -> Done[Reconciliation]:
    """Refuse lines of nothing, and a reference that the centre's statements have already."""
    del context
    if not command.lines:
        raise BadInput(N_("Sao kê chưa có dòng nào."), field="lines")
    if any(line.amount == 0 or abs(line.amount) > AMOUNT_MOST for line in command.lines):
        raise BadInput(N_("Dòng sao kê phải có số tiền vào hoặc ra."), field="amount")
    references = [clean(line.reference) for line in command.lines if clean(line.reference)]
    known = StatementLine.objects.filter(
        reconciliation__centre=day.centre_id, reconciliation__realm=day.realm, reference__in=references
    ).first()
    if known is not None or len(set(references)) < len(references):
        raise Conflict(
            N_("Số tham chiếu {reference} đã có trong sao kê."),
            reference=known.reference if known else next(r for r in references if references.count(r) > 1),
        )
    rows = [
        StatementLine(
            id=new_id(),
            reconciliation=day,
            reference=clean(line.reference),
            amount=line.amount,
            content=clean(line.content),
        )
        for line in command.lines
    ]
    StatementLine.objects.bulk_create(rows)
    event = StatementRecorded(
        statement=day.id,
        lines=[StatementLineTold(id=row.id, reference=row.reference, amount=row.amount) for row in rows],
        contents={row.id.hex: row.content for row in rows if row.content} or "",
    )
    return Done(event, outcome={"lines": [row.id for row in rows]})


class ExplainDifference(Command, frozen=True, kw_only=True):
    """Explain one difference of the day; ``subject`` is the line, transfer or refund it is about."""

    TARGET = "reconciliation"

    reconciliation: UUID
    difference: Difference
    subject: UUID
    words: Words


@act(ExplainDifference, on=Reconciliation, verb=N_("Giải trình"), may=policies.may_reconcile, when=is_open, order=30)
def explain_difference(command: ExplainDifference, day: Reconciliation, context: Context) -> Done[Reconciliation]:
    """Keep the newest words; refuse what is no difference of this day."""
    known = {(one.difference, one.subject) for one in open_differences(day)}
    if (command.difference, command.subject) not in known:
        raise Conflict(N_("Khoản này không còn chênh lệch. Tải lại trang để xem."))
    words = wanted(command.words, "words")
    Explanation.objects.update_or_create(
        reconciliation=day,
        difference=command.difference,
        subject=command.subject,
        defaults={"words": words, "at": context.at, "account_id": context.actor.account},
    )
    event = DifferenceExplained(statement=day.id, difference=command.difference, subject=command.subject, words=words)
    return Done(event)


class CloseReconciliation(Command, frozen=True, kw_only=True):
    """Close the day: every shift closed, every difference explained."""

    TARGET = "reconciliation"

    reconciliation: UUID
    note: Words = ""


@act(
    CloseReconciliation, on=Reconciliation, verb=N_("Chốt đối soát"), may=policies.may_reconcile, when=is_open, order=40
)
def close_reconciliation(command: CloseReconciliation, day: Reconciliation, context: Context) -> Done[Reconciliation]:
    """Keep the day's figures as they are at this instant."""
    hold_day(day.centre_id, day.realm, day.day)
    differences = open_differences(day)
    figures = figures_of(day)
    refusal = till.refuse_closing(figures.shifts_open, sum(not one.words for one in differences))
    if refusal is not None:
        raise Conflict(refusal.sentence, **refusal.values)
    day.closed_at, day.closed_by_id = context.at, context.actor.account
    day.cash_taken, day.cash_refunded = figures.cash_taken, figures.cash_refunded
    day.cash_difference, day.transfers_in = figures.cash_difference, figures.transfers_in
    day.statement_in, day.statement_out = figures.statement_in, figures.statement_out
    day.differences, day.note = len(differences), clean(command.note)
    day.kept = kept_text(differences)
    event = ReconciliationClosed(
        statement=day.id,
        centre=day.centre_id,
        day=day.day,
        cash_taken=day.cash_taken,
        cash_refunded=day.cash_refunded,
        cash_difference=day.cash_difference,
        transfers_in=day.transfers_in,
        statement_in=day.statement_in,
        statement_out=day.statement_out,
        differences=day.differences,
        note=day.note,
        kept=day.kept,
    )
    return Done(event)

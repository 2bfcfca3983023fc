"""A shift at the till: opened with a counted float, handed on, closed with a count."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger import sequences
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import canonical
from motcua.ledger.events.payments import CashHandedOver, ShiftClosed, ShiftOpened
from motcua.payments import policies
from motcua.payments.commands.shared import Words, check_centre, day_is_closed, hold_day, wanted
from motcua.payments.models import Handover, Shift
from motcua.payments.queries.cash import cash_of
from motcua.payments.rules import till
from motcua.payments.rules.till import ShiftState

Pieces = Annotated[dict[str, int], msgspec.Meta(max_length=len(till.NOTES))]
"""How many of each note, by its value in đồng."""


def _counted(pieces: Pieces) -> tuple[dict[str, int], int]:
    """Return the pieces that are there, greatest note first, and what they make."""
    if any(not (note.isascii() and note.isdigit() and len(note) < 8) for note in pieces):
        raise BadInput(N_("Mệnh giá không đúng."), field="pieces")
    found = {int(note): count for note, count in pieces.items()}
    amount = till.counted(found)
    return {str(note): found[note] for note in till.NOTES if found.get(note)}, amount


class OpenShift(Command, frozen=True, kw_only=True):
    """Begin to take money at ``centre`` with a float counted by denomination (empty: none)."""

    centre: UUID
    pieces: Pieces = {}


@act(OpenShift, on=Shift, verb=N_("Mở ca thu"), may=policies.may_collect)
def open_shift(command: OpenShift, context: Context) -> Done[Shift]:
    """One open shift an official; none on a day whose money is reconciled."""
    check_centre(command.centre)
    realm, day = context.actor.realm, clock.local(context.at).date()
    sequences.hold(f"shift:{realm}:{context.actor.account.hex}")
    hold_day(command.centre, realm, day)
    if Shift.objects.filter(account_id=context.actor.account, realm=realm, state=ShiftState.OPEN).exists():
        raise Conflict(N_("Bạn đang có ca thu chưa kết; kết ca ấy trước."))
    if day_is_closed(command.centre, realm, day):
        raise Conflict(N_("Ngày này đã đối soát xong."))
    pieces, amount = _counted(command.pieces)
    shift = Shift(
        realm=realm,
        centre_id=command.centre,
        account_id=context.actor.account,
        day=day,
        opened_at=context.at,
        state=ShiftState.OPEN,
        opening=canonical(pieces),
        float_amount=till.check_float(amount),
    )
    event = ShiftOpened(centre=command.centre, day=day, pieces=pieces, float_amount=shift.float_amount)
    return Done(event, shift)


class HandOverCash(Command, frozen=True, kw_only=True):
    """Hand cash of the till to the treasurer, or to whoever keeps it (``to``)."""

    TARGET = "shift"

    shift: UUID
    amount: int
    to: Annotated[str, msgspec.Meta(max_length=120)]
    note: Annotated[str, msgspec.Meta(max_length=300)] = ""


@act(HandOverCash, on=Shift, verb=N_("Nộp quỹ"), may=policies.may_work_shift, order=20)
def hand_over(command: HandOverCash, shift: Shift, context: Context) -> Done[Shift]:
    """Before the shift is closed, from what should lie in the till; afterwards, from what was counted."""
    cash = cash_of(shift)
    there = till.there(cash, shift.counted, shift.handed)
    handover = Handover.objects.create(
        id=new_id(),
        shift=shift,
        amount=till.check_handover(command.amount, there),
        to=wanted(command.to, "to"),
        note=clean(command.note),
        at=context.at,
        account_id=context.actor.account,
    )
    shift.handed += handover.amount
    event = CashHandedOver(
        centre=shift.centre_id, handover=handover.id, amount=handover.amount, to=handover.to, note=handover.note
    )
    return Done(event, outcome={"handover": handover.id})


class CloseShift(Command, frozen=True, kw_only=True):
    """Close the shift with the till counted by denomination; a difference asks for its ``reason``."""

    TARGET = "shift"

    shift: UUID
    pieces: Pieces
    reason: Words = ""


def is_open(shift: Shift) -> Said | None:
    """A shift is closed once."""
    return None if shift.state == ShiftState.OPEN else said(N_("Ca thu này đã kết."))


@act(CloseShift, on=Shift, verb=N_("Kết ca"), may=policies.may_work_shift, when=is_open, order=10)
def close_shift(command: CloseShift, shift: Shift, context: Context) -> Done[Shift]:
    """Name what is there beyond the books, or lacks; both figures stay."""
    cash = cash_of(shift)
    pieces, counted = _counted(command.pieces)
    reason = clean(command.reason)
    shift.difference = till.difference(cash.expected, counted, reason)
    shift.state, shift.closed_at, shift.closing = ShiftState.CLOSED, context.at, canonical(pieces)
    shift.taken, shift.refunded, shift.expected, shift.counted = cash.taken, cash.refunded, cash.expected, counted
    shift.reason = reason if shift.difference else ""
    event = ShiftClosed(
        centre=shift.centre_id,
        day=shift.day,
        pieces=pieces,
        taken=cash.taken,
        refunded=cash.refunded,
        expected=cash.expected,
        counted=counted,
        difference=shift.difference,
        reason=shift.reason,
    )
    return Done(event)

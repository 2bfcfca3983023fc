"""Record another number of a party, or take back one recorded by mistake."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import Conflict, NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.parties import IdentifierAdded, IdentifierWithdrawn
from motcua.parties import policies
from motcua.parties.commands.number import Number, checked_number, given
from motcua.parties.commands.standing import ground, stands
from motcua.parties.models import Identifier, Party
from motcua.parties.rules.words import PartyKind


class AddIdentifier(Command, frozen=True, kw_only=True):
    """Record a number for a party: a new card, a passport, the number on an old paper."""

    TARGET = "party"

    party: UUID
    number: Number


class WithdrawIdentifier(Command, frozen=True, kw_only=True):
    """Take back a number that was recorded by mistake, with the ground; the number is free again."""

    TARGET = "party"

    party: UUID
    identifier: UUID
    ground: str


@act(AddIdentifier, on=Party, verb=N_("Thêm số giấy tờ"), may=policies.may_write, when=stands, order=40)
def add_identifier(command: AddIdentifier, party: Party, context: Context) -> Done[Party]:
    """Add the number; :class:`Conflict` when somebody else, or this party, has it already."""
    number = checked_number(command.number, PartyKind(party.kind))
    holder = (
        Identifier.objects.filter(
            realm=party.realm, kind=number.kind.value, value=number.value, withdrawn_at__isnull=True
        )
        .values_list("party__root_id", flat=True)
        .first()
    )
    if holder == party.id:
        raise Conflict(N_("Số giấy tờ này đã ghi cho chính người này."), field="number")
    if holder is not None:
        raise Conflict(
            N_("Số giấy tờ này đã ghi cho người khác. Nếu là một người, xin đề nghị Giám đốc gộp hai bản ghi."),
            field="number",
        )
    row = Identifier.objects.create(
        party=party,
        realm=party.realm,
        kind=number.kind.value,
        value=number.value,
        issued_on=number.issued_on,
        issued_by=number.issued_by,
        current=number.current,
    )
    event = IdentifierAdded(party=party.id, identifier=row.id, kind=row.kind, current=row.current, number=given(number))
    return Done(event, outcome={"identifier": row.id.hex})


@act(WithdrawIdentifier, on=Party, verb=N_("Bỏ số ghi nhầm"), may=policies.may_write, when=stands, order=45)
def withdraw_identifier(command: WithdrawIdentifier, party: Party, context: Context) -> Done[Party]:
    """Mark the number withdrawn; it no longer leads to this party."""
    row = Identifier.objects.filter(pk=command.identifier, party__root_id=party.id, withdrawn_at__isnull=True).first()
    if row is None:
        raise NotFound(N_("Người này không có số giấy tờ đó."), field="identifier")
    why = ground(command.ground)
    row.withdrawn_at, row.current = context.at, False
    row.save(update_fields=["withdrawn_at", "current"])
    return Done(IdentifierWithdrawn(party=party.id, identifier=row.id, ground=why))

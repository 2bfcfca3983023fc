"""Pass the custody of a fonds to the receiver, with the second signature on the minutes."""

from __future__ import annotations

from uuid import UUID

from motcua.archives import policies
from motcua.archives.models import Fonds, Handover
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import CustodyPassed


class PassCustody(Command, frozen=True, kw_only=True):
    """Let the receiver of a handover that both sides signed keep the fonds from now on."""

    TARGET = "fonds"

    fonds: UUID
    handover: UUID


@act(PassCustody, on=Fonds, verb=N_("Chuyển quyền giữ phông"), may=policies.may_pass)
def pass_custody(command: PassCustody, fonds: Fonds, context: Context) -> Done[Fonds]:
    """Move custodian and place; the fonds itself, its origin and its lines stay as they are."""
    handover = Handover.objects.filter(pk=command.handover, fonds=fonds, state=Handover.State.DONE).first()
    if handover is None:
        raise NotFound(N_("Không có biên bản đủ chữ ký cho phông này."))
    fonds.custodian_id, fonds.place_id = handover.receiver_id, handover.to_place_id
    fonds.locked, fonds.handed_over_at = None, context.at
    return Done(
        CustodyPassed(
            handover=handover.id,
            giver=handover.giver_id,
            receiver=handover.receiver_id,
            place=handover.place_id,
            to_place=handover.to_place_id,
            files=fonds.files,
            minutes=handover.minutes_sha256,
        )
    )

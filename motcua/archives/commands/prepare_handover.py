"""Prepare to hand a fonds over to another body."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.models import Fonds, Handover
from motcua.kernel.errors import Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import HandoverPrepared
from motcua.office import family
from motcua.office.rules import BODIES

OPEN = (Handover.State.DRAFT, Handover.State.MINUTES, Handover.State.SIGNING)


class PrepareHandover(Command, frozen=True, kw_only=True):
    """Hand ``fonds`` over to ``receiver``, a body of another place; ``ground`` names the decision of the merger."""

    fonds: UUID
    receiver: UUID
    ground: Annotated[str, msgspec.Meta(max_length=300)] = ""
    words: Annotated[str, msgspec.Meta(max_length=2000)] = ""


@act(PrepareHandover, on=Handover, verb=N_("Lập bàn giao"), may=policies.may_prepare)
def prepare(command: PrepareHandover, context: Context) -> Done[Handover]:
    """Refuse a fonds of others, one that is not closed or is under way already, and a receiver of the same place."""
    fonds = Fonds.objects.select_for_update().filter(pk=command.fonds).first()
    if fonds is None:
        raise NotFound(N_("Không có phông này."))
    refusal = policies.may_write(context.actor, fonds)
    if refusal is not None:
        raise NotAllowed(refusal.sentence, **refusal.values)
    receiver = family.kin(command.receiver)
    if receiver is None or receiver.level not in BODIES:
        raise NotFound(N_("Chọn cơ quan nhận bàn giao."), field="receiver")
    to_place = family.home_of(receiver.id)
    if to_place == fonds.place_id:
        raise RuleError(N_("Cơ quan nhận cùng địa bàn với bên giữ phông: không cần bàn giao."), field="receiver")
    if fonds.closed_on is None:
        raise RuleError(N_("Phông chưa đóng: ghi ngày đóng phông trước khi bàn giao."), field="fonds")
    if Handover.objects.filter(fonds=fonds, state__in=OPEN).exists():
        raise Conflict(N_("Phông này đang bàn giao rồi."), field="fonds")
    handover = Handover(
        realm=fonds.realm,
        fonds=fonds,
        place_id=fonds.place_id,
        to_place_id=to_place,
        giver_id=fonds.custodian_id,
        receiver_id=receiver.id,
        ground=clean(command.ground),
        giver_words=clean(command.words, lines=True),
        prepared_at=context.at,
    )
    event = HandoverPrepared(
        fonds=fonds.id,
        place=handover.place_id,
        to_place=to_place,
        giver=handover.giver_id,
        receiver=receiver.id,
        ground=handover.ground,
        words=handover.giver_words,
    )
    return Done(event, handover)

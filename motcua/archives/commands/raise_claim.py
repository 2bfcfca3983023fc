"""Say after the handover that a file is missing or damaged."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.models import Claim, Handover, RecordFile
from motcua.archives.rules.handover import ClaimKind
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import ClaimRaised


class RaiseClaim(Command, frozen=True, kw_only=True):
    """Claim that the file with this ``number`` is missing or damaged, in words."""

    TARGET = "handover"

    handover: UUID
    number: Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
    kind: ClaimKind
    words: Annotated[str, msgspec.Meta(max_length=1000)]


def is_done(handover: Handover) -> Said | None:
    """Claims come after the handover; before it the receiver writes differences."""
    if handover.state == Handover.State.DONE:
        return None
    return said(N_("Chưa bàn giao xong: ghi chênh lệch vào kết quả kiểm nhận."))


@act(RaiseClaim, on=Handover, verb=N_("Báo thiếu, hư hỏng"), may=policies.may_receive, when=is_done)
def raise_claim(command: RaiseClaim, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse a number that the list does not have, and a claim without words."""
    words = clean(command.words, lines=True)
    if not words:
        raise BadInput(N_("Ghi rõ thiếu hoặc hư hỏng thế nào."), field="words")
    row = RecordFile.objects.filter(fonds=handover.fonds_id, number=command.number).first()
    if row is None:
        raise BadInput(N_("Mục lục không có hồ sơ số {number}."), field="number", number=command.number)
    claim = Claim.objects.create(
        handover=handover,
        number=command.number,
        title=row.title[:300],
        kind=command.kind.value,
        words=words,
        raised_by=context.actor.name,
        raised_at=context.at,
    )
    event = ClaimRaised(claim=claim.id, number=command.number, kind=command.kind.value, words=words)
    return Done(event, outcome={"claim": claim.id})

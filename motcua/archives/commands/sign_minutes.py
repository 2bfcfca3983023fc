"""Sign the minutes of a handover: in the system, or outside with one's own token. The order of the sides is free."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.models import Fonds, Handover, HandoverSignature
from motcua.archives.rules.handover import SIDE_NAMES, Side
from motcua.documents import signing
from motcua.documents.ports import Box
from motcua.documents.signing import Signed
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import MinutesSigned
from motcua.office import queries as office

_PLACES = {Side.GIVER: (62.0, 470.0), Side.RECEIVER: (318.0, 470.0)}
"""Left and bottom of each signature on the last page, in points: see templates/archives/print/minutes.typ."""


class SignMinutes(Command, frozen=True, kw_only=True):
    """Sign in the system with the certificate kept for one's post; ``minutes`` is the file one has read."""

    TARGET = "handover"

    handover: UUID
    minutes: Annotated[str, msgspec.Meta(max_length=64)]


class AcceptSignedMinutes(Command, frozen=True, kw_only=True):
    """Take the uploaded file ``signed`` as ``minutes`` signed by the actor with their own token."""

    TARGET = "handover"

    handover: UUID
    minutes: Annotated[str, msgspec.Meta(max_length=64)]
    signed: Annotated[str, msgspec.Meta(max_length=64)]


def is_to_sign(handover: Handover) -> Said | None:
    """There are minutes, and a signature is still missing."""
    if handover.state in {Handover.State.MINUTES, Handover.State.SIGNING}:
        return None
    if handover.state == Handover.State.DRAFT:
        return said(N_("Chưa lập biên bản: xem còn thiếu gì ở trang bàn giao."))
    return said(N_("Bàn giao này đã xong hoặc đã rút."))


@act(SignMinutes, on=Handover, verb=N_("Ký biên bản"), may=policies.may_sign, when=is_to_sign, order=20)
def sign(command: SignMinutes, handover: Handover, context: Context) -> Done[Handover]:
    """Sign what was read, nothing newer."""
    side = _turn(handover, command.minutes, context.actor)
    left, bottom = _PLACES[side]
    signed = signing.sign(
        context.actor,
        handover.minutes_sha256,
        reason=f"{SIDE_NAMES[side]} – Biên bản giao nhận hồ sơ, tài liệu lưu trữ",
        location=office.unit(handover.place_id if side is Side.GIVER else handover.to_place_id).full_name,
        box=Box(max(handover.minutes_pages - 1, 0), left, bottom, 215, 78),
    )
    return _signed(handover, side, signed, context)


@act(
    AcceptSignedMinutes,
    on=Handover,
    verb=N_("Tải lên biên bản đã ký"),
    may=policies.may_sign,
    when=is_to_sign,
    order=21,
)
def accept(command: AcceptSignedMinutes, handover: Handover, context: Context) -> Done[Handover]:
    """Take it only when it is the same document with this person's good signature."""
    side = _turn(handover, command.minutes, context.actor)
    return _signed(handover, side, signing.accept(context.actor, handover.minutes_sha256, command.signed), context)


def _turn(handover: Handover, minutes: str, actor: Actor) -> Side:
    """Return the side that signs; :class:`Conflict` when it has signed, or the minutes are not those of now."""
    side = policies.side_of(actor, handover)
    if side is None:
        raise Conflict(N_("Bạn không thuộc bên giao hay bên nhận của biên bản này."))
    if minutes != handover.minutes_sha256:
        raise Conflict(
            N_("Biên bản vừa được lập lại hoặc vừa có chữ ký của bên kia. Tải lại trang, xem bản mới rồi ký.")
        )
    fonds = Fonds.objects.select_for_update().get(pk=handover.fonds_id)
    if fonds.inventory != handover.minutes_inventory:
        raise Conflict(N_("Mục lục đã đổi sau khi lập biên bản: lập lại biên bản rồi ký."))
    given = HandoverSignature.objects.filter(handover=handover, round=handover.round)
    if given.filter(side=side.value).exists():
        raise Conflict(N_("Bên của bạn đã ký biên bản này."))
    if given.filter(account_id=actor.account).exists():
        raise Conflict(N_("Một người không ký cho cả hai bên."))
    return side


def _signed(handover: Handover, side: Side, signed: Signed, context: Context) -> Done[Handover]:
    actor, before = context.actor, handover.minutes_sha256
    HandoverSignature.objects.create(
        handover=handover,
        round=handover.round,
        side=side.value,
        account_id=actor.account,
        name=actor.name,
        title=actor.post_title,
        way=signed.way.value,
        signed_at=signed.at,
        sha256=signed.sha256,
        certificate=signed.certificate.subject,
        serial=signed.certificate.serial,
        trial=signed.certificate.trial,
    )
    complete = HandoverSignature.objects.filter(handover=handover, round=handover.round).count() == len(Side)
    handover.minutes_sha256 = signed.sha256
    handover.state = Handover.State.DONE if complete else Handover.State.SIGNING
    handover.refused_reason, handover.refused_by = "", ""
    if complete:
        handover.done_at = context.at
        handover.save(update_fields=["state", "done_at", "minutes_sha256"])
    event = MinutesSigned(
        handover=handover.id,
        fonds=handover.fonds_id,
        side=side.value,
        way=signed.way.value,
        before=before,
        minutes=signed.sha256,
        serial=signed.certificate.serial,
        trial=signed.certificate.trial,
        complete=complete,
    )
    return Done(event)

"""Sign a commitment oneself, on screen or with the certificate kept for one's post; take in a paper that was signed."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.decisions import policies, prints
from motcua.decisions.asking import count_of
from motcua.decisions.commands.shared import Sha, Words, is_open, stored, wanted
from motcua.decisions.models import Commitment, Signature
from motcua.decisions.rules import Seat, Way
from motcua.documents import shelf, signing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.decisions import CommitmentSigned, SignatureStruck, SignatureTold
from motcua.office.queries import names


class SignCommitment(Command, frozen=True, kw_only=True):
    """I have read it and commit myself; ``digital`` signs a copy with my name by the certificate kept for my post."""

    TARGET = "commitment"

    commitment: UUID
    digital: bool = False


@act(SignCommitment, on=Commitment, verb=N_("Ký cam kết"), may=policies.may_sign, when=is_open, order=10)
def sign_commitment(command: SignCommitment, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Keep the signature of the one who is signed in; refuse who is not asked, and a second one."""
    actor = context.actor
    asked = count_of(commitment)
    seat = next((one for one in asked.asked if one.official == actor.official), None)
    if seat is None:
        raise NotAllowed(N_("Bản cam kết này không yêu cầu bạn ký."))
    if seat not in asked.missing:
        raise Conflict(N_("Bạn đã ký bản cam kết này."))
    sha256, serial, way = "", "", Way.SCREEN
    if command.digital:
        paper = shelf.take_in(prints.statement(commitment, seat.name, seat.title, context.at))
        signed = signing.sign(actor, paper.sha256, reason=f"Cam kết: {commitment.theme} {commitment.theme_year}")
        sha256, serial, way = signed.sha256, signed.certificate.serial, Way.DIGITAL
    today = clock.local(context.at).date()
    return _signed(commitment, [seat], way, today, sha256, serial, len(asked.missing), context)


class TakeSignedPaper(Command, frozen=True, kw_only=True):
    """A paper with signatures was scanned: ``sha256`` is the scan, ``people`` those whose signature it bears."""

    TARGET = "commitment"

    commitment: UUID
    people: Annotated[list[UUID], msgspec.Meta(min_length=1, max_length=500)]
    signed_on: date
    sha256: Sha


@act(TakeSignedPaper, on=Commitment, verb=N_("Nhận bản ký giấy"), may=policies.may_write, when=is_open, order=20)
def take_signed_paper(command: TakeSignedPaper, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Keep a signature for each of them; refuse who is not asked, who has signed, and a day that cannot be."""
    if not commitment.asked_on <= command.signed_on <= clock.local(context.at).date():
        raise BadInput(N_("Ngày ký phải từ ngày yêu cầu đến hôm nay."), field="signed_on")
    asked = count_of(commitment)
    missing = {seat.official: seat for seat in asked.missing}
    seats = [missing.get(one) for one in dict.fromkeys(command.people)]
    if None in seats:
        raise BadInput(N_("Có người không được yêu cầu ký hoặc đã ký."), field="people")
    sha256 = stored(command.sha256)
    found = [seat for seat in seats if seat is not None]
    return _signed(commitment, found, Way.PAPER, command.signed_on, sha256, "", len(asked.missing), context)


class StrikeSignature(Command, frozen=True, kw_only=True):
    """A signature taken from a paper was entered by mistake."""

    TARGET = "commitment"

    commitment: UUID
    official: UUID
    reason: Words


@act(StrikeSignature, on=Commitment, verb=N_("Gạch chữ ký ghi nhầm"), may=policies.may_write, when=is_open, order=60)
def strike_signature(command: StrikeSignature, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Only what was taken from a paper: what somebody signed themself nobody takes from them."""
    del context
    reason = wanted(command.reason, "reason")
    row = Signature.objects.filter(commitment=commitment, official_id=command.official).first()
    if row is None:
        raise BadInput(N_("Người này chưa ký."), field="official")
    if row.way != Way.PAPER:
        raise BadInput(N_("Người này tự ký trên hệ thống, không gạch được."), field="official")
    event = SignatureStruck(signature=row.id, official=row.official_id, reason=reason)
    row.delete()
    return Done(event)


def _signed(
    commitment: Commitment,
    seats: list[Seat],
    way: Way,
    signed_on: date,
    sha256: str,
    serial: str,
    missing: int,
    context: Context,
) -> Done[Commitment]:
    units = names.names_of({seat.unit for seat in seats})
    told = [
        SignatureTold(id=new_id(), official=seat.official, name=seat.name, title=seat.title, unit_name=units[seat.unit])
        for seat in seats
    ]
    Signature.objects.bulk_create(
        Signature(
            id=one.id,
            commitment=commitment,
            official_id=one.official,
            name=one.name,
            title=one.title,
            unit_name=one.unit_name,
            way=way.value,
            signed_on=signed_on,
            at=context.at,
            account_id=context.actor.account,
            sha256=sha256,
            serial=serial,
        )
        for one in told
    )
    event = CommitmentSigned(
        signatures=told,
        way=way.value,
        signed_on=signed_on,
        sha256=sha256,
        serial=serial,
        left=missing - len(told),
    )
    return Done(event)

"""Sign a conclusion: in the system, outside with one's own token, or on paper whose scan is attached."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final
from uuid import UUID

import msgspec

from motcua.conclusions import kept, policies
from motcua.conclusions.commands.shared import when
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules.life import State
from motcua.documents import queries as documents
from motcua.documents import signing
from motcua.documents.signing import Signed
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.conclusions import ConclusionSigned
from motcua.office import queries as office

Hash = Annotated[str, msgspec.Meta(max_length=64)]
ON_PAPER: Final = "paper"


class SignConclusion(Command, frozen=True, kw_only=True):
    """Sign in the system with the certificate kept for one's post; ``paper`` is the file one has read."""

    TARGET = "conclusion"

    conclusion: UUID
    paper: Hash


class AcceptSignedConclusion(Command, frozen=True, kw_only=True):
    """Take the uploaded file ``signed`` as ``paper`` signed by the actor with their own token."""

    TARGET = "conclusion"

    conclusion: UUID
    paper: Hash
    signed: Hash


class SignConclusionOnPaper(Command, frozen=True, kw_only=True):
    """The paper was signed by hand: who signed, when, and the scan of it."""

    TARGET = "conclusion"

    conclusion: UUID
    paper: Hash
    scan: Hash
    signer_name: Annotated[str, msgspec.Meta(max_length=200)]
    signer_title: Annotated[str, msgspec.Meta(max_length=300)]
    signed_on: date


@act(
    SignConclusion,
    on=Conclusion,
    verb=N_("Ký kết luận"),
    may=policies.may_sign,
    when=when(State.SUBMITTED),
    order=20,
)
def sign_conclusion(command: SignConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Sign what was read, nothing newer."""
    _same(conclusion, command.paper)
    signed = signing.sign(
        context.actor,
        conclusion.paper,
        reason=f"Ký {conclusion.title}"[:200],
        location=office.unit(conclusion.place_id).full_name,
    )
    return _by_certificate(conclusion, signed, context)


@act(
    AcceptSignedConclusion,
    on=Conclusion,
    verb=N_("Tải lên bản đã ký số"),
    may=policies.may_sign,
    when=when(State.SUBMITTED),
    order=21,
)
def accept_conclusion(command: AcceptSignedConclusion, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Take it only when it is the same document with this person's good signature."""
    _same(conclusion, command.paper)
    return _by_certificate(conclusion, signing.accept(context.actor, conclusion.paper, command.signed), context)


@act(
    SignConclusionOnPaper,
    on=Conclusion,
    verb=N_("Ghi đã ký trên giấy"),
    may=policies.may_write,
    when=when(State.SUBMITTED),
    order=30,
)
def sign_on_paper(command: SignConclusionOnPaper, conclusion: Conclusion, context: Context) -> Done[Conclusion]:
    """Keep the scan; a conclusion is not signed before it was spoken, nor on a day to come."""
    _same(conclusion, command.paper)
    name, title = clean(command.signer_name), clean(command.signer_title)
    if not name:
        raise BadInput(N_("Ghi ai đã ký."), field="signer_name")
    if not conclusion.spoken_on <= command.signed_on <= clock.local(context.at).date():
        raise BadInput(N_("Ngày ký phải từ ngày làm việc đến hôm nay."), field="signed_on")
    facts = documents.claim(command.scan)
    if facts is None or facts.media_type != "application/pdf":
        raise BadInput(N_("Đính kèm bản quét PDF của văn bản đã ký."), field="file")
    return _signed(conclusion, ON_PAPER, name, title, command.signed_on, command.scan)


def _same(conclusion: Conclusion, paper: str) -> None:
    if paper != conclusion.paper:
        raise Conflict(N_("Văn bản vừa được trình lại. Tải lại trang, xem bản mới rồi ký."))


def _by_certificate(conclusion: Conclusion, signed: Signed, context: Context) -> Done[Conclusion]:
    actor, on = context.actor, clock.local(signed.at).date()
    facts = signed.certificate
    return _signed(
        conclusion,
        signed.way.value,
        actor.name,
        actor.post_title,
        on,
        signed.sha256,
        serial=facts.serial,
        trial=facts.trial,
    )


def _signed(
    conclusion: Conclusion,
    way: str,
    name: str,
    title: str,
    on: date,
    file: str,
    *,
    serial: str = "",
    trial: bool = False,
) -> Done[Conclusion]:
    head, sentences = kept.head_of(conclusion.front), kept.sentences_of(conclusion.sentences)
    conclusion.state, conclusion.way, conclusion.file = State.SIGNED.value, way, file
    conclusion.signer_name, conclusion.signer_title = name, title
    conclusion.signed_on, conclusion.trial = on, trial
    event = ConclusionSigned(
        conclusion=conclusion.id,
        issuer=conclusion.issuer_id,
        place=conclusion.place_id,
        title=conclusion.title,
        genre=conclusion.genre,
        spoken_on=conclusion.spoken_on,
        speaker=head.speaker,
        places=head.places,
        occasion=head.occasion,
        sentences=sentences,
        way=way,
        signer_name=name,
        signer_title=title,
        signed_on=on,
        file=file,
        serial=serial,
        trial=trial,
    )
    return Done(event)

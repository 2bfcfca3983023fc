"""Sign the minutes of a stop: each side and the recorder with a certificate, or all by hand on the print; or not at all."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.documents import letters, signing
from motcua.documents import queries as documents
from motcua.documents.ports import Box
from motcua.documents.signing import Signed
from motcua.findings import policies
from motcua.findings.commands.draft_minutes import Name
from motcua.findings.commands.shared import Reason, minutes_in
from motcua.findings.models import MinutesSignature, StopMinutes
from motcua.findings.rules import life
from motcua.findings.rules import minutes as rules
from motcua.findings.rules.minutes import MinutesState, Side
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.minutes import StopMinutesRefused, StopMinutesSigned, StopMinutesSignedOnPaper
from motcua.office import queries as office

Hash = Annotated[str, msgspec.Meta(max_length=64)]
PDF = "application/pdf"


class SignStopMinutes(Command, frozen=True, kw_only=True):
    """Sign in the system with the certificate kept for one's post; ``paper`` is the file one has read."""

    TARGET = "minutes"

    minutes: UUID
    paper: Hash


class AcceptSignedStopMinutes(Command, frozen=True, kw_only=True):
    """Take the uploaded file ``signed`` as ``paper`` signed by the actor with their own token."""

    TARGET = "minutes"

    minutes: UUID
    paper: Hash
    signed: Hash


class SignStopMinutesOnPaper(Command, frozen=True, kw_only=True):
    """The print was signed by hand: the scan, how many pages were counted, who signed for each side.

    ``unit_signer`` is empty where the unit refused, which was told before.
    """

    TARGET = "minutes"

    minutes: UUID
    paper: Hash
    scan: Hash
    pages: int
    team_signer: Name
    unit_signer: Name = ""
    signed_on: date


class RefuseStopMinutes(Command, frozen=True, kw_only=True):
    """The unit does not sign: who refused, why, and who saw it. The unit's own account needs no witness."""

    TARGET = "minutes"

    minutes: UUID
    name: Name = ""
    reason: Reason
    witness: Name = ""


_WHEN = minutes_in(MinutesState.CLOSED)


@act(SignStopMinutes, on=StopMinutes, verb=N_("Ký biên bản"), may=policies.may_sign_minutes, when=_WHEN, order=20)
def sign_minutes(command: SignStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Sign what was read, nothing newer."""
    side, before = _turn(minutes, command.paper, context.actor)
    signed = signing.sign(
        context.actor,
        before,
        reason=f"{rules.SIDE_NAMES[side]} – Biên bản {minutes.number}".strip(),
        location=office.unit(minutes.place_id).full_name,
        box=_box(minutes, side),
    )
    return _by_certificate(minutes, side, before, signed, context)


@act(
    AcceptSignedStopMinutes,
    on=StopMinutes,
    verb=N_("Tải lên bản đã ký số"),
    may=policies.may_sign_minutes,
    when=_WHEN,
    order=21,
)
def accept_minutes(command: AcceptSignedStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Take it only when it is the same document with this person's good signature."""
    side, before = _turn(minutes, command.paper, context.actor)
    return _by_certificate(minutes, side, before, signing.accept(context.actor, before, command.signed), context)


@act(
    SignStopMinutesOnPaper,
    on=StopMinutes,
    verb=N_("Ghi đã ký trên giấy"),
    may=policies.may_confirm_paper,
    when=_WHEN,
    order=30,
)
def sign_on_paper(command: SignStopMinutesOnPaper, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Refuse a scan with fewer or more pages than the print, and hands and certificates on the same minutes."""
    if command.paper != minutes.paper:
        raise _moved()
    given = MinutesSignature.objects.filter(minutes=minutes.pk)
    if given.exclude(way=rules.REFUSED).exists():
        raise Conflict(N_("Biên bản đã có chữ ký số; ký tiếp bằng chữ ký số."))
    refused = given.filter(side=Side.UNIT.value).exists()
    team, unit = clean(command.team_signer), clean(command.unit_signer)
    if not team:
        raise BadInput(N_("Ghi ai đã ký."), field="team_signer")
    if bool(unit) == refused:
        sentence = N_("Đơn vị đã từ chối ký: để trống.") if unit else N_("Ghi ai đã ký, hoặc ghi đơn vị từ chối ký.")
        raise BadInput(sentence, field="unit_signer")
    if not minutes.day <= command.signed_on <= clock.local(context.at).date():
        raise BadInput(N_("Ngày ký phải từ ngày kiểm tra đến hôm nay."), field="signed_on")
    facts = documents.claim(command.scan)
    if facts is None or facts.media_type != PDF:
        raise BadInput(N_("Đính kèm bản quét PDF của biên bản đã ký."), field="file")
    rules.check_pages(command.pages, minutes.pages, facts.pages)
    recorder = str(minutes.front["recorder"]["name"] or minutes.front["recorder"]["unit_name"])
    signers = {Side.TEAM: team, Side.UNIT: unit, Side.RECORDER: recorder}
    for side, name in signers.items():
        if name:
            _keep(minutes, side, context, way=rules.PAPER, name=name, file=command.scan, signed_on=command.signed_on)
    _done(minutes, context)
    minutes.file = command.scan
    event = StopMinutesSignedOnPaper(
        place=minutes.place_id,
        scan=command.scan,
        pages=command.pages,
        signed_on=command.signed_on,
        team_signer=team,
        unit_signer=unit,
        recorder=recorder,
    )
    return Done(event)


@act(
    RefuseStopMinutes,
    on=StopMinutes,
    verb=N_("Ghi đơn vị từ chối ký"),
    may=policies.may_tell_refusal,
    when=_WHEN,
    order=60,
)
def refuse_minutes(command: RefuseStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Keep the reason; told by the team, also who refused and who saw it."""
    own = policies.may_answer_minutes(context.actor, minutes) is None
    reason = life.checked_text(command.reason, "reason", N_("Ghi lý do từ chối ký."))
    name = context.actor.name if own else clean(command.name)
    witness = clean(command.witness)
    if not name:
        raise BadInput(N_("Ghi ai từ chối ký."), field="name")
    if not own and not witness:
        raise BadInput(N_("Ghi người chứng kiến việc từ chối ký."), field="witness")
    if MinutesSignature.objects.filter(minutes=minutes.pk, side=Side.UNIT.value).exists():
        raise Conflict(N_("Đơn vị đã ký hoặc đã từ chối ký."))
    told = {"name": name, "reason": reason, "witness": witness}
    _keep(minutes, Side.UNIT, context, way=rules.REFUSED, signed_on=clock.local(context.at).date(), **told)
    event = StopMinutesRefused(
        place=minutes.place_id,
        side=Side.UNIT.value,
        name=name,
        reason=reason,
        witness=witness,
        complete=_settle(minutes, context),
    )
    return Done(event)


def _turn(minutes: StopMinutes, paper: str, actor: Actor) -> tuple[Side, str]:
    """Return the side that signs and the file it signs; :class:`Conflict` when it has signed, or the file is not that of now."""
    before = minutes.file or minutes.paper
    if paper != before:
        raise _moved()
    if minutes.recorder_id is None:
        raise Conflict(N_("Người ghi biên bản không ký số được ở đây: in ra, ký tay rồi tải bản quét lên."))
    given = set(MinutesSignature.objects.filter(minutes=minutes.pk).values_list("side", flat=True))
    free = [side for side in policies.sides_of(actor, minutes) if side.value not in given]
    if not free:
        raise Conflict(N_("Bên của bạn đã ký hoặc đã từ chối ký biên bản này."))
    if (
        MinutesSignature.objects.filter(minutes=minutes.pk, account_id=actor.account)
        .exclude(way=rules.REFUSED)
        .exists()
    ):
        raise Conflict(N_("Một người ký biên bản một lần."))
    return free[0], before


def _moved() -> Conflict:
    return Conflict(N_("Biên bản vừa được sửa hoặc vừa có thêm chữ ký. Tải lại trang, xem bản mới rồi ký."))


def _box(minutes: StopMinutes, side: Side) -> Box:
    """Return where a side signs on the last page."""
    left = letters.SIGN_LEFT + letters.SIGN_STEP * rules.SIDE_PLACES[side]
    return Box(max(minutes.pages - 1, 0), left, letters.SIGN_FOOT, letters.SIGN_WIDTH, letters.SIGN_HEIGHT)


def _by_certificate(
    minutes: StopMinutes, side: Side, before: str, signed: Signed, context: Context
) -> Done[StopMinutes]:
    actor, facts = context.actor, signed.certificate
    _keep(
        minutes,
        side,
        context,
        way=signed.way.value,
        official_id=actor.official,
        name=actor.name,
        title=actor.post_title,
        signed_on=clock.local(signed.at).date(),
        file=signed.sha256,
        certificate=facts.subject,
        serial=facts.serial,
        trial=facts.trial,
    )
    minutes.file = signed.sha256
    event = StopMinutesSigned(
        place=minutes.place_id,
        side=side.value,
        official=actor.official,
        name=actor.name,
        title=actor.post_title,
        way=signed.way.value,
        signed_at=signed.at,
        before=before,
        file=signed.sha256,
        certificate=facts.subject,
        serial=facts.serial,
        trial=facts.trial,
        complete=_settle(minutes, context),
    )
    return Done(event)


def _keep(minutes: StopMinutes, side: Side, context: Context, **told: Any) -> None:
    MinutesSignature.objects.create(minutes=minutes, side=side.value, account_id=context.actor.account, **told)


def _settle(minutes: StopMinutes, context: Context) -> bool:
    """Say whether nobody is missing now, and end the minutes then."""
    rows = list(MinutesSignature.objects.filter(minutes=minutes.pk))
    signed = {Side(one.side): one.official_id for one in rows if one.way != rules.REFUSED}
    refused = {Side(one.side) for one in rows if one.way == rules.REFUSED}
    complete = rules.is_complete(signed, refused, minutes.recorder_id)
    if complete:
        _done(minutes, context)
    return complete


def _done(minutes: StopMinutes, context: Context) -> None:
    minutes.state, minutes.done_at = MinutesState.SIGNED.value, context.at

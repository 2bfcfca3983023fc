"""Certify a file for a phase, and withdraw that again. A later *chưa* on a must-have suspends it (``summaries``)."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import BadInput, Conflict, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.readiness import CertificateWithdrawn, FileCertified
from motcua.readiness import policies, summaries
from motcua.readiness.models import Certificate, ReadinessFile
from motcua.readiness.rules import verdicts
from motcua.readiness.rules.facts import Phase

WORDS_MOST = 300


class CertifyFile(Command, frozen=True, kw_only=True):
    """Answer with one's name for a file being ready for a phase."""

    TARGET = "file"

    file: UUID
    phase: Phase
    note: str = ""


class WithdrawCertificate(Command, frozen=True, kw_only=True):
    """Take a certificate back, with the reason."""

    TARGET = "file"

    file: UUID
    phase: Phase
    reason: str


@act(CertifyFile, on=ReadinessFile, verb=N_("Xác nhận đủ điều kiện"), may=policies.may_certify, order=20)
def certify_file(command: CertifyFile, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """Certify when every must-have of the phase is met; a suspended certificate is replaced."""
    standing = summaries.stands_of(summaries.facts_of(file.template_id), summaries.standing_answers(file.id))
    judgement = verdicts.judge(standing, command.phase)
    refusal = verdicts.refuse_certificate(judgement)
    if refusal is not None:
        raise RuleError(refusal.sentence, **refusal.values)
    held = Certificate.objects.filter(file=file, phase=str(command.phase))
    if held.filter(state=Certificate.State.STANDING).exists():
        raise Conflict(N_("Hồ sơ đã được xác nhận cho giai đoạn này."))
    held.filter(state=Certificate.State.SUSPENDED).update(state=Certificate.State.REPLACED)
    note = clean(command.note, WORDS_MOST)
    Certificate.objects.create(
        file=file,
        phase=str(command.phase),
        at=context.at,
        by=context.actor.name,
        by_title=context.actor.post_title[:150],
        note=note,
    )
    summaries.refresh(file, context.at)
    return Done(FileCertified(place=file.place_id, phase=str(command.phase), musts=judgement.musts, note=note))


@act(WithdrawCertificate, on=ReadinessFile, verb=N_("Rút xác nhận"), may=policies.may_certify, order=80)
def withdraw_certificate(command: WithdrawCertificate, file: ReadinessFile, context: Context) -> Done[ReadinessFile]:
    """End a certificate, standing or suspended."""
    reason = clean(command.reason)
    if not reason or len(reason) > WORDS_MOST:
        raise BadInput(N_("Ghi lý do rút xác nhận, tối đa {most} ký tự."), field="reason", most=WORDS_MOST)
    row = Certificate.objects.filter(file=file, phase=str(command.phase), state__in=["standing", "suspended"]).first()
    if row is None:
        raise Conflict(N_("Hồ sơ chưa được xác nhận cho giai đoạn này."))
    row.state, row.ended_at, row.ended_by, row.ended_why = (
        Certificate.State.WITHDRAWN,
        context.at,
        context.actor.name,
        reason,
    )
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_why"])
    summaries.refresh(file, context.at)
    return Done(CertificateWithdrawn(place=file.place_id, phase=str(command.phase), reason=reason))

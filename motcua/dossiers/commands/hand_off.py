"""Give the present step to another unit of the commune; ask another body, with a deadline of its own (NĐ 118/2025 Đ20)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from motcua.dossiers import policies, routing, rules
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.rules import life
from motcua.kernel import clock, worktime
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import HandedOff, OpinionAnswered, OpinionAsked
from motcua.ledger.prepared import insert, update

BODY_MOST = 200
ASKED_MOST = 20
AHEAD_MOST = 366


class HandOff(Command, frozen=True, kw_only=True):
    """Another unit of the commune is to work the present step, for a reason."""

    TARGET = "dossier"

    dossier: UUID
    unit: UUID
    reason: str


class AskOutside(Command, frozen=True, kw_only=True):
    """Ask another body for its opinion, to be given by the close of ``answer_by``."""

    TARGET = "dossier"

    dossier: UUID
    body: str
    answer_by: date
    question: str


class RecordAnswer(Command, frozen=True, kw_only=True):
    """What the body answered; ``silent``: it did not, and the law takes silence after the deadline for consent."""

    TARGET = "dossier"

    dossier: UUID
    consultation: UUID
    answer: str = ""
    silent: bool = False


def can_hand_off(dossier: Dossier) -> Said | None:
    """The clock runs and the step is not the counter's."""
    refusal = life.barred(dossier, "HandOff") or rules.at_home(dossier)
    if refusal is None and dossier.step_role in {"counter", "return_desk"}:
        return said(N_("Bước này do Trung tâm làm, không chuyển đơn vị khác."))
    return refusal


def can_ask(dossier: Dossier) -> Said | None:
    """The clock runs."""
    return life.barred(dossier, "AskOutside")


def was_asked(dossier: Dossier) -> Said | None:
    """A body was asked and has not answered."""
    refusal = life.barred(dossier, "RecordAnswer")
    if refusal is None and not Consultation.objects.filter(dossier=dossier, answered_at__isnull=True).exists():
        return said(N_("Không có câu hỏi nào đang chờ trả lời."))
    return refusal


@act(HandOff, on=Dossier, verb=N_("Chuyển đơn vị xử lý"), may=policies.may_hand_off, when=can_hand_off, order=45)
def hand_off(command: HandOff, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Let another unit of the commune hold the dossier at the same step, with the time that is left."""
    reason = rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do chuyển."))
    if command.unit not in routing.bodies(routing.seat(dossier.settling_unit_id, dossier.received_unit_id)):
        raise RuleError(N_("Chỉ chuyển cho đơn vị của xã giải quyết hồ sơ."), field="unit")
    if command.unit == dossier.holder_id:
        raise RuleError(N_("Đơn vị này đang giữ hồ sơ."), field="unit")
    run = next(run for run in dossier.course if run.ordinal == dossier.step)
    from_unit, run.unit_id = dossier.holder_id, command.unit
    dossier.holder_id, dossier.holder_since = command.unit, context.at
    dossier.official_id, dossier.official_name, dossier.stand_in_id = None, "", None
    update(run)
    return Done(
        HandedOff(
            applicant=dossier.applicant_id,
            step=run.key,
            from_unit=from_unit,
            to_unit=command.unit,
            reason=reason,
        )
    )


@act(AskOutside, on=Dossier, verb=N_("Hỏi ý kiến cơ quan khác"), may=policies.may_work_step, when=can_ask, order=46)
def ask_outside(command: AskOutside, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep the question and its deadline; the dossier and its clock stay as they are."""
    body = rules.demanded_words(command.body, BODY_MOST, "body", N_("Ghi cơ quan được hỏi."))
    question = rules.demanded_words(command.question, rules.WORDS_MOST, "question", N_("Ghi nội dung hỏi."))
    close = close_by(routing.calendar(dossier.received_unit_id), command.answer_by, context.at)
    if Consultation.objects.filter(dossier=dossier).count() >= ASKED_MOST:
        raise RuleError(N_("Hồ sơ đã hỏi ý kiến {most} lần."), most=ASKED_MOST)
    asked = Consultation(dossier=dossier, body=body, question=question, asked_at=context.at, answer_by=close)
    insert(asked)
    return Done(
        OpinionAsked(
            applicant=dossier.applicant_id, consultation=asked.id, body=body, answer_by=close, question=question
        ),
        outcome={"consultation": asked.id},
    )


def close_by(calendar: worktime.Calendar, day: date, at: datetime) -> datetime:
    """Return the close of the day by which a body is to answer; :class:`BadInput` for one past, too far, or of rest."""
    today = clock.local(at).date()
    if not today <= day or (day - today).days > AHEAD_MOST:
        raise BadInput(N_("Hạn trả lời phải từ hôm nay, không quá một năm."), field="answer_by")
    close = worktime.close_of(calendar, day)
    if close is None or close <= at:
        raise BadInput(N_("Hạn trả lời phải là ngày làm việc và chưa hết giờ."), field="answer_by")
    return close


@act(
    RecordAnswer,
    on=Dossier,
    verb=N_("Ghi trả lời của cơ quan khác"),
    may=policies.may_record_answer,
    when=was_asked,
    order=47,
)
def record_answer(command: RecordAnswer, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep the answer; silence counts only after the deadline."""
    asked = Consultation.objects.filter(dossier=dossier, pk=command.consultation, answered_at__isnull=True).first()
    if asked is None:
        raise RuleError(N_("Câu hỏi này không còn chờ trả lời."), field="consultation")
    late = worktime.is_late(context.at, asked.answer_by)
    if command.silent and not late:
        raise RuleError(N_("Chưa hết hạn trả lời: chưa coi im lặng là đồng ý được."), field="silent")
    if command.silent and asked.step and not asked.silence:
        raise RuleError(
            N_("Quy trình không quy định im lặng là đồng ý. Đôn đốc {body} rồi ghi trả lời."),
            field="silent",
            body=asked.body,
        )
    answer = rules.kept_words(command.answer, rules.WORDS_MOST, "answer")
    if not answer and not command.silent:
        raise BadInput(N_("Ghi nội dung trả lời."), field="answer")
    asked.answered_at, asked.answer, asked.silent = context.at, answer, command.silent
    update(asked)
    if asked.step:
        dossier.outside, dossier.holder_since = "", context.at
    return Done(
        OpinionAnswered(
            applicant=dossier.applicant_id,
            consultation=asked.id,
            silent=command.silent,
            late=late,
            answer=answer,
            step=asked.step,
        )
    )

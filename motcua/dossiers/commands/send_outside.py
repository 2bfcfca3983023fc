"""Send the dossier to the body outside that works the present step: a land registration office, the tax office."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.dossiers import policies, routing, rules, step_clock
from motcua.dossiers.commands.hand_off import ASKED_MOST, BODY_MOST, close_by
from motcua.dossiers.models import Consultation, Dossier
from motcua.kernel import worktime
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import OutsideSent
from motcua.ledger.prepared import insert, update

EXTERNAL = frozenset({"external"})


class SendOutside(Command, frozen=True, kw_only=True):
    """Send the dossier to ``body`` (the one the process names unless told); it answers by the close of ``answer_by``.

    Where the process says how many days the body has, they hold and no day is asked.
    """

    TARGET = "dossier"

    dossier: UUID
    words: str
    body: str = ""
    answer_by: date | None = None


def can_send(dossier: Dossier) -> Said | None:
    """The clock runs, the step is a body's outside, and it is not there yet."""
    return rules.may_step(dossier, EXTERNAL, "SendOutside")


@act(SendOutside, on=Dossier, verb=N_("Gửi cơ quan ngoài"), may=policies.may_work_step, when=can_send, order=9)
def send_outside(command: SendOutside, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep to whom it went and until when; the holder follows it up, the step runs by that body's clock."""
    run = next(run for run in dossier.course if run.ordinal == dossier.step)
    spec, calendar = step_clock.spec_of(run), routing.calendar(dossier.received_unit_id)
    body = rules.kept_words(command.body, BODY_MOST, "body") or spec.division or ""
    if not body:
        raise BadInput(N_("Ghi cơ quan nhận hồ sơ."), field="body")
    words = rules.demanded_words(command.words, rules.WORDS_MOST, "words", N_("Ghi nội dung gửi."))
    if Consultation.objects.filter(dossier=dossier).count() >= ASKED_MOST:
        raise RuleError(N_("Hồ sơ đã hỏi ý kiến {most} lần."), most=ASKED_MOST)
    limit = rules.answer_limit(spec)
    if limit is not None:
        answer_by = worktime.due(calendar, context.at, limit).at
    elif command.answer_by is not None:
        answer_by = close_by(calendar, command.answer_by, context.at)
    else:
        raise BadInput(N_("Quy trình không ghi số ngày: ghi hạn trả lời."), field="answer_by")
    if answer_by is None:
        raise RuleError(N_("Chưa tính được hạn trả lời."), field="answer_by")
    sent = Consultation(
        dossier=dossier,
        body=body,
        question=words,
        asked_at=context.at,
        answer_by=answer_by,
        step=run.key,
        silence=spec.silence or "",
    )
    insert(sent)
    dossier.outside, dossier.holder_since = body, context.at
    step_clock.run_outside(dossier, run, calendar, sent)
    update(run)
    event = OutsideSent(
        applicant=dossier.applicant_id,
        consultation=sent.id,
        step=run.key,
        body=body,
        answer_by=answer_by,
        silence=sent.silence,
        words=words,
    )
    return Done(event, outcome={"consultation": sent.id})

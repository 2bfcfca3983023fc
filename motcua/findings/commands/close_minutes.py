"""The unit writes its words in the minutes; they are read out to all and closed: from then on they are a file."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.documents import letters, shelf
from motcua.findings import minutes_prints, policies
from motcua.findings.commands.draft_minutes import Text
from motcua.findings.commands.shared import minutes_in
from motcua.findings.models import StopMinutes
from motcua.findings.rules import minutes as rules
from motcua.findings.rules.minutes import MinutesState
from motcua.inspections import queries as inspections
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.minutes import StopMinutesAnswered, StopMinutesClosed


class AnswerStopMinutes(Command, frozen=True, kw_only=True):
    """The inspected unit explains, and says what it does not agree with. Both empty: it has nothing to add."""

    TARGET = "minutes"

    minutes: UUID
    explanation: Text = ""
    reservations: Text = ""


class CloseStopMinutes(Command, frozen=True, kw_only=True):
    """The minutes were read out to everybody; ``ended`` is when (now, where it is not given).

    ``silence`` says why the unit wrote nothing, where it did not.
    """

    TARGET = "minutes"

    minutes: UUID
    ended: datetime | None = None
    silence: Annotated[str, msgspec.Meta(max_length=500)] = ""


@act(
    AnswerStopMinutes,
    on=StopMinutes,
    verb=N_("Ghi giải trình, ý kiến"),
    may=policies.may_answer_minutes,
    when=minutes_in(MinutesState.LAID),
    order=10,
)
def answer_minutes(command: AnswerStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Keep the unit's words as it wrote them; written again before the close, the last hold."""
    minutes.explanation = rules.checked_words(command.explanation, "explanation")
    minutes.reservations = rules.checked_words(command.reservations, "reservations")
    minutes.answered_at, minutes.answered_by = context.at, context.actor.account
    event = StopMinutesAnswered(
        place=minutes.place_id,
        team=inspections.team_units(minutes.campaign_id, minutes.day),
        explanation=minutes.explanation,
        reservations=minutes.reservations,
    )
    return Done(event)


@act(
    CloseStopMinutes,
    on=StopMinutes,
    verb=N_("Đọc lại và chốt biên bản"),
    may=policies.may_work,
    when=minutes_in(MinutesState.LAID),
    order=20,
)
def close_minutes(command: CloseStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Set the print with the unit's words; without them say why."""
    ended = command.ended or context.at
    rules.check_end(ended, minutes_prints.begun_at(minutes), context.at)
    silence = clean(command.silence)
    if minutes.answered_at is None and not silence:
        raise BadInput(N_("Đơn vị chưa ghi ý kiến: chờ đơn vị, hoặc ghi vì sao không có."), field="silence")
    minutes.silence = "" if minutes.answered_at else silence
    minutes.state, minutes.ended_at = MinutesState.CLOSED.value, ended
    blob = shelf.take_in(letters.print_pdf(minutes_prints.letter(minutes, context.at)))
    minutes.paper, minutes.pages = blob.pk, blob.pages or 0
    event = StopMinutesClosed(
        place=minutes.place_id,
        team=inspections.team_units(minutes.campaign_id, minutes.day),
        ended_at=ended,
        silence=minutes.silence,
        paper=minutes.paper,
        pages=minutes.pages,
    )
    return Done(event)

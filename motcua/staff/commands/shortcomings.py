"""Note that a place on duty was not served, and let the centre explain it. What was seen stays."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import Conflict, NotFound, RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.staff import AbsenceExplained, AbsenceNoted
from motcua.staff import board, here, policies
from motcua.staff.models import Shortcoming
from motcua.staff.rules import duty
from motcua.staff.rules.halves import Half
from motcua.staff.rules.presence import SHORTCOMINGS, STANDING_NAMES


class NoteAbsence(Command, frozen=True, kw_only=True):
    """``official`` should be on duty in a half-day and is not, nor does anybody stand in."""

    unit: UUID
    day: date
    half: Half
    official: UUID


@act(NoteAbsence, on=Shortcoming, verb=N_("Ghi thiếu sót"), may=policies.may_note)
def note_absence(command: NoteAbsence, context: Context) -> Done[Shortcoming]:
    """Refuse what is not so now: who is there, is covered, or is not yet due is no shortcoming."""
    actor = context.actor
    place = here.place_of(command.unit)
    found = board.lines([command.unit], command.day, command.day, context.at, actor.realm)
    line = next((one for one in found if one.sitting.half is command.half and one.official == command.official), None)
    if line is None:
        raise NotFound(N_("Người này không có trong lịch trực buổi đó."), field="official")
    if line.standing not in SHORTCOMINGS:
        raise RuleError(
            N_("Không phải thiếu sót: người trực đang «{standing}»."), standing=said(STANDING_NAMES[line.standing])
        )
    if Shortcoming.objects.filter(
        unit=command.unit, day=command.day, half=command.half, official=command.official, realm=actor.realm
    ).exists():
        raise Conflict(N_("Thiếu sót này đã được ghi."))
    row = Shortcoming(
        place_id=place,
        unit_id=command.unit,
        official_id=command.official,
        day=command.day,
        half=command.half,
        post=line.post,
        standing=line.standing,
        seen_at=context.at,
        seen_by=", ".join(part for part in (actor.name, actor.post_title) if part)[:120],
        on_site=actor.can("readiness.inspect"),
        realm=actor.realm,
    )
    event = AbsenceNoted(
        place=place,
        unit=command.unit,
        official=command.official,
        day=row.day,
        half=row.half,
        post=row.post,
        standing=row.standing,
        seen_at=row.seen_at,
        on_site=row.on_site,
    )
    return Done(event, row)


class ExplainAbsence(Command, frozen=True, kw_only=True):
    """The centre explains why the place was not served; nobody explains their own absence."""

    TARGET = "shortcoming"

    shortcoming: UUID
    explanation: Annotated[str, msgspec.Meta(max_length=500)]


def unexplained(shortcoming: Shortcoming) -> Said | None:
    """An absence is explained once."""
    return said(N_("Thiếu sót này đã được giải trình.")) if shortcoming.explanation else None


@act(ExplainAbsence, on=Shortcoming, verb=N_("Giải trình"), may=policies.may_decide, when=unexplained)
def explain_absence(command: ExplainAbsence, shortcoming: Shortcoming, context: Context) -> Done[Shortcoming]:
    """Keep the words beside what was seen."""
    shortcoming.explanation = duty.checked_reason(command.explanation, "explanation", 500)
    event = AbsenceExplained(
        unit=shortcoming.unit_id, official=shortcoming.official_id, explanation=shortcoming.explanation
    )
    return Done(event)

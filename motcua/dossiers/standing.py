"""What is out of the ordinary about one dossier: why it waits, what was promised anew, whom it was asked of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from motcua.dossiers import late, routing, waiting
from motcua.dossiers.models import Consultation, Dossier, DossierPaper
from motcua.dossiers.rules import life
from motcua.dossiers.rules.delay import LOST_NAMES
from motcua.dossiers.views import LifeView, Question, WhyLate
from motcua.kernel import clock, worktime
from motcua.ledger.events.dossier_life import OpinionAsked, OutsideSent, SupplementRequested
from motcua.ledger.feed import Told
from motcua.ledger.prepared import Prepared
from motcua.office.queries import names as office

_QUESTIONS = Prepared(lambda dossier: Consultation.objects.filter(dossier_id=dossier).order_by("id"))


def life_of(dossier: Dossier, told: Sequence[Told], *, hands_off: bool) -> LifeView:
    """Return what is out of the ordinary, of what was ``told`` of it; ``hands_off``: the reader may give the step to another unit."""
    return LifeView(
        paused_since=dossier.paused_at,
        lacking=lacking(dossier, told) if dossier.state == life.State.SUPPLEMENT else (),
        questions=_questions(dossier, told),
        first_due_at=dossier.first_due_at,
        promised_at=dossier.promised_at,
        apology_by=_apology_by(dossier),
        rejected=dossier.rejected,
        supplements=dossier.supplements,
        extensions=dossier.extensions,
        ended_at=dossier.ended_at,
        consignment=dossier.consignment,
        filed_by=dossier.filed_by,
        bodies=_bodies(dossier) if hands_off and dossier.state in life.RUNNING else (),
        late=_late(dossier),
        waits=waiting.told(dossier),
    )


def lacking(dossier: Dossier, told: Sequence[Told]) -> tuple[tuple[str, str, str], ...]:
    """Return key, name and words of what the citizen was asked for last; nothing once the words were erased."""
    asked = next((one.event for one in reversed(told) if isinstance(one.event, SupplementRequested)), None)
    if asked is None or isinstance(asked.lacking, str):
        return ()
    names = dict(DossierPaper.objects.filter(dossier=dossier).values_list("key", "name"))
    return tuple((one.key, names.get(one.key, one.key), one.words) for one in asked.lacking)


def _late(dossier: Dossier) -> WhyLate | None:
    told = late.told([dossier]).get(dossier.id)
    if told is None or dossier.due_at is None:
        return None
    a_day = worktime.day_minutes(routing.calendar(dossier.received_unit_id), clock.local(dossier.due_at).date())
    parts = tuple((LOST_NAMES[why], worktime.say_length(minutes, a_day)) for why, minutes in told.parts)
    return WhyLate(worktime.say_length(told.minutes, a_day), parts)


def _apology_by(dossier: Dossier) -> datetime | None:
    """Return by when a letter must go out, while there is a date that may not be kept."""
    if dossier.due_at is None or dossier.state not in life.RUNNING or dossier.extensions:
        return None
    return worktime.eve(routing.calendar(dossier.received_unit_id), dossier.due_at)


def _questions(dossier: Dossier, told: Sequence[Told]) -> tuple[Question, ...]:
    if not any(isinstance(one.event, OpinionAsked | OutsideSent) for one in told):
        return ()
    return tuple(_question(row) for row in _QUESTIONS(dossier.id))


def _question(row: Consultation) -> Question:
    return Question(
        id=row.id,
        body=row.body,
        question=row.question,
        asked_at=row.asked_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        answer=row.answer,
        silent=row.silent,
        late=worktime.is_late(row.answered_at or clock.now(), row.answer_by),
        step=row.step,
        silence=row.silence,
    )


def _bodies(dossier: Dossier) -> tuple[tuple[UUID, str], ...]:
    others = routing.bodies(routing.seat(dossier.settling_unit_id, dossier.received_unit_id)) - {dossier.holder_id}
    return tuple(sorted(office.names_of(set(others)).items(), key=lambda one: one[1]))

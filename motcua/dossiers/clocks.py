"""How dossiers stand to their clocks, for a page of rows at once: one calendar a centre, one reckoning a due instant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.dossiers import routing, rules
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.rules import life
from motcua.dossiers.views import DueView
from motcua.kernel import clock, worktime
from motcua.kernel.words import said
from motcua.kernel.worktime import Calendar
from motcua.office import queries as office

UNDATED = DueView("none", None, None)
_NO_RESULT = frozenset({life.State.WITHDRAWN, life.State.STOPPED})


class Clocks:
    """Reckons many dossiers at one instant. Dossiers due at the same minute share the reckoning."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._calendars: dict[UUID, Calendar] = {}
        self._known: dict[tuple[UUID, datetime, int | None], DueView] = {}

    def of(self, dossier: Dossier) -> DueView:
        """Return how the dossier stands to the date it was promised for; done ones by when the result was there."""
        if dossier.paused_at is not None and dossier.open and dossier.due_at is None:
            return DueView("paused", said(life.STATE_NAMES[dossier.state]), None)
        if dossier.due_at is None or dossier.state in _NO_RESULT:
            return UNDATED
        if dossier.ready_at is not None and dossier.state in {Dossier.State.READY, Dossier.State.RETURNED}:
            said_at = worktime.spoken_instant(self._calendar(dossier.received_unit_id), dossier.due_at)
            return DueView(_done(dossier.ready_at, dossier.due_at), None, said_at)
        return self._left(dossier.received_unit_id, dossier.due_at, dossier.minutes)

    def of_step(self, dossier: Dossier) -> DueView:
        """Return how the present step stands to its own time, or to that of the body outside that has the dossier."""
        if dossier.step_due_at is None or dossier.paused_at is not None or dossier.state not in life.RUNNING:
            return UNDATED
        return self._left(dossier.received_unit_id, dossier.step_due_at, dossier.step_minutes)

    def of_answer(self, sent: Consultation) -> DueView:
        """Return how a body outside stands to the time it was given; ``sent`` comes with its dossier."""
        centre = sent.dossier.received_unit_id
        whole = worktime.working_minutes(self._calendar(centre), sent.asked_at, sent.answer_by)
        return self._left(centre, sent.answer_by, whole)

    def _left(self, unit: UUID, due_at: datetime, whole: int | None) -> DueView:
        key = (unit, due_at, whole)
        if key not in self._known:
            calendar = self._calendar(unit)
            left = worktime.remaining(calendar, self.now, due_at)
            warned = rules.warns(left.minutes, whole, self._ahead(unit, calendar, due_at))
            state = "late" if left.late else "soon" if warned else "in_time"
            self._known[key] = DueView(state, left.said, worktime.spoken_instant(calendar, due_at))
        return self._known[key]

    def _calendar(self, unit: UUID) -> Calendar:
        return self._calendars.get(unit) or self._calendars.setdefault(unit, routing.calendar(unit))

    def _ahead(self, unit: UUID, calendar: Calendar, due_at: datetime) -> int:
        """Return how many working minutes before a due instant the centre wants to be warned: its days, its hours."""
        days = office.settings_of(unit).warn_days
        return days * worktime.day_minutes(calendar, clock.local(due_at).date())


def _done(ready_at: datetime, due_at: datetime) -> str:
    if worktime.is_late(ready_at, due_at):
        return "done_late"
    return "early" if clock.local(ready_at).date() < clock.local(due_at).date() else "on_time"

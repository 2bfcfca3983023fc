"""Which dossiers' dates are near, tomorrow or over and were not told of yet: reckoned in days of the centre's own calendar.

Days ahead are the centre's setting; a limit no longer than these is told of on its eve alone, else it would be told of at
birth. The rule in words: docs/rules/dossier-life.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from motcua.dossiers import lateness, routing, rules
from motcua.dossiers.counted import midnight
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Told, life
from motcua.kernel import clock, worktime
from motcua.kernel.errors import RuleError
from motcua.kernel.worktime import Calendar
from motcua.ledger.events.dossier_life import DateNoticed
from motcua.office import queries as office

_RUNNING = Q(open=True, state__in=[state.value for state in life.RUNNING], due_at__isnull=False)


def missed() -> list[UUID]:
    """Return the running dossiers whose date has passed and of which nobody was told so, the longest over first."""
    found = Dossier.objects.filter(_RUNNING, lateness.overdue(clock.now()), told__lt=Told.MISSED)
    return list(found.order_by("due_at", "pk").values_list("pk", flat=True))


def near() -> Iterator[tuple[UUID, str]]:
    """Yield (dossier, realm) whose date comes near or is tomorrow and of which nobody was told that yet; two reads a centre."""
    today = clock.today()
    running = Dossier.objects.filter(_RUNNING, told__lt=Told.EVE)
    for centre in sorted(set(running.order_by().values_list("received_unit_id", flat=True).distinct())):
        with suppress(RuleError):  # a year without a calendar: its days cannot be counted
            calendar, ahead = routing.calendar(centre), office.settings_of(centre).warn_days
            eve = Q(due_at__lt=_end(calendar, today, 1))
            soon = Q(
                due_at__lt=_end(calendar, today, ahead),
                told=Told.NOTHING,
                minutes__gt=ahead * worktime.day_minutes(calendar, today),
            )
            mine = running.filter(eve | soon, received_unit_id=centre).exclude(lateness.overdue(clock.now()))
            yield from mine.order_by("due_at", "pk").values_list("pk", "realm")


def notice(dossier: Dossier, at: datetime) -> DateNoticed | None:
    """Return what is to be told of a dossier with a date at ``at``; ``None`` where that, or more, was told already."""
    if dossier.due_at is None:
        return None
    calendar, day = routing.calendar(dossier.received_unit_id), clock.local(at).date()
    ahead = office.settings_of(dossier.received_unit_id).warn_days
    left = max(worktime.counted_days_after(calendar, day, max(day, clock.local(dossier.due_at).date())), 0)
    degree = Told.NOTHING
    if worktime.is_late(at, dossier.due_at):
        degree = Told.MISSED
    elif left <= 1:
        degree = Told.EVE
    elif left <= ahead and rules.is_long(dossier.minutes, ahead * worktime.day_minutes(calendar, day)):
        degree = Told.NEAR
    if degree <= dossier.told:
        return None
    return DateNoticed(
        degree=degree,
        label=dossier.code or dossier.reception_number,
        holder=dossier.holder_id,
        centre=dossier.received_unit_id,
        competent=dossier.competent_id,
        committee=routing.directory(dossier.received_unit_id).committee,
        due_at=dossier.due_at,
        apology_by=worktime.eve(calendar, dossier.due_at),
        apologised=dossier.extensions,
        left=left,
    )


def _end(calendar: Calendar, day: date, ahead: int) -> datetime:
    """Return the midnight that ends the working day ``ahead`` working days after ``day``."""
    return midnight(worktime.add_working_days(calendar, day, ahead) + timedelta(days=1))

"""One rule of lateness for every count and list, as conditions over dossiers: the same answer as :func:`worktime.is_late`.

09:00:59 still keeps an appointment at 09:00; the minute after does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import CharField, Func, Q
from django.db.models.lookups import GreaterThan

from motcua.kernel import clock

A_MINUTE: Final = timedelta(minutes=1)


def this_minute(at: datetime) -> datetime:
    """Return the minute of an instant: what was due before it is late."""
    return clock.local(at).replace(second=0, microsecond=0)


def overdue(at: datetime) -> Q:
    """Return the condition that the date has passed at ``at``; whether there is a result is another question."""
    return Q(due_at__lt=this_minute(at))


def waits_late(at: datetime) -> Q:
    """Return the condition that an open dossier is late at ``at``: its date has passed and there is no result yet.

    A result that was there in time and waits to be fetched is not late, however long it waits.
    """
    return overdue(at) & Q(ready_at__isnull=True)


def missed() -> Q:
    """Return the condition that the result was there after the date."""
    return Q(GreaterThan(_Minute("ready_at"), _Minute("due_at")))


class _Minute(Func):
    """The minute of an instant. In SQLite the text it is kept as, cut off: Django's own would call Python for each row."""

    function = "date_trunc"
    template = "%(function)s('minute', %(expressions)s)"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the minute as text."""
        sql, values = super().as_sql(compiler, connection, template="substr(%(expressions)s, 1, 16)", **more)
        return sql, tuple(values)


class Day(Func):
    """The day of an instant in Vietnam, for comparing days; reckoned by the database itself in SQLite too."""

    template = "((%(expressions)s) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> tuple[str, tuple[str | int, ...]]:
        """Return the day as text; Vietnam's clocks are seven hours ahead, summer and winter."""
        sql, values = super().as_sql(compiler, connection, template="date(%(expressions)s, '+7 hours')", **more)
        return sql, tuple(values)

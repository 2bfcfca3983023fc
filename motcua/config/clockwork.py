"""Setting the clock of a demonstration. A real node refuses to start on any time but the machine's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings

from motcua.config.env import Misconfigured
from motcua.kernel import clock
from motcua.ledger import marks


def wind() -> None:
    """Run this process on the time ``MOTCUA_CLOCK`` asks for: an instant (``2025-07-11T09:00``) or ``+``/``-`` seconds.

    Vietnamese time where no zone is given. Stops the start in books that are no demonstration's, or when the text says
    nothing.
    """
    wanted = settings.MOTCUA_CLOCK
    if not wanted:
        return
    if not marks.may_run_on_another_clock():
        raise Misconfigured("MOTCUA_CLOCK: only a demonstration may run on another clock; these books are not one's")
    clock.shift(shift_of(wanted, datetime.now(UTC)))


def shift_of(wanted: str, machine: datetime) -> timedelta:
    """Return how far business time runs from ``machine`` time."""
    try:
        if wanted[0] in "+-":
            return timedelta(seconds=float(wanted))
        instant = datetime.fromisoformat(wanted)
    except ValueError as error:
        raise Misconfigured(f"MOTCUA_CLOCK={wanted!r}: write 2025-07-11T09:00, or +/- seconds") from error
    if instant.tzinfo is None:
        instant = instant.replace(tzinfo=clock.VIETNAM)
    return instant - machine

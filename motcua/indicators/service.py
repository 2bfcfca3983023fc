"""Figures of the service itself, counted from dossiers of the centres of places over a period."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from motcua.dossiers import counted
from motcua.dossiers.counted import Tally
from motcua.indicators.period import Days
from motcua.kernel.rate import Rate
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office

Places = Collection[UUID]
_RECEIVED = N_("hồ sơ tiếp nhận")
_DATED = N_("hồ sơ đã giải quyết có ngày hẹn")


def online_share(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the dossiers filed online among those received; ``None`` where no centre of the scope keeps our books."""
    found = _tally(actor, scope, period)
    return Rate(found.online, found.received, N_("hồ sơ nộp trực tuyến"), _RECEIVED) if found else None


def digitised_share(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the dossiers with at least one paper as a file among those received."""
    found = _tally(actor, scope, period)
    return Rate(found.digitised, found.received, N_("hồ sơ có giấy tờ đã số hóa"), _RECEIVED) if found else None


def on_time(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the dossiers resolved by their instant among those resolved that had one."""
    found = _tally(actor, scope, period)
    return Rate(found.dated - found.late, found.dated, N_("hồ sơ xong đúng hạn, trước hạn"), _DATED) if found else None


def late(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the dossiers resolved after their instant among those resolved that had one."""
    found = _tally(actor, scope, period)
    return Rate(found.late, found.dated, N_("hồ sơ xong sau hạn"), _DATED) if found else None


def received(actor: Actor, scope: Places, period: Days) -> int | None:
    """Return how many dossiers were received."""
    found = _tally(actor, scope, period)
    return found.received if found else None


def resolved(actor: Actor, scope: Places, period: Days) -> int | None:
    """Return how many dossiers came to their result."""
    found = _tally(actor, scope, period)
    return found.resolved if found else None


def waiting(actor: Actor, scope: Places, period: Days) -> int | None:
    """Return how many dossiers had no result at the end of the period."""
    found = _tally(actor, scope, period)
    return found.waiting if found else None


def _tally(actor: Actor, scope: Places, period: Days) -> Tally | None:
    centres = [centre.id for place in scope if (centre := office.centre_of(place)) is not None]
    if len(centres) < len(set(scope)):
        return None
    found = counted.tally(actor, centres, period.first, period.last)
    # Books that were not kept in the period say nothing of it: none is no zero.
    return found if found.received or found.resolved or found.waiting else None

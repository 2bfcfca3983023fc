"""What measurements say: where a line was cut, how it stands, and what of it the books do not know yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from motcua.kernel.words import N_, Said, said
from motcua.links.rules.lines import Health, Limits
from motcua.links.rules.measuring import Measured
from motcua.links.rules.uptime import Span


@dataclass(frozen=True, slots=True)
class Known:
    """A cut the books know; an end of ``None``: still going on. ``withdrawn``: a person said it was none."""

    id: UUID
    start: datetime
    end: datetime | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be written: a cut as a whole or as begun (``known`` empty), or the end of a known one."""

    start: datetime
    end: datetime | None
    known: UUID | None = None


def cuts(measured: Iterable[Measured], patience: int) -> list[Span]:
    """Return where at least ``patience`` measurements in a row failed: from the first failure to the first success.

    A cut that no success ends has no end (``None``).
    """
    found: list[Span] = []
    failed: list[Measured] = []
    for one in sorted(measured, key=lambda m: m.at):
        if not one.ok:
            failed.append(one)
            continue
        if len(failed) >= patience:
            found.append(Span(failed[0].at, one.at))
        failed = []
    if len(failed) >= patience:
        found.append(Span(failed[0].at, None))
    return found


def reconcile(spans: Sequence[Span], known: Sequence[Known]) -> list[Act]:
    """Return what is to be written so that each measured cut is in the books once, however late it became known.

    A cut that touches a known one is the same cut: it only ends it when that is still open. One that a person withdrew
    is not written again.
    """
    acts: list[Act] = []
    for span in spans:
        same = [one for one in known if _touch(span, one)]
        if not same:
            acts.append(Act(span.start, span.end))
            continue
        still = next((one for one in same if one.end is None and not one.withdrawn), None)
        if still is not None and span.end is not None and span.end > still.start:
            acts.append(Act(still.start, span.end, still.id))
    return acts


def _touch(span: Span, one: Known) -> bool:
    return (one.end is None or span.start <= one.end) and (span.end is None or one.start <= span.end)


def verdict(one: Measured, limits: Limits, promised_down: int | None) -> Health:
    """Return what one measurement says; ``promised_down`` in kbit/s, ``None`` where none is promised."""
    if not one.ok:
        return Health.DOWN
    slow = (one.p95 or 0) > limits.p95_ms * 1000 or one.loss > limits.loss
    if promised_down is not None and one.down is not None:
        slow = slow or one.down * 100 < promised_down * limits.speed
    return Health.SLOW if slow else Health.UP


def health(
    last: Measured | None, now: datetime, limits: Limits, *, cut: bool, promised_down: int | None = None
) -> Health:
    """Return how a line stands now: a cut going on is a cut; without a fresh result nothing is known.

    One failure alone is no cut yet, and no proof of the opposite: nothing is known until the next.
    """
    if cut:
        return Health.DOWN
    if last is None or now - last.at > timedelta(minutes=limits.silent) or not last.ok:
        return Health.UNKNOWN
    return verdict(last, limits, promised_down)


def minutes_words(minutes: int) -> Said:
    """Return a length as people say it: «45 phút», «2 giờ 5 phút»."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return said(N_("{minutes} phút"), minutes=rest)
    return said(N_("{hours} giờ {minutes} phút"), hours=hours, minutes=rest)

"""Whom a step is proposed to: somebody at work who knows the field, and of these who has the least work in hand.

No law says who of a unit works a dossier; its head does. The rule only proposes, says why, and can always be overruled.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from motcua.kernel import worktime
from motcua.kernel.words import N_, Said, said

GIVEN: Final = frozenset({"counter", "specialist", "specialised_system", "external", "division_head"})
"""Roles of steps that are given to one person. Signing, sealing and returning wait for whoever does it next."""
UNTOLD_MINUTES: Final = 60
"""What a step counts for whose process and limit say no time (ours: an hour, so that it counts at all)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the unit who may work the step.

    ``knows``: the field; ``before``: they worked this step of this dossier already; ``open`` and ``minutes``: dossiers in
    their hands and the working time these steps may take; ``away_until``: on leave now, to the end of that day; ``head``:
    they lead the unit and give out its work.
    """

    official: UUID
    name: str
    knows: bool = False
    before: bool = False
    open: int = 0
    minutes: int = 0
    away_until: date | None = None
    head: bool = False


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return who is at work, whom the step should go to first.

    Who worked it before goes on; heads come after their people; then who knows the field; then the least working time
    in hand, the fewest dossiers, the name.
    """
    here = (one for one in candidates if one.away_until is None)
    return tuple(
        sorted(
            here,
            key=lambda one: (not one.before, one.head, not one.knows, one.minutes, one.open, one.name, one.official),
        )
    )


def in_hand(open_: int, minutes: int, a_day: int) -> Said:
    """Return somebody's work in words: "3 hồ sơ đang giữ, 5 giờ 20 phút việc"; ``a_day``: minutes of a working day."""
    if not open_:
        return said(N_("chưa giữ hồ sơ nào"))
    return said(N_("{n} hồ sơ đang giữ, {length} việc"), n=open_, length=worktime.say_length(minutes, a_day))


def why(work: Said, *, knows: bool, before: bool, field: str = "") -> Said:
    """Return why somebody is proposed, in one sentence; ``work`` is what they have in hand."""
    if before:
        return said(N_("đã làm bước này; {work}"), work=work)
    if not field:
        return said(N_("biết lĩnh vực này; {work}"), work=work) if knows else work
    if knows:
        return said(N_("biết lĩnh vực {field}; {work}"), field=field, work=work)
    return said(N_("chưa ghi nhận biết lĩnh vực {field}; {work}"), field=field, work=work)

"""How figures and their exceptions are said: a roll-up never without the place that is not, a joint figure as joint.

Other desks use these where they sum places up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.indicators.rules.facts import BASIS_NAMES, Basis
from motcua.kernel.words import N_, Said, said

NAMED_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a roll-up: met or not; ``why`` says what holds it up, ``before`` until when (exclusive)."""

    name: str
    met: bool
    why: Said | None = None
    before: date | None = None


def roll_up(places: Sequence[Place], what: Said, review: bool = False) -> Said:
    """Return «2/3 cơ bản đáp ứng yêu cầu trước mắt (rà soát lại); Phùng Nguyên đang xây dựng, phải xong trước 25/6».

    Every place that does not meet it is named (three of them, the rest counted); ``review``: it is to be looked at again.
    """
    met = sum(place.met for place in places)
    if not places:
        return said(N_("chưa có nơi nào"))
    again = N_("{met}/{all} {what} (rà soát lại)") if review else N_("{met}/{all} {what}")
    whole = said(again, met=met, all=len(places), what=what)
    lacking = [place for place in places if not place.met]
    for place in lacking[:NAMED_MOST]:
        whole = said(N_("{first}; {then}"), first=whole, then=_exception(place))
    if len(lacking) > NAMED_MOST:
        rest = said(N_("và {count} nơi khác chưa"), count=len(lacking) - NAMED_MOST)
        whole = said(N_("{first}; {then}"), first=whole, then=rest)
    return whole


def _exception(place: Place) -> Said:
    why = place.why or said(N_("chưa đạt, chưa rõ vì sao"))
    if place.before is None:
        return said(N_("{place} {why}"), place=place.name, why=why)
    day = f"{place.before.day}/{place.before.month}"
    return said(N_("{place} {why}, phải xong trước {day}"), place=place.name, why=why, day=day)


def shortcomings(described: int, mentioned: bool) -> Said:
    """Return how shortcomings are counted: those that were mentioned and never described are not none.

    «Có tồn tại nhưng không được mô tả» is what a report leaves us that speaks of shortcomings without naming one.
    """
    if described:
        return said(N_("{count} tồn tại"), count=described)
    return said(N_("có tồn tại nhưng không được mô tả")) if mentioned else said(N_("không ghi nhận tồn tại nào"))


def scope_words(places: int, basis: Basis) -> Said:
    """Return whose figure it is: «số liệu chung hai xã, tự báo cáo», or «tự báo cáo» for one place."""
    word = said(BASIS_NAMES[basis])
    if places < 2:
        return word
    if places == 2:
        return said(N_("số liệu chung hai xã, {basis}"), basis=word)
    return said(N_("số liệu chung {count} nơi, {basis}"), count=places, basis=word)


def days_left(days: int, working: int) -> Said:
    """Return «còn 3 ngày (1 ngày làm việc)»: both counts, for one alone misleads over a week-end."""
    return said(N_("còn {days} ngày ({working} ngày làm việc)"), days=days, working=working)

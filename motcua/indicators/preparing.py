"""Figures of getting ready and of people at work, counted from the rooms that keep them. They are as of now."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from motcua.custody.queries import across as custody
from motcua.indicators.period import Days
from motcua.kernel.rate import Rate, together
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.readiness.queries import files as readiness
from motcua.staff.queries import leaves as staff
from motcua.works.queries import lists as works

Places = Collection[UUID]


def zones_ready(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the items a centre must have that are met, among all such of its file: 1/5 zones is made of these."""
    del period
    if not actor.can("readiness.read"):
        return None
    names = N_("mục phải có đã đạt"), N_("mục phải có của hồ sơ sẵn sàng")
    rows = [row for place in scope for row in readiness.files(actor, readiness.Narrow(place=place)).rows]
    return together(Rate(row.musts_met, row.musts, *names) for row in rows)


def equipped(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the places that lack no equipment among those compared with guidance."""
    del period
    if not actor.can("asset.read"):
        return None
    found = [custody.counts(actor, place) for place in scope]
    names = N_("nơi không thiếu thiết bị"), N_("nơi đã đối chiếu")
    return together(Rate(one.compared - one.lacking, one.compared, *names) for one in found)


def buildings_accepted(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the works that were accepted among all works of the places."""
    del period
    if not actor.can("works.read"):
        return None
    names = N_("công trình đã nghiệm thu"), N_("công trình")
    rates = []
    for place in scope:
        rows = works.exported(actor, works.Asked(place=place))
        done = works.exported(actor, works.Asked(show=works.Show.DONE, place=place))
        rates.append(Rate(len(done), max(len(rows), len(done)), *names))
    return together(rates)


def attendance(actor: Actor, scope: Places, period: Days) -> Rate | None:
    """Return the half-days served among those of the rosters in the period, as far as they have begun."""
    if not actor.can("staff.read"):
        return None
    names, rates = (N_("buổi có người trực"), N_("buổi theo lịch trực")), []
    for place in scope:
        centre = office.centre_of(place)
        if centre is not None:
            rows = staff.control(actor, centre.id, period.first, period.last).rows
            rates.append(Rate(sum(row.served for row in rows), sum(row.due for row in rows), *names))
    return together(rates)

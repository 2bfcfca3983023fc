"""When a unit's seal or somebody's certificate was ordered and not there yet, for rooms above that judge by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.office.models import MarkOrder, MarkStep
from motcua.office.order_rules import STEPS, Kind


@dataclass(frozen=True, slots=True)
class Lack:
    """An order of a unit while it was open: from the day of its first step to the day of its last; ``None``: not yet.

    ``whose`` is the name of the person whose certificate it is, empty for what is the unit's.
    """

    unit: UUID
    whose: str
    kind: Kind
    since: date
    until: date | None


def lacks(units: Collection[UUID], realm: str) -> tuple[Lack, ...]:
    """Return the orders of ``units`` as the time in which their seal or certificate was missing; two statements.

    Withdrawn orders say nothing. Names are for telling whose step waited, not for showing.
    """
    found_orders = MarkOrder.objects.filter(unit__in=units, realm=realm, withdrawn=False).select_related("official")
    orders = {row.id: row for row in found_orders}
    days: dict[UUID, dict[str, date]] = {}
    for order, step, day in MarkStep.objects.filter(order__in=orders).values_list("order_id", "step", "day"):
        days.setdefault(order, {})[step] = day
    found = []
    for id_, row in sorted(orders.items()):
        kind, taken = Kind(row.kind), days.get(id_, {})
        first, last = STEPS[kind][0], STEPS[kind][-1]
        if first in taken:
            whose = row.official.name if row.official else ""
            found.append(Lack(row.unit_id, whose, kind, taken[first], taken.get(last)))
    return tuple(found)

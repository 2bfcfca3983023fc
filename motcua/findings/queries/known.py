"""What rooms above ask of findings they made: whether these still stand."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from motcua.findings.models import Finding
from motcua.findings.rules.life import State


def standing(ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of some findings that were not withdrawn; for a room that decides itself who may know of them."""
    return frozenset(
        Finding.objects.filter(pk__in=list(ids)).exclude(state=State.WITHDRAWN).values_list("pk", flat=True)
    )

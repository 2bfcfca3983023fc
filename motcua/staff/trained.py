"""Who is trained in what: from what their centre says they know, and from classes passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from motcua.staff.models import Enrolment, Skill
from motcua.staff.rules.training import PASSED


def trained_in(officials: Iterable[UUID], realm: str) -> dict[UUID, set[str]]:
    """Return the fields each official is trained in."""
    found: dict[UUID, set[str]] = defaultdict(set)
    wanted = set(officials)
    rows = Skill.objects.filter(official__in=wanted, realm=realm, withdrawn=False)
    for official, field in rows.values_list("official_id", "field"):
        found[official].add(field)
    passed = Enrolment.objects.filter(official__in=wanted, training__realm=realm, result=PASSED)
    for official, field in passed.values_list("official_id", "training__field"):
        found[official].add(field)
    return found


def untrained(official: UUID, fields: Iterable[str], realm: str) -> list[str]:
    """Return those of the fields the official is not trained in, in the order given."""
    known = trained_in([official], realm)[official]
    return [field for field in fields if field not in known]

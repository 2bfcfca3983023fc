"""Who sees which sheet and which finding: the one place that decides it, for lists, counts, pages, files and exports.

* The team sees all of its campaign, its delegates too.
* The inspected place, and whoever oversees it, sees findings from when they are noted, sheets once they are finished, and
  minutes while they lie before it: what the team is still writing is the team's alone.

Nobody else sees anything; a contractor, an editor or an auditor none at all.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from motcua.findings.models import Finding, Sheet, StopMinutes
from motcua.findings.policies import READ
from motcua.findings.rules.minutes import OUT
from motcua.inspections import queries as inspections
from motcua.ledger.actor import Actor
from motcua.office import territory


def findings(actor: Actor) -> QuerySet[Finding]:
    """Return the findings an actor may see."""
    if not actor.can(READ):
        return Finding.objects.none()
    seen = Q(place__in=territory.of(actor)) | Q(campaign_id__in=inspections.mine(actor))
    return Finding.objects.filter(seen, realm=actor.realm)


def sheets(actor: Actor) -> QuerySet[Sheet]:
    """Return the sheets an actor may see."""
    if not actor.can(READ):
        return Sheet.objects.none()
    seen = Q(place__in=territory.of(actor), finished_at__isnull=False) | Q(campaign_id__in=inspections.mine(actor))
    return Sheet.objects.filter(seen, realm=actor.realm)


def minutes(actor: Actor) -> QuerySet[StopMinutes]:
    """Return the minutes an actor may see."""
    if not actor.can(READ):
        return StopMinutes.objects.none()
    laid = Q(place__in=territory.of(actor), state__in=[state.value for state in OUT])
    seen = laid | Q(campaign_id__in=inspections.mine(actor))
    return StopMinutes.objects.filter(seen, realm=actor.realm)

"""Which checklists an actor may see: packaged ones, those of their reach, and those that are used where they are."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.checklists.models import Checklist, Version
from motcua.checklists.policies import READ, WRITE, may_write
from motcua.checklists.rules.versions import State
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import territory

UNUSED = (State.DRAFT, State.DROPPED)


def may_look(actor: Actor) -> bool:
    """Say whether an actor sees checklists at all."""
    return actor.can(READ) or actor.can(WRITE)


def scope(actor: Actor) -> QuerySet[Checklist]:
    """Return the checklists an actor may see; what was never in use only where they may write it."""
    if not may_look(actor):
        return Checklist.objects.none()
    reach = territory.of(actor) if actor.can(WRITE) else frozenset()
    seen = Q(place__isnull=True) | Q(place__in=_places(actor))
    return Checklist.objects.filter(seen, Q(used=True) | Q(place__in=reach), realm=str(actor.realm))


def _places(actor: Actor) -> frozenset[UUID]:
    home = territory.home(actor)
    return territory.of(actor) | (territory.over(home) if home else frozenset())


def one(actor: Actor, checklist: UUID) -> Checklist:
    """Return a checklist; :class:`NotFound` where the actor may not see it."""
    found = scope(actor).filter(pk=checklist).first()
    if found is None:
        raise NotFound(N_("Không có bộ câu hỏi này, hoặc nơi bạn không dùng bộ này."))
    return found


def versions_of(actor: Actor, checklist: Checklist) -> QuerySet[Version]:
    """Return the versions an actor may see, the newest first: drafts where they may write."""
    found = checklist.versions.order_by("-number")
    return found if may_write(actor, checklist) is None else found.exclude(state__in=UNUSED)


def with_draft(found: QuerySet[Checklist]) -> QuerySet[Checklist]:
    """Mark each checklist that has a draft as ``drafted``."""
    return found.annotate(drafted=Exists(Version.objects.filter(checklist=OuterRef("pk"), state=State.DRAFT)))

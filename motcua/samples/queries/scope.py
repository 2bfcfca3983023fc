"""Who sees which samples: the one place that decides it, for lists, pages, packs and exports (see ``policies.Sight``)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from motcua.inspections import queries as inspections
from motcua.inspections.queries import StopFacts
from motcua.inspections.queries import scope as teams
from motcua.kernel.errors import MotcuaError, NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.samples import policies
from motcua.samples.models import Sample
from motcua.samples.policies import Sight


@dataclass(frozen=True, slots=True)
class Seen:
    """A stop whose samples somebody may see, and how much of them; ``open``: they are worked on now."""

    stop: StopFacts
    sight: Sight

    @property
    def open(self) -> bool:
        """Say whether samples are drawn and checked here now: the stop has begun and its campaign runs."""
        return self.stop.begun and self.stop.running

    @property
    def works(self) -> bool:
        """Say whether the asker draws and checks here now."""
        return self.sight is Sight.WHOLE and self.open


def stop(actor: Actor, id_: UUID, what: str) -> Seen:
    """Return a stop whose samples the actor may see; :class:`NotFound` for everybody else, logged as ``what``."""
    found = inspections.stop_facts(id_)
    sight = policies.sight(actor, id_, found.place) if found is not None and found.realm == actor.realm else None
    # The visited commune knows of an unannounced stop from when it began.
    if found is None or sight is None or (sight is Sight.OWN and not found.begun):
        raise _refused(actor, what, id_, NotFound(N_("Không có mẫu hồ sơ này, hoặc bạn không thuộc phạm vi được xem.")))
    return Seen(found, sight)


def of_stop(seen: Seen) -> QuerySet[Sample]:
    """Return the samples of a stop that are seen: the visited commune sees one once it was drawn."""
    found = Sample.objects.filter(stop_id=seen.stop.id)
    return found.filter(held_at__isnull=False) if seen.sight is Sight.OWN else found


def sample(actor: Actor, id_: UUID, what: str) -> tuple[Sample, Seen]:
    """Return one sample and how it is seen; :class:`NotFound` for whoever may not."""
    found = Sample.objects.filter(pk=id_, realm=actor.realm).first()
    if found is None:
        raise NotFound(N_("Không có mẫu hồ sơ này, hoặc bạn không thuộc phạm vi được xem."))
    seen = stop(actor, found.stop_id, what)
    if seen.sight is Sight.OWN and found.held_at is None:
        raise _refused(actor, what, id_, NotFound(N_("Không có mẫu hồ sơ này, hoặc bạn không thuộc phạm vi được xem.")))
    return found, seen


def demand_work(actor: Actor, id_: UUID, what: str) -> Sample:
    """Return a drawn sample the actor checks now; :class:`NotAllowed` for who only looks, or when it is over."""
    found, seen = sample(actor, id_, what)
    if not seen.works:
        raise _refused(actor, what, id_, NotAllowed(N_("Chi tiết hồ sơ chỉ mở cho thành viên đoàn khi đang kiểm tra.")))
    return found


def worked(actor: Actor) -> QuerySet[Sample]:
    """Return the drawn samples the actor checks now."""
    if not actor.can(policies.WORK):
        return Sample.objects.none()
    return Sample.objects.filter(stop_id__in=teams.stops_worked(actor), realm=actor.realm, held_at__isnull=False)


def _refused(actor: Actor, what: str, id_: UUID, error: MotcuaError) -> MotcuaError:
    access.refused(actor, what, id_, error)
    return error

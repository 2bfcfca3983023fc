"""Set the minutes of a handover, with the package of its digital parts, once it is complete."""

from __future__ import annotations

from uuid import UUID

from motcua.archives import minutes, policies, prints
from motcua.archives.commands.receive_handover import is_unsigned
from motcua.archives.models import Fonds, Handover
from motcua.documents import shelf
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import MinutesMade


class MakeMinutes(Command, frozen=True, kw_only=True):
    """Set the minutes as everything stands now. Made again before the first signature, the newest count."""

    TARGET = "handover"

    handover: UUID


def may_make(actor: Actor, handover: Handover) -> Said | None:
    """The archivist or clerk of either side."""
    refusal = policies.may_give(actor, handover)
    return refusal if refusal is not None and policies.may_receive(actor, handover) is not None else None


@act(MakeMinutes, on=Handover, verb=N_("Lập biên bản"), may=may_make, when=is_unsigned)
def make_minutes(command: MakeMinutes, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse it while something is open, naming the first thing."""
    fonds = Fonds.objects.select_for_update().get(pk=handover.fonds_id)
    left = minutes.left_open(handover, fonds)
    if left:
        raise RuleError(left[0].sentence, **left[0].values)
    packed = minutes.package(handover, fonds, context.at)
    handover.bag_sha256 = packed.sha256 if packed else ""
    handover.bag_manifest, handover.bag_files = (packed.manifest, packed.files) if packed else ("", 0)
    handover.bag_checked_at = None
    paper = minutes.paper(handover, fonds, context.at)
    blob = shelf.take_in(prints.print_minutes(paper))
    handover.minutes_sha256, handover.minutes_pages = blob.pk, blob.pages or 0
    handover.minutes_inventory, handover.minutes_at = fonds.inventory, context.at
    handover.state = Handover.State.MINUTES
    event = MinutesMade(
        round=handover.round,
        inventory=fonds.inventory,
        counts=dict(paper.counts),
        minutes=blob.pk,
        bag=handover.bag_sha256,
        manifest=handover.bag_manifest,
    )
    return Done(event)

"""Merge two records of one person, and take them apart again. Nothing moves: one record speaks for the other."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import Conflict, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.parties import PartiesMerged, PartiesUnmerged
from motcua.parties import policies
from motcua.parties.commands.standing import ground, is_merged, stands
from motcua.parties.family import family_of, likeness_of
from motcua.parties.models import Identifier, Party
from motcua.parties.rules.likelihood import likelihood


class MergeParties(Command, frozen=True, kw_only=True):
    """``party`` and ``remaining`` are one person: from now on ``remaining`` speaks for both."""

    TARGET = "party"

    party: UUID
    remaining: UUID
    ground: str


class UnmergeParties(Command, frozen=True, kw_only=True):
    """``party`` was merged by mistake: it stands for itself again, with everything that was merged into it."""

    TARGET = "party"

    party: UUID
    ground: str


@act(MergeParties, on=Party, verb=N_("Gộp bản ghi trùng"), may=policies.may_merge, when=stands, order=80)
def merge_parties(command: MergeParties, party: Party, context: Context) -> Done[Party]:
    """Let ``remaining`` speak for ``party`` and for all that was merged into it."""
    why = ground(command.ground)
    if command.remaining == party.id:
        raise RuleError(N_("Không gộp một bản ghi vào chính nó."), field="remaining")
    remaining = Party.objects.select_for_update().filter(pk=command.remaining, realm=party.realm).first()
    if remaining is None:
        raise NotFound(N_("Không tìm thấy bản ghi còn lại."), field="remaining")
    refusal = stands(remaining)
    if refusal is not None:
        raise Conflict(refusal.sentence, field="remaining", **refusal.values)
    if remaining.kind != party.kind:
        raise RuleError(N_("Không gộp cá nhân với tổ chức."), field="remaining")
    score = _score(party, remaining)
    Party.objects.filter(root_id=party.id).exclude(pk=party.id).update(root_id=remaining.id)
    party.merged_into_id = party.root_id = remaining.id
    return Done(PartiesMerged(party=party.id, remaining=remaining.id, score=score, ground=why))


def _score(party: Party, remaining: Party) -> int:
    found = Identifier.objects.filter(party_id__in=[party.id, remaining.id], withdrawn_at__isnull=True)
    rows = list(found.values_list("party_id", "kind", "value"))
    return likelihood(likeness_of(party, rows), likeness_of(remaining, rows)).score


@act(UnmergeParties, on=Party, verb=N_("Tách bản ghi gộp nhầm"), may=policies.may_merge, when=is_merged, order=85)
def unmerge_parties(command: UnmergeParties, party: Party, context: Context) -> Done[Party]:
    """Let ``party`` speak again for itself and for what had been merged into it before."""
    why = ground(command.ground)
    remaining = party.merged_into_id
    if remaining is None:
        raise RuleError(N_("Bản ghi này không gộp vào bản ghi nào."))
    below = _below(party)
    Party.objects.filter(pk__in=below).update(root_id=party.id)
    party.merged_into_id, party.root_id = None, party.id
    return Done(PartiesUnmerged(party=party.id, remaining=remaining, ground=why))


def _below(party: Party) -> set[UUID]:
    """Return the records merged into ``party``, directly or through others."""
    family = family_of(party.root_id)
    below: set[UUID] = set()
    reached = {party.id}
    while reached:
        reached = {member.id for member in family if member.merged_into_id in reached} - below
        below |= reached
    return below

"""Other records that may be the same party, with reasons; masked, so that looking through them shows nobody."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from motcua.kernel.words import Said
from motcua.ledger.actor import Actor
from motcua.parties import policies
from motcua.parties.family import likeness_of
from motcua.parties.models import Identifier, Party
from motcua.parties.queries.base import demand, family_in
from motcua.parties.queries.find import Row, rows_of
from motcua.parties.rules.likelihood import WORTH_A_LOOK, likelihood

SHOWN_MOST = 10
LOOKED_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class Double:
    """A record that may be the same party: how likely (0 to 100) and why."""

    row: Row
    score: int
    reasons: tuple[Said, ...]


def possible_doubles(party_id: UUID, actor: Actor) -> list[Double]:
    """Return records that may be the same party, likeliest first. Up to six reads, all by index."""
    demand(policies.may_read(actor), actor, "parties.possible_doubles", party_id)
    root, family = family_in(party_id, actor)
    candidates = _candidates(root, {member.id for member in family})
    ids = [root.id, *candidates]
    found = Identifier.objects.filter(party_id__in=ids, withdrawn_at__isnull=True)
    numbers = list(found.values_list("party_id", "kind", "value"))
    own = likeness_of(root, numbers)
    judged = [(likelihood(own, likeness_of(other, numbers)), other) for other in candidates.values()]
    likely = sorted(
        ((how, other) for how, other in judged if how.score >= WORTH_A_LOOK),
        key=lambda pair: (-pair[0].score, pair[1].id),
    )[:SHOWN_MOST]
    rows = rows_of([other for _, other in likely], masked=True)
    return [Double(row, how.score, how.reasons) for row, (how, _) in zip(rows, likely, strict=True)]


def _candidates(root: Party, own: set[UUID]) -> dict[UUID, Party]:
    """Return standing records with the same name, the same birth and given name, or the same phone."""
    if root.erased_at is not None:
        return {}
    others = Party.objects.filter(realm=root.realm, kind=root.kind, merged_into__isnull=True)
    ways = [others.filter(_born_that_year(root.born), folded=root.folded)]
    if len(root.born) > len("1958") and root.folded:
        ways.append(others.filter(born=root.born, folded__contains=root.folded.split()[-1]))
    if root.phone:
        ways.append(others.filter(phone_tail=root.phone_tail, phone=root.phone))
    return {row.id: row for way in ways for row in way[:LOOKED_AT_MOST] if row.id not in own}


def _born_that_year(born: str) -> Q:
    """Return the condition of being born in the same year, or of nobody knowing when."""
    return Q(born="") | Q(born__gte=born[:4], born__lt=str(int(born[:4]) + 1)) if born else Q()

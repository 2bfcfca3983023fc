"""Let another post sign for one's own, for a scope and a time, by a decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import SigningDelegated
from motcua.office import family, policies, rules, signing_rules, stamps
from motcua.office.models import Delegation, Official, Post
from motcua.office.signing_rules import Paper

Matter = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class DelegateSigning(Command, frozen=True, kw_only=True):
    """``giver`` (a post of the target official) lets the post ``taker`` sign from a day to a day (exclusive).

    ``scope`` says what for, in the words of the decision; what is lent is the power to approve dossiers, nothing else.
    ``matters`` (codes or fields of procedures) and ``papers`` (kinds) bound it: a signature beyond them is refused; empty
    means all.
    """

    TARGET = "official"

    official: UUID
    giver: UUID
    taker: UUID
    scope: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    valid_from: date
    valid_to: date
    decision: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    matters: Annotated[tuple[Matter, ...], msgspec.Meta(max_length=signing_rules.MATTERS_MOST)] = ()
    papers: Annotated[tuple[Paper, ...], msgspec.Meta(max_length=len(Paper))] = ()


@act(DelegateSigning, on=Official, verb=N_("Ủy quyền ký"), may=policies.may_delegate)
def delegate_signing(command: DelegateSigning, official: Official, context: Context) -> Done[Official]:
    """Refuse what the giver does not hold, to oneself, to another place, beyond either post, and twice at a time."""
    giver = Post.objects.filter(pk=command.giver, official=official).first()
    taker = Post.objects.filter(pk=command.taker).first()
    if giver is None or taker is None:
        raise NotFound(N_("Không có chức vụ này."), field="giver" if giver is None else "taker")
    if taker.official_id == official.id:
        raise RuleError(N_("Không ủy quyền cho chính mình."), field="taker")
    if family.home_of(giver.unit_id) != family.home_of(taker.unit_id):
        raise RuleError(N_("Chỉ ủy quyền ký trong cùng một địa phương."), field="taker")
    period = rules.Period(command.valid_from, command.valid_to)
    refusal = rules.refuse_period(period) or rules.refuse_delegation(
        period,
        rules.Period(giver.valid_from, giver.valid_to),
        rules.Period(taker.valid_from, taker.valid_to),
        rules.powers_of(rules.roles_from(giver.roles)),
    )
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    for other in Delegation.objects.filter(giver=giver, taker=taker):
        if period.overlaps(rules.Period(other.valid_from, min(other.valid_to, other.revoked_on or other.valid_to))):
            raise RuleError(N_("Đã có ủy quyền giữa hai chức vụ này trong thời gian đó."), field="valid_from")
    row = Delegation.objects.create(
        giver=giver,
        taker=taker,
        scope=clean(command.scope),
        matters="\n".join(signing_rules.kept_matters(command.matters)),
        papers=" ".join(sorted(set(command.papers))),
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        decision=clean(command.decision),
    )
    stamps.bump()
    event = SigningDelegated(
        delegation=row.id,
        giver=giver.id,
        taker=taker.id,
        scope=row.scope,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        decision=row.decision,
        matters=row.matters.splitlines(),
        papers=row.papers.split(),
    )
    return Done(event, outcome={"delegation": row.id})

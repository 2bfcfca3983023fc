"""Give the present step to whom the rule proposes; let a unit do so by itself as work arrives."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import giving, policies, routing, rules
from motcua.dossiers.commands.assign import is_open
from motcua.dossiers.models import Dossier, WorkGiving
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import DossierAssigned, WorkGivingSet
from motcua.office import stamps


class AssignProposed(Command, frozen=True, kw_only=True):
    """Give the present step to somebody at work who knows the field and has the least work in hand."""

    TARGET = "dossier"

    dossier: UUID


class SetWorkGiving(Command, frozen=True, kw_only=True):
    """Let ``unit`` give out what reaches it by itself (``automatic``), or by hand."""

    unit: UUID
    automatic: bool
    reason: str


def can_propose(dossier: Dossier) -> Said | None:
    """The step is one that is given to a person, and can be worked now."""
    refusal = is_open(dossier) or rules.at_home(dossier)
    if refusal is None and not giving.is_given(dossier):
        return said(N_("Bước này không giao cho từng người."))
    return refusal


@act(
    AssignProposed,
    on=Dossier,
    verb=N_("Giao theo đề xuất"),
    may=policies.may_give_out,
    when=can_propose,
    order=22,
)
def assign_proposed(command: AssignProposed, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Name whom the rule proposes at this instant, and by what."""
    proposal = giving.Proposals().of(dossier)
    if proposal is None:
        refusal = giving.nobody()
        raise RuleError(refusal.sentence)
    first = proposal.first
    dossier.official_id, dossier.official_name, dossier.stand_in_id = first.official, first.name, None
    event = DossierAssigned(
        step=dossier.step_role,
        official=first.official,
        official_name=first.name,
        proposed=True,
        open=first.open,
        minutes=first.minutes,
        knows=first.knows,
        before=first.before,
    )
    return Done(event)


@act(SetWorkGiving, on=WorkGiving, verb=N_("Đặt cách giao việc"), may=policies.may_set_giving)
def set_work_giving(command: SetWorkGiving, context: Context) -> Done[WorkGiving]:
    """Keep the way of a unit that works steps: the first time a new row, then the same one."""
    actor, reason = (
        context.actor,
        rules.demanded_words(command.reason, rules.WORDS_MOST, "reason", N_("Xin ghi lý do.")),
    )
    place = routing.directory(command.unit)
    if command.unit not in {place.centre, *routing.bodies(place.centre)}:
        raise RuleError(N_("Đơn vị này không giải quyết hồ sơ."), field="unit")
    row = WorkGiving.objects.select_for_update().filter(unit_id=command.unit, realm=actor.realm).first()
    row = row or WorkGiving(unit_id=command.unit, realm=actor.realm)
    if row.automatic == command.automatic:
        raise RuleError(N_("Đơn vị đang giao việc theo cách này rồi."), field="automatic")
    row.automatic = command.automatic
    stamps.bump()
    return Done(WorkGivingSet(unit=command.unit, automatic=command.automatic, reason=reason), row)

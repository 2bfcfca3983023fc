"""Keep that somebody confirmed what was typed of them, before it is printed."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies, routing
from motcua.dossiers.models import DataConfirmation
from motcua.dossiers.rules.confirming import checked_fields
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_visits import ShownDataConfirmed
from motcua.parties.queries import cards as parties

CODE_MOST = 20


class ConfirmShownData(Command, frozen=True, kw_only=True):
    """``person`` says that ``fields`` of what was shown in this visit are right; ``questioned`` were wrong before."""

    visit: UUID
    person: UUID
    procedure: str
    fields: tuple[str, ...]
    questioned: tuple[str, ...] = ()


@act(
    ConfirmShownData,
    on=DataConfirmation,
    verb=N_("Xác nhận trên màn hình thứ hai"),
    may=policies.may_confirm,
)
def confirm(command: ConfirmShownData, context: Context) -> Done[DataConfirmation]:
    """Keep what was confirmed and when; the dossier of this visit shows it once it is received."""
    fields = checked_fields(command.fields)
    questioned = checked_fields(command.questioned, "questioned")
    if not fields:
        raise BadInput(N_("Chưa có mục nào được xác nhận."), field="fields")
    if not command.procedure or len(command.procedure) > CODE_MOST:
        raise BadInput(N_("Chưa chọn thủ tục."), field="procedure")
    parties.cards([command.person], realm=str(context.actor.realm))
    unit = routing.directory(policies.own_unit(context.actor)).centre
    row = DataConfirmation(
        realm=str(context.actor.realm),
        visit_id=command.visit,
        unit_id=unit,
        person_id=command.person,
        procedure_code=command.procedure,
        fields=" ".join(fields),
        questioned=" ".join(questioned),
        confirmed_at=context.at,
    )
    return Done(
        ShownDataConfirmed(
            visit=command.visit,
            unit=unit,
            person=command.person,
            procedure=command.procedure,
            fields=fields,
            questioned=questioned,
        ),
        row,
    )

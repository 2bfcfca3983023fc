"""Give the present step to somebody of the holding unit, or take it."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel.errors import NotAllowed, RuleError
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossiers import DossierAssigned
from motcua.office.queries import names as office


class AssignDossier(Command, frozen=True, kw_only=True):
    """Give the present step to ``official``; empty: take it oneself."""

    TARGET = "dossier"

    dossier: UUID
    official: UUID | None = None


def is_open(dossier: Dossier) -> Said | None:
    """Only open dossiers are worked on."""
    return None if dossier.open else life.barred(dossier, "HandOff")


@act(AssignDossier, on=Dossier, verb=N_("Nhận việc"), may=policies.may_assign, when=is_open, order=20)
def assign(command: AssignDossier, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Name who works the step; only heads name others."""
    actor = context.actor
    if command.official is None or command.official == actor.official:
        if actor.official is None:
            raise RuleError(N_("Tài khoản này không gắn với cán bộ nào."))
        dossier.official_id, dossier.official_name = actor.official, actor.name
    else:
        if not actor.can("dossier.assign"):
            raise NotAllowed(N_("Chỉ lãnh đạo phòng hoặc Giám đốc Trung tâm giao việc cho người khác."))
        name = dict(office.colleagues(dossier.holder_id)).get(command.official)
        if name is None:
            raise RuleError(N_("Cán bộ được giao không thuộc đơn vị đang giữ hồ sơ."), field="official")
        dossier.official_id, dossier.official_name = command.official, name
    dossier.stand_in_id = None
    return Done(
        DossierAssigned(step=dossier.step_role, official=dossier.official_id, official_name=dossier.official_name)
    )

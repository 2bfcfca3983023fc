"""Whoever was turned away to complete their papers came back, and the dossier was received."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import policies
from motcua.dossiers.models import Application
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_life import ApplicationCompleted


class CompleteApplication(Command, frozen=True, kw_only=True):
    """``dossier`` is what was received of it. Given by the acceptance itself, in its transaction."""

    TARGET = "application"

    application: UUID
    dossier: UUID


def waits(application: Application) -> Said | None:
    """It was to be completed, and has not been."""
    if application.kind == Application.Kind.REFUSAL:
        return said(N_("Hồ sơ này đã bị từ chối tiếp nhận."))
    return said(N_("Hồ sơ này đã được tiếp nhận.")) if application.dossier_id else None


@act(CompleteApplication, on=Application, verb=N_("Đã tiếp nhận"), may=policies.may_complete, when=waits)
def complete(command: CompleteApplication, application: Application, context: Context) -> Done[Application]:
    """Point to the dossier that came of it."""
    application.dossier_id = command.dossier
    return Done(ApplicationCompleted(dossier=command.dossier))

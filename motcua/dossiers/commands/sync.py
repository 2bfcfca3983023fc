"""Dossiers received while the province's system could not be reached: found to wait for it, and seen to be there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from motcua.dossiers import policies
from motcua.dossiers.models import Dossier
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.dossier_sync import SyncAwaited, SyncConfirmed


class AwaitSync(Command, frozen=True, kw_only=True):
    """Mark a dossier as received during a cut that was told afterwards."""

    TARGET = "dossier"

    dossier: UUID
    outage: UUID
    since: datetime


class ConfirmSynced(Command, frozen=True, kw_only=True):
    """Say that the province's system has the dossier now; one without a code gets the province's instead."""

    TARGET = "dossier"

    dossier: UUID


def never_waited(dossier: Dossier) -> Said | None:
    """A dossier waits once."""
    return None if dossier.unsynced_since is None else said(N_("Hồ sơ đã ghi chờ đồng bộ."))


def waits_with_code(dossier: Dossier) -> Said | None:
    """It waits, and has the code by which it was looked for there."""
    if dossier.unsynced_since is None:
        return said(N_("Hồ sơ không phải chờ đồng bộ."))
    if dossier.synced_at is not None:
        return said(N_("Hồ sơ đã đồng bộ."))
    return None if dossier.code else said(N_("Hồ sơ chưa có mã của tỉnh. Nhập mã thì hồ sơ hết chờ đồng bộ."))


@act(AwaitSync, on=Dossier, verb=N_("Ghi chờ đồng bộ"), may=policies.may_notice, when=never_waited)
def await_sync(command: AwaitSync, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Keep since when."""
    del context
    dossier.unsynced_since = command.since
    return Done(SyncAwaited(outage=command.outage, since=command.since))


@act(
    ConfirmSynced,
    on=Dossier,
    verb=N_("Xác nhận đã đồng bộ"),
    may=policies.may_correct,
    when=waits_with_code,
    order=16,
)
def confirm_synced(command: ConfirmSynced, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Take it off the list of those that wait."""
    del command
    dossier.synced_at = context.at
    return Done(SyncConfirmed(code=dossier.code))

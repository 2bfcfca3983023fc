"""What time brings: a date comes near, its eve is here, it has passed. Noticed by the system's duty, each once for a date."""

from __future__ import annotations

from uuid import UUID

from motcua.dossiers import nearing, policies
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import life
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act


class NoticeDate(Command, frozen=True, kw_only=True):
    """Tell those who can act that the date of a dossier is near, tomorrow, or over."""

    TARGET = "dossier"

    dossier: UUID


def runs_to_a_date(dossier: Dossier) -> Said | None:
    """It is worked on, toward a date."""
    if dossier.state not in life.RUNNING or dossier.due_at is None:
        return said(N_("Hồ sơ không đang chạy tới một ngày hẹn."))
    return None


@act(NoticeDate, on=Dossier, verb=N_("Nhắc hạn"), may=policies.may_notice, when=runs_to_a_date)
def notice_date(command: NoticeDate, dossier: Dossier, context: Context) -> Done[Dossier]:
    """Refuse what was told already of this date."""
    event = nearing.notice(dossier, context.at)
    if event is None:
        raise Conflict(N_("Chưa có gì mới để nhắc về hạn của hồ sơ này."))
    dossier.told = event.degree
    return Done(event)

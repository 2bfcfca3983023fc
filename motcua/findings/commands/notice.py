"""What time brings: the day by which a shortcoming was to be put right has passed."""

from __future__ import annotations

from uuid import UUID

from motcua.findings import policies
from motcua.findings.commands.shared import unsettled
from motcua.findings.models import Finding
from motcua.findings.rules import life
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.findings import FindingOverdueNoticed


class NoticeOverdueFinding(Command, frozen=True, kw_only=True):
    """Tell that the day has passed; told once for each day that was set."""

    TARGET = "finding"

    finding: UUID


@act(NoticeOverdueFinding, on=Finding, verb=N_("Ghi nhận quá hạn khắc phục"), may=policies.may_notice, when=unsettled)
def notice_overdue(command: NoticeOverdueFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Refuse what is in time or was told."""
    del command
    today = clock.local(context.at).date()
    if finding.due is None or finding.overdue_told or not life.is_overdue(finding.state, finding.due, today):
        raise Conflict(N_("Chưa quá hạn hoặc đã ghi nhận."))
    finding.overdue_told = True
    return Done(FindingOverdueNoticed(place=finding.place_id, due=finding.due, criterion=finding.criterion))

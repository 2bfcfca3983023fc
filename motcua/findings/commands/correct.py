"""Put right what was noted of a finding, put words to what had none, take back what was noted by mistake."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.checklists.rules.items import Severity
from motcua.findings import policies
from motcua.findings.commands.shared import Line, Reason, Words, searched, stands
from motcua.findings.models import Finding
from motcua.findings.rules import life, repeats
from motcua.findings.rules.life import Kind, State
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.findings import FindingCorrected, FindingDescribed, FindingWithdrawn


class CorrectFinding(Command, frozen=True, kw_only=True):
    """Correct what was noted, with the reason; what the unit said of it since stays."""

    TARGET = "finding"

    finding: UUID
    words: Words
    severity: Severity = Severity.MEDIUM
    criterion: Line = ""
    ground: Annotated[str, msgspec.Meta(max_length=300)] = ""
    said_by: Annotated[str, msgspec.Meta(max_length=250)] = ""
    reason: Reason


class DescribeFinding(Command, frozen=True, kw_only=True):
    """Put in words what had been pointed out without them; it becomes a shortcoming like any other."""

    TARGET = "finding"

    finding: UUID
    words: Words
    severity: Severity = Severity.MEDIUM
    criterion: Line = ""
    ground: Annotated[str, msgspec.Meta(max_length=300)] = ""


class WithdrawFinding(Command, frozen=True, kw_only=True):
    """Take a finding back, with the reason; it stays in the history and counts nowhere."""

    TARGET = "finding"

    finding: UUID
    reason: Reason


@act(CorrectFinding, on=Finding, verb=N_("Đính chính"), may=policies.may_work, when=stands, order=60)
def correct_finding(command: CorrectFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Keep the corrected words."""
    del context
    reason = life.checked_text(command.reason, "reason", N_("Ghi lý do đính chính."))
    _put(finding, command, clean(command.said_by))
    event = FindingCorrected(
        severity=finding.severity,
        criterion=finding.criterion,
        ground=finding.ground,
        words=finding.words,
        said_by=finding.said_by,
        reason=reason,
    )
    return Done(event)


def is_undescribed(finding: Finding) -> Said | None:
    """Only what has no words yet can be put in words."""
    if finding.kind != Kind.UNDESCRIBED:
        return said(N_("Nội dung này đã có mô tả."))
    return stands(finding)


@act(DescribeFinding, on=Finding, verb=N_("Mô tả tồn tại"), may=policies.may_work, when=is_undescribed, order=15)
def describe_finding(command: DescribeFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Make it a shortcoming with words."""
    del context
    finding.kind = Kind.SHORTCOMING.value
    _put(finding, command, finding.said_by)
    event = FindingDescribed(
        severity=finding.severity, criterion=finding.criterion, ground=finding.ground, words=finding.words
    )
    return Done(event)


@act(WithdrawFinding, on=Finding, verb=N_("Rút lại"), may=policies.may_work, when=stands, order=90)
def withdraw_finding(command: WithdrawFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Mark it as taken back."""
    reason = life.checked_text(command.reason, "reason", N_("Ghi lý do rút lại."))
    finding.state, finding.settled_at = State.WITHDRAWN.value, context.at
    return Done(FindingWithdrawn(reason=reason))


def _put(finding: Finding, command: CorrectFinding | DescribeFinding, said_by: str) -> None:
    kind = Kind(finding.kind)
    finding.words = life.checked_words(kind, command.words)
    finding.severity = command.severity.value if kind is Kind.SHORTCOMING else ""
    finding.criterion, finding.ground, finding.said_by = clean(command.criterion), clean(command.ground), said_by
    finding.about = repeats.key(finding.item, finding.criterion) if kind in life.LACKS else ""
    finding.folded = searched(finding)

"""What can be done with sheets and findings: a file for each verb or few that go together."""

from __future__ import annotations

from motcua.findings.commands.correct import CorrectFinding, DescribeFinding, WithdrawFinding
from motcua.findings.commands.note import NoteFinding
from motcua.findings.commands.notice import NoticeOverdueFinding
from motcua.findings.commands.remedy import AskRemedy, ExplainFinding, RecheckFinding, ReopenFinding, SubmitProof
from motcua.findings.commands.sheet import FinishSheet, NoteAnswers, OpenSheet, ReopenSheet, SettleAnswer

__all__ = [
    "AskRemedy",
    "CorrectFinding",
    "DescribeFinding",
    "ExplainFinding",
    "FinishSheet",
    "NoteAnswers",
    "NoteFinding",
    "NoticeOverdueFinding",
    "OpenSheet",
    "RecheckFinding",
    "ReopenFinding",
    "ReopenSheet",
    "SettleAnswer",
    "SubmitProof",
    "WithdrawFinding",
]

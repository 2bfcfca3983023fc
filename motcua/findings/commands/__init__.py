"""What can be done with sheets and findings: a file for each verb or few that go together."""

from __future__ import annotations

from motcua.findings.commands.close_minutes import AnswerStopMinutes, CloseStopMinutes
from motcua.findings.commands.correct import CorrectFinding, DescribeFinding, WithdrawFinding
from motcua.findings.commands.draft_minutes import (
    CorrectStopMinutes,
    DiscardStopMinutes,
    DraftStopMinutes,
    LayStopMinutes,
    TakeBackStopMinutes,
)
from motcua.findings.commands.note import NoteFinding
from motcua.findings.commands.notice import NoticeOverdueFinding
from motcua.findings.commands.remedy import AskRemedy, ExplainFinding, RecheckFinding, ReopenFinding, SubmitProof
from motcua.findings.commands.sheet import FinishSheet, NoteAnswers, OpenSheet, ReopenSheet, SettleAnswer
from motcua.findings.commands.sign_minutes import (
    AcceptSignedStopMinutes,
    RefuseStopMinutes,
    SignStopMinutes,
    SignStopMinutesOnPaper,
)

__all__ = [
    "AcceptSignedStopMinutes",
    "AnswerStopMinutes",
    "AskRemedy",
    "CloseStopMinutes",
    "CorrectFinding",
    "CorrectStopMinutes",
    "DescribeFinding",
    "DiscardStopMinutes",
    "DraftStopMinutes",
    "ExplainFinding",
    "FinishSheet",
    "LayStopMinutes",
    "NoteAnswers",
    "NoteFinding",
    "NoticeOverdueFinding",
    "OpenSheet",
    "RecheckFinding",
    "RefuseStopMinutes",
    "ReopenFinding",
    "ReopenSheet",
    "SettleAnswer",
    "SignStopMinutes",
    "SignStopMinutesOnPaper",
    "SubmitProof",
    "TakeBackStopMinutes",
    "WithdrawFinding",
]

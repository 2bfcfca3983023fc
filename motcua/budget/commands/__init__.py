"""What can be done with money: a file for each verb."""

from __future__ import annotations

from motcua.budget.commands.ask_estimate import AskEstimate
from motcua.budget.commands.correct_grant import CorrectGrant
from motcua.budget.commands.decide_estimate import DecideEstimate
from motcua.budget.commands.draft_estimate import DraftEstimate, LineWish
from motcua.budget.commands.notice_missing import NoticeEstimateMissing
from motcua.budget.commands.record_grant import RecordGrant
from motcua.budget.commands.spend_grant import ReverseSpending, SpendGrant
from motcua.budget.commands.submit_estimate import SubmitEstimate

__all__ = [
    "AskEstimate",
    "CorrectGrant",
    "DecideEstimate",
    "DraftEstimate",
    "LineWish",
    "NoticeEstimateMissing",
    "RecordGrant",
    "ReverseSpending",
    "SpendGrant",
    "SubmitEstimate",
]

"""What can be done with conclusions: a file for each step of their life."""

from __future__ import annotations

from motcua.conclusions.commands.amend import CorrectConclusion, MarkReplaced, WithdrawConclusion
from motcua.conclusions.commands.draft import DiscardConclusion, DraftConclusion, SaveConclusion
from motcua.conclusions.commands.issue import NumberConclusion, PublishConclusion, ReceiveConclusion
from motcua.conclusions.commands.sign import AcceptSignedConclusion, SignConclusion, SignConclusionOnPaper
from motcua.conclusions.commands.submit import ReturnConclusion, SubmitConclusion, TakeBackConclusion

__all__ = [
    "AcceptSignedConclusion",
    "CorrectConclusion",
    "DiscardConclusion",
    "DraftConclusion",
    "MarkReplaced",
    "NumberConclusion",
    "PublishConclusion",
    "ReceiveConclusion",
    "ReturnConclusion",
    "SaveConclusion",
    "SignConclusion",
    "SignConclusionOnPaper",
    "SubmitConclusion",
    "TakeBackConclusion",
    "WithdrawConclusion",
]

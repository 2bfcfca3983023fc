"""What can be done to proposals: a file for each verb or for verbs that belong together."""

from __future__ import annotations

from motcua.proposals.commands.answer_proposal import (
    AnswerByConclusion,
    AnswerFromCommon,
    AnswerProposal,
    CorrectAnswer,
)
from motcua.proposals.commands.attach_evidence import AttachEvidence, FactWish, FileWish, SetEvidenceAside
from motcua.proposals.commands.commons import AnswerCommon, ChangeCommon, JoinCommon, LeaveCommon, MakeCommon
from motcua.proposals.commands.correct_proposal import CorrectProposal
from motcua.proposals.commands.file_proposal import ChangeFiling, FileProposal, OpenFiling
from motcua.proposals.commands.route_proposal import RouteProposal, SetRouting
from motcua.proposals.commands.settle_proposal import AcknowledgeAnswer, ReopenProposal, WithdrawProposal

__all__ = [
    "AcknowledgeAnswer",
    "AnswerByConclusion",
    "AnswerCommon",
    "AnswerFromCommon",
    "AnswerProposal",
    "AttachEvidence",
    "ChangeCommon",
    "ChangeFiling",
    "CorrectAnswer",
    "CorrectProposal",
    "FactWish",
    "FileProposal",
    "FileWish",
    "JoinCommon",
    "LeaveCommon",
    "MakeCommon",
    "OpenFiling",
    "ReopenProposal",
    "RouteProposal",
    "SetEvidenceAside",
    "SetRouting",
    "WithdrawProposal",
]

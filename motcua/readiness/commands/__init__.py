"""What can be done in readiness."""

from __future__ import annotations

from motcua.readiness.commands.answers import InspectItems, ItemAnswer, ReportItems, SettleDispute
from motcua.readiness.commands.board import ChangeBoard, CloseBoard, ImportOutlines, MakeBoard
from motcua.readiness.commands.certify import CertifyFile, WithdrawCertificate
from motcua.readiness.commands.evidence import AttachEvidence, RecordSelfTest, RemoveEvidence
from motcua.readiness.commands.file import ChangeTemplate, OpenFile, TellReviewDue, TellWorks
from motcua.readiness.commands.launch import GiveDutyPlan, LaunchTogether, SignWaiver
from motcua.readiness.commands.plan import DrawPlan, SavePlan
from motcua.readiness.commands.templates import IssueTemplate, LoadTemplate, load_packaged
from motcua.readiness.commands.trial import (
    KeepLessons,
    MendDefect,
    MoveTrial,
    PlanTrial,
    ReportDefect,
    TryScript,
)

__all__ = [
    "AttachEvidence",
    "CertifyFile",
    "ChangeBoard",
    "ChangeTemplate",
    "CloseBoard",
    "DrawPlan",
    "GiveDutyPlan",
    "ImportOutlines",
    "InspectItems",
    "IssueTemplate",
    "ItemAnswer",
    "KeepLessons",
    "LaunchTogether",
    "LoadTemplate",
    "MakeBoard",
    "MendDefect",
    "MoveTrial",
    "OpenFile",
    "PlanTrial",
    "RecordSelfTest",
    "RemoveEvidence",
    "ReportDefect",
    "ReportItems",
    "SavePlan",
    "SettleDispute",
    "SignWaiver",
    "TellReviewDue",
    "TellWorks",
    "TryScript",
    "WithdrawCertificate",
    "load_packaged",
]

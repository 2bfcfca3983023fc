"""What can be done in oversight: a file for each verb."""

from __future__ import annotations

from motcua.oversight.commands.close_project import CloseProject, ReopenProject
from motcua.oversight.commands.correct_project import CorrectProject
from motcua.oversight.commands.directives import (
    AcceptDirective,
    AskExtension,
    CancelDirective,
    DecideExtension,
    DescribeDirective,
    KeepLesson,
    MoveDirectiveDue,
    NoticeDirective,
    OfferDirective,
    OpenDirective,
    ReopenDirective,
    ReportDirective,
    ReturnDirective,
    SetDirectiveDue,
    StartDirective,
    TakeOverDirective,
)
from motcua.oversight.commands.list_project import ListProject
from motcua.oversight.commands.notice_stale import NoticeStaleProject
from motcua.oversight.commands.post_word import PostProjectWord
from motcua.oversight.commands.steering import (
    AcceptPlan,
    ChangeOccasion,
    ChangePlan,
    IssueSteeringReport,
    MoveOccasion,
    NameOccasion,
    OpenPlan,
    SetSixWords,
)

__all__ = [
    "AcceptDirective",
    "AcceptPlan",
    "AskExtension",
    "CancelDirective",
    "ChangeOccasion",
    "ChangePlan",
    "CloseProject",
    "CorrectProject",
    "DecideExtension",
    "DescribeDirective",
    "IssueSteeringReport",
    "KeepLesson",
    "ListProject",
    "MoveDirectiveDue",
    "MoveOccasion",
    "NameOccasion",
    "NoticeDirective",
    "NoticeStaleProject",
    "OfferDirective",
    "OpenDirective",
    "OpenPlan",
    "PostProjectWord",
    "ReopenDirective",
    "ReopenProject",
    "ReportDirective",
    "ReturnDirective",
    "SetDirectiveDue",
    "SetSixWords",
    "StartDirective",
    "TakeOverDirective",
]

"""The verbs of the staff room; importing this package declares every act."""

from __future__ import annotations

from motcua.staff.commands.assignments import ChangeAssignment, EndAssignment, IssueAssignment
from motcua.staff.commands.leaves import AskLeave, CancelLeave, DecideLeave, NameCover, WithdrawCover
from motcua.staff.commands.moves import AnswerMoveItem, ArriveMove, CancelMove, CorrectMove, LinkMove, PlanMove
from motcua.staff.commands.presences import CorrectPresence, EnterPresence, SignIn, SignOut
from motcua.staff.commands.rosters import DraftRoster, PublishRoster, RedraftRoster, SetSlot, WithdrawRoster
from motcua.staff.commands.shortcomings import ExplainAbsence, NoteAbsence
from motcua.staff.commands.skills import RecordSkill, WithdrawSkill
from motcua.staff.commands.staff_needs import AnswerStaffNeed, CloseStaffNeed, TellStaffNeed
from motcua.staff.commands.training import (
    CancelClass,
    ChangeClass,
    Enrol,
    EnterResults,
    PlanClass,
    Result,
    Session,
    TakeAttendance,
    WithdrawEnrolment,
)
from motcua.staff.commands.training_needs import AnswerTraining, AskTraining, WithdrawTraining

__all__ = [
    "AnswerMoveItem",
    "AnswerStaffNeed",
    "AnswerTraining",
    "ArriveMove",
    "AskLeave",
    "AskTraining",
    "CancelClass",
    "CancelLeave",
    "CancelMove",
    "ChangeAssignment",
    "ChangeClass",
    "CloseStaffNeed",
    "CorrectMove",
    "CorrectPresence",
    "DecideLeave",
    "DraftRoster",
    "EndAssignment",
    "Enrol",
    "EnterPresence",
    "EnterResults",
    "ExplainAbsence",
    "IssueAssignment",
    "LinkMove",
    "NameCover",
    "NoteAbsence",
    "PlanClass",
    "PlanMove",
    "PublishRoster",
    "RecordSkill",
    "RedraftRoster",
    "Result",
    "Session",
    "SetSlot",
    "SignIn",
    "SignOut",
    "TakeAttendance",
    "TellStaffNeed",
    "WithdrawCover",
    "WithdrawEnrolment",
    "WithdrawRoster",
    "WithdrawSkill",
    "WithdrawTraining",
]

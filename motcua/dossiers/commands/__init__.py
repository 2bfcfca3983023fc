"""What can be done to a dossier, a verb a file."""

from __future__ import annotations

from motcua.dossiers.commands.accept import AcceptDossier
from motcua.dossiers.commands.assign import AssignDossier
from motcua.dossiers.commands.attach import AttachScan, RemoveScan
from motcua.dossiers.commands.close_day import CloseDay
from motcua.dossiers.commands.complete_application import CompleteApplication
from motcua.dossiers.commands.correct import CorrectDossier, ReissueSlip
from motcua.dossiers.commands.end import RejectDossier, ReopenDossier, StopDossier, WithdrawDossier
from motcua.dossiers.commands.enter_code import EnterProvincialCode
from motcua.dossiers.commands.extend import AllowSecondExtension, AskSecondExtension, ExtendDeadline
from motcua.dossiers.commands.fee import DemandFee, MarkPaid
from motcua.dossiers.commands.fill_form import FillForm
from motcua.dossiers.commands.give import AssignProposed, SetWorkGiving
from motcua.dossiers.commands.hand_off import AskOutside, HandOff, RecordAnswer
from motcua.dossiers.commands.keep_view import RemoveView, RenameView, SaveView
from motcua.dossiers.commands.notice import NoticeDate
from motcua.dossiers.commands.remind import RemindToCollect
from motcua.dossiers.commands.return_result import ReturnResult
from motcua.dossiers.commands.send_outside import SendOutside
from motcua.dossiers.commands.send_result import OpenLocker, PlaceInLocker, SendByPost
from motcua.dossiers.commands.steps import ApproveDossier, CompleteStep, EnterSpecialisedResult, SealResult, SendBack
from motcua.dossiers.commands.supplement import AllowSecondSupplement, ReceiveSupplement, RequestSupplement
from motcua.dossiers.commands.suspend import ApplyLongerLimit, ResumeDossier, SuspendDossier
from motcua.dossiers.commands.turn_away import TurnAway

__all__ = [
    "AcceptDossier",
    "AllowSecondExtension",
    "AllowSecondSupplement",
    "ApplyLongerLimit",
    "ApproveDossier",
    "AskOutside",
    "AskSecondExtension",
    "AssignDossier",
    "AssignProposed",
    "AttachScan",
    "CloseDay",
    "CompleteApplication",
    "CompleteStep",
    "CorrectDossier",
    "DemandFee",
    "EnterProvincialCode",
    "EnterSpecialisedResult",
    "ExtendDeadline",
    "FillForm",
    "HandOff",
    "MarkPaid",
    "NoticeDate",
    "OpenLocker",
    "PlaceInLocker",
    "ReceiveSupplement",
    "RecordAnswer",
    "ReissueSlip",
    "RejectDossier",
    "RemindToCollect",
    "RemoveScan",
    "RemoveView",
    "RenameView",
    "ReopenDossier",
    "RequestSupplement",
    "ResumeDossier",
    "ReturnResult",
    "SaveView",
    "SealResult",
    "SendBack",
    "SendByPost",
    "SendOutside",
    "SetWorkGiving",
    "StopDossier",
    "SuspendDossier",
    "TurnAway",
    "WithdrawDossier",
]

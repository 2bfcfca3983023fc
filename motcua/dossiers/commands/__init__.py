"""What can be done to a dossier, a verb a file."""

from __future__ import annotations

from motcua.dossiers.commands.accept import AcceptDossier
from motcua.dossiers.commands.assign import AssignDossier
from motcua.dossiers.commands.attach import AttachScan, RemoveScan
from motcua.dossiers.commands.bring_in import BringInDossier
from motcua.dossiers.commands.close_day import CloseDay
from motcua.dossiers.commands.compare import CompareData
from motcua.dossiers.commands.complete_application import CompleteApplication
from motcua.dossiers.commands.confirm import ConfirmShownData
from motcua.dossiers.commands.correct import CorrectDossier, ReissueSlip
from motcua.dossiers.commands.end import RejectDossier, ReopenDossier, StopDossier, WithdrawDossier
from motcua.dossiers.commands.enter_code import EnterProvincialCode
from motcua.dossiers.commands.extend import AllowSecondExtension, AskSecondExtension, ExtendDeadline
from motcua.dossiers.commands.fee import DemandFee, MarkPaid
from motcua.dossiers.commands.fill_form import FillForm
from motcua.dossiers.commands.forward import ConfirmArrival, ConfirmResultArrival, ForwardDossier
from motcua.dossiers.commands.give import AssignProposed, SetWorkGiving
from motcua.dossiers.commands.hand_off import AskOutside, HandOff, RecordAnswer
from motcua.dossiers.commands.inherit import RecordHandover, RestateHandover, TakeOverDossier
from motcua.dossiers.commands.keep_view import RemoveView, RenameView, SaveView
from motcua.dossiers.commands.notice import NoticeDate
from motcua.dossiers.commands.paper_file import ReportPaperFileLost, ShelvePaperFile
from motcua.dossiers.commands.patterns import ChangePattern, RetirePattern, WritePattern
from motcua.dossiers.commands.receive_file import NamePaperFileMissing, ReceivePaperFile
from motcua.dossiers.commands.remind import RemindToCollect
from motcua.dossiers.commands.return_result import ReturnResult
from motcua.dossiers.commands.run import CloseRun, OpenRun, SendRun, SetRunTimes, StackPaperFile, TakeOutPaperFile
from motcua.dossiers.commands.send_outside import SendOutside
from motcua.dossiers.commands.send_result import OpenLocker, PlaceInLocker, SendByPost
from motcua.dossiers.commands.signing import CallForSigning, MuteSigning, SetSigningHours
from motcua.dossiers.commands.stand_in import ArrangeStandIn, EndStandIn, GiveDossierBack, LendDossier
from motcua.dossiers.commands.steps import ApproveDossier, CompleteStep, EnterSpecialisedResult, SealResult, SendBack
from motcua.dossiers.commands.supplement import AllowSecondSupplement, ReceiveSupplement, RequestSupplement
from motcua.dossiers.commands.suspend import ApplyLongerLimit, ResumeDossier, SuspendDossier
from motcua.dossiers.commands.sync import AwaitSync, ConfirmSynced
from motcua.dossiers.commands.turn_away import TurnAway

__all__ = [
    "AcceptDossier",
    "AllowSecondExtension",
    "AllowSecondSupplement",
    "ApplyLongerLimit",
    "ApproveDossier",
    "ArrangeStandIn",
    "AskOutside",
    "AskSecondExtension",
    "AssignDossier",
    "AssignProposed",
    "AttachScan",
    "AwaitSync",
    "BringInDossier",
    "CallForSigning",
    "ChangePattern",
    "CloseDay",
    "CloseRun",
    "CompareData",
    "CompleteApplication",
    "CompleteStep",
    "ConfirmArrival",
    "ConfirmResultArrival",
    "ConfirmShownData",
    "ConfirmSynced",
    "CorrectDossier",
    "DemandFee",
    "EndStandIn",
    "EnterProvincialCode",
    "EnterSpecialisedResult",
    "ExtendDeadline",
    "FillForm",
    "ForwardDossier",
    "GiveDossierBack",
    "HandOff",
    "LendDossier",
    "MarkPaid",
    "MuteSigning",
    "NamePaperFileMissing",
    "NoticeDate",
    "OpenLocker",
    "OpenRun",
    "PlaceInLocker",
    "ReceivePaperFile",
    "ReceiveSupplement",
    "RecordAnswer",
    "RecordHandover",
    "ReissueSlip",
    "RejectDossier",
    "RemindToCollect",
    "RemoveScan",
    "RemoveView",
    "RenameView",
    "ReopenDossier",
    "ReportPaperFileLost",
    "RequestSupplement",
    "RestateHandover",
    "ResumeDossier",
    "RetirePattern",
    "ReturnResult",
    "SaveView",
    "SealResult",
    "SendBack",
    "SendByPost",
    "SendOutside",
    "SendRun",
    "SetRunTimes",
    "SetSigningHours",
    "SetWorkGiving",
    "ShelvePaperFile",
    "StackPaperFile",
    "StopDossier",
    "SuspendDossier",
    "TakeOutPaperFile",
    "TakeOverDossier",
    "TurnAway",
    "WithdrawDossier",
    "WritePattern",
]

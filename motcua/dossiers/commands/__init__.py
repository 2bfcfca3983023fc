"""What can be done to a dossier, a verb a file."""

from __future__ import annotations

from motcua.dossiers.commands.accept import AcceptDossier
from motcua.dossiers.commands.assign import AssignDossier
from motcua.dossiers.commands.attach import AttachScan, RemoveScan
from motcua.dossiers.commands.close_day import CloseDay
from motcua.dossiers.commands.correct import CorrectDossier, ReissueSlip
from motcua.dossiers.commands.enter_code import EnterProvincialCode
from motcua.dossiers.commands.return_result import ReturnResult
from motcua.dossiers.commands.steps import ApproveDossier, CompleteStep, EnterSpecialisedResult, SealResult, SendBack

__all__ = [
    "AcceptDossier",
    "ApproveDossier",
    "AssignDossier",
    "AttachScan",
    "CloseDay",
    "CompleteStep",
    "CorrectDossier",
    "EnterProvincialCode",
    "EnterSpecialisedResult",
    "ReissueSlip",
    "RemoveScan",
    "ReturnResult",
    "SealResult",
    "SendBack",
]

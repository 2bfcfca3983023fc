"""Tables of dossiers."""

from __future__ import annotations

from motcua.dossiers.models.counter import Application, DataComparison, DataConfirmation, Day
from motcua.dossiers.models.dossier import (
    OVER,
    Attachment,
    Consultation,
    Dossier,
    DossierPaper,
    FilledForm,
    FormerCode,
    Pause,
    StepRun,
)
from motcua.dossiers.models.inherited import Handover, Takeover
from motcua.dossiers.models.runs import HandoverRun, RunItem, RunTimes
from motcua.dossiers.models.work import SavedView, SentencePattern, SigningCall, StandIn, WorkGiving

__all__ = [
    "OVER",
    "Application",
    "Attachment",
    "Consultation",
    "DataComparison",
    "DataConfirmation",
    "Day",
    "Dossier",
    "DossierPaper",
    "FilledForm",
    "FormerCode",
    "Handover",
    "HandoverRun",
    "Pause",
    "RunItem",
    "RunTimes",
    "SavedView",
    "SentencePattern",
    "SigningCall",
    "StandIn",
    "StepRun",
    "Takeover",
    "WorkGiving",
]

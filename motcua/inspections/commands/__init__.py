"""What can be done in inspections: a file for each verb or pair of verbs."""

from __future__ import annotations

from motcua.inspections.commands.begin import BeginCampaign, BeginStop, FinishStop, ReopenStop
from motcua.inspections.commands.close import CancelCampaign, CloseCampaign, ReopenCampaign
from motcua.inspections.commands.draft import CorrectCampaign, DraftCampaign
from motcua.inspections.commands.draw import CommitDraw, HoldDraw
from motcua.inspections.commands.notice import NoticeOutlineOverdue
from motcua.inspections.commands.outline import AskOutline, ReturnOutline, SaveOutline, SubmitOutline
from motcua.inspections.commands.plan_stop import CancelStop, MoveStop, PlanStop
from motcua.inspections.commands.ready import ReadyCampaign
from motcua.inspections.commands.team import AddMember, RemoveMember

__all__ = [
    "AddMember",
    "AskOutline",
    "BeginCampaign",
    "BeginStop",
    "CancelCampaign",
    "CancelStop",
    "CloseCampaign",
    "CommitDraw",
    "CorrectCampaign",
    "DraftCampaign",
    "FinishStop",
    "HoldDraw",
    "MoveStop",
    "NoticeOutlineOverdue",
    "PlanStop",
    "ReadyCampaign",
    "RemoveMember",
    "ReopenCampaign",
    "ReopenStop",
    "ReturnOutline",
    "SaveOutline",
    "SubmitOutline",
]

"""What can be done around directives: plans, days of the year, reports, wording."""

from __future__ import annotations

from motcua.oversight.commands.steering.occasions import ChangeOccasion, MoveOccasion, NameOccasion
from motcua.oversight.commands.steering.plans import AcceptPlan, ChangePlan, MilestoneWish, OpenPlan
from motcua.oversight.commands.steering.reports import IssueSteeringReport, SetSixWords

__all__ = [
    "AcceptPlan",
    "ChangeOccasion",
    "ChangePlan",
    "IssueSteeringReport",
    "MilestoneWish",
    "MoveOccasion",
    "NameOccasion",
    "OpenPlan",
    "SetSixWords",
]

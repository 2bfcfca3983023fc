"""What can be done in works: a file for each verb, or for verbs that belong together."""

from motcua.works.commands.accept_works import (
    AcceptWorks,
    CheckDefect,
    DefectLeft,
    MendDefect,
    Party,
    ReopenWorks,
)
from motcua.works.commands.blockers import AnswerBlocker, ClearBlocker, OpenBlocker
from motcua.works.commands.change_works import AskForDay, CancelWorks, CorrectWorks, PlanStages
from motcua.works.commands.create_works import CreateWorks
from motcua.works.commands.notice import NoticeMiss, NoticeSilence, NoticeSlip
from motcua.works.commands.post_progress import PostProgress, RecordVisit
from motcua.works.commands.shared import Evidence, StageWish

__all__ = [
    "AcceptWorks",
    "AnswerBlocker",
    "AskForDay",
    "CancelWorks",
    "CheckDefect",
    "ClearBlocker",
    "CorrectWorks",
    "CreateWorks",
    "DefectLeft",
    "Evidence",
    "MendDefect",
    "NoticeMiss",
    "NoticeSilence",
    "NoticeSlip",
    "OpenBlocker",
    "Party",
    "PlanStages",
    "PostProgress",
    "RecordVisit",
    "ReopenWorks",
    "StageWish",
]

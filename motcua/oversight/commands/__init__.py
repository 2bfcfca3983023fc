"""What can be done in oversight: a file for each verb."""

from __future__ import annotations

from motcua.oversight.commands.close_project import CloseProject, ReopenProject
from motcua.oversight.commands.correct_project import CorrectProject
from motcua.oversight.commands.list_project import ListProject
from motcua.oversight.commands.notice_stale import NoticeStaleProject
from motcua.oversight.commands.post_word import PostProjectWord

__all__ = [
    "CloseProject",
    "CorrectProject",
    "ListProject",
    "NoticeStaleProject",
    "PostProjectWord",
    "ReopenProject",
]

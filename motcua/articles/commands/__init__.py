"""What can be done to articles: a file for each verb."""

from __future__ import annotations

from motcua.articles.commands.answer_flags import Answer, AnswerFlags
from motcua.articles.commands.link_visit import LinkVisit
from motcua.articles.commands.pictures import AddPicture, ChangePicture, RemovePicture
from motcua.articles.commands.publishing import (
    PublishArticle,
    PublishDue,
    RestoreArticle,
    ScheduleArticle,
    UnscheduleArticle,
    WithdrawArticle,
)
from motcua.articles.commands.write_article import EditArticle, WriteArticle

__all__ = [
    "AddPicture",
    "Answer",
    "AnswerFlags",
    "ChangePicture",
    "EditArticle",
    "LinkVisit",
    "PublishArticle",
    "PublishDue",
    "RemovePicture",
    "RestoreArticle",
    "ScheduleArticle",
    "UnscheduleArticle",
    "WithdrawArticle",
    "WriteArticle",
]

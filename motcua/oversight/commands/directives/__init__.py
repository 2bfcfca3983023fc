"""What can be done to directives, and how several are made at once."""

from __future__ import annotations

from motcua.oversight.commands.directives.ending import (
    CancelDirective,
    KeepLesson,
    ReopenDirective,
    TakeOverDirective,
)
from motcua.oversight.commands.directives.judging import AcceptDirective, DecideExtension, ReturnDirective
from motcua.oversight.commands.directives.noticing import NoticeDirective
from motcua.oversight.commands.directives.opening import DescribeDirective, OpenDirective
from motcua.oversight.commands.directives.reporting import AskExtension, OfferDirective, ReportDirective
from motcua.oversight.commands.directives.running import MoveDirectiveDue, SetDirectiveDue, StartDirective
from motcua.oversight.commands.directives.shared import Due, Evidence, Origin, Pointer

__all__ = [
    "AcceptDirective",
    "AskExtension",
    "CancelDirective",
    "DecideExtension",
    "DescribeDirective",
    "Due",
    "Evidence",
    "KeepLesson",
    "MoveDirectiveDue",
    "NoticeDirective",
    "OfferDirective",
    "OpenDirective",
    "Origin",
    "Pointer",
    "ReopenDirective",
    "ReportDirective",
    "ReturnDirective",
    "SetDirectiveDue",
    "StartDirective",
    "TakeOverDirective",
]

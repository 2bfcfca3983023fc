"""What can be done in links: lines, measurements, cuts."""

from motcua.links.commands.lines import (
    CorrectLine,
    EndLine,
    IssueToken,
    RegisterLine,
    issue_token,
)
from motcua.links.commands.measure import (
    ForgetMeasurements,
    Measure,
    NoticeSilence,
    RecordConnection,
    RecordMeasurements,
)
from motcua.links.commands.outages import CorrectOutage, EndOutage, ReportOutage, WithdrawOutage
from motcua.links.commands.shared import LineWish, Proof

__all__ = [
    "CorrectLine",
    "CorrectOutage",
    "EndLine",
    "EndOutage",
    "ForgetMeasurements",
    "IssueToken",
    "LineWish",
    "Measure",
    "NoticeSilence",
    "Proof",
    "RecordConnection",
    "RecordMeasurements",
    "RegisterLine",
    "ReportOutage",
    "WithdrawOutage",
    "issue_token",
]

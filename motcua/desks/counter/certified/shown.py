"""What the pages of certification share: who comes in, their way back, columns and tones."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from motcua.certifications.rules import Standing
from motcua.desks.shared.shapes import Column, Link
from motcua.kernel.words import N_, Said, said
from motcua.office.rules import SIGN

RECEIVE, CLOSE = "dossier.receive", "day.close"
READERS: Final = (RECEIVE, CLOSE, SIGN)
METHODS: Final = ["GET", "HEAD", "POST"]
HOME: Final = Link(N_("Chứng thực"), "/quay/chung-thuc/")
TONES: Final = {
    Standing.TYPED: "soon",
    Standing.PRINTED: "soon",
    Standing.COMPARED: "soon",
    Standing.SIGNED: "calm",
    Standing.HANDED: "good",
    Standing.CANCELLED: "plain",
}
COLUMNS: Final = (
    Column(N_("Số")),
    Column(N_("Người yêu cầu")),
    Column(N_("Tình trạng")),
    Column(N_("Số bản"), numeric=True),
    Column(N_("Phí"), numeric=True),
)


def spoken(time: timedelta | None) -> Said:
    """Return how long something took, in words."""
    if time is None:
        return said(N_("chưa đo được"))
    seconds = round(time.total_seconds())
    if seconds < 120:
        return said(N_("{n} giây"), n=seconds)
    return said(N_("{n} phút"), n=round(seconds / 60))

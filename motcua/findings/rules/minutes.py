"""How minutes of a stop live: states, sides, who must have signed, what a signed print must be.

The order (drafted, the unit's own words, read out to all, signed by both sides and whoever wrote it down, pages and copies
counted) is that of practice; the layout is that of *biên bản* in NĐ 30/2020/NĐ-CP. That a refusal to sign is written down
with its reason and a witness is what Luật Xử lý vi phạm hành chính asks of its own minutes (Điều 58, from memory); that it
holds for inspections of public duty was not seen in any text: unverified.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_

WORDS_MOST: Final = 6000
LINE_MOST: Final = 300
PEOPLE_MOST: Final = 60
PAPERS_MOST: Final = 60
COPIES_MOST: Final = 20
NUMBER_MOST: Final = 50
NAME_MOST: Final = 200


class MinutesState(StrEnum):
    """How far minutes have come."""

    DRAFT = "draft"
    LAID = "laid"
    CLOSED = "closed"
    SIGNED = "signed"
    DISCARDED = "discarded"


MINUTES_STATE_NAMES: Final = {
    MinutesState.DRAFT: N_("đang soạn"),
    MinutesState.LAID: N_("chờ ý kiến đơn vị"),
    MinutesState.CLOSED: N_("đã đọc lại, chờ ký"),
    MinutesState.SIGNED: N_("đã ký"),
    MinutesState.DISCARDED: N_("đã bỏ"),
}
OUT: Final = (MinutesState.LAID, MinutesState.CLOSED, MinutesState.SIGNED)
"""States in which the inspected unit and those above it read the minutes: what is being written is the team's alone."""


class Side(StrEnum):
    """Whose signature stands on the minutes."""

    TEAM = "team"
    UNIT = "unit"
    RECORDER = "recorder"


SIDE_NAMES: Final = {
    Side.TEAM: N_("Đại diện đoàn kiểm tra"),
    Side.UNIT: N_("Đại diện đơn vị được kiểm tra"),
    Side.RECORDER: N_("Người ghi biên bản"),
}
SIDE_PLACES: Final = {Side.UNIT: 0, Side.RECORDER: 1, Side.TEAM: 2}
"""Where each side signs, from the left: whoever leads the session at the right, as official papers have it."""
PAPER, REFUSED = "paper", "refused"
"""Ways besides those of ``documents.signing.Way``: signed by hand; not signed."""


def is_complete(signed: Mapping[Side, UUID | None], refused: Collection[Side], recorder: UUID | None) -> bool:
    """Say whether nobody's signature is missing. ``signed`` tells which official signed for a side.

    The unit has signed or refused; a recorder who signs for the team signs once.
    """
    if Side.TEAM not in signed or not (Side.UNIT in signed or Side.UNIT in refused):
        return False
    return Side.RECORDER in signed or (recorder is not None and signed[Side.TEAM] == recorder)


def check_pages(counted: int, printed: int, scanned: int | None) -> None:
    """Raise :class:`BadInput` where the pages counted, printed and scanned are not as many: a leaf is missing or too many."""
    if counted != printed:
        raise BadInput(
            N_("Bản in có {printed} trang, bạn đếm {counted}: đếm lại."),
            field="pages",
            printed=printed,
            counted=counted,
        )
    if scanned != printed:
        raise BadInput(
            N_("Bản quét có {scanned} trang, bản in có {printed}: quét đủ từng trang."),
            field="file",
            scanned=scanned or 0,
            printed=printed,
        )


def checked_words(text: str, field: str) -> str:
    """Return what a side says as it is kept; :class:`BadInput` when it is longer than minutes hold."""
    kept = clean(text, lines=True)
    if len(kept) > WORDS_MOST:
        raise BadInput(N_("Nội dung dài quá {most} ký tự."), field=field, most=WORDS_MOST)
    return kept


def checked_papers(papers: Sequence[str]) -> list[str]:
    """Return the papers handed over, a line each, without empty ones; :class:`BadInput` for too many or too long ones."""
    kept = [one for one in (clean(line).lstrip("-–•* ") for line in papers) if one]
    if len(kept) > PAPERS_MOST or any(len(one) > LINE_MOST for one in kept):
        raise BadInput(
            N_("Ghi nhiều nhất {count} tài liệu, mỗi dòng tối đa {most} ký tự."),
            field="papers",
            count=PAPERS_MOST,
            most=LINE_MOST,
        )
    return kept


def check_copies(copies: int) -> None:
    """Raise :class:`BadInput` for a number of copies that gives not each side one, or that nobody makes."""
    if not 2 <= copies <= COPIES_MOST:
        raise BadInput(N_("Lập từ 2 đến {most} bản: mỗi bên giữ ít nhất một bản."), field="copies", most=COPIES_MOST)


def check_end(ended: datetime, begun: datetime, now: datetime) -> None:
    """Raise :class:`BadInput` for an end before the beginning or to come."""
    if not begun <= ended <= now:
        raise BadInput(N_("Giờ kết thúc phải sau giờ bắt đầu và không muộn hơn bây giờ."), field="ended")

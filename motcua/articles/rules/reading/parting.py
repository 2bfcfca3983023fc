"""Title, lead, captions and body told apart, and what stood there twice.

A caption names somebody and what they do before the camera, in one short sentence in the present; or it has no full stop;
or the page shows it twice.
"""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz.distance import Indel

from motcua.articles.rules.reading.letters import PERSON, sentences
from motcua.articles.rules.reading.paragraphs import Frame, cut, framed
from motcua.articles.rules.reading.shapes import Paragraph, Parts
from motcua.kernel.text import fold

CAPTION_MOST: Final = 40
TITLE_MOST: Final = 60
"""Words; press titles are shorter, official portals put whole sentences there."""
SAME: Final = 0.8
"""Share of words in the same order from which a sentence counts as the title once more."""
_SUBJECT: Final = re.compile(
    rf"^(?:(?:Các )?(?:đ|Đ)ồng chí|Ông|Bà|Đại diện|Lãnh đạo|Đoàn|Cán bộ|Công chức|Người dân|Công dân|Nhân dân|Chủ tịch|Phó|Bí thư"
    rf"|Trưởng|Giám đốc|Chủ nhiệm|Trung tâm|Bộ phận|Quang cảnh|Toàn cảnh|Khu|Ảnh|Ủy viên|Uỷ viên|Thường trực|Các đại biểu"
    rf"|Tổ|Thành viên|{PERSON}\b)"
)
_SHOT: Final = re.compile(
    r"\b(?:kiểm tra|phát biểu|làm việc|thăm|nghe|động viên|báo cáo|nắm bắt|đề xuất|kiến nghị|trao|tặng|chụp ảnh|chứng kiến"
    r"|trao đổi|hướng dẫn|giới thiệu|tham quan|khảo sát|chủ trì|tham dự|dự|tiếp|xem|làm thủ tục|nộp|nhận|sửa chữa|đứng|trực"
    r"|buổi|quang cảnh|toàn cảnh|bên|cùng)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:đã|sẽ|cũng|yêu cầu|đề nghị|nhấn mạnh|cho biết|cho rằng|ghi nhận|đánh giá|khẳng định|lưu ý|cần|phải|chỉ đạo)\b",
    re.IGNORECASE,
)
_DATED: Final = re.compile(
    r"^(?:(?:buổi )?(?:sáng|chiều|tối|trưa)(?: ngày| nay)?|ngày|từ ngày|vừa qua|mới đây)\b", re.IGNORECASE
)
_STOP: Final = (".", "!", "?", "…", ":", ";")


def parts_of(text: str) -> Parts:
    """Return the parts of a text (already :func:`~motcua.articles.rules.reading.decoding.checked`)."""
    frame = framed(cut(text))
    title = frame.title or _title(frame)
    lines = [line for line in frame.lines if line is not title]
    lines, twice = _once(lines)
    repeated = list(twice)
    if title is not None:
        same = [line for line in lines[:2] if fold(line.text) == fold(title.text)]
        repeated += same
        lines = [line for line in lines if line not in same]
    doubled = {fold(line.text) for line in twice}
    captions = [line for at, line in enumerate(lines) if fold(line.text) in doubled or (at and _is_caption(line.text))]
    story = [line for line in lines if line not in captions]
    lead = story[0] if story else None
    if title is not None and lead is not None and lead not in repeated and _says_again(title.text, lead.text):
        repeated.append(lead)
    return Parts(
        title=title.text.rstrip(".") if title else "",
        lead=lead.text if lead else "",
        body=tuple(story[1:]),
        captions=tuple(captions),
        author=frame.author,
        organisation=frame.organisation,
        source=frame.source,
        link=frame.link,
        category=frame.category,
        published=frame.published,
        views=frame.views,
        page=frame.page,
        repeated=tuple(sorted(repeated, key=lambda line: line.number)),
        title_at=title.number if title else 0,
        lead_at=lead.number if lead else 0,
    )


def _title(frame: Frame) -> Paragraph | None:
    """Return the first line when it is a title: not the beginning of the story, not too long, and something follows."""
    if len(frame.lines) < 2:
        return None
    first, second = frame.lines[0], frame.lines[1]
    if _says_again(first.text, second.text) or fold(first.text) == fold(second.text):
        return first
    ended = first.text.endswith(_STOP) and not first.text.endswith("?")
    if _DATED.match(first.text) or len(sentences(first.text)) > 1 or len(first.text.split()) > TITLE_MOST:
        return None
    return None if ended and len(first.text.split()) > CAPTION_MOST else first


def _once(lines: list[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the lines without those that stood there before, and these."""
    seen: set[str] = set()
    kept: list[Paragraph] = []
    twice: list[Paragraph] = []
    for line in lines:
        key = fold(line.text)
        (twice if key in seen else kept).append(line)
        seen.add(key)
    return kept, twice


def _says_again(title: str, paragraph: str) -> bool:
    """Say whether the first sentence of a paragraph is the title in other order of a few words."""
    first = sentences(paragraph)[0]
    wanted, found = fold(title).split(), fold(re.sub(r"^(?:Ngày|Sáng|Chiều)[^,]{0,20},\s*", "", first)).split()
    return len(wanted) > 5 and Indel.normalized_similarity(wanted, found) >= SAME


def _is_caption(text: str) -> bool:
    words = len(text.split())
    if words > CAPTION_MOST or words < 4 or len(sentences(text)) > 1 or not _SUBJECT.match(text):
        return False
    if not _SHOT.search(text):
        return False
    if not text.endswith(_STOP):
        return True
    return text.endswith(".") and not _TOLD.search(text) and not re.search(r"\d{1,2}/\d{1,2}|%", text)

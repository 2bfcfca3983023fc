"""A press text cut into paragraphs, and the portal's page around it told from the article.

A line is a paragraph, empty lines say nothing. What a page shows around an article (weather, poll, publish line, counter,
gallery) is recognised by its words and kept as facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from motcua.articles.rules.reading.letters import LOW, NAME, PERSON, UP, sentences
from motcua.articles.rules.reading.shapes import Page, Paragraph
from motcua.kernel.clock import VIETNAM
from motcua.kernel.text import clean, fold

_WEATHER: Final = {"thoi tiet", "du bao thoi tiet"}
_POLL: Final = {"binh chon", "tham do y kien", "tham do", "y kien ban doc"}
_GALLERY: Final = {"anh dep que huong", "thu vien anh", "album anh", "hinh anh dep"}
_DROPPED: Final = {
    "trang chu", "in trang", "in bai viet", "chia se", "facebook", "zalo", "gui email", "lien ket website", "quay lai",
    "len dau trang", "dang nhap", "so luot truy cap", "gioi thieu", "tin tuc", "xem ket qua", "gui y kien", "bieu quyet",
}  # fmt: skip
_TAIL: Final = {
    "cac tin khac",
    "tin lien quan",
    "bai viet lien quan",
    "tin cung chuyen muc",
    "tin moi hon",
    "tin cu hon",
}
_TOP: Final = 25
"""Lines from the top among which the portal's own words are looked for."""
_WHEN: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_HOUR: Final = re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s?[:hg]\s?(?P<minute>\d{2})(?!\d)")
_LABELLED: Final = re.compile(r"^(?:ngày đăng|đăng ngày|đăng lúc|ngày xuất bản|xuất bản|cập nhật)\b", re.IGNORECASE)
_BARE: Final = re.compile(
    r"^(?:(?:thứ \w+|chủ nhật)\W*)?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W*(?:\d{1,2}[:h]\d{2})?(?:\W*(?:gmt|utc)?\W*\+?\d?)?$",
    re.IGNORECASE,
)
_VIEWS: Final = re.compile(
    r"(?:view count|views|lượt xem|số lượt xem|đã xem|lượt đọc)\s*:?\s*(?P<views>\d[\d.,]*)|(?P<before>\d[\d.,]*)\s*lượt xem",
    re.IGNORECASE,
)
_SECTION: Final = re.compile(r"^(?:chuyên mục|chuyên trang|mục)\s*:\s*(.+)$", re.IGNORECASE)
_END_MARK: Final = re.compile(r"\s*\.?\s*/\.(?=\s|$|[^\W\d_])")
_ORGANISATION: Final = r"(?:Trung tâm|Văn phòng|Phòng|Đài|Báo|Cổng|Sở|Ban|UBND|TTXVN|Tổ|Tạp chí)"
BYLINE: Final = re.compile(
    rf"^(?:(?:Tác giả|Bài, ảnh|Bài và ảnh|Tin, ảnh|Tin và ảnh|Tin|Bài|Ảnh)\s*:\s*)?(?P<name>{PERSON}(?:\s*[–-]\s*{PERSON})?)"
    rf"(?:\s*(?:,|–|-|\()\s*(?P<organisation>{_ORGANISATION}[^.;:!?]{{0,80}}?)\)?)?\.?$"
)
_GLUED: Final = re.compile(
    rf"^(?P<body>.*(?:[.!?…]|{LOW}))(?P<by>{PERSON}(?:,\s*{_ORGANISATION}[^.;:!?]{{0,80}})?)\.?$", re.DOTALL
)
"""A byline that begins right behind the last sign of the story, without a space between."""
_SOURCE: Final = re.compile(r"^\(?(?:Nguồn tin|Nguồn)(?P<name>\s+[^:]{1,80})?\s*:\s*(?P<rest>.+?)\)?$", re.IGNORECASE)
_AFTER: Final = re.compile(rf"^\(?Theo (?P<name>(?:báo |Báo )?{UP}[^.:;]{{1,60}})\)?\.?$")
LINK: Final = re.compile(r"https?://[^\s<>\"«»]{4,490}", re.IGNORECASE)
FOOT: Final = 6
"""Lines from the end among which byline and source are looked for."""


@dataclass(slots=True)
class Frame:
    """What stands around the article, and the lines that are left of it; ``head`` counts the lines before the publish line."""

    lines: list[Paragraph]
    category: str = ""
    published: datetime | None = None
    views: int | None = None
    page: Page = field(default_factory=Page)
    title: Paragraph | None = None
    author: str = ""
    organisation: str = ""
    source: str = ""
    link: str = ""


def cut(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, tidied, without empty lines and without the closing mark «./.»."""
    found: list[Paragraph] = []
    for line in text.splitlines():
        tidy = clean(line)
        if not tidy:
            continue
        number = found[-1].number + 1 if found else 1
        body, _, rest = _parted(tidy)
        found.append(Paragraph(number, body))
        if rest:
            found.append(Paragraph(number, rest))
    return found


def _parted(line: str) -> tuple[str, str, str]:
    """Return a line up to its closing mark, the mark, and what stands glued behind it (a byline)."""
    mark = _END_MARK.search(line)
    if mark is None:
        return line, "", ""
    head, rest = line[: mark.start()].rstrip(), line[mark.end() :].strip(" .")
    body = head if not head or head[-1] in ".!?…" else f"{head}."
    return (body, mark[0], rest) if body else (rest, "", "")


def framed(lines: list[Paragraph]) -> Frame:
    """Take the portal's page, the byline and the source off the lines of a text."""
    frame = Frame(list(lines))
    _take_page(frame)
    _take_publishing(frame)
    _take_tail(frame)
    _take_foot(frame)
    return frame


def _take_page(frame: Frame) -> None:
    weather: list[str] = []
    question, asked_at, options, gallery = "", 0, [], ""
    kept: list[Paragraph] = []
    mode = ""
    for at, line in enumerate(frame.lines):
        key = fold(line.text)
        # A page is put together from short lines; in the middle of a story the same words are part of it.
        if key in _GALLERY:
            gallery, mode = line.text, ""
        elif at < _TOP and key in _WEATHER:
            mode = "weather"
        elif at < _TOP and key in _POLL:
            mode = "poll"
        elif mode == "weather" and len(key.split()) <= 5 and re.fullmatch(rf"(?:TP\.? ?)?{NAME}", line.text):
            weather.append(line.text)
        elif mode == "poll" and not question:
            question, asked_at, mode = line.text, line.number, "options"
        elif key in _DROPPED and len(line.text) < 30:
            continue
        else:
            if mode == "weather":
                mode = ""
            kept.append(line)
    if question:
        options = _take_options(kept, asked_at)
    frame.lines = kept
    frame.page = Page(tuple(weather), question, tuple(options), gallery, asked_at)


def _take_options(lines: list[Paragraph], asked_at: int) -> list[str]:
    """Take the answers of a poll off the lines behind its question: short lines, at least two, before section and title."""
    after = [line for line in lines if line.number > asked_at]
    short = []
    for line in after:
        if len(line.text.split()) > 7 or line.text.endswith((".", "?", "!")) or _LABELLED.match(line.text):
            break
        short.append(line)
    answers = short[:-1]
    if len(answers) < 2:
        return []
    for line in answers:
        lines.remove(line)
    return [line.text for line in answers]


def _take_publishing(frame: Frame) -> None:
    """Take publish line, counter and section label; what stands before the publish line are the section and the title."""
    kept: list[Paragraph] = []
    for at, line in enumerate(frame.lines):
        views = _VIEWS.search(line.text)
        labelled = _LABELLED.match(line.text) or _BARE.match(line.text)
        section = _SECTION.match(line.text)
        if at < _TOP and section and not frame.category:
            frame.category = clean(section[1], 120)
        elif at < _TOP and (labelled or (views and len(line.text) < 80)):
            frame.published = frame.published or (_instant(line.text) if labelled else None)
            if views and frame.views is None:
                digits = re.sub(r"\D", "", views["views"] or views["before"])
                frame.views = int(digits) if len(digits) <= 9 else None
            if frame.title is None and kept:
                frame.title = kept[-1]
                before = kept[-2].text if len(kept) > 1 else ""
                if before and len(before.split()) <= 7 and not before.endswith((".", "?", "!")):
                    frame.category = frame.category or before
                kept = []
        else:
            kept.append(line)
    frame.lines = kept


def _instant(line: str) -> datetime | None:
    found = _WHEN.search(line)
    if found is None:
        return None
    hour = _HOUR.search(line, found.end()) or _HOUR.search(line, 0, found.start())
    minutes = (int(hour[1]), int(hour[2])) if hour else (0, 0)
    try:
        return datetime(int(found["year"]), int(found["month"]), int(found["day"]), *minutes, tzinfo=VIETNAM)
    except ValueError:
        return None


def _take_tail(frame: Frame) -> None:
    """Leave out the list of other news at the end."""
    for at, line in enumerate(frame.lines):
        if at >= 2 and fold(line.text) in _TAIL:
            del frame.lines[at:]
            return


def _take_foot(frame: Frame) -> None:
    """Take source and byline off the last lines, the byline also where it is glued to the last word of the story."""
    for line in list(frame.lines[-FOOT:]):
        if found := _SOURCE.match(line.text):
            frame.source, frame.link = _named_source(clean(found["name"] or ""), found["rest"])
            frame.lines.remove(line)
        elif not frame.source and (after := _AFTER.match(line.text)) and len(line.text.split()) <= 8:
            frame.source = after["name"].strip(" ).")
            frame.lines.remove(line)
    for line in reversed(frame.lines[-FOOT:]):
        found = BYLINE.match(line.text)
        if found and len(frame.lines) > 1:
            _sign(frame, found)
            frame.lines.remove(line)
            return
    if frame.lines:
        last = frame.lines[-1]
        body, by = _unglued(last.text)
        if found := BYLINE.match(by):
            _sign(frame, found)
            frame.lines[-1] = Paragraph(last.number, body)


def _unglued(text: str) -> tuple[str, str]:
    """Return the last paragraph without the byline at its end, and that; nothing where it ends as stories do."""
    told = sentences(text)
    if len(told) > 1 and BYLINE.match(told[-1]) and not told[-2].endswith(";"):
        return text[: text.rindex(told[-1])].rstrip(), told[-1]
    glued = _GLUED.match(text)
    return (glued["body"], glued["by"]) if glued and len(glued["body"].split()) > 8 else (text, "")


def _sign(frame: Frame, found: re.Match[str]) -> None:
    frame.author, frame.organisation = found["name"], (found["organisation"] or "").strip(" .)")


def _named_source(name: str, rest: str) -> tuple[str, str]:
    """Return name and link of a source; only an address that says ``http`` is a link, a bare name stays a name."""
    link = LINK.search(rest)
    if link is None:
        return clean(f"{name} {rest}" if name else rest, 200).rstrip("."), ""
    before = clean(rest[: link.start()], 200).strip(" :-–(")
    return name or before or link[0].split("/")[2], link[0].rstrip(".,;)")

"""A conclusion as an official paper: the row in, a letter out, which is set as PDF/A or written as DOCX.

Papers are legal acts, so their words are Vietnamese whatever language the reader's screen has.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from motcua.conclusions import kept
from motcua.conclusions.models import Conclusion
from motcua.conclusions.rules.life import Genre, Kind
from motcua.documents.letters import UNCOMPARED, Letter, Level, numbered
from motcua.ledger import marks
from motcua.ledger.actor import Realm
from motcua.ledger.events.conclusions import HeadTold, PersonTold, SentenceTold
from motcua.office import queries as office
from motcua.office.rules import Level as UnitLevel

HALF_WORDS: Final = {"": "Ngày", "am": "Sáng ngày", "pm": "Chiều ngày"}
UNDER: Final = (UnitLevel.DIVISION, UnitLevel.CENTRE)
"""Bodies whose papers name the committee above them."""


def letter(conclusion: Conclusion, at: datetime) -> Letter:
    """Return the paper as the row stands. While it is not numbered, number and day are blanks.

    Of one that is signed, a note names the file that bears the signature: this print is for reading.
    """
    head, sentences = kept.head_of(conclusion.front), kept.sentences_of(conclusion.sentences)
    issuer = office.unit(conclusion.issuer_id)
    above = office.committee_of(conclusion.issuer_id) if issuer.level in UNDER else None
    told = ["DỮ LIỆU THỬ – không có giá trị"] if conclusion.realm == Realm.TRIAL else []
    if marks.is_demonstration():
        told.append("BẢN TRÌNH DIỄN – không có giá trị")
    return Letter(
        above=above.full_name if above else "",
        issuer=issuer.full_name,
        number=conclusion.number_text,
        symbol=head.symbol,
        place=office.unit(conclusion.place_id).name,
        day=conclusion.issued_on,
        kind="THÔNG BÁO",
        about=head.title,
        basis=tuple(head.basis),
        opening=head.opening or opening(Genre(conclusion.genre), head),
        blocks=numbered(parts(head, sentences)),
        recipients=(*(f"- {one.words};" for one in head.recipients), "- Lưu: VT."),
        sign_lines=tuple(head.signs_as.splitlines()),
        signer=conclusion.signer_name,
        made_at=at,
        marks=tuple(told),
        notes=(UNCOMPARED, *signature_notes(conclusion)),
    )


def signature_notes(conclusion: Conclusion) -> tuple[str, ...]:
    """Return what tells a reader where the signature is."""
    if not conclusion.file or conclusion.signed_on is None:
        return ()
    day = day_text(conclusion.signed_on)
    if conclusion.way == "paper":
        return (f"Bản thể hiện để đọc; {conclusion.signer_name} đã ký trên giấy ngày {day}.",)
    trial = " (chữ ký thử, không có giá trị pháp lý)" if conclusion.trial else ""
    return (
        f"Bản thể hiện để đọc; {conclusion.signer_name} đã ký số ngày {day}{trial} trên tệp có SHA-256 {conclusion.file}.",
    )


def parts(head: HeadTold, sentences: list[SentenceTold]) -> list[tuple[Level, str]]:
    """Return the content in paragraphs: headings, numbered paragraphs, each with the sentences joined to it."""
    found: list[tuple[Level, str]] = []
    for one in sentences:
        if one.kind == Kind.HEADING:
            found.append((Level.PART, one.words))
        elif one.joined and found and found[-1][0] is Level.ITEM:
            found[-1] = (Level.ITEM, f"{found[-1][1]} {one.words}")
        else:
            found.append((Level.ITEM, one.words))
    if head.report_on is not None:
        words = f"Đơn vị được kiểm tra báo cáo kết quả khắc phục trước hết ngày {day_text(head.report_on)}."
        found.append((Level.TEXT, words))
    return found


def opening(genre: Genre, head: HeadTold) -> str:
    """Return the paragraph before the content where nobody wrote another: when, where, who spoke, who was there."""
    at = head.venue or _listed([office.unit(place).full_name for place in head.places])
    when = f"{HALF_WORDS[head.half]} {day_text(head.spoken_on)}"
    who = person_words(head.speaker)
    occasion = f" ({head.occasion_words})" if head.occasion_words else ""
    if genre is Genre.INSPECTION:
        lines = [f"{when}, đoàn kiểm tra{f' do {who} làm trưởng đoàn' if who else ''} đã kiểm tra tại {at}{occasion}."]
    else:
        lines = [f"{when}, tại {at}, {who} đã chủ trì buổi làm việc{occasion}."]
    if head.attended:
        lines[0] += f" Cùng dự có: {_listed([person_words(one) for one in head.attended], '; ')}."
    end = "kết luận kiểm tra như sau:" if genre is Genre.INSPECTION else f"{who} kết luận như sau:"
    lines.append(f"Sau khi nghe báo cáo và ý kiến của các đại biểu, {end}")
    return "\n".join(lines)


def person_words(one: PersonTold) -> str:
    """Return somebody as papers name them; of a unit without a name, its leaders («lãnh đạo Phòng Nội vụ»)."""
    if one.name:
        return f"đồng chí {one.name}{f', {one.titles}' if one.titles else ''}"
    return f"lãnh đạo {one.unit_name}" if one.unit_name else ""


def _listed(texts: list[str], between: str = ", ") -> str:
    return between.join(text for text in texts if text)


def day_text(day: date) -> str:
    """Return a day as papers write it in a line."""
    return f"{day.day}/{day.month}/{day.year}"

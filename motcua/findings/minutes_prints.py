"""The minutes of a stop as an official paper: the row in, a letter out, which is set as PDF/A or written as DOCX.

Papers are legal acts, so their words are Vietnamese whatever language the reader's screen has.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from motcua.checklists.rules.items import SEVERITY_NAMES, Severity
from motcua.checklists.rules.scoring import Points
from motcua.documents.letters import PAGES, UNCOMPARED, Letter, Level, SignPlace, numbered
from motcua.findings.minutes_body import body_of
from motcua.findings.models import MinutesSignature, StopMinutes
from motcua.findings.rules import minutes as rules
from motcua.findings.rules.life import Kind
from motcua.findings.rules.minutes import MinutesState, Side
from motcua.inspections.rules.campaigns import PART_NAMES, Part
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import Realm
from motcua.ledger.events.minutes import AttendantTold, BodyTold, LineTold, SheetTold
from motcua.office import queries as office
from motcua.office.rules import day_text

Parts = list[tuple[Level, str]]
UNSAID: Final = "Có tồn tại, hạn chế nhưng chưa được mô tả."
NONE_NOTED: Final = "Buổi làm việc không ghi nhận tồn tại, hạn chế nào."
SYMBOL: Final = "BB-ĐKT"


def begun_at(minutes: StopMinutes) -> datetime:
    """Return when the stop began."""
    return body_of(minutes.front).begun_at


def letter(minutes: StopMinutes, at: datetime) -> Letter:
    """Return the paper as the row stands; what is not closed says that it is a draft."""
    body = body_of(minutes.front)
    told = ["DỮ LIỆU THỬ – không có giá trị"] if minutes.realm == Realm.TRIAL else []
    if marks.is_demonstration():
        told.append("BẢN TRÌNH DIỄN – không có giá trị")
    if minutes.state in {MinutesState.DRAFT, MinutesState.LAID, MinutesState.DISCARDED}:
        told.append("DỰ THẢO")
    return Letter(
        above=body.issuer,
        issuer="Đoàn công tác" if body.working else "Đoàn kiểm tra",
        number=body.number,
        symbol="BB-ĐCT" if body.working else SYMBOL,
        place=office.unit(minutes.place_id).name,
        day=minutes.day,
        kind=f"BIÊN BẢN {'LÀM VIỆC' if body.working else 'KIỂM TRA'}{' BỔ SUNG' if minutes.supplements else ''}",
        about=body.title,
        basis=(f"Căn cứ {body.mandate};",) if body.mandate else (),
        opening=_opening(minutes, body),
        blocks=numbered(_parts(minutes, body)),
        recipients=(),
        sign_lines=(),
        signer="",
        made_at=at,
        marks=tuple(told),
        notes=(UNCOMPARED, *signature_notes(minutes)),
        signers=_signers(body),
        closing=_closing(minutes, body),
    )


def signature_notes(minutes: StopMinutes) -> tuple[str, ...]:
    """Return what tells a reader who signed which file, and who refused."""
    notes = []
    for one in MinutesSignature.objects.filter(minutes=minutes.pk).order_by("pk") if minutes.file else ():
        who, day = f"{rules.SIDE_NAMES[Side(one.side)]}: {one.name}", day_text(one.signed_on)
        if one.way == rules.REFUSED:
            seen = f"; người chứng kiến: {one.witness}" if one.witness else ""
            notes.append(f"{who} từ chối ký ngày {day}. Lý do: {one.reason}{seen}.")
        elif one.way == rules.PAPER:
            notes.append(f"{who} đã ký trên giấy ngày {day}.")
        else:
            trial = " (chữ ký thử, không có giá trị pháp lý)" if one.trial else ""
            notes.append(f"{who} đã ký số ngày {day}{trial}.")
    return (*notes, f"Bản thể hiện để đọc; bản đã ký là tệp có SHA-256 {minutes.file}.") if notes else ()


def person_words(one: AttendantTold) -> str:
    """Return somebody as minutes name them: all titles; of a unit whose person is not known, the unit."""
    part = str(PART_NAMES[Part(one.part)]) if one.part else ""
    who = ", ".join(filter(None, (one.name, one.titles))) if one.name else one.unit_name
    if one.name and not one.titles and one.unit_name:
        who = f"{who}, {one.unit_name}"
    return f"{who} – {part}" if part else who


def finding_words(line: LineTold) -> str:
    """Return a finding as minutes state it: what was looked at, what was seen, how grave, on what ground, by when."""
    if line.kind == Kind.UNDESCRIBED and not line.words:
        words = UNSAID
    else:
        words = f"{line.criterion}: {line.words}" if line.criterion and line.criterion != line.words else line.words
    told = [f"mức độ {str(SEVERITY_NAMES[Severity(line.severity)]).lower()}"] if line.severity else []
    told += [line.ground] if line.ground else []
    told += [f"ý kiến của {line.said_by}"] if line.said_by else []
    words = f"{words.rstrip('.')} ({'; '.join(told)})." if told else words
    asked = f" {line.unit_name} khắc phục" if line.unit_name else " Khắc phục" if line.due or line.due_words else ""
    if asked:
        until = f" đến hết ngày {day_text(line.due)}" if line.due else ""
        words += f"{asked}{until}{f' («{line.due_words}»)' if line.due_words else ''}."
    return words


def sheet_words(sheet: SheetTold) -> str:
    """Return how a sheet ended, in points; what nobody looked at is said."""
    if sheet.points is None or sheet.whole is None:
        return sheet.title
    missing = f"; {sheet.missing} nội dung chưa kiểm tra" if sheet.missing else ""
    return f"{sheet.title}: {Points(sheet.points, sheet.whole).words}{missing}."


def _opening(minutes: StopMinutes, body: BodyTold) -> str:
    at = ", ".join(filter(None, (body.venue, body.unit_name, body.place_name)))
    what = "làm việc" if body.working else "tiến hành kiểm tra"
    lines = [f"Hôm nay, hồi {_hour(body.begun_at)}, tại {at}, đoàn {what} theo các nội dung sau đây."]
    if minutes.supplements:
        first = StopMinutes.objects.filter(pk=minutes.supplements).first()
        number = f" số {first.number}" if first is not None and first.number else ""
        lines.append(f"Biên bản này bổ sung biên bản{number} ngày {day_text(minutes.day)} của cùng buổi.")
    return "\n".join(lines)


def _parts(minutes: StopMinutes, body: BodyTold) -> Parts:
    good = [line for line in body.lines if line.kind == Kind.GOOD]
    lacking = [line for line in body.lines if line.kind != Kind.GOOD]
    scored = f"Kết quả theo phiếu kiểm tra: {' '.join(sheet_words(one) for one in body.sheets)}"
    return [
        (Level.PART, "Thành phần"),
        *_many("Đoàn kiểm tra:", (person_words(one) for one in body.team), "chưa ghi"),
        *_many("Đơn vị được kiểm tra:", (person_words(one) for one in body.unit_side), "chưa ghi"),
        (Level.TEXT, f"Người ghi biên bản: {person_words(body.recorder) or 'chưa ghi'}."),
        (Level.PART, "Nội dung, kết quả"),
        *([(Level.TEXT, scored)] if body.sheets else []),
        *_many("Ưu điểm:", map(finding_words, good), "không ghi thêm"),
        *(
            _many("Tồn tại, hạn chế:", map(finding_words, lacking), "")
            if lacking
            else [(Level.TEXT, "Không ghi nhận thêm tồn tại, hạn chế nào." if minutes.supplements else NONE_NOTED)]
        ),
        (Level.PART, "Ý kiến của đoàn"),
        *_paragraphs(body.team_words, "Không có ý kiến thêm."),
        (Level.PART, "Giải trình và ý kiến của đơn vị được kiểm tra"),
        *_unit_words(minutes),
        (Level.PART, "Hồ sơ, tài liệu đơn vị giao cho đoàn"),
        *([(Level.ITEM, one) for one in body.papers] or [(Level.TEXT, "Không có.")]),
    ]


def _many(heading: str, lines: Iterable[str], none: str) -> Parts:
    """Return a heading with its lines as items; ``none`` is said where there are none."""
    items: Parts = [(Level.TEXT, f"- {one}") for one in lines]
    return [(Level.TEXT, heading), *items] if items else [(Level.TEXT, f"{heading} {none}.")]


def _paragraphs(text: str, none: str) -> Parts:
    return [(Level.TEXT, line) for line in text.splitlines() if line.strip()] or [(Level.TEXT, none)]


def _unit_words(minutes: StopMinutes) -> Parts:
    if minutes.answered_at is None:
        why = f" ({minutes.silence.rstrip('.')})" if minutes.silence else ""
        return [(Level.TEXT, f"Đơn vị không ghi ý kiến{why}.")]
    reserved = _paragraphs(minutes.reservations, "Không có.")
    return [
        *_paragraphs(minutes.explanation, "Đơn vị không có giải trình thêm."),
        (Level.TEXT, "Ý kiến bảo lưu:"),
        *reserved,
    ]


def _closing(minutes: StopMinutes, body: BodyTold) -> str:
    ended = f"kết thúc hồi {_hour(minutes.ended_at)}" if minutes.ended_at else "kết thúc hồi …"
    return (
        f"Biên bản {ended}, gồm {PAGES} trang, lập thành {body.copies:02} bản có giá trị như nhau, mỗi bên giữ ít nhất một"
        " bản; đã đọc lại cho mọi người cùng nghe, công nhận là đúng và cùng ký tên dưới đây./."
    )


def _signers(body: BodyTold) -> tuple[SignPlace, ...]:
    """Return the places for the signatures in the order of ``rules.SIDE_PLACES``; a leader who writes signs in one place."""
    team = "đoàn công tác" if body.working else "đoàn kiểm tra"
    leader = next((one for one in body.team if one.part == Part.LEADER), AttendantTold())
    unit = SignPlace("Đại diện đơn vị được kiểm tra")
    if leader.official is not None and leader.official == body.recorder.official:
        return (unit, SignPlace(""), SignPlace(f"Đại diện {team}, người ghi biên bản", leader.name))
    return (unit, SignPlace("Người ghi biên bản", body.recorder.name), SignPlace(f"Đại diện {team}", leader.name))


def _hour(at: datetime) -> str:
    local = clock.local(at)
    return f"{local:%H} giờ {local:%M} phút ngày {day_text(local.date())}"

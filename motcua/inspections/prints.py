"""Papers of a campaign: what one person sees of it in, PDF/A bytes out. The same page prints the same bytes.

The heading follows NĐ 30/2020/NĐ-CP; number and signature are left to the clerk. The bodies are ours and were compared
with no form.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from motcua.documents import printing
from motcua.inspections.queries import CampaignPage, MemberRow, StopPage, StopRow
from motcua.inspections.rules.campaigns import KIND_NAMES, MANDATE_NAMES, PART_NAMES, Mandate, Told
from motcua.inspections.rules.stops import HALF_NAMES, KM_PER_HOUR, STOP_KIND_NAMES, StopState
from motcua.kernel import clock
from motcua.kernel.worktime import clock_text
from motcua.office import queries as office
from motcua.office.rules import day_text

TEMPLATE: Final = Path(__file__).parent / "templates" / "inspections" / "print" / "paper.typ"
Block = dict[str, Any]


def plan(page: CampaignPage, *, made_at: datetime) -> bytes:
    """Return the plan of a campaign: what for, who, where on which half-day, roads, papers to bring."""
    blocks = [
        *_about(page),
        _head("Thành phần đoàn"),
        _team(page.members),
        _head("Lịch làm việc"),
        _table(
            ["Thời gian", "Nơi đến", "Địa điểm", "Nội dung"],
            [[_when(row), row.place_name, _where(row), STOP_KIND_NAMES[row.kind]] for row in _live(page.stops)],
        ),
    ]
    if page.legs:
        roads = [str(leg.words) for leg in page.legs]
        blocks += [_head("Đường đi"), _list([*roads, f"Ước tính theo đường chim bay, {KM_PER_HOUR} km mỗi giờ."])]
    blocks += _papers(page)
    return _print(page, "KẾ HOẠCH", page.title, blocks, made_at)


def notice(found: StopPage, *, made_at: datetime) -> bytes:
    """Return the notice to the commune of a stop: when the team comes, who, what to prepare."""
    page, row = found.campaign, found.row
    own = [stop for stop in _live(page.stops) if stop.place == row.place]
    blocks = [
        _para(f"Kính gửi: Ủy ban nhân dân {office.unit(row.place).printed}"),
        *_about(page),
        _head("Thời gian, địa điểm"),
        _table(["Thời gian", "Địa điểm", "Nội dung"], [[_when(s), _where(s), STOP_KIND_NAMES[s.kind]] for s in own]),
        _head("Thành phần đoàn"),
        _team(found.members),
        *_papers(page),
    ]
    if row.asks:
        due = f" Nộp đến hết ngày {day_text(page.outline_due)}." if page.outline_due else ""
        blocks += [_head("Đề cương báo cáo"), _para(f"Đơn vị báo cáo bằng văn bản theo các nội dung sau.{due}")]
        blocks.append(_list([question.text for question in page.questions]))
    return _print(page, "THÔNG BÁO", f"Về việc {page.title}", blocks, made_at)


def outline(found: StopPage, *, made_at: datetime) -> bytes:
    """Return the outline with the commune's answers, as far as they were handed in or are the reader's own."""
    page, row = found.campaign, found.row
    submitted = found.submitted_at
    state = (
        f"Nộp lúc {clock.local(submitted):%H:%M} ngày {day_text(clock.local(submitted).date())}." if submitted else ""
    )
    blocks = [_para(f"Đơn vị báo cáo: {office.unit(row.place).printed}"), _para(state or "Chưa nộp.")]
    for number, question in enumerate(page.questions, 1):
        blocks.append(_head(f"{number}. {question.text}"))
        answer = found.answers.get(question.key, "")
        rows = [[cell.strip() for cell in line.split("|")] for line in answer.splitlines() if line.strip()]
        if question.columns and rows:
            width = len(question.columns)
            blocks.append(_table(list(question.columns), [[*one, *[""] * width][:width] for one in rows]))
        else:
            blocks.append(_para(answer or "…"))
    return _print(page, "BÁO CÁO THEO ĐỀ CƯƠNG", page.title, blocks, made_at)


def _about(page: CampaignPage) -> list[Block]:
    first, last = page.period
    period = f"Từ {day_text(first) if first else '…'} đến {day_text(last) if last else '…'}." if first or last else ""
    told = [
        ("Căn cứ", _mandate(page)),
        ("Hình thức", KIND_NAMES[page.kind]),
        ("Mục đích", page.purpose),
        ("Nội dung", page.content),
        ("Thời kỳ", period),
    ]
    return [_para(f"{label}: {words}") for label, words in told if words]


def _mandate(page: CampaignPage) -> str:
    if page.mandate is Mandate.NONE:
        return "chưa có quyết định, kế hoạch (bổ sung khi đã ký)"
    day = day_text(page.mandate_day) if page.mandate_day else "…"
    return f"{MANDATE_NAMES[page.mandate]} số {page.mandate_number} ngày {day} của {page.mandate_issuer}"


def _papers(page: CampaignPage) -> list[Block]:
    return [_head("Tài liệu đơn vị chuẩn bị"), _list(list(page.documents))] if page.documents else []


def _team(members: tuple[MemberRow, ...]) -> Block:
    rows = [[one.shown, one.titles if one.told is not Told.UNIT else "", PART_NAMES[one.part]] for one in members]
    return _table(["Họ và tên, đơn vị", "Chức vụ", "Vai trò"], rows)


def _live(stops: tuple[StopRow, ...]) -> list[StopRow]:
    return [row for row in stops if row.state is not StopState.CANCELLED]


def _when(row: StopRow) -> str:
    hour = f"{clock_text(row.at)}, " if row.at is not None else ""
    return f"{hour}{HALF_NAMES[row.half].lower()} {day_text(row.day)}"


def _where(row: StopRow) -> str:
    return ", ".join(part for part in (row.venue, row.unit_name) if part) or "trụ sở xã"


def _para(text: str) -> Block:
    return {"kind": "para", "text": text}


def _head(text: str) -> Block:
    return {"kind": "head", "text": text}


def _list(lines: list[str]) -> Block:
    return {"kind": "list", "lines": lines}


def _table(heads: list[str], rows: list[list[str]]) -> Block:
    return {"kind": "table", "heads": heads, "rows": rows}


def _print(page: CampaignPage, name: str, title: str, blocks: list[Block], made_at: datetime) -> bytes:
    made, place = clock.local(made_at), office.unit(page.place)
    data = {
        "body": page.unit_name,
        "place_and_day": f"{place.name}, ngày {made.day:02} tháng {made:%m} năm {made.year}",
        "name": name,
        "title": title,
        "blocks": blocks,
    }
    return printing.render(TEMPLATE, data, made_at=made_at)

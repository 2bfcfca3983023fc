"""Minutes begun at a stop, and the form in which the team writes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.inspector.minutes import shown
from motcua.desks.shared.door import DeskRequest, act, power, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.findings.commands import CorrectStopMinutes, DraftStopMinutes
from motcua.findings.commands.draft_minutes import AttendantGiven
from motcua.findings.queries import minutes
from motcua.findings.queries.minutes import MinutesPage
from motcua.findings.rules import minutes as rules
from motcua.inspections import queries as inspections
from motcua.inspections.queries import MemberRow
from motcua.inspections.rules.campaigns import PART_NAMES, Part
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, said
from motcua.ledger.events.minutes import AttendantTold

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@power("inspection.work")
def begin(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Begin the minutes of a stop; ``bo-sung`` in the address names the signed ones they add to."""
    stop = inspections.stop_page(request.actor, stop_id).row
    back, first = reverse("campaigns:stop", args=[stop_id]), typed_id(request.GET, "bo-sung")
    title: Text = N_("Lập biên bản bổ sung") if first else N_("Lập biên bản")
    what = [N_("Biên bản soạn sẵn từ lịch, đoàn, phiếu kiểm tra và nhận xét đã ghi; sửa tiếp ở bước sau.")]
    if first:
        what = [N_("Biên bản bổ sung chỉ ghi điều biên bản đã ký chưa ghi. Biên bản đã ký giữ nguyên.")]
    page = FormPage(title, title, [], back, [Link(stop.title, back), Link(title)], lead=stop.place_name, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        del values
        done = act(request, DraftStopMinutes(stop=stop_id, supplements=first))
        return HttpResponseRedirect(reverse("minutes:write", args=[done.target]))

    return run(request, page, do)


@require_http_methods(FORM)
@power("inspection.work")
def write(request: DeskRequest, minutes_id: UUID) -> HttpResponse:
    """Write on the minutes."""
    minutes.demand(request.actor, minutes_id, CorrectStopMinutes)
    found = minutes.page(request.actor, minutes_id)
    here, title = reverse("minutes:minutes", args=[minutes_id]), N_("Soạn biên bản")
    record = inspections.stop_record(found.row.stop)
    members = record.members if record else ()
    serving = minutes.present_at(request.actor, minutes_id)
    known: dict[str, list[UUID]] = {}
    for one in serving:
        known.setdefault(fold(one.name), []).append(one.official)
    people = [Option(str(one.official), one.name, hint=one.title) for one in serving]
    page = FormPage(
        title,
        N_("Lưu"),
        _questions(members, people),
        here,
        trail=shown.trail(found.row, Link(title)),
        lead=shown.name(found.row),
        what=[N_("Nhận xét, tồn tại và kết quả phiếu lấy từ sổ; muốn sửa thì sửa ở từng nội dung.")],
        draft=f"bien-ban-{minutes_id.hex}",
        start=_start(found, members),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        given = [AttendantGiven(official=one) for one in values["unit_people"]]
        command = CorrectStopMinutes(
            minutes=minutes_id,
            number=values["number"],
            venue=values["venue"],
            present=values["present"],
            unit_side=given + [_typed(line, known) for line in values["others"].splitlines() if clean(line)],
            recorder=values["recorder"],
            recorder_name=values["recorder_name"],
            team_words=values["team_words"],
            papers=_short(values["papers"].splitlines(), "papers"),
            copies=values["copies"] or 0,
        )
        act(request, msgspec.structs.replace(command, seen=found.version) if request.GET.get("ban") else command)
        tell(request, N_("Đã lưu."))
        return HttpResponseRedirect(here)

    return run(request, page, do)


def _questions(members: tuple[MemberRow, ...], people: list[Option]) -> list[Field]:
    writers = [
        Option(str(one.id), one.shown) for one in members if one.part is not Part.DELEGATE and one.official is not None
    ]
    team = [Option(str(one.id), one.shown, hint=said(PART_NAMES[one.part])) for one in members]
    paper = N_("Văn bản")
    return [
        Field("number", N_("Số, ký hiệu"), most=rules.NUMBER_MOST, size="m", hint=N_("ví dụ 01/BB-ĐKT"), group=paper),
        Field("copies", N_("Số bản"), "number", required=True, size="xs", most=2, group=paper),
        Field("venue", N_("Địa điểm"), most=rules.LINE_MOST),
        Field("present", N_("Đoàn kiểm tra, người có mặt"), "many", required=True, options=team, ids=True),
        *([Field("unit_people", N_("Đơn vị, cán bộ có mặt"), "many", options=people, ids=True)] if people else []),
        Field(
            "others",
            N_("Đơn vị, người khác có mặt"),
            "textarea",
            most=8000,
            hint=N_(
                "Mỗi dòng một người «Họ tên; chức vụ», hoặc tên đơn vị như «Lãnh đạo Phòng Kinh tế» khi không nêu tên."
            ),
        ),
        Field("recorder", N_("Người ghi biên bản"), "select", options=writers, ids=True, empty=N_("người khác")),
        Field("recorder_name", N_("Nếu là người khác, họ tên"), most=rules.NAME_MOST),
        Field("team_words", N_("Ý kiến của đoàn"), "textarea", most=rules.WORDS_MOST),
        Field(
            "papers",
            N_("Hồ sơ, tài liệu đơn vị giao cho đoàn"),
            "textarea",
            most=20_000,
            hint=N_("Mỗi dòng một tài liệu, ghi số bản."),
        ),
    ]


def _typed(line: str, known: dict[str, list[UUID]]) -> AttendantGiven:
    """Return who a line names: the one official of this name, somebody typed, or a unit whose person is not named."""
    name, _, titles = line.partition(";")
    name, titles = clean(name), clean(titles)
    if fold(name).startswith(("lanh dao ", "dai dien ")):
        return AttendantGiven(unit_name=_short([clean(line)], "others")[0])
    same = known.get(fold(name), [])
    if len(same) == 1 and not titles:
        return AttendantGiven(official=same[0])
    if len(name) > rules.NAME_MOST:
        raise BadInput(N_("Dài quá {most} ký tự."), field="others", most=rules.NAME_MOST)
    return AttendantGiven(name=name, titles=_short([titles], "others")[0])


def _short(lines: list[str], field: str) -> list[str]:
    if any(len(line) > rules.LINE_MOST for line in lines):
        raise BadInput(N_("Mỗi dòng tối đa {most} ký tự."), field=field, most=rules.LINE_MOST)
    return lines


def _start(found: MinutesPage, members: tuple[MemberRow, ...]) -> dict[str, Any]:
    body = found.body
    present = {_who(one) for one in body.team}
    by_who = {_who_row(one): str(one.id) for one in members}
    return {
        "number": body.number,
        "copies": body.copies,
        "venue": body.venue,
        "present": [str(one.id) for one in members if _who_row(one) in present],
        "unit_people": [str(one.official) for one in body.unit_side if one.official is not None],
        "others": "\n".join(_line(one) for one in body.unit_side if one.official is None),
        "recorder": by_who.get(_who(body.recorder), "") if body.recorder.official else "",
        "recorder_name": "" if body.recorder.official else body.recorder.name,
        "team_words": body.team_words,
        "papers": "\n".join(body.papers),
    }


def _who(one: AttendantTold) -> tuple[UUID | None, str, str]:
    return (one.official, one.name, one.unit_name)


def _who_row(one: MemberRow) -> tuple[UUID | None, str, str]:
    return (one.official, one.name, one.unit_name)


def _line(one: AttendantTold) -> str:
    return "; ".join(filter(None, (one.name, one.titles))) if one.name else one.unit_name

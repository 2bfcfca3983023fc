"""The form of a zone: what the centre says of itself, or what an overseer saw there; only what was changed is sent on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.centre.readiness import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power, typed_id
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import FieldError, Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.office.staff_sheet import read_day
from motcua.readiness import policies
from motcua.readiness.commands import InspectItems, ItemAnswer, ReportItems
from motcua.readiness.queries import files
from motcua.readiness.queries.files import AnswerRow, FilePage, ItemView
from motcua.readiness.rules.verdicts import VERDICT_NAMES, Verdict, Who

NAMES = ("verdict", "count", "actual", "missing", "review", "note")
WORDS: Mapping[Who, tuple[str, str]] = {
    Who.SELF: (N_("Tự báo cáo"), N_("Ghi báo cáo")),
    Who.SEEN: (N_("Kiểm tra tận nơi"), N_("Ghi kết quả kiểm tra")),
}


@dataclass(slots=True)
class Typed:
    """One item of the form: what stands in its fields, the answer that was shown, and its fault."""

    view: ItemView
    base: str
    values: dict[str, str]
    errors: list[Said] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@power("readiness.write", "readiness.inspect")
def zone(request: DeskRequest, file: UUID, zone: str) -> HttpResponse:
    """Show the items of a zone as a form, or take what was changed in it."""
    page = files.file_page(request.actor, file)
    views = [one for one in page.items if one.zone.key == zone]
    if not views:
        raise NotFound(N_("Bộ mẫu của hồ sơ không có khu này."))
    who = _who(request, page)
    if request.method != "POST":
        return _show(request, page, views, who, [_start(view, who) for view in views], short_date(clock.today()))
    lines = [_posted(view, request.POST) for view in views]
    day_text = clean(request.POST.get("visit_on", ""), 20)
    errors: list[FieldError] = []
    visit = _day(day_text) if who is Who.SEEN else None
    if who is Who.SEEN and visit is None:
        errors.append(FieldError("visit_on", said(N_("Ghi ngày đến xem, ví dụ 12/06/2025."))))
    answers = [answer for line in lines if (answer := _changed(line, who)) is not None]
    faulty = any(line.errors for line in lines)
    if not answers and not faulty and not errors:
        errors.append(FieldError("", said(N_("Chưa có mục nào thay đổi."))))
    if errors or faulty:
        return _show(request, page, views, who, lines, day_text, errors, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        done = act(request, _command(file, who, visit, answers))
    except MotcuaError as error:
        line = next((one for one in lines if one.view.item.key == error.field), None)
        if line is not None:
            line.errors.append(error.said)
        else:
            errors.append(FieldError(error.field or "", error.said))
        return _show(request, page, views, who, lines, day_text, errors, error.status)
    beside = len(done.ids.get("beside", ()))
    if beside:
        tell(request, N_("Đã ghi. {count} mục có người khác trả lời khác: mở từng mục để chọn câu đúng."), count=beside)
    else:
        tell(request, N_("Đã ghi {count} mục của khu «{zone}»."), count=len(answers), zone=views[0].zone.name)
    return HttpResponseRedirect(f"{reverse('readiness:file', args=[file])}#khu-{zone}")


def _who(request: DeskRequest, page: FilePage) -> Who:
    """Return whose word the form takes: overseers say what they saw, the centre what it has."""
    seen = policies.INSPECT in request.actor.powers
    if not seen and not request.actor.can(policies.WRITE):
        raise NotAllowed(N_("Bạn không có quyền ghi hồ sơ sẵn sàng."))
    del page
    return Who.SEEN if seen else Who.SELF


def _command(file: UUID, who: Who, visit: date | None, answers: list[ItemAnswer]) -> ReportItems | InspectItems:
    if visit is not None and who is Who.SEEN:
        return InspectItems(file=file, visit_on=visit, answers=answers)
    return ReportItems(file=file, answers=answers)


def _start(view: ItemView, who: Who) -> Typed:
    row = view.seen if who is Who.SEEN else view.told
    return Typed(view, str(row.id) if row else "", _values(row))


def _values(row: AnswerRow | None) -> dict[str, str]:
    if row is None:
        return dict.fromkeys(NAMES, "")
    return {
        "verdict": str(row.verdict),
        "count": "" if row.count is None else str(row.count),
        "actual": row.actual,
        "missing": row.missing,
        "review": short_date(row.review_on) if row.review_on else "",
        "note": row.note,
    }


def _posted(view: ItemView, posted: QueryDict) -> Typed:
    key = view.item.key
    base = typed_id(posted, f"{key}:base")
    values = {name: clean(posted.get(f"{key}:{name}", "")) for name in NAMES}
    return Typed(view, str(base) if base else "", values)


def _changed(line: Typed, who: Who) -> ItemAnswer | None:
    """Return the answer of a line that is not what was shown; faults of its fields are put to the line."""
    shown_row = line.view.seen if who is Who.SEEN else line.view.told
    before = _values(shown_row if shown_row and str(shown_row.id) == line.base else None)
    if line.values == before or not any(line.values.values()):
        return None
    try:
        return _answer(line)
    except BadInput as error:
        line.errors.append(error.said)
        return None


def _answer(line: Typed) -> ItemAnswer:
    values = line.values
    if values["verdict"] not in set(Verdict):
        raise BadInput(N_("Chọn mức đáp ứng."))
    if values["count"] and not (values["count"].isdecimal() and len(values["count"]) <= 6):
        raise BadInput(N_("Số lượng phải là số nguyên."))
    review = _day(values["review"])
    if values["review"] and review is None:
        raise BadInput(N_("Ngày rà soát không đúng; viết như 24/06/2025."))
    return ItemAnswer(
        item=line.view.item.key,
        verdict=Verdict(values["verdict"]),
        count=int(values["count"]) if values["count"] else None,
        actual=values["actual"],
        missing=values["missing"],
        review_on=review,
        note=values["note"],
        base=UUID(line.base) if line.base else None,
    )


def _day(text: str) -> date | None:
    day = read_day(text) if text else None
    return day if day is not None and 2000 <= day.year <= 2100 else None


def _show(
    request: DeskRequest,
    page: FilePage,
    views: Sequence[ItemView],
    who: Who,
    lines: Sequence[Typed],
    visit_on: str,
    errors: Sequence[FieldError] = (),
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    title, verb = WORDS[who]
    faults = [
        *errors,
        *(
            FieldError(
                f"{line.view.item.key}:verdict",
                said(N_("{question}: {fault}"), question=line.view.item.name, fault=fault),
            )
            for line in lines
            for fault in line.errors
        ),
    ]
    lead: Text = page.unit_name
    context: dict[str, Any] = {
        "page_": page,
        "zone": views[0].zone,
        "lines": lines,
        "who": str(who),
        "title": title,
        "verb": verb,
        "lead": lead,
        "visit_on": visit_on,
        "verdicts": shown.VERDICTS,
        "verdict_names": VERDICT_NAMES,
        "verdict_looks": shown.VERDICT_LOOKS,
        "errors": faults,
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "trail": shown.trail(page, Link(views[0].zone.name)),
    }
    return render(request, "centre/readiness/zone.html", context, status=status)

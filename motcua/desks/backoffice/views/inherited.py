"""Dossiers from units that were dissolved: what their minutes say and what came, taking over, the list to bring in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.backoffice import shown
from motcua.desks.shared.door import DeskRequest, act, once_key, power, typed_id, whole_number
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import printed, spreadsheet
from motcua.desks.shared.importing import flow, keeping
from motcua.desks.shared.importing.shapes import Import, Places
from motcua.desks.shared.shapes import Column, Fact, Link
from motcua.desks.shared.told import tell
from motcua.documents import waiting as kept_lists
from motcua.dossiers import brought_import, brought_sheet, inherited, prints
from motcua.dossiers.commands import RecordHandover, RestateHandover, TakeOverDossier
from motcua.dossiers.rules import inheriting
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform
from motcua.office.rules import MANAGE

READERS = ("dossier.correct", "dossier.receive", MANAGE)
TITLE = N_("Hồ sơ tiếp nhận từ đơn vị cũ")
KIND = "dossiers.brought"
PIECE = 10
"""Dossiers taken over in one piece, so that the bar moves."""
WHOLE = 2_000
"""Dossiers taken over in one go where the browser runs no scripts."""
UNITS = (
    Column(N_("Đơn vị cũ")),
    Column(N_("Theo biên bản"), numeric=True),
    Column(N_("Đã tiếp nhận"), numeric=True),
    Column(N_("Đã nhập"), numeric=True),
    Column(N_("Còn trong sổ cũ"), numeric=True),
    Column(N_("Không nhận"), numeric=True),
    Column(N_("Còn thiếu"), numeric=True),
    Column(N_("Đang mở"), numeric=True),
    Column(N_("So với biên bản")),
)
LEFT = (Column(N_("Mã hồ sơ")), Column(N_("Thủ tục")), Column(N_("Trạng thái")), Column(N_("Hẹn trả")))
CAME = (
    Column(N_("Mã trên giấy hẹn cũ")),
    Column(N_("Thủ tục")),
    Column(N_("Người đứng tên")),
    Column(N_("Trạng thái")),
    Column(N_("Hẹn trả")),
    Column(N_("Cách tiếp nhận")),
)
SHEET = (
    (N_("Đơn vị cũ"), 34),
    (N_("Theo biên bản"), 14),
    (N_("Đã tiếp nhận"), 14),
    (N_("Đã nhập"), 12),
    (N_("Còn trong sổ cũ"), 16),
    (N_("Còn thiếu"), 12),
    (N_("Nhiều hơn biên bản"), 18),
    (N_("Đang mở"), 12),
    (N_("Biên bản"), 30),
    (N_("Căn cứ"), 50),
)
CAME_SHEET = (
    (N_("Mã trên giấy hẹn cũ"), 26),
    (N_("Mã hồ sơ"), 26),
    (N_("Thủ tục"), 48),
    (N_("Người đứng tên"), 28),
    (N_("Nhận lúc"), 17),
    (N_("Hẹn trả"), 17),
    (N_("Trạng thái"), 20),
    (N_("Đang giữ"), 36),
    (N_("Cách tiếp nhận"), 22),
    (N_("Tiếp nhận lúc"), 17),
)
EXPORT_MOST = 5_000
QUESTIONS = (
    Field("stated", N_("Số hồ sơ đang giải quyết ghi trong biên bản"), "number", required=True, size="s"),
    Field("minutes", N_("Số biên bản bàn giao"), required=True, most=inheriting.MINUTES_MOST, size="m"),
    Field("minutes_on", N_("Ngày biên bản"), "date", required=True, size="s"),
    Field(
        "ground",
        N_("Căn cứ"),
        required=True,
        most=inheriting.GROUND_MOST,
        hint=N_("Nghị quyết sắp xếp đơn vị hành chính; ghi vào lịch sử của từng hồ sơ."),
    ),
)
REASON = Field("reason", N_("Lý do sửa"), "textarea", required=True, most=1000)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one dossier."""

    label: str
    procedure: str
    refusal: Said | None = None


@require_safe
@power(*READERS)
def page(request: DeskRequest) -> HttpResponse:
    """Show each old unit with the number its minutes state and what came."""
    units = inherited.old_units(request.actor)
    context = {
        "title": TITLE,
        "trail": _trail(),
        "units": units,
        "columns": UNITS,
        "refused": {unit.place: _refused(request, unit.place) for unit in units},
        "whole": sum(unit.balance.here for unit in units),
        "missing": sum(unit.balance.missing for unit in units),
        "left": sum(unit.waiting for unit in units),
        "open": sum(unit.open for unit in units),
    }
    return render(request, "backoffice/inherited.html", context)


@require_safe
@power(*READERS)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the comparison as XLSX."""
    rows = [
        (
            unit.name,
            unit.balance.stated,
            unit.balance.taken,
            unit.balance.brought,
            unit.waiting,
            unit.balance.missing,
            unit.balance.over,
            unit.open,
            unit.minutes.number if unit.minutes else "",
            unit.minutes.ground if unit.minutes else "",
        )
        for unit in inherited.old_units(request.actor)
    ]
    return spreadsheet("ho-so-tu-don-vi-cu.xlsx", str(said(TITLE)), SHEET, rows)


@require_safe
@power(*READERS)
def unit(request: DeskRequest, place: UUID) -> HttpResponse:
    """Show one old unit: its minutes, what still lies in its books here, what came."""
    found = inherited.old_unit(request.actor, place)
    way, stands = request.GET.get("cach", ""), request.GET.get("tt", "")
    after = whole_number(request.GET.get("tu", ""), digits=12) or 0
    rows, more = inherited.came(request.actor, place, way=way, stands=stands, after=after)
    context = {
        "title": found.name,
        "trail": [*_trail(), Link(found.name)],
        "unit": found,
        "facts": _facts(found),
        "refused": _refused(request, place),
        "left": inherited.waiting(request.actor, place),
        "left_columns": LEFT,
        "rows": rows,
        "columns": CAME,
        "due": shown.due,
        "states": shown.STATE_WORDS,
        "ways": inherited.WAYS,
        "export_href": _here(place, "backoffice:inherited_unit_export", cach=way, tt=stands),
        "tabs": _tabs(place, way, stands),
        "next_href": _here(place, cach=way, tt=stands, tu=str(more)) if more else "",
        "may_take": request.actor.can("dossier.correct"),
        "may_bring": request.actor.powers & {"dossier.correct", "dossier.receive"},
        "may_read": request.actor.can("dossier.read"),
        "once": once_key(),
    }
    return render(request, "backoffice/inherited_unit.html", context)


@require_safe
@power("dossier.read")
def unit_export(request: DeskRequest, place: UUID) -> HttpResponse:
    """Answer the dossiers that came from an old unit as XLSX, as filtered on the page; the taking is logged."""
    way, stands = request.GET.get("cach", ""), request.GET.get("tt", "")
    found = inherited.old_unit(request.actor, place)
    rows, _ = inherited.came(request.actor, place, way=way, stands=stands, most=EXPORT_MOST)
    values = [
        (
            one.old_code,
            one.row.label,
            one.row.procedure,
            one.row.applicant,
            one.row.received_at,
            one.row.due_at,
            said(shown.STATE_WORDS[one.row.state]),
            one.row.holder,
            said(inherited.WAYS[one.way]),
            one.at,
        )
        for one in rows
    ]
    return spreadsheet("ho-so-ban-giao.xlsx", found.name, CAME_SHEET, values)


@require_safe
@power("dossier.read")
def listing(request: DeskRequest, place: UUID) -> HttpResponse:
    """Print the list of open dossiers handed over, with its counts."""
    sheet = inherited.paper(request.actor, place)
    return printed(prints.print_inherited_list(sheet), "danh-sach-ban-giao-ho-so.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@power("dossier.correct")
def minutes(request: DeskRequest, place: UUID) -> HttpResponse:
    """Enter what the minutes of an old unit say, or put it right with a reason."""
    found = inherited.old_unit(request.actor, place)
    known = found.minutes
    title = N_("Sửa biên bản bàn giao") if known else N_("Ghi biên bản bàn giao")
    start: dict[str, Any] = {}
    if known:
        start = {"stated": known.stated, "minutes": known.number, "minutes_on": known.on, "ground": known.ground}
    form = FormPage(
        title,
        N_("Ghi biên bản"),
        (*QUESTIONS, REASON) if known else QUESTIONS,
        reverse("backoffice:inherited_unit", args=[place]),
        trail=[*_trail(), Link(found.name, reverse("backoffice:inherited_unit", args=[place])), Link(title)],
        lead=found.name,
        start=start,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        if known:
            act(request, RestateHandover(handover=known.id, **values))
        else:
            act(request, RecordHandover(origin=place, **values))
        tell(request, N_("Đã ghi biên bản bàn giao."))
        return HttpResponseRedirect(form.back)

    return run(request, form, do)


@require_POST
@power("dossier.correct")
def take(request: DeskRequest, place: UUID) -> HttpResponse:
    """Take over the next of an old unit's open dossiers, each by itself under a key of its own, and say what came of it."""
    after = typed_id(request.POST, "sau")
    rows = inherited.waiting(request.actor, place, after=after, most=PIECE if request.htmx else WHOLE)
    results = [_each(request, row) for row in rows]
    good = sum(one.refusal is None for one in results)
    tried = (whole_number(request.POST.get("da", ""), digits=6) or 0) + len(results)
    earlier = min(whole_number(request.POST.get("duoc", ""), digits=6) or 0, tried)
    whole = max(whole_number(request.POST.get("tong", ""), digits=6) or 0, tried)
    more = bool(rows) and bool(inherited.waiting(request.actor, place, after=rows[-1].id, most=1))
    context = {
        "title": N_("Tiếp nhận hồ sơ của đơn vị cũ"),
        "trail": [*_trail(), Link(N_("Tiếp nhận"))],
        "here": reverse("backoffice:inherited_take", args=[place]),
        "back": reverse("backoffice:inherited_unit", args=[place]),
        "results": results,
        "good": earlier + good,
        "tried": tried,
        "whole": whole,
        "after": rows[-1].id if rows else None,
        "more": more,
        "once": request.POST.get("once_key", "")[:40] or once_key(),
        "summary": said(N_("{good}/{whole} hồ sơ đã tiếp nhận"), good=earlier + good, whole=tried),
    }
    return render(
        request, "backoffice/_inherited_take.html" if request.htmx else "backoffice/inherited_take.html", context
    )


def _each(request: DeskRequest, row: inherited.Waiting) -> Result:
    key = f"{request.POST.get('once_key', '')[:40]}:{row.id.hex}"
    try:
        perform(TakeOverDossier(dossier=row.id), request.actor, key=key)
    except MotcuaError as error:
        return Result(row.label, row.procedure, error.said)
    return Result(row.label, row.procedure)


def _facts(found: inherited.OldUnit) -> list[Fact]:
    known = found.minutes
    return [
        Fact(N_("Biên bản bàn giao"), known.number if known else ""),
        Fact(N_("Ngày biên bản"), f"{known.on:%d/%m/%Y}" if known else ""),
        Fact(N_("Căn cứ"), known.ground if known else ""),
        Fact(N_("Số hồ sơ ghi trong biên bản"), str(known.stated) if known else "", numeric=True),
        Fact(N_("So với biên bản"), found.balance.said),
    ]


def _tabs(place: UUID, way: str, stands: str) -> list[Link]:
    every = Link(N_("Tất cả"), _here(place), current=not way and not stands)
    by_way = [Link(name, _here(place, cach=key), current=key == way) for key, name in inherited.WAYS.items()]
    by_state = [Link(name, _here(place, tt=key), current=key == stands) for key, name in inherited.STANDS.items()]
    return [every, *by_way, *by_state]


def _here(place: UUID, view: str = "backoffice:inherited_unit", **asked: str) -> str:
    query = urlencode({name: value for name, value in asked.items() if value})
    address = reverse(view, args=[place])
    return f"{address}?{query}" if query else address


def _trail() -> list[Link]:
    return [Link(TITLE, reverse("backoffice:inherited"))]


def _refused(request: DeskRequest, place: UUID) -> int:
    """Return how many lines of the reader's last list of this unit were not accepted and wait to be put right."""
    kept = kept_lists.find(request.actor, KIND, place.hex)
    return keeping.bad_of(kept.state) if kept is not None else 0


def _import(request: DeskRequest, place: UUID) -> Import:
    actor = request.actor
    found = inherited.old_unit(actor, place)
    names_ = ("inherited_import", "inherited_apply", "inherited_template", "inherited_faults", "inherited_unit")
    title = N_("Nhập hồ sơ đơn vị cũ bàn giao")
    return Import(
        kind=KIND,
        about=place.hex,
        title=title,
        lead=found.name,
        fields=brought_sheet.FIELDS,
        plan=lambda read: brought_import.plan(read, actor, place),
        write=lambda lines, key, _ticked: brought_import.write(lines, actor, key),
        mark=lambda: brought_import.mark(actor, place),
        places=Places(*(reverse(f"backoffice:{name}", args=[place]) for name in names_)),
        trail=[*_trail(), Link(found.name, reverse("backoffice:inherited_unit", args=[place])), Link(title)],
        filename="ho-so-ban-giao",
        told=[
            N_("Mỗi hồ sơ đang giải quyết một dòng. Hẹn trả giữ nguyên như giấy hẹn cũ, không tính lại."),
            N_("Mã trên giấy hẹn cũ đã nhập thì không nhập lần nữa: sửa dòng lỗi rồi tải cả tệp lên lại."),
            N_("Hồ sơ chờ bổ sung, chờ nộp tiền, tạm dừng hoặc có kết quả: ghi thêm «Từ khi»."),
            N_("Giấy tờ kèm theo: ghi «đủ», hoặc tên từng giấy tờ cách nhau bằng dấu chấm phẩy."),
        ],
        examples=brought_sheet.EXAMPLES,
        step=20,
        most_rows=5_000,
    )


views = flow.views(power("dossier.correct", "dossier.receive"), _import)

"""Taking in a list of staff: a template to fill in, a preview line by line, then doing it, each line told."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_, Said
from motcua.office import staff_import, staff_sheet
from motcua.office.staff_import import FATE_NAMES, Fate, LineResult
from motcua.office.staff_sheet import SheetRow

_KEPT = "motcua_staff_list"
MOST = 1_000
"""Lines of one list on this page: they wait in the session between preview and doing."""
COLUMNS = [Column(N_("Dòng"), numeric=True), Column(N_("Họ tên")), Column(N_("Kết quả")), Column(N_("Lý do"))]
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@power("office.manage")
def upload(request: DeskRequest) -> HttpResponse:
    """Take a list and show what each line would do; nothing is written yet."""
    if request.method != "POST":
        return _page(request)
    try:
        rows = _rows(request)
        results = staff_import.preview(rows, request.actor, choices.place_of(request.actor).id)
    except MotcuaError as error:
        return _page(request, [error.said], error.status)
    request.session[_KEPT] = [msgspec.to_builtins(row) for row in rows]
    return _shown(request, results, done=False)


def _rows(request: DeskRequest) -> list[SheetRow]:
    file = request.FILES.get("file")
    if file is None or not file.size:
        raise BadInput(N_("Chọn một tệp XLSX hoặc CSV."), field="file")
    if file.size > staff_sheet.MOST_BYTES:
        raise BadInput(N_("Tệp lớn quá 10 MB."), field="file")
    rows = staff_sheet.read(file.read())
    if not rows:
        raise BadInput(N_("Tệp chưa có dòng nào dưới hàng tiêu đề."), field="file")
    if len(rows) > MOST:
        raise BadInput(N_("Danh sách dài quá {most} dòng; hãy chia nhỏ."), field="file", most=MOST)
    return rows


@require_POST
@power("office.manage")
def carry_out(request: DeskRequest) -> HttpResponse:
    """Do the list that was previewed, once; slips of accounts opened with it are shown only now."""
    kept = request.session.pop(_KEPT, None)
    if not kept:
        tell(request, N_("Danh sách này đã nhập xong hoặc đã bỏ. Muốn chắc chắn, tải tệp lên lại để xem trước."))
        return HttpResponseRedirect(reverse("manage:import"))
    rows = [msgspec.convert(row, SheetRow) for row in kept]
    accounts = bool(request.POST.get("accounts"))
    place = choices.place_of(request.actor).id
    try:
        results = staff_import.apply(rows, request.actor, place, accounts=accounts)
    except MotcuaError as error:
        request.session[_KEPT] = kept
        return _page(request, [error.said], error.status)
    return _shown(request, results, done=True)


@require_safe
@power("office.manage")
def template(request: DeskRequest) -> HttpResponse:
    """Give the empty list to fill in."""
    headers = {"Content-Disposition": 'attachment; filename="danh-sach-can-bo.xlsx"'}
    return HttpResponse(staff_sheet.template(), content_type=SHEET, headers=headers)


def _page(request: DeskRequest, errors: list[Said] | None = None, status: int = HTTPStatus.OK) -> HttpResponse:
    context: dict[str, Any] = {
        "errors": errors or [],
        "most": staff_sheet.MOST_BYTES,
        "columns": [names[0] for names in staff_sheet.COLUMNS.values()],
        "required": [staff_sheet.COLUMNS[key][0] for key in staff_sheet.REQUIRED],
        "trail": _trail(),
        "verified": is_verified(request),
    }
    return render(request, "manage/import.html", context, status=status)


def _shown(request: DeskRequest, results: list[LineResult], *, done: bool) -> HttpResponse:
    order = {Fate.BAD: 0}
    context: dict[str, Any] = {
        "results": sorted(results, key=lambda result: (order.get(result.fate, 1), result.line)),
        "columns": COLUMNS,
        "fates": FATE_NAMES,
        "summary": staff_import.summary(results),
        "bad": sum(result.fate is Fate.BAD for result in results),
        "change": sum(result.fate not in {Fate.BAD, Fate.SAME} for result in results),
        "slips": [result.slip for result in results if result.slip is not None],
        "done": done,
        "trail": _trail(),
        "verified": is_verified(request),
    }
    return render(request, "manage/import_lines.html", context)


def _trail() -> list[Link]:
    return [HOME, Link(N_("Cán bộ"), choices.PEOPLE), Link(N_("Nhập từ danh sách"))]

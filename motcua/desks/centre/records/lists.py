"""Official lists of classes and retention periods: the versions there are, one of them, bringing one in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.archives import queries
from motcua.archives.commands import BringRetentionList
from motcua.archives.packaged import ClassLine
from motcua.archives.rules.inventory import retention_said, years_of
from motcua.desks.centre.records import shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_

COLUMNS = (Column(N_("Danh mục")), Column(N_("Nguồn")), Column(N_("Nhóm"), numeric=True), Column(N_("Độ tin cậy")))
CLASS_COLUMNS = (
    Column(N_("Mã")),
    Column(N_("Nhóm hồ sơ")),
    Column(N_("Thời hạn")),
    Column(N_("Căn cứ")),
    Column(N_("Độ tin cậy")),
)
PASTE_MOST = 300_000


@require_safe
@power("records.read")
def listing(request: DeskRequest) -> HttpResponse:
    """Show the lists for everybody and those of the actor's place."""
    context = {
        "rows": queries.lists(request.actor),
        "columns": COLUMNS,
        "trust_names": shown.TRUST_NAMES,
        "may_bring": request.actor.can("records.write"),
        "trail": shown.trail(Link(N_("Danh mục"))),
    }
    return render(request, "centre/records/lists.html", context)


@require_safe
@power("records.read")
def page(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """Show the classes of a list."""
    row, classes = queries.list_of(request.actor, list_id)
    context = {
        "list": row,
        "rows": classes,
        "columns": CLASS_COLUMNS,
        "retention": retention_said,
        "trust_names": shown.TRUST_NAMES,
        "trail": shown.trail(Link(N_("Danh mục"), reverse("records:lists")), Link(row.title)),
    }
    return render(request, "centre/records/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def bring(request: DeskRequest) -> HttpResponse:
    """Bring a list in, its classes pasted from a spreadsheet."""
    page_ = FormPage(
        title=N_("Nhập danh mục"),
        verb=N_("Nhập danh mục"),
        questions=[
            Field("title", N_("Tên danh mục"), required=True),
            Field("source", N_("Nguồn: số, ngày văn bản"), required=True),
            Field("issued_on", N_("Ngày ban hành"), "date", size="m"),
            Field("trust", N_("Độ tin cậy"), "select", required=True, options=options_of(shown.TRUST_NAMES)),
            Field(
                "classes",
                N_("Các nhóm, mỗi dòng một nhóm"),
                "textarea",
                required=True,
                most=PASTE_MOST,
                hint=N_("Dán từ bảng tính: mã, tên nhóm, thời hạn («Vĩnh viễn» hoặc số năm), lĩnh vực, căn cứ"),
            ),
            Field("note", N_("Ghi chú"), most=500),
        ],
        back=reverse("records:lists"),
        trail=shown.trail(Link(N_("Danh mục"), reverse("records:lists")), Link(N_("Nhập danh mục"))),
        lead=N_("Mỗi lần nhập là một phiên bản, không sửa bản cũ. Hồ sơ đã phân loại giữ danh mục đã dùng."),
        draft="records-list",
        start={"trust": "secondary"},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = BringRetentionList(
            title=values["title"],
            source=values["source"],
            issued_on=values["issued_on"],
            trust=values["trust"],
            note=values["note"],
            # The form joins white space; tabs are what parts the columns.
            classes=_classes(request.POST.get("classes", "")[:PASTE_MOST], values["trust"]),
        )
        outcome = act(request, command)
        tell(request, N_("Đã nhập danh mục."))
        return HttpResponseRedirect(reverse("records:list", args=[outcome.target]))

    return run(request, page_, do)


def _classes(text: str, trust: str) -> list[ClassLine]:
    found = []
    for at, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        cells = [clean(cell) for cell in row.split("\t")] + [""] * 5
        years = years_of(cells[2])
        if cells[2] and years is None:
            raise BadInput(
                N_("Dòng {line}: thời hạn «{cell}» không đọc được; ghi «Vĩnh viễn» hoặc số năm."),
                field="classes",
                line=at,
                cell=cells[2][:30],
            )
        found.append(
            ClassLine(
                code=cells[0][:41],
                title=cells[1][:501],
                years=years,
                group=cells[3][:201],
                ground=cells[4][:201],
                trust=trust,
            )
        )
    return found

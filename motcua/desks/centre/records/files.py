"""The inventory: the list with search and filters, one file, entering by hand and by pasting, acts on many, the export."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.archives import queries
from motcua.archives.commands import BoxFiles, ClassifyFiles, CorrectFile, EnterFiles, StrikeFiles
from motcua.archives.rules import pasted
from motcua.archives.rules.inventory import MEDIUM_NAMES, Line, Medium, retention_said, years_of
from motcua.archives.views import FileRow, FondsRow
from motcua.desks.centre.records import papers, shown
from motcua.desks.centre.records.narrowed import narrow_of
from motcua.desks.shared.door import DeskRequest, act, errors_of, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.handing import Cell, spreadsheet
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.ids import parse_id
from motcua.kernel.words import N_, Said, said

WIDTHS = (8, 8, 18, 60, 12, 12, 14, 8, 10, 28, 28, 14, 16)
"""Of the columns of the list when it is taken out, in their order."""
PASTE_MOST = 400_000
_PREVIEW = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a row of the table: what the table needs of it, and the file."""

    id: UUID
    name: str
    href: str
    tone: str
    file: FileRow


@require_safe
@power("records.read")
def listing(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """List a fonds' files, narrowed as asked, a page at a time."""
    return _listing(request, queries.fonds(request.actor, fonds_id))


def _listing(
    request: DeskRequest, row: FondsRow, error: MotcuaError | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    asked = request.GET.copy()
    narrow = narrow_of(asked)
    found = queries.files(request.actor, row.id, narrow, after=asked.get("sau", "")[:60])
    asked["sau"] = found.after or ""
    filters = request.GET.copy()
    filters.pop("sau", None)
    may_write = queries.may_write(request.actor, row)
    context: dict[str, Any] = {
        "fonds": row,
        "tabs": shown.tabs(row, "files"),
        "rows": [_shown(row, one) for one in found.rows],
        "total": found.total,
        "next_href": f"?{asked.urlencode()}" if found.after else "",
        "narrow": narrow,
        "states": shown.state_options(),
        "media": shown.medium_options(),
        "classes": shown.class_options(queries.classes(row.list)),
        "columns": shown.FILE_COLUMNS,
        "retention": retention_said,
        "class_said": shown.class_said,
        "export_href": f"{reverse('records:export', args=[row.id])}?{filters.urlencode()}",
        "papers": papers.links(
            f"{reverse('records:inventory_paper', args=[row.id])}?{filters.urlencode()}", found.total
        ),
        "may_write": may_write,
        "once_key": once_key(),
        "error": error.said if error else None,
        "trail": shown.trail(shown.fonds_link(row), Link(N_("Hồ sơ"))),
    }
    return render(request, "centre/records/files.html", context, status=status)


def _shown(row: FondsRow, one: FileRow) -> Shown:
    href = reverse("records:file", args=[row.id, one.id])
    return Shown(one.id, f"{one.number} {one.title}"[:120], href, "late" if one.faults else "", one)


@require_safe
@power("records.read")
def page(request: DeskRequest, fonds_id: UUID, file_id: UUID) -> HttpResponse:
    """Show one file with its digital parts and what the last check found in it."""
    row = queries.fonds(request.actor, fonds_id)
    one, parts = queries.file(request.actor, fonds_id, file_id)
    faults, _ = queries.faults(request.actor, fonds_id, file=file_id)
    context: dict[str, Any] = {
        "fonds": row,
        "file": one,
        "parts": parts,
        "faults": faults,
        "media": MEDIUM_NAMES,
        "retention": retention_said,
        "class_said": shown.class_said,
        "may_write": queries.may_write(request.actor, row),
        "once_key": once_key(),
        "trail": shown.trail(
            shown.fonds_link(row),
            Link(N_("Hồ sơ"), reverse("records:files", args=[row.id])),
            Link(said(N_("Hồ sơ số {number}"), number=one.number)),
        ),
    }
    return render(request, "centre/records/file.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def new(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Write one file down by hand."""
    row = queries.fonds(request.actor, fonds_id)
    back = reverse("records:files", args=[row.id])
    page_ = FormPage(
        title=N_("Nhập một hồ sơ"),
        verb=N_("Nhập hồ sơ"),
        questions=_questions(row),
        back=back,
        trail=shown.trail(shown.fonds_link(row), Link(N_("Nhập một hồ sơ"))),
        lead=N_("Điều chưa biết để trống: kiểm tra sẽ nêu ra, không ai bị từ chối."),
        draft="records-file",
        start={"medium": Medium.PAPER.value},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        outcome = act(request, EnterFiles(fonds=row.id, files=[_line(values)], source=gettext(N_("nhập tay"))))
        tell(request, N_("Đã nhập hồ sơ."))
        return HttpResponseRedirect(reverse("records:file", args=[row.id, outcome.ids["first"]]))

    return run(request, page_, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def correct(request: DeskRequest, fonds_id: UUID, file_id: UUID) -> HttpResponse:
    """Correct a file's line."""
    row = queries.fonds(request.actor, fonds_id)
    one, _ = queries.file(request.actor, fonds_id, file_id)
    back = reverse("records:file", args=[row.id, one.id])
    page_ = FormPage(
        title=said(N_("Sửa hồ sơ số {number}"), number=one.number),
        verb=N_("Lưu"),
        questions=[*_questions(row), Field("reason", N_("Lý do sửa"), most=300)],
        back=back,
        trail=shown.trail(shown.fonds_link(row), Link(said(N_("Hồ sơ số {number}"), number=one.number), back)),
        start=_start(one),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, CorrectFile(fonds=row.id, file=one.id, line=_line(values), reason=values["reason"]))
        tell(request, N_("Đã sửa hồ sơ."))
        return HttpResponseRedirect(back)

    return run(request, page_, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def strike(request: DeskRequest, fonds_id: UUID, file_id: UUID) -> HttpResponse:
    """Take a line entered by mistake out of the inventory."""
    row = queries.fonds(request.actor, fonds_id)
    one, _ = queries.file(request.actor, fonds_id, file_id)
    page_ = FormPage(
        title=said(N_("Bỏ hồ sơ số {number} khỏi mục lục"), number=one.number),
        verb=N_("Bỏ khỏi mục lục"),
        questions=[Field("reason", N_("Lý do"), required=True, most=500)],
        back=reverse("records:file", args=[row.id, one.id]),
        trail=shown.trail(shown.fonds_link(row), Link(N_("Bỏ khỏi mục lục"))),
        what=[
            N_("Chỉ bỏ dòng nhập nhầm, nhập hai lần, hoặc hồ sơ của phông khác. Không tiêu hủy hồ sơ."),
            N_("Dòng bị bỏ vẫn còn trong diễn biến của phông."),
        ],
        danger=True,
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, StrikeFiles(fonds=row.id, files=[one.id], reason=values["reason"]))
        tell(request, N_("Đã bỏ khỏi mục lục."))
        return HttpResponseRedirect(reverse("records:files", args=[row.id]))

    return run(request, page_, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("records.write")
def paste(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Take lines pasted from a spreadsheet: first show what was understood, then write it."""
    row = queries.fonds(request.actor, fonds_id)
    text = request.POST.get("lines", "")[:PASTE_MOST]
    if request.method != "POST" or not text.strip():
        return _paste_page(request, row, text, empty=request.method == "POST")
    found = pasted.read(text)
    if found.faults or request.POST.get("viec") != "nhap":
        return _paste_page(request, row, text, found)
    try:
        outcome = act(
            request, EnterFiles(fonds=row.id, files=list(found.lines), source=gettext(N_("dán từ bảng tính")))
        )
    except MotcuaError as error:
        return _paste_page(request, row, text, found, error)
    tell(request, N_("Đã nhập {count} hồ sơ."), count=outcome.ids["count"])
    return HttpResponseRedirect(reverse("records:files", args=[row.id]))


def _paste_page(
    request: DeskRequest,
    row: FondsRow,
    text: str,
    found: pasted.Pasted | None = None,
    error: MotcuaError | None = None,
    *,
    empty: bool = False,
) -> HttpResponse:
    faults: list[Said] = list(found.faults) if found else []
    if error is not None:
        faults += errors_of(error)[error.field or ""]
    if empty:
        faults.append(said(N_("Dán ít nhất một dòng.")))
    wrong = error.status if error else HTTPStatus.UNPROCESSABLE_ENTITY
    context: dict[str, Any] = {
        "fonds": row,
        "text": text,
        "found": found,
        "preview": found.lines[:_PREVIEW] if found else (),
        "faults": faults[:50],
        "ready": found is not None and not faults,
        "columns": [Column(title) for _, title in pasted.COLUMNS],
        "names": [name for name, _ in pasted.COLUMNS],
        "cell": _cell_text,
        "once_key": request.POST.get("once_key", "")[:80] or once_key(),
        "trail": shown.trail(shown.fonds_link(row), Link(N_("Dán từ bảng tính"))),
    }
    return render(request, "centre/records/paste.html", context, status=wrong if faults else HTTPStatus.OK)


@require_POST
@power("records.write")
def many(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Classify or box the files that were ticked."""
    row = queries.fonds(request.actor, fonds_id)
    try:
        ids = [parse_id(one) for one in request.POST.getlist("selected")]
        if request.POST.get("viec") == "hop":
            outcome = act(request, BoxFiles(fonds=row.id, files=ids, box=request.POST.get("hop", "")[:50]))
            tell(request, N_("Đã xếp hộp {count} hồ sơ."), count=outcome.ids["count"])
        else:
            years = years_of(request.POST.get("thoi-han", "")[:20])
            code = request.POST.get("nhom", "")[:50]
            outcome = act(request, ClassifyFiles(fonds=row.id, files=ids, code=code, years=years))
            tell(request, N_("Đã phân loại {count} hồ sơ."), count=outcome.ids["count"])
    except MotcuaError as error:
        return _listing(request, row, error, error.status)
    return HttpResponseRedirect(reverse("records:files", args=[row.id]))


@require_safe
@power("records.read")
def export(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Answer the list of the address as XLSX, in the columns of the official list."""
    row = queries.fonds(request.actor, fonds_id)
    rows = queries.exported(request.actor, fonds_id, narrow_of(request.GET))
    title = gettext(N_("Mục lục hồ sơ – {fonds} – {custodian} – xuất ngày {day}")).format(
        fonds=row.name, custodian=row.custodian_name, day=short_date(clock.today())
    )
    columns = [(name, width) for (_, name), width in zip(pasted.COLUMNS, WIDTHS, strict=True)]
    values = ([_cell(name, getattr(one, name)) for name, _ in pasted.COLUMNS] for one in rows)
    return spreadsheet(f"muc-luc-{clock.today():%Y%m%d}.xlsx", title, columns, values, sheet=N_("Mục lục"))


def _cell(name: str, value: Any) -> Cell:
    """Return a value as the column shows it: counts and numbers as such, the rest as text."""
    return value if name in {"number", "sheets", "pages"} else _cell_text(name, value)


def _cell_text(name: str, value: Any) -> str:
    """Return a value as the column shows it."""
    if name == "years":
        return shown.retention_text(value)
    if name == "medium":
        return gettext(MEDIUM_NAMES[Medium(value)])
    if name in {"starts", "ends"}:
        return short_date(value)
    return "" if value is None or (name == "number" and not value) else str(value)


def _questions(row: FondsRow) -> list[Field]:
    about, when, size = N_("Vị trí"), N_("Thời gian"), N_("Khối lượng")
    return [
        Field("number", N_("Số thứ tự"), "number", hint=N_("Để trống: số tiếp theo"), size="s", group=about),
        Field("box", N_("Hộp số"), size="s", most=20, group=about),
        Field("symbol", N_("Số, ký hiệu hồ sơ"), most=100, size="m"),
        Field("title", N_("Tiêu đề"), "textarea", most=2000),
        Field("starts", N_("Ngày bắt đầu"), "date", size="m", group=when),
        Field("ends", N_("Ngày kết thúc"), "date", size="m", group=when),
        Field("code", N_("Nhóm trong danh mục"), "select", options=shown.class_options(queries.classes(row.list))),
        Field("years", N_("Thời hạn bảo quản"), hint=N_("«Vĩnh viễn» hoặc số năm; để trống: theo danh mục"), size="m"),
        Field("medium", N_("Loại"), "select", required=True, options=shown.medium_options(), size="m"),
        Field("sheets", N_("Số tờ"), "number", size="s", group=size),
        Field("pages", N_("Số trang điện tử"), "number", size="s", group=size),
        Field("creator", N_("Người hoặc đơn vị lập"), most=200),
        Field("note", N_("Ghi chú"), most=500),
    ]


def _line(values: dict[str, Any]) -> Line:
    years = years_of(values["years"])
    if values["years"] and years is None:
        raise BadInput(N_("Ghi «Vĩnh viễn» hoặc số năm, ví dụ 20."), field="years")
    names = ("box", "symbol", "title", "starts", "ends", "sheets", "pages", "creator", "note")
    return Line(
        **{name: values[name] for name in names},
        number=values["number"] or 0,
        years=years,
        code=values["code"] or "",
        medium=Medium(values["medium"]),
    )


def _start(one: FileRow) -> dict[str, Any]:
    names = ("number", "box", "symbol", "title", "sheets", "pages", "creator", "note", "code", "medium")
    kept = {name: getattr(one, name) for name in names}
    return {name: "" if value is None else value for name, value in kept.items()} | {
        "starts": short_date(one.starts),
        "ends": short_date(one.ends),
        "years": shown.retention_text(one.years),
    }

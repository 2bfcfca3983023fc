"""Sentence patterns: the list the whole centre shares, written, put otherwise, ordered, taken out and taken in as XLSX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.catalogue import wording
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, whole_number
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.dossiers import patterns
from motcua.dossiers.commands import ChangePattern, RetirePattern, WritePattern
from motcua.dossiers.rules.patterns import NAMES, VARIABLES, Pattern
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform

TITLE = N_("Mẫu câu của Trung tâm")
MAY = ("dossier.receive", "dossier.process", "dossier.endorse", "dossier.approve", "dossier.correct")
COLUMNS = (
    Column(N_("Câu")),
    Column(N_("Dùng khi")),
    Column(N_("Người viết")),
    Column(N_("Đã dùng"), numeric=True),
    Column(N_("Sửa")),
)
HEADS = (
    (N_("Việc"), 16),
    (N_("Câu"), 70),
    (N_("Căn cứ"), 40),
    (N_("Mã thủ tục"), 16),
    (N_("Giấy tờ"), 24),
    (N_("Bước"), 16),
    (N_("Người viết"), 24),
    (N_("Đã dùng"), 10),
)
MOST_BYTES = 2_000_000
FIELDS = ("words", "ground", "procedure", "paper", "role")


@require_safe
@power(*MAY)
def page(request: DeskRequest) -> HttpResponse:
    """Show the sentences by act, with who wrote each and how often it was sent."""
    return _page(request)


@require_POST
@power(*MAY)
def add(request: DeskRequest) -> HttpResponse:
    """Share a sentence with the centre."""
    try:
        act(request, _written(request.POST.get("kind", ""), request.POST))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Đã thêm mẫu câu."))
    return _back()


@power(*MAY)
def edit(request: DeskRequest, pattern: UUID) -> HttpResponse:
    """Put a sentence otherwise, or elsewhere in the order."""
    if request.method != "POST":
        return _page(request, chosen=pattern)
    try:
        place = whole_number(request.POST.get("place", ""), digits=3)
        if not place:
            raise BadInput(N_("Thứ tự là số từ 1."), field="place")
        act(request, _changed(pattern, place, request.POST))
    except MotcuaError as error:
        return _page(request, error, chosen=pattern)
    tell(request, N_("Đã sửa mẫu câu."))
    return _back()


@require_POST
@power(*MAY)
def retire(request: DeskRequest, pattern: UUID) -> HttpResponse:
    """Offer a sentence no longer."""
    try:
        act(request, RetirePattern(pattern=pattern))
    except MotcuaError as error:
        return _page(request, error)
    tell(request, N_("Đã thôi dùng mẫu câu."))
    return _back()


@require_POST
@power(*MAY)
def start(request: DeskRequest) -> HttpResponse:
    """Keep the shipped sentences as the centre's own, so that they can be changed and ordered."""
    return _taken_in(request, list(enumerate(patterns.SHIPPED, 1)))


@require_safe
@power(*MAY)
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list as XLSX, in the columns it is taken in by."""
    rows = [_line(one, used) for one, used, _ in patterns.listed(request.actor)]
    return spreadsheet("mau-cau.xlsx", "", HEADS, rows, sheet=N_("Mẫu câu"))


@require_POST
@power(*MAY)
def take_in(request: DeskRequest) -> HttpResponse:
    """Keep the sentences of a sheet, each by itself: what the centre has already, or cannot be, is told by its line."""
    upload = request.FILES.get("file")
    try:
        if upload is None or not upload.size or upload.size > MOST_BYTES:
            raise BadInput(N_("Chọn tệp XLSX, tối đa 2 MB."), field="file")
        found = list(_read(upload.read()))
        if not found:
            raise BadInput(N_("Tệp không có câu nào: cột đầu là việc, cột hai là câu."), field="file")
    except MotcuaError as error:
        return _page(request, error)
    return _taken_in(request, found)


def _taken_in(request: DeskRequest, found: list[tuple[int, Pattern]]) -> HttpResponse:
    once, refused = request.POST.get(ONCE, "")[:40] or once_key(), []
    for line, one in found:
        wish = WritePattern(
            kind=one.kind, words=one.words, ground=one.ground, procedure=one.procedure, paper=one.paper, role=one.role
        )
        try:
            perform(wish, request.actor, key=f"{once}.{line}")
        except MotcuaError as error:
            refused.append(said(N_("Dòng {line}: {why}"), line=line, why=error.said))
    tell(request, N_("Đã nhận {n}/{whole} câu."), n=len(found) - len(refused), whole=len(found))
    return _page(request, refused=refused) if refused else _back()


def _read(content: bytes) -> Iterator[tuple[int, Pattern]]:
    """Yield the sentences of the first sheet with their line; an act is named by its key or its name."""
    from motcua.kernel.sheets.grid import shown  # noqa: PLC0415 - few processes read a sheet
    from motcua.kernel.sheets.workbook import grids  # noqa: PLC0415 - the same

    acts = {str(name).casefold(): str(key) for key, name in NAMES.items()}
    for number, values in sorted(grids(content)[0].lines.items())[:500]:
        cells = [shown(value).strip() for value in values[:6]]
        cells += [""] * (6 - len(cells))
        kind = acts.get(cells[0].casefold(), cells[0])
        if cells[1] and (number > 1 or kind in NAMES):
            yield (
                number,
                Pattern(kind[:100], *(cell[:2_000] for cell in cells[1:3]), *(cell[:100] for cell in cells[3:])),
            )


def _line(one: patterns.Kept, used: int) -> tuple[str | int, ...]:
    """Return a sentence as a line of the sheet."""
    words = one.pattern
    return (str(words.kind), words.words, words.ground, words.procedure, words.paper, words.role, one.author, used)


def _written(kind: str, values: Mapping[str, str]) -> WritePattern:
    words, ground, procedure, paper, role = (values.get(name, "") for name in FIELDS)
    return WritePattern(kind=kind, words=words, ground=ground, procedure=procedure, paper=paper, role=role)


def _changed(pattern: UUID, place: int, values: Mapping[str, str]) -> ChangePattern:
    words, ground, procedure, paper, role = (values.get(name, "") for name in FIELDS)
    return ChangePattern(
        pattern=pattern, place=place, words=words, ground=ground, procedure=procedure, paper=paper, role=role
    )


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("backoffice:patterns"))


def _page(
    request: DeskRequest,
    error: MotcuaError | None = None,
    *,
    chosen: UUID | None = None,
    refused: list[Said] | None = None,
) -> HttpResponse:
    rows = patterns.listed(request.actor)
    found = next((one for one, _, may in rows if one.id == chosen and may), None) if chosen else None
    if chosen and found is None and error is None:
        raise NotFound(N_("Không tìm thấy mẫu câu này, hoặc bạn không sửa được."))
    values: Mapping[str, Any] = request.POST if error else {}
    if found and not error:
        values = {name: getattr(found.pattern, name) for name in FIELDS} | {"place": str(found.place)}
    context: dict[str, Any] = {
        "title": TITLE,
        "columns": COLUMNS,
        "groups": [
            (name, [(one, used, may) for one, used, may in rows if one.pattern.kind == kind])
            for kind, name in NAMES.items()
        ],
        "kinds": [Option(str(kind), name) for kind, name in NAMES.items()],
        "roles": [Option(role, name) for role, name in wording.ROLES.items()],
        "roles_named": wording.ROLES,
        "variables": ", ".join(f"{{{name}}}" for name in VARIABLES),
        "shipped": any(one.id is None for one, _, _ in rows),
        "chosen": chosen,
        "v": values,
        "error": error,
        "errors": errors_of(error) if error else {},
        "refused": refused or [],
        "once": once_key(),
        "trail": [Link(N_("Việc"), reverse("backoffice:home")), Link(TITLE)],
    }
    return render(request, "backoffice/patterns.html", context, status=error.status if error else HTTPStatus.OK)

"""Filing: a list of several items sent at once, its page in the order it was filed, items that come later."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.proposals import shown
from motcua.desks.centre.proposals.acts import FORM, amount_of, difficulty_options, own_words
from motcua.desks.centre.proposals.shown import HOME
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.fields import read as read_fields
from motcua.desks.shared.fields import start as start_fields
from motcua.desks.shared.forms import FormPage, run, summary
from motcua.desks.shared.shapes import FieldError, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.ids import new_id
from motcua.kernel.words import N_, Said, said
from motcua.proposals.commands import ChangeFiling, FileProposal, OpenFiling
from motcua.proposals.filing import Faulty, Item, file_list
from motcua.proposals.queries import one
from motcua.proposals.rules.facts import (
    CATEGORY_NAMES,
    KIND_NAMES,
    OCCASION_NAMES,
    SOLVER_NAMES,
    Category,
    Kind,
    Occasion,
    Solver,
)

TITLE: Final = N_("Gửi khó khăn, đề xuất")
FIRST, MORE, MOST = 3, 3, 60
"""Blank lines a form begins with, how many «Thêm dòng» adds, and how many one form takes."""
PARTS: Final = ("kind", "category", "statement", "priority", "purpose", "cost", "cost_basis", "solver", "answers")
HEAD: Final = (
    Field("title", N_("Tên danh sách"), required=True, most=200),
    Field("occasion", N_("Gửi vào dịp nào"), "radio", required=True, options=options_of(OCCASION_NAMES)),
    Field("visit_words", N_("Đoàn nào, ngày nào"), most=300, hint=N_("Bỏ trống nếu không theo đoàn kiểm tra.")),
    Field("listed_open", N_("Danh sách còn mở («…»): sẽ bổ sung khi có thêm"), "check"),
)


BEGIN: Final = {"occasion": Occasion.NONE.value, "listed_open": "1"}


@require_http_methods(FORM)
@power("proposal.write")
def create(request: DeskRequest) -> HttpResponse:
    """Send a list: several items in one form, kept as a draft until it is sent."""
    actor = request.actor
    if request.method != "POST":
        return _show(request, start_fields(HEAD, BEGIN), [_blank() for _ in range(FIRST)], {}, {})
    lines = _typed(request.POST)
    if "them" in request.POST:
        head = read_fields(HEAD, request.POST)
        blank = [_blank() for _ in range(min(MORE, MOST - len(lines)))]
        return _show(request, head.shown, [*lines, *blank], {}, {})
    head = read_fields(HEAD, request.POST)
    used = [(place, line) for place, line in enumerate(lines) if line["statement"].strip()]
    faults: dict[int, dict[str, list[Said]]] = {}
    if not used:
        head.errors[""] = [said(N_("Ghi ít nhất một khó khăn hoặc đề xuất."))]
    items: list[Item] = []
    for place, line in used:
        try:
            items.append(_item(line))
        except MotcuaError as error:
            faults[place] = errors_of(error)
    if head.errors or faults:
        return _show(request, head.shown, lines, head.errors, faults, HTTPStatus.UNPROCESSABLE_ENTITY)
    opening = OpenFiling(
        title=head.values["title"],
        occasion=Occasion(head.values["occasion"]),
        visit=typed_id(request.POST, "visit"),
        visit_words=head.values["visit_words"],
        first=len(items),
        listed_open=head.values["listed_open"],
    )
    try:
        filing, _ = file_list(opening, items, actor, request.POST.get(ONCE, "")[:60] or new_id().hex)
    except Faulty as error:
        faults[used[error.place - 1][0]] = errors_of(error)
        return _show(request, head.shown, lines, {}, faults, error.status)
    except MotcuaError as error:
        return _show(request, head.shown, lines, errors_of(error), {}, error.status)
    tell(request, N_("Đã gửi danh sách"))
    return HttpResponseRedirect(reverse("proposals:filing", args=[filing]))


def _blank() -> dict[str, str]:
    return dict.fromkeys(PARTS, "") | {"kind": Kind.DIFFICULTY.value, "solver": Solver.ABOVE.value}


def _typed(posted: QueryDict) -> list[dict[str, str]]:
    """Return the lines of a sent form, blank ones too: what was typed stays where it was."""
    count = posted.get("lines", "")
    many = int(count) if count.isascii() and count.isdecimal() and len(count) < 4 else 0
    return [{part: posted.get(f"i{at}-{part}", "") for part in PARTS} for at in range(min(many, MOST))]


def _item(line: Mapping[str, str]) -> Item:
    """Return a line as an item; :class:`BadInput` beside the part that cannot be read."""
    kind, category, solver = line["kind"], line["category"], line["solver"]
    if category not in set(Category):
        raise BadInput(N_("Chọn một mục."), field="category")
    if kind not in set(Kind) or solver not in set(Solver):
        raise BadInput(N_("Mục này không có trong danh sách."), field="kind")
    limits = {"statement": 2000, "priority": 500, "purpose": 1000, "cost_basis": 500}
    for part, most in limits.items():
        if len(line[part]) > most:
            raise BadInput(N_("Dài quá {most} ký tự."), field=part, most=most)
    return Item(
        kind=Kind(kind),
        category=Category(category),
        statement=line["statement"],
        priority=line["priority"],
        purpose=line["purpose"],
        cost=amount_of(line["cost"].strip()),
        cost_basis=line["cost_basis"],
        solver=Solver(solver),
        answers=_numbers(line["answers"]),
    )


def _numbers(typed: str) -> list[int]:
    parts = typed.replace(";", ",").replace(",", " ").split()
    if any(not (part.isascii() and part.isdecimal() and len(part) < 4) for part in parts):
        raise BadInput(N_("Ghi số thứ tự các khó khăn, cách nhau bằng dấu phẩy, ví dụ 1, 3."), field="answers")
    return [int(part) for part in parts]


def _show(
    request: DeskRequest,
    head: Mapping[str, Any],
    lines: list[dict[str, str]],
    errors: Mapping[str, list[Said]],
    faults: Mapping[int, Mapping[str, list[Said]]],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    found = summary(HEAD, errors)
    found += [
        FieldError(f"i{place}-{part}", said(N_("Dòng {n}: {fault}"), n=place + 1, fault=fault))
        for place, each in faults.items()
        for part, many in each.items()
        for fault in many
    ]
    context = {
        "title": TITLE,
        "trail": [HOME, Link(TITLE)],
        "head": HEAD,
        "shown": head,
        "errors": errors,
        "lines": lines,
        "faults": faults,
        "summary": found,
        "kinds": options_of(KIND_NAMES),
        "categories": options_of(CATEGORY_NAMES),
        "solvers": options_of(SOLVER_NAMES),
        "visit": request.POST.get("visit", request.GET.get("doan", ""))[:40],
        "once_key": request.POST.get(ONCE, "")[:60] or once_key(),
        "full": len(lines) >= MOST,
    }
    return render(request, "centre/proposals/file.html", context, status=status)


@require_safe
@power("proposal.read")
def page(request: DeskRequest, filing_id: UUID) -> HttpResponse:
    """Show one list in its order, open («…») or whole."""
    found = one.filing(request.actor, filing_id)
    context = {
        "it": found,
        "filing": found.filing,
        "parts": [(kind, [row for row in found.items if row.kind is kind]) for kind in Kind],
        "kinds": KIND_NAMES,
        "categories": CATEGORY_NAMES,
        "occasions": OCCASION_NAMES,
        "tags": shown.tags,
        "age": shown.age,
        "lies_with": shown.lies_with,
        "trail": [HOME, Link(found.filing.title)],
    }
    return render(request, "centre/proposals/filing.html", context)


@require_http_methods(FORM)
@power("proposal.write")
def add(request: DeskRequest, filing_id: UUID) -> HttpResponse:
    """Put a later item on a list; ``tu`` begins a proposal from a difficulty."""
    actor = request.actor
    found = one.filing(actor, filing_id)
    source = typed_id(request.GET, "tu")
    difficulty = next((row for row in found.items if row.id == source), None)
    here, title = reverse("proposals:filing", args=[filing_id]), N_("Thêm vào danh sách")
    questions = [
        Field("kind", N_("Loại"), "radio", required=True, options=options_of(KIND_NAMES)),
        *own_words(options_of(CATEGORY_NAMES), difficulty_options(actor)),
    ]
    start: dict[str, Any] = {"kind": Kind.DIFFICULTY.value, "solver": Solver.ABOVE.value}
    if difficulty is not None:
        start |= {
            "kind": Kind.PROPOSAL.value,
            "category": difficulty.category.value,
            "difficulties": [str(difficulty.id)],
        }
    page = FormPage(
        title,
        title,
        questions,
        here,
        trail=[HOME, Link(found.filing.title, here), Link(title)],
        lead=difficulty.statement if difficulty else found.filing.title,
        draft=f"kien-nghi-them-{filing_id}",
        start=start,
    )

    def do(v: dict[str, Any]) -> HttpResponse:
        command = FileProposal(
            filing=filing_id,
            kind=Kind(v["kind"]),
            category=Category(v["category"]),
            statement=v["statement"],
            priority=v["priority"],
            purpose=v["purpose"],
            cost=amount_of(v["cost"]),
            cost_basis=v["cost_basis"],
            solver=Solver(v["solver"]),
            difficulties=v.get("difficulties", []),
        )
        done = act(request, command)
        tell(request, N_("Đã thêm vào danh sách"))
        return HttpResponseRedirect(reverse("proposals:proposal", args=[done.target]))

    return run(request, page, do)


@require_http_methods(FORM)
@power("proposal.write")
def change(request: DeskRequest, filing_id: UUID) -> HttpResponse:
    """Put title or occasion of a list right, or say that it is whole."""
    found = one.filing(request.actor, filing_id).filing
    here, title = reverse("proposals:filing", args=[filing_id]), N_("Đính chính danh sách")
    start = {
        "title": found.title,
        "occasion": found.occasion.value,
        "visit_words": found.visit_words,
        "listed_open": "1" if found.listed_open else "",
    }
    questions = [*HEAD, Field("reason", N_("Lý do"), "textarea", required=True, most=500)]
    page = FormPage(title, title, questions, here, trail=[HOME, Link(found.title, here), Link(title)], start=start)

    def do(v: dict[str, Any]) -> HttpResponse:
        command = ChangeFiling(
            filing=filing_id,
            title=v["title"],
            occasion=Occasion(v["occasion"]),
            visit=found.visit,
            visit_words=v["visit_words"],
            listed_open=v["listed_open"],
            reason=v["reason"],
        )
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)

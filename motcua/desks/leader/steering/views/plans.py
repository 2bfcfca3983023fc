"""Plans of tasks: the list, one plan with its six, bars and calendar, acts upon it."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.leader.steering import asking, gantt, options
from motcua.desks.leader.steering.views.listing import READ, TOP, line
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.oversight import assigning
from motcua.oversight.commands import AcceptPlan, ChangePlan, OpenPlan
from motcua.oversight.commands.steering import MilestoneWish
from motcua.oversight.queries import plans
from motcua.oversight.queries.plans import PlanPage
from motcua.oversight.rules.directives import DueKind, Source
from motcua.oversight.rules.repeating import Repeat

FORM: Final = ["GET", "HEAD", "POST"]
WRITE: Final = "directive.write"
PLANS: Final = Link(N_("Kế hoạch"), "/chi-dao/ke-hoach/")
MONTHS_ASKED: Final = 12
COLUMNS: Final = (
    Column(N_("Kế hoạch")),
    Column(N_("Kỳ")),
    Column(N_("Việc"), numeric=True),
    Column(N_("Đủ 6 rõ"), numeric=True),
    Column(N_("Hoàn thành"), numeric=True),
    Column(N_("Tình trạng")),
)
TASKS: Final = (Column(N_("Việc")), Column(N_("Chủ trì")), Column(N_("Hạn")), Column(N_("Tình trạng")))


@require_safe
@power(READ)
def home(request: DeskRequest) -> HttpResponse:
    """List the plans."""
    rows = plans.plans(request.actor)
    context = {"rows": rows, "columns": COLUMNS, "trail": [TOP, PLANS], "may_create": request.actor.can(WRITE)}
    return render(request, "leader/steering/plans.html", context)


def _context(found: PlanPage) -> dict[str, Any]:
    row = found.row
    return {
        "it": found,
        "row": row,
        "tasks": [line(task) for task in found.tasks],
        "columns": TASKS,
        "drawn": gantt.draw(found.tasks, row.starts, row.ends, clock.today()),
        "months": gantt.months(found.tasks, row.starts, row.ends),
        "trail": [TOP, PLANS, Link(row.title)],
    }


@require_safe
@power(READ)
def page(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show one plan: how whole it is, its bars, its calendar, its tasks."""
    found = plans.plan(request.actor, plan_id)
    verbs = {AcceptPlan: "duyet", ChangePlan: "sua"}
    buttons = [
        (offer.verb, f"{reverse('steering:plan_act', args=[plan_id, verbs[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in verbs and offer.refusal is None
    ]
    more = {"buttons": buttons, "may_write": request.actor.can(WRITE)}
    return render(request, "leader/steering/plan.html", _context(found) | more)


@require_safe
@power(READ)
def sheet(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show the plan as a sheet to print."""
    return render(request, "leader/steering/plan_sheet.html", _context(plans.plan(request.actor, plan_id)))


@require_http_methods(FORM)
@power(WRITE)
def create(request: DeskRequest) -> HttpResponse:
    """Begin a plan, from nothing or from the repeating tasks of an earlier one."""
    places = options.place_options(request.actor)
    earlier = [Option(str(row.id), f"{row.title}, {row.place_name}") for row in plans.plans(request.actor)]
    asked = [
        Field("place", N_("Địa bàn"), "select", required=True, options=places, ids=True),
        Field("title", N_("Tên kế hoạch"), required=True, most=200),
        Field("starts", N_("Từ ngày"), "date", required=True, size="m"),
        Field("ends", N_("Đến hết ngày"), "date", required=True, size="m"),
        Field(
            "copied_from", N_("Lấy các việc lặp lại của"), "select", options=earlier, ids=True, empty=N_("– Không –")
        ),
        *_milestone_questions(),
    ]
    title = N_("Lập kế hoạch")
    start = {"place": places[0].value if places else ""}
    form = FormPage(title, title, asked, PLANS.href, trail=[TOP, PLANS, Link(title)], draft="ke-hoach", start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        wish = OpenPlan(
            place=values["place"],
            title=values["title"],
            starts=values["starts"],
            ends=values["ends"],
            copied_from=values["copied_from"],
            milestones=_milestones(values),
        )
        plan = act(request, wish).target
        if values["copied_from"]:
            assigning.copy_repeating(request.actor, plan, request.POST.get("once_key", "")[:40] or plan.hex)
        return _to(request, plan, N_("Đã lập kế hoạch."))

    return run(request, form, do)


def _milestone_questions() -> list[Field]:
    found = []
    for n in range(1, MONTHS_ASKED + 1):
        group = said(N_("Mốc tháng {n}"), n=n)
        found += [
            Field(f"month_{n}", N_("Một ngày trong tháng"), "date", group=group, size="m"),
            Field(f"words_{n}", N_("Phải đạt"), group=group, most=500),
        ]
    return found


def _milestones(values: dict[str, Any]) -> list[MilestoneWish]:
    found = []
    for n in range(1, MONTHS_ASKED + 1):
        month, words = values[f"month_{n}"], values[f"words_{n}"]
        if bool(month) != bool(words):
            raise BadInput(N_("Mốc ghi chưa đủ: tháng nào, phải đạt gì."), field=f"month_{n}")
        if month:
            found.append(MilestoneWish(month=month, words=words))
    return found


@require_http_methods(FORM)
@power(READ)
def change(request: DeskRequest, plan_id: UUID, verb: str) -> HttpResponse:
    """Accept a plan, or change its name and milestones."""
    if verb not in {"duyet", "sua"}:
        raise NotFound(N_("Không có việc này."))
    found = plans.plan(request.actor, plan_id)
    accepts, version = verb == "duyet", request.GET.get("ban", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else None
    title = N_("Duyệt kế hoạch") if accepts else N_("Sửa kế hoạch")
    asked = [Field("words", N_("Ý kiến"), "textarea", most=2000)]
    start: dict[str, Any] = {}
    if not accepts:
        reason = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
        asked = [Field("title", N_("Tên kế hoạch"), required=True, most=200), *_milestone_questions(), reason]
        start = {"title": found.row.title}
        for n, (month, words) in enumerate(found.milestones[:MONTHS_ASKED], 1):
            start |= {f"month_{n}": f"{month:%d/%m/%Y}", f"words_{n}": words}
    here = reverse("steering:plan", args=[plan_id])
    trail = [TOP, PLANS, Link(found.row.title, here), Link(title)]
    what = [N_("Kế hoạch đã duyệt không sửa tên và mốc nữa; từng việc vẫn chạy theo sổ nhiệm vụ.")] if accepts else []
    form = FormPage(title, title, asked, here, trail=trail, lead=found.row.title, start=start, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        wish: AcceptPlan | ChangePlan
        if accepts:
            wish = AcceptPlan(plan=plan_id, words=values["words"])
        else:
            wish = ChangePlan(
                plan=plan_id, title=values["title"], milestones=_milestones(values), reason=values["reason"]
            )
        act(request, msgspec.structs.replace(wish, seen=seen))
        return _to(request, plan_id, N_("Đã duyệt kế hoạch.") if accepts else N_("Đã sửa kế hoạch."))

    return run(request, form, do)


@require_http_methods(FORM)
@power(WRITE)
def add(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Write a task of a plan down."""
    found = plans.plan(request.actor, plan_id)
    here = reverse("steering:plan", args=[plan_id])
    title = N_("Thêm việc vào kế hoạch")
    start = {
        "due_kind": DueKind.BY_END.value,
        "repeat": Repeat.NONE.value,
        "source_kind": Source.PLAN.value,
        "source_words": found.row.title,
    }
    asked = asking.new_questions(request.actor)
    form = FormPage(
        title, title, asked, here, trail=[TOP, PLANS, Link(found.row.title, here), Link(title)], start=start
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        done = act(request, asking.new_directive(values, plan=plan_id))
        tell(request, N_("Đã ghi nhiệm vụ. Bổ sung những mục còn thiếu rồi giao."))
        return HttpResponseRedirect(reverse("steering:directive", args=[done.target]))

    return run(request, form, do)


@require_http_methods(FORM)
@power(WRITE)
def start(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Give every clear task of a plan; those that are not clear are named."""
    found = plans.plan(request.actor, plan_id)
    here = reverse("steering:plan", args=[plan_id])
    title = N_("Giao mọi việc đã đủ 6 rõ")
    what = [N_("Việc chưa đủ 6 rõ ở lại, có nêu tên mục thiếu.")]
    trail = [TOP, PLANS, Link(found.row.title, here), Link(title)]
    form = FormPage(title, title, [], here, trail=trail, lead=found.row.title, what=what)

    def do(_values: dict[str, Any]) -> HttpResponse:
        given, refused = assigning.start_all(request.actor, plan_id)
        tell(request, N_("Đã giao {given} việc, còn {left} việc chưa giao được."), given=given, left=len(refused))
        return HttpResponseRedirect(here)

    return run(request, form, do)


def _to(request: DeskRequest, plan: UUID, sentence: str) -> HttpResponse:
    tell(request, sentence)
    return HttpResponseRedirect(reverse("steering:plan", args=[plan]))

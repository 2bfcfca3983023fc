"""Where matters of each category go by themselves: what was said, else the usual way; changed with a reason."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.proposals.acts import FORM, REASON, unit_options
from motcua.desks.centre.proposals.shown import HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Column, Link
from motcua.desks.shared.told import tell
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.office import territory
from motcua.proposals.commands import SetRouting
from motcua.proposals.queries import routing
from motcua.proposals.rules.facts import CATEGORY_NAMES, Category

TITLE: Final = N_("Nơi nhận mặc định")
COLUMNS: Final = (Column(N_("Nhóm")), Column(N_("Đơn vị nhận, đơn vị đầu chủ trì")), Column(N_("Theo")))


@require_safe
@power("proposal.route")
def home(request: DeskRequest) -> HttpResponse:
    """List the ways of the asker's place."""
    rows = [
        {
            "name": CATEGORY_NAMES[way.category],
            "units": ", ".join(name for _, name in way.units),
            "said": way.said,
            "reason": way.reason,
            "href": reverse("proposals:change_routing", args=[way.category.value.replace("_", "-")]),
        }
        for way in routing.ways(request.actor)
    ]
    context = {"rows": rows, "columns": COLUMNS, "trail": [HOME, Link(TITLE)]}
    return render(request, "centre/proposals/routing.html", context)


@require_http_methods(FORM)
@power("proposal.route")
def change(request: DeskRequest, category: str) -> HttpResponse:
    """Say where a category goes from now on; nobody chosen: the usual way again."""
    key = category.replace("-", "_")
    place = territory.home(request.actor)
    if key not in set(Category) or place is None:
        raise NotFound(N_("Không có nhóm này."))
    wanted = Category(key)
    way = next(one for one in routing.ways(request.actor) if one.category is wanted)
    options, back = unit_options(place), reverse("proposals:routing")
    questions = [
        Field("lead", N_("Đơn vị chủ trì trả lời"), "select", options=options, ids=True, empty=N_("Theo mặc định")),
        Field("others", N_("Đơn vị phối hợp"), "many", options=options, ids=True),
        REASON,
    ]
    start: dict[str, Any] = {}
    if way.said:
        start = {"lead": str(way.units[0][0]), "others": [str(id_) for id_, _ in way.units[1:]]}
    name = CATEGORY_NAMES[wanted]
    page = FormPage(
        name,
        N_("Đổi nơi nhận mặc định"),
        questions,
        back,
        trail=[HOME, Link(TITLE, back), Link(name)],
        what=[N_("Chỉ áp dụng cho mục gửi từ nay; mục đã gửi ở nguyên nơi đang giữ.")],
        start=start,
    )

    def do(v: dict[str, Any]) -> HttpResponse:
        lead: UUID | None = v["lead"]
        units = list(dict.fromkeys([lead, *v["others"]])) if lead else []
        act(request, SetRouting(category=wanted, units=units, reason=v["reason"]))
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(back)

    return run(request, page, do)

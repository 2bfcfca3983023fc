"""Days that come every year: countdown, who sees to them, what is due by them; and the wording of «6 rõ»."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.leader.steering import options
from motcua.desks.leader.steering.views.listing import READ, TOP
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.commands import Command
from motcua.office import territory
from motcua.oversight.commands import ChangeOccasion, MoveOccasion, NameOccasion, SetSixWords
from motcua.oversight.queries import plans, wording
from motcua.oversight.queries.plans import OccasionRow
from motcua.oversight.rules.directives import CLEAR_NAMES, Clear
from motcua.oversight.rules.occasions import USUAL

FORM: Final = ["GET", "HEAD", "POST"]
WRITE: Final = "directive.write"
EVENTS: Final = Link(N_("Sự kiện"), "/chi-dao/su-kien/")
OWN: Final = "own"


@require_safe
@power(READ)
def home(request: DeskRequest) -> HttpResponse:
    """List the days ahead."""
    rows = plans.occasions(request.actor)
    may = request.actor.can(WRITE)
    context = {"rows": rows, "trail": [TOP, EVENTS], "may_write": may, "usual": USUAL}
    return render(request, "leader/steering/occasions.html", context)


@require_http_methods(FORM)
@power(WRITE)
def create(request: DeskRequest) -> HttpResponse:
    """Keep a day of every year."""
    places = options.place_options(request.actor)
    usual = [*(Option(one.key, one.name) for one in USUAL), Option(OWN, N_("Ngày khác"))]
    asked = [
        Field("place", N_("Địa bàn"), "select", required=True, options=places, ids=True),
        Field("which", N_("Sự kiện"), "radio", required=True, options=usual),
        Field("name", N_("Tên, nếu là ngày khác"), most=200),
        Field("month", N_("Tháng"), "number", size="xs", most=2),
        Field("day", N_("Ngày"), "number", size="xs", most=2),
        _owner(request),
    ]
    title = N_("Thêm sự kiện")
    start = {"place": places[0].value if places else ""}
    form = FormPage(title, title, asked, EVENTS.href, trail=[TOP, EVENTS, Link(title)], start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        known = next((one for one in USUAL if one.key == values["which"]), None)
        wish = NameOccasion(
            place=values["place"],
            name=known.name if known else values["name"],
            month=known.month if known else values["month"] or 13,
            day=known.day if known else values["day"] or 32,
            owner=values["owner"],
        )
        act(request, wish)
        return _home(request, N_("Đã thêm sự kiện."))

    return run(request, form, do)


def _owner(request: DeskRequest) -> Field:
    units = options.unit_options(request.actor)
    return Field("owner", N_("Đơn vị phụ trách"), "select", options=units, ids=True, empty=N_("– Chưa chọn –"))


@require_http_methods(FORM)
@power(WRITE)
def change(request: DeskRequest, occasion_id: UUID, verb: str) -> HttpResponse:
    """Move a day in one year, or change its name and owner, or keep it no more."""
    found = plans.occasion(request.actor, occasion_id)
    reason = Field("reason", N_("Lý do"), "textarea", required=True, most=500)
    if verb == "doi-ngay":
        title, asked = N_("Đổi ngày trong năm"), [Field("day", N_("Ngày"), "date", required=True, size="m"), reason]
        start: dict[str, Any] = {"day": short_date(found.next) if found.next else ""}
    elif verb == "sua":
        title = N_("Sửa sự kiện")
        kept = Field("kept", N_("Vẫn theo dõi sự kiện này"), "check")
        asked = [Field("name", N_("Tên"), required=True, most=200), _owner(request), kept, reason]
        start = {"name": found.name, "owner": found.owner or "", "kept": "1"}
    else:
        raise NotFound(N_("Không có việc này."))
    what = [N_("Việc có hạn theo sự kiện dời theo ngay, đơn vị chủ trì được báo.")] if verb == "doi-ngay" else []
    trail = [TOP, EVENTS, Link(title)]
    form = FormPage(title, title, asked, EVENTS.href, trail=trail, lead=found.name, start=start, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, _changed(found, verb, values))
        return _home(request, N_("Đã ghi."))

    return run(request, form, do)


def _changed(found: OccasionRow, verb: str, values: dict[str, Any]) -> Command:
    if verb == "doi-ngay":
        return MoveOccasion(occasion=found.id, day=values["day"], reason=values["reason"])
    return ChangeOccasion(
        occasion=found.id, name=values["name"], owner=values["owner"], kept=values["kept"], reason=values["reason"]
    )


@require_http_methods(FORM)
@power(WRITE)
def words(request: DeskRequest) -> HttpResponse:
    """Set what a place calls the six clear things."""
    home_ = territory.home(request.actor)
    named = wording.names_for(home_, request.actor.realm) if home_ else CLEAR_NAMES
    places = options.place_options(request.actor)
    asked = [
        Field("place", N_("Địa bàn"), "select", required=True, options=places, ids=True),
        *(Field(one.value, CLEAR_NAMES[one], required=True, most=60) for one in Clear),
        Field("ground", N_("Căn cứ"), "textarea", required=True, most=500),
    ]
    title = N_("Tên gọi 6 rõ")
    start = {"place": places[0].value if places else "", **{one.value: named.get(one, "") for one in Clear}}
    what = [N_("Áp dụng cho địa bàn này và các đơn vị bên dưới chưa đặt tên riêng.")]
    form = FormPage(title, N_("Ghi lại"), asked, TOP.href, trail=[TOP, Link(title)], start=start, what=what)

    def do(values: dict[str, Any]) -> HttpResponse:
        names = {one.value: values[one.value] for one in Clear}
        act(request, SetSixWords(place=values["place"], words=names, ground=values["ground"]))
        tell(request, N_("Đã ghi."))
        return HttpResponseRedirect(TOP.href)

    return run(request, form, do)


def _home(request: DeskRequest, sentence: str) -> HttpResponse:
    tell(request, sentence)
    return HttpResponseRedirect(reverse("steering:occasions"))

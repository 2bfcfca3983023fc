"""What the topic's pages share: the tabs, whose centre is shown, options, columns, tones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from motcua.desks.shared.door import DeskRequest, typed_id
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.kernel.worktime import clock_minute
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.queries.names import Serving
from motcua.office.staff_sheet import read_day
from motcua.staff import fields
from motcua.staff.queries import moves, reach
from motcua.staff.queries.reach import CentreRow
from motcua.staff.rules.halves import HALF_NAMES, Half
from motcua.staff.rules.presence import Standing

FORM = ["GET", "HEAD", "POST"]
DESK = Link(N_("Trung tâm"), "/trung-tam/")
TOPIC = Link(N_("Nhân sự"), "/nhan-su/")
TONES = {
    Standing.PRESENT: "good",
    Standing.LATE: "soon",
    Standing.NOT_YET: "calm",
    Standing.COVERED: "pause",
    Standing.COVER_MISSING: "late",
    Standing.ABSENT: "late",
    Standing.LEFT: "late",
}
HALVES = [Option(half, HALF_NAMES[half]) for half in Half]
_TABS = (
    ("people:today", N_("Trực hôm nay")),
    ("people:rosters", N_("Lịch trực")),
    ("people:assignments", N_("Phân công")),
    ("people:leaves", N_("Nghỉ phép")),
    ("people:moves", N_("Phương án nhân sự")),
    ("people:training", N_("Tập huấn")),
    ("people:needs", N_("Nhu cầu")),
)


def way(actor: Actor) -> list[Link]:
    """Return the way to a page of the topic: whoever only keeps their own days has their own page above it."""
    return [DESK, TOPIC] if actor.can("staff.read") else [Link(N_("Điểm danh của tôi"), reverse("people:mine"))]


def frame(request: DeskRequest, current: str, unit: CentreRow | None = None) -> dict[str, Any]:
    """Return what every page of the topic shows around its own: tabs, centres to choose from, words said once."""
    query = f"?don-vi={unit.id}" if unit else ""
    found = reach.centres(request.actor)
    return {
        "tabs": [Link(label, reverse(view) + query, current=view == current) for view, label in _TABS],
        "centres": [Option(str(row.id), row.name) for row in found] if len(found) > 1 else [],
        "unit": unit,
        "trail": way(request.actor),
        "writes": request.actor.can("staff.write"),
        "tones": TONES,
        "half_names": HALF_NAMES,
    }


def centre(request: DeskRequest) -> CentreRow:
    """Return the centre a page is about: the one asked for, else the actor's own, else the first within reach."""
    found = reach.centres(request.actor)
    asked = request.GET.get("don-vi") or request.POST.get("don-vi")
    if asked:
        wanted = typed_id({"u": asked}, "u")
        row = next((row for row in found if row.id == wanted), None)
        if row is None:
            raise NotFound(N_("Không có Trung tâm này trong phạm vi của bạn."))
        return row
    if not found:
        raise NotFound(N_("Trong phạm vi của bạn chưa có Trung tâm nào."))
    home = territory.home(request.actor)
    return next((row for row in found if row.place == home), found[0])


def centre_asked(request: DeskRequest) -> UUID | None:
    """Return the centre a list is narrowed to, ``None`` for all within reach."""
    return centre(request).id if request.GET.get("don-vi") else None


def day_of(request: DeskRequest, name: str, default: date) -> date:
    """Return a day from an address (``2025-07-01`` or ``1/7/2025``); :class:`BadInput` for what is none."""
    text = clean(request.GET.get(name, ""))
    if not text:
        return default
    day = read_day(text)
    if day is None or not 2000 <= day.year <= 2200:
        raise BadInput(N_("Ngày «{text}» không đúng; viết như 01/07/2025."), field=name, text=text[:20])
    return day


def half_of(request: DeskRequest, name: str = "buoi") -> Half:
    """Return a half-day from an address; :class:`BadInput` for anything else."""
    text = request.GET.get(name, "")
    if text not in {half.value for half in Half}:
        raise BadInput(N_("Chọn buổi sáng hoặc chiều."), field=name)
    return Half(text)


def before_of(request: DeskRequest) -> UUID | None:
    """Return after which row a list goes on."""
    return typed_id(request.GET, "sau")


def next_href(request: DeskRequest, rows: Sequence[Any], most: int) -> str:
    """Return where a list goes on, "" at its end."""
    if len(rows) < most:
        return ""
    query = request.GET.copy()
    query["sau"] = str(rows[-1].id)
    return f"?{query.urlencode()}"


def people(actor: Actor, unit: UUID, on: date | None = None, without: Iterable[UUID] = ()) -> list[Option]:
    """Return the people of a centre's place as options."""
    left_out = set(without)
    return [option_of(one) for one in moves.people_of(actor, unit, on) if one.official not in left_out]


def option_of(one: Serving) -> Option:
    """Return somebody as «name – title»."""
    return Option(str(one.official), f"{one.name} – {one.title}")


def field_questions(unit: UUID, chosen: Sequence[str] = ()) -> tuple[list[Field], dict[str, Any]]:
    """Return the questions for fields of work (ticks and free text), and what they show at the start."""
    offered = fields.offered(unit, chosen)
    questions = [
        Field("fields", N_("Lĩnh vực"), kind="many", options=[Option(field, field) for field in offered]),
        Field(
            "more",
            N_("Lĩnh vực khác"),
            most=600,
            hint=N_("Ghi đúng tên trong danh mục thủ tục, cách nhau bằng dấu chấm phẩy."),
        ),
    ]
    return questions, {"fields": list(chosen)}


def fields_from(asked: Mapping[str, Any]) -> list[str]:
    """Return the fields ticked and written."""
    return [*asked["fields"], *(part for part in asked["more"].split(";") if part.strip())]


def field_options(first: Iterable[str] = ()) -> list[Option]:
    """Return every field of the catalogue, those in ``first`` before the others."""
    ahead = list(dict.fromkeys(first))
    rest = sorted(set(fields.known().values()) - set(ahead), key=fold)
    return [Option(field, field) for field in (*ahead, *rest)]


def clock_of(text: str, name: str) -> time | None:
    """Return a wall-clock time as typed, ``None`` when empty; :class:`BadInput` beside its question."""
    if not text:
        return None
    try:
        minute = clock_minute(text)
    except BadInput as error:
        raise BadInput(error.said.sentence, field=name, **error.said.values) from error
    return time(minute // 60, minute % 60)


def days_from(text: str, name: str) -> list[date]:
    """Return days typed with semicolons or commas between; :class:`BadInput` names the one that is none."""
    found = []
    for part in text.replace(",", ";").split(";"):
        if not part.strip():
            continue
        day = read_day(part.strip())
        if day is None:
            raise BadInput(N_("Ngày «{text}» không đúng; viết như 01/07/2025."), field=name, text=part.strip()[:20])
        found.append(day)
    return found


def form(
    request: DeskRequest,
    title: Text,
    questions: Sequence[Field],
    back: str,
    do: Callable[[dict[str, Any]], None],
    *,
    verb: Text = "",
    done: str,
    start: Mapping[str, Any] | None = None,
    to: Callable[[], str] | None = None,
    **page: Any,
) -> HttpResponse:
    """Run a form of the topic: on success say ``done`` and go on to ``to()`` (``back`` unless given)."""
    shape = FormPage(
        title,
        verb or title,
        questions,
        back,
        page.pop("trail", None) or [*way(request.actor), Link(title)],
        start=start or {},
        **page,
    )

    def carry_out(asked: dict[str, Any]) -> HttpResponse:
        do(asked)
        tell(request, done)
        return HttpResponseRedirect(to() if to else back)

    return run(request, shape, carry_out)


def today_text() -> str:
    """Return today as forms show it."""
    day = clock.today()
    return f"{day:%d/%m/%Y}"

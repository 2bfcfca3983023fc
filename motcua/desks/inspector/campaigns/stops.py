"""One stop, and the acts on it: planned, moved, begun, finished, given back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.inspector.campaigns import shown
from motcua.desks.inspector.campaigns.acts import FORM, LATER, REASON, form_page
from motcua.desks.inspector.campaigns.outlines import told
from motcua.desks.inspector.campaigns.views import notes, written
from motcua.desks.inspector.findings import shown as found_shown
from motcua.desks.inspector.minutes import shown as minutes_shown
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import long_moment, short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Fact, Link, Text
from motcua.desks.shared.told import tell
from motcua.findings.queries import findings, minutes, sheets
from motcua.findings.rules.life import Standing
from motcua.inspections import queries
from motcua.inspections.commands import (
    BeginStop,
    CancelStop,
    FinishStop,
    MoveStop,
    PlanStop,
    ReopenStop,
    ReturnOutline,
)
from motcua.inspections.queries import CampaignPage, StopPage, StopRow
from motcua.inspections.rules import stops as rules
from motcua.inspections.rules.campaigns import PART_NAMES
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.kernel.worktime import clock_text
from motcua.ledger.commands import Command
from motcua.samples import queries as samples

WHEN: Final = (
    Field("day", N_("Ngày"), "date", required=True, size="m", group=N_("Thời gian")),
    Field("clock", N_("Giờ, nếu đã hẹn"), size="s", most=8, hint=N_("ví dụ 08:30"), group=N_("Thời gian")),
    Field("half", N_("Buổi"), "radio", required=True, options=options_of(rules.HALF_NAMES)),
    Field("ordinal", N_("Thứ tự trong buổi"), "number", size="xs", most=2, hint=N_("Để trống: xếp sau cùng.")),
)
VENUE: Final = Field("venue", N_("Địa điểm"), most=300)
OVERLAP: Final = Field(
    "overlap",
    N_("Lý do vẫn xếp lịch trùng"),
    "textarea",
    most=500,
    hint=N_("Chỉ ghi khi hệ thống báo trùng đoàn hoặc trùng người."),
)


def _goes(campaign: CampaignPage) -> Field:
    return Field(
        "goes",
        N_("Người đi buổi này"),
        "many",
        options=shown.member_options(campaign.members),
        ids=True,
        hint=N_("Không chọn ai: cả đoàn."),
    )


@require_http_methods(FORM)
@power("inspection.plan")
def create(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Put a half-day on the route."""
    found = queries.page(request.actor, campaign_id)
    questions = [
        Field(
            "place", N_("Xã, phường"), "select", required=True, options=shown.communes(request.actor, found), ids=True
        ),
        *WHEN,
        Field("kind", N_("Loại"), "radio", required=True, options=options_of(rules.STOP_KIND_NAMES)),
        VENUE,
        _goes(found),
        OVERLAP,
    ]
    last = found.stops[-1] if found.stops else None
    start = {
        "day": short_date(last.day) if last else "",
        "half": (last.half if last else rules.Half.MORNING).value,
        "kind": rules.StopKind.SESSION.value,
    }
    page = form_page(found, N_("Thêm điểm đến"), questions, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        command = PlanStop(
            campaign=campaign_id,
            place=values["place"],
            day=values["day"],
            half=rules.Half(values["half"]),
            clock=values["clock"],
            ordinal=min(values["ordinal"] or 0, 99),
            kind=rules.StopKind(values["kind"]),
            venue=values["venue"],
            goes=values["goes"],
            overlap=values["overlap"],
        )
        act(request, command)
        tell(request, N_("Đã thêm điểm đến"))
        return HttpResponseRedirect(reverse("campaigns:campaign", args=[campaign_id]))

    return run(request, page, do)


@require_safe
@power("inspection.read")
def page(request: DeskRequest, stop_id: UUID) -> HttpResponse:
    """Show one stop: when, where, who, what was answered, and what may be done now."""
    found = queries.stop_page(request.actor, stop_id)
    row, campaign = found.row, found.campaign
    buttons = [
        (offer.verb, f"{reverse('campaigns:stop_act', args=[stop_id, VERBS[offer.command]])}?ban={found.version}")
        for offer in found.offers
        if offer.command in VERBS and offer.refusal is None
    ]
    can_write = row.asks and found.may_answer and row.outline is not rules.Outline.SUBMITTED
    context = {
        "it": found,
        "row": row,
        "campaign": campaign,
        "tags": shown.stop_tags(row),
        "trail": _trail(found),
        "when": shown.when(row),
        "buttons": buttons,
        "can_write": can_write and row.state in {rules.StopState.PLANNED, rules.StopState.BEGUN},
        "facts": _facts(found),
        "parts": PART_NAMES,
        "members": [(one, shown.member_words(one)) for one in found.members],
        "warnings": notes(row),
        "answers": told(found),
        "outline_name": rules.OUTLINE_NAMES[row.outline],
        "articles": written(request.actor, [campaign.id, row.id]),
        **_seen(request, row),
    }
    return render(request, "inspector/campaigns/stop.html", context)


def _seen(request: DeskRequest, row: StopRow) -> dict[str, Any]:
    """Return what was answered, found and written down at a stop, and what the asker may add to it."""
    actor = request.actor
    works = sheets.works_at(actor, row.id)
    noted = findings.at_stop(actor, row.id)
    written = minutes.at_stop(actor, row.id)
    standing = findings.standing_of(actor, "stop_id", [row.id]).get(row.id, Standing())
    return {
        "sheets": sheets.at_stop(actor, row.id),
        "noted": [{"row": one, "title": found_shown.title(one), "tags": found_shown.tags(one)} for one in noted],
        "stands": standing.words,
        "samples": samples.count_at_stop(actor, row.id),
        "may_lay": works and row.state in {rules.StopState.PLANNED, rules.StopState.BEGUN},
        "may_note": works and row.begun_at is not None,
        "minutes": [(one, minutes_shown.name(one), minutes_shown.tags(one)) for one in written],
        "may_begin_minutes": works and row.begun_at is not None and not written,
    }


def _trail(found: StopPage) -> list[Link]:
    campaign = found.campaign
    over = Link(shown.title(campaign), reverse("campaigns:campaign", args=[campaign.id]))
    return [shown.HOME, over, Link(found.row.place_name)]


def _facts(found: StopPage) -> list[Fact]:
    row = found.row
    facts = [
        Fact(N_("Thời gian"), shown.when(row)),
        Fact(N_("Loại"), rules.STOP_KIND_NAMES[row.kind]),
        Fact(N_("Đơn vị"), row.unit_name or row.place_name),
        Fact(N_("Địa điểm"), row.venue),
    ]
    if row.begun_at is not None:
        facts.append(Fact(N_("Bắt đầu"), long_moment(row.begun_at), hint=found.begun_by))
    if row.finished_at is not None:
        facts.append(Fact(N_("Kết thúc"), long_moment(row.finished_at)))
    return facts


@dataclass(frozen=True, slots=True)
class Ask:
    """One form about a stop: its command, words, questions, what will happen, and what the answers become."""

    command: type[Command]
    title: Text
    questions: Callable[[StopPage], Sequence[Field]]
    build: Callable[[UUID, dict[str, Any]], Command]
    start: Callable[[StopPage], dict[str, Any]] = lambda page: {}
    what: Sequence[Text] = ()
    danger: bool = False


def _move(stop: UUID, v: dict[str, Any]) -> MoveStop:
    return MoveStop(
        stop=stop,
        day=v["day"],
        half=rules.Half(v["half"]),
        clock=v["clock"],
        ordinal=min(v["ordinal"] or 0, 99),
        unit=v["unit"],
        venue=v["venue"],
        goes=v["goes"],
        overlap=v["overlap"],
        reason=v["reason"],
    )


def _move_questions(page: StopPage) -> list[Field]:
    unit = Field(
        "unit", N_("Đơn vị"), "select", options=shown.body_options(page.row.place), ids=True, empty=N_("cả xã")
    )
    return [*WHEN, unit, VENUE, _goes(page.campaign), OVERLAP, LATER]


def _move_start(page: StopPage) -> dict[str, Any]:
    row = page.row
    return {
        "day": short_date(row.day),
        "half": row.half.value,
        "clock": "" if row.at is None else clock_text(row.at),
        "ordinal": row.ordinal,
        "unit": str(row.unit or ""),
        "venue": row.venue,
        "goes": [str(one) for one in row.goes],
        "overlap": row.overlap,
    }


ASKS: Final[Mapping[str, Ask]] = {
    "bat-dau": Ask(
        BeginStop,
        N_("Bắt đầu"),
        lambda page: [],
        lambda stop, v: BeginStop(stop=stop),
        what=[N_("Ghi giờ bắt đầu. Buổi đột xuất từ lúc này đơn vị được kiểm tra nhìn thấy.")],
    ),
    "ket-thuc": Ask(FinishStop, N_("Kết thúc buổi"), lambda page: [], lambda stop, v: FinishStop(stop=stop)),
    "doi": Ask(MoveStop, N_("Dời, sửa buổi"), _move_questions, _move, start=_move_start),
    "mo-lai": Ask(
        ReopenStop, N_("Mở lại buổi"), lambda page: [REASON], lambda stop, v: ReopenStop(stop=stop, reason=v["reason"])
    ),
    "tra-lai": Ask(
        ReturnOutline,
        N_("Trả lại báo cáo"),
        lambda page: [Field("remarks", N_("Cần bổ sung gì"), "textarea", required=True, most=2000)],
        lambda stop, v: ReturnOutline(stop=stop, remarks=v["remarks"]),
    ),
    "huy": Ask(
        CancelStop,
        N_("Hủy buổi"),
        lambda page: [REASON],
        lambda stop, v: CancelStop(stop=stop, reason=v["reason"]),
        danger=True,
    ),
}
VERBS: Final = {ask.command: verb for verb, ask in ASKS.items()}


@require_http_methods(FORM)
@power("inspection.plan", "inspection.work")
def change(request: DeskRequest, stop_id: UUID, verb: str) -> HttpResponse:
    """Do one act on a stop."""
    ask = ASKS.get(verb)
    if ask is None:
        raise NotFound(N_("Không có việc này."))
    found = queries.stop_page(request.actor, stop_id)
    here = reverse("campaigns:stop", args=[stop_id])
    version = request.GET.get("ban", "")
    trail = _trail(found)
    page = FormPage(
        ask.title,
        ask.title,
        ask.questions(found),
        here,
        trail=[*trail[:-1], Link(found.row.place_name, here), Link(ask.title)],
        lead=found.row.place_name,
        what=ask.what,
        facts=[Fact(N_("Buổi"), shown.when(found.row))],
        danger=ask.danger,
        start=ask.start(found),
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        command = ask.build(stop_id, values)
        if version.isdecimal() and len(version) < 10:
            command = msgspec.structs.replace(command, seen=int(version))
        act(request, command)
        tell(request, N_("Đã ghi"))
        return HttpResponseRedirect(here)

    return run(request, page, do)

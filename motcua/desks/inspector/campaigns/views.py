"""The list of campaigns, as a page and a file, and one campaign with its route, team, outline and draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.articles import queries as articles
from motcua.articles.queries import ArticleRow
from motcua.desks.inspector.campaigns import mapped, shown
from motcua.desks.inspector.campaigns.acts import VERBS, may_plan
from motcua.desks.inspector.findings import shown as found_shown
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, power, typed_id
from motcua.desks.shared.fields import YEARS
from motcua.desks.shared.handing import spreadsheet
from motcua.desks.shared.shapes import Column, Fact, Link, Option, Text
from motcua.findings import queries as findings
from motcua.findings.rules.life import Standing
from motcua.inspections import queries
from motcua.inspections.commands import ReadyCampaign
from motcua.inspections.queries import Asked, CampaignPage, CampaignRow, Counts
from motcua.inspections.queries.scope import Sight
from motcua.inspections.rules.campaigns import (
    KIND_NAMES,
    MANDATE_NAMES,
    PART_NAMES,
    STATE_NAMES,
    Kind,
    Mandate,
    Part,
    State,
    check_ready,
)
from motcua.inspections.rules.stops import KM_PER_HOUR, STOP_KIND_NAMES, StopState
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor

TEXT_MOST = 100
SHEET = (
    (N_("Cuộc kiểm tra"), 48),
    (N_("Loại"), 26),
    (N_("Trạng thái"), 18),
    (N_("Cơ quan lập"), 34),
    (N_("Trưởng đoàn"), 26),
    (N_("Từ ngày"), 14),
    (N_("Đến ngày"), 14),
    (N_("Nơi đến"), 48),
    (N_("Số buổi"), 10),
    (N_("Đã xong"), 10),
)
STOP_COLUMNS = (
    Column(N_("Buổi")),
    Column(N_("Nơi đến")),
    Column(N_("Loại")),
    Column(N_("Tình trạng")),
    Column(N_("Tồn tại, khắc phục")),
    Column(N_("Lưu ý")),
)


def asked(request: HttpRequest) -> Asked:
    """Return what of the list the address asks for; what is unknown there asks for nothing in particular."""
    state, kind = request.GET.get("xem", ""), request.GET.get("loai", "")
    return Asked(
        state=state if state in set(State) else "",
        kind=kind if kind in set(Kind) else "",
        text=request.GET.get("q", "").strip()[:TEXT_MOST],
        place=typed_id(request.GET, "dia-ban"),
        month=month_of(request.GET.get("thang", "")),
        after=typed_id(request.GET, "sau"),
    )


def month_of(text: str) -> date | None:
    """Return the first day of a month written «2025-07»; ``None`` for anything else."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if found.year in YEARS else None


def href(wanted: Asked, view: str = "campaigns:home") -> str:
    """Return the address of a list."""
    parts = {
        "xem": wanted.state,
        "q": wanted.text,
        "loai": wanted.kind,
        "dia-ban": str(wanted.place or ""),
        "thang": f"{wanted.month:%Y-%m}" if wanted.month else "",
        "sau": str(wanted.after or ""),
    }
    kept = {name: value for name, value in parts.items() if value}
    return f"{reverse(view)}?{urlencode(kept)}" if kept else reverse(view)


@require_safe
@power("inspection.read")
def home(request: DeskRequest) -> HttpResponse:
    """Show the list with its counts."""
    wanted, actor = asked(request), request.actor
    found = queries.counts(actor)
    rows, more = queries.listed(actor, wanted)
    whole = replace(wanted, after=None)
    states = [("", N_("Tất cả"), found.all), *((one, STATE_NAMES[one], found.by_state.get(one, 0)) for one in State)]
    context = {
        "rows": [_shown(row) for row in rows],
        "columns": _columns(wanted, found),
        "tabs": [
            Link(label, href(replace(whole, state=str(state))), current=state == wanted.state, count=count)
            for state, label, count in states
        ],
        "next_href": href(replace(wanted, after=rows[-1].id)) if more else "",
        "first_href": href(whole) if wanted.after else "",
        "export_href": href(whole, "campaigns:export"),
        "total": None if wanted.narrowed else found.by_state.get(wanted.state, 0) if wanted.state else found.all,
        "sealed": found.sealed if not wanted.narrowed else 0,
        "may_create": actor.can("inspection.plan"),
    }
    return render(request, "inspector/campaigns/home.html", context)


def _shown(row: CampaignRow) -> dict[str, Any]:
    days = "" if row.first is None else formats.short_date(row.first)
    if row.last is not None and row.last != row.first:
        days = f"{days} – {formats.short_date(row.last)}"
    return {
        "row": row,
        "id": row.id,
        "title": shown.title(row),
        "tags": shown.tags(row),
        "days": days,
        "places": ", ".join(row.places[:4]),
        "more": len(row.places) - 4,
        "sealed": row.sight is Sight.SEALED,
    }


def _columns(wanted: Asked, found: Counts) -> list[Column]:
    places = [Option(str(id_), name) for id_, name in found.places]
    kinds = [Option(kind, name) for kind, name in KIND_NAMES.items()]
    return [
        Column(N_("Cuộc kiểm tra"), filter_name="q", filter_value=wanted.text),
        Column(N_("Loại"), filter_name="loai", filter_value=wanted.kind, filter_options=kinds),
        Column(
            N_("Thời gian"),
            filter_name="thang",
            filter_value=f"{wanted.month:%Y-%m}" if wanted.month else "",
            filter_options=[
                Option(f"{one:%Y-%m}", said(N_("tháng {month}"), month=f"{one.month}/{one.year}"))
                for one in found.months
            ],
        ),
        Column(
            N_("Nơi đến"),
            filter_name="dia-ban" if len(places) > 1 else "",
            filter_value=str(wanted.place or ""),
            filter_options=places,
        ),
        Column(N_("Trưởng đoàn")),
        Column(N_("Buổi"), numeric=True),
    ]


@require_safe
@power("inspection.read")
def export(request: DeskRequest) -> HttpResponse:
    """Answer the list of the address as XLSX."""
    heading = gettext(N_("Cuộc kiểm tra – {unit} – xuất lúc {at}")).format(
        unit=request.actor.unit_name, at=formats.long_moment(clock.now())
    )
    rows = [
        [
            formats.said(shown.title(row)),
            formats.said(KIND_NAMES[row.kind]),
            formats.said(STATE_NAMES[row.state]),
            row.unit_name,
            row.leader,
            row.first,
            row.last,
            ", ".join(row.places),
            row.stops,
            row.over,
        ]
        for row in queries.exported(request.actor, asked(request))
    ]
    return spreadsheet(f"kiem-tra-{clock.today():%Y%m%d}.xlsx", heading, SHEET, rows)


@require_safe
@power("inspection.read")
def page(request: DeskRequest, campaign_id: UUID) -> HttpResponse:
    """Show one campaign as far as the reader sees it."""
    found = queries.page(request.actor, campaign_id)
    heading = shown.title(found)
    context: dict[str, Any] = {
        "it": found,
        "title": heading,
        "tags": shown.tags(found),
        "trail": [shown.HOME, Link(heading)],
    }
    if found.sight is Sight.SEALED:
        return render(request, "inspector/campaigns/sealed.html", context)
    plans = may_plan(found)
    stands = findings.standing_of(request.actor, "stop_id", [row.id for row in found.stops])
    context |= {
        "buttons": acts_on(found),
        "plans": plans,
        "whole": found.sight is Sight.WHOLE,
        "begun": any(row.begun_at for row in found.stops),
        "facts": facts(found),
        "parts": PART_NAMES,
        "members": [(one, shown.member_words(one)) for one in found.members],
        "columns": STOP_COLUMNS,
        "stops": [
            {
                "id": row.id,
                "row": row,
                "tone": "late" if row.overdue else "",
                "when": shown.when(row),
                "where": shown.where(row),
                "tags": shown.stop_tags(row),
                "kind": STOP_KIND_NAMES[row.kind],
                "stands": stands.get(row.id, Standing()).words if row.begun_at else "",
                "warnings": notes(row),
                "href": reverse("campaigns:stop", args=[row.id]),
            }
            for row in found.stops
        ],
        **told_of(request.actor, found),
        "legs": found.legs,
        "speed": KM_PER_HOUR,
        "map": mapped.route(found.stops),
    }
    return render(request, "inspector/campaigns/campaign.html", context)


def acts_on(found: CampaignPage) -> list[tuple[Text, str, Text]]:
    """Return what may be done to a campaign, the first thing first: word, address, and why it cannot be done yet.

    What must be there before a campaign is made ready comes before that: somebody who leads, somewhere to go.
    """
    barred: Text = ""
    before: list[tuple[Text, str, Text]] = []
    parts = [one.part for one in found.members]
    live = sum(row.state != StopState.CANCELLED for row in found.stops)
    try:
        check_ready(parts, live)
    except RuleError as error:
        barred = error.said
    buttons: list[tuple[Text, str, Text]] = []
    for offer in found.offers:
        if offer.command not in VERBS or offer.refusal is not None:
            continue
        href = f"{reverse('campaigns:act', args=[found.id, VERBS[offer.command]])}?ban={found.version}"
        if offer.command is not ReadyCampaign:
            buttons.append((offer.verb, href, ""))
            continue
        if Part.LEADER not in parts:
            before.append((N_("Thêm người vào đoàn"), reverse("campaigns:add_member", args=[found.id]), ""))
        if not live:
            before.append((N_("Thêm điểm đến"), reverse("campaigns:add_stop", args=[found.id]), ""))
        buttons.insert(0, (offer.verb, href, barred))
    return [*before, *buttons]


def told_of(actor: Actor, found: CampaignPage) -> dict[str, Any]:
    """Return what became of a campaign: how its shortcomings stand, which of them were there before, what was written of it."""
    begun = any(row.begun_at for row in found.stops)
    standing = findings.standing_of(actor, "campaign_id", [found.id]).get(found.id, Standing())
    return {
        "stood": standing.words if begun else "",
        "findings_href": f"{reverse('findings:home')}?{urlencode({'dot': str(found.id), 'xem': findings.Show.ALL})}",
        "repeats": [(row, found_shown.title(row), found_shown.tags(row)) for row in findings.repeated(actor, found.id)],
        "articles": written(actor, [found.id, *(row.id for row in found.stops)]),
    }


def written(actor: Actor, visits: Sequence[UUID]) -> list[tuple[ArticleRow, str]]:
    """Return the articles that tell of these visits, each with its address: the public page, the desk for a draft."""
    rows = articles.of_visit(actor, visits)
    return [
        (row, reverse("citizen:news_article", args=[row.slug]))
        if row.state == "published"
        else (row, reverse("articles:article", args=[row.id]))
        for row in rows
    ]


def notes(row: queries.StopRow) -> list[Said]:
    """Return what is in the way of a stop and what its day has against it."""
    found = [one.words for one in row.conflicts]
    if row.conflicts and row.overlap:
        found.append(said(N_("Lý do vẫn xếp: {reason}"), reason=row.overlap))
    return [*found, *row.warnings]


def facts(found: CampaignPage) -> list[Fact]:
    """Return what is said of a campaign: mandate, period, content, documents."""
    first, last = found.period
    period: Text = ""
    if first or last:
        period = said(
            N_("từ {first} đến {last}"),
            first=formats.short_date(first) if first else "…",
            last=formats.short_date(last) if last else "…",
        )
    return [
        Fact(
            N_("Căn cứ"), mandate(found), href=reverse("campaigns:mandate", args=[found.id]) if found.has_file else ""
        ),
        Fact(N_("Cơ quan lập"), found.unit_name),
        Fact(N_("Mục đích"), found.purpose),
        Fact(N_("Nội dung"), found.content),
        Fact(N_("Thời kỳ kiểm tra"), period),
        Fact(N_("Báo trước"), N_("có") if found.announced else N_("không")),
    ]


def mandate(found: CampaignPage) -> Text:
    """Return the decision or plan in words; that there is none yet is said."""
    if found.mandate is Mandate.NONE:
        return MANDATE_NAMES[Mandate.NONE]
    return said(
        N_("{kind} số {number} ngày {day} của {issuer}"),
        kind=said(MANDATE_NAMES[found.mandate]),
        number=found.mandate_number,
        day=formats.short_date(found.mandate_day),
        issuer=found.mandate_issuer,
    )

"""Opening a bill: what is posted this instant, what of it is charged, for whom it is lowered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.desks.counter.till.shown import (
    COLLECT,
    HOME,
    METHODS,
)
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import money as in_dong
from motcua.desks.shared.formats import short_moment
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Fact, Link, Option
from motcua.dossiers import queries as dossiers
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError
from motcua.kernel.words import N_, Said, said
from motcua.payments import queries
from motcua.payments.commands import (
    LineWish,
    OpenBill,
)
from motcua.payments.commands.bills import ExemptionWish
from motcua.payments.rules import levels
from motcua.payments.rules.levels import Formula, Level, Posted

PURPOSE = "Thu phí, lệ phí"
COUNT, PAGES = "sl.", "tr."


@require_http_methods(METHODS)
@power(COLLECT)
def open_bill(request: DeskRequest, dossier: UUID) -> HttpResponse:
    """Choose what is charged of what is posted this instant, and open the bill."""
    page = dossiers.dossier_page(request.actor, dossier, purpose=PURPOSE)
    posted, _ = queries.posted_at(
        page.received_unit_id, page.procedure_code, clock.now(), request.actor.realm, page.case_key, page.channel
    )
    title = N_("Lập phiếu thu")
    form = FormPage(
        title,
        N_("Lập phiếu thu"),
        _questions(posted) if posted.chargeable else (),
        reverse("counter:receipt", args=[dossier]),
        trail=[HOME, Link(title)],
        lead=said(N_("{label} · {name}"), label=page.row.label, name=page.row.applicant),
        what=_nothing(posted),
        facts=[*_levels(posted), Fact(N_("Thủ tục"), page.row.procedure)],
        start={f"{COUNT}{level.key}": "1" for level in posted.chargeable[:1]},
    )

    def do(values: dict[str, Any]) -> HttpResponse:
        _still_posted(request, posted)
        command = OpenBill(
            centre=page.received_unit_id,
            dossier=dossier,
            label=page.row.label,
            procedure=page.procedure_code,
            case=page.case_key,
            channel=page.channel,
            payer=page.applicant_id,
            lines=_wishes(posted, values),
            exemption=_exemption(values),
        )
        return HttpResponseRedirect(reverse("till:bill", args=[act(request, command).target]))

    return run(request, form, do)


def _nothing(posted: Posted) -> list[Said]:
    """Say what may not be charged, and why."""
    told = [said(N_("{name}: {why}."), name=one.name, why=one.why) for one in posted.missing]
    if posted.chargeable:
        return told
    if told:
        return [said(N_("Chưa có mức thu niêm yết có giá trị, nên không được thu.")), *told]
    return [said(N_("Thủ tục này không thu phí, lệ phí."))]


def _levels(posted: Posted) -> list[Fact]:
    return [
        Fact(
            level.name,
            said(N_("{amount}{unit}"), amount=in_dong(level.amount), unit=f"/{level.unit}" if level.unit else ""),
            hint=_ground(level),
        )
        for level in posted.levels
    ]


def _ground(level: Level) -> Said:
    trial = said(N_("mức thử; ")) if level.trial_value else ""
    if level.since is None:
        return said(N_("{trial}{ground}"), trial=trial, ground=level.ground)
    return said(
        N_("{trial}{ground}, áp dụng từ {since}"), trial=trial, ground=level.ground, since=short_moment(level.since)
    )


def _questions(posted: Posted) -> list[Field]:
    found = []
    for level in posted.chargeable:
        by_page = level.formula is Formula.COPY_PAGES
        label = said(N_("{name}: số bản")) if by_page else said(N_("{name}: số lượng"))
        group = level.name if by_page else ""
        found.append(
            Field(
                f"{COUNT}{level.key}",
                Said(label.sentence, {"name": level.name}),
                "number",
                hint=N_("Bỏ trống nếu không thu khoản này."),
                size="s",
                most=4,
                group=group,
            )
        )
        if by_page:
            found.append(
                Field(f"{PAGES}{level.key}", N_("Số trang bản chính"), "number", size="s", most=4, group=group)
            )
    if posted.exemptions:
        group = N_("Miễn, giảm")
        groups = [Option(one, one) for one in posted.exemptions]
        found.append(Field("group", N_("Đối tượng"), "select", options=groups, empty=N_("Không"), group=group))
        found.append(Field("percent", N_("Miễn, giảm bao nhiêu phần trăm"), "number", size="xs", most=3, group=group))
        found.append(Field("evidence", N_("Giấy tờ chứng minh"), most=500, group=group))
    return found


def _still_posted(request: DeskRequest, posted: Posted) -> None:
    """Refuse a form that was filled in under levels which count no more."""
    asked = {name.removeprefix(COUNT) for name in request.POST if name.startswith(COUNT)}
    if asked != {level.key for level in posted.chargeable}:
        raise Conflict(N_("Mức thu vừa thay đổi. Xem mức hiện nay ở trên rồi lập phiếu."))


def _wishes(posted: Posted, values: dict[str, Any]) -> list[LineWish]:
    wishes = []
    for level in posted.chargeable:
        count, pages = values.get(f"{COUNT}{level.key}"), values.get(f"{PAGES}{level.key}")
        if count is None:
            continue
        try:
            levels.charge(level, count, pages)
        except MotcuaError as error:
            name = f"{PAGES if error.field == 'pages' else COUNT}{level.key}"
            raise BadInput(error.said.sentence, field=name, **error.said.values) from error
        wishes.append(LineWish(level=level.key, quantity=count, pages=pages))
    return wishes


def _exemption(values: dict[str, Any]) -> ExemptionWish | None:
    if not values.get("group"):
        return None
    percent = values.get("percent")
    return ExemptionWish(
        group=values["group"], evidence=values["evidence"], percent=100 if percent is None else percent
    )

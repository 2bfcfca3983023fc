"""Orders of seals and certificates: the list, one with its steps, taking it further, who lacks what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.desks.centre.people import export
from motcua.desks.centre.people import shown as people
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Column, Fact, Link, Option, StepState, Text
from motcua.desks.shared.shapes import Step as Shape
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_, said
from motcua.office import queries as office
from motcua.office.commands import (
    ActivateCertificate,
    CorrectOrderStep,
    OrderCertificate,
    OrderSeal,
    RevokeCertificate,
    TakeOrderStep,
    WithdrawOrder,
)
from motcua.office.order_rules import KIND_NAMES, STEP_NAMES, STEPS, STUCK_AFTER, USUAL_HOLDERS, Kind, Step, next_step
from motcua.office.queries import orders as queries
from motcua.office.queries.orders import OrderRow
from motcua.office.rules import Level

TOPIC = Link(N_("Con dấu, chứng thư số"), "/con-dau/")
VIEWS = {
    "open": N_("Đang làm"),
    "stuck": N_("Vướng, quá hẹn"),
    "done": N_("Đã xong"),
    "unfit": N_("Chức danh không còn khớp"),
}
COLUMNS = (
    Column(N_("Việc")),
    Column(N_("Đơn vị, người")),
    Column(N_("Đang ở bước")),
    Column(N_("Ai đang giữ")),
    Column(N_("Số ngày"), numeric=True),
)
STEP_COLUMNS = (
    Column(N_("Bước")),
    Column(N_("Ngày")),
    Column(N_("Giao cho ai giữ")),
    Column(N_("Việc"), hidden_label=True),
)
SEALS = (Column(N_("Đơn vị")), Column(N_("Con dấu")), Column(N_("Đang ở đâu")))
CERTIFICATES = (Column(N_("Người ký")), Column(N_("Đơn vị")), Column(N_("Chứng thư số")), Column(N_("Đang ở đâu")))


def _frame(request: DeskRequest) -> dict[str, Any]:
    return {
        "trail": [people.DESK, TOPIC],
        "writes": request.actor.can("staff.write"),
        "kind_names": KIND_NAMES,
        "step_names": STEP_NAMES,
        "stuck_after": STUCK_AFTER,
    }


@require_safe
@power("staff.read")
def orders(request: DeskRequest) -> HttpResponse:
    """List orders by how they stand; as a file with ``dang=xlsx``."""
    view, kind = request.GET.get("xem", "open"), request.GET.get("loai", "")
    if view not in VIEWS or (kind and kind not in {one.value for one in Kind}):
        raise BadInput(N_("Mục này không có trong danh sách."), field="xem")
    text = clean(request.GET.get("q", ""), 100)
    rows = queries.orders(
        request.actor, view=view, kind=Kind(kind) if kind else None, text=text, before=people.before_of(request)
    )
    if request.GET.get("dang") == "xlsx":
        return _sheet(rows)
    counts = queries.counts(request.actor)
    context = _frame(request) | {
        "rows": rows,
        "columns": COLUMNS,
        "tabs": [Link(name, f"?xem={key}", current=key == view, count=counts[key]) for key, name in VIEWS.items()],
        "kinds": [Option(one, KIND_NAMES[one]) for one in Kind],
        "view": view,
        "kind": kind,
        "text": text,
        "query": request.GET.urlencode(),
        "next_href": people.next_href(request, rows, queries.PAGE),
    }
    return render(request, "centre/seals/orders.html", context)


def _sheet(rows: tuple[OrderRow, ...]) -> HttpResponse:
    heads = [
        N_("Loại"),
        N_("Đơn vị"),
        N_("Người"),
        N_("Nội dung dấu, chức danh"),
        N_("Bước"),
        N_("Từ ngày"),
        N_("Số ngày"),
        N_("Ai đang giữ"),
        N_("Hẹn xong"),
    ]
    lines = [
        (
            said(KIND_NAMES[row.kind]),
            row.unit_name,
            row.name,
            row.what,
            said(STEP_NAMES[row.step]),
            row.since,
            row.days,
            row.holder,
            row.expected,
        )
        for row in rows
    ]
    return export.xlsx("con-dau-chung-thu-so", said(N_("Con dấu, chứng thư số")), heads, lines)


@require_safe
@power("staff.read")
def lacking(request: DeskRequest) -> HttpResponse:
    """Show which units have no seal and which people who sign have no certificate."""
    found = queries.lacking(request.actor)
    context = _frame(request) | {
        "trail": [people.DESK, TOPIC, Link(N_("Ai còn thiếu con dấu, chứng thư số"))],
        "found": found,
        "seal_columns": SEALS,
        "certificate_columns": CERTIFICATES,
        "seals": sum(one.has for one in found.seals),
        "certificates": sum(one.has for one in found.certificates),
    }
    return render(request, "centre/seals/lacking.html", context)


@require_safe
@power("staff.read")
def order(request: DeskRequest, order: UUID) -> HttpResponse:
    """Show one order with its steps."""
    row = queries.order(request.actor, order)
    taken = {one.step: one for one in row.steps}
    offers = {offer.command.__name__: offer for offer in row.offers}
    wanted = next_step(row.kind, row.step)
    context = _frame(request) | {
        "trail": [people.DESK, TOPIC, Link(row.name or row.unit_name)],
        "row": row,
        "bar": [
            Shape(
                STEP_NAMES[step],
                StepState.DONE if step in taken else StepState.NEXT,
                holder=taken[step].holder if step in taken else "",
            )
            for step in STEPS[row.kind]
        ],
        "facts": _facts(row),
        "columns": STEP_COLUMNS,
        "offers": offers,
        "next_step": wanted,
    }
    return render(request, "centre/seals/order.html", context)


def _facts(row: OrderRow) -> list[Fact]:
    found = [
        Fact(N_("Loại"), KIND_NAMES[row.kind]),
        Fact(N_("Đơn vị"), row.unit_name),
        Fact(N_("Chữ trên dấu") if row.kind is Kind.SEAL else N_("Chức danh trên chứng thư số"), row.what),
        Fact(N_("Hẹn xong"), short_date(row.expected) if row.expected else ""),
    ]
    if row.valid is not None and row.valid.start is not None:
        found += [
            Fact(N_("Số sê-ri"), row.serial, copy=row.serial),
            Fact(N_("Hiệu lực"), f"{short_date(row.valid.start)} – {short_date(row.valid.end)}"),
            Fact(N_("Thu hồi từ ngày"), short_date(row.revoked_on) if row.revoked_on else N_("không")),
        ]
    return found


def _units(request: DeskRequest) -> list[Option]:
    """Return the bodies of the actor's place that have seals: centre, committee, divisions."""
    found = office.bodies_of(request.actor.unit) if request.actor.unit else ()
    return [Option(str(row.id), row.full_name) for row in found if row.level != Level.OUTSIDE]


def _form(
    request: DeskRequest,
    title: Text,
    questions: Sequence[Field],
    back: str,
    do: Callable[[dict[str, Any]], None],
    **more: Any,
) -> HttpResponse:
    return people.form(request, title, questions, back, do, trail=[people.DESK, TOPIC, Link(title)], **more)


def _common(step: Step) -> tuple[list[Field], dict[str, Any]]:
    questions = [
        Field("day", N_("Ngày"), kind="date", required=True, size="s"),
        Field(
            "holder",
            N_("Ai đang giữ"),
            required=True,
            most=150,
            size="m",
            hint=N_("Ghi tên cơ quan, không ghi tên người."),
        ),
    ]
    return questions, {"day": people.today_text(), "holder": USUAL_HOLDERS[step]}


_EXPECTED = Field("expected", N_("Hẹn xong (nếu biết)"), kind="date", size="s")


@require_http_methods(people.FORM)
@power("staff.write")
def order_seal(request: DeskRequest) -> HttpResponse:
    """The papers for a seal were sent."""
    questions, start = _common(Step.SENT)
    asked_for = [
        Field("unit", N_("Đơn vị"), kind="select", required=True, ids=True, options=_units(request)),
        Field("what", N_("Chữ trên dấu"), required=True, most=200),
        *questions,
        _EXPECTED,
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, OrderSeal(**asked))

    return _form(
        request,
        N_("Gửi hồ sơ khắc dấu"),
        asked_for,
        reverse("seals:orders"),
        do,
        verb=N_("Ghi"),
        done=N_("Đã ghi việc khắc dấu."),
        start=start,
    )


@require_http_methods(people.FORM)
@power("staff.write")
def order_certificate(request: DeskRequest) -> HttpResponse:
    """A certificate was asked for."""
    actor = request.actor
    if actor.unit is None:
        raise NotFound(N_("Tài khoản này không thuộc đơn vị nào."))
    questions, start = _common(Step.ASKED)
    wanted = queries.lacking(actor).certificates
    staff = [Option(str(one.official), f"{one.name} – {one.title}") for one in wanted if not one.has]
    asked_for = [
        Field("unit", N_("Đơn vị"), kind="select", required=True, ids=True, options=_units(request)),
        Field(
            "official",
            N_("Người ký"),
            kind="select",
            ids=True,
            options=staff,
            empty=N_("– Chứng thư số của cơ quan –"),
            hint=N_("Người có vai trò ký mà chưa có chứng thư số."),
        ),
        Field(
            "title",
            N_("Chức danh trên chứng thư số"),
            required=True,
            most=200,
            hint=N_("Của cơ quan thì ghi tên cơ quan."),
        ),
        *questions,
        _EXPECTED,
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, OrderCertificate(**asked))

    return _form(
        request,
        N_("Đề nghị cấp chứng thư số"),
        asked_for,
        reverse("seals:orders"),
        do,
        verb=N_("Ghi"),
        done=N_("Đã ghi đề nghị."),
        start=start,
    )


@require_http_methods(people.FORM)
@power("staff.write")
def step(request: DeskRequest, order: UUID) -> HttpResponse:
    """Take an order to its next step."""
    row = queries.order(request.actor, order)
    wanted = next_step(row.kind, row.step)
    if wanted is None or wanted is Step.ACTIVATED:
        raise NotFound(N_("Việc này không có bước tiếp theo như vậy."))
    questions, start = _common(wanted)
    asked_for = [*questions, Field("note", N_("Ghi chú"), most=300), _EXPECTED]

    def do(asked: dict[str, Any]) -> None:
        act(request, TakeOrderStep(order=order, step=wanted, seen=row.version, **asked))

    start["expected"] = f"{row.expected:%d/%m/%Y}" if row.expected else ""
    return _form(
        request,
        STEP_NAMES[wanted],
        asked_for,
        reverse("seals:order", args=[order]),
        do,
        verb=N_("Ghi bước này"),
        done=N_("Đã ghi bước."),
        start=start,
        lead=row.what,
    )


@require_http_methods(people.FORM)
@power("staff.write")
def activate(request: DeskRequest, order: UUID) -> HttpResponse:
    """A certificate works."""
    row = queries.order(request.actor, order)
    questions, start = _common(Step.ACTIVATED)
    asked_for = [
        *questions,
        Field("serial", N_("Số sê-ri"), required=True, most=80, size="m"),
        Field("title", N_("Chức danh trên chứng thư số"), required=True, most=200),
        Field("valid_from", N_("Có hiệu lực từ ngày"), kind="date", required=True, size="s", group=N_("Thời hạn")),
        Field("valid_to", N_("Hết hiệu lực từ ngày"), kind="date", required=True, size="s", group=N_("Thời hạn")),
    ]

    def do(asked: dict[str, Any]) -> None:
        act(request, ActivateCertificate(order=order, seen=row.version, **asked))

    return _form(
        request,
        N_("Kích hoạt chứng thư số"),
        asked_for,
        reverse("seals:order", args=[order]),
        do,
        done=N_("Đã kích hoạt."),
        start={**start, "title": row.what},
        lead=row.name or row.unit_name,
    )


@require_http_methods(people.FORM)
@power("staff.write")
def correct(request: DeskRequest, order: UUID, step: str) -> HttpResponse:
    """Correct day or holder of a step taken."""
    row = queries.order(request.actor, order)
    line = next((one for one in row.steps if one.step == step), None)
    if line is None:
        raise NotFound(N_("Việc này chưa tới bước đó."))
    questions, _ = _common(line.step)

    def do(asked: dict[str, Any]) -> None:
        act(request, CorrectOrderStep(order=order, step=line.step, seen=row.version, **asked))

    return _form(
        request,
        said(N_("Sửa bước «{step}»"), step=said(STEP_NAMES[line.step])),
        [*questions, Field("reason", N_("Lý do sửa"), required=True, most=300)],
        reverse("seals:order", args=[order]),
        do,
        verb=N_("Sửa"),
        done=N_("Đã sửa; nội dung cũ vẫn còn trong lịch sử."),
        start={"day": f"{line.day:%d/%m/%Y}", "holder": line.holder},
    )


@require_http_methods(people.FORM)
@power("staff.write")
def withdraw(request: DeskRequest, order: UUID) -> HttpResponse:
    """Give an order up."""

    def do(asked: dict[str, Any]) -> None:
        act(request, WithdrawOrder(order=order, **asked))

    return _form(
        request,
        N_("Bỏ việc này"),
        [Field("reason", N_("Lý do"), required=True, most=300)],
        reverse("seals:order", args=[order]),
        do,
        done=N_("Đã bỏ."),
        danger=True,
    )


@require_http_methods(people.FORM)
@power("staff.write")
def revoke(request: DeskRequest, order: UUID) -> HttpResponse:
    """A certificate no longer holds."""

    def do(asked: dict[str, Any]) -> None:
        act(request, RevokeCertificate(order=order, **asked))

    questions = [
        Field("revoked_on", N_("Thu hồi từ ngày"), kind="date", required=True, size="s"),
        Field("reason", N_("Lý do"), required=True, most=300),
    ]
    return _form(
        request,
        N_("Thu hồi chứng thư số"),
        questions,
        reverse("seals:order", args=[order]),
        do,
        done=N_("Đã thu hồi."),
        start={"revoked_on": f"{clock.today():%d/%m/%Y}"},
        danger=True,
    )

"""Acts on the centre's money, each a page with one form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar
from uuid import UUID

import msgspec
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.budget import queries
from motcua.budget.commands import (
    AskEstimate,
    CorrectGrant,
    DecideEstimate,
    DraftEstimate,
    RecordGrant,
    ReverseSpending,
    SpendGrant,
    SubmitEstimate,
)
from motcua.desks.centre.money.asking import AMOUNT, LINES, amount_of, lines_of, lines_text
from motcua.desks.centre.money.gaps import gaps_of
from motcua.desks.centre.money.views import DONE, HOME
from motcua.desks.centre.places import place_options
from motcua.desks.shared import formats
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, run
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command

C = TypeVar("C", bound=Command)
METHODS: Final = ["GET", "HEAD", "POST"]
CENTRE_FIRST: Final = (
    Field("centre_first", N_("Ưu tiên chi cho Trung tâm trước"), "check"),
    Field("centre_first_ground", N_("Căn cứ ưu tiên"), "textarea", most=500),
)
GRANT_FIELDS: Final = (
    Field("name", N_("Tên khoản kinh phí"), required=True, most=200),
    Field("source", N_("Nguồn cấp"), required=True, most=200),
    Field("decision", N_("Số quyết định"), most=200),
    Field("decided_on", N_("Ngày quyết định"), "date", size="m"),
    AMOUNT,
    Field("purpose", N_("Mục đích"), "textarea", most=500),
    *CENTRE_FIRST,
)


def _seen(request: DeskRequest, command: C) -> C:
    """Return the command with the version of the thing its page showed."""
    version = request.GET.get("ban", "")
    if version.isdecimal() and len(version) < 10:
        return msgspec.structs.replace(command, seen=int(version))
    return command


def _form(
    request: DeskRequest,
    title: Text,
    questions: Sequence[Field],
    back: Link,
    build: Callable[[dict[str, Any]], Command],
    done: str,
    **more: Any,
) -> HttpResponse:
    """Show one form or do what it asks; ``back`` is the thing's page, where doing it leads."""
    trail = [HOME, Link(title)] if back is HOME else [HOME, back, Link(title)]
    page = FormPage(title, title, questions, back.href, trail=trail, **more)

    def do(values: dict[str, Any]) -> HttpResponse:
        outcome = act(request, _seen(request, build(values)))
        view = {RecordGrant: "money:grant", AskEstimate: "money:estimate"}.get(type(build(values)))
        target = reverse(view, args=[outcome.target]) if view else back.href
        tell(request, DONE[done])
        return HttpResponseRedirect(target)

    return run(request, page, do)


@require_http_methods(METHODS)
@power("budget.write", "oversee")
def ask(request: DeskRequest) -> HttpResponse:
    """Ask for an estimate."""
    places = place_options(request.actor)
    questions = [
        Field("place", N_("Xã, phường"), "select", required=True, options=places, ids=True),
        Field("year", N_("Năm"), "number", required=True, size="xs", most=4),
        Field("title", N_("Tên dự toán"), required=True, most=200),
        Field("wanted_by", N_("Phải được duyệt đến hết ngày"), "date", size="m"),
        Field("ground", N_("Căn cứ"), "textarea", most=500),
    ]
    start = {"place": places[0].value if len(places) == 1 else "", "year": clock.today().year}
    return _form(
        request,
        N_("Yêu cầu lập dự toán"),
        questions,
        HOME,
        lambda v: AskEstimate(**v),
        "ghi",
        start=start,
        draft="du-toan",
    )


@require_http_methods(METHODS)
@power("budget.write")
def draft(request: DeskRequest, estimate_id: UUID) -> HttpResponse:
    """Write the lines of an estimate."""
    found = queries.estimate(request.actor, estimate_id)
    back = Link(found.row.title, reverse("money:estimate", args=[estimate_id]))
    return _form(
        request,
        N_("Lập dự toán"),
        [LINES],
        back,
        lambda v: DraftEstimate(estimate=estimate_id, lines=lines_of(v["lines"])),
        "ghi",
        lead=found.row.title,
        start={"lines": lines_text(found.lines)},
    )


@require_http_methods(METHODS)
@power("budget.write")
def submit(request: DeskRequest, estimate_id: UUID) -> HttpResponse:
    """Put an estimate before whoever approves it."""
    found = queries.estimate(request.actor, estimate_id)
    back = Link(found.row.title, reverse("money:estimate", args=[estimate_id]))
    what = [
        said(N_("Trình dự toán «{title}», tổng {total} đồng."), title=found.row.title, total=found.row.total),
        N_("Sau khi trình không sửa được, trừ khi bị trả lại."),
    ]
    return _form(
        request, N_("Trình duyệt"), [], back, lambda v: SubmitEstimate(estimate=estimate_id), "trinh", what=what
    )


@require_http_methods(METHODS)
@power("budget.approve")
def decide(request: DeskRequest, estimate_id: UUID) -> HttpResponse:
    """Approve or return an estimate."""
    found = queries.estimate(request.actor, estimate_id)
    back = Link(found.row.title, reverse("money:estimate", args=[estimate_id]))
    options = [Option("approve", N_("Duyệt")), Option("return", N_("Trả lại"))]
    questions = [
        Field("how", N_("Quyết định"), "radio", required=True, options=options),
        Field("decision", N_("Số, ngày quyết định duyệt"), most=200),
        Field("words", N_("Ý kiến, lý do trả lại"), "textarea", most=1000),
    ]
    return _form(
        request,
        N_("Duyệt hoặc trả lại"),
        questions,
        back,
        lambda v: DecideEstimate(
            estimate=estimate_id, approve=v["how"] == "approve", decision=v["decision"], words=v["words"]
        ),
        "duyet",
        lead=said(N_("{title}, tổng {total} đồng"), title=found.row.title, total=found.row.total),
    )


@require_http_methods(METHODS)
@power("budget.write")
def record(request: DeskRequest) -> HttpResponse:
    """Record support money."""
    places = place_options(request.actor)
    questions = [Field("place", N_("Xã, phường"), "select", required=True, options=places, ids=True), *GRANT_FIELDS]
    start = {"place": places[0].value if len(places) == 1 else "", "centre_first": True}
    return _form(
        request,
        N_("Ghi kinh phí hỗ trợ"),
        questions,
        HOME,
        lambda v: RecordGrant(**{**v, "amount": amount_of(v["amount"])}),
        "ghi",
        start=start,
        draft="ho-tro",
    )


@require_http_methods(METHODS)
@power("budget.write")
def correct(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    """Put right what was recorded of support money."""
    found = queries.grant(request.actor, grant_id)
    row = found.row
    start = {
        "name": row.name,
        "source": row.source,
        "decision": row.decision,
        "decided_on": short_date(row.decided_on) if row.decided_on else "",
        "amount": formats.number(row.amount),
        "purpose": row.purpose,
        "centre_first": row.centre_first,
        "centre_first_ground": found.centre_first_ground,
    }
    return _form(
        request,
        N_("Đính chính"),
        [*GRANT_FIELDS, Field("reason", N_("Lý do"), "textarea", required=True, most=500)],
        Link(row.name, reverse("money:grant", args=[grant_id])),
        lambda v: CorrectGrant(grant=grant_id, **{**v, "amount": amount_of(v["amount"])}),
        "ghi",
        start=start,
    )


@require_http_methods(METHODS)
@power("budget.write")
def spend(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    """Record a spending; where the centre comes first the form says what it still lacks."""
    found = queries.grant(request.actor, grant_id)
    gaps = gaps_of(request.actor, found.row.place)
    options = [Option("centre", N_("Chi cho Trung tâm")), Option("other", N_("Chi cho việc khác"))]
    questions = [
        Field("what", N_("Chi việc gì"), required=True, most=300),
        AMOUNT,
        Field("day", N_("Ngày chi"), "date", required=True, size="m"),
        Field("where", N_("Cho ai"), "radio", required=True, options=options),
        Field("paper", N_("Chứng từ"), most=200),
        Field("reason", N_("Lý do (khi chi cho việc khác mà Trung tâm còn thiếu)"), "textarea", most=500),
    ]
    what: list[Text] = [said(N_("Còn lại {left} đồng."), left=formats.number(found.row.share.left))]
    if found.row.centre_first:
        what.append(_lacks(gaps))

    def build(v: dict[str, Any]) -> SpendGrant:
        return SpendGrant(
            grant=grant_id,
            day=v["day"],
            what=v["what"],
            amount=amount_of(v["amount"]),
            for_centre=v["where"] == "centre",
            paper=v["paper"],
            centre_gaps=gaps.count if gaps else None,
            gaps_as_of=gaps.as_of if gaps else None,
            gaps_source=gaps.source if gaps else "",
            reason=v["reason"],
        )

    return _form(
        request,
        N_("Ghi khoản chi"),
        questions,
        Link(found.row.name, reverse("money:grant", args=[grant_id])),
        build,
        "ghi",
        what=what,
        start={"day": short_date(clock.today())},
    )


def _lacks(gaps: Any) -> Text:
    if gaps is None:
        return N_(
            "Kinh phí này ưu tiên cho Trung tâm trước; chưa có số liệu Trung tâm còn thiếu gì, chi cho việc khác phải ghi lý do."
        )
    if gaps.count == 0:
        return said(N_("Trung tâm không còn thiếu gì theo {source} (ngày {day})."), source=gaps.source, day=gaps.as_of)
    return said(
        N_("Trung tâm còn thiếu {count} mục theo {source} (ngày {day}): chi cho việc khác phải ghi lý do."),
        count=gaps.count,
        source=gaps.source,
        day=gaps.as_of,
    )


@require_http_methods(METHODS)
@power("budget.write")
def reverse_spending(request: DeskRequest, grant_id: UUID, spending_id: UUID) -> HttpResponse:
    """Take a spending back."""
    found = queries.grant(request.actor, grant_id)
    spending = next((one for one in found.spendings if one.id == spending_id), None)
    if spending is None:
        raise NotFound(N_("Không có khoản chi này."))
    return _form(
        request,
        N_("Hủy khoản chi"),
        [Field("reason", N_("Lý do"), "textarea", required=True, most=500)],
        Link(found.row.name, reverse("money:grant", args=[grant_id])),
        lambda v: ReverseSpending(grant=grant_id, spending=spending_id, reason=v["reason"]),
        "huy",
        what=[
            said(
                N_("Hủy «{what}», {amount} đồng; dòng cũ vẫn hiện với lý do."),
                what=spending.what,
                amount=spending.amount,
            )
        ],
        danger=True,
    )

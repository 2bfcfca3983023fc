"""Norms and how the centre stands to them: editions, gaps now, recorded results."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.custody import kinds
from motcua.custody.commands import Ask, IssueNorm, RecordGaps
from motcua.custody.queries import norms as queries
from motcua.custody.queries import register, scope
from motcua.custody.rules.gaps import PER_NAMES, Per
from motcua.desks.centre.assets import pages, reading, shown
from motcua.desks.centre.assets.views.register import READ
from motcua.desks.shared.door import ONCE, DeskRequest, act, errors_of, once_key, power, typed_id
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.shapes import Link
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.words import N_

HERE = Link(N_("Hướng dẫn"), "/thiet-bi/huong-dan/")
GAPS = Link(N_("So với hướng dẫn"), "/thiet-bi/so-sanh/")


@require_safe
@power(*READ)
def norms(request: DeskRequest) -> HttpResponse:
    """List the editions of guidance that concern the actor's places."""
    return pages.page(
        request,
        "norms.html",
        "assets:norms",
        HERE,
        rows=queries.norms(request.actor),
        columns=shown.NORM_COLUMNS,
        today=clock.today(),
        source=kinds.source(),
        enters=request.actor.can("asset.norm"),
    )


@require_safe
@power(*READ)
def norm(request: DeskRequest, norm: UUID) -> HttpResponse:
    """Show one edition with what it asks for."""
    found = queries.norm_page(request.actor, norm)
    return pages.page(
        request,
        "norm.html",
        "assets:norms",
        HERE,
        Link(found.number),
        norm=found,
        columns=shown.NORM_LINE_COLUMNS,
        today=clock.today(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power("asset.norm")
def norm_new(request: DeskRequest) -> HttpResponse:
    """Enter guidance for the actor's whole area."""
    if request.method != "POST":
        return _new(request)
    post = request.POST
    try:
        command = IssueNorm(
            place=scope.own_place(request.actor),
            number=post.get("number", ""),
            title=post.get("title", ""),
            issuer=post.get("issuer", ""),
            issued_on=reading.day(post.get("issued_on", ""), "issued_on"),
            valid_from=reading.day(post.get("valid_from", ""), "valid_from"),
            source=post.get("source", ""),
            trust=post.get("trust", ""),
            trial=bool(post.get("trial")),
            lines=_asks(post),
        )
        outcome = act(request, command)
    except MotcuaError as error:
        return _new(request, errors_of(error), error.status)
    return pages.done(
        request, N_("Đã nhập bản {edition}."), "assets:norm", outcome.target, edition=outcome.ids["edition"]
    )


def _asks(post: Any) -> list[Ask]:
    lines = []
    for kind in kinds.by_key():
        quantity = reading.count(post.get(f"quantity-{kind}", ""), f"quantity-{kind}")
        if not quantity:
            continue
        per = post.get(f"per-{kind}", "")
        if per not in set(Per):
            raise BadInput(N_("Chọn cách tính số lượng."), field=f"per-{kind}")
        oldest = reading.count(post.get(f"oldest-{kind}", ""), f"oldest-{kind}", 50)
        lines.append(
            Ask(
                kind=kind,
                quantity=quantity,
                per=Per(per),
                oldest=oldest or None,
                same_model=bool(post.get(f"same-{kind}")),
                unit_cost=reading.amount(post.get(f"cost-{kind}", ""), f"cost-{kind}"),
            )
        )
    return lines


def _new(request: DeskRequest, errors: dict[str, list[Any]] | None = None, status: int = 200) -> HttpResponse:
    return pages.page(
        request,
        "norm_new.html",
        "assets:norms",
        HERE,
        Link(N_("Nhập hướng dẫn trang bị")),
        kinds=[kind for kind in kinds.by_key().values() if kind.group == "device"],
        pers=options_of(PER_NAMES),
        trusts=options_of(shown.TRUST_NAMES),
        posted=request.POST,
        errors=errors or {},
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@power(*READ)
def gaps(request: DeskRequest) -> HttpResponse:
    """Show how the centre of a place stands now to the norm in force, or record it."""
    if request.method == "POST":
        return _record(request)
    return _gaps(request)


def _place(request: DeskRequest) -> UUID:
    wanted = typed_id(request.POST if request.method == "POST" else request.GET, "dia-ban")
    if wanted is not None:
        return wanted
    own = scope.own_place(request.actor)
    if scope.centre_or_unit(own) is not None:
        return own
    options = scope.communes_with_centre(request.actor)
    if not options:
        raise NotFound(N_("Địa bàn này không có Trung tâm."))
    return options[0].id


def _numbers(request: DeskRequest) -> tuple[int | None, int | None]:
    given = request.POST if request.method == "POST" else request.GET
    return reading.count(given.get("quay", ""), "quay"), reading.count(given.get("can-bo", ""), "can-bo")


def _gaps(request: DeskRequest, errors: dict[str, list[Any]] | None = None, status: int = 200) -> HttpResponse:
    place = _place(request)
    counters = officers = None
    try:
        counters, officers = _numbers(request)
    except BadInput as error:
        errors, status = errors_of(error), error.status
    stand = queries.stand_of(request.actor, place, counters=counters, officers=officers)
    reviews, after = queries.reviews(request.actor, place, after=request.GET.get("sau"))
    return pages.page(
        request,
        "gaps.html",
        "assets:gaps",
        GAPS,
        stand=stand,
        series=register.series(request.actor, stand.centre, place),
        reviews=reviews,
        next=pages.onward(request, after),
        columns=shown.GAP_COLUMNS,
        series_columns=shown.SERIES_COLUMNS,
        review_columns=shown.REVIEW_COLUMNS,
        places=shown.place_options(request.actor, with_centre=True),
        own=place == scope.own_place(request.actor),
        today=clock.today(),
        errors=errors or {},
        once=request.POST.get(ONCE) or once_key(),
        status=status,
    )


def _record(request: DeskRequest) -> HttpResponse:
    place = _place(request)
    stand = queries.stand_of(request.actor, place)
    try:
        counters, officers = _numbers(request)
        outcome = act(request, RecordGaps(place=place, centre=stand.centre, counters=counters, officers=officers))
    except MotcuaError as error:
        return _gaps(request, errors_of(error), error.status)
    return pages.done(request, N_("Đã ghi nhận kết quả rà soát."), "assets:review", outcome.target)


@require_safe
@power(*READ)
def review(request: DeskRequest, review: UUID) -> HttpResponse:
    """Show a recorded result."""
    found = queries.review_page(request.actor, review)
    return pages.page(
        request,
        "review.html",
        "assets:gaps",
        GAPS,
        Link(found.row.centre_name),
        review=found,
        columns=shown.GAP_COLUMNS,
    )

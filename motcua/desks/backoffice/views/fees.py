"""Fee levels of the centre: what is posted, what was, what is to come; and where transfers go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import queries as catalogue
from motcua.desks.backoffice import terms
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import money as in_dong
from motcua.desks.shared.formats import short_moment
from motcua.desks.shared.forms import FormPage, run, waits_for_factor
from motcua.desks.shared.shapes import Column, Fact, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock, money
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command
from motcua.payments import policies, queries
from motcua.payments.commands import EndFeeLevel, PostFeeLevel, SetUpTill
from motcua.payments.queries import LevelRow
from motcua.payments.rules import levels

READERS: Final = ("fee.post", "till.collect", "till.reconcile")
METHODS: Final = ["GET", "HEAD", "POST"]
COLUMNS: Final = (
    Column(N_("Khoản thu")),
    Column(N_("Mức"), numeric=True),
    Column(N_("Áp dụng")),
    Column(N_("Căn cứ, người niêm yết")),
)
SETUP_FIELDS: Final = (
    Field("bank_name", N_("Ngân hàng"), most=120, group=N_("Tài khoản nhận chuyển khoản (bỏ trống nếu không nhận)")),
    Field(
        "bank_bin",
        N_("Mã ngân hàng (BIN, 6 chữ số)"),
        most=6,
        size="s",
        group=N_("Tài khoản nhận chuyển khoản (bỏ trống nếu không nhận)"),
    ),
    Field(
        "account_number",
        N_("Số tài khoản"),
        most=19,
        size="m",
        group=N_("Tài khoản nhận chuyển khoản (bỏ trống nếu không nhận)"),
    ),
    Field(
        "account_name",
        N_("Tên tài khoản"),
        most=120,
        group=N_("Tài khoản nhận chuyển khoản (bỏ trống nếu không nhận)"),
    ),
    Field("receipt_form", N_("Mẫu số biên lai"), most=20, size="m", group=N_("Biên lai đã đăng ký")),
    Field(
        "receipt_symbol",
        N_("Ký hiệu biên lai"),
        most=15,
        size="m",
        hint=N_("Bỏ trống: dùng ký hiệu riêng của Trung tâm, và biên lai ghi rõ như vậy."),
        group=N_("Biên lai đã đăng ký"),
    ),
    Field("ground", N_("Căn cứ"), "textarea", required=True, most=500),
)


def _trail(request: DeskRequest, last: Any = None) -> list[Link]:
    """Return the way here: from the catalogue for who may open it, else from the till."""
    if request.actor.powers & {"catalogue.switch", "dossier.read"}:
        above = Link(N_("Thủ tục của Trung tâm"), reverse("backoffice:catalogue"))
    else:
        above = Link(N_("Thu phí"), reverse("till:home"))
    here = Link(N_("Mức thu"), reverse("backoffice:fees"))
    return [above, here, Link(last)] if last else [above, Link(N_("Mức thu"))]


@require_safe
@power(*READERS)
def fees(request: DeskRequest) -> HttpResponse:
    """Show every level the centre posted, by procedure, the newest first."""
    rows = queries.history(request.actor)
    setups = queries.setups(request.actor)
    context = {
        "groups": [(name, list(group)) for name, group in groupby(rows, key=lambda row: row.procedure_name)],
        "columns": COLUMNS,
        "kinds": levels.KIND_NAMES,
        "channel": terms.channel,
        "may_post": request.actor.can(policies.POST),
        "setup": setups[0] if setups else None,
        "setup_facts": _setup_facts(setups[0]) if setups else (),
        "trail": _trail(request),
        "factor": request.actor.can(policies.POST) and waits_for_factor(request),
    }
    return render(request, "backoffice/fees.html", context)


def _setup_facts(setup: queries.Setup) -> list[Fact]:
    none = N_("chưa khai")
    return [
        Fact(N_("Tài khoản"), f"{setup.account_number} · {setup.bank_name}" if setup.account_number else none),
        Fact(N_("Tên tài khoản"), setup.account_name or none),
        Fact(
            N_("Mẫu số, ký hiệu biên lai"), " ".join(filter(None, (setup.receipt_form, setup.receipt_symbol))) or none
        ),
        Fact(N_("Căn cứ"), setup.ground, hint=f"{setup.set_by}, {short_moment(setup.set_at)}"),
    ]


def _centre(request: DeskRequest) -> UUID:
    centre = policies.centre_of(request.actor)
    if centre is None:
        raise RuleError(N_("Đơn vị này chưa có Trung tâm Phục vụ hành chính công."))
    return centre


def _since(values: Mapping[str, Any], day: str, hour: str) -> datetime | None:
    """Return the instant asked for, ``None`` for this one; an hour without a day is today's."""
    typed = values[hour]
    if values[day] is None and not typed:
        return None
    on = values[day] or clock.today()
    try:
        at = datetime.strptime(typed or "00:00", "%H:%M").time()  # noqa: DTZ007 - a wall-clock time
    except ValueError:
        raise BadInput(N_("Giờ viết như 13:30."), field=hour) from None
    return clock.at(on.year, on.month, on.day, at.hour, at.minute)


@require_http_methods(METHODS)
@power("fee.post")
def post(request: DeskRequest, code: str) -> HttpResponse:
    """Post a level for a procedure."""
    facts = catalogue.version_on(code, clock.today()).facts
    centre = _centre(request)
    before = [row for row in queries.history(request.actor, facts.code) if row.now]
    published = next((fee for fee in facts.fees), None)
    when = N_("Áp dụng từ (bỏ trống: ngay bây giờ)")
    questions = [
        Field("name", N_("Tên khoản thu"), required=True, most=200),
        Field("kind", N_("Loại"), "radio", required=True, options=options_of(levels.KIND_NAMES)),
        Field("amount", N_("Mức (đồng)"), "money", required=True, most=24, size="m", hint=N_("Ghi 0 nếu không thu.")),
        Field("unit", N_("Đơn vị tính"), most=40, size="m", hint=N_("Ví dụ: bản, lần, trường hợp.")),
        Field("formula", N_("Cách tính"), "radio", required=True, options=options_of(levels.FORMULA_NAMES)),
        Field(
            "case",
            N_("Trường hợp"),
            "select",
            options=[Option(case.key, case.name[:90]) for case in facts.cases],
            empty=N_("Mọi trường hợp"),
        ),
        Field(
            "channel",
            N_("Hình thức nộp"),
            "select",
            options=[Option(key, terms.channel(key)) for key in facts.channels or ("direct",)],
            empty=N_("Mọi hình thức"),
        ),
        Field("since_day", N_("Ngày"), "date", size="m", group=when),
        Field("since_hour", N_("Giờ"), most=5, size="s", hint=N_("Ví dụ 13:30"), group=when),
        Field(
            "exemptions",
            N_("Đối tượng miễn, giảm"),
            "textarea",
            most=4_000,
            hint=N_("Mỗi dòng một đối tượng; bỏ trống thì theo danh mục công bố của thủ tục."),
        ),
        Field("ground", N_("Căn cứ (số văn bản, điều, khoản)"), "textarea", required=True, most=500),
        Field("trial_value", N_("Mức thử, chưa có văn bản"), "check", hint=N_("Chỉ thu trong chế độ thử.")),
    ]
    title = N_("Niêm yết mức thu")

    def do(values: dict[str, Any]) -> HttpResponse:
        act(
            request,
            PostFeeLevel(
                centre=centre,
                procedure=facts.code,
                name=values["name"],
                kind=levels.LineKind(values["kind"]),
                amount=money.parse(values["amount"]).amount,
                unit=values["unit"],
                formula=levels.Formula(values["formula"]),
                case=values["case"] or "",
                channel=values["channel"] or "",
                exemptions=[line.strip()[:200] for line in values["exemptions"].splitlines() if line.strip()],
                ground=values["ground"],
                trial_value=values["trial_value"],
                since=_since(values, "since_day", "since_hour"),
            ),
        )
        tell(request, N_("Đã niêm yết mức thu"))
        return HttpResponseRedirect(reverse("backoffice:fees"))

    form = FormPage(
        title,
        title,
        questions,
        reverse("backoffice:fees"),
        trail=_trail(request, title),
        lead=facts.name,
        what=[N_("Mức đang áp dụng không bị sửa: mức mới thay từ thời điểm áp dụng, mức cũ vẫn xem lại được.")],
        facts=[Fact(row.level.name, in_dong(row.level.amount), hint=row.level.ground) for row in before]
        + [Fact(N_("Đã công bố"), terms.fee(fee), hint=fee.basis or "") for fee in facts.fees],
        start=_start(before, published),
    )
    return run(request, form, do)


def _start(before: list[LevelRow], published: Any) -> dict[str, Any]:
    """Return what an untouched form shows: the level in force, else the name the fee was published under."""
    if before:
        level = before[0].level
        return {
            "name": level.name,
            "kind": str(level.kind),
            "unit": level.unit,
            "formula": str(level.formula),
            "case": level.case or "",
            "channel": level.channel or "",
            "exemptions": "\n".join(level.exemptions),
        }
    name = published.kind if published else ""
    kind = levels.kind_of(name) if name else levels.LineKind.CHARGE
    return {
        "name": name[:1].upper() + name[1:],
        "kind": str(kind),
        "unit": (published.unit or "") if published else "",
        "formula": str(levels.Formula.FLAT),
        "exemptions": "\n".join(published.exemptions) if published else "",
    }


@require_http_methods(METHODS)
@power("fee.post")
def end(request: DeskRequest, level: UUID) -> HttpResponse:
    """End a level at an instant."""
    row = next((one for one in queries.history(request.actor) if one.id == level), None)
    if row is None:
        raise NotFound(N_("Không có mức thu này."))
    when = N_("Hết áp dụng từ (bỏ trống: ngay bây giờ)")
    questions = [
        Field("until_day", N_("Ngày"), "date", size="m", group=when),
        Field("until_hour", N_("Giờ"), most=5, size="s", hint=N_("Ví dụ 13:30"), group=when),
        Field("reason", N_("Lý do, văn bản bãi bỏ"), "textarea", required=True, most=500),
    ]

    def build(values: dict[str, Any]) -> Command:
        return EndFeeLevel(level=level, until=_since(values, "until_day", "until_hour"), reason=values["reason"])

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, build(values))
        tell(request, N_("Đã ghi lúc hết áp dụng"))
        return HttpResponseRedirect(reverse("backoffice:fees"))

    title = N_("Thôi áp dụng mức thu")
    what = [said(N_("{name}: {amount}."), name=row.level.name, amount=in_dong(row.level.amount))]
    form = FormPage(
        title, title, questions, reverse("backoffice:fees"), trail=_trail(request, title), what=what, danger=True
    )
    return run(request, form, do)


@require_http_methods(METHODS)
@power("fee.post")
def setup(request: DeskRequest) -> HttpResponse:
    """Say where transfers go, and form and symbol of receipts."""
    centre = _centre(request)
    now = next(iter(queries.setups(request.actor)), None)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(request, SetUpTill(centre=centre, **values))
        tell(request, N_("Đã ghi thiết lập quầy thu"))
        return HttpResponseRedirect(reverse("backoffice:fees"))

    title = N_("Thiết lập quầy thu")
    start = {field.name: getattr(now, field.name) for field in SETUP_FIELDS if field.name != "ground"} if now else {}
    form = FormPage(
        title, N_("Ghi thiết lập"), SETUP_FIELDS, reverse("backoffice:fees"), trail=_trail(request, title), start=start
    )
    return run(request, form, do)

"""Delegation of signing: who signs for whom, for what, from when to when; given and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.catalogue import queries as catalogue
from motcua.desks.manage import choices
from motcua.desks.manage.choices import HOME
from motcua.desks.manage.views.unit_acts import FORM
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field, options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.forms import FormPage, is_verified, run
from motcua.desks.shared.shapes import Column, Link, Option
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_, said
from motcua.office import queries, rules
from motcua.office.commands import DelegateSigning, RevokeDelegation
from motcua.office.queries import DelegationRow, PostRow
from motcua.office.signing_rules import PAPER_NAMES, Paper

COLUMNS = [
    Column(N_("Người giao")),
    Column(N_("Người ký thay")),
    Column(N_("Phạm vi")),
    Column(N_("Thời gian")),
    Column(N_("Việc"), hidden_label=True),
]
TITLE = N_("Ủy quyền ký")


@require_safe
@power("office.manage")
def delegations(request: DeskRequest) -> HttpResponse:
    """List the delegations that have not ended."""
    context = {
        "rows": _rows(request),
        "columns": COLUMNS,
        "today": clock.today(),
        "trail": [HOME, Link(TITLE)],
        "verified": is_verified(request),
        "paper_names": PAPER_NAMES,
    }
    return render(request, "manage/delegations.html", context)


def _rows(request: DeskRequest) -> tuple[DelegationRow, ...]:
    return queries.delegations(request.actor, choices.place_of(request.actor).id)


def _signs(post: PostRow) -> bool:
    return rules.SIGN in rules.powers_of(post.roles)


@require_http_methods(FORM)
@power("office.manage")
def delegate(request: DeskRequest) -> HttpResponse:
    """Enter a decision by which one post signs for another."""
    actor = request.actor
    back = reverse("manage:delegations")
    questions = [
        Field(
            "giver",
            N_("Người giao quyền ký"),
            kind="select",
            required=True,
            ids=True,
            options=choices.posts(actor, _signs),
        ),
        Field("taker", N_("Người ký thay"), kind="select", required=True, ids=True, options=choices.posts(actor)),
        Field("scope", N_("Ký những việc gì"), required=True, most=300, hint=N_("Ghi như trong văn bản ủy quyền.")),
        Field(
            "fields",
            N_("Chỉ trong lĩnh vực"),
            kind="many",
            options=_fields(request),
            hint=N_("Không chọn lĩnh vực, không ghi mã thủ tục: mọi hồ sơ."),
        ),
        Field("codes", N_("Chỉ thủ tục có mã"), most=300, size="m", hint=N_("Nhiều mã thì cách nhau bằng dấu phẩy.")),
        Field("papers", N_("Chỉ loại văn bản"), kind="many", options=options_of(PAPER_NAMES)),
        Field("valid_from", N_("Từ ngày"), kind="date", required=True, size="s", group=N_("Thời hạn")),
        Field("valid_to", N_("Hết hiệu lực từ ngày"), kind="date", required=True, size="s", group=N_("Thời hạn")),
        Field("decision", N_("Số văn bản ủy quyền"), required=True, most=120, size="m"),
    ]
    page = FormPage(
        TITLE,
        N_("Ghi ủy quyền"),
        questions,
        back,
        [HOME, Link(TITLE, back), Link(N_("Ghi ủy quyền"))],
        what=[N_("Người ký thay phải có xác thực bước hai; trên giấy tờ ghi rõ ký thay ai, theo văn bản nào.")],
        draft="delegate",
        start={"valid_from": short_date(clock.today())},
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        matters = (*asked.pop("fields"), *_codes(request, asked.pop("codes")))
        papers = tuple(map(Paper, asked.pop("papers")))
        holder = _holder(request, asked["giver"])
        act(request, DelegateSigning(official=holder, matters=matters, papers=papers, **asked))
        tell(request, N_("Đã ghi ủy quyền ký."))
        return HttpResponseRedirect(back)

    return run(request, page, do)


def _centre(request: DeskRequest) -> UUID | None:
    centre = queries.centre_of(choices.place_of(request.actor).id)
    return centre.id if centre else None


def _fields(request: DeskRequest) -> list[Option]:
    """Return the fields of the procedures the centre of the place has posted."""
    centre = _centre(request)
    return [Option(field, field) for field in catalogue.fields_of(centre)] if centre else []


def _codes(request: DeskRequest, typed: str) -> list[str]:
    """Return the codes of procedures that were typed; :class:`BadInput` for one that the centre has not posted."""
    centre, wanted = _centre(request), typed.replace(",", " ").replace(";", " ").split()
    known = {one.code for one in catalogue.posted(centre, request.actor)} if centre and wanted else set()
    for code in wanted:
        if code not in known:
            raise BadInput(N_("Trung tâm không niêm yết thủ tục mã {code}."), field="codes", code=code[:40])
    return wanted


def _holder(request: DeskRequest, post: UUID) -> UUID:
    for person in queries.staff(request.actor, choices.place_of(request.actor).id):
        if any(held.id == post for held in person.posts):
            return person.official
    raise NotFound(N_("Không có chức vụ này."), field="giver")


@require_http_methods(FORM)
@power("office.manage")
def revoke(request: DeskRequest, delegation: UUID) -> HttpResponse:
    """End a delegation today."""
    row = next((one for one in _rows(request) if one.id == delegation), None)
    if row is None:
        raise NotFound(N_("Không có ủy quyền này."))
    back = reverse("manage:delegations")
    title = N_("Thu hồi ủy quyền")
    page = FormPage(
        title,
        title,
        [Field("reason", N_("Lý do"), required=True, most=200)],
        back,
        [HOME, Link(TITLE, back), Link(title)],
        what=[
            said(
                N_("{taker} không ký thay {giver} nữa, từ hôm nay. Văn bản đã ký vẫn có giá trị."),
                taker=row.taker_name,
                giver=row.giver_name,
            )
        ],
        danger=True,
    )

    def do(asked: dict[str, Any]) -> HttpResponse:
        holder = _holder(request, row.giver)
        act(request, RevokeDelegation(official=holder, delegation=delegation, reason=asked["reason"]))
        tell(request, N_("Đã thu hồi ủy quyền ký."))
        return HttpResponseRedirect(back)

    return run(request, page, do)

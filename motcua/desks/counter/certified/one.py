"""One certification: its numbers, what is done next, who did what when; corrected, cancelled, another signer named."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.certifications import queries
from motcua.certifications.commands import (
    CancelNumber,
    ChargeAgain,
    CompareCopies,
    CorrectOriginal,
    HandOverCertification,
    NameSigner,
    RecordPrinting,
    SignCertification,
)
from motcua.certifications.queries import CertificationPage
from motcua.certifications.rules import KIND_NAMES, STANDING_NAMES, Standing, signs_as
from motcua.desks.counter.certified.shown import HOME, METHODS, READERS, RECEIVE, TONES, spoken
from motcua.desks.counter.till.shown import REASON, one_form
from motcua.desks.shared.door import DeskRequest, act, once_key, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import waits_for_factor
from motcua.desks.shared.shapes import Fact, Link, Option, Step, StepState
from motcua.desks.shared.told import tell
from motcua.kernel.errors import Conflict, MotcuaError, NotFound, RuleError
from motcua.kernel.words import N_, said
from motcua.ledger.commands import Command

STEPS: Final[dict[str, tuple[type[Command], str]]] = {
    "in-xong": (RecordPrinting, N_("Đã ghi: in xong. Đối chiếu từng bản với bản chính.")),
    "doi-chieu": (CompareCopies, N_("Đã ghi: đối chiếu xong. Trình người ký.")),
    "ky": (SignCertification, N_("Đã ghi: đã ký.")),
    "tra": (HandOverCertification, N_("Đã trả. Mời người tiếp theo.")),
    "lap-phieu": (ChargeAgain, N_("Đã lập lại phiếu thu.")),
}
NEXT: Final = {
    Standing.TYPED: N_("In lời chứng (F7), rồi bấm «Đã in xong»"),
    Standing.PRINTED: N_("Đối chiếu từng bản, đủ trang, với bản chính"),
    Standing.COMPARED: N_("Người ký ký và đóng dấu"),
    Standing.SIGNED: N_("Thu phí (nếu chưa thu), trả bản chính và bản chứng thực"),
}


@require_safe
@power(*READERS)
def one(request: DeskRequest, certification: UUID) -> HttpResponse:
    """Show one certification with what may be done on it."""
    return _page(request, certification)


def _page(request: DeskRequest, certification: UUID, error: MotcuaError | None = None) -> HttpResponse:
    found = queries.certification(request.actor, certification)
    row = found.row
    signing = found.can(SignCertification) and request.actor.official == row.signer_id
    context: dict[str, Any] = {
        "it": found,
        "row": row,
        "kind": KIND_NAMES[row.kind],
        "state": STANDING_NAMES[row.standing],
        "tone": TONES[row.standing],
        "next": NEXT.get(row.standing, ""),
        "steps": _steps(found),
        "facts": _facts(found),
        "error": error.said if error else None,
        "ask_factor": request.actor.official == row.signer_id and waits_for_factor(request),
        "receives": request.actor.can(RECEIVE),
        "may_print": found.can(RecordPrinting) and not found.closed,
        "may_compare": found.can(CompareCopies) and not found.closed,
        "may_sign": signing and not found.closed,
        "may_hand": found.can(HandOverCertification),
        "may_name": found.can(NameSigner) and not found.closed,
        "may_change": found.can(CorrectOriginal) and not found.closed,
        "may_charge": _may_charge(found),
        "owes": found.owed is not None and not found.owed.settled and row.dossier is None,
        "once": once_key(),
        "trail": [HOME, Link(row.label)],
    }
    return render(request, "counter/certified/one.html", context, status=error.status if error else 200)


def _may_charge(found: CertificationPage) -> bool:
    """Say whether the bill lacks or says something else than what stands, and nobody paid it."""
    if not found.can(ChargeAgain) or found.row.dossier is not None or not found.row.fee:
        return False
    return found.owed is None or (not found.owed.paid and found.owed.total != found.row.fee)


def _steps(found: CertificationPage) -> list[Step]:
    told, who = found.row.moments, found.who
    done = [
        (N_("Lấy số"), told.opened, who.get("opened", "")),
        (N_("In xong"), told.printed, who.get("printed", "")),
        (N_("Đối chiếu"), told.compared, who.get("compared", "")),
        (N_("Ký"), told.signed, who.get("signed", "")),
        (N_("Trả"), told.handed, who.get("handed", "")),
    ]
    if found.row.dossier is not None:
        done.pop()
    ahead = next((place for place, (_, at, _) in enumerate(done) if at is None), len(done))
    cancelled = found.row.standing is Standing.CANCELLED
    return [
        Step(label, _state(place, ahead, cancelled=cancelled), holder, at)
        for place, (label, at, holder) in enumerate(done)
    ]


def _state(place: int, ahead: int, *, cancelled: bool) -> StepState:
    if place < ahead:
        return StepState.DONE
    if cancelled:
        return StepState.SKIPPED
    return StepState.NOW if place == ahead else StepState.NEXT


def _facts(found: CertificationPage) -> list[Fact]:
    row = found.row
    shown = [
        Fact(N_("Người yêu cầu"), row.requester, hint=found.card.address if found.card else ""),
        Fact(N_("Sổ"), found.book),
        Fact(
            N_("Người ký"),
            row.signer,
            hint=" · ".join([" / ".join(signs_as(row.signer_title, row.signer_behalf)), row.signer_behalf]).strip(" ·"),
        ),
        Fact(N_("Gõ và in"), spoken(row.moments.preparing)),
        Fact(N_("Đối chiếu và ký"), spoken(row.moments.checking)),
    ]
    if row.dossier is not None:
        href = reverse("counter:receipt", args=[row.dossier])
        shown.append(Fact(N_("Hồ sơ có giấy hẹn"), row.dossier_label, href=href))
    return shown


@require_POST
@power(*READERS)
def step(request: DeskRequest, certification: UUID, step: str) -> HttpResponse:
    """Do the next step; what forbids it is told on the page."""
    if step not in STEPS:
        raise NotFound(N_("Không có việc này."))
    command, done = STEPS[step]
    try:
        act(request, command(certification=certification))  # type: ignore[call-arg]  # each of STEPS takes one
    except (Conflict, RuleError) as error:
        return _page(request, certification, error)
    tell(request, done)
    home = reverse("certified:home") if step == "tra" else reverse("certified:one", args=[certification])
    return HttpResponseRedirect(home)


def _back(found: CertificationPage) -> Link:
    return Link(found.row.label, reverse("certified:one", args=[found.row.id]))


@require_http_methods(METHODS)
@power(RECEIVE)
def correct(request: DeskRequest, certification: UUID, original: UUID) -> HttpResponse:
    """Correct a line of the book."""
    found, line = _line(request, certification, original)
    return one_form(
        request,
        said(N_("Sửa số {n}"), n=line.number),
        [
            Field("name", N_("Tên giấy tờ"), required=True, most=300),
            Field("pages", N_("Số trang"), "number", required=True, size="s", most=6),
            Field("copies", N_("Số bản"), "number", required=True, size="s", most=6),
            REASON,
        ],
        _back(found),
        lambda v: CorrectOriginal(
            certification=certification,
            original=original,
            name=v["name"],
            pages=v["pages"],
            copies=v["copies"],
            reason=v["reason"],
        ),
        done=N_("Đã sửa; nội dung trước khi sửa vẫn được giữ"),
        home=HOME,
        what=[
            N_("Nội dung cũ, người sửa và lý do được giữ cùng dòng sổ."),
            N_("Đổi số trang, số bản thì phí tính lại, in, đối chiếu và ký lại."),
        ],
        start={"name": line.name, "pages": str(line.pages), "copies": str(line.copies)},
    )


@require_http_methods(METHODS)
@power(RECEIVE)
def cancel(request: DeskRequest, certification: UUID, original: UUID) -> HttpResponse:
    """Cancel a number; it stays in the book."""
    found, line = _line(request, certification, original)
    return one_form(
        request,
        said(N_("Hủy số {n}"), n=line.number),
        [REASON],
        _back(found),
        lambda v: CancelNumber(certification=certification, original=original, reason=v["reason"]),
        done=N_("Đã hủy số"),
        home=HOME,
        what=[
            said(
                N_("Số {n} ({name}) vẫn nằm trong sổ với lý do, không cấp lại cho giấy tờ khác."),
                n=line.number,
                name=line.name,
            ),
            N_("Thu lại và hủy các bản đã in lời chứng của số này."),
            N_("Chưa thu phí thì phiếu thu giảm theo; đã thu thì hoàn trả ở mục Thu phí."),
        ],
        danger=True,
    )


def _line(request: DeskRequest, certification: UUID, original: UUID) -> tuple[CertificationPage, Any]:
    found = queries.certification(request.actor, certification)
    line = next((one for one in found.originals if one.id == original), None)
    if line is None:
        raise NotFound(N_("Không có số chứng thực này."))
    return found, line


@require_http_methods(METHODS)
@power(RECEIVE)
def name_signer(request: DeskRequest, certification: UUID) -> HttpResponse:
    """Name somebody else who will sign."""
    found = queries.certification(request.actor, certification)
    options = [
        Option(str(one.official), f"{one.name}, {one.title}")
        for one in queries.signers_of(found.centre, request.actor.realm, found.row.kind)
        if (one.official, one.behalf) != (found.row.signer_id, found.row.signer_behalf)
    ]
    return one_form(
        request,
        N_("Đổi người ký"),
        [Field("signer", N_("Người ký"), "select", required=True, options=options, ids=True)],
        _back(found),
        lambda v: NameSigner(certification=certification, signer=v["signer"]),
        done=N_("Đã đổi người ký; in lại lời chứng"),
        home=HOME,
        what=[N_("Lời chứng đã in mang tên người trước: thu lại, in và đối chiếu lại.")],
    )

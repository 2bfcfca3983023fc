"""The return desk: find the results that wait, check who has come, hand them over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from motcua.desks.counter import box, proxies, shown
from motcua.desks.counter.views.people import PURPOSE
from motcua.desks.shared.door import ONCE, DeskRequest, errors_of, once_key, power, typed_id
from motcua.desks.shared.shapes import FieldError, Option
from motcua.dossiers import handing, queries, rules
from motcua.dossiers.commands import ReturnResult
from motcua.dossiers.handing import Handing
from motcua.kernel.errors import BadInput, MotcuaError, NotFound
from motcua.kernel.ids import new_id, parse_id
from motcua.kernel.words import N_
from motcua.ledger.perform import perform
from motcua.parties import queries as parties

WAITING = 20


@power("dossier.return")
def handover(request: DeskRequest) -> HttpResponse:
    """Show the box and what waits; or, after a scan or a choice, the results of one person to be handed over."""
    try:
        dossier, person = typed_id(request.GET, "ho-so"), typed_id(request.GET, "nguoi")
        if request.method == "POST":
            return _found(request, request.POST.get("q", ""))
        if dossier is not None:
            return _hand(request, handing.with_dossier(request.actor, dossier))
        if person is not None:
            return _hand(request, _of(request, person))
    except MotcuaError as error:
        return _box(request, q=request.POST.get("q", ""), errors=errors_of(error), status=error.status)
    return _box(request)


def _box(request: DeskRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = queries.worklist(request.actor, "cho-tra", limit=WAITING).rows
    told: dict[str, Any] = {
        "q": "",
        "errors": {},
        "found": None,
        "waiting": shown.lines(rows),
        "person_columns": shown.PERSON_COLUMNS,
        "dossier_columns": shown.DOSSIER_COLUMNS,
    }
    return render(request, "counter/handover.html", told | more, status=status)


def _found(request: DeskRequest, text: str) -> HttpResponse:
    """Lead from a scan to the results that wait: by slip, by card, by number, else by choosing a person."""
    boxed = box.read(text)
    if boxed.code:
        rows = queries.find(request.actor, boxed.code)
        if not rows:
            raise NotFound(N_("Không có hồ sơ mang mã {code} ở Trung tâm này."), field="q", code=boxed.code)
        return _hand(request, handing.with_dossier(request.actor, rows[0].id))
    found = parties.find(boxed.card.number.digits if boxed.card else boxed.words, request.actor)
    if len(found.rows) == 1 and not found.rows[0].masked:
        person = found.rows[0]
        return _hand(request, _of(request, person.id), number=person.number, name=person.name)
    return _box(request, q=text if boxed.card is None else "", found=found)


def _of(request: DeskRequest, person: UUID) -> tuple[Handing, ...]:
    """Return the open dossiers of a person; :class:`NotFound` when there are none."""
    shown_now = handing.of_person(request.actor, parties.same_person(person))
    if not shown_now:
        raise NotFound(N_("Người này không có hồ sơ nào đang giải quyết hoặc chờ trả ở Trung tâm."), field="q")
    return shown_now


def _hand(
    request: DeskRequest, found: tuple[Handing, ...], error: MotcuaError | None = None, **typed: str
) -> HttpResponse:
    """Return the form that hands results over; the receiver follows from whose card was scanned."""
    first = found[0]
    ready = [one for one in found if one.refusal is None]
    owner = parties.party(first.applicant_id, request.actor, PURPOSE)
    submitters = [one for one in ready if one.submitter_id]
    values = {
        "number": "",
        "name": "",
        "relationship": "none",
        "paper": "",
        "paper_number": "",
        "paper_day": "",
        "valid_to": "",
        "certified": "",
        "kept": "1",
        "receiver": "owner",
        "slip": "1",
        "manner": first.return_manner,
    }
    told = {
        "found": found,
        "lines": {line.id: line for line in shown.lines([one.row for one in found])},
        "ready": ready,
        "picked": typed.pop("picked", "").split() or [one.row.id.hex for one in ready],
        "owner": shown.person(owner, role=N_("Chủ hồ sơ")),
        "submitter": submitters[0].submitter if submitters else "",
        "receivers": _receivers(bool(submitters), proxies.options(request, first)),
        "relationships": proxies.RELATIONSHIP_OPTIONS,
        "paper_kinds": proxies.PAPER_OPTIONS,
        "manners": [Option(key, label) for key, label in rules.RETURN_MANNERS.items()],
        "v": values | _receiver(found, typed) | typed,
        "errors": errors_of(error) if error else {},
        "summary": [FieldError(error.field or "", error.said)] if error else [],
        "once": request.POST.get(ONCE) or once_key(),
    }
    return render(request, "counter/hand.html", told, status=error.status if error else 200)


def _receiver(found: tuple[Handing, ...], typed: dict[str, str]) -> dict[str, str]:
    """Guess as whom somebody collects from the name on the card they showed."""
    if typed.get("name") and all(typed["name"] == one.submitter for one in found):
        return {"receiver": "submitter"}
    return {}


def _receivers(submitted: bool, recorded: list[Option]) -> list[Option]:
    """Return as whom results may be collected: owner, submitter, those on record for it, or one to record now."""
    return [
        Option("owner", N_("Chủ hồ sơ")),
        Option("submitter", N_("Người đã nộp hồ sơ"), why="" if submitted else N_("chủ hồ sơ tự nộp")),
        *recorded,
        Option(proxies.NEW, N_("Người khác, có giấy ủy quyền"), N_("Ghi giấy ủy quyền hoặc quan hệ vào sổ rồi trả.")),
    ]


@require_POST
@power("dossier.return")
def handed(request: DeskRequest) -> HttpResponse:
    """Hand the ticked results over, each once; show what was handed over, or what is wrong."""
    ids = [parse_id(one) for one in request.POST.getlist("dossier")]
    receiver = request.POST.get("receiver", "owner")
    once = request.POST.get(ONCE, "")[:40] or new_id().hex
    try:
        if not ids:
            raise BadInput(N_("Chưa chọn kết quả nào để trả."), field="dossier")
        if receiver == proxies.NEW:
            wanted = [handing.with_dossier(request.actor, one)[0] for one in ids]
            receiver = proxies.record(request, wanted, key=f"{once}.uq").hex
        for dossier in ids:
            perform(_command(request, dossier, receiver), request.actor, key=f"{once}.{dossier.hex}")
    except MotcuaError as error:
        shown_again = parse_id(request.POST.get("first", "")) if not ids else ids[0]
        names = ("number", "name", "manner", "slip", *proxies.FIELDS)
        typed = {name: request.POST.get(name, "") for name in names}
        typed |= {"receiver": receiver, "picked": " ".join(one.hex for one in ids)}
        return _hand(request, handing.with_dossier(request.actor, shown_again), error, **typed)
    request.session["counter.handed"] = [one.hex for one in ids]
    return redirect("counter:handover_done")


def _command(request: DeskRequest, dossier: UUID, receiver: str) -> ReturnResult:
    """Return the command; ``receiver`` is owner, submitter, or the id of the authority under which another collects."""
    post = request.POST
    text = post.get("number", "")
    boxed = box.read(text) if text.strip() else box.Boxed()
    proxy = typed_id({"receiver": receiver}, "receiver")
    return ReturnResult(
        dossier=dossier,
        receiver="proxy" if proxy else receiver,  # type: ignore[arg-type]  # checked with the command's types
        number=boxed.card.number.digits if boxed.card else text,
        name=boxed.card.name if boxed.card else post.get("name", "") if post.get("receiver") == proxies.NEW else "",
        proxy=proxy,
        slip=bool(post.get("slip")),
        manner=post.get("manner", "desk"),
    )


@power("dossier.return")
def done(request: DeskRequest) -> HttpResponse:
    """Show what was just handed over, each with its receipt to print."""
    ids = [parse_id(one) for one in request.session.get("counter.handed", [])]
    pages = [queries.dossier_page(request.actor, one, purpose=N_("Trả kết quả")) for one in ids]
    if not pages:
        return redirect("counter:handover")
    return render(request, "counter/handed.html", {"pages": pages})

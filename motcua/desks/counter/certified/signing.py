"""What waits for the signature of whoever looks: ticked after signing by hand, each performed by itself."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.certifications import queries
from motcua.certifications.commands import SignCertification
from motcua.certifications.rules import KIND_NAMES
from motcua.desks.shared.door import ONCE, DeskRequest, once_key, power
from motcua.desks.shared.forms import waits_for_factor
from motcua.desks.shared.shapes import Column
from motcua.desks.shared.told import tell
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.kernel.words import N_, Said
from motcua.ledger.perform import perform
from motcua.office.rules import SIGN

MOST: Final = 200
COLUMNS: Final = (
    Column(N_("Số")),
    Column(N_("Loại")),
    Column(N_("Người yêu cầu")),
    Column(N_("Đối chiếu xong")),
    Column(N_("Số bản"), numeric=True),
)


@require_safe
@power(SIGN)
def to_sign(request: DeskRequest) -> HttpResponse:
    """Show what was compared and bears one's own name."""
    return _page(request)


def _page(request: DeskRequest, faults: list[tuple[str, Said]] | None = None, status: int = 200) -> HttpResponse:
    context = {
        "rows": queries.to_sign(request.actor),
        "columns": COLUMNS,
        "kinds": KIND_NAMES,
        "today": clock.today(),
        "faults": faults or [],
        "ask_factor": waits_for_factor(request),
        "once": once_key(),
    }
    return render(request, "counter/certified/to_sign.html", context, status=status)


@require_POST
@power(SIGN)
def sign(request: DeskRequest) -> HttpResponse:
    """Record as signed what was ticked; each refusal is told by its numbers, what was signed stays signed."""
    known = {row.id: row.label for row in queries.to_sign(request.actor)}
    key = request.POST.get(ONCE, "")[:40]
    done, faults, status = 0, [], 200
    for typed in dict.fromkeys(request.POST.getlist("selected")[:MOST]):
        try:
            wanted = UUID(typed)
        except ValueError:
            continue
        try:
            perform(SignCertification(certification=wanted), request.actor, key=f"{key}.{wanted.hex}" if key else None)
            done += 1
        except MotcuaError as error:
            faults.append((known.get(wanted, ""), error.said))
            status = error.status
    if faults:
        return _page(request, faults, status)
    if done:
        tell(request, N_("Đã ghi {n} lượt đã ký."), n=done)
    return HttpResponseRedirect(reverse("certified:to_sign"))

"""The forms of a fonds as papers: inventory, labels of boxes, what was left as it is, a later claim."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from motcua.archives import form_prints, handovers, listed, queries
from motcua.archives.queries import STATES, Narrow
from motcua.desks.centre.records.narrowed import narrow_of
from motcua.desks.shared.door import DeskRequest, power, whole_number
from motcua.desks.shared.handing import printed
from motcua.desks.shared.shapes import Link
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, said


def links(address: str, total: int, most: int = 0) -> list[Link]:
    """Return where each part of a list of so many rows is printed, at most ``most`` in one; nothing for an empty list."""
    many = listed.parts(total, most or listed.VOLUME)
    return [
        Link(said(N_(", phần {n}/{many}"), n=at, many=many) if many > 1 else "", f"{address}&phan={at}")
        for at in range(1, many + 1)
        if total
    ]


def _part(request: DeskRequest) -> int:
    return whole_number(request.GET.get("phan", "") or "1", digits=4) or 0


@require_safe
@xframe_options_sameorigin
@power("records.read")
def inventory(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Print a volume of the inventory, narrowed as asked."""
    row, narrow = queries.fonds(request.actor, fonds_id), narrow_of(request.GET)
    part, files = listed.files(request.actor, fonds_id, narrow, _part(request))
    made = form_prints.print_inventory(request.actor, row, part, files, _under(narrow))
    return printed(made, f"muc-luc-{part.at}.pdf")


def _under(narrow: Narrow) -> str:
    """Return which files of a fonds are listed, in the Vietnamese of papers."""
    if narrow.state in ("vinh-vien", "co-thoi-han"):
        return f"Hồ sơ bảo quản {STATES[narrow.state].lower()}"
    told = [
        STATES.get(narrow.state, ""),
        f"hộp {narrow.box}" if narrow.box else "",
        f"nhóm {narrow.code}" if narrow.code else "",
        f"có chữ «{narrow.text}»" if narrow.text else "",
        f"loại {_MEDIA[narrow.medium]}" if narrow.medium in _MEDIA else "",
    ]
    return ", ".join(filter(None, told))


_MEDIA = {"paper": "giấy", "digital": "điện tử", "both": "giấy và điện tử"}


@require_safe
@xframe_options_sameorigin
@power("records.read")
def labels(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Print labels for the boxes of a fonds."""
    row = queries.fonds(request.actor, fonds_id)
    part, found = listed.box_labels(request.actor, fonds_id, _part(request))
    return printed(form_prints.print_box_labels(request.actor, row, found), f"nhan-hop-{part.at}.pdf")


@require_safe
@xframe_options_sameorigin
@power("records.read")
def exceptions(request: DeskRequest, fonds_id: UUID) -> HttpResponse:
    """Print what was left as it is, in writing."""
    row = queries.fonds(request.actor, fonds_id)
    part, found = listed.left_as_is(request.actor, fonds_id, _part(request))
    return printed(form_prints.print_exceptions(request.actor, row, part, found), f"ngoai-le-{part.at}.pdf")


@require_safe
@xframe_options_sameorigin
@power("records.read")
def claim(request: DeskRequest, handover_id: UUID, claim_id: UUID) -> HttpResponse:
    """Print what the receiver claims after the handover, with the giver's answer."""
    found = handovers.handover(request.actor, handover_id)
    one = next((one for one in found.claims if one.id == claim_id), None)
    if one is None:
        raise NotFound(N_("Không có ý kiến này."))
    made = form_prints.print_claim(request.actor, found, one, handovers.receiver_place(request.actor, handover_id))
    return printed(made, f"bao-thieu-ho-so-{one.number}.pdf")

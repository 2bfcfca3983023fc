"""The papers of a dossier as PDF in the browser. The read is logged each time; only the typesetting is kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from uuid import UUID

from django.http import HttpResponse

from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import printed
from motcua.dossiers import letters, prints, slips
from motcua.dossiers.papers import ReceptionSlip, ReturnReceipt
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

KEPT = 32
SIZES: dict[str, prints.Size] = {"a5": "a5", "a4": "a4", "80mm": "80mm"}
LETTERS = {
    "bo-sung": "supplement",
    "tu-choi": "refusal",
    "xin-loi": "apology",
    "dung": "stop",
    "chuyen-tiep": "transition",
}
COPIES = {"khach": (prints.CUSTOMER,), "luu": (prints.STUB,), "hai": (prints.CUSTOMER, prints.STUB)}


@power("dossier.read")
def slip(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Print form 01: ``kho`` is the paper (a5, a4, 80mm), ``ban`` whose copies (khach, luu, hai)."""
    size = SIZES.get(request.GET.get("kho", "a5"))
    copies = COPIES.get(request.GET.get("ban", "khach"))
    if size is None or copies is None:
        raise BadInput(N_("Khổ giấy là a5, a4 hoặc 80mm; bản là khach, luu hoặc hai."))
    return printed(_slip(slips.reception_slip(request.actor, dossier_id), size, copies), "giay-hen.pdf")


@power("dossier.read")
def control_slip(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Print the control slip with every hand-over so far."""
    return printed(prints.print_control_slip(slips.control_slip(request.actor, dossier_id)), "phieu-kiem-soat.pdf")


@power("dossier.read")
def return_receipt(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Print the receipt for a result that was handed over."""
    size = request.GET.get("kho", "a5")
    if size not in {"a4", "a5"}:
        raise BadInput(N_("Khổ giấy là a4 hoặc a5."))
    receipt = slips.return_receipt(request.actor, dossier_id)
    return printed(_receipt(receipt, "a4" if size == "a4" else "a5"), "bien-nhan.pdf")


@power("dossier.read")
def letter(request: DeskRequest, dossier_id: UUID, kind: str) -> HttpResponse:
    """Print the last letter of a kind: bo-sung (form 02), tu-choi (03), xin-loi (04), dung (05), chuyen-tiep (no form)."""
    paper = letters.letter(request.actor, dossier_id, LETTERS.get(kind, ""))
    return printed(prints.print_letter(paper), f"{kind}.pdf")


# The key is the whole paper, not the dossier's version: a person's corrected address must show at once.
@lru_cache(maxsize=KEPT)
def _slip(paper: ReceptionSlip, size: prints.Size, copies: tuple[str, ...]) -> bytes:
    return prints.print_reception_slip(paper, size, copies=copies)


@lru_cache(maxsize=KEPT)
def _receipt(paper: ReturnReceipt, size: Literal["a4", "a5"]) -> bytes:
    return prints.print_return_receipt(paper, size)

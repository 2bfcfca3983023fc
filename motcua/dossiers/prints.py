"""Printing a dossier's papers: a typed paper in, PDF bytes out. The same paper prints the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from motcua.documents import printing
from motcua.dossiers import wording
from motcua.dossiers.labels import Label
from motcua.dossiers.papers import (
    CloseOfDay,
    ControlSlip,
    DeclarationPaper,
    Heading,
    InheritedList,
    Letter,
    OutageRecord,
    ReceptionSlip,
    RegisterOfDossiers,
    ReturnReceipt,
)
from motcua.kernel import clock

TEMPLATES = Path(__file__).parent / "templates" / "dossiers" / "print"
Size = Literal["a4", "a5", "80mm"]
STUB, CUSTOMER = "LƯU", "KHÁCH HÀNG"


def print_reception_slip(slip: ReceptionSlip, size: Size = "a5", *, copies: tuple[str, ...] = (CUSTOMER,)) -> bytes:
    """Return form 01 as PDF, each of ``copies`` on a page of its own with its marker; 80 mm is a strip for a till.

    Raises what :func:`motcua.documents.printing.render` raises, and :class:`BadInput` for a day without known forms.
    """
    narrow = size == "80mm"
    data = wording.reception_slip(slip, narrow=narrow)
    parts = (f"{slip.lookup}#", slip.signed) if slip.signed else (slip.lookup or slip.code,)
    data |= {"copies": list(copies), "qr": printing.qr_svg(*parts)}
    template = "reception_strip.typ" if narrow else "reception_slip.typ"
    return _set(template, slip.heading, data, size)


def print_control_slip(slip: ControlSlip) -> bytes:
    """Return the control slip (A4) with its rows so far and room for the next; its QR holds the bare dossier code."""
    data = wording.control_slip(slip) | {"qr": printing.qr_svg(slip.code)}
    return _set("control_slip.typ", slip.heading, data, "a4")


def print_return_receipt(receipt: ReturnReceipt, size: Literal["a4", "a5"] = "a5") -> bytes:
    """Return the receipt for a handed-over result as PDF."""
    return _set("return_receipt.typ", receipt.heading, wording.return_receipt(receipt), size)


def print_letter(paper: Letter, size: Literal["a4", "a5"] = "a4") -> bytes:
    """Return one of forms 02 to 05 as PDF; :class:`BadInput` for a day without known forms."""
    return _set("letter.typ", paper.heading, wording.letter(paper), size)


def print_declaration(paper: DeclarationPaper) -> bytes:
    """Return a declaration (A4) as PDF/A, with the place for the signature of whoever declares."""
    return _set("declaration.typ", paper.heading, wording.declaration(paper), "a4")


def print_close_of_day(sheet: CloseOfDay) -> bytes:
    """Return the sheet at close of day (A4) as PDF."""
    return _set("close_of_day.typ", sheet.heading, wording.close_of_day(sheet), "a4")


def print_outage_record(record: OutageRecord) -> bytes:
    """Return the record of a cut from the province's system (A4) as PDF."""
    return _set("outage_record.typ", record.heading, wording.outage_record(record), "a4")


def print_register(register: RegisterOfDossiers) -> bytes:
    """Return the register of dossiers (A4, landscape) as PDF; :class:`BadInput` for a day without known forms."""
    return _set("register.typ", register.heading, wording.register(register), "a4")


def print_inherited_list(sheet: InheritedList) -> bytes:
    """Return the list of open dossiers an old unit hands over (A4, landscape) as PDF."""
    return _set("inherited_list.typ", sheet.heading, wording.inherited_list(sheet), "a4")


def print_labels(labels: Sequence[Label], author: str, *, single: bool = False) -> bytes:
    """Return labels for folders as PDF, 24 on a sheet of A4, or each on a label of its own (70 × 36 mm) where ``single``.

    The QR holds the bare dossier code.
    """
    made = [asdict(one) | {"qr": printing.qr_svg(one.code)} for one in labels]
    data = {"labels": made, "author": author or "Motcua", "single": single}
    return printing.render(TEMPLATES / "labels.typ", data, made_at=clock.now())


def _set(template: str, head: Heading, data: Mapping[str, Any], size: Size) -> bytes:
    return printing.render(TEMPLATES / template, {**data, "paper": size}, made_at=head.made_at)

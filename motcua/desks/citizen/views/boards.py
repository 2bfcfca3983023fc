"""The sheet of a procedure for the board on the wall, and a sheet of codes that lead to the pages, as PDF/A."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.catalogue import queries as catalogue
from motcua.desks.citizen import house, throttle
from motcua.desks.citizen.showing import CaseView, FeeLine, PaperLine, Term
from motcua.desks.citizen.views.procedures import told_of
from motcua.desks.shared.door import DeskRequest, public
from motcua.desks.shared.handing import printed
from motcua.documents import printing
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound, TooMany
from motcua.kernel.money import VND
from motcua.kernel.text import clean
from motcua.kernel.words import N_

TEMPLATES: Final = Path(__file__).parents[1] / "templates" / "citizen" / "print"
PAPERS: Final = ("a4", "a3")


@require_safe
@public
def board_pdf(request: DeskRequest, code: str) -> HttpResponse:
    """Answer the sheet to hang up, A4 or A3: every case, the version and the sign of its content as on the page."""
    paper = request.GET.get("kho", "a4")
    if paper not in PAPERS:
        raise BadInput(N_("Khổ giấy là a4 hoặc a3."), field="kho")
    here = house.house()
    told = told_of(here, code, clock.today())
    if not told["shown"].offered:
        raise NotFound(N_("Trung tâm này không nhận thủ tục này."))
    facts = told["facts"]
    data = {
        "paper": paper,
        "author": here.name,
        "place": here.place,
        "centre": here.name,
        "name": facts.name,
        "code": facts.code,
        "field": facts.field,
        "cases": [_case(case) for case in told["cases"]],
        "ways": [str(name) for name in told["channels"]],
        "subjects": list(facts.subjects),
        "agency": "; ".join(facts.agencies) or str(told["agency"]),
        "sequence": list(facts.sequence) or [step.name for step in told["shown"].steps],
        "steps": [[step.name, step.division or "", step.share] for step in told["shown"].steps],
        "results": list(facts.results),
        "conditions": facts.conditions or "",
        "bases": list(facts.legal_bases),
        "level": str(told["both"] or ""),
        "hotline": here.hotline,
        "source": f"{facts.source.title}, ngày {facts.source.as_of:%d/%m/%Y}",
        "version": told["shown"].number or 0,
        "digest": told["digest"],
        "address": told["address"],
        "qr": printing.qr_svg(told["address"]),
    }
    pdf = _set(request, "board.typ", json.dumps(data, ensure_ascii=False))
    return printed(pdf, f"niem-yet-{facts.code}-{paper}.pdf")


@require_safe
@public
def qr_sheet(request: DeskRequest) -> HttpResponse:
    """Answer a sheet of codes, one a procedure the centre takes, of one field (``linh-vuc``) or all."""
    here = house.house()
    field = clean(request.GET.get("linh-vuc", ""), 200)
    rows = catalogue.offered(here.centre) if here.centre else ()
    wanted = [(code, name) for code, name, of in rows if not field or of == field]
    if not wanted:
        raise NotFound(N_("Chưa có thủ tục nào để in mã QR."))
    root = settings.MOTCUA_PUBLIC_URL.rstrip("/")
    labels = [
        {"code": code, "name": name, "qr": printing.qr_svg(root + reverse("citizen:procedure", args=[code]))}
        for code, name in wanted
    ]
    data = {"author": here.name, "centre": here.name, "labels": labels}
    return printed(_set(request, "qr_sheet.typ", json.dumps(data, ensure_ascii=False)), "ma-qr-thu-tuc.pdf")


def _day() -> datetime:
    """Return the beginning of today: a sheet printed again the same day is the same, byte for byte."""
    return clock.local(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(slots=True)
class _Sheet:
    """A sheet, empty until it is set."""

    pdf: bytes = b""


@lru_cache(maxsize=256)
def _kept(_template: str, _content: str, _day: datetime) -> _Sheet:
    return _Sheet()


def _set(request: DeskRequest, template: str, content: str) -> bytes:
    """Return a sheet set once for its content and day: many may ask for the same, one address for so many others."""
    day = _day()
    sheet = _kept(template, content, day)
    if not sheet.pdf:
        wait = throttle.print_wait(throttle.address_of(request))
        if wait:
            raise TooMany(N_("Đã in nhiều tờ. Xin thử lại từ {time}."), time=throttle.again_at(wait))
        sheet.pdf = printing.render(TEMPLATES / template, json.loads(content), made_at=day)
    return sheet.pdf


def _case(case: CaseView) -> dict[str, Any]:
    return {
        "name": case.name,
        "submit": [_paper(one) for one in case.submit],
        "show": [_paper(one) for one in case.show],
        "limits": [f"{_ways(term)}{term.words}" for term in case.limits],
        "fees": [line for term in case.fees for line in _fees(term)],
    }


def _paper(one: PaperLine) -> str:
    count = f", {one.count}" if one.count else ""
    when = f" ({one.condition})" if one.condition else " (nếu có)" if one.optional else ""
    only = f" – {'; '.join(str(name) for name in one.only)}" if one.only else ""
    return f"{one.name}{count}{when}{only}"


def _ways(term: Term) -> str:
    return f"{'; '.join(str(name) for name in term.channels)}: " if term.channels else ""


def _fees(term: Term) -> Iterable[str]:
    if not term.fees:
        yield f"{_ways(term)}chưa có thông tin, xin hỏi tại quầy"
    for one in term.fees:
        yield f"{_ways(term)}{_fee(one)}"


def _fee(one: FeeLine) -> str:
    if one.amount is None:
        said = f"{one.kind}: {one.words}"
    elif one.amount == 0:
        said = f"{one.kind}: không thu tiền"
    else:
        said = f"{one.kind}: {VND(one.amount)}{f' / {one.unit}' if one.unit else ''}"
    exempt = f"; miễn: {'; '.join(one.exemptions)}" if one.exemptions else ""
    until = f"; đến hết {one.until:%d/%m/%Y}" if one.until else ""
    doubt = "" if one.certain else " (chưa đối chiếu xong)"
    return f"{said}{until}{exempt}{doubt}"

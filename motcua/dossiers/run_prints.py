"""The sheets of a run ready to print: one for each division, number, run, list, two signatures (PDF/A)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from motcua.documents import printing
from motcua.dossiers import codes, policies, wording
from motcua.dossiers.papers import Heading, centre_name
from motcua.dossiers.prints import TEMPLATES
from motcua.dossiers.rules import runs
from motcua.dossiers.runs import Line, RunPage, Sheet
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.office.queries import names as office

_NOTES = {runs.ItemState.OUT: "Đã rút", runs.ItemState.MISSING: "Thiếu", runs.ItemState.RECEIVED: "Đã nhận"}


def print_sheets(actor: Actor, page: RunPage, unit: UUID | None = None) -> bytes:
    """Return the sheets a reader may see, of one ``unit`` or all, each on a page of its own; the same rows, the same bytes.

    :class:`NotFound` where there is nothing to print.
    """
    whole = policies.is_of(actor, page.unit)
    wanted = [
        sheet
        for sheet in page.sheets
        if sheet.listed and unit in {None, sheet.unit} and (whole or sheet.unit in page.mine)
    ]
    if not wanted:
        raise NotFound(N_("Chuyến này chưa có phiếu nào để in."))
    place = office.heading_of(page.unit, page.row.day)
    head = Heading(
        governing_body=place.governing_body,
        centre=centre_name(place.commune, page.row.day),
        place=place.short,
        made_at=page.row.sent_at or page.row.opened_at,
        realm="thử" if actor.realm == Realm.TRIAL else "thật",
        demonstration=marks.is_demonstration(),
    )
    data = {
        "paper": "a4",
        "head": wording.heading(head),
        "sheets": [_sheet(page, sheet) for sheet in wanted],
        "run": page.row.number,
        "slot": page.row.slot,
        "day": wording.long_day(page.row.day),
        "sent_at": wording.long_instant(page.row.sent_at) if page.row.sent_at else "",
        "giver": page.centre,
        "giver_name": page.sent_by or page.opened_by,
    }
    return printing.render(TEMPLATES / "handover_sheet.typ", data, made_at=head.made_at)


def _sheet(page: RunPage, sheet: Sheet) -> dict[str, Any]:
    number = sheet.number(page.row.number)
    still = [line for line in sheet.listed if line.state != runs.ItemState.OUT]
    return {
        "number": number,
        "unit": sheet.name,
        "qr": printing.qr_svg(number),
        "count": len(still),
        "lines": [_cells(line) for line in sheet.listed],
    }


def _cells(line: Line) -> list[str]:
    state = runs.ItemState(line.state)
    note = ": ".join(filter(None, (_NOTES.get(state, ""), line.reason)))
    if state is runs.ItemState.RECEIVED and line.settled_at:
        note = f"{note} {clock.local(line.settled_at):%H:%M %d/%m}"
    return [
        line.label if not codes.is_own_number(line.label) else f"{line.label} (số tiếp nhận)",
        line.name,
        line.procedure,
        wording.short_instant(line.due_at) if line.due_at else wording.NOT_PROMISED,
        note,
    ]

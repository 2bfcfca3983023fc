"""The acceptance record on paper: a record in, PDF/A bytes out. The same record prints the same bytes."""

from __future__ import annotations

from pathlib import Path

from motcua.documents import printing
from motcua.kernel import clock
from motcua.office import queries as office
from motcua.works import rules
from motcua.works.queries import AcceptanceRow, WorksPage

TEMPLATE = Path(__file__).parent / "templates" / "works" / "print" / "acceptance.typ"


def acceptance_record(page: WorksPage, record: AcceptanceRow) -> bytes:
    """Return the record as PDF/A; raises what :func:`motcua.documents.printing.render` raises.

    The layout is ours: no form is set for the seat of a centre (NĐ 06/2021/NĐ-CP on building quality was not seen).
    """
    signed = clock.local(record.signed_at)
    place = office.unit(page.row.place)
    data = {
        "place": place.printed,
        "body": f"Ủy ban nhân dân {place.full_name}",
        "place_and_day": f"{place.name}, ngày {signed.day} tháng {signed.month} năm {signed.year}",
        "name": page.row.name,
        "venue": page.row.venue,
        "contractor": page.row.contractor_name,
        "starts": rules.day_text(page.starts),
        "asked": str(page.row.asked),
        "last_day": rules.day_text(record.last_day) if record.last_day else "không có",
        "asked_by": page.asked_by,
        "held_on": rules.day_text(record.held_on),
        "stages": [[one.name, str(one.weight), f"{one.done or 0} %"] for one in page.stages],
        "parties": [list(one) for one in record.parties],
        "defects": [[one.what, rules.day_text(one.due)] for one in record.defects],
        "conclusion": record.conclusion,
        "verdict": str(rules.verdict(record.late, record.last_day)),
        "signed": f"{signed:%H:%M} ngày {rules.day_text(signed.date())}",
        "signer": record.signed_by,
        "signer_title": record.signer_title,
        "code": record.id.hex,
    }
    return printing.render(TEMPLATE, data, made_at=record.signed_at)

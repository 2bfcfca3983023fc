"""The weekly report on paper: a report as issued in, PDF/A bytes out. The same report prints the same bytes."""

from __future__ import annotations

from pathlib import Path

from motcua.documents import printing
from motcua.kernel import clock
from motcua.office import queries as office
from motcua.oversight.queries.weekly import NAMED, Kept
from motcua.oversight.rules.weekly import FIGURE_NAMES, Figure, sentence
from motcua.works.rules import day_text

TEMPLATE = Path(__file__).parent / "templates" / "oversight" / "print" / "weekly.typ"


def weekly_report(report: Kept) -> bytes:
    """Return the report as PDF/A; the layout is ours, no form is set. Raises what ``printing.render`` raises."""
    issued = clock.local(report.issued_at)
    place = office.unit(report.place)
    data = {
        "place": place.printed,
        "place_and_day": f"{place.name}, ngày {issued.day} tháng {issued.month} năm {issued.year}",
        "period": f"Từ {day_text(report.starts)} đến {day_text(report.ends)}",
        "sentence": str(sentence(report.starts, report.ends, report.figures)),
        "figures": [[FIGURE_NAMES[one], str(report.figures.get(one, 0))] for one in Figure],
        "groups": [
            [
                FIGURE_NAMES[one],
                [
                    [row.title, row.lead_name, day_text(row.until) if row.until else "chưa có hạn", row.reason]
                    for row in report.lines[one]
                ],
            ]
            for one in NAMED
            if report.lines.get(one)
        ],
        "words": report.words,
        "signed": f"{issued:%H:%M} ngày {day_text(issued.date())}",
        "signer": report.issued_by,
        "code": report.id.hex,
    }
    return printing.render(TEMPLATE, data, made_at=report.issued_at)

"""The commitment of one person on paper, to be signed digitally: the same words and moment print the same bytes."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from motcua.decisions.models import Commitment
from motcua.documents import printing
from motcua.kernel import clock
from motcua.office import queries as office

TEMPLATE = Path(__file__).parent / "templates" / "decisions" / "print" / "commitment.typ"


def statement(commitment: Commitment, name: str, title: str, at: datetime) -> bytes:
    """Return the commitment with who makes it as PDF/A; raises what :func:`motcua.documents.printing.render` raises.

    The layout is ours: no form is set for a commitment on the theme of a year.
    """
    made = clock.local(at)
    place = office.unit(commitment.place_id)
    data = {
        "place": place.printed,
        "place_and_day": f"{place.name}, ngày {made.day} tháng {made.month} năm {made.year}",
        "theme": f"{commitment.theme} (năm {commitment.theme_year})",
        "paragraphs": [line for line in commitment.text.split("\n") if line],
        "asked_by": commitment.asked_by,
        "name": name,
        "title": title,
    }
    return printing.render(TEMPLATE, data, made_at=at)

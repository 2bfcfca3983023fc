"""The slip "Đến đâu để chỉnh": what differs, letter by letter, and which body puts which paper right (PDF/A)."""

from __future__ import annotations

from typing import Any

from motcua.documents import printing
from motcua.dossiers import wording
from motcua.dossiers.comparisons import Comparison, correcting
from motcua.dossiers.papers import Heading, centre_name
from motcua.dossiers.prints import TEMPLATES
from motcua.dossiers.rules.comparing import SEXES, SOURCES
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.office.queries import names as office
from motcua.parties.rules.discrepancies import Discrepancy, Shown


def print_slip(actor: Actor, found: Comparison) -> bytes:
    """Return the slip for the citizen as PDF; :class:`RuleError` once the data were erased."""
    if found.erased:
        raise RuleError(N_("Dữ liệu của người này đã được xóa."))
    day = clock.local(found.compared_at).date()
    place = office.heading_of(found.unit, day)
    head = Heading(
        governing_body=place.governing_body,
        centre=centre_name(place.commune, day),
        place=place.short,
        made_at=found.compared_at,
        number=found.number,
        realm="thử" if actor.realm == Realm.TRIAL else "thật",
        demonstration=marks.is_demonstration(),
    )
    data = {
        "paper": "a4",
        "head": wording.heading(head),
        "name": found.name,
        "code": found.label,
        "differences": [{"name": str(one.name), "sides": _sides(one)} for one in found.differences],
        "bodies": [
            {
                "source": str(SOURCES[source]),
                "body": body.body,
                "act": body.act,
                "bring": body.bring,
                "ground": body.ground,
                "checked": body.trust != "unverified",
            }
            for source, body in found.correct
        ],
        "facts": correcting().source,
        "officer": found.compared_by,
    }
    return printing.render(TEMPLATES / "correcting_slip.typ", data, made_at=head.made_at)


def _sides(one: Discrepancy) -> list[dict[str, Any]]:
    return [{"source": str(side.label), "parts": _parts(one.field, side)} for side in one.sides]


def _parts(field: str, side: Shown) -> list[dict[str, Any]]:
    """Return a value in pieces, each with whether it differs."""
    if field == "sex":
        return [{"text": SEXES.get(side.value, side.value), "differs": True}]
    if field == "born":
        return [{"text": str(PartialDate.from_iso(side.value)), "differs": True}]
    pieces, at = [], 0
    for start, end in side.marks:
        pieces += [(side.value[at:start], False), (side.value[start:end], True)]
        at = end
    pieces.append((side.value[at:], False))
    return [{"text": text, "differs": differs} for text, differs in pieces if text]

"""The demonstration's place: xã Phụng Công, tỉnh Hưng Yên, and what its centre offers."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue.commands import ConfirmLimit, SwitchOn, load_packaged, load_packaged_forms
from motcua.checklists.commands import load_packaged as load_checklists
from motcua.ledger.actor import Actor, system
from motcua.ledger.perform import perform
from motcua.office import founding, queries
from motcua.office.commands import EnterAgencyCode, SetCentre, load_calendars, load_units
from motcua.office.commands.set_centre import CodeSource
from motcua.office.founding import Founded
from motcua.office.rules import POWERS
from motcua.readiness.commands import load_packaged as load_readiness_templates

COMMUNE = "Phụng Công"
PROVINCE = "Hưng Yên"
STARTED = date(2025, 7, 1)
ORDER = "Bản trình diễn"
TRIAL_CODE = "H33.99.01"
"""No source gives Phụng Công's identifier code: this one is made up and marked *thử*."""


def founder() -> Actor:
    """Return the system with every power it needs to set up a demonstration."""
    powers = frozenset({"system"}).union(*POWERS.values())
    return system(ORDER, powers=powers)


def load_reference() -> None:
    """Load units, calendars and procedures."""
    load_units(founder())
    load_calendars(founder())
    load_packaged(founder())
    load_packaged_forms(founder())
    load_readiness_templates(founder())
    load_checklists(founder())


def commune() -> UUID:
    """Return the id of the commune the demonstration plays in."""
    for row in queries.search_units(f"{COMMUNE}, {PROVINCE}", on=STARTED):
        if row.name == COMMUNE and row.province_name.endswith(PROVINCE) and row.valid.holds(STARTED):
            return row.id
    raise LookupError(COMMUNE)


def found(where: UUID | None = None, code: str = TRIAL_CODE) -> Founded:
    """Make the bodies of a commune, the demonstration's unless said; its centre numbers dossiers itself, with a code marked
    *thử*."""
    place = founding.found_commune(where or commune(), founder(), valid_from=STARTED, ground="Bản trình diễn")
    perform(
        EnterAgencyCode(
            unit=place.committee, code=code, valid_from=STARTED, trial=True, source="Mã thử của bản trình diễn"
        ),
        founder(),
    )
    perform(
        SetCentre(
            unit=place.centre,
            code_source=CodeSource.PRIMARY,
            ground="Văn bản thử của bản trình diễn",
            hotline="0221 3999 999",
        ),
        founder(),
    )
    return place


def switch_on(staff: dict[str, Actor], only: Container[str] | None = None) -> None:
    """Offer every full national procedure of the commune, its police and its military command, or ``only`` some of them."""
    director = staff["giamdoc"]
    unit = director.unit
    if unit is None:
        raise LookupError("giamdoc")
    wanted = {"commune", "commune_police", "commune_military"}
    postings = {}
    for facts in packaged.all_procedures().values():
        if only is not None and facts.code not in only:
            continue
        if facts.thin or facts.province or facts.agency_class not in wanted or len(facts.process) < 2:
            continue
        postings[facts.code] = perform(SwitchOn(unit=unit, procedure=facts.code), director).target
    for code, days in (("1.004873", 3), ("1.001612", 3)):
        if code in postings:
            perform(
                ConfirmLimit(
                    posting=postings[code],
                    kind="working_days",
                    value=days,
                    ground="Giám đốc Trung tâm xác nhận (bản trình diễn), theo cơ sở dữ liệu quốc gia về thủ tục hành chính",
                ),
                director,
            )
    for code in ("2.000815", "2.000884", "1.000894"):
        if code in postings:
            perform(
                ConfirmLimit(
                    posting=postings[code],
                    kind="same_day",
                    cutoff="15:00",
                    ground="Giám đốc Trung tâm xác nhận (bản trình diễn), NĐ 23/2015/NĐ-CP Điều 7; Luật Hộ tịch 2014",
                ),
                director,
            )

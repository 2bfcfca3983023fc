"""What the books of xã Phụng Công say before a story of its dossiers is read: told through commands, day by day.

Each function is called in a process of its own by :class:`tests.processes.Node` and answers ids as text.
"""

from __future__ import annotations

from collections.abc import Callable
from unittest import mock
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue.commands import ConfirmLimit, SwitchOn, load_packaged
from motcua.config import wiring
from motcua.config.demo import dossiers, people
from motcua.config.demo.centre import COMMUNE, ORDER, PROVINCE, STARTED, TRIAL_CODE, founder
from motcua.config.demo.people import PASSWORD
from motcua.dossiers.models import Dossier
from motcua.dossiers.stages import stage_of
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.perform import perform
from motcua.office import founding, passwords
from motcua.office.commands import EnterAgencyCode, SetCentre, load_calendars
from motcua.office.commands.set_centre import CodeSource
from motcua.office.tests.factories import make_commune, make_province
from tests.journeys import opened

BIRTH, EXTRACT, STATUS, BUILDING, LAND = "1.001193", "2.000635", "1.004873", "1.013227", "1.013978"
OFFERED = (BIRTH, EXTRACT, STATUS, BUILDING, LAND)


def begin() -> None:
    """Begin the books: the commune as it stands since 1/7/2025, its people and what it offers."""
    wiring.hook_up()
    few = {code: packaged.get(code) for code in OFFERED}
    with clock.fixed(clock.at(2025, 7, 1, 7, 30)), passwords.published(PASSWORD):
        marks.begin(marks.DEMONSTRATION)
        load_calendars(founder())
        with mock.patch.object(packaged, "all_procedures", return_value=few):
            load_packaged(founder())
        commune = make_commune(make_province("33", PROVINCE), "12007", COMMUNE)
        place = founding.found_commune(commune.id, founder(), valid_from=STARTED, ground=ORDER)
        code = EnterAgencyCode(
            unit=place.committee, code=TRIAL_CODE, valid_from=STARTED, trial=True, source="Mã thử của bản trình diễn"
        )
        perform(code, founder())
        centre = SetCentre(unit=place.centre, code_source=CodeSource.PRIMARY, ground=ORDER, hotline="0221 3999 999")
        perform(centre, founder())
        staff = people.hire(place)
        for one in OFFERED:
            posting = perform(SwitchOn(unit=place.centre, procedure=one), staff["giamdoc"]).target
            if one in (BIRTH, EXTRACT):
                same_day = ConfirmLimit(posting=posting, kind="same_day", cutoff="15:00", ground="Luật Hộ tịch Điều 16")
                perform(same_day, staff["giamdoc"])
        dossiers.citizens(staff)
    opened.get_ready()


def tell(number: int, day: str) -> dict[str, str]:
    """Tell what had happened by the hour at which the books are opened on ``day``; return ids its pages need, by name."""
    return {name: str(one) for name, one in DAYS[day]().items()}


def eleventh_of_july() -> dict[str, UUID]:
    """11/7/2025, 09:00: since 1/7 six were received; three have their result, one of them late, one was fetched."""
    staff = people.actors()
    owners = dossiers.citizens(staff)
    made = {}
    with clock.fixed(clock.at(2025, 7, 1, 9)):
        for name in ("early", "late", "fetched", "open"):
            made[name] = dossiers.accept(staff, owners[1], STATUS, "Xác nhận tình trạng hôn nhân")
    with clock.fixed(clock.at(2025, 7, 2, 9)):
        for name in ("early", "fetched"):
            _work(staff, made[name])
    with clock.fixed(clock.at(2025, 7, 3, 9)):
        dossiers.hand_over(staff, made["fetched"], owners[1])
    with clock.fixed(clock.at(2025, 7, 8, 9)):
        _work(staff, made["late"])
    with clock.fixed(clock.at(2025, 7, 10, 8)):
        made["land"] = dossiers.accept(staff, owners[3], LAND, "Cấp Giấy chứng nhận lần đầu (thử)")
        made["ready"] = dossiers.accept(staff, owners[0], EXTRACT, "Trích lục khai sinh (thử)")
        _work(staff, made["ready"])
    return made


def _work(staff: dossiers.Staff, dossier: UUID) -> None:
    while not stage_of(dossier).ready:
        dossiers.advance(staff, dossier)


def nothing_more() -> dict[str, UUID]:
    """A day of which all was told before, or is done by who opens it."""
    return {}


def eve_of_the_due_day() -> dict[str, UUID]:
    """8/9/2025, 08:00: of the two building permits received on 29/8, none is worked on."""
    return {f"permit-{n}": id_ for n, id_ in enumerate(_permits(), 1)}


def _permits() -> list[UUID]:
    return list(Dossier.objects.filter(procedure_code=BUILDING).order_by("id").values_list("id", flat=True))


DAYS: dict[str, Callable[[], dict[str, UUID]]] = {
    "2025-07-11T09:00": eleventh_of_july,
    "2025-08-29T09:00": nothing_more,
    "2025-09-08T08:00": eve_of_the_due_day,
    "2025-09-10T08:00": nothing_more,
}
"""When the books are opened, and who tells what had happened until then."""

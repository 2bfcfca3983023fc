"""What the processes of ``test_at_once.py`` do. Each function is called in a process of its own."""

from __future__ import annotations

import time
from typing import Any
from unittest import mock
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn, load_packaged
from motcua.config.demo import centre, people
from motcua.config.demo import dossiers as demo
from motcua.dossiers.commands import AcceptDossier
from motcua.dossiers.models import Dossier, DossierPaper, StepRun
from motcua.kernel import clock
from motcua.kernel.errors import Busy
from motcua.ledger import marks, replay, sealing
from motcua.ledger.models import Entry
from motcua.ledger.perform import Outcome, perform
from motcua.ledger.verify import verify
from motcua.office.commands import load_calendars
from motcua.office.tests.factories import make_commune, make_province

BIRTH, CASE = "1.001193", "dung-han"
AT = clock.at(2025, 7, 11, 10, 0)


def prepare() -> None:
    """Found a commune with its people, and offer birth registration."""
    from motcua.config import wiring
    from motcua.office import founding
    from motcua.office.commands import EnterAgencyCode, SetCentre
    from motcua.office.commands.set_centre import CodeSource

    wiring.hook_up()
    marks.begin(marks.DEMONSTRATION)
    with clock.fixed(AT):
        load_calendars(centre.founder())
        with mock.patch.object(packaged, "all_procedures", return_value={BIRTH: packaged.get(BIRTH)}):
            load_packaged(centre.founder())
        place = founding.found_commune(make_commune(make_province()).id, centre.founder(), valid_from=centre.STARTED)
        perform(
            EnterAgencyCode(
                unit=place.committee, code=centre.TRIAL_CODE, valid_from=centre.STARTED, trial=True, source="Mã thử"
            ),
            centre.founder(),
        )
        perform(SetCentre(unit=place.centre, code_source=CodeSource.PRIMARY, ground="Thử"), centre.founder())
        staff = people.hire(place)
        perform(SwitchOn(unit=place.centre, procedure=BIRTH), staff["giamdoc"])
        demo.citizens(staff)


def insist(command: AcceptDossier, key: str) -> Outcome:
    """Perform as a person at a desk does who is told that the books are busy: the same again, with the same key."""
    staff = people.actors()
    while True:
        try:
            with clock.fixed(AT):
                return perform(command, staff["tiepnhan"], key=key)
        except Busy:
            time.sleep(0.05)


def wish() -> AcceptDossier:
    """Return the command to receive a birth registration of the first citizen."""
    with clock.fixed(AT):
        applicant = demo.citizens(people.actors())[0].id
    return AcceptDossier(procedure=BIRTH, case=CASE, applicant=applicant, papers=demo.papers_of(BIRTH, CASE))


def accept_many(number: int, count: int, prefix: str) -> list[str]:
    """Receive ``count`` dossiers and return their codes."""
    command = wish()
    return [insist(command, f"{prefix}-{number}-{n}").ids["code"] for n in range(count)]


def accept_again(number: int, keys: list[str]) -> list[list[str]]:
    """Send wishes again with their old keys; return dossier and code for each."""
    command = wish()
    return [[(made := insist(command, key)).target.hex, made.ids["code"]] for key in keys]


def state(number: int) -> dict[str, Any]:
    """Return what the books hold, after sealing, and what is wrong with them."""
    sealing.seal_all()
    rows = list(Dossier.objects.order_by("code").values_list("id", "code"))
    ids = [row[0] for row in rows]
    papers, steps = len(demo.papers_of(BIRTH, CASE)), StepRun.objects.filter(dossier__in=ids).count()
    report = verify()
    return {
        "codes": [code for _, code in rows],
        "entries": Entry.objects.filter(event="dossiers.accepted").count(),
        "keys": {
            entry.key: UUID(str(entry.stream_id)).hex for entry in Entry.objects.filter(event="dossiers.accepted")
        },
        "whole": DossierPaper.objects.filter(dossier__in=ids, originals__gt=0).count() == papers * len(ids),
        "steps": steps,
        "faults": [str(fault.said) for fault in report.faults],
        "differences": len(replay.compare()),
        "unsealed": Entry.objects.filter(position__isnull=True).count(),
    }

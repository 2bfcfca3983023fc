"""What the processes of ``test_at_once.py`` do. Each function is called in a process of its own."""

from __future__ import annotations

import time
from typing import Any
from unittest import mock

from motcua.catalogue import packaged
from motcua.catalogue.commands import load_packaged
from motcua.certifications.commands import (
    Certify,
    CloseCertificationDay,
    CompareCopies,
    OpenCertificationBook,
    OriginalWish,
    RecordPrinting,
    SignCertification,
)
from motcua.certifications.models import Certification, ClosedDay, Original
from motcua.certifications.rules import Kind
from motcua.config.demo import centre, people
from motcua.config.demo import dossiers as demo
from motcua.kernel import clock
from motcua.kernel.errors import Busy, Conflict, RuleError
from motcua.ledger import marks, replay
from motcua.ledger.perform import Outcome, perform
from motcua.office.commands import load_calendars
from motcua.office.tests.factories import make_commune, make_province
from motcua.payments.models import Bill

COPIES = "2.000815"
AT = clock.at(2025, 7, 11, 10, 0)


def prepare() -> None:
    """Found a commune with its people and open its book of copies."""
    from motcua.config import wiring
    from motcua.office import founding

    wiring.hook_up()
    marks.begin(marks.DEMONSTRATION)
    with clock.fixed(AT):
        load_calendars(centre.founder())
        with mock.patch.object(packaged, "all_procedures", return_value={COPIES: packaged.get(COPIES)}):
            load_packaged(centre.founder())
        place = founding.found_commune(make_commune(make_province()).id, centre.founder(), valid_from=centre.STARTED)
        staff = people.hire(place)
        demo.citizens(staff)
        perform(OpenCertificationBook(centre=place.centre, kind=Kind.COPY), staff["giamdoc"])


def insist(command: Any, who: str, key: str) -> Outcome:
    """Perform as a person does who is told that the books are busy: the same again, with the same key."""
    actor = people.actors()[who]
    while True:
        try:
            with clock.fixed(AT):
                return perform(command, actor, key=key)
        except Busy:
            time.sleep(0.02)


def certify_many(number: int, count: int, prefix: str) -> int:
    """Take numbers for two originals ``count`` times, each form sent twice; sign all; return how many were received."""
    staff = people.actors()
    centre_unit, signer = staff["tiepnhan"].unit, staff["lanhdao"].official
    assert centre_unit is not None
    assert signer is not None
    with clock.fixed(AT):
        requester = demo.citizens(staff)[0].id
    wish = Certify(
        centre=centre_unit,
        kind=Kind.COPY,
        requester=requester,
        originals=[OriginalWish(name="Bằng", pages=3, copies=10), OriginalWish(name="Sổ", pages=1, copies=1)],
        signer=signer,
    )
    done = 0
    for turn in range(count):
        key = f"{prefix}-{number}-{turn}"
        try:
            made = insist(wish, "tiepnhan", key).target
        except Conflict:
            continue
        assert insist(wish, "tiepnhan", key).target == made
        insist(RecordPrinting(certification=made), "tiepnhan", f"{key}-in")
        insist(CompareCopies(certification=made), "tiepnhan", f"{key}-so")
        insist(SignCertification(certification=made), "lanhdao", f"{key}-ky")
        done += 1
    return done


def close_meanwhile(number: int) -> bool:
    """Try to close the day until it is closed or the books have been asked often enough; say whether it was."""
    staff = people.actors()
    centre_unit = staff["tiepnhan"].unit
    assert centre_unit is not None
    for turn in range(200):
        try:
            insist(CloseCertificationDay(centre=centre_unit, day=AT.date()), "giamdoc", f"khoa-{number}-{turn}")
        except RuleError:
            continue
        except Conflict:
            return False
        return True
    return False


def state(number: int) -> dict[str, Any]:
    """Return what the books hold, and what differs from their history."""
    del number
    closed = ClosedDay.objects.first()
    return {
        "numbers": list(Original.objects.order_by("number").values_list("number", flat=True)),
        "certifications": Certification.objects.count(),
        "bills": Bill.objects.count(),
        "closed": closed.totals if closed else "",
        "unsigned": Certification.objects.filter(signed_at__isnull=True).count(),
        "differences": len(replay.compare()),
    }

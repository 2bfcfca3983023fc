"""Makes the books of the steering board: a province with its communes' committees and 200,000 directives. Rows only, from a seed.

Of ten directives four are open; of these one of six is late, some have no day, lack one of the six, wait for acceptance, are
blocked, ask for more time, or were issued by a body that has ended. One of ten is shared by another unit. Another province
has a tenth as many, which must not be counted. The ledger has no entries of them.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from bench.bulk import insert  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.config.demo import centre as demonstration  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.text import fold  # noqa: E402
from motcua.ledger import marks  # noqa: E402
from motcua.office import stamps  # noqa: E402
from motcua.office.models import Account, Official, Post, Unit  # noqa: E402
from motcua.oversight.models import Directive, DirectiveUnit  # noqa: E402
from motcua.oversight.rules.directives import FAR  # noqa: E402

AT = clock.at(2025, 7, 15, 9)
"""When the board is looked at."""
STEERS = "nguoi-don-doc"
PROVINCES = ("25", "33")
PIECE = 5_000


def main(most: int) -> None:
    """Fill with so many directives of one province."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    marks.begin(marks.DEMONSTRATION)
    demonstration.load_reference()
    started = time.monotonic()
    with clock.fixed(AT), transaction.atomic():
        fill(most)
    stamps.bump()
    stamps.forget()
    print(f"   {most:,} directives, {time.monotonic() - started:.0f} s", flush=True)


def fill(most: int) -> None:
    """Make the bodies, whoever steers, and the directives of both provinces."""
    today = clock.today()
    for number, code in enumerate(PROVINCES):
        province = Unit.objects.get(level="province", code=code, valid_to__isnull=True)
        office = _body("division", f"Văn phòng {code}", province)
        ended = _body("committee", f"UBND huyện cũ {code}", province, valid_to=today - timedelta(days=14))
        leads = [(office, province)]
        for commune in Unit.objects.filter(level="commune", province=province, valid_to__isnull=True).order_by("code"):
            leads.append(
                (Unit(level="committee", name="UBND", folded="ubnd", parent=commune, valid_from=today), commune)
            )
        Unit.objects.bulk_create([lead for lead, _ in leads[1:]], batch_size=500)
        if number == 0:
            official = Official.objects.create(name="Người Thử Đo", folded="nguoi thu do")
            Post.objects.create(official=official, unit=office, title="Đôn đốc", roles="steering", valid_from=today)
            Account.objects.create(username=STEERS, official=official, session_stamp="do")
        _directives(most if number == 0 else most // 10, leads, (province, office, ended), random.Random(number))


def _directives(most: int, leads: list[tuple[Any, Any]], issuers: tuple[Any, Any, Any], chosen: random.Random) -> None:
    rows: list[Directive] = []
    shares: list[DirectiveUnit] = []
    for at in range(most):
        rows.append(_one(at, *chosen.choice(leads), issuers, chosen))
        if at % 10 == 0:
            shares.append(DirectiveUnit(directive=rows[-1], unit=chosen.choice(leads)[0]))
        if len(rows) == PIECE or at == most - 1:
            insert(Directive, rows)
            insert(DirectiveUnit, shares)
            rows, shares = [], []


def _one(at: int, lead: Any, place: Any, issuers: tuple[Any, Any, Any], chosen: random.Random) -> Directive:
    today = clock.today()
    province, office, ended = issuers
    open_ = at % 10 < 4
    draft = open_ and at % 70 == 0
    state = "draft" if draft else ("offered" if at % 50 == 1 else "running") if open_ else "accepted"
    days = chosen.randint(-12, 60) if open_ else chosen.randint(-400, -10)
    until = FAR if open_ and at % 40 == 2 else today + timedelta(days=days)
    title = f"Nhiệm vụ thử {at}: rà soát, báo cáo kết quả thực hiện tại {place.name}"
    begun = today - timedelta(days=chosen.randint(1, 200))
    return Directive(
        place=place, title=title, folded=fold(title), source_kind="conclusion", source_words="Sớm hoàn thành.",
        document_number=f"{at % 900}/TB-UBND", keeper=ended if at % 100 == 3 else office, keeper_place=province, lead=lead,
        person=uuid4(), leader=uuid4(), product="Báo cáo", evidence="Ảnh", authority="Kết luận", due_kind="by_end",
        due_day=None if until == FAR else until, until=until, repeat="none", lacking=1 if draft else 0, state=state,
        open=open_, percent=chosen.randint(0, 99) if open_ else 100, obstacle="thử" if open_ and at % 30 == 1 else "",
        opened_on=begun, opened_by=uuid4(), started_on=None if draft else begun, last_word_on=begun,
        done_on=None if open_ else today - timedelta(days=at % 300), days_late=0 if open_ else (at % 9 == 0) * 3,
        asked_day=today + timedelta(days=90) if state == "running" and at % 60 == 2 else None,
        lesson="thử" if at % 500 == 4 else "",
    )  # fmt: skip


def _body(level: str, name: str, parent: Any, valid_to: Any = None) -> Any:
    return Unit.objects.create(
        level=level, name=name, full_name=name, folded=fold(name), parent=parent, valid_from=clock.today() - timedelta(400),
        valid_to=valid_to,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Makes the books of proposals: every commune of the country with ten of them, of which six wait, and who oversees all.

One made-up place stands above all provinces, so that somebody oversees everything; no real place does. Rows only, from
a seed: the ledger has no entries of them.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import timedelta
from typing import Any

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
from motcua.proposals.models import Filing, Proposal, Routed, Wait  # noqa: E402
from motcua.proposals.rules.facts import Category, Kind, Solver, State  # noqa: E402

AT = clock.at(2025, 7, 30, 9)
"""When the board is looked at."""
OVERSEER = "nguoi-do"
TITLE = "Cả nước (thử)"
EACH, WAITING = 10, 6
DEPARTMENTS = 8


def main(most: int) -> None:
    """Fill with the proposals of each commune, ``most`` communes at most."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    marks.begin(marks.DEMONSTRATION)
    demonstration.load_reference()
    started = time.monotonic()
    with clock.fixed(AT):
        count = fill(most)
    print(f"   {count:,} communes x {EACH} proposals, {time.monotonic() - started:.0f} s", flush=True)


def fill(most: int) -> int:
    """Make who oversees everything, the units it lies with, and the proposals; return how many communes filed."""
    since = clock.today() - timedelta(days=90)
    with transaction.atomic():
        above = Unit.objects.create(level="province", name=TITLE, folded=fold(TITLE), code="", valid_from=since)
        provinces = Unit.objects.filter(level="province", valid_to__isnull=True).exclude(pk=above.pk)
        provinces.update(parent=above)
        units = [
            Unit(level="division", name=f"Sở Thử {n}", folded=f"so thu {n}", parent=above, valid_from=since)
            for n in range(DEPARTMENTS)
        ]
        Unit.objects.bulk_create(units)
        official = Official.objects.create(name="Người Thử Đo", folded="nguoi thu do")
        Post.objects.create(official=official, unit=above, title="Theo dõi", roles="overseer", valid_from=since)
        Account.objects.create(username=OVERSEER, official=official, session_stamp="do")
        places = list(Unit.objects.filter(level="commune", valid_to__isnull=True).order_by("code")[:most])
        rows(places, units)
    stamps.bump()
    stamps.forget()
    return len(places)


def rows(places: list[Any], units: list[Any]) -> None:
    """Write what each commune filed over sixty days; four of ten were answered after some days."""
    chosen, today = random.Random(1), clock.today()
    made: dict[type, list[Any]] = {Filing: [], Proposal: [], Routed: [], Wait: []}
    categories = list(Category)
    for place in places:
        filing = Filing(
            place=place, unit=place, title="Khó khăn (thử)", occasion="none", first=EACH, filed_at=clock.now()
        )  # fmt: skip
        made[Filing].append(filing)
        for number in range(1, EACH + 1):
            filed = today - timedelta(days=chosen.randrange(60))
            open_ = number <= WAITING
            closed = None if open_ else min(today, filed + timedelta(days=chosen.randrange(1, 20)))
            unit, words = chosen.choice(units), f"Khó khăn thử số {number} của {place.name}"
            proposal = Proposal(
                filing=filing, ordinal=number, place=place, unit=place,
                kind=Kind.DIFFICULTY if number % 2 else Kind.PROPOSAL, category=chosen.choice(categories),
                statement=words, folded=fold(words), solver=Solver.ABOVE,
                state=State.WAITING if open_ else State.ANSWERED, open=open_, filed_on=filed, closed_on=closed,
                lead=unit, lies_since=filed,
            )  # fmt: skip
            made[Proposal].append(proposal)
            made[Routed].append(Routed(proposal=proposal, unit=unit, lead=True))
            made[Wait].append(Wait(proposal=proposal, ordinal=1, unit=unit, since=filed, until=closed))
    for model in (Filing, Proposal):
        insert(model, made[model])
    for beside in (Routed, Wait):
        beside._default_manager.bulk_create(made[beside], batch_size=400)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Make a ward's year: most dossiers written in bulk, :data:`LIVED` of them told by ``perform``, every act among them."""

from __future__ import annotations

import sys
from datetime import date

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import check, province  # noqa: E402
from bench.fill import Filler  # noqa: E402
from bench.lives import Beside, Year  # noqa: E402
from motcua.config import demo, wiring  # noqa: E402
from motcua.config.demo import dossiers, people  # noqa: E402
from motcua.dossiers.rules import life  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.ledger import marks  # noqa: E402
from motcua.ledger.sealing import seal_all  # noqa: E402

AT = clock.at(2026, 6, 30, 18)
LIVED = 1_000
NEVER = {"TakeOverDossier"}
"""What no dossier of the year lives: the communes its ward came from kept no books here."""
A_DAY = 120


def main(count: int) -> None:
    """Fill with ``count`` dossiers in bulk and with those that live every way, telling how far it is."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    if marks.kind() is None:
        demo.load(lambda what: print("  ", what, flush=True))
    with clock.fixed(AT):
        Filler(a_day=A_DAY).fill(
            count, tell=lambda done: print(f"   {done:,}", flush=True) if done % 10_000 == 0 else None
        )
        staff = people.actors()
        province.found(2)
        beside = Beside.of_the_bench()
        year = Year(staff, dossiers.citizens(staff), date(2025, 7, 14), AT.date(), beside=beside)
        year.tell(LIVED, until=AT)
        seal_all()
        never = set(life.DEEDS) - set(year.told) - NEVER
        if never:
            raise SystemExit(f"no dossier ever lived {sorted(never)}")
        check.books(count)


if __name__ == "__main__":
    main(int(sys.argv[1]))

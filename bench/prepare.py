"""Make the books of one size: migrate, load the demonstration, found the centres of its province, fill, seal, verify."""

from __future__ import annotations

import gc
import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench import check, province, waiting  # noqa: E402
from bench.fill import Filler  # noqa: E402
from motcua.config import demo, wiring  # noqa: E402
from motcua.ledger import marks  # noqa: E402


def main(count: int) -> None:
    """Fill with ``count`` dossiers, telling how far it is."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    if marks.kind() is None:
        demo.load(lambda what: print("  ", what, flush=True))
    _found(province.asked(count))
    gc.set_threshold(
        100_000, 20, 100
    )  # rows are many and have no cycles: looking for them costs a fifth of the filling
    started = time.monotonic()

    def tell(done: int) -> None:
        if done % 10_000 == 0 or done == count:
            print(f"   {done:,} hồ sơ, {done / (time.monotonic() - started):.0f}/s", flush=True)

    Filler().fill(count, tell=tell)
    waiting.lay()
    check.filled(count)


def _found(centres: int) -> None:
    started = time.monotonic()
    province.found(centres, lambda number: print(f"   {number} Trung tâm", flush=True) if number % 20 == 0 else None)
    print(f"   {centres} Trung tâm, {time.monotonic() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))

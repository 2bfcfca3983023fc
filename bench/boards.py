"""``python -m bench.boards``: what boards of 3,321 centres cost: the readiness board, and each board across centres.

Makes its own books (SQLite) in a temporary folder: every commune of the country with a centre, its file, works, two lines with
a day of hours, a comparison with the norm, a fonds, moves, an estimate, support money and a watched project. One made-up
place stands above all provinces, so that somebody oversees everything; no real place does.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

if __name__ == "__main__":
    os.environ["MOTCUA_VAR"] = tempfile.mkdtemp(prefix="motcua-boards-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.config.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()

AGAIN = 5


def main() -> int:
    """Fill, measure, print."""
    from django.core.management import call_command

    from motcua.config import wiring
    from motcua.config.demo import centre
    from motcua.kernel import clock
    from motcua.ledger import marks

    call_command("migrate", verbosity=0)
    wiring.wire()
    marks.begin(marks.DEMONSTRATION)
    centre.load_reference()
    with clock.fixed(clock.at(2025, 7, 15, 9)):
        actor, board = fill()
        measure(actor, board)
    return 0


def fill() -> tuple[Any, Any]:
    """Make every centre with what hangs on it; return who oversees them all, and their board."""
    from django.db import transaction

    from motcua.kernel import clock
    from motcua.kernel.text import fold
    from motcua.ledger.actor import Actor, Realm
    from motcua.office import stamps
    from motcua.office.models import Unit

    today = clock.today()
    with transaction.atomic():
        above = Unit.objects.create(
            level="province", name="Cả nước (thử)", folded="ca nuoc thu", code="", valid_from=today
        )
        provinces = Unit.objects.filter(level="province", valid_to__isnull=True).exclude(pk=above.pk)
        provinces.update(parent=above)
        places = list(Unit.objects.filter(level="commune", valid_to__isnull=True))
        centres = [
            Unit(level="centre", name="Trung tâm", folded=fold("Trung tâm"), parent=place, valid_from=today)
            for place in places
        ]
        Unit.objects.bulk_create(centres, batch_size=500)
        board = rows(list(zip(places, centres, strict=True)), above)
    stamps.bump()
    stamps.forget()
    powers = frozenset(
        {"oversee", "readiness.read", "asset.read", "works.read", "link.read", "records.read"}
        | {"staff.read", "budget.read", "project.read"}
    )
    from uuid import uuid4

    actor = Actor(
        account=uuid4(), name="Người đo", unit=above.pk, powers=powers, realm=Realm.REAL, post=uuid4(), channel="web"
    )
    print(f"{len(centres):,} Trung tâm")
    return actor, board


def rows(pairs: list[tuple[Any, Any]], above: Any) -> Any:
    """Write what each centre has; return the board of readiness."""

    from motcua.custody.models import Norm
    from motcua.kernel import clock
    from motcua.kernel.text import fold
    from motcua.links.models import Hour, Line
    from motcua.readiness.models import Board, BoardCentre, ReadinessFile, Summary, Template
    from motcua.works.models import Stage, Works

    now, today = clock.now(), clock.today()
    template = Template.objects.filter(place__isnull=True).first()
    board = Board.objects.create(title="Cả nước (thử)", place=above, phase="trial", target=today)
    norm = Norm.objects.create(
        place=above, edition=1, number="HD (thử)", title="thử", issuer="thử", issued_on=today, valid_from=today,
        source="thử", trust="unverified", trial=True,
    )  # fmt: skip
    made: dict[type, list[Any]] = {}

    def add(row: Any) -> Any:
        made.setdefault(type(row), []).append(row)
        return row

    for at, (place, centre) in enumerate(pairs):
        name, folded = place.name, fold(place.name)
        grade = ("ready", "basic", "not")[at % 3]
        file = add(ReadinessFile(place=place, unit=centre, template=template, opened_at=now))
        for phase in ("trial", "official"):
            add(
                Summary(
                    file=file, phase=phase, realm="real", place=place, unit=centre, name=name, folded=folded, grade=grade,
                    items=46, answered=46, met=40, basic=3, unmet=3, musts=20, musts_met=18, seen=10, differences=0,
                    disputes=0, lacking=3, works=at % 10 == 0, review_on=today if grade == "basic" else None,
                )
            )  # fmt: skip
        add(BoardCentre(board=board, unit=centre, place=place, name=name, folded=folded))
        works = add(
            Works(
                place=place, unit=centre, name=f"Trụ sở {name}", folded=f"tru so {folded}", starts=today,
                asked_kind="before", asked_day=today, last_day=today - timedelta(days=at % 40 - 20), silent_days=7,
                percent=at % 100, last_word_on=today - timedelta(days=at % 15), slip_told=at % 4,
            )
        )  # fmt: skip
        add(Stage(works=works, key="g1", ordinal=0, name="Xây", weight=100, starts=today, ends=today, done=at % 100))
        for use in ("main", "backup"):
            line = add(
                Line(
                    place=place, unit=centre, kind="internet", use=use, name="Đường", folded="duong", since=today,
                    p95_ms=150, loss=5, speed=50, silent=60, patience=2, last_at=now if at % 5 else None,
                    cut_since=now if at % 50 == 0 else None,
                )
            )  # fmt: skip
            for hour in range(0 if "--readiness" in sys.argv else 24):
                add(
                    Hour(
                        line=line, start=(now - timedelta(hours=hour)).replace(minute=0), tests=4, failed=0, sent=40,
                        received=40, pieces=[[0, 3600, True]],
                    )
                )  # fmt: skip
        _things(add, at, place, centre, norm)
        _people(add, at, place, centre, name, folded)
    for model, found in made.items():
        model._default_manager.bulk_create(found, batch_size=400)  # type: ignore[attr-defined]
    return board.pk


def _gap(kind: str, lacking: int) -> Any:
    """Return a line of a comparison with so many lacking of six."""
    from motcua.ledger.events.custody import GapLine

    return GapLine(
        kind=kind, required=6, held=6 - lacking, sound=6 - lacking, broken=0, old=0, undated=0, missing=lacking,
        lacking=lacking, cost=lacking * 10_000_000, mismatched=False,
    )  # fmt: skip


def _things(add: Any, at: int, place: Any, centre: Any, norm: Any) -> None:
    """Give a centre its comparison with the norm, three devices and a request."""
    from uuid import uuid4

    import msgspec

    from motcua.custody.models import Asset, GapReview, SupplyRequest
    from motcua.kernel import clock

    now, today = clock.now(), clock.today()
    lines = [_gap(kind, (at + n) % 3) for n, kind in enumerate(("pc", "scanner", "printer", "queue", "camera"))]
    add(
        GapReview(
            place=place, centre=centre, norm=norm, on=today, facts="[]", lines=msgspec.json.encode(lines).decode(),
            lacking=sum(line.lacking or 0 for line in lines), cost=1, unpriced=0, recorded_at=now, recorded_by="thử",
        )
    )  # fmt: skip
    for n in range(3):
        add(
            Asset(
                code=f"{at}-{n}", place=place, unit=None if n == 0 and at % 4 == 0 else centre, kind="pc",
                group="device", name="Máy tính", folded=f"{at} {n} may tinh", condition="good", use="used",
                registered_on=today,
            )
        )  # fmt: skip
    add(
        SupplyRequest(
            label=f"DN-{at}", place=place, unit=centre, state="submitted", reason="thử", cost=1, drafted_by=uuid4(),
            drafted_at=now,
        )
    )  # fmt: skip


def _people(add: Any, at: int, place: Any, centre: Any, name: str, folded: str) -> None:
    """Give a centre its records, people, money and project."""
    from motcua.archives.models import Fonds
    from motcua.budget.models import Estimate, Grant
    from motcua.kernel import clock
    from motcua.oversight.models import Project
    from motcua.staff.models import Move

    today = clock.today()
    add(
        Fonds(
            place=place, origin=centre, custodian=centre, name=f"Phông {name}", folded=f"phong {folded}",
            files=100, classified=at % 100, expected=120,
        )
    )  # fmt: skip
    for n in range(4):
        add(
            Move(
                place=place, unit=centre, name=f"Người {at} {n}", folded=f"nguoi {at} {n}", from_unit="cũ",
                from_folded="cu", title="Chuyên viên", decision="1", decided_on=today, first_day=today,
            )
        )  # fmt: skip
    add(Estimate(place=place, year=2025, title="Chi thường xuyên", state="draft", wanted_by=today - timedelta(1)))
    add(
        Grant(
            place=place, name="Hỗ trợ", source="tỉnh", amount=1000, centre_first=True, recorded_on=today,
            spent=500, centre_spent=at % 2 * 500,
        )
    )  # fmt: skip
    add(
        Project(
            place=place, name=f"Dự án {name}", folded=f"du an {folded}", kind="project", status="preparing",
            last_word_on=today - timedelta(days=at % 40), stale_days=14,
        )
    )  # fmt: skip


def measure(actor: Any, board: Any) -> None:
    """Print how long each board takes, the best of some tries, and how many statements it asks."""
    from motcua.readiness.queries import boards

    tell("bảng sẵn sàng", lambda: boards.board(actor, board))
    tell("bảng sẵn sàng: một trang", lambda: boards.lines(actor, board))
    tell("bảng sẵn sàng: bản đồ", lambda: boards.marks(actor, board))
    if "--readiness" in sys.argv:
        return
    from motcua.desks.leader.across.shapes import Asked
    from motcua.desks.leader.across.views import TOPICS

    for topic in TOPICS.values():
        tell(f"{topic.key}: số", lambda topic=topic: topic.figures(actor, None))
        for show in topic.shows:
            tell(f"{topic.key}: {show}: theo xã", lambda t=topic, s=show: t.by_place(actor, str(s)))
            tell(f"{topic.key}: {show}: một trang", lambda t=topic, s=show: t.rows(actor, Asked(str(s))))
            if topic.bars:
                tell(f"{topic.key}: {show}: biểu đồ", lambda t=topic, s=show: t.bars(actor, Asked(str(s))))
        tell(
            f"{topic.key}: {topic.usual}: tệp", lambda t=topic: t.rows(actor, Asked(str(t.usual), limit=5_000)), again=1
        )


def tell(name: str, do: Callable[[], Any], again: int = AGAIN) -> None:
    """Print the best time of some tries and the statements of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        do()
    best = min(_timed(do) for _ in range(again))
    print(f"{name:<50}{best * 1000:>9.0f} ms {len(asked):>5} câu lệnh", flush=True)


def _timed(do: Callable[[], Any]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())

"""Makes the books of the boards: every commune of the country with a centre, and what its boards tell of it.

A centre has its readiness file of 150 items, each answered, with the summaries the readiness room keeps of them; works, two
lines with a day of hours, a comparison with the norm, a fonds, moves, an estimate, support money and a watched project. One
made-up place stands above all provinces, so that somebody oversees everything; no real place does. Rows only, from a seed:
the ledger has no entries of them.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import django
import msgspec

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402

from bench.bulk import insert  # noqa: E402
from motcua.archives.models import Fonds  # noqa: E402
from motcua.budget.models import Estimate, Grant  # noqa: E402
from motcua.config import wiring  # noqa: E402
from motcua.config.demo import centre as demonstration  # noqa: E402
from motcua.custody.models import Asset, GapReview, Norm, SupplyRequest  # noqa: E402
from motcua.kernel import clock  # noqa: E402
from motcua.kernel.text import fold  # noqa: E402
from motcua.ledger import marks  # noqa: E402
from motcua.ledger.events.custody import GapLine  # noqa: E402
from motcua.links.models import Hour, Line  # noqa: E402
from motcua.office import stamps  # noqa: E402
from motcua.office.models import Account, Official, Post, Unit  # noqa: E402
from motcua.oversight.models import Project  # noqa: E402
from motcua.readiness import packaged, summaries  # noqa: E402
from motcua.readiness.models import Answer, Board, BoardCentre, ReadinessFile, Summary, Template  # noqa: E402
from motcua.readiness.rules.facts import Item, TemplateFacts, Zone, checked_template  # noqa: E402
from motcua.staff.models import Move  # noqa: E402
from motcua.works.models import Stage, Works  # noqa: E402

AT = clock.at(2025, 7, 15, 9)
"""When the boards are looked at."""
OVERSEER = "nguoi-do"
TITLE = "Cả nước (thử)"
ZONES, ITEMS_OF_A_ZONE, MUSTS_OF_A_ZONE = 6, 25, 4
ITEMS = ZONES * ITEMS_OF_A_ZONE
PATTERNS = 240


def main(most: int) -> None:
    """Fill with a centre for each commune, ``most`` of them at most."""
    call_command("migrate", verbosity=0)
    wiring.wire()
    marks.begin(marks.DEMONSTRATION)
    demonstration.load_reference()
    started = time.monotonic()
    with clock.fixed(AT):
        count = fill(most)
    print(f"   {count:,} centres x {ITEMS} items, {time.monotonic() - started:.0f} s", flush=True)


def fill(most: int) -> int:
    """Make the centres with what hangs on them, who oversees them all, and their board; return how many they are."""
    today = clock.today()
    with transaction.atomic():
        above = Unit.objects.create(level="province", name=TITLE, folded=fold(TITLE), code="", valid_from=today)
        provinces = Unit.objects.filter(level="province", valid_to__isnull=True).exclude(pk=above.pk)
        provinces.update(parent=above)
        places = list(Unit.objects.filter(level="commune", valid_to__isnull=True).order_by("code")[:most])
        centres = [
            Unit(level="centre", name="Trung tâm", folded=fold("Trung tâm"), parent=place, valid_from=today)
            for place in places
        ]
        Unit.objects.bulk_create(centres, batch_size=500)
        official = Official.objects.create(name="Người Thử Đo", folded="nguoi thu do")
        Post.objects.create(official=official, unit=above, title="Theo dõi", roles="overseer", valid_from=today)
        Account.objects.create(username=OVERSEER, official=official, session_stamp="do")
        rows(list(zip(places, centres, strict=True)), above)
    stamps.bump()
    stamps.forget()
    return len(centres)


def template_of(above: Any) -> Template:
    """Return a template that asks for 150 things in six zones, four of each zone without fail."""
    zones = tuple(
        Zone(
            key=f"khu-{zone}",
            name=f"Khu {zone}",
            items=tuple(
                Item(
                    key=f"khu-{zone}.muc-{number:02d}",
                    name=f"Mục thử {zone}.{number}",
                    blocks="trial" if number <= MUSTS_OF_A_ZONE else "",
                )
                for number in range(1, ITEMS_OF_A_ZONE + 1)
            ),
        )
        for zone in range(1, ZONES + 1)
    )
    facts = TemplateFacts(key="do-150", title=TITLE, source="thử", as_of=clock.today(), trust="unverified", zones=zones)
    return Template.objects.create(
        key=facts.key, number=1, title=facts.title, trust=facts.trust, place=above, issued_at=clock.now(),
        content=packaged.content_of(checked_template(facts)),
    )  # fmt: skip


class Answers:
    """Says of every item of a file what its centre, and at one centre of ten somebody on the spot, says of it.

    So many centres say the same as there are patterns: how that is judged is reckoned once for each.
    """

    def __init__(self, template: Template, seed: int = 1) -> None:
        self.seed = seed
        self.items = [item for _, item in summaries.facts_of(template.id).items()]
        self.account = uuid4()
        self.judged: dict[int, dict[str, dict[str, Any]]] = {}

    def of(self, file: ReadinessFile, at: int) -> list[Answer]:
        """Return the answers of the centre numbered ``at``: of three centres one has all, one nearly, one lacks things."""
        chosen = random.Random(f"{self.seed}.{at % PATTERNS}")
        lacks = (0.0, 0.06, 0.2)[at % 3]
        said = [self._answer(file, item, "self", lacks, at, chosen) for item in self.items]
        if at % 10 == 0:
            said += [self._answer(file, item, "seen", lacks, at, chosen) for item in self.items]
        return said

    def summed_up(self, file: ReadinessFile, said: list[Answer], at: int) -> list[Summary]:
        """Return the summaries the readiness room keeps of these answers."""
        pattern = at % PATTERNS
        if pattern not in self.judged:
            self.judged[pattern] = summaries.expected(file, said, {})
        own: dict[str, Any] = {"place_id": file.place_id, "unit_id": file.unit_id}
        own |= {"name": file.place.name, "folded": fold(file.place.name)}
        return [Summary(file=file, phase=phase, **{**kept, **own}) for phase, kept in self.judged[pattern].items()]

    def _answer(
        self, file: ReadinessFile, item: Item, who: str, lacks: float, at: int, chosen: random.Random
    ) -> Answer:
        now: datetime = clock.now()
        verdict = "met"
        if chosen.random() < lacks:
            # What only nearly has everything lacks nothing it must have.
            verdict = "unmet" if at % 3 == 2 and chosen.random() < 0.5 else "basic"
        return Answer(
            file=file, item=item.key, who=who, verdict=verdict, missing="thử" if verdict == "unmet" else "",
            review_on=clock.today() + timedelta(30) if verdict == "basic" else None, observed_at=now, recorded_at=now,
            visit_on=clock.today() if who == "seen" else None, account_id=self.account, by="Người Thử Đo",
        )  # fmt: skip


def rows(pairs: list[tuple[Any, Any]], above: Any) -> None:
    """Write what each centre has."""

    now, today = clock.now(), clock.today()
    template = template_of(above)
    answers = Answers(template)
    board = Board.objects.create(title=TITLE, place=above, phase="trial", target=today)
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
        file = add(
            ReadinessFile(
                place=place, unit=centre, template=template, opened_at=now, works=at % 10 == 0,
                works_before=today + timedelta(days=10) if at % 10 == 0 else None,
            )
        )  # fmt: skip
        said = answers.of(file, at)
        insert(Answer, said)  # half a million: written as they come; what they point at follows before the commit
        for row in answers.summed_up(file, said, at):
            add(row)
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
            for hour in range(24):
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


def _gap(kind: str, lacking: int) -> Any:
    """Return a line of a comparison with so many lacking of six."""

    return GapLine(
        kind=kind, required=6, held=6 - lacking, sound=6 - lacking, broken=0, old=0, undated=0, missing=lacking,
        lacking=lacking, cost=lacking * 10_000_000, mismatched=False,
    )  # fmt: skip


def _things(add: Any, at: int, place: Any, centre: Any, norm: Any) -> None:
    """Give a centre its comparison with the norm, three devices and a request."""

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


if __name__ == "__main__":
    main(int(sys.argv[1]))

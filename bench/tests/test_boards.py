"""The books of the boards hold what the readiness room would keep: 150 items answered, the summaries that follow."""

from __future__ import annotations

import pytest

from bench import boards_fill
from motcua.kernel import clock
from motcua.kernel.text import fold
from motcua.office.models import Unit
from motcua.readiness import summaries
from motcua.readiness.models import Answer, BoardCentre, ReadinessFile, Summary
from motcua.readiness.rules.facts import Phase

pytestmark = pytest.mark.django_db
CENTRES = 33


@pytest.fixture
def filled(region: object, monkeypatch: pytest.MonkeyPatch) -> list[ReadinessFile]:
    monkeypatch.setattr(boards_fill, "PATTERNS", 30)  # so that the last three share one with the first
    before = set(ReadinessFile.objects.values_list("pk", flat=True))
    with clock.fixed(boards_fill.AT):
        above = Unit.objects.create(level="province", name="thử", folded="thu", code="", valid_from=clock.today())
        pairs = []
        for number in range(CENTRES):
            name, code = f"Xã Thử {number:02d}", f"T{number:04d}"
            place = Unit.objects.create(
                level="commune", name=name, folded=fold(name), code=code, parent=above, valid_from=clock.today()
            )
            centre = Unit.objects.create(
                level="centre", name="Trung tâm", folded="trung tam", parent=place, valid_from=clock.today()
            )
            pairs.append((place, centre))
        boards_fill.rows(pairs, above)
    return list(ReadinessFile.objects.exclude(pk__in=before).order_by("place__code"))


def test_every_centre_answers_150_items_and_its_summaries_are_those_the_room_keeps(filled: list[ReadinessFile]) -> None:
    assert len(filled) == BoardCentre.objects.filter(board__title=boards_fill.TITLE).count() == CENTRES
    grades = set()
    for file in filled:
        told = Answer.objects.filter(file=file, who="self", state="current")
        assert told.values("item").distinct().count() == told.count() == boards_fill.ITEMS == 150
        for phase, columns in summaries.expected(file, summaries.standing_answers(file.id), {}).items():
            row = Summary.objects.get(file=file, phase=phase)
            assert {name: getattr(row, name) for name in columns} == columns
            assert row.items == row.answered == 150
            grades.add(row.grade)
    assert grades == {"ready", "basic", "not"}
    assert Summary.objects.filter(file__in=filled, seen=150).count() == 4 * len(Phase)

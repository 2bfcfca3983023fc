"""Reference data of a newer version in books in use: new beside old, nobody's own work touched, twice is once."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from motcua.catalogue import packaged
from motcua.catalogue import queries as catalogue
from motcua.catalogue.commands import load_packaged
from motcua.catalogue.facts import Limit
from motcua.catalogue.models import Posting, ProcedureVersion
from motcua.desks.operator import cli, establish, node, prepare
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.ledger import marks
from motcua.ledger.actor import system
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.ledger.verify import verify
from motcua.office import packaged as places
from motcua.office import queries
from motcua.office.commands import EnterAgencyCode, LoadUnits
from motcua.office.models import AgencyCode

pytestmark = pytest.mark.django_db

COPY, EXTRACT = "2.000815", "2.000635"
"""Offered in the town; of the first the director confirmed a limit."""


@pytest.fixture
def newer(town: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The packaged set as the next version has it: two procedures say something else, the rest is as it was."""
    marks.begin(marks.REAL)
    known = {code: packaged.get(code) for code in ProcedureVersion.objects.values_list("procedure_id", flat=True)}
    limit = Limit(kind="working_days", value=9, trust="official_copy", ground="Quyết định thử")
    changed = {code: msgspec.structs.replace(known[code], limits=(limit,), name=f"{known[code].name} (mới)")
               for code in (COPY, EXTRACT)}  # fmt: skip
    found = known | changed
    monkeypatch.setattr(packaged, "all_procedures", lambda: found)
    monkeypatch.setattr(establish, "load_units", lambda actor, progress: None)
    monkeypatch.setattr(establish, "load_calendars", lambda actor: None)
    monkeypatch.setattr(node, "wired", lambda: None)
    monkeypatch.setattr(prepare, "require_migrated", lambda: None)
    return known


def load(capsys: Any, *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(["load", *words])
    out: str = capsys.readouterr().out
    return int(ended.value.code or 0), out


def everything() -> list[tuple[Any, ...]]:
    return list(ProcedureVersion.objects.order_by("id").values_list())


def test_new_versions_stand_beside_old_ones_and_accepted_dossiers_stay_with_theirs(
    town: Any, newer: Any, capsys: Any
) -> None:
    dossier = Dossier.objects.get(pk=town.accept(EXTRACT))
    before, postings = everything(), list(Posting.objects.order_by("id").values_list())
    code, out = load(capsys, "--json")
    assert code == 0
    assert json.loads(out) == {"units": None, "days": None, "versions": 2, "offered": 2, "review": [COPY]}

    after = everything()
    assert [row for row in after if row in before] == before
    assert len(after) == len(before) + 2
    assert list(Posting.objects.order_by("id").values_list()) == postings
    again = Dossier.objects.get(pk=dossier.pk)
    assert (again.procedure_version_id, again.due_at) == (dossier.procedure_version_id, dossier.due_at)
    assert catalogue.version(again.procedure_version_id).facts.name == newer[EXTRACT].name
    later = Dossier.objects.get(pk=town.accept(EXTRACT))
    assert catalogue.version(later.procedure_version_id).number == 2
    assert later.due_at != dossier.due_at
    limit = catalogue.terms(town.bodies.centre, COPY, "direct", newer[COPY].cases[0].key, clock.today()).limit
    assert limit.trust == "confirmed", "the director's word counts until the director changes it"
    assert verify().sound


def test_the_same_set_again_changes_nothing_and_says_so(town: Any, newer: Any, capsys: Any) -> None:
    assert "2 phiên bản thủ tục mới" in load(capsys)[1]
    versions, entries = everything(), Entry.objects.count()
    assert load(capsys) == (0, "Danh mục trong sổ đã là bản đang cài.\n")
    assert (everything(), Entry.objects.count()) == (versions, entries)


def test_what_a_later_set_takes_back_holds_again(town: Any, newer: Any, monkeypatch: Any) -> None:
    load_packaged(system("thử"))
    monkeypatch.setattr(packaged, "all_procedures", lambda: newer)
    done = load_packaged(system("thử"))
    assert done is not None
    assert done.ids["changed"] == 2
    current = catalogue.version_on(EXTRACT, clock.today())
    assert (current.number, current.facts) == (3, newer[EXTRACT])
    assert load_packaged(system("thử")) is None


def test_a_correction_that_holds_from_an_earlier_day_is_in_force(town: Any, newer: Any, monkeypatch: Any) -> None:
    since = clock.today()
    late = msgspec.structs.replace(newer[EXTRACT], valid_from=since)
    early = msgspec.structs.replace(newer[EXTRACT], valid_from=since - timedelta(days=30))
    for facts in (late, early):
        monkeypatch.setattr(packaged, "all_procedures", lambda facts=facts: newer | {EXTRACT: facts})
        load_packaged(system("thử"))
    assert catalogue.version_on(EXTRACT, since).facts == early


def test_a_code_somebody_entered_is_not_doubled_by_a_packaged_one(town: Any, monkeypatch: Any) -> None:
    commune, day = town.bodies.committee, date(2026, 1, 1)
    perform(EnterAgencyCode(unit=commune, code="H33.77", valid_from=day, source="Quyết định thử"), system("thử"))
    theirs = [
        AgencyCode(unit_id=commune, code="H33.99", valid_from=day, source="bộ dữ liệu"),
        AgencyCode(unit_id=town.bodies.centre, code="H33.77", valid_from=day, source="bộ dữ liệu"),
        AgencyCode(unit_id=town.bodies.centre, code="H33.98", valid_from=day, source="bộ dữ liệu"),
    ]
    monkeypatch.setattr(places, "units", lambda: ())
    monkeypatch.setattr(places, "lineage", list)
    monkeypatch.setattr(places, "codes", lambda: theirs)
    perform(LoadUnits(edition="sau"), system("thử"))
    assert set(AgencyCode.objects.filter(source="bộ dữ liệu").values_list("code", flat=True)) == {"H33.98"}
    found = queries.agency_code(commune, day)
    assert found is not None
    assert found.code == "H33.77"


def test_nothing_is_loaded_into_books_nobody_set_up(newer: Any, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(marks, "kind", lambda: None)
    before = Entry.objects.count()
    assert load(capsys)[0] == 1
    assert Entry.objects.count() == before

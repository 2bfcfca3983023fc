"""Taking in: told before, one version each, never over an old one, once for a key, refused when the books moved on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from unittest import mock

import msgspec
import pytest

from motcua.catalogue import offered, packaged, queries, taking
from motcua.catalogue.commands import ConfirmLimit, TakeInProcedure, load_packaged
from motcua.catalogue.models import CatalogueLoad, Posting, ProcedureVersion, VersionRecord
from motcua.catalogue.tests.records import api, as_json, way
from motcua.config.demo.centre import founder
from motcua.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, MotcuaError, NotAllowed
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db
TODAY = date(2025, 7, 11)
CODE = "1.001193"


def propose(town: Any, *records: dict[str, Any], whole: bool = False) -> taking.Proposal:
    return taking.propose(as_json(*records), "", unit=town.bodies.centre, today=TODAY, whole=whole)


def take(town: Any, *records: dict[str, Any], key: str = "k", begins: date | None = TODAY, who: str = "giamdoc") -> Any:
    found = propose(town, *records)
    actor = town[who].as_verified()
    return taking.take_in(found.proposed, actor, key, unit=town.bodies.centre, valid_from=begins)


def test_nothing_is_written_by_looking(town):
    entries, versions = Entry.objects.count(), ProcedureVersion.objects.count()
    (one,) = propose(town, api(CODE)).proposed
    assert (one.fate, one.base, one.offered) == ("changed", 1, True)
    assert one.told
    assert (Entry.objects.count(), ProcedureVersion.objects.count()) == (entries, versions)


def test_a_new_version_stands_beside_the_old_one_and_dossiers_keep_theirs(town):
    before = town.accept(CODE)
    (result,) = take(town, api(CODE))
    assert (result.number, result.refused) == (2, None)
    assert ProcedureVersion.objects.filter(procedure_id=CODE).count() == 2
    version = queries.version_on(CODE, TODAY)
    assert (version.number, version.facts.decision) == (2, "101/QĐ-BTP")
    old = Dossier.objects.get(pk=before).procedure_version_id
    assert queries.version(old).number == 1
    kept = VersionRecord.objects.get(version_id=version.id)
    assert (kept.shape, "thu-1" in kept.content) == ("api", True)


def test_before_its_day_the_old_version_holds(town):
    take(town, api(CODE), begins=date(2025, 8, 1))
    assert queries.version_on(CODE, date(2025, 7, 31)).number == 1
    assert queries.version_on(CODE, date(2025, 8, 1)).number == 2
    assert queries.latest_versions([CODE])[CODE].decision != "101/QĐ-BTP"


def test_the_same_key_takes_in_once_and_the_same_record_again_is_no_change(town):
    take(town, api(CODE))
    loads = CatalogueLoad.objects.count()
    assert propose(town, api(CODE)).proposed[0].fate == "same"
    assert take(town, api(CODE)) == []
    assert CatalogueLoad.objects.count() == loads


def test_what_was_read_against_an_older_version_is_refused(town):
    found = propose(town, api(CODE))
    take(town, api(CODE, name="Đăng ký khai sinh cho trẻ em"), key="other")
    (result,) = taking.take_in(
        found.proposed, town["giamdoc"].as_verified(), "k", unit=town.bodies.centre, valid_from=TODAY
    )
    assert "đã có phiên bản" in str(result.refused.said)
    assert ProcedureVersion.objects.filter(procedure_id=CODE).count() == 2


def test_a_bare_limit_goes_to_the_board_and_no_date_is_promised(town):
    take(town, api(CODE, executionMethods=[way("DIRECT", 1, "OTHER")]))
    assert CODE in [facts.code for facts, _ in offered.waiting(town.bodies.centre)]


def test_what_the_director_confirmed_stays_and_is_named_where_the_record_differs(town):
    posting = Posting.objects.get(procedure_id=CODE).pk
    confirm = ConfirmLimit(posting=posting, kind="working_days", value=2, ground="NĐ thử")
    perform(confirm, town["giamdoc"].as_verified())
    (one,) = propose(town, api(CODE)).proposed
    assert "đã xác nhận 2 ngày làm việc" in str(one.review[0].said)
    take(town, api(CODE))
    assert {line.counts.value for line in offered.offered(town.bodies.centre, CODE, town["giamdoc"]).terms} == {2}


def test_what_disappeared_is_listed_and_not_deleted(town):
    found = propose(town, api(CODE), whole=True)
    assert "1.000656" in dict(found.gone)
    assert CODE not in dict(found.gone)
    assert Posting.objects.filter(procedure_id="1.000656", on=True).exists()
    assert propose(town, api(CODE)).gone == []


def test_a_procedure_unknown_so_far_can_be_switched_on_later(town):
    (one,) = propose(town, api("1.999999", name="Thủ tục mới")).proposed
    assert one.fate == "new"
    take(town, api("1.999999", name="Thủ tục mới"))
    assert "1.999999" in [row.code for row in offered.candidates(town.bodies.centre, "thu tuc moi")]


def test_the_packaged_set_does_not_take_back_what_is_newer(town):
    take(town, api(CODE))
    few = {code: packaged.get(code) for code in (CODE, "1.000656")}
    moved = msgspec.structs.replace(few[CODE], notes=("đổi",))
    with mock.patch.object(packaged, "all_procedures", return_value=few | {CODE: moved}):
        load_packaged(founder())
    assert queries.version_on(CODE, TODAY).number == 2
    later = msgspec.structs.replace(moved, source=msgspec.structs.replace(moved.source, as_of=date(2027, 1, 1)))
    with mock.patch.object(packaged, "all_procedures", return_value=few | {CODE: later}):
        load_packaged(founder())
    assert ProcedureVersion.objects.filter(procedure_id=CODE).count() == 3


@pytest.mark.parametrize("who", ["tiepnhan", "thuly", "lanhdao", "vanthu", "quantri"])
def test_others_take_nothing_in(town, who):
    entries = Entry.objects.count()
    (result,) = take(town, api(CODE), who=who)
    assert result.refused is not None
    assert Entry.objects.count() == entries


def test_the_director_needs_the_second_factor(town):
    command = TakeInProcedure(unit=town.bodies.centre, facts=packaged.get(CODE), base=1, origin="national")
    with pytest.raises(NotAllowed):
        perform(command, replace(town["giamdoc"], verified=False))


def test_what_another_centre_here_offers_as_well_is_taken_in_by_the_operator(town):
    Posting.objects.create(unit_id=town.bodies.committee, procedure_id=CODE, since=TODAY)
    (result,) = take(town, api(CODE))
    assert "người vận hành" in str(result.refused.said)
    (found,) = propose(town, api(CODE)).proposed
    command = TakeInProcedure(unit=None, facts=found.facts, base=1, origin="national")
    assert perform(command, founder()).ids["number"] == 2


@pytest.mark.parametrize("base", [0, 2, 99])
def test_a_wish_made_against_another_version_changes_nothing(town, base):
    (found,) = propose(town, api(CODE)).proposed
    command = TakeInProcedure(unit=town.bodies.centre, facts=found.facts, base=base, origin="national")
    with pytest.raises(Conflict):
        perform(command, town["giamdoc"].as_verified())
    assert ProcedureVersion.objects.filter(procedure_id=CODE).count() == 1


def test_equal_content_is_no_version(town):
    with clock.fixed(town.at):
        facts = queries.version_on(CODE, TODAY).facts
    command = TakeInProcedure(unit=town.bodies.centre, facts=facts, base=1, origin="national")
    with pytest.raises(MotcuaError, match="đã đúng như vậy"):
        perform(command, town["giamdoc"].as_verified())

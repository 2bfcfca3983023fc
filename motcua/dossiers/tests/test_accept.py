"""Accepting a dossier: code, date, explanation, holder; and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from motcua.catalogue.commands import ConfirmLimit, SwitchOn
from motcua.config.demo import dossiers as demo
from motcua.config.demo.centre import founder
from motcua.config.demo.region import REFORM
from motcua.dossiers import codes, queries
from motcua.dossiers.commands import AcceptDossier
from motcua.dossiers.models import Dossier, DossierPaper, StepRun
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.office import founding, stamps
from motcua.office.commands import SetCentre
from motcua.office.commands.set_centre import CodeSource
from motcua.office.models import Unit
from motcua.office.queries import names as office
from motcua.office.rules import Level
from motcua.office.tests.factories import make_commune

BIRTH, CASE = "1.001193", "dung-han"


def birth(town, **changed) -> AcceptDossier:
    values = {
        "procedure": BIRTH,
        "case": CASE,
        "applicant": town.citizens[0].id,
        "papers": demo.papers_of(BIRTH, CASE),
        **changed,
    }
    return AcceptDossier(**values)


def accepted(town, **changed) -> Dossier:
    return Dossier.objects.get(pk=perform(birth(town, **changed), town["tiepnhan"]).target)


def test_a_birth_registration_gets_its_code_date_and_holder(town):
    dossier = accepted(town, about="Khai sinh cho Trẻ Thử Một")
    local_due = clock.local(dossier.due_at)
    assert dossier.code.endswith("-250711-0001")
    assert dossier.code.startswith("000.")  # before 15/9/2025 the pattern of TT 01/2018
    assert (local_due.date().isoformat(), local_due.strftime("%H:%M")) == ("2025-07-11", "17:00")
    assert dossier.holder_id == town.bodies.divisions["Văn phòng HĐND và UBND"]
    assert (dossier.step, dossier.step_role, dossier.state) == (1, "specialist", "accepted")


@pytest.mark.parametrize(
    ("hour", "minute", "due"),
    [(10, 0, "2025-07-11"), (15, 0, "2025-07-11"), (15, 1, "2025-07-14")],
)
def test_the_fifteen_o_clock_rule(town, hour, minute, due):
    with clock.fixed(clock.at(2025, 7, 11, hour, minute)):
        assert clock.local(accepted(town).due_at).date().isoformat() == due


def test_the_explanation_is_kept_with_the_dossier_and_adds_up(town):
    from motcua.kernel import worktime

    dossier = accepted(town)
    due = worktime.Due.from_dict(msgspec.json.decode(dossier.due))
    assert worktime.add_up(due.why) == due.at == dossier.due_at


def test_an_unconfirmed_limit_promises_no_date(town):
    case = demo.packaged.get("1.001612").cases[0].key
    dossier = accepted(town, procedure="1.001612", case=case, papers=demo.papers_of("1.001612", case))
    assert dossier.due_at is None
    assert queries.explained(dossier).at is None


def test_the_three_units_stand_apart(town):
    dossier = accepted(town, helped_at=town.bodies.police)
    assert dossier.helped_at_id == town.bodies.police
    assert dossier.received_unit_id == town.bodies.centre
    assert dossier.competent_id == town.bodies.committee


def test_papers_and_steps_are_written_as_they_stood(town):
    dossier = accepted(town)
    papers = {paper.key: paper for paper in DossierPaper.objects.filter(dossier=dossier)}
    steps = list(StepRun.objects.filter(dossier=dossier).order_by("ordinal"))
    assert papers["giay-chung-sinh"].originals == 1
    assert "mau-dien-tu" not in papers  # asked for online only
    assert steps[0].finished_at is not None
    assert [step.role for step in steps][-1] == "return_desk"
    assert sum(step.share for step in steps) == 100


def test_no_step_is_due_after_the_dossier_itself(town):
    dossier = accepted(town)
    assert dossier.step_due_at <= dossier.due_at


def test_codes_of_a_day_have_no_gap_and_begin_anew_the_next(town):
    first, second = accepted(town), accepted(town)
    with clock.fixed(town.at + timedelta(days=3)):
        monday = accepted(town)
    assert [code[-4:] for code in (first.code, second.code, monday.code)] == ["0001", "0002", "0001"]


def test_a_refused_dossier_takes_no_number_and_leaves_one_line_in_the_log(town):
    with pytest.raises(RuleError):
        perform(birth(town, papers=()), town["tiepnhan"])
    assert Dossier.objects.count() == 0
    assert not Entry.objects.filter(event="dossiers.accepted").exists()
    assert Access.objects.filter(outcome="refused", what__startswith="dossiers.AcceptDossier").count() == 1
    assert accepted(town).code.endswith("0001")


def test_one_visit_holds_several_dossiers(town):
    first = accepted(town)
    second = accepted(town, visit=first.visit_id)
    page = queries.dossier_page(town["tiepnhan"], first.id)
    assert [row.id for row in page.siblings] == [second.id]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"procedure": "9.999999"}, RuleError),
        ({"case": "khong-co"}, NotFound),
        ({"applicant": new_id()}, NotFound),
        ({"capacity": "proxy"}, BadInput),
        ({"return_manner": "chim bồ câu"}, BadInput),
        ({"sets": 0}, BadInput),
        ({"sets": 1000}, BadInput),
        ({"about": "x" * 501}, BadInput),
        ({"code": "H33.99.01-250711-0001"}, BadInput),  # a centre with its own codes takes none from elsewhere
        ({"papers": (PaperGiven(key="so-ho-khau", originals=1),)}, BadInput),
        ({"channel": "telepathy"}, BadInput),
        ({"sets": "một"}, BadInput),
    ],
)
def test_bad_input_is_a_clear_refusal(town, changed, error):
    with pytest.raises(error):
        perform(birth(town, **changed), town["tiepnhan"])
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize("who", ["thuly", "lanhdao", "vanthu", "giamdoc", "quantri", "giamsat"])
def test_only_the_counter_accepts(town, who):
    with pytest.raises(NotAllowed):
        perform(birth(town), town[who])


class TestBesideTheProvince:
    """*Song hành*: the code comes from the province's system; we mint none."""

    CODE = "000.00.04.H33-250711-0077"

    def test_a_scanned_code_is_the_dossier_s(self, town):
        town.work_beside_the_province()
        assert accepted(town, code=self.CODE).code == self.CODE

    def test_without_a_code_the_dossier_has_a_number_of_another_shape(self, town):
        town.work_beside_the_province()
        dossier = accepted(town)
        assert dossier.code == ""
        commune = office.heading_of(town.bodies.centre, town.at.date()).commune_code
        assert dossier.reception_number == f"TN-{commune}-250711-0001"
        assert codes.is_own_number(dossier.reception_number)

    def test_two_centres_receive_on_one_day_without_taking_each_other_s_numbers(self, town):
        town.work_beside_the_province()
        beside = make_commune(Unit.objects.get(level=Level.PROVINCE), "91", "Tân Thử")
        stamps.forget()
        bodies = founding.found_commune(beside.id, founder(), valid_from=REFORM, ground="Kiểm thử")
        perform(SetCentre(unit=bodies.centre, code_source=CodeSource.PARALLEL), founder())
        director, receiver = (
            replace(town[who], unit=bodies.centre, units=frozenset({bodies.centre})) for who in ("giamdoc", "tiepnhan")
        )
        posting = perform(SwitchOn(unit=bodies.centre, procedure=BIRTH), director).target
        perform(ConfirmLimit(posting=posting, kind="same_day", cutoff="15:00", ground="Kiểm thử"), director)
        here = accepted(town).reception_number
        there = Dossier.objects.get(pk=perform(birth(town), receiver).target).reception_number
        assert here != there
        assert {number.rsplit("-", 2)[1] + number[-4:] for number in (here, there)} == {"2507110001"}

    def test_one_code_is_one_dossier(self, town):
        town.work_beside_the_province()
        accepted(town, code=self.CODE)
        with pytest.raises(Conflict):
            accepted(town, code=self.CODE)

"""The honest online rate: 190 of 200 in the books of two communes, split by whose hands; the stated 95 % stays joint."""

from __future__ import annotations

from datetime import date
from unittest import mock

import msgspec
import pytest

from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn, load_packaged
from motcua.catalogue.rules import papers_for
from motcua.config.demo import dossiers as story
from motcua.config.demo import staffing
from motcua.config.demo.centre import founder
from motcua.dossiers import operating
from motcua.dossiers.commands import AcceptDossier
from motcua.indicators import queries
from motcua.indicators.models import Figure, FigurePlace
from motcua.indicators.period import Days
from motcua.indicators.rules import operating as rules
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.rate import Rate
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import queries as office
from motcua.office.commands import CreateUnit, EnterAgencyCode, SetCentre
from motcua.office.commands.set_centre import CodeSource
from motcua.office.rules import Level, Role

pytestmark = pytest.mark.django_db
EXTRACT, ONLY_AT_THE_COUNTER = "2.000635", "2.000815"
FIRST, LAST = date(2018, 2, 1), date(2018, 2, 22)


@pytest.fixture
def counters(told):
    """Somebody who receives at each of the two sections, with a procedure that may be filed online and one that may not."""
    few = {
        code: msgspec.structs.replace(packaged.get(code), valid_from=None, valid_to=None)
        for code in (EXTRACT, ONLY_AT_THE_COUNTER)
    }
    with clock.fixed(clock.at(2018, 1, 3, 8)):
        with mock.patch.object(packaged, "all_procedures", return_value=few):
            load_packaged(founder())
        for place, code in ((told.old.place, "H26.99.01"), (told.second, "H26.99.02")):
            _found(place, code)
        for head in (told.pd, told.hm):
            for code in few:
                perform(SwitchOn(unit=head.unit, procedure=code), head)
    return [
        staffing.hire(f"tn-{key}", f"Tiếp Nhận {key}", ((head.unit, "Tiếp nhận", (Role.RECEIVER,)),), staffing.SINCE)
        for key, head in (("pd", told.pd), ("hm", told.hm))
    ]


def _found(place, code):
    """Let the commune number its dossiers itself, under a code of its committee's."""
    found = office.committee_of(place)
    body = CreateUnit(level=Level.COMMITTEE, parent=place, valid_from=staffing.SINCE, name="UBND xã", ground="Kiểm thử")
    committee = found.id if found else perform(body, founder()).target
    mark = EnterAgencyCode(unit=committee, code=code, valid_from=staffing.SINCE, trial=True, source="thử")
    perform(mark, founder())
    centre = office.centre_of(place).id
    perform(SetCentre(unit=centre, code_source=CodeSource.PRIMARY, ground="Kiểm thử"), founder())


def receive(receiver, citizen, code, channel, filed_by):
    case = packaged.get(code).cases[0]
    asked = papers_for(case, channel)
    command = AcceptDossier(
        procedure=code,
        case=case.key,
        applicant=citizen.id,
        papers=tuple(PaperGiven(key=one.key, originals=1) for one in asked if one.required and one.kind != "note"),
        channel=channel,
        filed_by=filed_by,
    )
    return perform(command, receiver).target


def test_190_of_200_are_95_per_cent_told_apart_by_whose_hands_and_the_stated_figure_stays_one(told, counters):
    hands = [("online", "citizen")] * 120 + [("online", "helper")] * 50 + [("online", "official")] * 20
    hands += [("direct", "")] * 10
    with clock.fixed(clock.at(2018, 2, 5, 9)):
        citizen = story.citizens({"tiepnhan": counters[0]})[0]
        for number, (channel, whose) in enumerate(hands):
            receive(counters[number % 2], citizen, EXTRACT, channel, whose)
        for receiver in counters:
            receive(receiver, citizen, ONLY_AT_THE_COUNTER, "direct", "")
    centres = [told.pd.unit, told.hm.unit]
    counts = operating.counted(told.hailt, centres, FIRST, LAST).counts
    assert (counts["received"], counts["online_able"], counts["online"]) == (202, 200, 190)
    rate = rules.share(counts, "online", "x")
    assert (rate.numerator, rate.denominator, str(rate.rounded())) == (190, 200, "95.0")
    split = {who: str(rules.share(counts, f"online_{who}", "x").rounded()) for who in ("citizen", "helper", "official")}
    assert split == {"citizen": "60.0", "helper": "25.0", "official": "10.0"}
    assert rules.differences(counts) == ()
    ((stated,), _) = queries.listed(told.hailt, queries.Asked(place=told.second, show=queries.Show.JOINT))
    assert (Figure.objects.count(), FigurePlace.objects.count()) == (1, 2), "one statement of two, copied to neither"
    assert (str(stated.rate.rounded()), len(stated.places)) == ("95.0", 2)
    (here,) = [one for one in queries.beside(told.hm, told.second, Days(FIRST, LAST)) if one.stated]
    assert here.ours.value == Rate(95, 101, here.ours.value.numerator_name, here.ours.value.denominator_name)
    assert here.stated[0].joint


@pytest.mark.parametrize(
    ("channel", "whose"), [("online", ""), ("online", "robot"), ("direct", "helper"), ("postal", "official")]
)
def test_online_without_whose_hands_and_hands_without_online_are_refused(told, counters, channel, whose):
    with clock.fixed(clock.at(2018, 2, 5, 9)):
        citizen = story.citizens({"tiepnhan": counters[0]})[0]
        with pytest.raises(BadInput, match="trực tuyến"):
            receive(counters[0], citizen, EXTRACT, channel, whose)
    assert not Entry.objects.filter(event="dossiers.accepted").exists()

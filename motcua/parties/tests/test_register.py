"""Recording people and organisations: one record for one number, whoever is faster."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel import idcard
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed
from motcua.ledger.actor import Realm
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import perform
from motcua.parties.commands import register as module
from motcua.parties.commands.register import RegisterParty, find_or_register, from_card
from motcua.parties.models import Identifier, NameKey, Party
from motcua.parties.rules.words import NumberKind, PartyKind
from motcua.parties.tests.people import RECEIVER, SPECIALIST_ACTOR, actor, number, register

pytestmark = pytest.mark.django_db

SCAN = "001158000001|012345678|Nguyễn Thị Thử|12031958|Nữ|Thôn Một, xã Thử|05062021"


def reads(captured) -> list[str]:
    """Return what was read, but for the open day of the access log: one covering look a minute, whatever is asked."""
    said = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in said if sql.startswith("SELECT") and "ledger_accessseal" not in sql]


def test_a_scanned_card_becomes_a_person_with_both_numbers():
    made = find_or_register(from_card(idcard.parse(SCAN), phone="0912345678"), RECEIVER)
    party = Party.objects.get()
    assert made.created
    assert made.party == party.id == party.root_id
    assert (party.name, party.born, party.sex, party.phone_tail) == (
        "Nguyễn Thị Thử",
        "1958-03-12",
        "female",
        "5678",
    )
    assert (party.source, party.realm, party.version) == ("card", "real", 1)
    assert set(Identifier.objects.values_list("kind", "value", "current", "issued_on")) == {
        ("personal", "001158000001", True, "2021-06-05"),
        ("old_card", "012345678", False, ""),
    }
    assert sorted(NameKey.objects.values_list("key", flat=True)) == [
        "nguyen nguyen thi thu ",
        "thi nguyen thi thu ",
        "thu nguyen thi thu ",
    ]


def test_personal_data_lie_in_the_private_part_only():
    party = register(born="1958", address="Thôn Một", phone="0912345678", numbers=(number("001158000001"),))
    entry = Entry.objects.get(stream_id=party)
    part = PrivatePart.objects.get(entry=entry)
    for secret in ("Thử", "1958", "Thôn", "912345678", "001158000001"):
        assert secret not in entry.payload
        assert secret not in entry.outcome
        assert secret in part.payload
    assert part.subject_id == party


def test_the_same_number_again_answers_the_same_person():
    first = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    again = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    assert (again.party, again.created, again.differences) == (first.party, False, ())
    assert Party.objects.count() == Entry.objects.count() == 1
    assert Access.objects.get().subject_id == first.party


def test_what_the_card_says_otherwise_is_shown_beside_what_is_kept():
    first = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    other = SCAN.replace("Nguyễn Thị Thử", "Nguyễn Thị Thữ").replace("12031958", "13031958")
    again = find_or_register(from_card(idcard.parse(other)), RECEIVER)
    assert again.party == first.party
    assert [found.field for found in again.differences] == ["name", "born"]
    assert Party.objects.get().name == "Nguyễn Thị Thử"


def test_finding_and_recording_take_at_most_two_reads():
    card = from_card(idcard.parse(SCAN))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        find_or_register(card, RECEIVER)
    assert len(reads(captured)) == 2
    with CaptureQueriesContext(connection) as captured:
        find_or_register(card, RECEIVER)
    assert len(reads(captured)) == 1


def test_somebody_known_by_the_old_card_gets_the_new_number():
    old = register("Nguyễn Thị Thử", born="1958", numbers=(number("012345678", NumberKind.OLD_CARD),))
    found = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    assert (found.party, found.created) == (old, False)
    assert Identifier.objects.get(value="001158000001").party_id == old
    assert [discrepancy.weight for discrepancy in found.differences] == ["partial"]


def test_an_old_number_of_somebody_else_makes_a_new_record_and_says_so():
    old = register("Trần Văn Khác", born="1970", numbers=(number("012345678", NumberKind.OLD_CARD),))
    made = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    assert made.created
    assert made.doubles == (old,)
    assert list(Identifier.objects.filter(party=made.party).values_list("value", flat=True)) == ["001158000001"]


def test_two_records_behind_two_numbers_of_one_card_are_told():
    by_old = register("Nguyễn Thị Thử", born="1958", numbers=(number("012345678", NumberKind.OLD_CARD),))
    by_new = register("Nguyễn Thị Thử", born="1958-03-12", numbers=(number("001158000001"),))
    found = find_or_register(from_card(idcard.parse(SCAN)), RECEIVER)
    assert (found.party, found.doubles) == (by_new, (by_old,))


def test_a_number_that_contradicts_birth_and_sex_is_doubted_not_refused():
    made = find_or_register(
        RegisterParty(name="Thử", born="1960", sex="male", numbers=(number("001158000001"),)), RECEIVER
    )
    assert made.created
    assert len(made.doubts) == 2


def test_people_without_a_number_are_recorded_each_time():
    command = RegisterParty(name="Trẻ Em Thử", born="2026")
    assert find_or_register(command, RECEIVER).created
    assert find_or_register(command, RECEIVER).created
    assert Party.objects.count() == 2


def test_the_same_key_records_once():
    command = RegisterParty(name="Trẻ Em Thử")
    first = find_or_register(command, RECEIVER, key="k")
    again = find_or_register(command, RECEIVER, key="k")
    assert (again.party, again.created) == (first.party, False)


@pytest.mark.parametrize("blind", [1, 2], ids=["the act sees it", "the database sees it"])
def test_whoever_loses_the_race_for_a_number_gets_the_winners_record(monkeypatch, blind):
    winner = register(numbers=(number("001158000001"),))
    true, calls = module._holders, []

    def blind_at_first(realm, given):
        calls.append(1)
        return [] if len(calls) <= blind else true(realm, given)

    monkeypatch.setattr(module, "_holders", blind_at_first)
    found = find_or_register(RegisterParty(name="Thử", numbers=(number("001158000001"),)), RECEIVER)
    assert (found.party, found.created) == (winner, False)
    assert Party.objects.count() == 1


def test_a_number_is_recorded_once():
    register(numbers=(number("001158000001"),))
    with pytest.raises(Conflict):
        perform(RegisterParty(name="Thử", numbers=(number("001158000001"),)), RECEIVER)


def test_both_realms_know_the_number_apart():
    trial = actor("receiver", realm=Realm.TRIAL)
    real = register(numbers=(number("001158000001"),))
    made = find_or_register(RegisterParty(name="Thử", numbers=(number("001158000001"),)), trial)
    assert made.created
    assert made.party != real
    assert Party.objects.get(pk=made.party).realm == "trial"


@pytest.mark.parametrize(
    ("fields", "by", "error"),
    [
        ({"name": ""}, RECEIVER, BadInput),
        ({"name": "Thử", "born": "31/2/1990"}, RECEIVER, BadInput),
        ({"name": "Thử", "numbers": (number("123"),)}, RECEIVER, BadInput),
        ({"name": "Thử", "numbers": (number("001158000001"),) * 7}, RECEIVER, BadInput),
        ({"name": "Thử", "numbers": (number("001158000001", issued_on="hôm qua"),)}, RECEIVER, BadInput),
        (
            {"name": "Công ty Thử", "kind": PartyKind.ORGANISATION, "numbers": (number("001158000001"),)},
            RECEIVER,
            BadInput,
        ),
        ({"name": "Thử"}, SPECIALIST_ACTOR, NotAllowed),
        ({"name": "Thử"}, actor("nobody"), NotAllowed),
    ],
)
def test_a_refused_record_leaves_nothing_but_a_line_in_the_log(fields, by, error):
    with pytest.raises(error):
        perform(RegisterParty(**fields), by)
    assert (Party.objects.count(), Identifier.objects.count(), NameKey.objects.count(), Entry.objects.count()) == (
        0,
        0,
        0,
        0,
    )
    assert Access.objects.get().outcome == "refused"


@pytest.mark.parametrize("by", [SPECIALIST_ACTOR, actor("nobody")])
def test_who_may_not_record_is_not_told_whether_a_number_is_known(by):
    register(numbers=(number("001158000001"),))
    with pytest.raises(MotcuaError) as refused:
        find_or_register(RegisterParty(name="Thử", numbers=(number("001158000001"),)), by)
    assert isinstance(refused.value, NotAllowed)


def test_an_organisation_has_its_name_as_written():
    party = register("CÔNG TY TNHH 2 THÀNH VIÊN Thử", kind=PartyKind.ORGANISATION)
    assert Party.objects.get(pk=party).name == "CÔNG TY TNHH 2 THÀNH VIÊN Thử"

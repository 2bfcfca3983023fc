"""Doubles become one and two again; a person is erased and the books still verify."""

from __future__ import annotations

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.words import said
from motcua.ledger.actor import Realm
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import available, perform
from motcua.ledger.verify import verify
from motcua.parties import queries
from motcua.parties.commands.add_identifier import AddIdentifier
from motcua.parties.commands.consent import GiveConsent
from motcua.parties.commands.correct import CorrectParty
from motcua.parties.commands.erase import EraseParty
from motcua.parties.commands.merge import MergeParties, UnmergeParties
from motcua.parties.commands.proxy import RecordProxy
from motcua.parties.commands.register import RegisterParty, find_or_register
from motcua.parties.models import Consent, Identifier, NameKey, Party, Proxy
from motcua.parties.rules.words import ConsentPurpose, ErasureGround, Manner, NumberKind, Relationship, Scope
from motcua.parties.tests.people import (
    ADMIN,
    DIRECTOR,
    RECEIVER,
    SPECIALIST_ACTOR,
    actor,
    company,
    number,
    register,
    unknown,
)

pytestmark = pytest.mark.django_db

PURPOSE = "Kiểm thử"


def merge(party, remaining, by=DIRECTOR, ground="Cùng một người"):
    return perform(MergeParties(party=party, remaining=remaining, ground=ground), by)


def unmerge(party, by=DIRECTOR):
    return perform(UnmergeParties(party=party, ground="Gộp nhầm"), by)


def twins():
    kept = register("Nguyễn Thị Hồng", born="1958-03-12", numbers=(number("001158000001"),))
    old = register("Nguyễn Thị Hổng", born="1958", numbers=(number("012345678", NumberKind.OLD_CARD),))
    return kept, old


def test_one_record_speaks_for_both():
    kept, old = twins()
    merge(old, kept)
    for asked in (kept, old):
        seen = queries.party(asked, RECEIVER, PURPOSE)
        assert (seen.id, seen.records, seen.name) == (kept, (kept, old), "Nguyễn Thị Hồng")
        assert [shown.value for shown in seen.numbers] == ["001158000001", "012345678"]
        assert set(queries.same_person(asked)) == {kept, old}
    assert [row.id for row in queries.find("012345678", RECEIVER).rows] == [kept]
    assert [row.id for row in queries.find("nguyen thi hong", RECEIVER).rows] == [kept]
    again = find_or_register(RegisterParty(name="Thử", numbers=(number("012345678", NumberKind.OLD_CARD),)), RECEIVER)
    assert again.party == kept


def test_the_merging_is_told_from_both_sides():
    kept, old = twins()
    merge(old, kept)
    for asked in (kept, old):
        lines = queries.history(asked, RECEIVER, PURPOSE)
        assert [line.record for line in lines] == [kept, old, old]
        assert "Gộp vào bản ghi khác" in str(lines[-1].sentence)
        assert lines[-1].ground == "Cùng một người"


def test_taking_apart_restores_both():
    kept, old = twins()
    before = [queries.party(party, RECEIVER, PURPOSE) for party in (kept, old)]
    merge(old, kept)
    unmerge(old)
    after = [queries.party(party, RECEIVER, PURPOSE) for party in (kept, old)]
    assert [(seen.id, seen.records, seen.numbers) for seen in after] == [
        (seen.id, seen.records, seen.numbers) for seen in before
    ]
    assert verify().sound


def test_what_was_merged_before_goes_along_and_comes_back():
    first, second, third = (register(f"Thử {word}") for word in ("Một", "Hai", "Ba"))
    merge(third, second)
    merge(second, first)
    assert set(queries.same_person(third)) == {first, second, third}
    unmerge(second)
    assert queries.same_person(first) == (first,)
    assert set(queries.same_person(third)) == {second, third}
    unmerge(third)
    assert queries.same_person(third) == (third,)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"by": RECEIVER}, NotAllowed),
        ({"by": actor("director", verified=False)}, NotAllowed),
        ({"by": actor("director", realm=Realm.TRIAL)}, NotAllowed),
        ({"ground": ""}, BadInput),
        ({"remaining": "itself"}, RuleError),
        ({"remaining": "unknown"}, NotFound),
        ({"remaining": "trial"}, NotFound),
        ({"remaining": "company"}, RuleError),
        ({"remaining": "merged"}, Conflict),
    ],
)
def test_a_refused_merging_changes_nothing(change, error):
    kept, old = twins()
    third = register("Thử Ba")
    merge(third, kept)
    others = {
        "itself": old,
        "unknown": unknown(),
        "trial": register("Ngoài Thử", by=actor("receiver", realm=Realm.TRIAL)),
        "company": company(),
        "merged": third,
    }
    remaining = others.get(change.get("remaining"), kept)
    before = Entry.objects.count()
    with pytest.raises(error):
        merge(old, remaining, **{name: value for name, value in change.items() if name != "remaining"})
    assert Entry.objects.count() == before
    assert Party.objects.get(pk=old).merged_into_id is None
    assert Access.objects.filter(outcome="refused").count() == 1


def test_a_merged_record_is_written_to_no_more():
    kept, old = twins()
    merge(old, kept)
    for command in (
        CorrectParty(party=old, name="Khác", ground="x"),
        AddIdentifier(party=old, number=number("001158000009")),
    ):
        with pytest.raises(Conflict):
            perform(command, RECEIVER)
    with pytest.raises(Conflict):
        merge(old, kept)
    with pytest.raises(Conflict):
        unmerge(kept)
    offers = available(Party.objects.get(pk=old), DIRECTOR)
    assert {offer.command: offer.refusal is None for offer in offers} == {MergeParties: False, UnmergeParties: True}


def test_only_the_director_takes_apart():
    kept, old = twins()
    merge(old, kept)
    with pytest.raises(NotAllowed):
        unmerge(old, by=RECEIVER)
    assert Party.objects.get(pk=old).merged_into_id == kept


def erase(party, by=ADMIN, reference="Đơn số 12 ngày 2/3/2026"):
    return perform(EraseParty(party=party, ground=ErasureGround.REQUEST, reference=reference), by)


def full_person():
    person = register(
        "Nguyễn Thị Hồng",
        born="1958-03-12",
        sex="female",
        address="Thôn Bí Mật",
        phone="0912345678",
        email="hong@thu.vn",
        numbers=(number("001158000001"),),
    )
    other = register("Trần Văn Thử Hai")
    perform(
        RecordProxy(principal=person, person=other, relationship=Relationship.SPOUSE, paper="Giấy bí mật"), RECEIVER
    )
    perform(RecordProxy(principal=other, person=person, relationship=Relationship.SPOUSE, paper="Giấy kia"), RECEIVER)
    perform(
        GiveConsent(
            party=person,
            purpose=ConsentPurpose.MESSAGES,
            manner=Manner.COUNTER,
            scope="Chỉ số bí mật",
            evidence="Phiếu bí mật",
        ),
        RECEIVER,
    )
    perform(CorrectParty(party=person, address="Thôn Bí Mật Hai", ground="Bà Hồng báo"), RECEIVER)
    return person, other


def test_an_erased_person_leaves_an_empty_record_and_books_that_verify():
    person, other = full_person()
    erase(person)
    row = Party.objects.get(pk=person)
    assert row.erased_at is not None
    assert {getattr(row, name) for name in ("name", "folded", "born", "sex", "address", "phone", "email")} == {""}
    assert not Identifier.objects.filter(party=person).exists()
    assert not NameKey.objects.filter(party=person).exists()
    assert not PrivatePart.objects.filter(subject_id=person).exists()
    assert PrivatePart.objects.filter(subject_id=other).count() == 2
    assert set(Consent.objects.values_list("evidence", "scope")) == {("", "")}
    assert not Proxy.objects.filter(revoked_at__isnull=True).exists()
    assert Proxy.objects.get(principal=person).paper == ""
    report = verify()
    assert report.sound, report.faults
    assert report.erased_parts == 4


def test_nothing_of_the_person_is_left_in_any_table_but_in_digests():
    person, _ = full_person()
    erase(person)
    kept = [
        *Party.objects.filter(pk=person).values_list("name", "address", "phone", "email"),
        *Entry.objects.values_list("payload", "outcome"),
        *PrivatePart.objects.values_list("payload"),
        *Access.objects.values_list("what", "purpose"),
    ]
    for secret in ("Hồng", "Bí Mật", "912345678", "001158000001", "hong@"):
        assert not [row for row in kept if any(secret in str(value) for value in row)]


def test_an_erased_person_is_found_no_more_and_the_number_is_free():
    person, _ = full_person()
    erase(person)
    for typed in ("001158000001", "0912345678", "hồng 5678", "nguyễn thị hồng"):
        assert queries.find(typed, RECEIVER).rows == ()
    seen = queries.party(person, RECEIVER, PURPOSE)
    assert (seen.name, seen.numbers) == ("", ())
    assert seen.erased_at is not None
    lines = queries.history(person, RECEIVER, PURPOSE)
    assert str(lines[-1].sentence) == "Xóa dữ liệu cá nhân (request: Đơn số 12 ngày 2/3/2026)"
    assert all(line.changes == () for line in lines)
    assert register(numbers=(number("001158000001"),)) != person


def test_erasing_takes_the_doubles_along():
    kept, old = twins()
    merge(old, kept)
    erase(kept)
    assert not PrivatePart.objects.filter(subject_id__in=[kept, old]).exists()
    assert {party.name for party in Party.objects.all()} == {""}
    report = verify()
    assert report.sound, report.faults
    with pytest.raises(Conflict):
        unmerge(old)


class Busy:
    def __init__(self):
        self.asked = None

    def reasons_to_keep(self, parties):
        self.asked = set(parties)
        return [said("Còn 1 hồ sơ {code} đang giải quyết.", code="H00.1")]


def test_whoever_has_an_open_dossier_is_not_erased(business):
    kept, old = twins()
    merge(old, kept)
    busy = Busy()
    business.append(busy)
    with pytest.raises(RuleError) as refused:
        erase(kept)
    assert str(refused.value) == "Chưa xóa được: Còn 1 hồ sơ H00.1 đang giải quyết."
    assert busy.asked == {kept, old}
    assert Party.objects.get(pk=kept).name == "Nguyễn Thị Hồng"
    assert Identifier.objects.count() == 2


def test_nobody_is_erased_while_nobody_can_say_whether_dossiers_are_open(business):
    business.clear()
    person = register()
    with pytest.raises(RuleError):
        erase(person)
    assert Party.objects.get().erased_at is None


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"by": RECEIVER}, NotAllowed),
        ({"by": DIRECTOR}, NotAllowed),
        ({"by": actor("admin", verified=False)}, NotAllowed),
        ({"by": actor("admin", realm=Realm.TRIAL)}, NotAllowed),
        ({"reference": ""}, BadInput),
        ({"reference": "Đơn của người có số 001158000001"}, BadInput),
    ],
)
def test_a_refused_erasure_keeps_everything(change, error):
    person = register()
    with pytest.raises(error):
        erase(person, **change)
    assert Party.objects.get().name == "Nguyễn Thị Thử Một"
    assert PrivatePart.objects.count() == 1


def test_an_organisation_and_a_merged_record_are_not_erased():
    kept, old = twins()
    merge(old, kept)
    with pytest.raises(RuleError):
        erase(company())
    with pytest.raises(Conflict):
        erase(old)


def test_erased_once_is_erased():
    person = register()
    erase(person)
    with pytest.raises(Conflict):
        erase(person)
    with pytest.raises(Conflict):
        perform(CorrectParty(party=person, name="Trở Lại", ground="x"), RECEIVER)


def test_doubles_are_proposed_with_reasons_and_masked():
    with clock.fixed(clock.at(2026, 3, 2)):
        person = register("Nguyễn Thị Hồng", born="1958-03-12", phone="0912345678")
        same = register("NGUYỄN THỊ HỒNG", born="1958-03-12")
        register("Nguyễn Thị Hồng", born="1990-01-01")
        register("Trần Văn Hồng", born="1958-03-12")
        register("Nguyễn Thị Hồng", born="1958-03-12", by=actor("receiver", realm=Realm.TRIAL))
        marks = register("Nguyen Thi Hong", born="1958-03-12", phone="0912345678")
        found = queries.possible_doubles(person, DIRECTOR)
    assert [double.row.id for double in found] == [marks, same]
    assert all(double.row.masked and "Thị" not in double.row.name for double in found)
    assert "Cùng ngày sinh." in [str(reason) for reason in found[0].reasons]
    assert not Access.objects.exists()


def test_what_was_merged_is_no_double_any_more():
    kept, old = twins()
    perform(CorrectParty(party=old, born="12/3/1958", ground="Theo thẻ"), RECEIVER)
    assert [double.row.id for double in queries.possible_doubles(kept, SPECIALIST_ACTOR)] == [old]
    merge(old, kept)
    assert queries.possible_doubles(kept, SPECIALIST_ACTOR) == []


def test_a_proxy_recorded_with_the_double_holds_for_the_person():
    kept, old = twins()
    husband = register("Trần Văn Thử Hai")
    perform(RecordProxy(principal=old, person=husband, relationship=Relationship.SPOUSE, paper="Giấy"), RECEIVER)
    merge(old, kept)
    assert queries.stand_in(kept, husband, RECEIVER, scope=Scope.COLLECT) is None

"""Correcting, numbers, proxies and consents: each with its trace, each with its refusals."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger import events
from motcua.ledger.actor import Realm
from motcua.ledger.events.parties import ConsentGiven
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.parties import queries
from motcua.parties.commands.add_identifier import AddIdentifier, WithdrawIdentifier
from motcua.parties.commands.consent import GiveConsent, WithdrawConsent
from motcua.parties.commands.correct import CorrectParty
from motcua.parties.commands.proxy import RecordProxy, RevokeProxy
from motcua.parties.models import Consent, Identifier, Party, Proxy
from motcua.parties.rules.words import ConsentPurpose, Manner, Matter, NumberKind, Relationship, Scope
from motcua.parties.tests.people import RECEIVER, SPECIALIST_ACTOR, actor, company, number, register, unknown

pytestmark = pytest.mark.django_db

PURPOSE = "Kiểm thử"


@pytest.fixture(autouse=True)
def today():
    with clock.fixed(clock.at(2026, 3, 2, 9)):
        yield


def see(party):
    return queries.party(party, RECEIVER, PURPOSE)


def test_a_correction_keeps_what_was_there_and_why():
    party = register("Nguyễn Thị Hong", born="1958", phone="0912345678")
    perform(
        CorrectParty(party=party, name="Nguyễn Thị Hồng", phone="", ground="Theo giấy khai sinh bản chính"), RECEIVER
    )
    row = Party.objects.get(pk=party)
    assert (row.name, row.folded, row.phone, row.phone_tail, row.born) == (
        "Nguyễn Thị Hồng",
        "nguyen thi hong",
        "",
        "",
        "1958",
    )
    line = queries.history(party, RECEIVER, PURPOSE)[-1]
    assert [(str(name), old, new) for name, old, new in line.changes] == [
        ("Họ tên", "Nguyễn Thị Hong", "Nguyễn Thị Hồng"),
        ("Điện thoại", "+84912345678", ""),
    ]
    assert line.ground == "Theo giấy khai sinh bản chính"
    assert str(line.sentence) == "Sửa: Họ tên, Điện thoại"


def test_a_corrected_name_is_found_and_the_wrong_one_is_not():
    party = register("Nguyễn Thị Sai")
    perform(CorrectParty(party=party, name="Nguyễn Thị Đúng", ground="gõ nhầm"), RECEIVER)
    assert [row.id for row in queries.find("đúng", RECEIVER).rows] == [party]
    assert queries.find("sai", RECEIVER).rows == ()


@pytest.mark.parametrize(
    ("fields", "by", "error"),
    [
        ({"name": "Khác", "ground": " "}, RECEIVER, BadInput),
        ({"name": "Khác", "ground": "x" * 301}, RECEIVER, BadInput),
        ({"ground": "gõ nhầm"}, RECEIVER, BadInput),
        ({"name": "Nguyễn Thị Thử Một", "ground": "gõ nhầm"}, RECEIVER, BadInput),
        ({"name": "", "ground": "gõ nhầm"}, RECEIVER, BadInput),
        ({"born": "1/1/2099", "ground": "gõ nhầm"}, RECEIVER, BadInput),
        ({"name": "Khác", "ground": "gõ nhầm", "seen": 7}, RECEIVER, Conflict),
        ({"name": "Khác", "ground": "gõ nhầm"}, SPECIALIST_ACTOR, NotAllowed),
        ({"name": "Khác", "ground": "gõ nhầm"}, actor("director"), NotAllowed),
        ({"name": "Khác", "ground": "gõ nhầm"}, actor("receiver", realm=Realm.TRIAL), NotAllowed),
    ],
)
def test_a_refused_correction_changes_nothing(fields, by, error):
    party = register()
    with pytest.raises(error):
        perform(CorrectParty(party=party, **fields), by)
    assert Party.objects.get().name == "Nguyễn Thị Thử Một"
    assert Entry.objects.count() == 1
    assert Access.objects.get().outcome == "refused"


def test_a_number_is_added_and_taken_back_and_is_free_again():
    party, other = register(), register("Trần Văn Thử Hai")
    added = perform(AddIdentifier(party=party, number=number("001158000001")), RECEIVER)
    perform(
        WithdrawIdentifier(party=party, identifier=added.ids["identifier"], ground="gõ nhầm số"),
        RECEIVER,
    )
    assert see(party).numbers == ()
    perform(AddIdentifier(party=other, number=number("001158000001")), RECEIVER)
    assert see(other).number == "001158000001"
    assert [str(line.sentence) for line in queries.history(party, RECEIVER, PURPOSE)][1:] == [
        "Thêm Số định danh cá nhân (căn cước)",
        "Bỏ số giấy tờ ghi nhầm",
    ]


def test_the_number_in_use_stands_before_old_ones():
    party = register(numbers=(number("012345678", NumberKind.OLD_CARD, current=False),))
    perform(AddIdentifier(party=party, number=number("C1234567", NumberKind.PASSPORT)), RECEIVER)
    perform(AddIdentifier(party=party, number=number("001158000001")), RECEIVER)
    assert [shown.value for shown in see(party).numbers] == ["001158000001", "C1234567", "012345678"]


@pytest.mark.parametrize(
    ("value", "kind", "by", "error"),
    [
        ("001158000001", NumberKind.PERSONAL, RECEIVER, Conflict),
        ("001158000002", NumberKind.PERSONAL, RECEIVER, Conflict),
        ("00115800000", NumberKind.PERSONAL, RECEIVER, BadInput),
        ("001158000003", NumberKind.PERSONAL, SPECIALIST_ACTOR, NotAllowed),
    ],
)
def test_a_refused_number_is_not_recorded(value, kind, by, error):
    party = register(numbers=(number("001158000001"),))
    register("Trần Văn Thử Hai", numbers=(number("001158000002"),))
    with pytest.raises(error):
        perform(AddIdentifier(party=party, number=number(value, kind)), by)
    assert (Identifier.objects.count(), Entry.objects.count()) == (2, 2)


def test_a_number_of_somebody_else_cannot_be_taken_back():
    party, other = register(), register("Trần Văn Thử Hai", numbers=(number("001158000002"),))
    with pytest.raises(NotFound):
        perform(
            WithdrawIdentifier(party=party, identifier=Identifier.objects.get().id, ground="nhầm"),
            RECEIVER,
        )
    assert see(other).number == "001158000002"


def proxy(principal, person, **fields):
    given = {"relationship": Relationship.SPOUSE, "matter": Matter.CIVIL_STATUS, "paper": "Giấy ủy quyền 1/3/2026"}
    return perform(RecordProxy(principal=principal, person=person, **(given | fields)), RECEIVER)


def can(principal, person, scope=Scope.COLLECT, matter=Matter.CIVIL_STATUS, **more):
    return queries.stand_in(principal, person, RECEIVER, scope=scope, matter=matter, **more) is None


def test_a_recorded_proxy_may_stand_in_until_revoked():
    wife, husband, stranger = register(), register("Trần Văn Thử Hai"), register("Lê Văn Lạ")
    assert not can(wife, husband)
    made = proxy(wife, husband, valid_to=date(2026, 3, 31))
    assert can(wife, husband)
    assert can(wife, wife)
    assert not can(wife, stranger)
    assert not can(husband, wife)
    assert not can(wife, husband, on=date(2026, 4, 1))
    perform(RevokeProxy(principal=wife, proxy=made.ids["proxy"], reason="Vợ báo hủy"), RECEIVER)
    assert not can(wife, husband)
    (shown,) = see(wife).proxies
    assert (shown.person, shown.person_name) == (husband, "Trần Văn Thử Hai")
    assert str(shown.refusal) == "Ủy quyền này đã bị hủy."


def test_the_name_of_a_proxy_is_a_read_of_the_proxy_too():
    wife, husband = register(), register("Trần Văn Thử Hai")
    proxy(wife, husband)
    see(wife)
    assert husband.hex in Access.objects.get().subjects


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"relationship": Relationship.NONE}, RuleError),
        ({"paper": " "}, RuleError),
        ({"matter": Matter.IN_PERSON}, RuleError),
        ({"valid_to": date(2026, 3, 1)}, BadInput),
        ({"person": "self"}, RuleError),
        ({"person": "child"}, RuleError),
        ({"person": "trial"}, NotFound),
        ({"person": "unknown"}, NotFound),
    ],
)
def test_a_refused_proxy_is_not_recorded(fields, error):
    principal = register(born="1970")
    who = {
        "self": principal,
        "child": register("Trẻ Em Thử", born="2015"),
        "trial": register("Ngoài Thử", by=actor("receiver", realm=Realm.TRIAL)),
        "unknown": unknown(),
    }
    person = who.get(fields.get("person")) or register("Trần Văn Thử Hai")
    before = Entry.objects.count()
    with pytest.raises(error):
        proxy(principal, person, **{name: value for name, value in fields.items() if name != "person"})
    assert (Proxy.objects.count(), Entry.objects.count()) == (0, before)


def test_a_stranger_may_with_a_certified_paper_and_a_companys_man_with_its_letter():
    principal, person, firm = register(), register("Trần Văn Thử Hai"), company()
    proxy(principal, person, relationship=Relationship.NONE, certified=True)
    proxy(firm, person, relationship=Relationship.NONE, matter=Matter.OTHER, paper="Giấy giới thiệu 12/GGT")
    assert can(principal, person)
    assert can(firm, person, matter=Matter.OTHER)


def test_only_one_who_receives_people_records_and_revokes():
    principal, person = register(), register("Trần Văn Thử Hai")
    made = proxy(principal, person)
    for command in (
        RecordProxy(principal=principal, person=person, relationship=Relationship.SPOUSE, paper="x"),
        RevokeProxy(principal=principal, proxy=made.ids["proxy"], reason="x"),
    ):
        with pytest.raises(NotAllowed):
            perform(command, SPECIALIST_ACTOR)
    with pytest.raises(NotFound):
        perform(RevokeProxy(principal=person, proxy=made.ids["proxy"], reason="x"), RECEIVER)
    assert can(principal, person)


def test_consent_is_given_withdrawn_and_given_again():
    party = register()
    give = GiveConsent(party=party, purpose=ConsentPurpose.MESSAGES, manner=Manner.COUNTER, evidence="Phiếu 1")
    assert not queries.has_consented(party, ConsentPurpose.MESSAGES)
    perform(give, RECEIVER)
    assert queries.has_consented(party, ConsentPurpose.MESSAGES)
    assert not queries.has_consented(party, ConsentPurpose.SURVEY)
    with pytest.raises(Conflict):
        perform(give, RECEIVER)
    perform(WithdrawConsent(party=party, purpose=ConsentPurpose.MESSAGES, manner=Manner.MESSAGE), RECEIVER)
    assert not queries.has_consented(party, ConsentPurpose.MESSAGES)
    with pytest.raises(Conflict):
        perform(WithdrawConsent(party=party, purpose=ConsentPurpose.MESSAGES, manner=Manner.MESSAGE), RECEIVER)
    perform(give, RECEIVER)
    assert [bool(consent.withdrawn_at) for consent in see(party).consents] == [True, False]


def test_a_consent_keeps_how_far_it_goes_and_where_it_can_be_seen():
    party = register()
    scope = "Chỉ số điện thoại"
    give = {"party": party, "purpose": ConsentPurpose.ZALO, "manner": Manner.PAPER}
    with pytest.raises(BadInput):
        perform(GiveConsent(**give, scope=scope), RECEIVER)
    perform(GiveConsent(**give, scope=scope, evidence="Phiếu 7"), RECEIVER)
    (seen,) = see(party).consents
    assert (seen.scope, seen.evidence, seen.withdrawn_manner) == (scope, "Phiếu 7", "")
    entry = Entry.objects.get(event="parties.consent_given")
    assert (entry.schema, scope in entry.payload) == (2, False)


def test_a_consent_written_before_scopes_were_kept_is_still_read():
    party = register()
    perform(GiveConsent(party=party, purpose=ConsentPurpose.SURVEY, manner=Manner.COUNTER), RECEIVER)
    payload = Entry.objects.get(event="parties.consent_given").payload
    assert events.join("parties.consent_given", payload, []) == ConsentGiven(
        party=party, consent=Consent.objects.get().id, purpose="survey", manner="counter"
    )


def test_an_organisation_has_no_personal_data_to_consent_to():
    with pytest.raises(RuleError):
        perform(GiveConsent(party=company(), purpose=ConsentPurpose.MESSAGES, manner=Manner.COUNTER), RECEIVER)


def test_who_may_not_write_records_no_consent():
    party = register()
    for command in (
        GiveConsent(party=party, purpose=ConsentPurpose.MESSAGES, manner=Manner.COUNTER),
        WithdrawConsent(party=party, purpose=ConsentPurpose.MESSAGES, manner=Manner.COUNTER),
    ):
        with pytest.raises(NotAllowed):
            perform(command, SPECIALIST_ACTOR)
    assert Entry.objects.count() == 1

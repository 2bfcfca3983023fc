"""Commitments through perform: who has not signed, who joins and leaves, papers, reminders, the year after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from motcua.config import wiring
from motcua.config.demo import certificates, staffing
from motcua.config.demo import decisions as story
from motcua.decisions import duties, queries, rules
from motcua.decisions.commands import (
    AskCommitment,
    CorrectCommitment,
    EndCommitment,
    SignCommitment,
    StrikeSignature,
    TakeSignedPaper,
    renew,
)
from motcua.decisions.models import Commitment, Signature
from motcua.decisions.queries import Wanted
from motcua.documents import shelf, signing
from motcua.documents.pdf_text import open_pdf, text_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.ledger import actor as actors
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office.rules import Role

pytestmark = pytest.mark.django_db
SYSTEM = actors.system("Lệnh thử")


def page(register, who="vptk-pd"):
    return queries.commitment_page(register.old[who], register.told.commitment)


def test_the_one_who_has_not_signed_is_listed_by_name_and_unit(register):
    found = queries.commitment_page(register.hailt, register.told.commitment)
    assert [(one.name, one.unit_name) for one in found.missing] == [
        ("Lê Thử Ba", "Bộ phận Tiếp nhận và Trả kết quả xã Phượng Dực")
    ]
    assert (found.row.asked, found.row.signed, found.row.late) == (5, 4, True)
    assert {one.way for one in found.signatures} == {rules.Way.SCREEN, rules.Way.PAPER}
    ((row,), more) = queries.commitments(register.hailt, Wanted(year=2018, text="chu de"))
    assert (row.missing, more) == (1, False)


def test_each_signs_their_own_once_and_then_nobody_is_missing(register):
    commitment = register.told.commitment
    late = register.old["vhxh-pd"]
    assert [one.id for one in queries.mine(late)[0]] == [commitment]
    perform(SignCommitment(commitment=commitment), late)
    assert queries.mine(late)[0] == ()
    assert page(register).missing == ()
    with pytest.raises(Conflict):
        perform(SignCommitment(commitment=commitment), late)
    with pytest.raises(NotAllowed):
        perform(SignCommitment(commitment=commitment), register.hailt)
    assert Signature.objects.filter(commitment=commitment).count() == 5


def test_a_digital_signature_is_on_a_paper_with_the_name_and_can_be_checked(register):
    wiring.hook_up()
    signer = register.old["vhxh-pd"]
    with pytest.raises(Conflict, match="chứng thư số"):
        perform(SignCommitment(commitment=register.told.commitment, digital=True), signer)
    certificates.give([signer])
    perform(SignCommitment(commitment=register.told.commitment, digital=True), signer)
    signed = Signature.objects.get(commitment=register.told.commitment, official_id=signer.official)
    assert (signed.way, bool(signed.serial)) == (rules.Way.DIGITAL, True)
    paper = shelf.store().get(signed.sha256)
    (verdict,) = signing.validator().check(paper)
    assert verdict.good
    assert signer.name in " ".join(text_of(open_pdf(paper)).split())


def test_who_joins_is_asked_and_who_leaves_is_asked_no_more(register):
    commitment = register.told.commitment
    section = register.old.section
    new = staffing.hire("moi-pd", "Người Thử Mới", ((section, "Công chức", (Role.RECEIVER,)),), date(2018, 2, 22))
    assert {one.name for one in page(register).missing} == {"Lê Thử Ba", "Người Thử Mới"}
    assert queries.waiting_for(new) == 1
    from motcua.office.models import Post

    Post.objects.filter(official=register.old["vhxh-pd"].official).update(valid_to=date(2018, 2, 22))
    Post.objects.filter(official=register.old["tpht-pd"].official).update(valid_to=date(2018, 2, 22))
    found = queries.commitment_page(register.hailt, commitment)
    assert {one.name for one in found.missing} == {"Người Thử Mới"}
    assert [one.name for one in found.signatures if one.gone] == ["Nguyễn Thử Một"]


def test_a_paper_is_taken_for_who_is_missing_only_and_can_be_struck(register):
    keeper, commitment = register.old["vptk-pd"], register.told.commitment
    scan = queries.signature_file(keeper, commitment, register.old["dcxd-pd"].official)
    late, signed = register.old["vhxh-pd"].official, register.old["tpht-pd"].official
    for people, day in (([signed], date(2018, 2, 22)), ([late], date(2018, 2, 23)), ([late], date(2018, 2, 1))):
        with pytest.raises(BadInput):
            perform(TakeSignedPaper(commitment=commitment, people=people, signed_on=day, sha256=scan), keeper)
    perform(TakeSignedPaper(commitment=commitment, people=[late], signed_on=date(2018, 2, 22), sha256=scan), keeper)
    assert page(register).missing == ()
    with pytest.raises(BadInput):
        perform(StrikeSignature(commitment=commitment, official=signed, reason="x"), keeper)
    perform(StrikeSignature(commitment=commitment, official=late, reason="Nhầm người"), keeper)
    assert [one.name for one in page(register).missing] == ["Lê Thử Ba"]
    with pytest.raises(NotFound):
        queries.signature_file(register.old["vhxh-pd"], commitment, register.old["dcxd-pd"].official)


def test_missing_signatures_are_told_once_a_week_and_to_those_who_can_act(register):
    assert duties.watch("", SYSTEM) == "1 cam kết còn thiếu người ký"
    assert duties.watch("", SYSTEM) == "0 cam kết còn thiếu người ký"
    event = Entry.objects.filter(stream_id=register.told.commitment).order_by("-version").first()
    assert event.event == "decisions.commitment_reminded"
    with clock.fixed(staffing.INSPECTED + timedelta(days=7)):
        assert duties.watch("", SYSTEM) == "1 cam kết còn thiếu người ký"
        perform(SignCommitment(commitment=register.told.commitment), register.old["vhxh-pd"])
    with clock.fixed(staffing.INSPECTED + timedelta(days=30)):
        assert duties.watch("", SYSTEM) == "0 cam kết còn thiếu người ký"


def ask(register, **more):
    return AskCommitment(
        **{
            "place": register.old.place,
            "theme": story.THEME,
            "theme_year": 2019,
            "text": "Cam kết thử",
            "asked_by": "UBND xã",
            "asked_on": date(2018, 2, 22),
            **more,
        }
    )


def test_renewing_asks_anew_and_ends_the_old_both_or_neither(register):
    keeper, old = register.old["vptk-pd"], register.told.commitment
    with pytest.raises(BadInput):
        renew(ask(register, theme_year=2018, renews=old), keeper)
    assert Commitment.objects.get(pk=old).open
    new = renew(ask(register, renews=old), keeper).target
    before = queries.commitment_page(keeper, old)
    assert (before.row.open, before.renewed_by, before.row.missing) == (False, new, 1)
    assert queries.commitment_page(keeper, new).row.missing == 5
    with pytest.raises(Conflict):
        perform(SignCommitment(commitment=old), register.old["vhxh-pd"])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"theme": ""}, "theme"),
        ({"text": " "}, "text"),
        ({"theme_year": 2018}, "theme"),
        ({"asked_on": date(2018, 3, 1)}, "asked_on"),
        ({"sign_by": date(2018, 2, 1)}, "sign_by"),
        ({"audience": rules.Audience.LIST}, "people"),
        ({"units": ["old"]}, "units"),
    ],
)
def test_what_makes_no_sense_is_not_asked(register, region, change, field):
    if "units" in change:
        change = {"units": [region.centres["cao-xa"]]}
    with pytest.raises(BadInput) as refused:
        perform(ask(register, **change), register.old["vptk-pd"])
    assert refused.value.field == field
    assert Commitment.objects.count() == 1


def test_a_list_asks_those_named_and_can_be_put_right(register):
    keeper = register.old["vptk-pd"]
    first, second = register.old["tpht-pd"].official, register.old["dcxd-pd"].official
    made = perform(ask(register, audience=rules.Audience.LIST, people=[first]), keeper).target
    assert [one.official for one in queries.commitment_page(keeper, made).missing] == [first]
    perform(CorrectCommitment(commitment=made, asked_by="UBND", people=[second], reason="Nhầm người"), keeper)
    assert [one.official for one in queries.commitment_page(keeper, made).missing] == [second]
    perform(EndCommitment(commitment=made, reason="Không cần nữa"), keeper)
    assert queries.counts_of_commitments(keeper).ended == 1
    assert [row.id for row in queries.commitments(keeper, Wanted(ended=True))[0]] == [made]

"""Numbers, fees, comparing, signing and handing over; corrected with trace, cancelled for good, closed by the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from motcua.catalogue import packaged
from motcua.certifications import queries
from motcua.certifications.commands import (
    CancelNumber,
    ChargeAgain,
    CloseCertificationDay,
    CompareCopies,
    CorrectOriginal,
    HandOverCertification,
    NameSigner,
    OpenCertificationBook,
    OriginalWish,
    RecordPrinting,
    SignCertification,
)
from motcua.certifications.models import Book, ClosedDay, Original
from motcua.certifications.queries import Asked
from motcua.certifications.rules import FIELD, PROCEDURES, Kind, Standing
from motcua.certifications.tests.conftest import Bench
from motcua.config import wiring
from motcua.config.demo.centre import STARTED, founder
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, NotAllowed, NotFound, RuleError
from motcua.ledger.actor import Realm
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import founding
from motcua.office import queries as office
from motcua.office.commands import DelegateSigning
from motcua.office.models import Delegation, Unit
from motcua.office.signing_rules import Paper
from motcua.office.tests.factories import make_commune
from motcua.parties.commands.erase import EraseParty
from motcua.parties.rules.words import ErasureGround
from motcua.payments import queries as payments
from motcua.payments.commands import AnnulReceipt, CancelBill
from motcua.payments.models import Bill

NOBODY = UUID(int=7)
DEGREE, CARD = ("Bằng tốt nghiệp", 3, 10), ("Căn cước", 2, 1)


def numbers(certification):
    return list(
        Original.objects.filter(certification=certification).order_by("number").values_list("number", flat=True)
    )


def first(certification):
    return Original.objects.filter(certification=certification).order_by("number").first()


def correct(bench, certification, *, original=None, **more):
    one = original or first(certification)
    said = {"name": one.name, "pages": one.pages, "copies": one.copies, "reason": "Gõ nhầm"} | more
    wish = CorrectOriginal(certification=certification, original=one.id, **said)
    return perform(wish, bench.town["tiepnhan"])


def cancel(bench, certification, original=None):
    one = original or first(certification)
    wish = CancelNumber(certification=certification, original=one.id, reason="Bản chính tẩy xóa")
    return perform(wish, bench.town["tiepnhan"])


def close(bench, day=None, who="tiepnhan"):
    wish = CloseCertificationDay(centre=bench.centre, day=day or bench.town.at.date(), note="Đủ")
    return perform(wish, bench.town[who])


def test_ten_copies_of_three_pages_take_one_number_and_cost_fifty_thousand(bench):
    certification = bench.receive()
    page = bench.page(certification)
    assert (numbers(certification), page.row.copies, page.row.fee) == ([1], 10, 50_000)
    assert page.book == "01/2025-SCT/BS"
    owed = payments.owed(certification)
    assert (owed.total, owed.left) == (50_000, 50_000)
    assert Bill.objects.get(pk=page.row.bill).label == "CT-BS 1/2025"


def test_many_originals_take_a_number_each_in_one_go_and_one_bill(bench):
    certification = bench.receive(DEGREE, CARD, ("Giấy khai sinh", 2, 3), ("Học bạ", 30, 1))
    assert numbers(certification) == [1, 2, 3, 4]
    fees = dict(Original.objects.values_list("number", "fee"))
    assert fees == {1: 50_000, 2: 4_000, 3: 12_000, 4: 32_000}
    assert payments.owed(certification).total == 98_000
    lines = payments.bill(bench.town["tiepnhan"], bench.page(certification).row.bill).lines
    assert [(line.pages, line.quantity) for line in lines] == [(2, 4), (3, 10), (30, 1)]
    assert numbers(bench.receive(CARD)) == [5]


def test_signatures_have_a_book_and_a_fee_of_their_own(signatures):
    copies = signatures.receive(CARD)
    papers = signatures.receive(("Sơ yếu lý lịch", 4, 2), ("Giấy cam kết", 1, 1), kind=Kind.SIGNATURE)
    assert (numbers(copies), numbers(papers)) == ([1], [1, 2])
    page = signatures.page(papers)
    assert (page.book, page.row.fee) == ("01/2025-SCT/CK,ĐC", 20_000)


def test_a_book_goes_on_where_the_paper_one_ended_and_is_opened_once(town, bench):
    bench.open(Kind.SIGNATURE, first=118, volume="02")
    assert Book.objects.get(kind=Kind.SIGNATURE).first == 118
    with pytest.raises(Conflict):
        bench.open(Kind.SIGNATURE)
    for bad in ({"first": 0}, {"first": 100_000}, {"volume": ""}, {"volume": "0/1"}):
        with pytest.raises((BadInput, Conflict)):
            perform(OpenCertificationBook(centre=bench.centre, kind=Kind.COPY, **bad), town["giamdoc"])


def test_without_a_book_no_number_is_taken(town):
    with pytest.raises(Conflict, match="Chưa mở sổ"):
        Bench(town).receive()
    assert not Original.objects.exists()
    assert not Bill.objects.exists()


def test_numbers_of_a_paper_book_are_not_taken_again(signatures):
    with clock.fixed(clock.at(2026, 1, 5, 9)):
        signatures.open(Kind.COPY, first=118)
        certification = signatures.receive(CARD)
    assert numbers(certification) == [118]
    assert signatures.page(certification).book == "01/2026-SCT/BS"


@pytest.mark.parametrize(
    ("originals", "more", "fault"),
    [
        ([], {}, BadInput),
        ([("x" * 301, 1, 1)], {}, BadInput),
        ([("", 1, 1)], {}, BadInput),
        ([CARD] * 21, {}, BadInput),
        ([("Sổ", 1, 200), ("Sổ", 1, 101)], {}, BadInput),
        ([("Sổ", 0, 1)], {}, BadInput),
        ([CARD], {"level": "own-nay-het"}, Conflict),
        ([CARD], {"requester": NOBODY}, NotFound),
        ([CARD], {"signer": NOBODY}, BadInput),
    ],
)
def test_what_nobody_means_takes_no_number(bench, originals, more, fault):
    originals = [OriginalWish(name=name, pages=pages, copies=copies) for name, pages, copies in originals]
    before = Entry.objects.count()
    with pytest.raises(fault):
        perform(bench.wish(**{"originals": originals} | more), bench.town["tiepnhan"])
    assert Entry.objects.count() == before
    assert not Original.objects.exists()
    assert numbers(bench.receive(CARD)) == [1]


def test_the_same_form_sent_twice_takes_one_number(bench):
    wish = bench.wish()
    once = perform(wish, bench.town["tiepnhan"], key="mot")
    again = perform(wish, bench.town["tiepnhan"], key="mot")
    assert (once.target, again.again) == (again.target, True)
    assert Original.objects.count() == Bill.objects.count() == 1


def test_from_printing_to_the_hand_each_step_waits_for_the_one_before(bench):
    town = bench.town
    certification = bench.receive(began=town.at - timedelta(seconds=40))
    for command, who in (
        (CompareCopies, "tiepnhan"),
        (SignCertification, "lanhdao"),
        (HandOverCertification, "tiepnhan"),
    ):
        with pytest.raises(Conflict):
            perform(command(certification=certification), town[who])
    with clock.fixed(town.at + timedelta(seconds=15)):
        bench.print(certification)
    with clock.fixed(town.at + timedelta(minutes=5)):
        perform(CompareCopies(certification=certification), town["tiepnhan"])
    assert [row.id for row in queries.to_sign(town["lanhdao"])] == [certification]
    with clock.fixed(town.at + timedelta(minutes=8)):
        perform(SignCertification(certification=certification), town["lanhdao"])
    assert queries.to_sign(town["lanhdao"]) == ()
    with pytest.raises(Conflict, match="Còn phải thu"):
        bench.hand(certification)
    bench.pay(certification)
    bench.hand(certification)
    row = bench.page(certification).row
    assert row.standing is Standing.HANDED
    assert (row.moments.preparing, row.moments.checking) == (timedelta(seconds=55), timedelta(seconds=465))
    assert queries.unfinished(town["tiepnhan"]) == ()
    with pytest.raises(Conflict):
        perform(RecordPrinting(certification=certification), town["tiepnhan"])


def test_only_who_stands_on_the_statement_signs(bench):
    town = bench.town
    certification = bench.compare(bench.receive())
    stranger = replace(town["lanhdao"], official=town["tiepnhan"].official)
    unproved = replace(town["lanhdao"], verified=False)
    for actor in (town["tiepnhan"], town["giamdoc"], stranger, unproved, replace(town["lanhdao"], on_behalf_of="X")):
        with pytest.raises(NotAllowed):
            perform(SignCertification(certification=certification), actor)
    with pytest.raises(BadInput, match="không có quyền"):
        bench.receive(signer=town["tiepnhan"].official)


def authorise(town, **bounds):
    chair = town["lanhdao"]
    today = town.at.date()
    wish = DelegateSigning(
        official=chair.official,
        giver=chair.post,
        taker=town["giamdoc"].post,
        valid_from=today,
        valid_to=today + timedelta(days=30),
        scope="Chứng thực",
        decision="QĐ 12/2025",
        **bounds,
    )
    perform(wish, founder())


@pytest.mark.parametrize("bounds", [{"matters": ("Hộ tịch",)}, {"matters": ("2.000884",)}, {"papers": (Paper.LETTER,)}])
def test_whoever_was_authorised_for_other_things_neither_is_offered_nor_signs(bench, bounds):
    town = bench.town
    taker = town["giamdoc"]
    authorise(town)
    certification = bench.compare(bench.receive(signer=taker.official))
    Delegation.objects.update(
        matters="\n".join(bounds.get("matters", ())), papers=" ".join(bounds.get("papers", ()))
    )  # as if a narrower decision had stood from the first
    assert taker.official not in {one.official for one in queries.signers_of(bench.centre, Realm.REAL, Kind.COPY)}
    with pytest.raises(BadInput, match="không có quyền ký chứng thực"):
        bench.receive(CARD, signer=taker.official)
    acting = replace(office.actor_of(taker.account, town["lanhdao"].post), verified=True)
    with pytest.raises(NotAllowed, match="Ủy quyền ký của"):
        perform(SignCertification(certification=certification), acting)


def test_an_authorisation_signs_within_its_days_only(bench):
    town = bench.town
    taker = town["giamdoc"]
    authorise(town)
    certification = bench.compare(bench.receive(signer=taker.official))
    acting = replace(office.actor_of(taker.account, town["lanhdao"].post), verified=True)
    over = replace(acting, lent=replace(acting.lent, last=town.at.date() - timedelta(days=1)))
    with pytest.raises(NotAllowed, match="chỉ có hiệu lực từ"):
        perform(SignCertification(certification=certification), over)


@pytest.mark.parametrize("matter", [FIELD, "2.000815"])
def test_an_authorisation_may_name_certification_by_its_field_or_its_code(bench, matter):
    town = bench.town
    taker = town["giamdoc"]
    authorise(town, matters=(matter,), papers=(Paper.RESULT,))
    certification = bench.compare(bench.receive(signer=taker.official))
    acting = replace(office.actor_of(taker.account, town["lanhdao"].post), verified=True)
    perform(SignCertification(certification=certification), acting)
    assert bench.page(certification).row.standing is Standing.SIGNED


def test_the_field_is_that_of_the_national_catalogue():
    assert {packaged.get(code).field for code in PROCEDURES.values()} == {FIELD}


def test_whom_the_chair_authorised_signs_for_the_chair(bench):
    town = bench.town
    chair, taker = town["lanhdao"], town["giamdoc"]
    authorise(town)
    found = queries.signers_of(bench.centre, Realm.REAL, Kind.COPY)
    assert (found[-1].official, found[-1].behalf.endswith("(QĐ 12/2025)")) == (taker.official, True)
    certification = bench.receive(signer=taker.official)
    bench.compare(certification)
    with pytest.raises(NotAllowed):
        perform(SignCertification(certification=certification), chair)
    acting = replace(office.actor_of(taker.account, chair.post), verified=True)
    assert [row.id for row in queries.to_sign(acting)] == [certification]
    perform(SignCertification(certification=certification), acting)
    perform(NameSigner(certification=bench.receive(CARD), signer=taker.official), town["tiepnhan"])
    assert bench.page(certification).row.standing is Standing.SIGNED


def test_another_signer_means_other_statements(bench):
    town = bench.town
    certification = bench.compare(bench.receive())
    with pytest.raises(Conflict, match="đã ghi người này"):
        perform(NameSigner(certification=certification, signer=town["lanhdao"].official), town["tiepnhan"])
    with pytest.raises(BadInput):
        perform(NameSigner(certification=certification, signer=town["thuly"].official), town["tiepnhan"])
    assert bench.page(certification).row.standing is Standing.COMPARED


def test_a_number_is_signed_on_the_day_the_statement_bears(bench):
    certification = bench.compare(bench.receive())
    tomorrow = bench.town.at + timedelta(days=3)
    with clock.fixed(tomorrow), pytest.raises(RuleError, match="11/07/2025"):
        perform(SignCertification(certification=certification), bench.town["lanhdao"])


def test_a_corrected_name_keeps_what_stood_before_and_the_signature(bench):
    certification = bench.sign(bench.receive())
    correct(bench, certification, name="Bằng cử nhân")
    page = bench.page(certification)
    assert page.originals[0].name == "Bằng cử nhân"
    before = page.originals[0].corrections[0]
    assert (before.name, before.pages, before.reason, before.who) == ("Bằng tốt nghiệp", 3, "Gõ nhầm", "Lê Thử Nhận")
    assert page.row.standing is Standing.SIGNED


def test_corrected_counts_change_the_bill_and_are_compared_and_signed_anew(bench):
    certification = bench.sign(bench.receive())
    earlier = bench.page(certification).row.bill
    correct(bench, certification, copies=4)
    page = bench.page(certification)
    assert (page.row.fee, page.row.standing) == (20_000, Standing.TYPED)
    assert page.row.bill != earlier
    assert payments.owed(certification).total == 20_000
    assert Bill.objects.get(pk=earlier).state == "cancelled"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({}, Conflict),
        ({"name": " "}, BadInput),
        ({"reason": " ", "copies": 2}, BadInput),
        ({"copies": 0}, BadInput),
        ({"copies": 301}, BadInput),
    ],
)
def test_a_correction_says_what_and_why(bench, more, fault):
    certification = bench.receive()
    with pytest.raises(fault):
        correct(bench, certification, **more)
    assert bench.page(certification).originals[0].corrections == ()


def test_a_fee_that_was_paid_is_not_changed_under_the_payers_hand(bench):
    certification = bench.receive()
    bench.pay(certification)
    with pytest.raises(Conflict, match="đã thu"):
        correct(bench, certification, copies=4)
    correct(bench, certification, name="Bằng cử nhân")
    assert payments.owed(certification).paid == 50_000


def test_a_cancelled_number_stays_is_owed_no_more_and_never_taken_again(bench):
    certification = bench.receive(DEGREE, CARD)
    cancel(bench, certification)
    page = bench.page(certification)
    assert [one.cancelled_why for one in page.originals] == ["Bản chính tẩy xóa", ""]
    assert (page.row.left, page.row.fee, payments.owed(certification).total) == (1, 4_000, 4_000)
    with pytest.raises(Conflict, match="đã hủy"):
        cancel(bench, certification)
    with pytest.raises(NotFound):
        cancel(bench, certification, first(bench.receive(CARD)))
    cancel(bench, certification, Original.objects.get(number=2))
    assert bench.page(certification).row.standing is Standing.CANCELLED
    assert payments.owed(certification) is None
    assert numbers(bench.receive(CARD)) == [4]


def test_what_was_paid_for_a_cancelled_number_is_to_be_given_back(bench):
    certification = bench.receive(DEGREE, CARD)
    bench.pay(certification)
    cancel(bench, certification)
    assert bench.page(certification).to_give_back == 50_000
    bench.compare(certification)
    perform(SignCertification(certification=certification), bench.town["lanhdao"])
    bench.hand(certification)


def test_a_bill_cancelled_at_the_till_is_opened_again_before_anything_is_handed_over(bench):
    certification = bench.sign(bench.receive())
    receiver = bench.town["tiepnhan"]
    with pytest.raises(Conflict, match="đang đúng"):
        perform(ChargeAgain(certification=certification), receiver)
    perform(CancelBill(bill=bench.page(certification).row.bill, reason="x"), receiver)
    with pytest.raises(Conflict, match="Còn phải thu"):
        bench.hand(certification)
    perform(ChargeAgain(certification=certification), receiver)
    bench.pay(certification)
    with pytest.raises(Conflict):
        perform(ChargeAgain(certification=certification), receiver)
    bench.hand(certification)


def test_after_an_annulled_receipt_counts_may_be_corrected(bench):
    certification = bench.receive()
    bench.pay(certification)
    receiver = bench.town["tiepnhan"]
    page = payments.bill(receiver, bench.page(certification).row.bill)
    perform(AnnulReceipt(bill=page.row.id, receipt=page.receipts[0].id, reason="Nhầm"), receiver)
    correct(bench, certification, copies=1)
    assert payments.owed(certification).total == 5_000


def test_what_was_handed_over_is_neither_corrected_nor_cancelled(bench):
    certification = bench.sign(bench.receive())
    bench.pay(certification)
    bench.hand(certification)
    for act in (cancel, correct):
        with pytest.raises(Conflict, match="Đã trả"):
            act(bench, certification)


def test_with_a_slip_the_fee_stays_with_the_dossier_and_so_does_the_return(bench):
    dossier = bench.town.accept("2.000815")
    certification = bench.sign(bench.receive(dossier=dossier, dossier_label="G15-1"))
    page = bench.page(certification)
    assert (page.row.fee, page.row.bill, page.owed) == (50_000, None, None)
    with pytest.raises(Conflict, match="giấy hẹn"):
        bench.hand(certification)
    with pytest.raises(Conflict, match="theo hồ sơ"):
        perform(ChargeAgain(certification=certification), bench.town["tiepnhan"])
    assert [row.id for row in queries.of_dossier(bench.town["tiepnhan"], dossier)] == [certification]
    today = bench.town.at.date()
    assert queries.handed_at_once([bench.centre], "real", today, today) == (0, 0)
    waits = bench.sign(bench.receive(DEGREE, CARD))
    assert queries.handed_at_once([bench.centre], "real", today, today) == (0, 0)
    bench.pay(waits)
    bench.hand(waits)
    bench.receive(CARD)
    assert queries.handed_at_once([bench.centre], "real", today, today) == (1, 2)


def test_a_closed_day_keeps_its_totals_and_lets_nothing_change(bench):
    town = bench.town
    done = bench.sign(bench.receive(DEGREE, CARD, ("Học bạ", 30, 1)))
    cancel(bench, done, Original.objects.get(number=2))
    waits = bench.receive(CARD)
    with pytest.raises(RuleError, match="Còn 1 số"):
        close(bench)
    cancel(bench, waits)
    close(bench)
    page = queries.day(town["giamdoc"], town.at.date())
    copies = page.totals[0]
    assert (copies.numbers, copies.cancelled, copies.pages, copies.copies, copies.fees) == (2, 2, 33, 11, 82_000)
    assert (page.closed_by, page.note, page.refusal) == ("Lê Thử Nhận", "Đủ", None)
    before = Original.objects.count()
    for act in (
        lambda: bench.receive(CARD),
        lambda: cancel(bench, done),
        lambda: correct(bench, done, name="Khác"),
        lambda: close(bench),
    ):
        with pytest.raises(Conflict, match="đã khóa"):
            act()
    assert Original.objects.count() == before
    bench.pay(done)
    bench.hand(done)
    assert queries.day(town["giamdoc"], town.at.date()).totals == page.totals
    assert ClosedDay.objects.count() == 1


def test_a_day_to_come_is_not_closed_and_one_without_work_may_be(bench):
    with pytest.raises(RuleError, match="chưa tới"):
        close(bench, bench.town.at.date() + timedelta(days=1))
    close(bench, date(2025, 7, 10), "giamdoc")
    assert [(row.day, row.numbers) for row in queries.days(bench.town["giamdoc"])] == [(date(2025, 7, 10), 0)]


def test_the_book_is_found_by_number_name_requester_kind_and_day(signatures):
    bench, receiver = signatures, signatures.town["tiepnhan"]
    bench.receive(DEGREE, CARD)
    with clock.fixed(bench.town.at + timedelta(days=3)):
        papers = bench.receive(("Sơ yếu lý lịch", 4, 1), kind=Kind.SIGNATURE, citizen=1)
        cancel(bench, papers)
    monday = date(2025, 7, 14)

    def found(**asked):
        return [(row.kind.value, row.number) for row in queries.lines(receiver, Asked(**asked)).rows]

    everything = [("signature", 1), ("copy", 2), ("copy", 1)]
    assert found() == everything
    assert found(text="2") == [("copy", 2)]
    assert found(text="bang tot") == [("copy", 1)]
    assert found(text="BANG TỐT") == [("copy", 1)]
    assert found(text=bench.town.citizens[1].name) == [("signature", 1)]
    assert found(text="CT-BS 1-2") == everything[1:]
    assert found(text="không có gì") == []
    assert found(kind="copy") == everything[1:]
    assert found(kind="la") == everything
    assert found(since=monday) == found(cancelled=True) == everything[:1]
    assert found(until=monday - timedelta(days=1)) == everything[1:]
    page = queries.lines(receiver, Asked(), page=2, size=2)
    assert (page.count, page.page, page.pages, len(page.rows)) == (3, 2, 2, 1)
    assert (page.numbers, page.pages_of, page.copies, page.fees) == (2, 5, 11, 54_000)
    assert [row.number for row in queries.every(receiver, Asked(kind="copy"), 1)] == [1]


@pytest.mark.parametrize("who", ["tiepnhan", "giamdoc", "lanhdao"])
def test_nobody_sees_or_changes_another_centres_books(bench, who):
    certification = bench.receive()
    other = founding.found_commune(
        make_commune(Unit.objects.get(level="province"), "12008", "Khác").id, founder(), valid_from=STARTED, ground="x"
    )
    unit = other.committee if who == "lanhdao" else other.centre
    away = replace(bench.town[who], unit=unit, units=frozenset({unit}))
    assert queries.lines(away, Asked()).rows == queries.unfinished(away) == queries.days(away) == ()
    for ask in (
        lambda: queries.certification(away, certification),
        lambda: perform(bench.wish(), away),
        lambda: perform(RecordPrinting(certification=certification), away),
        lambda: perform(SignCertification(certification=certification), away),
        lambda: perform(CloseCertificationDay(centre=bench.centre, day=bench.town.at.date()), away),
    ):
        with pytest.raises((NotFound, NotAllowed)):
            ask()


def test_heads_of_other_bodies_see_no_books(bench):
    bench.receive()
    police = replace(bench.town["lanhdao"], unit=bench.town.bodies.police)
    assert queries.lines(police, Asked()).rows == ()
    with pytest.raises(NotFound):
        queries.day(police, bench.town.at.date())


def test_trial_and_real_books_never_mix(bench):
    certification = bench.receive()
    trial = replace(bench.town["tiepnhan"], realm=Realm.TRIAL)
    assert queries.lines(trial, Asked()).rows == ()
    for act in (bench.wish(), RecordPrinting(certification=certification)):
        with pytest.raises(MotcuaError):
            perform(act, trial)


def test_an_erasure_blanks_papers_and_reasons_and_keeps_numbers_and_fees(bench):
    certification = bench.receive(DEGREE, CARD, citizen=1)
    correct(bench, certification, name="Bằng cử nhân của Thử")
    cancel(bench, certification)
    wiring.hook_up()
    citizen = bench.town.citizens[1]
    perform(EraseParty(party=citizen.id, ground=ErasureGround.REQUEST, reference="Đơn thử số 1"), bench.town["quantri"])
    page = bench.page(certification)
    assert (page.row.requester, page.card) == ("(đã xóa)", None)
    assert [(one.number, one.name, one.cancelled_why) for one in page.originals] == [
        (1, "(đã xóa)", ""),
        (2, "(đã xóa)", ""),
    ]
    assert (page.originals[0].corrections[0].name, page.originals[0].corrections[0].reason) == ("(đã xóa)", "")
    assert page.row.fee == 4_000
    assert queries.lines(bench.town["tiepnhan"], Asked(text="bang")).rows == ()

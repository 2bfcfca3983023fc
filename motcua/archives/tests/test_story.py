"""The old commune's records: listed, classified, checked, handed over; seven off the list kept apart and in the minutes."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from motcua.archives import bags, handovers, queries
from motcua.archives.commands import (
    AnswerClaim,
    CheckBag,
    CheckFonds,
    CorrectFonds,
    EnterFiles,
    ExceptFaults,
    MakeMinutes,
    PassCustody,
    PrepareHandover,
    RaiseClaim,
    ReceiveHandover,
    RefuseSigning,
    SignMinutes,
    WithdrawHandover,
)
from motcua.archives.files import files_needed
from motcua.archives.models import DigitalPart, Fonds, Handover, HandoverSignature
from motcua.archives.queries import Narrow
from motcua.archives.rules.faults import KIND_NAMES, Kind
from motcua.archives.rules.handover import ClaimKind, Criterion, Judgement, Sampled, Seen, Side, Verdict
from motcua.archives.rules.inventory import Line
from motcua.config.demo import certificates, records
from motcua.config.demo.records import NEW_ARCHIVIST, NEW_LEADER, OLD_ARCHIVIST, OLD_LEADER
from motcua.documents import shelf, signing
from motcua.documents.pdf_text import open_pdf, squeezed, text_of
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform

JULY = clock.at(2025, 7, 4, 10)


@pytest.fixture(autouse=True)
def _july(old):
    with clock.fixed(JULY):
        yield


def sign(region, handover, username):
    actor = region[username]
    certificates.give([actor])
    return perform(SignMinutes(handover=handover, minutes=handovers.minutes_file(actor, handover)), actor)


def paper(actor, handover):
    with open_pdf(shelf.store().get(handovers.minutes_file(actor, handover))) as pdf:
        return squeezed(text_of(pdf))


def test_a_hundred_and_twenty_files_are_listed_and_seven_stand_apart(old, fonds):
    actor = old[OLD_ARCHIVIST]
    row = queries.fonds(actor, fonds)
    stages = {stage.key: (stage.done, stage.whole) for stage in row.stages}
    assert stages["inventoried"] == (120, 120)
    assert stages["classified"] == (120, 120)
    assert stages["checked"] == (0, 120)
    assert stages["handed"] == (0, 120)
    waiting = queries.files(actor, fonds, Narrow(state="cho-xac-dinh"))
    assert (waiting.total, {one.number for one in waiting.rows}) == (7, set(range(114, 121)))
    assert all(one.years is None for one in waiting.rows)
    permanent = queries.files(actor, fonds, Narrow(state="vinh-vien")).total
    fixed = queries.files(actor, fonds, Narrow(state="co-thoi-han")).total
    assert permanent + fixed == 113


def test_a_whole_batch_of_lines_is_one_entry_of_the_books(old, fonds):
    assert Entry.objects.filter(stream_id=fonds, event="archives.files_entered").count() == 2


def test_the_check_finds_the_seven_and_nothing_else(old, fonds):
    perform(CheckFonds(fonds=fonds), old[OLD_ARCHIVIST])
    assert queries.fault_counts(old[OLD_ARCHIVIST], fonds) == {"off_list": (7, 0)}
    assert queries.fonds(old[OLD_ARCHIVIST], fonds).unsettled == 7


def test_minutes_are_refused_while_anything_is_open_and_each_thing_is_told(old, fonds):
    actor = old[OLD_ARCHIVIST]
    made = records.prepare(old, fonds)
    assert len(handovers.handover(actor, made).left) == 5
    with pytest.raises(RuleError):
        perform(MakeMinutes(handover=made), actor)
    perform(CheckFonds(fonds=fonds), actor)
    left = [str(one) for one in handovers.handover(actor, made).left]
    assert left[0] == "Còn 7 lỗi chưa sửa và chưa ghi ngoại lệ bằng văn bản."
    with pytest.raises(RuleError):
        perform(MakeMinutes(handover=made), actor)
    with pytest.raises(Conflict):
        perform(SignMinutes(handover=made, minutes=""), old[OLD_LEADER])
    assert Handover.objects.get(pk=made).state == "draft"


def test_both_sign_and_custody_passes_with_the_second_signature(old, fonds, handover):
    sign(old, handover, OLD_LEADER)
    page = handovers.handover(old[NEW_LEADER], handover)
    assert (page.row.state, [one.side for one in page.signatures]) == ("signing", [Side.GIVER])
    assert Fonds.objects.get(pk=fonds).custodian_id == old[OLD_ARCHIVIST].unit
    sign(old, handover, NEW_LEADER)
    row = queries.fonds(old[NEW_ARCHIVIST], fonds)
    assert (row.custodian, row.place) == (old.committees["cao-xa"], old.places["cao-xa"])
    assert {stage.key: stage.done for stage in row.stages}["handed"] == 120
    assert handovers.handover(old[NEW_LEADER], handover).row.state == "done"
    verdicts = signing.validator().check(shelf.store().get(handovers.minutes_file(old[OLD_LEADER], handover)))
    assert [verdict.good for verdict in verdicts] == [True, True]
    assert queries.may_write(old[NEW_ARCHIVIST], row)
    assert not queries.may_write(old[OLD_ARCHIVIST], queries.fonds(old[OLD_ARCHIVIST], fonds))


def test_the_order_of_signing_is_free(old, fonds, handover):
    sign(old, handover, NEW_LEADER)
    sign(old, handover, OLD_LEADER)
    assert Fonds.objects.get(pk=fonds).place_id == old.places["cao-xa"]


def test_the_print_shows_the_criteria_the_counts_and_the_seven(old, fonds, handover):
    text = paper(old[OLD_ARCHIVIST], handover)
    for words in (
        "Ba tiêu chí: khoa học, khách quan, đầy đủ",
        "Khoa học",
        "Khách quan",
        "Đầy đủ",
        "Đáp ứng",
        "Ngoài danh mục, chờ xác định giá trị",
        "giữ nguyên theo phông, chờ hội đồng xác định giá trị",
        "Hồ sơ bảo quản vĩnh viễn",
        "Hồ sơ bảo quản có thời hạn",
        "chưa đối chiếu văn bản gốc",
        "Bàn giao nguyên phông, không giữ lại hồ sơ nào",
        "Nhận đủ, sẽ chỉnh lý tiếp",
        "BÊN GIAO",
        "BÊN NHẬN",
    ):
        assert squeezed(words) in text, words
    assert squeezed("– ngoài danh mục, chờ xác định giá trị7") in text
    assert squeezed("Hồ sơ bàn giao120") in text
    for number in range(114, 121):
        assert squeezed(f"{number:03}/HS-") in text


def test_the_same_minutes_are_the_same_bytes(old, fonds, handover):
    before = handovers.minutes_file(old[OLD_ARCHIVIST], handover)
    perform(MakeMinutes(handover=handover), old[NEW_ARCHIVIST])
    with clock.fixed(clock.at(2025, 7, 4, 9)):
        perform(MakeMinutes(handover=handover), old[NEW_ARCHIVIST])
    assert handovers.minutes_file(old[OLD_ARCHIVIST], handover) == before


def test_what_was_signed_does_not_change_until_a_side_refuses(old, fonds, handover):
    actor = old[OLD_ARCHIVIST]
    sign(old, handover, OLD_LEADER)
    for command in (
        EnterFiles(fonds=fonds, files=[Line(title="Thêm")]),
        CheckFonds(fonds=fonds),
        CorrectFonds(fonds=fonds, name="Khác", reason="x"),
    ):
        with pytest.raises(Conflict):
            perform(command, actor)
    with pytest.raises(Conflict):
        perform(MakeMinutes(handover=handover), actor)
    with pytest.raises(Conflict):
        perform(WithdrawHandover(handover=handover, reason="x"), actor)
    with pytest.raises(BadInput):
        perform(RefuseSigning(handover=handover, reason=" "), old[NEW_LEADER])
    perform(RefuseSigning(handover=handover, reason="Thiếu hộp 3"), old[NEW_LEADER])
    page = handovers.handover(actor, handover)
    assert (page.row.state, page.round, page.refused_reason) == ("draft", 2, "Thiếu hộp 3")
    assert page.signatures == ()
    assert HandoverSignature.objects.filter(handover=handover).count() == 1
    perform(EnterFiles(fonds=fonds, files=[Line(title="Thêm")]), actor)


def test_after_a_refusal_the_minutes_are_made_and_signed_anew(old, fonds, handover):
    sign(old, handover, OLD_LEADER)
    perform(RefuseSigning(handover=handover, reason="Ghi thêm ý kiến"), old[NEW_LEADER])
    perform(MakeMinutes(handover=handover), old[OLD_ARCHIVIST])
    assert squeezed("Lần lập thứ 2") in paper(old[OLD_ARCHIVIST], handover)
    sign(old, handover, NEW_LEADER)
    sign(old, handover, OLD_LEADER)
    assert Fonds.objects.get(pk=fonds).place_id == old.places["cao-xa"]


def test_parts_packages_and_minutes_of_every_round_are_needed_files(old, fonds, handover):
    unsigned = handovers.minutes_file(old[OLD_LEADER], handover)
    page = handovers.handover(old[OLD_ARCHIVIST], handover)
    sign(old, handover, OLD_LEADER)
    signed = handovers.minutes_file(old[NEW_LEADER], handover)
    perform(RefuseSigning(handover=handover, reason="Ghi thêm ý kiến"), old[NEW_LEADER])
    perform(MakeMinutes(handover=handover), old[OLD_ARCHIVIST])
    again = handovers.minutes_file(old[OLD_LEADER], handover)
    part = DigitalPart.objects.values_list("sha256", flat=True)[0]
    named = {unsigned, signed, again, page.bag, part}
    assert len(named) == 5
    assert set(files_needed([*named, "0" * 64])) == named


def test_a_change_of_the_list_makes_the_minutes_stale(old, fonds, handover):
    perform(EnterFiles(fonds=fonds, files=[Line(title="Thêm")]), old[OLD_ARCHIVIST])
    assert handovers.handover(old[OLD_LEADER], handover).stale
    with pytest.raises(Conflict):
        sign(old, handover, OLD_LEADER)


def test_nobody_signs_twice_for_both_or_what_they_have_not_seen(old, fonds, handover):
    first = handovers.minutes_file(old[OLD_LEADER], handover)
    sign(old, handover, OLD_LEADER)
    with pytest.raises(Conflict):
        sign(old, handover, OLD_LEADER)
    certificates.give([old[NEW_LEADER]])
    with pytest.raises(Conflict):
        perform(SignMinutes(handover=handover, minutes=first), old[NEW_LEADER])
    with pytest.raises(Conflict):
        perform(RefuseSigning(handover=handover, reason="x"), old[OLD_LEADER])


def test_a_double_click_signs_once(old, fonds, handover):
    actor = old[OLD_LEADER]
    certificates.give([actor])
    command = SignMinutes(handover=handover, minutes=handovers.minutes_file(actor, handover))
    perform(command, actor, key="once")
    assert perform(command, actor, key="once").again
    assert HandoverSignature.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "verified"),
    [(OLD_ARCHIVIST, True), (NEW_ARCHIVIST, True), ("khoakd", True), ("ct-tra-ly", True), (OLD_LEADER, False)],
)
def test_only_the_leaders_of_the_two_sides_sign_after_a_second_factor(old, fonds, handover, username, verified):
    actor = replace(old[username], verified=verified)
    command = SignMinutes(handover=handover, minutes=Handover.objects.get(pk=handover).minutes_sha256)
    with pytest.raises(NotAllowed):
        perform(command, actor)
    assert HandoverSignature.objects.count() == 0


def test_custody_cannot_be_passed_by_hand(old, fonds, handover):
    for username in (OLD_LEADER, NEW_LEADER, OLD_ARCHIVIST):
        with pytest.raises(NotAllowed):
            perform(PassCustody(fonds=fonds, handover=handover), old[username])


def test_the_package_is_a_bag_that_the_minutes_name(old, fonds, handover):
    page = handovers.handover(old[NEW_ARCHIVIST], handover)
    assert page.bag_files == 3
    content = shelf.store().get(page.bag)
    facts = bags.validate(BytesIO(content))
    assert (facts.manifest, facts.files) == (page.manifest, 3)
    text = paper(old[NEW_ARCHIVIST], handover)
    assert page.bag in text
    assert page.manifest in text
    perform(CheckBag(handover=handover, sha256=page.bag), old[NEW_ARCHIVIST])
    assert handovers.handover(old[NEW_ARCHIVIST], handover).bag_checked_at == JULY


def test_a_part_the_store_lost_and_that_was_left_in_writing_stays_out_of_the_package(old, fonds):
    lost = DigitalPart.objects.filter(file__fonds=fonds).order_by("id").first().sha256
    kept = shelf.store().get(lost)
    shelf.store()._path(lost).unlink()
    try:
        records.settle(old, fonds)
        made = records.prepare(old, fonds)
        records.receive(old, made)
        page = handovers.handover(old[NEW_ARCHIVIST], made)
        assert page.bag_files == 2
        assert squeezed(KIND_NAMES[Kind.PART_NOT_STORED]) in paper(old[OLD_ARCHIVIST], made), "and the minutes say so"
    finally:
        shelf.store().put(kept)


def test_a_damaged_or_foreign_package_is_refused(old, fonds, handover):
    page = handovers.handover(old[NEW_ARCHIVIST], handover)
    damaged, foreign = BytesIO(), BytesIO()
    with zipfile.ZipFile(BytesIO(shelf.store().get(page.bag))) as good, zipfile.ZipFile(damaged, "w") as out:
        for name in good.namelist():
            content = good.read(name)
            out.writestr(name, b"x" + content[1:] if name.endswith(".png") else content)
    bags.write([], {}, foreign)
    for content in (damaged.getvalue(), foreign.getvalue()):
        with pytest.raises(RuleError):
            perform(CheckBag(handover=handover, sha256=shelf.store().put(content).sha256), old[NEW_ARCHIVIST])
    for content in (b"no zip", b""):
        with pytest.raises(BadInput):
            perform(CheckBag(handover=handover, sha256=shelf.store().put(content).sha256), old[NEW_ARCHIVIST])
    assert handovers.handover(old[NEW_ARCHIVIST], handover).bag_checked_at is None


def test_claims_come_after_the_handover_and_are_answered_once(old, fonds, handover):
    claim = RaiseClaim(handover=handover, number=5, kind=ClaimKind.DAMAGED, words="Rách bìa")
    with pytest.raises(Conflict):
        perform(claim, old[NEW_ARCHIVIST])
    sign(old, handover, OLD_LEADER)
    sign(old, handover, NEW_LEADER)
    with pytest.raises(NotAllowed):
        perform(claim, old[OLD_ARCHIVIST])
    raised = perform(claim, old[NEW_ARCHIVIST]).ids["claim"]
    assert handovers.handovers(old[OLD_ARCHIVIST])[0].open_claims == 1
    answer = AnswerClaim(handover=handover, claim=raised, answer="Đã rách khi đóng hộp")
    with pytest.raises(NotAllowed):
        perform(answer, old[NEW_ARCHIVIST])
    perform(answer, old[OLD_ARCHIVIST])
    (shown,) = handovers.handover(old[NEW_ARCHIVIST], handover).claims
    assert (shown.number, shown.answer) == (5, "Đã rách khi đóng hộp")
    with pytest.raises(Conflict):
        perform(AnswerClaim(handover=handover, claim=raised, answer="Khác"), old[OLD_ARCHIVIST])
    with pytest.raises(BadInput):
        perform(RaiseClaim(handover=handover, number=999, kind=ClaimKind.MISSING, words="Mất"), old[NEW_ARCHIVIST])


def judged(verdict=Verdict.MET, **other):
    return [Judgement(criterion=one, verdict=verdict, words="Lời", **other) for one in Criterion]


def test_a_criterion_not_met_or_a_difference_not_told_keeps_the_minutes_unmade(old, fonds, handover):
    actor = old[NEW_ARCHIVIST]
    told = ReceiveHandover(
        handover=handover,
        boxes_counted=6,
        sample=[Sampled(number=1, seen=Seen.RIGHT)],
        judgements=judged(Verdict.UNMET),
    )
    perform(told, actor)
    assert handovers.handover(actor, handover).row.state == "draft"
    with pytest.raises(RuleError):
        perform(MakeMinutes(handover=handover), actor)
    five = ReceiveHandover(
        handover=handover,
        boxes_counted=5,
        sample=[Sampled(number=1, seen=Seen.MISSING, words="Không thấy")],
        judgements=judged(Verdict.MOSTLY, review=date(2025, 7, 20)),
    )
    perform(five, actor)
    with pytest.raises(RuleError):
        perform(MakeMinutes(handover=handover), actor)
    perform(
        ReceiveHandover(
            **{**{name: getattr(five, name) for name in five.__struct_fields__}, "differences": "Thiếu hộp 3"}
        ),
        actor,
    )
    perform(MakeMinutes(handover=handover), actor)
    text = paper(actor, handover)
    assert squeezed("Thiếu hộp 3") in text
    assert squeezed("rà soát lại ngày 20/07/2025") in text


def test_the_receiver_alone_judges_and_of_files_that_the_list_has(old, fonds, handover):
    told = ReceiveHandover(
        handover=handover, boxes_counted=6, sample=[Sampled(number=500, seen=Seen.RIGHT)], judgements=judged()
    )
    with pytest.raises(BadInput):
        perform(told, old[NEW_ARCHIVIST])
    with pytest.raises(NotAllowed):
        perform(told, old[OLD_ARCHIVIST])
    with pytest.raises(BadInput):
        perform(ReceiveHandover(handover=handover, boxes_counted=6, sample=[], judgements=judged()), old[NEW_ARCHIVIST])


def test_what_cannot_be_handed_over_is_told(old, fonds):
    actor = old[OLD_ARCHIVIST]
    with pytest.raises(RuleError):
        perform(PrepareHandover(fonds=fonds, receiver=actor.unit), actor)
    with pytest.raises(NotFound):
        perform(PrepareHandover(fonds=fonds, receiver=old.places["cao-xa"]), actor)
    with pytest.raises(NotAllowed):
        perform(PrepareHandover(fonds=fonds, receiver=old.committees["tra-ly"]), old[NEW_ARCHIVIST])
    made = records.prepare(old, fonds)
    with pytest.raises(Conflict):
        records.prepare(old, fonds)
    perform(WithdrawHandover(handover=made, reason="Nhầm cơ quan nhận"), actor)
    records.prepare(old, fonds)
    row = queries.fonds(actor, fonds)
    perform(CorrectFonds(fonds=fonds, name=row.name, code=row.code, list=row.list, reason="Mở lại"), actor)


def test_an_exception_outlives_the_next_check_and_not_the_fault(old, fonds):
    actor = old[OLD_ARCHIVIST]
    records.settle(old, fonds)
    perform(CheckFonds(fonds=fonds), actor)
    assert queries.fault_counts(actor, fonds) == {"off_list": (0, 7)}
    perform(EnterFiles(fonds=fonds, files=[Line(title="Thiếu nhiều")]), actor)
    with pytest.raises(Conflict):
        perform(ExceptFaults(fonds=fonds, faults=[], reason="x"), actor)
    perform(CheckFonds(fonds=fonds), actor)
    counts = queries.fault_counts(actor, fonds)
    assert counts["off_list"] == (0, 7)
    assert counts["unclassified"] == (1, 0)


def test_the_whole_story_is_told_by_the_demonstration(old):
    records.fill(old)
    rows, more = queries.fonds_list(old["khoakd"])
    assert more is None
    assert [row.name for row in rows] == ["Phông UBND xã Cao Xá (thử)"]
    (other,) = queries.fonds_list(old["lt-tra-ly"])[0]
    assert other.unsettled > 0
    assert {stage.key: (stage.done, stage.whole) for stage in other.stages}["inventoried"] == (40, 80)

"""15/7/2025 at Đại Đồng: six difficulties and five proposals find their seven units, and none is lost without an answer."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.config.demo import proposals as story
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from motcua.kernel.ids import new_id
from motcua.ledger.commands import Context
from motcua.ledger.events.conclusions import AboutTold, ConclusionSigned, PersonTold, SentenceTold
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.proposals import reactions
from motcua.proposals.commands import (
    AcknowledgeAnswer,
    AnswerCommon,
    AnswerProposal,
    CorrectAnswer,
    CorrectProposal,
    FileProposal,
    LeaveCommon,
    OpenFiling,
    ReopenProposal,
    RouteProposal,
    SetRouting,
    WithdrawProposal,
)
from motcua.proposals.filing import Faulty, Item, file_list
from motcua.proposals.models import Answer, Proposal, Wait
from motcua.proposals.queries import board, commons, lists, one
from motcua.proposals.queries.lists import Asked, Show
from motcua.proposals.rules.facts import Category, Kind, Outcome, State

SEVEN = {"stc", "snv", "skhcn", "snnmt", "stp", "ca", "vp"}


def on(day, month=7, hour=9):
    return clock.fixed(clock.at(2025, month, day, hour))


def answered(proposal, words="Đã rõ, sẽ bố trí (thử).", **more):
    return AnswerProposal(proposal=proposal, **{"outcome": Outcome.ANSWERED, "words": words, **more})


def test_eleven_items_find_their_seven_units(steering, filed):
    lead = {"D1": "stc", "D3": "stc", "D4": "ca", "D5": "snv", "D6": "stc", "P1": "stc", "P4": "snv", "P5": "stc"}
    with_whom = set()
    for key, proposal in filed.items():
        page = one.page(steering["vp-pt"], proposal)
        with_whom |= {unit for unit, _ in page.units}
        if key in lead:
            assert page.units[0][0] == steering[f"{lead[key]}-pt"].unit
    assert with_whom == {steering[f"{prefix}-pt"].unit for prefix in SEVEN}
    training = one.page(steering["stp-pt"], filed["P4"])
    assert [unit for unit, _ in training.units] == [steering[f"{who}-pt"].unit for who in ("snv", "snnmt", "stp")]


def test_the_list_keeps_its_order_and_says_what_came_later(steering, filed):
    chair = steering["ct-dai-dong"]
    filing = one.page(chair, filed["D1"]).filing
    with on(21):
        later = FileProposal(
            filing=filing.id, kind=Kind.DIFFICULTY, category=Category.LAND, statement="Hồ sơ đất đai nhiều."
        )
        perform(later, chair)
        page = one.filing(chair, filing.id)
    assert page.filing.listed_open
    assert [row.ordinal for row in page.items] == list(range(1, 13))
    assert [row.id for row in page.items[:11]] == list(filed.values())
    assert [(row.later, row.filed_on) for row in page.items[10:]] == [
        (False, date(2025, 7, 15)),
        (True, date(2025, 7, 21)),
    ]
    assert page.items[11].lead == steering["snnmt-pt"].unit


def test_on_30_7_the_unanswered_stand_with_their_age(steering, filed):
    with on(15, hour=11):
        story.tell_answers(steering, filed)
    with on(1, month=8):
        perform(answered(filed["D5"]), steering["snv-pt"])
        rows, more = lists.listed(steering["vp-pt"], Asked(on=date(2025, 7, 30)))
        told = {row.id: (row.days, row.working, row.lies_days) for row in rows}
        waiting = {filed[key] for key in ("D1", "D2", "D3", "D5", "D6", "P3", "P4", "P5")}
        assert told == dict.fromkeys(waiting, (15, 11, 15))
        assert not more
        today = {row.id for row in lists.listed(steering["vp-pt"], Asked())[0]}
        assert today == waiting - {filed["D5"]}
        then = board.board(steering["vp-pt"], date(2025, 7, 30))
        assert (then.waiting, then.whole, then.answered) == (8, 11, 3)
        assert {band.key: count for band, count in then.bands if count} == {"11-20": 8}
        assert board.board(steering["vp-pt"]).waiting == 7
        assert board.board(steering["vp-pt"], date(2025, 7, 14)).whole == 0


@pytest.mark.parametrize("words", ["", "   ", "…", "- . -"])
@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.REFUSED])
def test_nothing_closes_without_words(steering, filed, words, outcome):
    before = Entry.objects.count()
    with pytest.raises(BadInput) as refused:
        perform(answered(filed["P3"], words, outcome=outcome), steering["stc-pt"])
    assert refused.value.field == "words"
    assert Entry.objects.count() == before
    assert Proposal.objects.get(pk=filed["P3"]).open


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": Outcome.ACCEPTED}, "promised_by"),
        ({"outcome": Outcome.ACCEPTED, "promised_by": date(2025, 7, 14)}, "promised_by"),
        ({"outcome": Outcome.REFUSED, "promised_by": date(2025, 8, 1)}, "promised_by"),
        ({"outcome": Outcome.PARTIAL}, "open_part"),
        ({"outcome": Outcome.ANSWERED, "open_part": "Còn phụ cấp"}, "open_part"),
        ({"outcome": Outcome.FORWARDED}, "forwarded_to"),
        ({"outcome": Outcome.ANSWERED, "forwarded_to": "Bộ Nội vụ"}, "forwarded_to"),
    ],
)
def test_an_answer_has_what_its_kind_needs(steering, filed, more, field):
    with pytest.raises(BadInput) as refused:
        perform(answered(filed["P3"], **more), steering["stc-pt"])
    assert refused.value.field == field
    assert not Answer.objects.filter(proposal=filed["P3"]).exists()


def test_what_is_sent_on_ages_until_somebody_answers(steering, filed):
    proposal = filed["D5"]
    with on(17):
        sent = answered(
            proposal, "Vượt thẩm quyền của tỉnh (thử).", outcome=Outcome.FORWARDED, forwarded_to="Bộ Nội vụ"
        )
        perform(sent, steering["snv-pt"])
    with on(24):
        row = one.page(steering["ct-dai-dong"], proposal).row
        assert (row.state, row.open, row.lead, row.forwarded_to) == (State.FORWARDED, True, None, "Bộ Nội vụ")
        assert (row.days, row.lies_days, row.lies_working) == (9, 7, 5)
        perform(answered(proposal, "Bộ trả lời: chờ nghị định (thử)."), steering["snv-pt"])
        assert not Proposal.objects.get(pk=proposal).open
    assert list(Wait.objects.filter(proposal=proposal).order_by("ordinal").values_list("since", "until")) == [
        (date(2025, 7, 15), date(2025, 7, 17)),
        (date(2025, 7, 17), date(2025, 7, 24)),
    ]


def test_a_part_that_is_open_waits_and_the_way_may_change_with_a_reason(steering, filed):
    proposal, office = filed["P2"], steering["vp-pt"]
    perform(answered(proposal, outcome=Outcome.PARTIAL, open_part="Hạ tầng mạng"), steering["stc-pt"])
    with on(18):
        move = RouteProposal(proposal=proposal, units=[steering["skhcn-pt"].unit], reason="Phần mạng")
        perform(move, office)
        with pytest.raises(Conflict):
            perform(move, office)
        row = one.page(office, proposal).row
        assert (row.state, row.lead, row.lies_since) == (State.PARTIAL, steering["skhcn-pt"].unit, date(2025, 7, 18))
        with pytest.raises(NotAllowed):
            perform(answered(proposal), steering["stc-pt"])
        perform(answered(proposal), steering["skhcn-pt"])


def test_the_commune_says_that_an_answer_does_not_answer(steering, filed):
    proposal, chair = filed["P3"], steering["ct-dai-dong"]
    perform(answered(proposal), steering["stc-pt"])
    with pytest.raises(BadInput):
        perform(AcknowledgeAnswer(proposal=proposal, satisfied=False), chair)
    perform(AcknowledgeAnswer(proposal=proposal, satisfied=False, words="Chưa nói diện tích"), chair)
    assert lists.counts(steering["vp-pt"], Asked())[Show.UNSATISFIED] == 1
    with on(16):
        perform(ReopenProposal(proposal=proposal, reason="Chưa nói diện tích"), chair)
        row = one.page(chair, proposal).row
        assert (row.state, row.lead, row.reopened) == (State.WAITING, steering["stc-pt"].unit, 1)
        perform(answered(proposal, "Mở rộng thêm 60 m² (thử)."), steering["stc-pt"])
        perform(AcknowledgeAnswer(proposal=proposal, satisfied=True), chair)
    for other in ("gd-xuan-lung", "stc-pt", "vp-pt"):
        with pytest.raises(NotAllowed):
            perform(ReopenProposal(proposal=proposal, reason="x"), steering[other])


def test_an_answer_is_corrected_with_its_trace(steering, filed):
    proposal, police = filed["D4"], steering["ca-pt"]
    day = date(2025, 7, 25)
    perform(answered(proposal, outcome=Outcome.ACCEPTED, promised_by=day), police)
    answer = Answer.objects.get(proposal=proposal)
    with pytest.raises(BadInput):
        perform(CorrectAnswer(proposal=proposal, answer=answer.id, words="Khác", reason="x"), police)
    late = CorrectAnswer(
        proposal=proposal,
        answer=answer.id,
        words="Trả ngày 28/7 (thử).",
        promised_by=date(2025, 7, 28),
        reason="Nhầm ngày",
    )
    perform(late, police)
    page = one.page(police, proposal)
    assert (page.answers[0].words, page.row.promised_by) == ("Trả ngày 28/7 (thử).", date(2025, 7, 28))
    assert [line.words for line in page.history[:2]] == ["Trả ngày 28/7 (thử).", "Đã rõ, sẽ bố trí (thử)."]


def test_what_was_taken_back_waits_for_nobody_and_is_no_answer(steering, filed):
    chair = steering["ct-dai-dong"]
    with pytest.raises(BadInput):
        perform(WithdrawProposal(proposal=filed["P5"], reason=" "), chair)
    perform(WithdrawProposal(proposal=filed["P5"], reason="Đã làm"), chair)
    with pytest.raises(Conflict):
        perform(answered(filed["P5"]), steering["stc-pt"])
    with pytest.raises(Conflict):
        perform(ReopenProposal(proposal=filed["P5"], reason="x"), chair)
    found = board.board(steering["vp-pt"])
    assert (found.waiting, found.whole) == (10, 10)


def test_the_commune_corrects_its_words_while_they_wait(steering, filed):
    chair = steering["ct-dai-dong"]
    change = CorrectProposal(
        proposal=filed["P1"], category=Category.MONEY, statement="Hỗ trợ 5 tỷ đồng sửa trụ sở.", cost=5_000_000_000,
        cost_basis="Khái toán lại (thử)", difficulties=[filed["D2"]], reason="Khái toán lại",
    )  # fmt: skip
    perform(change, chair)
    page = one.page(steering["stc-pt"], filed["P1"])
    assert (page.row.cost, [row.id for row in page.difficulties]) == (5_000_000_000, [filed["D2"]])
    assert [row.id for row in one.page(chair, filed["D2"]).proposed] == [filed["P1"]]


@pytest.mark.parametrize(
    ("item", "place", "field"),
    [
        (Item(kind=Kind.PROPOSAL, category=Category.MONEY, statement="Hỗ trợ", cost=5), 2, "cost_basis"),
        (Item(kind=Kind.DIFFICULTY, category=Category.MONEY, statement=" … "), 2, "statement"),
        (Item(kind=Kind.PROPOSAL, category=Category.MONEY, statement="Hỗ trợ", answers=[3]), 2, "answers"),
        (Item(kind=Kind.DIFFICULTY, category=Category.MONEY, statement="Hỗ trợ", answers=[1]), 2, "difficulties"),
    ],
)
def test_a_list_is_filed_whole_or_not_at_all(steering, item, place, field):
    good = Item(kind=Kind.DIFFICULTY, category=Category.MONEY, statement="Thiếu kinh phí")
    before, noted = Entry.objects.count(), Access.objects.count()
    with pytest.raises(Faulty) as refused:
        file_list(OpenFiling(title="Thử", first=2), [good, item], steering["ct-dai-dong"], "k")
    assert (refused.value.place, refused.value.field) == (place, field)
    assert Entry.objects.count() == before
    assert Access.objects.count() == noted + 1


def test_the_same_list_sent_twice_is_filed_once(steering):
    items = [Item(kind=Kind.DIFFICULTY, category=Category.MONEY, statement="Thiếu kinh phí")]
    opening = OpenFiling(title="Thử", first=1)
    first = file_list(opening, items, steering["gd-dai-dong"], "k")
    assert file_list(opening, items, steering["gd-dai-dong"], "k") == first
    assert Proposal.objects.count() == 1


def test_a_steering_office_says_where_a_category_goes(steering, filed):
    home, chair = steering["snv-pt"].unit, steering["ct-dai-dong"]
    perform(SetRouting(category=Category.MONEY, units=[home], reason="Phân công lại (thử)"), steering["vp-pt"])
    items = [Item(kind=Kind.PROPOSAL, category=Category.MONEY, statement="Thêm kinh phí")]
    _, (new,) = file_list(OpenFiling(title="Thử", first=1), items, chair, "k")
    assert one.page(chair, new).row.lead == home
    assert one.page(chair, filed["P1"]).row.lead == steering["stc-pt"].unit
    perform(SetRouting(category=Category.MONEY, reason="Như cũ"), steering["vp-pt"])
    _, (newer,) = file_list(OpenFiling(title="Thử", first=1), items, chair, "k2")
    assert one.page(chair, newer).row.lead == steering["stc-pt"].unit


def test_where_a_province_has_no_such_unit_its_office_follows_up(steering):
    items = [Item(kind=Kind.DIFFICULTY, category=Category.SEAL, statement="Con dấu chậm")]
    _, (new,) = file_list(OpenFiling(title="Thử", first=1), items, steering["gd-tra-ly"], "k")
    assert one.page(steering["hungnq"], new).row.lead == steering["vp-hy"].unit


def test_two_communes_with_one_difficulty_get_one_answer(steering, filed):
    office, finance = steering["vp-pt"], steering["stc-pt"]
    more = story.tell_second(steering)
    found = commons.page(office, more["common"])
    assert {filed["D1"], more["second"]} <= {near.row.id for near in found.alike}
    assert any({filed["D1"], more["second"]} <= {row.id for row in group} for _, group in commons.suggested(office))
    story.gather(steering, more["common"], (filed["D1"], more["second"], filed["P3"]))
    perform(LeaveCommon(proposal=filed["P3"], reason="Việc khác"), office)
    found = commons.page(office, more["common"])
    assert (found.row.members, found.row.communes, found.row.waiting) == (2, 2, 2)
    assert {mark.place for mark in found.marks} == {steering.places["dai-dong"], steering.places["xuan-lung"]}
    words = "Bố trí lại trụ sở trong quý IV (thử)."
    refused = AnswerCommon(common=more["common"], outcome=Outcome.PARTIAL, words=words)
    with pytest.raises(BadInput):
        perform(refused, finance)
    with pytest.raises(NotAllowed):
        perform(AnswerCommon(common=more["common"], outcome=Outcome.ANSWERED, words=words), steering["snv-pt"])
    perform(AnswerCommon(common=more["common"], outcome=Outcome.ANSWERED, words=words), finance)
    for member, who in ((filed["D1"], "ct-dai-dong"), (more["second"], "gd-xuan-lung")):
        page = one.page(steering[who], member)
        assert (page.row.state, page.answers[0].words, page.answers[0].common) == (
            State.ANSWERED,
            words,
            more["common"],
        )
        assert page.answers[0].unit_name == finance.unit_name
    assert Proposal.objects.get(pk=filed["P3"]).open


def signed(leader, conclusion, about):
    """Return the event of a signed conclusion with one sentence that speaks of these things."""
    sentence = SentenceTold(id=new_id(), kind="answer", words="Ưu tiên mua sắm cho Trung tâm.", about=about)
    return ConclusionSigned(
        conclusion=conclusion,
        issuer=leader.unit,
        place=leader.unit,
        title="Kết luận",
        genre="leader",
        spoken_on=clock.today(),
        speaker=PersonTold(name=leader.name),
        places=[],
        occasion=None,
        sentences=[sentence],
        way="system",
        signer_name=leader.name,
        signer_title="",
        signed_on=clock.today(),
        file="",
        serial="",
        trial=True,
    )


def test_a_conclusion_answers_what_it_names_and_no_more(steering, filed):
    leader, conclusion = steering["liemqt"], new_id()
    perform(answered(filed["P1"]), leader)
    named = [AboutTold(kind="proposal", id=id_, words="x") for id_ in (filed["P1"], filed["P2"], new_id())]
    other = AboutTold(kind="works", id=filed["P3"], words="x")
    reactions.answer_named(signed(leader, conclusion, [*named, other]), Context(leader, clock.now(), new_id()))
    assert Proposal.objects.get(pk=filed["P3"]).open
    answer = Answer.objects.get(proposal=filed["P2"])
    assert (answer.conclusion, answer.unit_name) == (conclusion, leader.unit_name)
    with pytest.raises(Conflict):
        perform(CorrectAnswer(proposal=filed["P2"], answer=answer.id, words="x", reason="x"), leader)


def test_those_it_does_not_concern_neither_answer_nor_move_it(steering, filed):
    before = Entry.objects.count()
    for who in ("snv-pt", "ct-dai-dong", "gd-xuan-lung", "vp-hy", "kt1-pt"):
        with pytest.raises((NotAllowed, NotFound)):
            perform(answered(filed["P1"]), steering[who])
    for who in ("stc-pt", "ct-dai-dong", "vp-hy", "hungnq"):
        with pytest.raises(NotAllowed):
            perform(RouteProposal(proposal=filed["P1"], units=[steering["snv-pt"].unit], reason="x"), steering[who])
    assert Entry.objects.count() == before


def test_only_communes_file_and_each_on_its_own_list(steering, filed):
    filing = one.page(steering["vp-pt"], filed["D1"]).filing.id
    item = FileProposal(filing=filing, kind=Kind.DIFFICULTY, category=Category.LAND, statement="Thử")
    before = Entry.objects.count()
    for who in ("gd-xuan-lung", "stc-pt", "vp-pt", "tn-dai-dong"):
        with pytest.raises(NotAllowed):
            perform(item, steering[who])
    for who in ("stc-pt", "liemqt", "tn-dai-dong"):
        with pytest.raises(NotAllowed):
            perform(OpenFiling(title="Thử", first=1), steering[who])
    assert Entry.objects.count() == before

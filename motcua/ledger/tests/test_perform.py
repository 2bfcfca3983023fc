"""The write path: once for its key, wholly or not at all, and only by who may."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.errors import Conflict, NotAllowed, NotFound, RuleError
from motcua.kernel.ids import new_id
from motcua.ledger import events
from motcua.ledger.models import Access, Entry, PrivatePart
from motcua.ledger.perform import available, perform, react_now
from motcua.ledger.tests.toyroom import Box, BoxMade, BoxPainted, MakeBox, PaintBox

pytestmark = pytest.mark.django_db


def test_a_command_leaves_one_entry_chained_to_the_one_before(maker):
    made = perform(MakeBox(colour="đỏ"), maker)
    painted = perform(PaintBox(box=made.target, colour="xanh"), maker)
    first, second = Entry.objects.filter(stream_id=made.target).order_by("version")
    box = Box.objects.get(pk=made.target)
    assert (first.event, second.event) == (BoxMade.NAME, BoxPainted.NAME)
    assert bytes(second.prev) == bytes(first.hash)
    assert (box.version, bytes(box.head), box.colour) == (2, bytes(second.hash), "xanh")
    assert painted.version == 2
    assert made.ids == {"number": box.number}


def test_the_same_key_answers_again_and_does_nothing_twice(maker):
    first = perform(MakeBox(colour="đỏ"), maker, key="k1")
    again = perform(MakeBox(colour="đỏ"), maker, key="k1")
    assert again.again
    assert (again.entry, again.target, again.ids) == (first.entry, first.target, first.ids)
    assert Box.objects.count() == 1


def test_the_number_taken_by_a_repeat_is_given_back(maker):
    perform(MakeBox(colour="đỏ"), maker, key="k1")
    perform(MakeBox(colour="đỏ"), maker, key="k1")
    assert perform(MakeBox(colour="đỏ"), maker).ids["number"] == 2


def test_the_same_key_with_other_content_is_a_conflict(maker):
    perform(MakeBox(colour="đỏ"), maker, key="k1")
    with pytest.raises(Conflict):
        perform(MakeBox(colour="xanh"), maker, key="k1")
    assert Box.objects.count() == 1


def test_two_people_may_use_the_same_key(maker, stranger):
    other = stranger.__class__(account=stranger.account, name="", powers=maker.powers)
    perform(MakeBox(colour="đỏ"), maker, key="k1")
    perform(MakeBox(colour="xanh"), other, key="k1")
    assert Box.objects.count() == 2


def test_a_repeat_after_the_state_moved_on_still_gets_the_first_answer(maker):
    made = perform(MakeBox(colour="đỏ"), maker)
    first = perform(PaintBox(box=made.target, colour="xanh"), maker, key="k2")
    Box.objects.filter(pk=made.target).update(closed=True)
    assert perform(PaintBox(box=made.target, colour="xanh"), maker, key="k2").entry == first.entry


@pytest.mark.parametrize(
    ("colour", "error"),
    [("trong suốt", RuleError)],
)
def test_a_refused_rule_changes_nothing_and_is_one_line_in_the_access_log(maker, colour, error):
    with pytest.raises(error):
        perform(MakeBox(colour=colour), maker)
    assert (Box.objects.count(), Entry.objects.count()) == (0, 0)
    assert Access.objects.get().outcome == "refused"


def test_who_may_not_is_refused_before_anything_happens(maker, stranger):
    made = perform(MakeBox(colour="đỏ"), maker)
    with pytest.raises(NotAllowed):
        perform(PaintBox(box=made.target, colour="xanh"), stranger)
    assert Box.objects.get().colour == "đỏ"
    assert Entry.objects.count() == 1
    row = Access.objects.get()
    assert (row.outcome, row.subject_id, row.account_id) == ("refused", made.target, stranger.account)


def test_what_does_not_exist_is_not_found(maker):
    with pytest.raises(NotFound):
        perform(PaintBox(box=new_id(), colour="xanh"), maker)


def test_work_on_an_outdated_view_is_refused(maker):
    made = perform(MakeBox(colour="đỏ"), maker)
    perform(PaintBox(box=made.target, colour="xanh", seen=1), maker)
    with pytest.raises(Conflict):
        perform(PaintBox(box=made.target, colour="vàng", seen=1), maker)


def test_personal_data_lie_apart_and_the_entry_keeps_only_their_digest(maker):
    owner = new_id()
    made = perform(MakeBox(colour="đỏ", owner=owner, owner_name="Công dân Thử Một"), maker)
    entry = Entry.objects.get(stream_id=made.target)
    part = PrivatePart.objects.get(entry=entry)
    assert "Công dân" not in entry.payload
    assert "Công dân Thử Một" in part.payload
    assert part.subject_id == owner
    assert len(entry.private_digests) == 32


def test_available_tells_what_may_be_done_and_why_not(maker, stranger):
    made = perform(MakeBox(colour="đỏ"), maker)
    box = Box.objects.get(pk=made.target)
    assert [(offer.command, offer.refusal) for offer in available(box, maker)] == [(PaintBox, None)]
    assert available(box, stranger) == []
    box.closed = True
    (offer,) = available(box, maker)
    assert str(offer.refusal) == f"Hộp {box.number} đã đóng."


def test_a_reaction_now_fails_together_with_its_act(maker, monkeypatch):
    def refuse(event, context):
        raise RuleError("Không.")

    monkeypatch.setattr("motcua.ledger.perform._reactions", {})
    react_now(BoxMade, refuse)
    with pytest.raises(RuleError):
        perform(MakeBox(colour="đỏ"), maker)
    assert (Box.objects.count(), Entry.objects.count()) == (0, 0)


@given(colour=st.text(max_size=30), owner=st.none() | st.uuids(), owner_name=st.text(max_size=30))
def test_an_event_survives_being_split_and_joined(colour, owner, owner_name):
    event = BoxMade(number=1, colour=colour, owner=owner, owner_name=owner_name if owner else "")
    payload, private = events.split(event)
    assert events.join(BoxMade.NAME, payload, [text for _, text in private]) == event
    if event.owner_name:
        assert events.join(BoxMade.NAME, payload, []).owner_name == ""


def test_personal_data_of_nobody_are_not_written_because_nobody_could_erase_them(maker):
    with pytest.raises(TypeError, match="owner names nobody"):
        perform(MakeBox(colour="đỏ", owner_name="Công dân Thử Một"), maker)
    assert (Box.objects.count(), Entry.objects.count(), PrivatePart.objects.count()) == (0, 0, 0)


def test_whoever_writes_second_what_there_may_be_one_of_is_told_and_changes_nothing(maker):
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNIQUE INDEX one_of_a_colour ON toy_box (colour)")
    perform(MakeBox(colour="đỏ"), maker)
    before = Entry.objects.count()
    with pytest.raises(Conflict, match="ghi trùng"):
        perform(MakeBox(colour="đỏ"), maker)
    assert (Box.objects.count(), Entry.objects.count()) == (1, before)
    assert Access.objects.filter(outcome="refused").count() == 1

"""Real and trial never mix: the one write path refuses it, whatever a room's own rules say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from motcua.kernel.errors import NotAllowed
from motcua.ledger import commands
from motcua.ledger.actor import Realm
from motcua.ledger.commands import Done
from motcua.ledger.models import Entry
from motcua.ledger.perform import available, perform
from motcua.ledger.tests.toyroom import Box, BoxMade, MakeBox, PaintBox

pytestmark = pytest.mark.django_db


@pytest.fixture
def trier(maker):
    """The maker, acting in the trial realm."""
    return replace(maker, realm=Realm.TRIAL)


def test_a_thing_of_one_realm_is_not_touched_from_the_other(maker, trier):
    real = perform(MakeBox(colour="đỏ"), maker).target
    with pytest.raises(NotAllowed, match="chế độ thử"):
        perform(PaintBox(box=real, colour="xanh"), trier)
    Box.objects.filter(pk=real).update(realm="trial")
    with pytest.raises(NotAllowed, match="thuộc chế độ thử"):
        perform(PaintBox(box=real, colour="xanh"), maker)
    assert Box.objects.get(pk=real).colour == "đỏ"
    assert Entry.objects.filter(stream_id=real).count() == 1


def test_nothing_is_born_in_the_other_realm_even_by_a_handler_that_forgot_whose_it_is(trier, monkeypatch):
    def forgetful(command, context):
        return Done(BoxMade(number=1, colour=command.colour), Box(number=1, colour=command.colour))

    monkeypatch.setitem(commands._acts, MakeBox, replace(commands.act_of(MakeBox), handle=forgetful))
    with pytest.raises(NotAllowed):
        perform(MakeBox(colour="đỏ"), trier)
    assert not Box.objects.exists()
    assert not Entry.objects.exists()


def test_what_both_realms_stand_on_is_changed_in_earnest_alone(maker, trier, monkeypatch):
    monkeypatch.setattr(Box, "COMMON", True)
    box = perform(MakeBox(colour="đỏ"), maker).target
    for command in (MakeBox(colour="xanh"), PaintBox(box=box, colour="xanh")):
        with pytest.raises(NotAllowed):
            perform(command, trier)
    assert (Box.objects.count(), Entry.objects.filter(stream_id=box).count()) == (1, 1)


def test_no_button_is_offered_across_realms(maker, trier):
    box = Box.objects.get(pk=perform(MakeBox(colour="đỏ"), maker).target)
    assert available(box, maker)
    assert available(box, trier) == []

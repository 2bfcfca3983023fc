"""What the books refuse from the rooms themselves."""

from __future__ import annotations

from typing import Literal

import pytest

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger import commands
from motcua.ledger.commands import Command, Done, act
from motcua.ledger.events import Event
from motcua.ledger.models import Entry
from motcua.ledger.perform import KEY_LENGTH, perform
from motcua.ledger.tests.toyroom import Box, MakeBox, make_box

pytestmark = pytest.mark.django_db


class Astray(Command, frozen=True, kw_only=True):
    pass


@pytest.fixture(autouse=True)
def own_acts(monkeypatch):
    monkeypatch.setattr(commands, "_acts", dict(commands._acts))


def test_an_event_of_another_stream_is_refused(maker):
    class Strayed(Event, frozen=True, kw_only=True):
        """Something happened elsewhere."""

        STREAM = "elsewhere"

    @act(Astray, on=Box, verb=N_("Đi lạc"), may=lambda actor, command: None)
    def stray(command, context):
        return Done(Strayed(), Box(number=1))

    with pytest.raises(TypeError, match="elsewhere"):
        perform(Astray(), maker)
    assert (Box.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_value_that_was_not_offered_is_refused_in_words_of_people():
    class Painted(Command, frozen=True, kw_only=True):
        colour: Literal["đỏ", "lục"]

    with pytest.raises(BadInput) as refused:
        Painted(colour="receiver").check()
    assert str(refused.value) == "Giá trị gửi lên không có trong các lựa chọn."
    assert refused.value.field == "colour"


def test_a_command_has_one_handler():
    with pytest.raises(TypeError, match="two handlers"):
        act(MakeBox, on=Box, verb=N_("Làm hộp"), may=lambda actor, command: None)(make_box)


def test_two_events_cannot_share_a_name():
    with pytest.raises(TypeError, match="two events"):

        class Double(Event, frozen=True, kw_only=True):
            """Has a name already."""

            NAME = "toy.box_made"


def test_a_key_has_a_length_the_books_can_keep(maker):
    perform(MakeBox(colour="đỏ"), maker, key="k" * KEY_LENGTH)
    with pytest.raises(BadInput):
        perform(MakeBox(colour="đỏ"), maker, key="k" * (KEY_LENGTH + 1))

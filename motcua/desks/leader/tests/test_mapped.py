"""The map's geometry: north up, to one scale, inside its frame, nobody hidden under another."""

from __future__ import annotations

import math
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.leader.mapped import HEIGHT_MOST, NEAR, WIDTH, draw
from motcua.readiness.queries.boards import Mark

PLACES = st.tuples(st.floats(8.5, 23.3), st.floats(102.2, 109.4))


def mark(at):
    return Mark(uuid4(), None, "X", None, works=False, seen=False, at=at, rings=())


@given(st.lists(st.one_of(st.none(), PLACES), max_size=30))
def test_every_centre_is_on_the_map_or_a_tile_and_inside_the_frame(places):
    drawn = draw([mark(at) for at in places])
    assert len(drawn.points) + len(drawn.tiles) == len(places)
    assert drawn.height <= HEIGHT_MOST + 1
    for point in drawn.points:
        assert 0 <= point.x <= WIDTH
        assert 0 <= point.y <= max(drawn.height, 1) + 1e-6


def test_north_is_up_and_east_is_right():
    north, south = draw([mark((21.0, 106.0)), mark((20.0, 107.0))]).points
    assert north.y < south.y
    assert north.x < south.x


def test_two_at_one_place_are_both_seen():
    first, second = draw([mark((20.4, 106.3)), mark((20.4, 106.3))]).points
    assert math.dist((first.x, first.y), (second.x, second.y)) >= NEAR - 0.2


def test_nobody_placed_gives_tiles_alone():
    drawn = draw([mark(None)])
    assert (drawn.points, len(drawn.tiles), drawn.height) == ((), 1, 0.0)

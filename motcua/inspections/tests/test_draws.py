"""Draws through perform: bound before, told after, done again by anybody; who was visited lately is left out."""

from __future__ import annotations

import pytest

from motcua.inspections import queries
from motcua.inspections.commands import BeginStop, CommitDraw, HoldDraw, ReadyCampaign
from motcua.inspections.models import Draw
from motcua.inspections.rules import draw as draw_rules
from motcua.inspections.rules.campaigns import Kind, Part
from motcua.inspections.tests.conftest import JULY, at
from motcua.kernel.errors import BadInput, Conflict, MotcuaError, RuleError
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform


def test_a_draw_is_bound_before_and_told_after_and_another_needs_a_reason(planning):
    world, liem = planning.world, planning.world["liemqt"]
    campaign = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    planning.person(campaign, "liemqt", Part.LEADER)
    keys = ("dai-dong", "xuan-lung", "cao-xa", "phung-nguyen")
    pool = [world.places[key] for key in keys]
    wrong = CommitDraw(campaign=campaign, pool=[*pool, world.places["tra-ly"]], count=1)
    for command in (wrong, CommitDraw(campaign=campaign, pool=pool, count=5)):
        with pytest.raises(MotcuaError):
            perform(command, liem)
    command = CommitDraw(campaign=campaign, pool=pool, count=2)
    done = perform(command, liem, key="một")
    assert perform(command, liem, key="một").ids == done.ids
    draw = Draw.objects.get(pk=done.ids["draw"])
    payload = Entry.objects.get(event="inspections.draw_committed").payload
    assert draw.seed_hash in payload
    assert draw.seed not in payload
    assert queries.page(liem, campaign).draws[0].seed == ""
    with pytest.raises(Conflict):
        planning.stop(campaign, "dai-dong")
    perform(HoldDraw(campaign=campaign, draw=draw.pk), liem)
    (held,) = queries.page(liem, campaign).draws
    again = draw_rules.drawn(held.seed, [unit for unit, _ in held.pool], held.count)
    assert (draw_rules.committed(held.seed), again) == (held.seed_hash, tuple(unit for unit, _ in held.drawn))
    with pytest.raises(Conflict):
        perform(HoldDraw(campaign=campaign, draw=draw.pk), liem)
    with pytest.raises(BadInput):
        perform(CommitDraw(campaign=campaign, pool=pool, count=2), liem)
    perform(CommitDraw(campaign=campaign, pool=pool, count=1, reason="Một xã đang có bão"), liem)
    assert [one.number for one in queries.page(liem, campaign).draws] == [1, 2]


def test_who_was_visited_lately_is_left_out_and_only_the_drawn_are_visited(made, planning):
    campaign, stop = made
    world, liem = planning.world, planning.world["liemqt"]
    perform(ReadyCampaign(campaign=campaign), liem)
    with at(JULY):
        perform(BeginStop(stop=stop), liem)
        sudden = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
        planning.person(sudden, "kt2-pt", Part.LEADER)
        pool = [world.places[key] for key in ("dai-dong", "xuan-lung")]
        drawn = perform(CommitDraw(campaign=sudden, pool=pool, count=1, days=30), liem).ids["draw"]
        perform(HoldDraw(campaign=sudden, draw=drawn), liem)
        (row,) = queries.page(liem, sudden).draws
        assert [unit for unit, _ in row.left_out] == [world.places["dai-dong"]]
        assert [unit for unit, _ in row.drawn] == [world.places["xuan-lung"]]
        with pytest.raises(RuleError):
            planning.stop(sudden, "cao-xa")
        planning.stop(sudden, "xuan-lung")


@pytest.mark.altered
def test_a_seed_that_was_exchanged_draws_nothing(planning):
    liem = planning.world["liemqt"]
    campaign = planning.campaign("Đột xuất", announced=False, kind=Kind.SUDDEN)
    draw = perform(CommitDraw(campaign=campaign, pool=[planning.world.places["dai-dong"]], count=1), liem).ids["draw"]
    Draw.objects.filter(pk=draw).update(seed="ab" * 32)
    with pytest.raises(Conflict, match="không khớp"):
        perform(HoldDraw(campaign=campaign, draw=draw), liem)

"""What a scope lists and counts through its kept statement is what its condition says, for everybody and at any time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.dossiers import lists, scopes
from motcua.dossiers.commands import CompleteStep, SuspendDossier
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform

pytestmark = pytest.mark.django_db

WHO = ("tiepnhan", "thuly", "lanhdao", "giamdoc", "vanthu")


@pytest.fixture
def busy(town: Any) -> Any:
    """The town with dossiers at several steps, one of them with its result."""
    ids = [town.accept("1.001193", citizen=number % 3) for number in range(4)]
    perform(CompleteStep(dossier=ids[0], opinion="Đủ"), town["thuly"])
    town.make_ready(ids[1])
    return town


def same(actor: Actor, scope: str) -> list[UUID]:
    """Return what ``scope`` lists, having seen that its page and its count agree with the condition."""
    wanted = [row.id for row in scopes.in_order(scope, scopes.within(actor, scope))]
    assert [row.id for row in lists.worklist(actor, scope).rows] == wanted
    assert scopes.counts(actor, [scope]) == {scope: len(wanted)}
    assert scopes.counts(actor, [scope], most=1) == {scope: min(len(wanted), 1)}
    return wanted


@pytest.mark.parametrize("who", WHO)
def test_list_and_count_are_what_the_scope_says(busy: Any, who: str) -> None:
    found = [id_ for scope in scopes.SCOPES for id_ in same(busy[who], scope)]
    assert found or who == "vanthu"


def test_list_and_count_follow_the_clock_and_every_act(busy: Any) -> None:
    director, worker = busy["giamdoc"], busy["thuly"]
    assert same(director, "qua-han") == []
    today = same(busy["tiepnhan"], "da-nhan")
    with clock.fixed(clock.now() + timedelta(days=90)):
        assert set(same(director, "qua-han")) < set(today)
        assert len(same(director, "qua-han")) == 3
        assert same(busy["tiepnhan"], "da-nhan") == []
    before = same(worker, "don-vi")
    busy.make_ready(before[-1])
    assert same(worker, "don-vi") == before[:-1]


def test_who_may_no_longer_finds_nothing_or_is_refused(busy: Any) -> None:
    worker = busy["thuly"]
    assert same(worker, "don-vi")
    idle = replace(worker, powers=frozenset({"dossier.read"}))
    assert same(idle, "don-vi") == []
    assert same(replace(worker, unit=None, units=frozenset()), "don-vi") == []
    assert same(replace(worker, official=None), "viec-cua-toi") == []
    nobody = replace(worker, powers=frozenset())
    for ask in (lambda: lists.worklist(nobody, "don-vi"), lambda: scopes.counts(nobody, ["don-vi"])):
        with pytest.raises(NotAllowed):
            ask()


def test_scope_that_is_none_is_refused(busy: Any) -> None:
    with pytest.raises(BadInput):
        lists.worklist(busy["thuly"], "khong-co")


def test_an_apology_is_asked_for_no_dossier_that_waits(town: Any) -> None:
    director, dossier = town["giamdoc"], town.accept("1.004873")
    with clock.fixed(clock.at(2025, 7, 17, 8)):
        assert same(director, "xin-loi") == [dossier]
        perform(SuspendDossier(dossier=dossier, ground="Điều luật thử", reason="Chờ xác minh"), director)
        assert same(director, "xin-loi") == []

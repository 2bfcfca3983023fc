"""The permission matrix: every command of the office by every role, near and far, and nothing happens on refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from motcua.kernel.errors import MotcuaError, NotAllowed
from motcua.kernel.worktime import Kind
from motcua.ledger.actor import anonymous
from motcua.ledger.commands import Command, acts
from motcua.ledger.models import Access, Entry
from motcua.ledger.perform import perform
from motcua.office import commands as c
from motcua.office.commands import PostGiven, load_calendars
from motcua.office.models import Device, MarkOrder, Post
from motcua.office.packaged import year_key
from motcua.office.rules import Level, Role
from motcua.office.tests.conftest import WHERE

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 1)
WEEK = ["07:30-11:30"] * 5 + ["", ""]
ADMIN = {Role.ADMIN}
NOBODY: set[Role] = set()


def _post(where, role="specialist"):
    return Post.objects.get(official=where.officials[role])


def _delegation(where):
    return {
        "official": where.officials["leader"],
        "giver": _post(where, "leader").id,
        "taker": _post(where).id,
        "scope": "Ký kết quả",
        "valid_from": DAY,
        "valid_to": date(2027, 1, 1),
        "decision": "QĐ 1",
    }


MATRIX: dict[type[Command], tuple[set[Role], Callable]] = {
    c.CreateUnit: (
        ADMIN,
        lambda w: {"level": Level.DIVISION, "parent": w.bodies.commune, "valid_from": DAY, "name": "Phòng Thử"},
    ),
    c.SetUnitValidity: (ADMIN, lambda w: {"unit": w.bodies.military, "valid_from": DAY, "ground": "QĐ 1"}),
    c.SetVenue: (ADMIN, lambda w: {"unit": w.bodies.centre, "name": "Nhà A", "address": "Thôn Thử", "valid_from": DAY}),
    c.SetCentre: (ADMIN, lambda w: {"unit": w.bodies.centre}),
    c.EnterAgencyCode: (
        ADMIN,
        lambda w: {"unit": w.bodies.committee, "code": "H99.1", "valid_from": DAY, "trial": True},
    ),
    c.SetOpeningHours: (ADMIN, lambda w: {"unit": w.bodies.centre, "valid_from": DAY, "week": WEEK, "ground": "QĐ 1"}),
    c.SetCalendarDay: (ADMIN, lambda w: {"unit": w.bodies.centre, "day": DAY, "kind": Kind.HOLIDAY, "ground": "QĐ 1"}),
    c.SetNationalDay: (
        ADMIN,
        lambda w: {"calendar_year": year_key(2026), "day": DAY, "kind": Kind.HOLIDAY, "ground": "QĐ 1"},
    ),
    c.RegisterOfficial: (
        ADMIN,
        lambda w: {"name": "Cán bộ Mới", "posts": [PostGiven(unit=w.bodies.centre, title="Viên chức", valid_from=DAY)]},
    ),
    c.CorrectOfficial: (ADMIN, lambda w: {"official": w.officials["specialist"], "name": "Cán bộ Khác"}),
    c.GivePosts: (
        ADMIN,
        lambda w: {
            "official": w.officials["specialist"],
            "posts": [PostGiven(unit=w.bodies.centre, title="Viên chức", valid_from=DAY)],
        },
    ),
    c.EndPost: (
        ADMIN,
        lambda w: {"official": w.officials["specialist"], "post": _post(w).id, "valid_to": DAY},
    ),
    c.Leave: (ADMIN, lambda w: {"official": w.officials["specialist"], "left_on": DAY}),
    c.OpenAccount: (ADMIN, lambda w: {"official": w.officials["specialist"]}),
    c.DisableAccount: (ADMIN, lambda w: {"official": w.officials["specialist"], "reason": "Rà soát"}),
    c.ResetPassword: (ADMIN, lambda w: {"official": w.officials["specialist"]}),
    c.UnlockAccount: (ADMIN, lambda w: {"official": w.officials["specialist"]}),
    c.ResetSecondFactor: (ADMIN, lambda w: {"official": w.officials["specialist"], "reason": "Mất máy"}),
    c.DelegateSigning: (ADMIN | {Role.LEADER}, _delegation),
    c.RevokeDelegation: (
        ADMIN | {Role.LEADER},
        lambda w: {"official": w.officials["leader"], "delegation": w.bodies.centre},
    ),
    c.ChangePassword: ({Role.SPECIALIST}, lambda w: {"official": w.officials["specialist"]}),
    c.ConfirmSecondFactor: (
        {Role.SPECIALIST},
        lambda w: {"official": w.officials["specialist"], "device": 1, "recovery_codes": 10},
    ),
    c.LoadUnits: (NOBODY, lambda w: {"edition": "x"}),
    c.LoadCalendars: (NOBODY, lambda w: {"edition": "x"}),
}


def test_every_command_of_the_room_has_a_row():
    """Orders of seals and certificates are tried in ``test_orders.py``, devices of the field in ``test_devices.py``."""
    here = [act for act in acts() if act.command.__module__.startswith("motcua.office.")]
    assert set(MATRIX) == {act.command for act in here if act.model not in (MarkOrder, Device)}


def attempt(command: Command, actor) -> bool:
    """Say whether the actor may; what may be refused for another reason counts as allowed."""
    entries = Entry.objects.count()
    try:
        perform(command, actor)
    except NotAllowed:
        assert Entry.objects.count() == entries
        assert Access.objects.filter(outcome="refused", account_id=actor.account).exists()
        return False
    except MotcuaError:
        assert Entry.objects.count() == entries
    return True


@pytest.mark.parametrize("kind", MATRIX, ids=lambda kind: kind.__name__)
def test_who_may(kind, commune, boss):
    load_calendars(boss)
    allowed, values = MATRIX[kind]
    command = kind(**values(commune))
    # Who may not comes first: an act allowed may change the very thing.
    for role in sorted(WHERE, key=lambda role: role in allowed):
        assert attempt(command, commune.actor(role)) is (role in allowed), role
    assert not attempt(command, anonymous())


@pytest.mark.parametrize("kind", [kind for kind in MATRIX if MATRIX[kind][0] & ADMIN], ids=lambda kind: kind.__name__)
def test_an_administrator_reaches_no_other_commune_and_needs_the_second_factor(kind, commune, neighbour, boss):
    load_calendars(boss)
    command = kind(**MATRIX[kind][1](commune))
    assert not attempt(command, neighbour.actor("admin"))
    if kind is c.SetNationalDay:
        assert not attempt(command, commune.actor("admin")), "two communes share the national days"
    assert not attempt(command, commune.actor("admin", verified=False))

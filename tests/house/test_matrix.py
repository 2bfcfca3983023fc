"""Every act has a row in the permission matrix, and its policy says exactly what the row says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest

from motcua.dossiers import routing as dossier_routing
from motcua.dossiers.rules import POWER_OF_ROLE
from motcua.inspections import policies as inspection_policies
from motcua.inspections.queries import scope as inspection_scope
from motcua.kernel.words import Said, said
from motcua.ledger.actor import Actor, Realm, anonymous, system
from motcua.ledger.commands import Act, Command, acts
from motcua.office import policies as office_policies
from motcua.office.rules import POWERS, Role
from tests.house import plan
from tests.house.matrix import MATRIX

ONE = UUID("0198c000-0000-7000-8000-0000000000c1")
"""The unit, the official and the thing are all this one: nothing but the role can be the reason for a refusal."""

for room in plan.rooms():
    if (plan.PACKAGE / room / "commands").is_dir():
        import_module(f"motcua.{room}.commands")


def real_acts() -> dict[str, Act[Any, Any]]:
    """Return the acts of the product (tests declare acts of their own), by the name of their command."""
    return {
        declared.command.command_name(): declared
        for declared in acts()
        if ".tests." not in declared.command.__module__ and not declared.command.__module__.startswith("tests.")
    }


def subject(step_role: str) -> Any:
    """Return a thing (or a wish) that belongs to whoever acts, at the step of this role."""

    class Favourable:
        realm = Realm.REAL.value
        official_id = None
        official_name = ""
        state = ""

        def __getattr__(self, name: str) -> UUID:
            return ONE

    favourable = Favourable()
    favourable.step_role = step_role
    return favourable


def actors(*, verified: bool) -> dict[str, Actor]:
    """Return one actor for each role, the system, somebody without any role and somebody from the street."""
    base = Actor(
        account=ONE, name="Cán bộ Thử", unit=ONE, units=frozenset({ONE}), post=ONE, official=ONE, verified=verified
    )
    return {
        **{str(role): replace(base, powers=POWERS[role]) for role in Role},
        "system": replace(system("Lệnh thử"), verified=verified),
        "nobody": replace(base, official=None, powers=frozenset()),
        "street": anonymous(),
    }


def allowed(may: Callable[[Actor, Any], Said | None], *, verified: bool) -> set[str]:
    """Return the roles that the policy lets pass for some thing that is theirs."""
    return {
        role
        for role, actor in actors(verified=verified).items()
        if any(may(actor, subject(step)) is None for step in ("", *POWER_OF_ROLE))
    }


def row(text: str, *, verified: bool) -> set[str]:
    """Return the roles that a row of the matrix allows."""
    return {word.rstrip("*") for word in text.split() if verified or not word.endswith("*")}


def faults(declared: Mapping[str, Act[Any, Any]], table: Mapping[str, str]) -> list[str]:
    """Return where the acts and the table disagree about what there is."""
    missing = [f"{name} has no row: say in tests/house/matrix.py who may" for name in declared if name not in table]
    return missing + [f"{name} has a row but no handler" for name in table if name not in declared]


def test_every_act_has_a_row_and_every_row_an_act():
    assert faults(real_acts(), MATRIX) == []


def test_a_missing_row_and_a_row_too_many_are_named():
    name, declared = next(iter(real_acts().items()))
    assert faults({name: declared}, {}) == [f"{name} has no row: say in tests/house/matrix.py who may"]
    assert faults({}, {name: ""}) == [f"{name} has a row but no handler"]


@pytest.fixture
def reach(monkeypatch):
    """An administrator's reach is the one unit, without asking the tables."""
    monkeypatch.setattr(office_policies, "reach", lambda actor: None if actor.can("system") else frozenset({ONE}))
    monkeypatch.setattr(office_policies, "_refuse_person", lambda actor, official: None)
    # The unit that left a dossier is no more, and theirs came after it.
    monkeypatch.setattr(dossier_routing, "dissolved_before", lambda unit, centre: True)
    # Whoever acts is in the team.
    monkeypatch.setattr(inspection_policies, "_campaign_of", lambda stop: stop)
    monkeypatch.setattr(inspection_scope, "is_of_team", lambda actor, campaign, wanted=frozenset(): True)
    monkeypatch.setattr(inspection_scope, "works_at", lambda actor, stop: True)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(MATRIX))
@pytest.mark.parametrize("verified", [True, False], ids=["with second factor", "without"])
def test_the_policy_says_what_the_row_says(name, verified, reach):
    declared = real_acts().get(name)
    assert declared is not None, f"{name} has a row but no handler"
    assert allowed(declared.may, verified=verified) == row(MATRIX[name], verified=verified)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("receiver", lambda actor, thing: None),
        ("receiver", lambda actor, thing: said("Không.")),
        ("receiver", lambda actor, thing: None if actor.can("dossier.read") else said("Không.")),
        ("leader*", lambda actor, thing: None if actor.can("dossier.approve") else said("Không.")),
    ],
)
def test_a_policy_that_says_otherwise_is_seen(text, may):
    assert any(allowed(may, verified=verified) != row(text, verified=verified) for verified in (True, False))


@pytest.mark.parametrize("name", sorted(real_acts()))
def test_every_command_is_documented(name):
    command: type[Command] = real_acts()[name].command
    assert vars(command).get("__doc__"), f"{name} has no docstring"
    assert real_acts()[name].verb.strip(), f"{name} has no word for its button"


def test_every_command_of_the_rooms_has_a_handler():
    """A command class in a room that no act declares is a wish nobody hears."""
    heard = {declared.command for declared in acts()}
    unheard = []

    def walk(kind: type[Command]) -> None:
        for each in kind.__subclasses__():
            public = not each.__name__.startswith("_") and each.__module__.split(".")[1:2] != ["ledger"]
            if each not in heard and public and ".tests." not in each.__module__ and not each.__subclasses__():
                unheard.append(each.command_name())
            walk(each)

    walk(Command)
    assert unheard == []

"""What management pages start from: the way back to the first page, and what their forms let one choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from motcua.desks.shared.shapes import Link, Option
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.office import queries, rules
from motcua.office.queries import PostRow, StaffRow, UnitRow
from motcua.office.rules import Level, Role

HOME = Link(N_("Quản trị"), "/quan-tri/")
PEOPLE = "/quan-tri/can-bo/"
UNITS = "/quan-tri/don-vi/"


def units_of(actor: Actor) -> tuple[UnitRow, ...]:
    """Return the bodies of the place the actor works for, those being prepared included."""
    return queries.bodies_of(actor.unit) if actor.unit else ()


def place_of(actor: Actor) -> UnitRow:
    """Return the administrative unit the actor works for; :class:`NotFound` for somebody without a unit."""
    at = actor.unit
    while at is not None:
        row = queries.unit(at)
        if row.level in rules.PLACES:
            return row
        at = row.parent
    raise NotFound(N_("Tài khoản này không thuộc đơn vị nào."))


def unit_here(actor: Actor, id_: UUID) -> UnitRow:
    """Return a body of the actor's place; :class:`NotFound` for any other unit."""
    for row in units_of(actor):
        if row.id == id_:
            return row
    raise NotFound(N_("Không có đơn vị này tại địa phương của bạn."))


def bodies(actor: Actor) -> list[Option]:
    """Return the bodies to choose from, each with the state it is in when it does not stand today."""
    found = []
    for row in units_of(actor):
        state = row.state()
        found.append(Option(str(row.id), row.full_name, hint=state or ""))
    return found


def parents(actor: Actor) -> list[Option]:
    """Return what a new body may stand under."""
    place = place_of(actor)
    return [Option(str(place.id), place.full_name), *bodies(actor)]


def levels() -> list[Option]:
    """Return the kinds of bodies that are made by hand."""
    return [Option(level, rules.LEVEL_NAMES[level]) for level in Level if level in rules.BODIES]


def roles() -> list[Option]:
    """Return every role, told with what it is for."""
    return [Option(role, rules.ROLE_NAMES[role]) for role in Role]


def posts(actor: Actor, fits: Callable[[PostRow], bool] = bool) -> list[Option]:
    """Return the present posts of the place as «name – title», those that ``fits`` says."""
    if actor.unit is None:
        return []
    people: Sequence[StaffRow] = queries.staff(actor, place_of(actor).id)
    return [
        Option(str(post.id), f"{person.name} – {post.title}")
        for person in people
        for post in person.posts
        if fits(post) and post.valid.holds(clock.today())
    ]

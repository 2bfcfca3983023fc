"""A whole list at once: opened and filled in one transaction, all of it or nothing, once for its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

import msgspec
from django.db import transaction

from motcua.kernel.errors import BadInput, MotcuaError
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.proposals.commands import FileProposal, OpenFiling
from motcua.proposals.rules.facts import Category, Kind, Solver


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a list to be; ``answers`` are places (from 1) of difficulties that stand before it in the same list."""

    kind: Kind
    category: Category
    statement: str
    purpose: str = ""
    priority: str = ""
    cost: int | None = None
    cost_basis: str = ""
    solver: Solver = Solver.ABOVE
    answers: Annotated[list[int], msgspec.Meta(max_length=200)] = []


class Faulty(BadInput):
    """An item of a list was refused: ``place`` says which (from 1), so that a form can show it there."""

    def __init__(self, place: int, error: MotcuaError) -> None:
        super().__init__(error.said.sentence, field=error.field, **error.said.values)
        self.place = place


def file_list(opening: OpenFiling, items: Sequence[Item], actor: Actor, key: str) -> tuple[UUID, tuple[UUID, ...]]:
    """Open a list and put the items on it in their order; return the list and the items.

    :class:`Faulty` names the item that was refused; then nothing was written but the refusal in the access log.
    """
    try:
        with transaction.atomic():
            filing = perform(opening, actor, key=f"{key}:0").target
            made: list[UUID] = []
            for place, item in enumerate(items, 1):
                made.append(_item(filing, item, made, actor, f"{key}:{place}", place))
    except MotcuaError as error:
        # The line that perform wrote went with the transaction.
        access.refused(actor, OpenFiling.command_name(), None, error)
        raise
    return filing, tuple(made)


def _item(filing: UUID, item: Item, before: Sequence[UUID], actor: Actor, key: str, place: int) -> UUID:
    try:
        if any(not 1 <= number <= len(before) for number in item.answers):
            raise BadInput(N_("Ghi số thứ tự của khó khăn đứng trước trong danh sách này."), field="answers")
        command = FileProposal(
            filing=filing,
            kind=item.kind,
            category=item.category,
            statement=item.statement,
            purpose=item.purpose,
            priority=item.priority,
            cost=item.cost,
            cost_basis=item.cost_basis,
            solver=item.solver,
            difficulties=[before[number - 1] for number in item.answers],
        )
        return perform(command, actor, key=key).target
    except MotcuaError as error:
        raise Faulty(place, error) from error

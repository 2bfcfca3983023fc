"""File difficulties and proposals: a list is opened, items are put on it one by one, also later."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import FilingChanged, FilingOpened, ProposalFiled
from motcua.office import territory
from motcua.proposals import policies
from motcua.proposals.commands.shared import (
    Amount,
    Line,
    Purpose,
    Reason,
    Statement,
    lie_with,
    put_difficulties,
    today_of,
)
from motcua.proposals.models import Filing, Proposal
from motcua.proposals.queries.routing import way
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import Category, Kind, Occasion, Solver, State


class OpenFiling(Command, frozen=True, kw_only=True):
    """Begin a list of the actor's commune; ``first`` items come with it. ``visit`` is the id of a stop of a campaign."""

    title: Line
    occasion: Occasion = Occasion.NONE
    visit: UUID | None = None
    visit_words: Annotated[str, msgspec.Meta(max_length=300)] = ""
    first: Annotated[int, msgspec.Meta(ge=1, le=life.ITEMS_MOST)]
    listed_open: bool = True


@act(OpenFiling, on=Filing, verb=N_("Gửi khó khăn, đề xuất"), may=policies.may_open)
def open_filing(command: OpenFiling, context: Context) -> Done[Filing]:
    """Refuse an occasion that names no visit."""
    actor = context.actor
    place = territory.home(actor)
    if place is None or actor.unit is None:
        raise NotFound(N_("Không có đơn vị này."))
    words = _visit(command.occasion, command.visit_words)
    filing = Filing(
        realm=actor.realm,
        place_id=place,
        unit_id=actor.unit,
        title=life.said_words(command.title, "title"),
        occasion=command.occasion.value,
        visit=command.visit,
        visit_words=words,
        first=command.first,
        listed_open=command.listed_open,
        filed_at=context.at,
    )
    event = FilingOpened(
        place=place,
        unit=actor.unit,
        title=filing.title,
        occasion=filing.occasion,
        visit=filing.visit,
        visit_words=words,
        first=filing.first,
        listed_open=filing.listed_open,
    )
    return Done(event, filing)


def _visit(occasion: Occasion, typed: str) -> str:
    words = clean(typed)
    if occasion is not Occasion.NONE and not words:
        raise BadInput(N_("Ghi đoàn nào, ngày nào."), field="visit_words")
    if occasion is Occasion.NONE and words:
        raise BadInput(N_("Đã ghi đoàn thì chọn trước, trong hay sau buổi làm việc."), field="occasion")
    return words


class ChangeFiling(Command, frozen=True, kw_only=True):
    """Put title or occasion right, or say that the list is whole (or open again), with the reason."""

    TARGET = "filing"

    filing: UUID
    title: Line
    occasion: Occasion = Occasion.NONE
    visit: UUID | None = None
    visit_words: Annotated[str, msgspec.Meta(max_length=300)] = ""
    listed_open: bool = True
    reason: Reason


@act(ChangeFiling, on=Filing, verb=N_("Đính chính danh sách"), may=policies.may_keep)
def change_filing(command: ChangeFiling, filing: Filing, context: Context) -> Done[Filing]:
    """Keep the corrected words; the items and their order stay."""
    del context
    reason = life.said_words(command.reason, "reason")
    filing.title = life.said_words(command.title, "title")
    filing.occasion, filing.visit = command.occasion.value, command.visit
    filing.visit_words = _visit(command.occasion, command.visit_words)
    filing.listed_open = command.listed_open
    event = FilingChanged(
        title=filing.title,
        occasion=filing.occasion,
        visit=filing.visit,
        visit_words=filing.visit_words,
        listed_open=filing.listed_open,
        reason=reason,
    )
    return Done(event)


class FileProposal(Command, frozen=True, kw_only=True):
    """Put an item on a list, behind those that are there; it goes to its units by the usual way."""

    filing: UUID
    kind: Kind
    category: Category
    statement: Statement
    purpose: Purpose = ""
    priority: Reason = ""
    cost: Amount | None = None
    cost_basis: Reason = ""
    solver: Solver = Solver.ABOVE
    difficulties: Annotated[list[UUID], msgspec.Meta(max_length=life.ITEMS_MOST)] = []


@act(FileProposal, on=Proposal, verb=N_("Thêm vào danh sách"), may=policies.may_add)
def file_proposal(command: FileProposal, context: Context) -> Done[Proposal]:
    """Keep the item in the order it came; ``outcome`` names the units it went to."""
    filing = Filing.objects.select_for_update().get(pk=command.filing)
    number = Proposal.objects.filter(filing=filing).count() + 1
    if number > life.ITEMS_MOST:
        raise BadInput(N_("Một danh sách có nhiều nhất {most} mục."), field="statement", most=life.ITEMS_MOST)
    if number > filing.first and not filing.listed_open:
        raise BadInput(N_("Danh sách này đã ghi là đủ; mở lại danh sách trước khi thêm."), field="statement")
    life.check_cost(command.cost, command.cost_basis)
    statement = life.said_words(command.statement, "statement", N_("Ghi nội dung."))
    actor, today = context.actor, today_of(context)
    proposal = Proposal(
        id=new_id(),
        realm=filing.realm,
        filing=filing,
        ordinal=number,
        place_id=filing.place_id,
        unit_id=actor.unit or filing.unit_id,
        post=actor.post_title[:150],
        kind=command.kind.value,
        category=command.category.value,
        statement=statement,
        purpose=clean(command.purpose, lines=True),
        priority=clean(command.priority),
        cost=command.cost,
        cost_basis=clean(command.cost_basis),
        solver=command.solver.value,
        state=State.WAITING.value,
        filed_on=today,
        lies_since=today,
    )
    proposal.folded = life.searched(proposal.statement, proposal.priority, proposal.purpose)
    units = list(way(proposal.place_id, command.category, proposal.realm))
    difficulties = put_difficulties(proposal, command.difficulties)
    lie_with(proposal, units, today)
    event = ProposalFiled(
        filing=filing.id,
        ordinal=number,
        place=proposal.place_id,
        unit=proposal.unit_id,
        post=proposal.post,
        kind=proposal.kind,
        category=proposal.category,
        statement=proposal.statement,
        purpose=proposal.purpose,
        priority=proposal.priority,
        cost=proposal.cost,
        cost_basis=proposal.cost_basis,
        solver=proposal.solver,
        difficulties=difficulties,
        units=units,
    )
    return Done(event, proposal)

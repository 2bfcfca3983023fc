"""Common matters: what several communes ask about is named, gathered and answered once for all."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.proposals import CommonAnswered, CommonChanged, CommonJoined, CommonLeft, CommonMade
from motcua.office import territory
from motcua.proposals import policies
from motcua.proposals.commands.answer_proposal import NO_WORDS
from motcua.proposals.commands.shared import Line, Reason, Words, check_known, today_of
from motcua.proposals.models import Common, Proposal
from motcua.proposals.rules import life
from motcua.proposals.rules.facts import FOR_ALL, Category, Outcome, State

SEARCHED_MOST = 600


def is_going(common: Common) -> Said | None:
    """What was closed gathers and answers nothing until it is opened again."""
    return None if common.open else said(N_("Vấn đề chung này đã khép."))


class MakeCommon(Command, frozen=True, kw_only=True):
    """Name a matter that several communes of the actor's place ask about; ``lead`` is the unit that answers it."""

    title: Line
    category: Category
    lead: UUID | None = None


@act(MakeCommon, on=Common, verb=N_("Lập vấn đề chung"), may=policies.may_steer)
def make_common(command: MakeCommon, context: Context) -> Done[Common]:
    """Begin without members."""
    place = territory.home(context.actor)
    if place is None:
        raise NotFound(N_("Không có đơn vị này."))
    if command.lead is not None:
        check_known([command.lead])
    title = life.said_words(command.title, "title")
    common = Common(
        realm=context.actor.realm,
        place_id=place,
        title=title,
        folded=fold(title)[:SEARCHED_MOST],
        category=command.category.value,
        lead_id=command.lead,
    )
    return Done(CommonMade(place=place, title=title, category=common.category, lead=command.lead), common)


class ChangeCommon(Command, frozen=True, kw_only=True):
    """Put title, category or lead right, or close the matter (or open it again), with the reason."""

    TARGET = "common"

    common: UUID
    title: Line
    category: Category
    lead: UUID | None = None
    open: bool = True
    reason: Reason


@act(ChangeCommon, on=Common, verb=N_("Sửa vấn đề chung"), may=policies.may_route, order=60)
def change_common(command: ChangeCommon, common: Common, context: Context) -> Done[Common]:
    """Keep the corrected words; members stay."""
    del context
    reason = life.said_words(command.reason, "reason")
    if command.lead is not None:
        check_known([command.lead])
    common.title = life.said_words(command.title, "title")
    common.folded = fold(common.title)[:SEARCHED_MOST]
    common.category, common.lead_id, common.open = command.category.value, command.lead, command.open
    event = CommonChanged(
        title=common.title, category=common.category, lead=command.lead, open=common.open, reason=reason
    )
    return Done(event)


class AnswerCommon(Command, frozen=True, kw_only=True):
    """Answer for every proposal counted to the matter that still waits; given again, for those that came since."""

    TARGET = "common"

    common: UUID
    outcome: Outcome
    words: Words
    promised_by: date | None = None
    directive: UUID | None = None


@act(AnswerCommon, on=Common, verb=N_("Trả lời chung"), may=policies.may_answer_common, when=is_going, order=10)
def answer_common(command: AnswerCommon, common: Common, context: Context) -> Done[Common]:
    """Refuse an answer that leaves something open: that is each commune's own."""
    if command.outcome not in FOR_ALL:
        raise BadInput(N_("Trả lời chung chỉ có thể là tiếp thu, trả lời hoặc không chấp nhận."), field="outcome")
    on = today_of(context)
    life.check_answer(
        command.outcome, promised_by=command.promised_by, open_part="", forwarded=None, forwarded_to="", on=on
    )
    common.words = life.said_words(command.words, "words", NO_WORDS)
    common.outcome, common.answered_on = command.outcome.value, on
    event = CommonAnswered(
        common=common.id,
        answer=new_id(),
        outcome=common.outcome,
        words=common.words,
        promised_by=command.promised_by,
        directive=command.directive,
        unit=context.actor.unit,
        unit_name=context.actor.unit_name,
    )
    return Done(event)


def is_alone(proposal: Proposal) -> Said | None:
    """A proposal belongs to one common matter at most; what was taken back to none."""
    if proposal.state == State.WITHDRAWN:
        return said(N_("Xã đã rút kiến nghị này."))
    return said(N_("Kiến nghị đã thuộc một vấn đề chung.")) if proposal.common_id is not None else None


def is_member(proposal: Proposal) -> Said | None:
    """Only a member can be taken out."""
    return None if proposal.common_id is not None else said(N_("Kiến nghị không thuộc vấn đề chung nào."))


class JoinCommon(Command, frozen=True, kw_only=True):
    """Count a proposal to a common matter."""

    TARGET = "proposal"

    proposal: UUID
    common: UUID


@act(JoinCommon, on=Proposal, verb=N_("Gộp vào vấn đề chung"), may=policies.may_route, when=is_alone, order=50)
def join_common(command: JoinCommon, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Refuse a matter of another place or realm, or one that was closed."""
    found = Common.objects.filter(pk=command.common, realm=proposal.realm).first()
    if found is None or policies.may_route(context.actor, found) is not None:
        raise NotFound(N_("Không có vấn đề chung này."))
    if proposal.place_id not in territory.under(found.place_id):
        raise BadInput(N_("Kiến nghị này ở ngoài địa bàn của vấn đề chung."), field="common")
    if not found.open:
        raise Conflict(N_("Vấn đề chung này đã khép."))
    proposal.common_id = found.id
    return Done(CommonJoined(common=found.id))


class LeaveCommon(Command, frozen=True, kw_only=True):
    """Take a proposal out of its common matter; an answer it got stays."""

    TARGET = "proposal"

    proposal: UUID
    reason: Reason


@act(LeaveCommon, on=Proposal, verb=N_("Đưa ra khỏi vấn đề chung"), may=policies.may_route, when=is_member, order=55)
def leave_common(command: LeaveCommon, proposal: Proposal, context: Context) -> Done[Proposal]:
    """Keep the reason."""
    del context
    reason = life.said_words(command.reason, "reason")
    before = proposal.common_id
    proposal.common_id = None
    if before is None:
        raise Conflict(N_("Kiến nghị không thuộc vấn đề chung nào."))
    return Done(CommonLeft(common=before, reason=reason))

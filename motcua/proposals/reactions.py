"""What follows in the same transaction: a common answer reaches its members; a conclusion answers what it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from motcua.ledger.actor import system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.conclusions import ConclusionSigned
from motcua.ledger.events.proposals import CommonAnswered
from motcua.ledger.perform import perform
from motcua.proposals.commands import AnswerByConclusion, AnswerFromCommon
from motcua.proposals.models import Proposal

BY_COMMON: Final = "Câu trả lời chung cho vấn đề chung"
BY_CONCLUSION: Final = "Kết luận đã ký"
PROPOSAL: Final = "proposal"


def answer_members(event: Event, context: Context) -> None:
    """Answer every member of a common matter that still waits, each with its own entry that names the matter."""
    if not isinstance(event, CommonAnswered):
        return
    realm = context.actor.realm
    waiting = Proposal.objects.filter(common=event.common, open=True, realm=str(realm)).order_by("pk")
    actor = system(BY_COMMON, realm=realm)
    for member in waiting.values_list("pk", flat=True):
        command = AnswerFromCommon(
            proposal=member,
            common=event.common,
            directive=event.directive,
            promised_by=event.promised_by,
            unit=event.unit,
            unit_name=event.unit_name,
        )
        perform(command, actor, key=f"common-{event.answer.hex}-{member.hex}")


def answer_named(event: Event, context: Context) -> None:
    """Answer the proposals that sentences of a signed conclusion name, each with the words of its sentence."""
    if not isinstance(event, ConclusionSigned):
        return
    for sentence in event.sentences:
        named = [one.id for one in sentence.about if one.kind == PROPOSAL and one.id is not None]
        if named:
            answer_by_conclusion(named, sentence.words, event.conclusion, context)


def answer_by_conclusion(
    proposals: Iterable[UUID], words: str, conclusion: UUID, context: Context, *, unit_name: str = ""
) -> int:
    """Let a signed conclusion answer the proposals it names with ``words``; return how many waited for it.

    What no longer waits, or belongs to another realm, is left as it is; the same
    conclusion answers a proposal once.
    """
    realm = str(context.actor.realm)
    waiting = Proposal.objects.filter(pk__in=list(proposals), open=True, realm=realm).order_by("pk")
    actor = system(BY_CONCLUSION, realm=context.actor.realm)
    found = list(waiting.values_list("pk", flat=True))
    for one in found:
        command = AnswerByConclusion(
            proposal=one,
            conclusion=conclusion,
            words=words,
            unit=context.actor.unit,
            unit_name=unit_name or context.actor.unit_name,
        )
        perform(command, actor, key=f"conclusion-{context.entry.hex}-{one.hex}")
    return len(found)

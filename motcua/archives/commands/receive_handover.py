"""Count boxes, look at a sample, write the differences, judge the three criteria: the receiver's part of a handover."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.archives import policies
from motcua.archives.models import Handover, RecordFile
from motcua.archives.rules.handover import Judgement, Sampled, refuse_judgements
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.archives import HandoverReceived, JudgementTold, SampledTold

SAMPLE_MOST = 500


class ReceiveHandover(Command, frozen=True, kw_only=True):
    """Say what was counted and seen. Said again before the first signature it replaces what was said before."""

    TARGET = "handover"

    handover: UUID
    boxes_counted: Annotated[int, msgspec.Meta(ge=0, le=100_000)]
    sample: Annotated[list[Sampled], msgspec.Meta(max_length=SAMPLE_MOST)]
    differences: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    judgements: list[Judgement]
    words: Annotated[str, msgspec.Meta(max_length=2000)] = ""


def is_unsigned(handover: Handover) -> Said | None:
    """Before the first signature only: what was signed does not change."""
    if handover.state in {Handover.State.DRAFT, Handover.State.MINUTES}:
        return None
    if handover.state == Handover.State.SIGNING:
        return said(N_("Biên bản đã có chữ ký: không sửa được nữa. Muốn sửa, một bên từ chối ký kèm lý do."))
    return said(N_("Bàn giao này đã xong hoặc đã rút."))


@act(ReceiveHandover, on=Handover, verb=N_("Ghi kết quả kiểm nhận"), may=policies.may_receive, when=is_unsigned)
def receive(command: ReceiveHandover, handover: Handover, context: Context) -> Done[Handover]:
    """Refuse judgements without words, and a sample of numbers that the list does not have."""
    refusal = refuse_judgements(command.judgements, clock.today())
    if refusal is not None:
        raise RuleError(refusal.sentence, field="judgements", **refusal.values)
    if not command.sample:
        raise BadInput(N_("Kiểm tra mẫu ít nhất một hồ sơ: ghi số thứ tự và kết quả."), field="sample")
    numbers = [one.number for one in command.sample]
    known = set(RecordFile.objects.filter(fonds=handover.fonds_id, number__in=numbers).values_list("number", flat=True))
    unknown = [number for number in numbers if number not in known]
    if unknown:
        raise BadInput(N_("Mục lục không có hồ sơ số {number}."), field="sample", number=unknown[0])
    if len(set(numbers)) != len(numbers):
        raise BadInput(N_("Mỗi hồ sơ trong mẫu chỉ ghi một dòng."), field="sample")
    sample = [SampledTold(number=one.number, seen=one.seen.value, words=clean(one.words)) for one in command.sample]
    judged = [
        JudgementTold(
            criterion=one.criterion.value, verdict=one.verdict.value, words=clean(one.words), review=one.review
        )
        for one in command.judgements
    ]
    handover.boxes_counted = command.boxes_counted
    handover.sample = msgspec.json.encode(sample).decode()
    handover.judgements = msgspec.json.encode(judged).decode()
    handover.differences = clean(command.differences, lines=True)
    handover.receiver_words = clean(command.words, lines=True)
    handover.judged_by = context.actor.name
    unmake(handover)
    event = HandoverReceived(
        boxes_counted=command.boxes_counted,
        sample=sample,
        differences=handover.differences,
        judgements=judged,
        words=handover.receiver_words,
    )
    return Done(event)


def unmake(handover: Handover) -> None:
    """Drop minutes that no longer say what is so; their file stays in the store and in the history."""
    handover.state = Handover.State.DRAFT
    handover.minutes_sha256, handover.minutes_pages, handover.minutes_inventory = "", 0, None
    handover.minutes_at, handover.bag_sha256, handover.bag_manifest, handover.bag_files = None, "", "", 0
    handover.bag_checked_at = None

"""Confirm or refute checks of sampled dossiers, together or apart, with or without a line; choose where people differ."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.dossiers import sampled
from motcua.dossiers.course import Course
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.landing import Arriving, Landing, checked_instant, landing
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.samples import CheckSettled, ChecksNoted, CheckTold
from motcua.samples import policies
from motcua.samples.commands.shared import Reason, is_held, line_of, wanted
from motcua.samples.models import Answer, Line, Sample
from motcua.samples.rules.checks import WORDS_MOST, Check, Verdict, checked_words, judge

AT_ONCE = 40
STANDING = (Answer.Standing.CURRENT, Answer.Standing.BESIDE)
LANDED = {
    Landing.REPLACES: Answer.Standing.CURRENT,
    Landing.OLDER: Answer.Standing.PAST,
    Landing.BESIDE: Answer.Standing.BESIDE,
}


class CheckGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody says of one check; ``base`` is the answer they had before them.

    ``id`` and ``observed_at`` are given by a device that wrote it down without a line.
    """

    check: Check
    verdict: Verdict
    words: Annotated[str, msgspec.Meta(max_length=WORDS_MOST)] = ""
    id: UUID | None = None
    observed_at: datetime | None = None
    base: UUID | None = None


class NoteChecks(Command, frozen=True, kw_only=True):
    """Say of checks of one dossier whether they match; a check once in one sending."""

    TARGET = "sample"

    sample: UUID
    line: UUID
    answers: list[CheckGiven]


class SettleCheck(Command, frozen=True, kw_only=True):
    """Let the answer ``keep`` hold of all that was said of its check, with the reason."""

    TARGET = "sample"

    sample: UUID
    keep: UUID
    reason: Reason


@act(NoteChecks, on=Sample, verb=N_("Kiểm tra hồ sơ"), may=policies.may_work, when=is_held, order=20)
def note_checks(command: NoteChecks, sample: Sample, context: Context) -> Done[Sample]:
    """Keep the answers with what the books say now; two people's different words of one day stand side by side."""
    if not 0 < len(command.answers) <= AT_ONCE:
        raise BadInput(N_("Mỗi lần ghi từ 1 đến {most} mục."), field="answers", most=AT_ONCE)
    if len({one.check for one in command.answers}) < len(command.answers):
        raise BadInput(N_("Một mục được trả lời hai lần trong cùng một lần gửi."), field="answers")
    given = [one.id for one in command.answers if one.id is not None]
    if given and Answer.objects.filter(pk__in=given).exists():
        raise Conflict(N_("Mã câu trả lời này đã dùng cho nội dung khác."), field="id")
    line = line_of(sample, command.line)
    books = _books(sampled.judged(line.dossier_id))
    told = [_land(one, line, books, context) for one in command.answers]
    beside = [one.check for one in told if one.landing == Landing.BESIDE]
    event = ChecksNoted(place=sample.place_id, answers=told)
    return Done(event, outcome={"answers": len(told), "beside": beside})


def _books(course: Course) -> dict[Check, Verdict]:
    return {one.check: one.verdict for one in judge(course)}


def _land(given: CheckGiven, line: Line, books: dict[Check, Verdict], context: Context) -> CheckTold:
    if given.check not in books:
        raise BadInput(N_("Mục này không áp dụng cho hồ sơ này."), field="check")
    words = checked_words(books[given.check], given.verdict, given.words, f"words_{given.check}")
    observed = checked_instant(given.observed_at, context.at)
    account = context.actor.account
    before = list(Answer.objects.filter(line=line, check_key=given.check, standing__in=STANDING))
    present = next((row for row in before if row.standing == Answer.Standing.CURRENT), None)
    lands = landing(
        _arriving(present) if present else None,
        Arriving(account, observed, clock.local(observed).date(), (given.verdict.value, words)),
        knew_present=present is not None and given.base == present.id,
    )
    past = [row.id for row in before if row.standing == Answer.Standing.BESIDE and row.account_id == account]
    if lands is Landing.REPLACES and present is not None:
        past.append(present.id)
    if lands is not Landing.OLDER and past:
        Answer.objects.filter(pk__in=past).update(standing=Answer.Standing.PAST)
    row = Answer(
        id=given.id or new_id(),
        line=line,
        check_key=given.check.value,
        books=books[given.check].value,
        verdict=given.verdict.value,
        words=words,
        standing=LANDED[lands],
        observed_at=observed,
        recorded_at=context.at,
        account_id=account,
        by=context.actor.name[:150],
        by_title=context.actor.post_title[:150],
    )
    row.save(force_insert=True)
    return CheckTold(
        id=row.id,
        line=line.id,
        check=row.check_key,
        books=row.books,
        verdict=row.verdict,
        words=row.words,
        observed_at=observed,
        landing=str(lands),
    )


def _arriving(row: Answer) -> Arriving:
    return Arriving(row.account_id, row.observed_at, clock.local(row.observed_at).date(), (row.verdict, row.words))


@act(SettleCheck, on=Sample, verb=N_("Chọn câu trả lời đúng"), may=policies.may_work, when=is_held, order=30)
def settle_check(command: SettleCheck, sample: Sample, context: Context) -> Done[Sample]:
    """Make one of several answers hold; the others are past and stay in the history."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do chọn."))
    kept = Answer.objects.filter(pk=command.keep, line__sample=sample, standing__in=STANDING).first()
    if kept is None:
        raise NotFound(N_("Câu trả lời này không còn chờ chọn."))
    rivals = Answer.objects.filter(line=kept.line_id, check_key=kept.check_key, standing__in=STANDING)
    dropped = list(rivals.exclude(pk=kept.pk).order_by("recorded_at", "pk").values_list("pk", flat=True))
    if not dropped:
        raise Conflict(N_("Câu này không có câu trả lời nào khác nhau."))
    Answer.objects.filter(pk__in=dropped).update(standing=Answer.Standing.PAST)
    Answer.objects.filter(pk=kept.pk).update(standing=Answer.Standing.CURRENT)
    event = CheckSettled(line=kept.line_id, check=kept.check_key, kept=kept.id, dropped=dropped, reason=reason)
    return Done(event)

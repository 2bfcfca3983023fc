"""From a shortcoming to its closure: who puts it right until when, what the unit says and proves, what was seen again."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.findings import policies
from motcua.findings.commands.shared import (
    FileGiven,
    PhotoGiven,
    Reason,
    Words,
    check_many,
    keep_files,
    keep_photos,
    say,
    stands,
    unsettled,
)
from motcua.findings.models import Finding
from motcua.findings.rules import life
from motcua.findings.rules.life import Reply, State
from motcua.inspections import queries as inspections
from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.findings import (
    FindingExplained,
    FindingRechecked,
    FindingReopened,
    ProofSubmitted,
    RemedyAsked,
)
from motcua.office import family


class AskRemedy(Command, frozen=True, kw_only=True):
    """Say which unit puts a shortcoming right and until the end of which day; a change says why."""

    TARGET = "finding"

    finding: UUID
    unit: UUID | None = None
    due: date | None = None
    due_words: Annotated[str, msgspec.Meta(max_length=200)] = ""
    reason: Reason = ""


class ExplainFinding(Command, frozen=True, kw_only=True):
    """The inspected unit says what it has to say."""

    TARGET = "finding"

    finding: UUID
    words: Words


class SubmitProof(Command, frozen=True, kw_only=True):
    """The unit says that it is put right, and shows it."""

    TARGET = "finding"

    finding: UUID
    words: Words
    files: list[FileGiven] = []


class RecheckFinding(Command, frozen=True, kw_only=True):
    """Somebody looked again: ``closed``, or open still; ``on_site`` or at the papers; ``stop`` of a re-inspection."""

    TARGET = "finding"

    finding: UUID
    closed: bool
    on_site: bool
    words: Words = ""
    stop: UUID | None = None
    photos: list[PhotoGiven] = []


class ReopenFinding(Command, frozen=True, kw_only=True):
    """A closed shortcoming is there still (or again); a new day may be set."""

    TARGET = "finding"

    finding: UUID
    words: Words
    due: date | None = None


@act(AskRemedy, on=Finding, verb=N_("Giao khắc phục"), may=policies.may_work, when=unsettled, order=20)
def ask_remedy(command: AskRemedy, finding: Finding, context: Context) -> Done[Finding]:
    """Keep unit and day; who changes a day that was set says why."""
    life.check_due(command.due, clock.local(context.at).date())
    if command.unit is not None and family.home_of(command.unit) != finding.place_id:
        raise BadInput(N_("Đơn vị khắc phục phải thuộc nơi được kiểm tra."), field="unit")
    reason = clean(command.reason, lines=True)
    if finding.due is not None and command.due != finding.due and not reason:
        raise BadInput(N_("Đã có hạn {day}: ghi lý do đổi hạn."), field="reason", day=f"{finding.due:%d/%m/%Y}")
    finding.unit_id, finding.due, finding.due_words = command.unit, command.due, clean(command.due_words)
    finding.overdue_told = False
    event = RemedyAsked(
        place=finding.place_id, unit=finding.unit_id, due=finding.due, due_words=finding.due_words, reason=reason
    )
    return Done(event)


@act(ExplainFinding, on=Finding, verb=N_("Giải trình"), may=policies.may_answer, when=stands, order=30)
def explain_finding(command: ExplainFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Keep the unit's words beside the team's."""
    words = life.checked_text(command.words, "words", N_("Ghi nội dung giải trình."), life.WORDS_MOST)
    say(finding, Reply.EXPLAINED, words, context)
    return Done(FindingExplained(place=finding.place_id, words=words))


@act(SubmitProof, on=Finding, verb=N_("Báo đã khắc phục"), may=policies.may_answer, when=unsettled, order=10)
def submit_proof(command: SubmitProof, finding: Finding, context: Context) -> Done[Finding]:
    """Keep what the unit shows; whoever looks again decides."""
    words = life.checked_text(command.words, "words", N_("Ghi đã khắc phục thế nào."), life.WORDS_MOST)
    check_many(command.files, life.PROOFS_MOST)
    word = say(finding, Reply.PROOF, words, context)
    finding.state = State.PROVEN.value
    event = ProofSubmitted(
        place=finding.place_id,
        team=inspections.team_units(finding.campaign_id, finding.day),
        words=words,
        files=keep_files(command.files, word=word),
    )
    return Done(event)


@act(RecheckFinding, on=Finding, verb=N_("Kiểm tra lại"), may=policies.may_recheck, when=unsettled, order=10)
def recheck_finding(command: RecheckFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Close it, or leave it open with the reason; a stop must be one at the same place."""
    words = clean(command.words, lines=True)
    if not command.closed and not words:
        raise BadInput(N_("Ghi vì sao chưa đạt, còn phải làm gì."), field="words")
    if command.stop is not None:
        stop = inspections.stop_facts(command.stop)
        if stop is None or stop.place != finding.place_id or not stop.begun:
            raise BadInput(N_("Buổi kiểm tra lại phải ở đúng nơi này và đã bắt đầu."), field="stop")
    check_many(command.photos, life.PHOTOS_MOST)
    kind = Reply.CLOSED if command.closed else Reply.NOT_YET
    word = say(finding, kind, words, context, on_site=command.on_site, stop_id=command.stop)
    finding.state = (State.CLOSED if command.closed else State.OPEN).value
    finding.settled_at = context.at if command.closed else None
    event = FindingRechecked(
        place=finding.place_id,
        closed=command.closed,
        on_site=command.on_site,
        stop=command.stop,
        words=words,
        photos=keep_photos(command.photos, word=word),
    )
    return Done(event)


def is_closed(finding: Finding) -> Said | None:
    """Only what was closed can be open again."""
    return life.refuse_state(finding.kind, finding.state, (State.CLOSED,), N_("Tồn tại này chưa đóng."))


@act(ReopenFinding, on=Finding, verb=N_("Mở lại"), may=policies.may_recheck, when=is_closed, order=70)
def reopen_finding(command: ReopenFinding, finding: Finding, context: Context) -> Done[Finding]:
    """Make it open again, with what was seen."""
    words = life.checked_text(command.words, "words", N_("Ghi vì sao mở lại."), life.WORDS_MOST)
    life.check_due(command.due, clock.local(context.at).date())
    say(finding, Reply.REOPENED, words, context)
    finding.state, finding.settled_at, finding.due, finding.overdue_told = State.OPEN.value, None, command.due, False
    return Done(FindingReopened(place=finding.place_id, words=words, due=command.due))

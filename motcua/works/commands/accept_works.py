"""Accept works, see to the defects left, and open accepted works again."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.works import (
    DefectChecked,
    DefectMended,
    DefectTold,
    PartyTold,
    WorksAccepted,
    WorksReopened,
)
from motcua.works import policies, rules
from motcua.works.commands.shared import Line, Reason, Words, is_accepted, is_running, spoke, wanted
from motcua.works.models import Acceptance, Blocker, Defect, Works

PARTIES_LEAST, PARTIES_MOST, DEFECTS_MOST = 2, 12, 50


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes part for which side, with their title."""

    side: Line
    name: Line
    title: Line = ""


class DefectLeft(msgspec.Struct, frozen=True, kw_only=True):
    """What is left to mend, and by which day."""

    what: Annotated[str, msgspec.Meta(max_length=500)]
    due: date | None = None


class AcceptWorks(Command, frozen=True, kw_only=True):
    """Sign the acceptance record of a meeting held on a day, with its parties and the defects left."""

    TARGET = "works"

    works: UUID
    held_on: date
    parties: Annotated[list[Party], msgspec.Meta(max_length=PARTIES_MOST)]
    defects: Annotated[list[DefectLeft], msgspec.Meta(max_length=DEFECTS_MOST)] = []
    conclusion: Words = ""


@act(AcceptWorks, on=Works, verb=N_("Ký nghiệm thu"), may=policies.may_accept, when=is_running, order=40)
def accept_works(command: AcceptWorks, works: Works, context: Context) -> Done[Works]:
    """Accept what is whole and unblocked; in time or late is judged by the day of signing, which nobody can put back."""
    today = clock.local(context.at).date()
    parties = [PartyTold(side=clean(p.side), name=clean(p.name), title=clean(p.title)) for p in command.parties]
    if len(parties) < PARTIES_LEAST or not all(one.side and one.name for one in parties):
        raise BadInput(N_("Biên bản cần ít nhất hai bên, mỗi bên ghi đơn vị và họ tên người dự."), field="parties")
    if not works.starts <= command.held_on <= today:
        raise BadInput(N_("Ngày nghiệm thu phải từ ngày khởi công đến hôm nay."), field="held_on")
    rules.check_acceptance(works.percent, works.open_blockers, [(d.what, d.due) for d in command.defects], today)
    works.state, works.accepted_on = Works.State.ACCEPTED, today
    works.days_late = rules.days_late(works.last_day, today)
    record = Acceptance.objects.create(
        works=works,
        held_on=command.held_on,
        signed_at=context.at,
        signed_by=context.actor.account,
        signer_title=context.actor.post_title,
        parties=[msgspec.to_builtins(one) for one in parties],
        conclusion=clean(command.conclusion, lines=True),
        last_day=works.last_day,
        late=works.days_late,
    )
    defects = [
        Defect(id=new_id(), acceptance=record, what=clean(one.what), due=one.due)
        for one in command.defects
        if one.due is not None
    ]
    Defect.objects.bulk_create(defects)
    event = WorksAccepted(
        acceptance=record.id,
        name=works.name,
        place=works.place_id,
        unit=works.unit_id,
        held_on=command.held_on,
        signed_on=today,
        last_day=works.last_day,
        late=works.days_late,
        parties=parties,
        defects=[DefectTold(defect=one.id, what=one.what, due=one.due) for one in defects],
        conclusion=record.conclusion,
    )
    return Done(event, outcome={"acceptance": record.id})


class MendDefect(Command, frozen=True, kw_only=True):
    """Say that a defect left at acceptance is mended, and how."""

    TARGET = "works"

    works: UUID
    defect: UUID
    words: Reason


@act(MendDefect, on=Works, verb=N_("Báo đã sửa tồn tại"), may=policies.may_handle, when=is_accepted, order=50)
def mend_defect(command: MendDefect, works: Works, context: Context) -> Done[Works]:
    """Keep the builder's word; the defect is closed only when an official has looked."""
    defect = _defect(works, command.defect)
    defect.mended_words = wanted(command.words, "words", N_("Ghi đã sửa thế nào."))
    defect.mended_at = context.at
    defect.save(update_fields=["mended_words", "mended_at"])
    theirs = spoke(works, context)
    return Done(DefectMended(defect=defect.id, words=defect.mended_words, spoke=theirs))


class CheckDefect(Command, frozen=True, kw_only=True):
    """Say whether a mended defect is good; one that is not is open again."""

    TARGET = "works"

    works: UUID
    defect: UUID
    good: bool
    words: Reason = ""


@act(CheckDefect, on=Works, verb=N_("Kiểm tra tồn tại"), may=policies.may_write, when=is_accepted, order=51)
def check_defect(command: CheckDefect, works: Works, context: Context) -> Done[Works]:
    """Close it, or take the builder's word back with the reason."""
    defect = _defect(works, command.defect)
    if defect.mended_at is None:
        raise Conflict(N_("Tồn tại này chưa được báo là đã sửa."))
    words = clean(command.words)
    if command.good:
        defect.checked_at = context.at
    else:
        words = wanted(words, "words", N_("Ghi vì sao chưa đạt."))
        defect.mended_at, defect.reopened = None, defect.reopened + 1
    defect.checked_words = words
    defect.save(update_fields=["checked_at", "checked_words", "mended_at", "reopened"])
    return Done(DefectChecked(defect=defect.id, good=command.good, words=words))


class ReopenWorks(Command, frozen=True, kw_only=True):
    """Set the acceptance aside for a defect found after it; the defect blocks the works until it is cleared."""

    TARGET = "works"

    works: UUID
    what: Annotated[str, msgspec.Meta(max_length=1000)]


@act(ReopenWorks, on=Works, verb=N_("Mở lại vì khiếm khuyết"), may=policies.may_accept, when=is_accepted, order=70)
def reopen_works(command: ReopenWorks, works: Works, context: Context) -> Done[Works]:
    """Put the works back under way; they are judged anew, against the day asked for, when they are accepted again."""
    what = wanted(command.what, "what", N_("Ghi khiếm khuyết là gì."))
    record = works.acceptances.filter(set_aside_at__isnull=True).latest("signed_at")
    record.set_aside_at = context.at
    record.save(update_fields=["set_aside_at"])
    blocker = Blocker.objects.create(
        works=works,
        what=what,
        side=rules.Side.CONTRACTOR,
        opened_at=context.at,
        opened_by=context.actor.account,
    )
    works.state, works.accepted_on, works.days_late = Works.State.RUNNING, None, 0
    works.open_blockers += 1
    works.last_word_on, works.silence_degree = clock.local(context.at).date(), 0
    return Done(WorksReopened(acceptance=record.id, blocker=blocker.id, what=what))


def _defect(works: Works, id_: UUID) -> Defect:
    found = Defect.objects.filter(pk=id_, acceptance__works=works, acceptance__set_aside_at__isnull=True).first()
    if found is None:
        raise NotFound(N_("Không có tồn tại này trong biên bản."))
    if found.checked_at is not None:
        raise Conflict(N_("Tồn tại này đã được xác nhận sửa xong."))
    return found

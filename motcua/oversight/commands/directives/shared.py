"""What commands on directives share: wishes, checks, the text lists are searched by, keeping a word with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

import msgspec

from motcua.documents import queries as documents
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Context
from motcua.ledger.events.directives import DueTold, FileTold, LinkTold, SourceTold, TaskTold
from motcua.office import family
from motcua.office import queries as office
from motcua.office.rules import PLACES
from motcua.oversight.models import Directive, DirectiveFile, DirectiveUnit, DirectiveWord
from motcua.oversight.queries import anchors
from motcua.oversight.rules import directives as rules
from motcua.oversight.rules.repeating import Repeat, check_repeat

Line = Annotated[str, msgspec.Meta(max_length=200)]
Number = Annotated[str, msgspec.Meta(max_length=60)]
Long = Annotated[str, msgspec.Meta(max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=2000)]
Obstacle = Annotated[str, msgspec.Meta(max_length=1000)]
LINKS_MOST, FILES_MOST = 12, 12
FOLDED_MOST = 900


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """How the time was said: a day, an event or a unit's operating day with days before or after, a period, or «sớm»."""

    kind: rules.DueKind = rules.DueKind.SOON
    day: date | None = None
    starts_on: date | None = None
    occasion: UUID | None = None
    anchor_unit: UUID | None = None
    offset_days: int = 0
    repeat: Repeat = Repeat.NONE
    repeat_day: int = 0


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where a directive comes from: the thing it was born from, its sentence, the document, whose word it goes back to."""

    kind: rules.Source = rules.Source.WORD
    source: UUID | None = None
    words: Words = ""
    document_number: Number = ""
    document_date: date | None = None
    issuer_words: Line = ""
    origin: Annotated[str, msgspec.Meta(max_length=300)] = ""


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A file already taken in, by the hash of its content."""

    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    filename: Line = ""


class Pointer(msgspec.Struct, frozen=True, kw_only=True):
    """Something elsewhere in the books: works, a project, training, a proposal; in words where it has no id."""

    kind: Annotated[str, msgspec.Meta(max_length=20)]
    thing: UUID | None = None
    words: Line = ""


Files = Annotated[list[Evidence], msgspec.Meta(max_length=FILES_MOST)]
Pointers = Annotated[list[Pointer], msgspec.Meta(max_length=LINKS_MOST)]
Units = Annotated[list[UUID], msgspec.Meta(max_length=rules.UNITS_MOST)]


def is_state(*states: rules.State, refusal: str) -> Any:
    """Return the condition that a directive is in one of these states."""

    def holds(directive: Directive) -> Said | None:
        return None if directive.state in states else said(refusal)

    return holds


is_open = is_state(*rules.OPEN, refusal=N_("Việc đã hoàn thành hoặc đã hủy; muốn làm tiếp phải mở lại."))
is_draft = is_state(rules.State.DRAFT, refusal=N_("Việc đã giao rồi."))
is_running = is_state(rules.State.RUNNING, refusal=N_("Việc không ở bước đang thực hiện."))
is_offered = is_state(rules.State.OFFERED, refusal=N_("Đơn vị chủ trì chưa đề nghị nghiệm thu."))


def wanted(text: str, field: str, refusal: str) -> str:
    """Return a text as it is kept; :class:`BadInput` with ``refusal`` when it says nothing."""
    kept = clean(text, lines=True)
    if not kept.strip():
        raise BadInput(refusal, field=field)
    return kept


def working_unit(unit: UUID, field: str) -> UUID:
    """Return the unit that does the work: of a commune, district or province its committee; ended units are refused."""
    found = office.unit(unit)
    if found.level in PLACES:
        committee = office.committee_of(unit)
        if committee is None:
            raise BadInput(N_("Chọn một đơn vị cụ thể, không chọn cả địa bàn."), field=field)
        found = committee
    if has_ended(found.id, clock.today()):
        raise BadInput(N_("«{unit}» đã giải thể, không giao việc được."), field=field, unit=found.full_name)
    return found.id


def has_ended(unit: UUID, on: date) -> bool:
    """Say whether a unit, or the place it belongs to, has ended by a day."""
    return any(one.valid.end is not None and one.valid.end <= on for one in family.line(unit))


def task_told(command: Any, place: UUID) -> TaskTold:
    """Return the task of a command as it is kept: ``place`` where no unit leads yet."""
    lead = working_unit(command.lead, "lead") if command.lead is not None else None
    co_owners = [working_unit(unit, "co_owners") for unit in command.co_owners]
    rules.check_units(lead, co_owners)
    return TaskTold(
        title=clean(command.title),
        place=family.home_of(lead) if lead is not None else place,
        lead=lead,
        co_owners=co_owners,
        group_words=clean(command.group_words),
        person=command.person,
        leader=command.leader,
        product=clean(command.product),
        evidence=clean(command.evidence),
        authority=clean(command.authority),
        target_words=clean(command.target_words),
    )


def due_told(due: Due) -> DueTold:
    """Return how the time was said with the last day it comes to; :class:`BadInput` for what makes no sense."""
    anchored = due.occasion is not None or due.anchor_unit is not None
    rules.check_due(due.kind, due.day, due.starts_on, anchored, due.offset_days)
    event = due.kind is rules.DueKind.EVENT
    day = due.day
    if event:
        day = anchors.day_of(due.occasion, due.anchor_unit, clock.today())
        if day is None:
            raise BadInput(
                N_("Mốc này chưa có ngày; ghi ngày cho mốc trước hoặc chọn cách nói khác."), field="occasion"
            )
    until = rules.until(due.kind, day, due.offset_days if event else 0)
    check_repeat(due.repeat, due.repeat_day, until)
    return DueTold(
        due_kind=due.kind.value,
        due_day=day,
        starts_on=due.starts_on if due.kind is rules.DueKind.SEASON or due.repeat is not Repeat.NONE else None,
        occasion=due.occasion if event else None,
        anchor_unit=due.anchor_unit if event else None,
        offset_days=due.offset_days if event else 0,
        until=until,
        repeat=due.repeat.value,
        repeat_day=due.repeat_day,
    )


def source_told(origin: Origin) -> SourceTold:
    """Return where a directive comes from, tidied."""
    return SourceTold(
        source_kind=origin.kind.value,
        source=origin.source,
        source_words=clean(origin.words, lines=True),
        document_number=clean(origin.document_number),
        document_date=origin.document_date,
        issuer_words=clean(origin.issuer_words),
        origin=clean(origin.origin),
    )


def put_task(directive: Directive, told: TaskTold) -> None:
    """Write the task into the row."""
    directive.title, directive.place_id, directive.lead_id = told.title, told.place, told.lead
    directive.group_words, directive.person, directive.leader = told.group_words, told.person, told.leader
    directive.product, directive.evidence = told.product, told.evidence
    directive.authority, directive.target_words = told.authority, told.target_words


def put_source(directive: Directive, told: SourceTold) -> None:
    """Write where it comes from into the row."""
    directive.source_kind, directive.source, directive.source_words = told.source_kind, told.source, told.source_words
    directive.document_number, directive.document_date = told.document_number, told.document_date
    directive.issuer_words, directive.origin = told.issuer_words, told.origin


def put_due(directive: Directive, told: DueTold) -> None:
    """Write the time into the row; what was told of the day before is told anew of this one."""
    directive.due_kind, directive.due_day, directive.starts_on = told.due_kind, told.due_day, told.starts_on
    directive.occasion_id, directive.anchor_unit_id = told.occasion, told.anchor_unit
    directive.offset_days, directive.until = told.offset_days, told.until or rules.FAR
    directive.repeat, directive.repeat_day, directive.degree = told.repeat, told.repeat_day, 0


def put_units(directive: Directive, units: Sequence[UUID]) -> None:
    """Write who shares the work."""
    DirectiveUnit.objects.filter(directive=directive).delete()
    DirectiveUnit.objects.bulk_create(DirectiveUnit(directive=directive, unit_id=unit) for unit in units)


def settle(directive: Directive) -> None:
    """Reckon what follows from the columns: how many of the six are lacking, and the text lists are searched by."""
    directive.lacking = len(rules.lacking(six_of(directive)))
    directive.folded = searched(directive.title, directive.document_number, directive.issuer_words, directive.product)


def searched(*texts: str) -> str:
    """Return the folded text a directive is found by."""
    return fold(" ".join(texts))[:FOLDED_MOST]


def six_of(directive: Directive) -> rules.Six:
    """Return the six things of a directive as the rules see them."""
    return rules.Six(
        work=directive.title,
        person=directive.person,
        until=day_of(directive),
        lead=directive.lead_id,
        leader=directive.leader,
        product=directive.product,
        evidence=directive.evidence,
        authority=directive.authority,
    )


def day_of(directive: Directive) -> date | None:
    """Return the last day in time, ``None`` where there is none."""
    return None if directive.until == rules.FAR else directive.until


def keep_word(
    directive: Directive,
    kind: str,
    context: Context,
    *,
    text: str = "",
    day: date | None = None,
    before: date | None = None,
    links: Iterable[Pointer] = (),
    files: Collection[Evidence] = (),
) -> tuple[list[LinkTold], list[FileTold]]:
    """Keep one thing said, with its evidence; a file that was never taken in is refused."""
    told = [LinkTold(kind=clean(one.kind), thing=one.thing, words=clean(one.words)) for one in links]
    word = DirectiveWord.objects.create(
        directive=directive,
        at=context.at,
        account_id=context.actor.account,
        unit_name=context.actor.unit_name,
        kind=kind,
        percent=directive.percent,
        text=text,
        obstacle=directive.obstacle,
        day=day,
        before=before,
        links=[msgspec.to_builtins(one) for one in told],
    )
    kept = []
    for file in files:
        facts = documents.claim(file.sha256)
        if facts is None:
            raise NotFound(N_("Tệp chưa tải lên hết; hãy chọn lại rồi gửi lại."), field="files")
        name = clean(file.filename)[:200] or "tep"
        DirectiveFile.objects.create(
            word=word, sha256=file.sha256, filename=name, media_type=facts.media_type, size=facts.size
        )
        kept.append(FileTold(sha256=file.sha256, filename=name))
    return told, kept

"""One directive: everything known of it, every word said, its chain above and below, and what may be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.oversight.models import Directive, DirectiveFile, DirectiveWord
from motcua.oversight.queries import wording
from motcua.oversight.queries.directives import DirectiveRow, rows_of, scope
from motcua.oversight.rules import directives as rules

CHILDREN_MOST = 300


@dataclass(frozen=True, slots=True)
class SixLine:
    """One of the six: its name here, what is known of it ("" nothing), what to do where it is missing."""

    key: rules.Clear
    name: str
    value: str
    clear: bool


@dataclass(frozen=True, slots=True)
class FileRow:
    """A piece of evidence."""

    id: UUID
    filename: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class WordRow:
    """One thing said."""

    at: datetime
    who: str
    unit_name: str
    kind: str
    percent: int
    text: str
    obstacle: str
    day: date | None
    before: date | None
    links: tuple[Mapping[str, str], ...]
    files: tuple[FileRow, ...]


@dataclass(frozen=True, slots=True)
class DirectivePage:
    """Everything about one directive, as its page shows it."""

    row: DirectiveRow
    version: int
    six: tuple[SixLine, ...]
    refusal: Said | None
    co_owners: tuple[UUID, ...]
    group_words: str
    person: UUID | None
    leader: UUID | None
    evidence: str
    authority: str
    target_words: str
    source: UUID | None
    source_words: str
    document_date: date | None
    issuer_words: str
    origin: str
    due_kind: rules.DueKind
    due_day: date | None
    starts_on: date | None
    occasion: UUID | None
    anchor_unit: UUID | None
    offset_days: int
    repeat: str
    repeat_day: int
    extensions: int
    returned: int
    offered_on: date | None
    above: tuple[DirectiveRow, ...]
    children: tuple[DirectiveRow, ...]
    words: tuple[WordRow, ...]
    offers: tuple[Offer, ...]


def page(actor: Actor, id_: UUID) -> DirectivePage:
    """Return one directive; :class:`NotFound`, noted, outside what the actor sees."""
    found = _one(actor, id_)
    six = _six(found)
    names_ = wording.names_for(found.keeper_place_id, found.realm)
    co_owners = tuple(found.co_owners.order_by("pk").values_list("unit_id", flat=True))
    seen = scope(actor)
    return DirectivePage(
        row=rows_of([found])[0],
        version=found.version,
        six=_lines(found, six, names_),
        refusal=rules.refuse_start(six, names_, found.group_words, len(co_owners)),
        co_owners=co_owners,
        group_words=found.group_words,
        person=found.person,
        leader=found.leader,
        evidence=found.evidence,
        authority=found.authority,
        target_words=found.target_words,
        source=found.source,
        source_words=found.source_words,
        document_date=found.document_date,
        issuer_words=found.issuer_words,
        origin=found.origin,
        due_kind=rules.DueKind(found.due_kind),
        due_day=found.due_day,
        starts_on=found.starts_on,
        occasion=found.occasion_id,
        anchor_unit=found.anchor_unit_id,
        offset_days=found.offset_days,
        repeat=found.repeat,
        repeat_day=found.repeat_day,
        extensions=found.extensions,
        returned=found.returned,
        offered_on=found.offered_on,
        above=rows_of(seen.filter(pk=found.parent_id)) if found.parent_id else (),
        children=rows_of(seen.filter(parent=found).order_by("until", "pk")[:CHILDREN_MOST]),
        words=_words(found),
        offers=tuple(available(found, actor)),
    )


def file(actor: Actor, directive: UUID, id_: UUID) -> tuple[str, str]:
    """Return name and content hash of a piece of evidence of a directive the actor sees."""
    row = DirectiveFile.objects.filter(pk=id_, word__directive=_one(actor, directive)).first()
    if row is None:
        raise NotFound(N_("Không có tệp này trong nhiệm vụ."))
    return row.filename, row.sha256


def _one(actor: Actor, id_: UUID) -> Directive:
    found = scope(actor).filter(pk=id_).first()
    if found is None:
        error = NotFound(N_("Không có nhiệm vụ này trong phạm vi của bạn."))
        access.refused(actor, "oversight.directive", id_, error)
        raise error
    return found


def _six(one: Directive) -> rules.Six:
    until = None if one.until == rules.FAR else one.until
    return rules.Six(one.title, one.person, until, one.lead_id, one.leader, one.product, one.evidence, one.authority)


def _lines(one: Directive, six: rules.Six, named: Mapping[str, str]) -> tuple[SixLine, ...]:
    people = names.officials_named({id_ for id_ in (one.person, one.leader) if id_})
    titles = office.titles_of(people)
    lead = names.names_of([one.lead_id]).get(one.lead_id, "") if one.lead_id else ""

    def who(id_: UUID | None) -> str:
        return ", ".join(filter(None, (people.get(id_, ""), titles.get(id_, "")))) if id_ else ""

    values = {
        rules.Clear.PERSON: who(one.person),
        rules.Clear.WORK: one.title,
        rules.Clear.TIME: rules.day_text(six.until) if six.until else "",
        rules.Clear.RESPONSIBILITY: "; ".join(filter(None, (lead, who(one.leader)))),
        rules.Clear.PRODUCT: "; ".join(filter(None, (one.product, one.evidence))),
        rules.Clear.AUTHORITY: one.authority,
    }
    missing = rules.lacking(six)
    return tuple(
        SixLine(key, named.get(key) or rules.CLEAR_NAMES[key], values[key], key not in missing) for key in rules.Clear
    )


def _words(one: Directive) -> tuple[WordRow, ...]:
    words = list(DirectiveWord.objects.filter(directive=one).prefetch_related("files").order_by("-at", "-pk"))
    who = names.people_of({word.account_id for word in words})
    return tuple(
        WordRow(
            at=word.at,
            who=who.get(word.account_id, ""),
            unit_name=word.unit_name,
            kind=word.kind,
            percent=word.percent,
            text=word.text,
            obstacle=word.obstacle,
            day=word.day,
            before=word.before,
            links=tuple(word.links),
            files=tuple(FileRow(f.id, f.filename, f.media_type, f.size) for f in word.files.all()),
        )
        for word in words
    )

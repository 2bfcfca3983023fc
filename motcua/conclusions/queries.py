"""What oversight answers of conclusions: lists, counts, one with its history. Cut to what the asker may see, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from motcua.conclusions import history, kept, policies, prints
from motcua.conclusions.history import Version
from motcua.conclusions.models import Conclusion, ConclusionCorrigendum, ConclusionPlace, ConclusionRecipient
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules.life import ASKING, Genre, State
from motcua.documents.letters import Letter
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.events.conclusions import HeadTold, SentenceTold
from motcua.ledger.perform import Offer, available, demanded
from motcua.ledger.queries import stream
from motcua.ledger.timeline import Happened
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000


class Show(StrEnum):
    """Which conclusions are asked for."""

    OUT = "da-gui"
    NEW = "chua-nhan"
    DRAFTS = "du-thao"
    WAITING = "cho-ky"
    SIGNED = "da-ky"
    OVER = "het-hieu-luc"


_STATES = {
    Show.OUT: (State.PUBLISHED,),
    Show.DRAFTS: rules.WRITABLE,
    Show.WAITING: (State.SUBMITTED,),
    Show.SIGNED: (State.SIGNED, State.NUMBERED),
    Show.OVER: (State.REPLACED, State.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``after`` is the id of the last row already shown."""

    show: Show = Show.OUT
    text: str = ""
    place: UUID | None = None
    genre: str = ""
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """A conclusion as lists show it; ``undated`` counts what it asks without a day."""

    id: UUID
    genre: Genre
    state: State
    title: str
    issuer: UUID
    issuer_name: str
    speaker: str
    spoken_on: date
    places: tuple[str, ...]
    asks: int
    undated: int
    number: str
    issued_on: date | None
    published_on: date | None
    received: int
    sent: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A recipient, and who there said when that it has arrived."""

    unit: UUID
    name: str
    received_at: datetime | None
    who: str


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """A correction issued after signing."""

    number: str
    issued_on: date
    sentence: UUID | None
    wrong: str
    right: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class ConclusionPage:
    """One conclusion whole: its paper, who received it, what happened, and what the asker may do now.

    ``left`` must still be written before signing, ``doubts`` will be asked about; both only while it is written on.
    ``may_receive``: the asker's body is among the recipients and has not said that it arrived.
    """

    row: ConclusionRow
    version: int
    place: UUID
    head: HeadTold
    place_ids: tuple[UUID, ...]
    opening: str
    sentences: tuple[SentenceTold, ...]
    units: dict[UUID, str]
    remarks: str
    reason: str
    paper: str
    file: str
    way: str
    signer_name: str
    signer_title: str
    signed_on: date | None
    trial: bool
    replaces: UUID | None
    replaced_by: UUID | None
    left: tuple[Said, ...]
    doubts: tuple[Said, ...]
    sent: tuple[Sent, ...]
    corrigenda: tuple[Corrigendum, ...]
    versions: tuple[Version, ...]
    history: tuple[Happened, ...]
    offers: tuple[Offer, ...]
    writes: bool
    may_receive: bool

    @property
    def asking(self) -> tuple[SentenceTold, ...]:
        """Return the sentences that ask for something: each of them becomes a task."""
        return tuple(one for one in self.sentences if one.kind in ASKING)


def scope(actor: Actor) -> QuerySet[Conclusion]:
    """Return the conclusions an actor may see: drafts of their own body, and what went out to them or about their places."""
    if not policies.reads(actor):
        return Conclusion.objects.none()
    own = policies.bodies(actor)
    spoken = ConclusionPlace.objects.filter(conclusion=OuterRef("pk"), place__in=territory.of(actor))
    sent = ConclusionRecipient.objects.filter(conclusion=OuterRef("pk"), unit__in=policies.addresses(actor))
    return Conclusion.objects.filter(
        Q(issuer__in=own) | Q(unit__in=own) | Q(published_on__isnull=False) & (Q(Exists(spoken)) | Q(Exists(sent))),
        realm=actor.realm,
    )


def sees(actor: Actor, id_: UUID) -> bool:
    """Say whether the actor may open a conclusion."""
    return scope(actor).filter(pk=id_).exists()


def counts(actor: Actor, place: UUID | None = None) -> dict[Show, int]:
    """Return how many each list has, in two statements."""
    found = _at(scope(actor), place)
    numbers = dict(found.order_by().values_list("state").annotate(count=Count("pk")))
    shown = {show: sum(numbers.get(str(state), 0) for state in states) for show, states in _STATES.items()}
    return shown | {Show.NEW: _shown(found, Show.NEW, actor).count()}


def places(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the places that the conclusions within sight speak of, by name."""
    spoken = ConclusionPlace.objects.filter(conclusion__in=scope(actor)).order_by().values_list("place", flat=True)
    found = names.names_of(spoken.distinct()[:EXPORT_MOST])
    return tuple(sorted(found.items(), key=lambda item: fold(item[1])))


def listed(actor: Actor, asked: Asked) -> tuple[tuple[ConclusionRow, ...], bool]:
    """Return a page of the list, the newest session first, and whether more follow."""
    found = _asked(actor, asked)
    if asked.after is not None:
        last = scope(actor).filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(Q(spoken_on__lt=last.spoken_on) | Q(spoken_on=last.spoken_on, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE]), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, limit: int = EXPORT_MOST) -> tuple[ConclusionRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(_asked(actor, asked)[:limit])


def page(actor: Actor, id_: UUID) -> ConclusionPage:
    """Return one conclusion; :class:`NotFound` for one the asker does not see."""
    found = _one(actor, id_)
    head, sentences = kept.head_of(found.front), kept.sentences_of(found.sentences)
    genre, state = Genre(found.genre), State(found.state)
    writing = state in rules.WRITABLE
    own = policies.bodies(actor)
    writes = found.issuer_id in own or found.unit_id in own
    entries = stream(found.pk)
    rows = list(ConclusionRecipient.objects.filter(conclusion=found))
    fixes = list(ConclusionCorrigendum.objects.filter(conclusion=found).order_by("at", "pk"))
    people = names.people_of(
        {one.account for one in entries}
        | {one.account_id for one in fixes}
        | {r.account_id for r in rows if r.account_id}
    )
    units = {unit for one in sentences for unit in one.units} | {row.unit_id for row in rows}
    named = names.names_of(units | {one.unit for one in head.recipients if one.unit} | set(head.places))
    mine = policies.addresses(actor)
    return ConclusionPage(
        row=_rows([found])[0],
        version=found.version,
        place=found.place_id,
        head=head,
        place_ids=tuple(head.places),
        opening=head.opening or prints.opening(genre, head),
        sentences=tuple(sentences),
        units=named,
        remarks=found.remarks,
        reason=found.reason,
        paper=found.paper,
        file=found.file,
        way=found.way,
        signer_name=found.signer_name,
        signer_title=found.signer_title,
        signed_on=found.signed_on,
        trial=found.trial,
        replaces=found.replaces,
        replaced_by=found.replaced_by,
        left=tuple(rules.lacking(genre, head, sentences)) if writing else (),
        doubts=tuple(rules.doubts(genre, sentences)) if writing or state is State.SUBMITTED else (),
        sent=_sent(rows, named, people),
        corrigenda=tuple(
            Corrigendum(o.number, o.issued_on, o.sentence, o.wrong, o.right, o.reason, people.get(o.account_id, ""))
            for o in fixes
        ),
        versions=history.versions(entries, people) if writes else (),
        history=history.of(entries, people, inside=writes),
        offers=tuple(available(found, actor)),
        writes=writes,
        may_receive=found.published_on is not None
        and policies.may_receive(actor, found) is None
        and any(row.unit_id in mine and row.received_at is None for row in rows),
    )


def version(actor: Actor, id_: UUID, number: int) -> tuple[HeadTold, tuple[SentenceTold, ...], Version]:
    """Return a draft as it was saved the ``number``-th time; its writers alone see it."""
    found = _one(actor, id_)
    own = policies.bodies(actor)
    if found.issuer_id not in own and found.unit_id not in own:
        raise NotFound(N_("Không có kết luận này trong phạm vi của bạn."))
    entries = stream(found.pk)
    seen = history.version(entries, number)
    if seen is None:
        raise NotFound(N_("Không có bản lưu này."))
    people = names.people_of({one.account for one in entries})
    return seen[0].head, tuple(seen[0].sentences), history.versions(entries, people)[number - 1]


def demand(actor: Actor, id_: UUID, command: type) -> None:
    """Refuse whoever may not do this to a conclusion, before a file is taken in; what its state says comes later."""
    demanded(_one(actor, id_), actor, command)


def letter(actor: Actor, id_: UUID) -> Letter:
    """Return a conclusion as the paper it stands for now; :class:`NotFound` for one the asker does not see."""
    return prints.letter(_one(actor, id_), clock.now())


def file_of(actor: Actor, id_: UUID) -> str:
    """Return the hash of the signed file or the scan, before signing of the file to be signed; :class:`NotFound` without one."""
    found = _one(actor, id_)
    if not (found.file or found.paper):
        raise NotFound(N_("Kết luận này chưa có tệp để ký."))
    return found.file or found.paper


def issuers(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """Return the bodies the actor may begin a conclusion of: the committee of their place, then their own unit."""
    home = territory.home(actor)
    if home is None or actor.unit is None:
        return ()
    committee = office.committee_of(home)
    found = {committee.id: committee.full_name} if committee else {}
    found.setdefault(actor.unit, office.unit(actor.unit).full_name)
    return tuple(found.items())


def _one(actor: Actor, id_: UUID) -> Conclusion:
    found = scope(actor).filter(pk=id_).first()
    if found is None:
        raise NotFound(N_("Không có kết luận này trong phạm vi của bạn."))
    return found


def _asked(actor: Actor, asked: Asked) -> QuerySet[Conclusion]:
    found = _shown(_at(scope(actor), asked.place), asked.show, actor)
    if asked.genre:
        found = found.filter(genre=asked.genre)
    for word in fold(asked.text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("-spoken_on", "-pk")


def _at(found: QuerySet[Conclusion], place: UUID | None) -> QuerySet[Conclusion]:
    if place is None:
        return found
    return found.filter(Exists(ConclusionPlace.objects.filter(conclusion=OuterRef("pk"), place=place)))


def _shown(found: QuerySet[Conclusion], show: Show, actor: Actor) -> QuerySet[Conclusion]:
    if show is Show.NEW:
        waiting = ConclusionRecipient.objects.filter(
            conclusion=OuterRef("pk"), unit__in=policies.addresses(actor), received_at__isnull=True
        )
        return found.filter(Exists(waiting), state=State.PUBLISHED.value)
    return found.filter(state__in=[state.value for state in _STATES[show]])


def _rows(found: Iterable[Conclusion]) -> tuple[ConclusionRow, ...]:
    rows = list(found)
    ids = [row.pk for row in rows]
    spoken: dict[UUID, list[UUID]] = {}
    for conclusion, place in ConclusionPlace.objects.filter(conclusion__in=ids).values_list("conclusion", "place"):
        spoken.setdefault(conclusion, []).append(place)
    sent = {
        conclusion: (received, all_)
        for conclusion, received, all_ in ConclusionRecipient.objects.filter(conclusion__in=ids)
        .order_by()
        .values_list("conclusion")
        .annotate(received=Count("received_at"), all=Count("pk"))
    }
    named = names.names_of({row.issuer_id for row in rows} | {place for many in spoken.values() for place in many})
    return tuple(
        ConclusionRow(
            id=row.pk,
            genre=Genre(row.genre),
            state=State(row.state),
            title=row.title,
            issuer=row.issuer_id,
            issuer_name=named.get(row.issuer_id, ""),
            speaker=row.speaker,
            spoken_on=row.spoken_on,
            places=tuple(sorted((named.get(place, "") for place in spoken.get(row.pk, ())), key=fold)),
            asks=row.asks,
            undated=row.undated,
            number=row.number_text,
            issued_on=row.issued_on,
            published_on=row.published_on,
            received=sent.get(row.pk, (0, 0))[0],
            sent=sent.get(row.pk, (0, 0))[1],
        )
        for row in rows
    )


def _sent(rows: Iterable[ConclusionRecipient], named: dict[UUID, str], people: dict[UUID, str]) -> tuple[Sent, ...]:
    found = (
        Sent(
            row.unit_id,
            named.get(row.unit_id, ""),
            row.received_at,
            people.get(row.account_id, "") if row.account_id else "",
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda one: fold(one.name)))

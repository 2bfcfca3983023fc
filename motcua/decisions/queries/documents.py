"""Documents of the register: lists narrowed by place, kind, year, issuer, theme and day; counts; one with its history.

``also`` are places that somebody may look at besides their own (those of an inspection they are in): whoever passes them
has made sure of it. They never widen what may be written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery

from motcua.decisions import rules
from motcua.decisions.models import Document, Member
from motcua.decisions.policies import READ, WRITE
from motcua.decisions.queries.history import Line, of_document
from motcua.documents import queries as documents
from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotFound
from motcua.kernel.text import fold
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office import territory
from motcua.office.queries import names

PAGE = 50
EXPORT_MOST = 5000
CHOICES_MOST = 200
Also = Collection[UUID]


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted; ``on`` keeps those in force that day; ``after`` is the id of the last row shown."""

    group: rules.Group | None = None
    text: str = ""
    place: UUID | None = None
    kind: str = ""
    year: int | None = None
    side: str = ""
    issuer: str = ""
    theme: str = ""
    on: date | None = None
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as lists show it; ``early`` is in days (negative: late), ``None`` where no day was set."""

    id: UUID
    kind: rules.Kind
    number: str
    issued_on: date
    side: rules.Side
    issuer: str
    abstract: str
    theme: str
    theme_year: int | None
    place: UUID
    place_name: str
    span: rules.Span
    standing: rules.Standing
    due_on: date | None
    early: int | None
    early_words: Said | None
    has_file: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody a document names, and the task it gives them."""

    name: str
    task: str
    official: UUID | None


@dataclass(frozen=True, slots=True)
class Named:
    """Another document, by name."""

    id: UUID
    label: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document: whom it names, what it replaces and what replaced it, its file, its history, what may be done now."""

    row: DocumentRow
    version: int
    issuer_unit: UUID | None
    members: tuple[MemberRow, ...]
    replaces: Named | None
    replaced_by: tuple[Named, ...]
    revoked_reason: str
    sha256: str
    filename: str
    media_type: str
    signed: bool
    history: tuple[Line, ...]
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many documents of each group there are within reach, the places that have any, and the years."""

    groups: dict[rules.Group, int]
    places: tuple[tuple[UUID, str], ...]
    years: tuple[int, ...]

    @property
    def all(self) -> int:
        """Return how many there are of all groups."""
        return sum(self.groups.values())


def scope(actor: Actor, also: Also = ()) -> QuerySet[Document]:
    """Return the documents an actor may see: within reach (and ``also``) and realm; none without the power."""
    if not actor.can(READ):
        return Document.objects.none()
    return Document.objects.filter(place__in=territory.of(actor) | frozenset(also), realm=str(actor.realm))


def own_place(actor: Actor) -> UUID:
    """Return the place whose register the actor keeps; :class:`NotAllowed` for whoever keeps none."""
    place = territory.home(actor)
    if place is None or not actor.can(WRITE):
        raise NotAllowed(N_("Bạn không có quyền ghi sổ văn bản."))
    return place


def counts(actor: Actor, place: UUID | None = None, also: Also = ()) -> Counts:
    """Return the counts of the register, for one place or all within reach; three statements."""
    whole = scope(actor, also)
    named = names.names_of(dict.fromkeys(whole.order_by("place").values_list("place", flat=True).distinct()))
    found = whole.filter(place=place) if place else whole
    by_kind = dict(found.order_by().values_list("kind").annotate(count=Count("pk")))
    return Counts(
        groups={group: sum(by_kind.get(kind, 0) for kind in rules.GROUPS[group]) for group in rules.Group},
        places=tuple(sorted(named.items(), key=lambda item: fold(item[1]))),
        years=tuple(found.order_by("-year").values_list("year", flat=True).distinct()),
    )


def listed(actor: Actor, asked: Asked, also: Also = ()) -> tuple[tuple[DocumentRow, ...], bool]:
    """Return a page of the list, the newest first, and whether more follow."""
    found = _asked(actor, asked, also)
    if asked.after is not None:
        last = scope(actor, also).filter(pk=asked.after).first()
        if last is not None:
            found = found.filter(Q(issued_on__lt=last.issued_on) | Q(issued_on=last.issued_on, pk__lt=last.pk))
    rows = list(found[: PAGE + 1])
    return _rows(rows[:PAGE], asked.on), len(rows) > PAGE


def exported(actor: Actor, asked: Asked, also: Also = (), limit: int = EXPORT_MOST) -> tuple[DocumentRow, ...]:
    """Return the whole list for a file, at most ``limit`` rows."""
    return _rows(_asked(actor, asked, also)[:limit], asked.on)


def choices(actor: Actor, place: UUID) -> tuple[Named, ...]:
    """Return the newest documents of a place, for a form that names one."""
    found = scope(actor).filter(place=place).order_by("-issued_on", "-pk")[:CHOICES_MOST]
    return tuple(Named(one.id, _label(one)) for one in found)


def document_page(actor: Actor, document: UUID, also: Also = ()) -> DocumentPage:
    """Return one document; :class:`NotFound` outside the asker's reach."""
    found = _found(actor, document, also)
    facts = documents.blob(found.sha256) if found.sha256 else None
    # Both stand at the same place as this one: whoever sees it sees them.
    old = Document.objects.filter(pk=found.replaces_id).first() if found.replaces_id else None
    newer = Document.objects.filter(replaces=found, revoked_on__isnull=True).order_by("issued_on", "pk")
    return DocumentPage(
        row=_rows([found])[0],
        version=found.version,
        issuer_unit=found.issuer_unit_id,
        members=tuple(
            MemberRow(one.name, one.task, one.official_id)
            for one in Member.objects.filter(document=found).order_by("ordinal")
        ),
        replaces=Named(old.id, _label(old)) if old else None,
        replaced_by=tuple(Named(one.id, _label(one)) for one in newer),
        revoked_reason=found.revoked_reason,
        sha256=found.sha256,
        filename=found.filename,
        media_type=facts.media_type if facts else "",
        signed=bool(facts and facts.signed),
        history=of_document(found.id),
        offers=tuple(available(found, actor)),
    )


def document_file(actor: Actor, document: UUID, also: Also = ()) -> tuple[str, str]:
    """Return hash and name of a document's file; :class:`NotFound` where there is none or it is out of reach."""
    found = _found(actor, document, also)
    if not found.sha256:
        raise NotFound(N_("Văn bản này chưa có tệp."))
    return found.sha256, found.filename


def _found(actor: Actor, document: UUID, also: Also) -> Document:
    found = scope(actor, also).filter(pk=document).first()
    if found is None:
        raise NotFound(N_("Không có văn bản này trong sổ của địa bàn bạn."))
    return found


def _asked(actor: Actor, asked: Asked, also: Also) -> QuerySet[Document]:
    found = scope(actor, also)
    if asked.place is not None:
        found = found.filter(place=asked.place)
    if asked.group is not None:
        found = found.filter(kind__in=[kind.value for kind in rules.GROUPS[asked.group]])
    for name in ("kind", "year", "side"):
        if value := getattr(asked, name):
            found = found.filter(**{name: value})
    for column, text in (("folded", asked.text), ("issuer_folded", asked.issuer), ("theme_folded", asked.theme)):
        for word in fold(text).split():
            found = found.filter(**{f"{column}__contains": word})
    if asked.on is not None:
        found = (
            found.annotate(replaced=_replaced_on())
            .filter(valid_from__lte=asked.on)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=asked.on))
            .filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=asked.on))
            .filter(Q(replaced__isnull=True) | Q(replaced__gt=asked.on))
        )
    return found.order_by("-issued_on", "-pk")


def _replaced_on() -> Subquery:
    """Return the first day on which a document that stands took the place of this one."""
    newer = Document.objects.filter(replaces=OuterRef("pk")).filter(
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=F("valid_from"))
    )
    return Subquery(newer.order_by("valid_from").values("valid_from")[:1])


def _rows(found: Iterable[Document], on: date | None = None) -> tuple[DocumentRow, ...]:
    rows, day = list(found), on or clock.today()
    named = names.names_of({one.place_id for one in rows})
    newer = Document.objects.filter(replaces__in=[one.id for one in rows]).filter(
        Q(revoked_on__isnull=True) | Q(revoked_on__gt=F("valid_from"))
    )
    replaced = dict(newer.order_by().values_list("replaces").annotate(first=Min("valid_from")))
    return tuple(_row(one, named.get(one.place_id, ""), replaced.get(one.id), day) for one in rows)


def _row(one: Document, place_name: str, replaced: date | None, day: date) -> DocumentRow:
    span = rules.Span(one.valid_from, one.valid_to, one.revoked_on, replaced)
    early = rules.days_early(one.issued_on, one.due_on)
    return DocumentRow(
        id=one.id,
        kind=rules.Kind(one.kind),
        number=one.number,
        issued_on=one.issued_on,
        side=rules.Side(one.side),
        issuer=one.issuer,
        abstract=one.abstract,
        theme=one.theme,
        theme_year=one.theme_year,
        place=one.place_id,
        place_name=place_name,
        span=span,
        standing=rules.standing(span, day),
        due_on=one.due_on,
        early=early,
        early_words=rules.early_words(early),
        has_file=bool(one.sha256),
    )


def _label(one: Document) -> str:
    return f"{one.number or rules.KIND_NAMES[rules.Kind(one.kind)]}, {one.issued_on:%d/%m/%Y}: {one.abstract}"[:160]

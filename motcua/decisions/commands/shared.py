"""What several commands of the register share: lengths, states, facts checked once, the text lists are searched by."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.decisions import rules
from motcua.decisions.models import Commitment, Document, Member
from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.ledger.events.decisions import DocumentFacts, MemberTold
from motcua.office import queries as office
from motcua.office.queries import names
from motcua.office.rules import PLACES

Line = Annotated[str, msgspec.Meta(max_length=200)]
Number = Annotated[str, msgspec.Meta(max_length=80)]
Words = Annotated[str, msgspec.Meta(max_length=500)]
Sha = Annotated[str, msgspec.Meta(max_length=64)]
SEARCHED_MOST = 1200
PDF = "application/pdf"
FILE_KINDS = frozenset({PDF, "image/jpeg", "image/png"})


class MemberWish(msgspec.Struct, frozen=True):
    """Somebody a document names: an official of our books or a name alone, and the task."""

    name: Annotated[str, msgspec.Meta(max_length=120)]
    task: Annotated[str, msgspec.Meta(max_length=300)] = ""
    official: UUID | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is entered of a document. ``valid_from`` empty: from the day it was issued."""

    kind: rules.Kind
    number: Number = ""
    issued_on: date
    side: rules.Side
    issuer: Line
    issuer_unit: UUID | None = None
    abstract: Words
    theme: Line = ""
    theme_year: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    due_on: date | None = None
    replaces: UUID | None = None
    members: Annotated[list[MemberWish], msgspec.Meta(max_length=rules.MEMBERS_MOST)] = []


def wanted(text: str, field: str, *, lines: bool = False) -> str:
    """Return a text that must say something, tidied; :class:`BadInput` beside ``field`` when it says nothing."""
    found = clean(text, lines=lines)
    if not found:
        raise BadInput(N_("Ghi mục này."), field=field)
    return found


def place_asked(place: UUID) -> None:
    """Raise :class:`BadInput` for what is no commune, district or province."""
    if office.unit(place).level not in PLACES:
        raise BadInput(N_("Chọn một địa phương."), field="place")


def checked(facts: Facts, actor: Actor, place: UUID, today: date, itself: UUID | None = None) -> DocumentFacts:
    """Return the facts as they are kept; :class:`BadInput` beside the field that cannot be."""
    valid_from = facts.valid_from or facts.issued_on
    rules.check_document(facts.issued_on, valid_from, facts.valid_to, today)
    theme = clean(facts.theme)
    rules.check_theme(theme, facts.theme_year)
    issuer = wanted(facts.issuer, "issuer")
    realm = str(actor.realm)
    replaced = _replaced(facts.replaces, actor, place, facts.issued_on, itself)
    return DocumentFacts(
        kind=facts.kind.value,
        number=clean(facts.number),
        issued_on=facts.issued_on,
        side=facts.side.value,
        issuer=issuer,
        issuer_unit=facts.issuer_unit or _body_named(issuer, place, facts.issued_on),
        abstract=wanted(facts.abstract, "abstract"),
        theme=theme,
        theme_year=facts.theme_year,
        valid_from=valid_from,
        valid_to=facts.valid_to,
        due_on=facts.due_on,
        replaces=replaced,
        members=_members(facts.members, place, facts.issued_on, realm),
    )


def _replaced(wanted_: UUID | None, actor: Actor, place: UUID, issued_on: date, itself: UUID | None) -> UUID | None:
    """Return the document that is replaced: of the same place, older, not this one."""
    if wanted_ is None:
        return None
    old = Document.objects.filter(pk=wanted_, place=place, realm=str(actor.realm)).first()
    if old is None or wanted_ == itself:
        raise BadInput(N_("Không có văn bản được thay thế này trong sổ của địa phương."), field="replaces")
    if old.issued_on > issued_on:
        raise BadInput(N_("Văn bản được thay thế phải ban hành trước văn bản này."), field="replaces")
    return wanted_


def _body_named(issuer: str, place: UUID, on: date) -> UUID | None:
    """Return the one body of the place that is called so, ``None`` for a name that is nobody's or several bodies'."""
    key = fold(issuer.replace("UBND", "Ủy ban nhân dân"))
    found = [body.id for body in office.bodies_of(place, on) if key in {fold(body.name), fold(body.full_name)}]
    return found[0] if len(found) == 1 else None


def _members(wishes: list[MemberWish], place: UUID, on: date, realm: str) -> list[MemberTold]:
    """Return whom a document names; a name alone is the official of the place who alone is called so that day."""
    known = names.officials_named({one.official for one in wishes if one.official is not None})
    here: dict[str, set[UUID]] = {}
    if wishes:
        for seat in names.seated([body.id for body in office.bodies_of(place, on)], on, realm):
            here.setdefault(fold(seat.name), set()).add(seat.official)
    found: list[MemberTold] = []
    for one in wishes:
        if one.official is not None and one.official not in known:
            raise BadInput(N_("Không có cán bộ này."), field="members")
        name = known[one.official] if one.official is not None else clean(one.name)
        if not name:
            raise BadInput(N_("Ghi tên từng thành viên."), field="members")
        alike = here.get(fold(name), set())
        official = one.official or (next(iter(alike)) if len(alike) == 1 else None)
        if any(name == other.name and official == other.official for other in found):
            raise BadInput(N_("«{name}» ghi hai lần."), field="members", name=name)
        found.append(MemberTold(name, official, clean(one.task)))
    return found


def put(document: Document, facts: DocumentFacts) -> None:
    """Write facts into the row of a document and its searched text."""
    for name in ("kind", "number", "issued_on", "side", "issuer", "abstract", "theme", "theme_year"):
        setattr(document, name, getattr(facts, name))
    for name in ("valid_from", "valid_to", "due_on"):
        setattr(document, name, getattr(facts, name))
    document.year = facts.issued_on.year
    document.issuer_unit_id = facts.issuer_unit
    document.replaces_id = facts.replaces
    for name, text in searched(facts).items():
        setattr(document, name, text)


def searched(facts: DocumentFacts) -> dict[str, str]:
    """Return the folded texts a document is found by, by column: all its words, its issuer, its theme."""
    people = " ".join(one.name for one in facts.members)
    whole = f"{facts.number} {facts.abstract} {facts.issuer} {facts.theme} {people}"
    return {
        "folded": fold(whole)[:SEARCHED_MOST],
        "issuer_folded": fold(facts.issuer)[:200],
        "theme_folded": fold(facts.theme)[:200],
    }


def keep_members(document: Document, facts: DocumentFacts) -> None:
    """Put the members in place of those before."""
    Member.objects.filter(document=document).delete()
    Member.objects.bulk_create(
        Member(document=document, ordinal=at, name=one.name, official_id=one.official, task=one.task)
        for at, one in enumerate(facts.members)
    )


def stored(sha256: str, field: str = "files") -> str:
    """Return the hash of a file that is kept and can be shown; :class:`BadInput` for another."""
    facts = documents.claim(sha256)
    if facts is None:
        raise BadInput(N_("Chưa nhận được tệp. Xin gửi lại."), field=field)
    if facts.media_type not in FILE_KINDS:
        raise BadInput(N_("Gửi tệp PDF hoặc ảnh JPEG, PNG."), field=field)
    return sha256


def is_standing(document: Document) -> Said | None:
    """What was withdrawn is not withdrawn again."""
    return None if document.revoked_on is None else said(N_("Văn bản đã ghi thu hồi."))


def is_revoked(document: Document) -> Said | None:
    """Only what was withdrawn can be put back."""
    return said(N_("Văn bản không ghi thu hồi.")) if document.revoked_on is None else None


def is_open(commitment: Commitment) -> Said | None:
    """What was withdrawn or renewed is signed no more."""
    return None if commitment.open else said(N_("Cam kết này đã kết thúc."))


def units_of(place: UUID, wanted_: list[UUID], on: date) -> list[UUID]:
    """Return the units asked, which must be bodies of the place; none given: every body of it, later ones too."""
    bodies = {body.id for body in office.bodies_of(place, on)}
    strange = [unit for unit in wanted_ if unit not in bodies]
    if strange:
        raise BadInput(N_("Chọn đơn vị của địa phương này."), field="units")
    return list(dict.fromkeys(wanted_))

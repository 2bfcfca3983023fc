"""Reads of e-forms: the version that holds, the versions there are, what is wrong with a draft and what it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, Final
from uuid import UUID

import msgspec

from motcua.catalogue import places
from motcua.catalogue.models import EForm, Procedure
from motcua.catalogue.rules.eform import answers, editing, verify
from motcua.catalogue.rules.eform.difference import differences
from motcua.catalogue.rules.eform.shape import Form, form_of
from motcua.catalogue.rules.eform.verify import Fault
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_, Said
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.office.stamps import kept as stamped


class State(StrEnum):
    """Where a version of an e-form stands."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    DROPPED = "dropped"


STATE_NAMES: Final = {State.DRAFT: N_("bản nháp"), State.IN_FORCE: N_("áp dụng"), State.DROPPED: N_("đã bỏ")}


@dataclass(frozen=True, slots=True)
class EFormVersion:
    """A version of an e-form; ``own``: of this centre, else it came with the product."""

    id: UUID
    version: int
    code: str
    case: str
    number: int
    state: State
    from_day: date | None
    digest: str
    own: bool
    form: Form


@dataclass(frozen=True, slots=True)
class EFormRow:
    """A line of the list of versions; ``holds`` marks the one filled in today."""

    it: EFormVersion
    questions: int
    holds: bool


@dataclass(frozen=True, slots=True)
class EFormPage:
    """A version with what is wrong with it, what it changes against the one that holds, and what may be done to it."""

    it: EFormVersion
    name: str
    content: str
    faults: tuple[Fault, ...]
    against: EFormVersion | None
    changes: tuple[Said, ...]
    offers: tuple[Offer, ...]
    after_factor: tuple[Offer, ...]


def kept(schema: Mapping[str, Any]) -> str:
    """Return a schema as it is kept: the order of its words is its author's, so it reads again as it was written."""
    return msgspec.json.encode(schema).decode()


def digest_of(content: str) -> str:
    """Return the SHA-256 (hex) of a schema as it is kept."""
    return hashlib.sha256(content.encode()).hexdigest()


@lru_cache(maxsize=200)
def _form(content: str) -> Form:
    return form_of(msgspec.json.decode(content))


def _version(row: EForm) -> EFormVersion:
    return EFormVersion(
        id=row.id,
        version=row.version,
        code=row.procedure_id,
        case=row.case,
        number=row.number,
        state=State(row.state),
        from_day=row.from_day,
        digest=row.digest,
        own=row.unit_id is not None,
        form=_form(row.content),
    )


def version(eform: UUID) -> EFormVersion:
    """Return a version by id; :class:`NotFound` when there is none."""
    row = EForm.objects.filter(pk=eform).first()
    if row is None:
        raise NotFound(N_("Không có bản biểu mẫu này."))
    return _version(row)


@stamped
def in_force(unit: UUID | None, code: str, case: str, on: date) -> EFormVersion | None:
    """Return the form a procedure's declaration is filled in on, at a centre, for a case, on a day; ``None``: there is none.

    The centre's own comes before the product's, the case's own before the one for all; of several the one that began last.
    """
    rows = EForm.objects.filter(procedure_id=code, case__in=("", case), state=State.IN_FORCE, from_day__lte=on)
    mine = [row for row in rows if row.unit_id is None or row.unit_id == unit]
    best = max(mine, key=lambda row: (row.unit_id is not None, row.case != "", row.from_day, row.number), default=None)
    return _version(best) if best else None


@stamped
def procedures_with_form(unit: UUID | None, on: date) -> frozenset[str]:
    """Return the codes of the procedures with a form that may be filled in at a centre on a day."""
    rows = EForm.objects.filter(state=State.IN_FORCE, from_day__lte=on)
    return frozenset(code for code, of in rows.values_list("procedure_id", "unit_id") if of is None or of == unit)


def rows(unit: UUID, code: str) -> list[EFormRow]:
    """Return the versions of a procedure's e-forms that concern a centre, the newest first; given-up ones left out."""
    today = clock.today()
    found = [
        _version(row)
        for row in EForm.objects.filter(procedure_id=code).exclude(state=State.DROPPED).order_by("-id")
        if row.unit_id in (None, unit)
    ]
    holding = {one.id for case in {one.case for one in found} if (one := in_force(unit, code, case, today))}
    return [EFormRow(one, sum(1 for _ in one.form.walk()), one.id in holding) for one in found]


def page(unit: UUID, code: str, eform: UUID, actor: Actor) -> EFormPage:
    """Return one version for a centre; :class:`NotFound` where that is none of this procedure here."""
    row = EForm.objects.filter(pk=eform, procedure_id=code).select_related("procedure").first()
    if row is None or row.unit_id not in (None, unit):
        raise NotFound(N_("Không có bản biểu mẫu này."))
    it = _version(row)
    against = _compared_with(row, unit)
    offers = tuple(available(row, actor))
    known = {offer.command for offer in offers}
    more = () if actor.verified else available(row, actor.as_verified())
    return EFormPage(
        it=it,
        name=row.procedure.name,
        content=pretty(row.content),
        faults=verify.faults(it.form),
        against=against,
        changes=differences(against.form, it.form) if against else (),
        offers=offers,
        after_factor=tuple(offer for offer in more if offer.command not in known),
    )


def _compared_with(row: EForm, unit: UUID) -> EFormVersion | None:
    """Return the version a draft would take the place of; of one in force, the one before it."""
    others = EForm.objects.filter(procedure_id=row.procedure_id, state=State.IN_FORCE).exclude(pk=row.id)
    mine = [one for one in others if one.unit_id in (None, unit) and one.case in ("", row.case)]
    if row.state == State.IN_FORCE:
        mine = [one for one in mine if one.id < row.id and (one.unit_id is None or row.unit_id is not None)]
    best = max(
        mine, key=lambda one: (one.unit_id is not None, one.case == row.case, one.from_day, one.number), default=None
    )
    return _version(best) if best else None


def begun_from(unit: UUID, code: str, case: str) -> tuple[str, UUID | None]:
    """Return what a new draft begins with, and of which version that is: what holds today, else an empty form."""
    today = in_force(unit, code, case, clock.today())
    if today is not None:
        return kept(today.form.schema), today.id
    name = Procedure.objects.filter(pk=code).values_list("name", flat=True).first()
    if name is None:
        raise NotFound(N_("Không có thủ tục này."))
    return kept(editing.empty(name)), None


def pretty(content: str) -> str:
    """Return a schema as people read and edit it."""
    return msgspec.json.format(content.encode(), indent=2).decode()


def faults_of(form: Form, given: Any, language: str = "vi") -> answers.Faults:
    """Return what is wrong with tidy answers today, communes as they are today; nothing where they fit."""
    today = clock.today()
    return answers.faults(form, given, today=today, is_commune=partial(_is_commune, on=today), language=language)


def _is_commune(code: str, on: date) -> bool:
    return places.is_commune(code, on)

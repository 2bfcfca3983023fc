"""Reads of the declaration of a dossier: what was filled in, on which version, and what a fresh one begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from motcua.catalogue import eforms, places
from motcua.catalogue.eforms import EFormVersion
from motcua.catalogue.rules.eform.shape import Form, Known, Widget
from motcua.dossiers import policies
from motcua.dossiers.models import Attachment, Dossier, FilledForm
from motcua.dossiers.views import DossierPage
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, NotAllowed, NotFound
from motcua.kernel.words import N_
from motcua.ledger import access
from motcua.ledger.actor import Actor
from motcua.ledger.perform import Offer, available
from motcua.ledger.prepared import Prepared
from motcua.parties.queries import cards


@dataclass(frozen=True, slots=True)
class Filled:
    """A declaration that was filled in. ``erased_at``: its answers went with the data of the applicant."""

    answers: Mapping[str, Any]
    issue: int
    filled_at: datetime
    filled_by: str
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class Declaration:
    """The declaration of a dossier: its form, what was filled in (``None``: nothing yet), and the answers to begin with."""

    dossier: UUID
    label: str
    procedure: str
    applicant: str
    declarant: str
    form: EFormVersion
    filled: Filled | None
    start: Mapping[str, Any]
    files: tuple[tuple[UUID, str], ...]
    offer: Offer | None


def form_for(dossier: Dossier, filled: FilledForm | None) -> EFormVersion | None:
    """Return the version a dossier's declaration is on: the one it was filled in on, else what held when it was received."""
    if filled is not None:
        return eforms.version(filled.form_id)
    return eforms.in_force(dossier.received_unit_id, dossier.procedure_code, dossier.case, dossier.received_day)


def declaration(actor: Actor, dossier_id: UUID, *, purpose: str = "Giải quyết hồ sơ") -> Declaration | None:
    """Return the declaration of a dossier the actor may read whole; ``None`` where its procedure has no e-form. The read is logged."""
    dossier = Dossier.objects.filter(pk=dossier_id).first()
    if dossier is None:
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    refusal = policies.may_read_form(actor, dossier)
    if refusal is not None:
        access.refused(actor, "dossiers.declaration", dossier.id, NotAllowed(refusal.sentence, **refusal.values))
        raise NotFound(N_("Không tìm thấy hồ sơ."))
    row = FilledForm.objects.filter(dossier=dossier).first()
    version = form_for(dossier, row)
    if version is None:
        return None
    access.read(actor, "dossiers.declaration", [dossier.id, dossier.applicant_id], purpose=purpose)
    filled = _filled(row) if row is not None else None
    files = Attachment.objects.filter(dossier=dossier, removed_at__isnull=True).exclude(sha256="").order_by("id")
    asking = dossier.submitter_id or dossier.applicant_id
    return Declaration(
        dossier=dossier.id,
        label=dossier.code or dossier.reception_number,
        procedure=dossier.procedure_name,
        applicant=dossier.applicant_name,
        declarant=dossier.submitter_name or dossier.applicant_name,
        form=version,
        filled=filled,
        start=filled.answers if filled else prefilled(version.form, asking, dossier.realm),
        files=tuple(files.values_list("id", "filename")),
        offer=next((one for one in available(dossier, actor) if one.command.__name__ == "FillForm"), None),
    )


def of_page(page: DossierPage) -> tuple[EFormVersion, Filled | None] | None:
    """Return the form of a dossier whose page somebody is shown, and what was filled in; ``None`` where there is no form.

    The read of the page was logged with it. A procedure without a form costs nothing.
    """
    if page.procedure_code not in eforms.procedures_with_form(page.received_unit_id, clock.today()):
        return None
    for row in _FILLED(page.row.id):
        return eforms.version(row.form_id), _filled(row)
    version = eforms.in_force(page.received_unit_id, page.procedure_code, page.case_key, page.received_day)
    return (version, None) if version else None


_FILLED = Prepared(lambda dossier: FilledForm.objects.filter(dossier_id=dossier))


def _filled(row: FilledForm) -> Filled:
    answers = msgspec.json.decode(row.answers) if row.answers else {}
    return Filled(answers, row.issue, row.filled_at, row.filled_by, row.erased_at)


def prefilled(form: Form, asking: UUID, realm: str) -> dict[str, Any]:
    """Return answers known already of whoever asks: into the first block about a person, or beside it on the first level.

    Luật Căn cước and NĐ 118/2025: what the state knows is not asked again; here it is what the counter knows of them.
    """
    card = cards.cards([asking], realm=realm, numbers=True, gone=True).get(asking)
    if card is None:
        return {}
    known = {
        Known.NAME: card.name,
        Known.NUMBER: card.number,
        Known.BORN: card.born,
        Known.ADDRESS: card.address,
        Known.PHONE: card.phone,
        Known.EMAIL: card.email,
    }
    block = next((one for one in form.questions if one.widget is Widget.PERSON and not one.conditions), None)
    found: dict[str, Any] = {}
    if block is not None:
        inner = {child.key: _fit(child.widget, known.get(child.known or Known.SEX, "")) for child in block.children}
        found[block.key] = {key: value for key, value in inner.items() if value}
    for question in form.questions:
        if question.known is not None and (value := _fit(question.widget, known.get(question.known, ""))):
            found[question.key] = value
    return {key: value for key, value in found.items() if value}


def _fit(widget: Widget | None, value: str) -> Any:
    """Return a known value as the answer to a question of this kind; an address by commune only where it names one."""
    if widget is not Widget.ADDRESS or not value:
        return value
    try:
        code = places.code_of(value, clock.today())
    except BadInput:
        return {"detail": value[:200]}
    return {"commune": code, "detail": value.split(",", maxsplit=1)[0][:200] if value.count(",") > 1 else ""}

"""The declaration of a dossier taken out: printed for the signature, and as JSON for another system."""

from __future__ import annotations

from uuid import UUID

import msgspec
from django.http import HttpResponse

from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.eform.paper import paper as declared
from motcua.desks.shared.handing import download, printed
from motcua.dossiers import filled, prints, slips
from motcua.dossiers.filled import Declaration
from motcua.kernel.errors import NotFound
from motcua.kernel.words import N_

JSON = "application/json"


@power("dossier.read")
def paper(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Print the declaration as it was filled in last, with the place for the signature."""
    found = _filled(request, dossier_id)
    heading = slips.declaration_heading(request.actor, dossier_id)
    answers = found.filled.answers if found.filled else {}
    files = {str(id_): name for id_, name in found.files}
    made = declared(found.form, answers, heading, files=files, declarant=found.declarant, code=found.label)
    return printed(prints.print_declaration(made), "to-khai.pdf")


@power("dossier.read")
def as_json(request: DeskRequest, dossier_id: UUID) -> HttpResponse:
    """Hand out the answers as JSON, with the version of the form they fit; whoever reads them may judge them again."""
    found = _filled(request, dossier_id)
    told = {
        "dossier": found.label,
        "procedure": found.form.code,
        "form": {"id": found.form.id, "number": found.form.number, "digest": found.form.digest},
        "answers": found.filled.answers if found.filled else {},
    }
    content = msgspec.json.format(msgspec.json.encode(told), indent=2)
    return download(content, f"to-khai-{found.label}.json", JSON)


def _filled(request: DeskRequest, dossier_id: UUID) -> Declaration:
    found = filled.declaration(request.actor, dossier_id, purpose="In giấy tờ của hồ sơ")
    if found is None or found.filled is None or found.filled.erased_at is not None:
        raise NotFound(N_("Hồ sơ này chưa có tờ khai điện tử."))
    return found

"""A version as files and on paper: the XLSX it came as, its XForm, a blank form as PDF and as a page to print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.checklists import prints, queries
from motcua.checklists.rules.items import SEVERITY_NAMES, VERDICT_NAMES
from motcua.checklists.rules.outline import outlined
from motcua.desks.inspector.checklists import shown
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.handing import XLSX, download, printed
from motcua.documents import queries as documents
from motcua.office import queries as office


@require_safe
@power("checklist.write", "inspection.read")
def xlsx(request: DeskRequest, version: UUID) -> HttpResponse:
    """Answer the workbook a version came as, to be read or changed."""
    found = queries.shown(request.actor, version)
    return download(documents.open_blob(found.sha256), shown.filename(found, "xlsx"), XLSX)


@require_safe
@power("checklist.write", "inspection.read")
def xform(request: DeskRequest, version: UUID) -> HttpResponse:
    """Answer the XForm of a version, for other programs of the field."""
    found = queries.shown(request.actor, version)
    return download(found.xform.encode(), shown.filename(found, "xml"), "application/xml")


@require_safe
@power("checklist.write", "inspection.read")
def blank(request: DeskRequest, version: UUID) -> HttpResponse:
    """Answer a blank form as PDF."""
    found = queries.shown(request.actor, version)
    owner = office.unit(found.place).full_name if found.place else ""
    return printed(prints.blank_paper(found, owner), shown.filename(found, "pdf"))


@require_safe
@power("checklist.write", "inspection.read")
def sheet(request: DeskRequest, version: UUID) -> HttpResponse:
    """Show a blank form to be printed by the browser, with boxes for ink."""
    found = queries.shown(request.actor, version)
    context = {
        "it": found,
        "form": found.form,
        "sections": outlined(found.form),
        "verdicts": VERDICT_NAMES,
        "severities": SEVERITY_NAMES,
    }
    return render(request, "inspector/checklists/sheet.html", context)

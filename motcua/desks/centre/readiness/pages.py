"""Pages of readiness: the list, a file, one of its zones, one of its items, and the sheet to print."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.centre.readiness import shown
from motcua.desks.shared.door import DeskRequest, once_key, power
from motcua.desks.shared.shapes import Link
from motcua.kernel import clock
from motcua.kernel.errors import NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.office import territory
from motcua.readiness import policies
from motcua.readiness.queries import files, trials
from motcua.readiness.queries.files import FilePage, Narrow
from motcua.readiness.rules.facts import PHASE_NAMES, TRUST_NAMES, in_scope, must_for
from motcua.readiness.rules.known import BOOK_NAMES
from motcua.readiness.rules.verdicts import GRADE_NAMES, VERDICT_NAMES, Who


@require_safe
@power("readiness.read")
def home(request: DeskRequest) -> HttpResponse:
    """List the files within reach; who has only one is led to it."""
    actor = request.actor
    if len(territory.of(actor)) <= 1 and not request.GET:
        own = files.own_file(actor)
        if own is not None:
            return HttpResponseRedirect(reverse("readiness:file", args=[own]))
    narrow = narrowed(request)
    found = files.files(actor, narrow, after=request.GET.get("sau", ""))
    query = request.GET.copy()
    query["sau"] = found.after
    context = {
        "rows": [(row, shown.source_of(row)) for row in found.rows],
        "narrow": narrow,
        "phases": shown.phases(reverse("readiness:home"), narrow.phase),
        "columns": shown.COLUMNS,
        "grades": shown.GRADES,
        "grade_names": GRADE_NAMES,
        "looks": shown.GRADE_LOOKS,
        "counts": files.counts(actor, narrow),
        "next_href": f"?{query.urlencode()}" if found.after else "",
        "query": request.GET.urlencode(),
        "may_open": policies.may_open(actor, _Home(actor.unit)) is None if actor.unit else False,
        "trials": trials.trials(actor),
    }
    return render(request, "centre/readiness/home.html", context)


class _Home:
    """The actor's own unit, as whoever asks whether a file may be opened there needs it."""

    def __init__(self, unit: UUID) -> None:
        self.unit = unit


def narrowed(request: DeskRequest) -> Narrow:
    """Return what the address narrows the list to."""
    return Narrow(
        phase=shown.phase_of(request.GET),
        text=clean(request.GET.get("q", ""), 80),
        grade=files.grade_of(request.GET.get("muc", "")),
    )


@require_safe
@power("readiness.read")
def file(request: DeskRequest, file: UUID) -> HttpResponse:
    """Show a file for one phase: the verdict, what keeps it, zone by zone."""
    page = files.file_page(request.actor, file)
    return render(request, "centre/readiness/file.html", file_context(request, page))


def file_context(request: DeskRequest, page: FilePage) -> dict[str, object]:
    """Return what the pages of a file show."""
    phase, actor = shown.phase_of(request.GET), request.actor
    zones = [
        (zone, [one for one in page.items if one.zone.key == zone.key and in_scope(zone, one.item, phase)])
        for zone in page.facts.zones
    ]
    row = RowLike(page.place, actor.realm)
    return {
        "page_": page,
        "phase": phase,
        "phase_word": shown.PHASE_WORDS[phase],
        "phase_name": PHASE_NAMES[phase],
        "phases": shown.phases(reverse("readiness:file", args=[page.id]), phase),
        "judged": page.judged(phase),
        "certificate": page.certificate(phase),
        "past": [one for one in page.certificates if one.phase is phase and one.state in ("withdrawn", "replaced")],
        "zones": [(zone, items) for zone, items in zones if items],
        "musts": {one.item.key for one in page.items if must_for(one.item, phase)},
        "columns": shown.ITEM_COLUMNS,
        "grade_names": GRADE_NAMES,
        "verdict_names": VERDICT_NAMES,
        "looks": shown.GRADE_LOOKS,
        "verdict_looks": shown.VERDICT_LOOKS,
        "certificate_words": shown.CERTIFICATE_WORDS,
        "test_names": shown.TEST_NAMES,
        "test_looks": shown.TEST_LOOKS,
        "trust_names": TRUST_NAMES,
        "book_names": BOOK_NAMES,
        "book_links": shown.book_links(actor),
        "differing": [one for one in page.items if one.disagrees and in_scope(one.zone, one.item, phase)],
        "may_report": policies.may_report(actor, row) is None,
        "may_inspect": policies.may_inspect(actor, row) is None,
        "may_speak": policies.may_speak(actor, row) is None,
        "may_certify": policies.may_certify(actor.as_verified(), row) is None,
        "once_key": once_key(),
        "trail": [shown.HOME, Link(page.place_name)],
    }


class RowLike:
    """Place and realm of a row, as policies ask for them."""

    def __init__(self, place: UUID, realm: str) -> None:
        self.place_id, self.realm = place, realm


@require_safe
@power("readiness.read")
def item(request: DeskRequest, file: UUID, item: str) -> HttpResponse:
    """Show one item: both statements, what waits to be settled, evidence, everything that was ever said."""
    page = files.file_page(request.actor, file)
    found = next((one for one in page.items if one.item.key == item), None)
    if found is None:
        raise NotFound(N_("Bộ mẫu của hồ sơ không có mục này."))
    rivals = [
        (who, [one for one in (found.seen if who is Who.SEEN else found.told, *_beside(found.beside, who)) if one])
        for who in Who
        if any(one.who is who for one in found.beside)
    ]
    context = file_context(request, page) | {
        "one": found,
        "rivals": rivals,
        "history": files.item_history(request.actor, file, item),
        "trail": shown.trail(page, Link(found.zone.name, _zone(page, found.zone.key)), Link(found.item.name)),
        "today": clock.today(),
    }
    return render(request, "centre/readiness/item.html", context)


def _beside(answers: tuple[files.AnswerRow, ...], who: Who) -> list[files.AnswerRow]:
    return [one for one in answers if one.who is who]


def _zone(page: FilePage, zone: str) -> str:
    return reverse("readiness:zone", args=[page.id, zone])


@require_safe
@power("readiness.read")
def sheet(request: DeskRequest, file: UUID) -> HttpResponse:
    """Show the file as a sheet of paper."""
    page = files.file_page(request.actor, file)
    return render(request, "centre/readiness/print.html", file_context(request, page))

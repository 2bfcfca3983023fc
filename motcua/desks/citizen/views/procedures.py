"""The procedures of the centre: found by asking, listed by field, each on a page of its own and as a sheet to post."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from markupsafe import Markup

from motcua.catalogue import boards, eforms, finder, levels, packaged
from motcua.catalogue import queries as catalogue
from motcua.catalogue.finder import Match
from motcua.catalogue.queries import OnShow
from motcua.desks.citizen import house, showing
from motcua.desks.citizen.house import House
from motcua.desks.shared.door import DeskRequest, public
from motcua.kernel import clock
from motcua.kernel.text import clean, fold

LONGEST = 200
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure in a list: ``agency`` says whose business it is where the centre does not take it."""

    code: str
    name: str
    field: str
    offered: bool
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question: procedures, questions back with their choices, or nothing and perhaps advice."""

    text: str
    lines: tuple[Line, ...]
    questions: tuple[tuple[str, tuple[Line, ...]], ...]
    advice: str

    @property
    def none(self) -> bool:
        """Say whether nothing was found."""
        return not self.lines and not self.questions


@require_safe
@public
def procedures(request: DeskRequest) -> HttpResponse:
    """Answer a question in anybody's words, show a field, or ask what is wanted."""
    here = house.house()
    text, field = clean(request.GET.get("q", ""), LONGEST), clean(request.GET.get("linh-vuc", ""), LONGEST)
    offered = catalogue.offered(here.centre) if here.centre else ()
    told: dict[str, Any] = {"text": text, "field": field, "answer": ask(text, offered) if text else None}
    if request.htmx:
        return _open(house.page(request, "citizen/_found.html", here, told))
    told["fields"] = sorted(Counter(of for _, _, of in offered).items(), key=lambda each: fold(each[0]))
    lines = [Line(code, name, of, offered=True) for code, name, of in offered if of == field]
    told["lines"] = sorted(lines, key=lambda line: fold(line.name))
    return _open(house.page(request, "citizen/procedures.html", here, told))


def ask(text: str, offered: tuple[tuple[str, str, str], ...]) -> Answer:
    """Return what the finder makes of a question, each procedure marked when this centre does not take it."""
    here = frozenset(code for code, _, _ in offered)
    found = finder.find(text, top=SHOWN)
    choices = {match.code for one in found.clarify for match in one.options}
    return Answer(
        text,
        tuple(_line(match, here) for match in found.answer if match.code not in choices),
        tuple((one.question, tuple(_line(match, here) for match in one.options)) for one in found.clarify),
        found.advice or "",
    )


def _line(match: Match, here: frozenset[str]) -> Line:
    facts = packaged.all_procedures()[match.code]
    return Line(match.code, match.name, facts.field, match.code in here, showing.AGENCIES[facts.agency_class])


@require_safe
@public
def procedure(request: DeskRequest, code: str) -> HttpResponse:
    """Show one procedure; where it has several cases, first ask which."""
    here = house.house()
    told = told_of(here, code, clock.today())
    wanted = request.GET.get("truong-hop", "")
    several = len(told["cases"]) > 1
    told["chosen"] = next((case for case in told["cases"] if case.key == wanted or not several), None)
    return _open(house.page(request, "citizen/procedure.html", here, told))


@require_safe
@public
def posting(request: DeskRequest, code: str) -> HttpResponse:
    """Show the sheet to print and post: every case, the same version as at the counter."""
    here = house.house()
    return _open(house.page(request, "citizen/posting.html", here, told_of(here, code, clock.today())))


def told_of(here: House, code: str, on: date) -> dict[str, Any]:
    """Return what is shown of a procedure on its page, on its sheet and on the board, all from one version."""
    shown: OnShow = catalogue.on_show(here.centre, clean(code, 40), on)
    facts = shown.facts
    address = settings.MOTCUA_PUBLIC_URL.rstrip("/") + reverse("citizen:procedure", args=[facts.code])
    return {
        "shown": shown,
        "facts": facts,
        "cases": showing.cases(shown, on),
        "agency": showing.AGENCIES[facts.agency_class],
        "channels": [showing.CHANNELS[channel] for channel in showing.channels_of(facts)],
        "digest": boards.sheet(here.centre, facts.code, on).digest if shown.offered and here.centre else "",
        "both": (level := levels.both(facts)) and levels.words(level),
        "level": showing.LEVELS.get(facts.online_level or "", ""),
        "trust": showing.TRUST[facts.source.trust],
        "stale": facts.review_by is not None and facts.review_by < on,
        "address": address,
        "qr": qr(address),
        "has_form": facts.code in eforms.procedures_with_form(here.centre, on),
        "field_href": f"{reverse('citizen:procedures')}?{urlencode({'linh-vuc': facts.field})}",
    }


@lru_cache(maxsize=512)
def qr(address: str) -> Markup:
    """Return the QR of an address as a drawing in the page, black on white whatever the theme."""
    import segno  # noqa: PLC0415 - slow to import: its tables are built then

    code = segno.make_qr(address, error="m")
    return Markup(  # noqa: S704 - drawn by segno from our own address
        code.svg_inline(omitsize=True, border=3, dark="#000", light="#fff", svgclass="qr", lineclass=None)
    )


def _open(response: HttpResponse) -> HttpResponse:
    """Let the browser keep the page for going back; nothing personal is on it."""
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["HX-Request"])
    return response

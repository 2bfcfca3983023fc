"""What surrounds every public page: whose centre this is, how to reach it, whether it is open now, where one can go."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.desks.shared.shapes import Link, Shell
from motcua.desks.shared.shell import PRODUCT, shell
from motcua.kernel import clock, worktime
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, Said, said
from motcua.office import queries as office
from motcua.office.queries import names

MENU = (
    ("citizen:follow", N_("Tra cứu hồ sơ")),
    ("citizen:procedures", N_("Tìm thủ tục")),
    ("citizen:check", N_("Kiểm tra giấy hẹn")),
    ("citizen:news", N_("Tin bài")),
    ("citizen:help", N_("Trợ giúp")),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether the counter receives now, that in words, and the hours of today ("07:30-11:30, 13:00-17:00")."""

    open: bool
    words: Said
    today: str
    holiday: str


@dataclass(frozen=True, slots=True)
class House:
    """The centre these pages speak for; ``centre`` is ``None`` while none has been set up on this node."""

    centre: UUID | None
    name: str
    place: str
    address: str
    hotline: str
    agency_codes: frozenset[str] = frozenset()


def house() -> House:
    """Return the centre of this node: the first that stands today. Kept in memory by the office."""
    today = clock.today()
    found = office.centres(today)
    if not found:
        return House(None, PRODUCT, "", "", "")
    centre = found[0]
    heading = names.heading_of(centre.id, today)
    venues = [centre.address] if centre.address else _venues(centre.id)
    return House(
        centre=centre.id,
        name=heading.centre,
        place=", ".join(part for part in (heading.commune, _province(centre)) if part),
        address=venues[0] if venues else "",
        hotline=heading.hotline,
        agency_codes=frozenset({heading.agency_code, heading.commune_code} - {""}),
    )


def _province(centre: office.UnitRow) -> str:
    """Return the province of a centre: names of communes repeat across the country."""
    at: office.UnitRow | None = centre
    while at is not None and not at.province_name:
        at = office.unit(at.parent) if at.parent is not None else None
    return at.province_name if at else ""


def _venues(centre: UUID) -> list[str]:
    return [venue.address for venue in office.venues_of(centre) if venue.address]


def opening(centre: UUID, now: datetime) -> Opening | None:
    """Return whether a centre is open at ``now``; ``None`` when its calendar does not cover the days asked for."""
    try:
        calendar = office.calendar_for(centre)
        local = clock.local(now)
        day = calendar.day(local.date())
        hours = worktime.spans_text(day.reception)
        holiday = day.rule.name if day.rule is not None and not day.reception else ""
        minute = local.hour * 60 + local.minute
        for span in day.reception:
            if span.start <= minute < span.end:
                return Opening(True, said(N_("Đang mở cửa, đến {time}"), time=worktime.clock_text(span.end)), hours, "")
        again = clock.local(worktime.next_open(calendar, now))
    except RuleError:
        return None
    if again.date() == local.date():
        words = said(N_("Đang nghỉ, mở lại lúc {time} hôm nay"), time=f"{again:%H:%M}")
    else:
        words = said(N_("Đã đóng cửa, mở lại {when}"), when=again)
    return Opening(False, words, hours, holiday)


def page(
    request: HttpRequest, template: str, here: House, context: dict[str, Any], *, status: int = 200, trial: bool = False
) -> HttpResponse:
    """Return a public page of ``here``, its frame naming the centre and its telephone."""
    context |= {"house": here, "public_shell": _shell(request, here, trial=trial)}
    return render(request, template, context, status=status)


def _shell(request: HttpRequest, here: House, *, trial: bool) -> Shell:
    """Return the frame of a public page: nobody's name and menu, whoever may be signed in beside it."""
    around = shell(request)["shell"]
    kept = {field.name: getattr(around, field.name) for field in fields(Shell)}
    kept |= {"unit_name": here.name, "place": here.place, "hotline": here.hotline, "home": reverse("citizen:home")}
    kept |= {"person": "", "post": "", "user_key": "", "trial": trial, "menu": _menu(request.path)}
    return Shell(**kept)


def _menu(path: str) -> list[Link]:
    return [Link(label, reverse(view), current=path.startswith(reverse(view))) for view, label in MENU]

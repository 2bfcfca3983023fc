"""How campaigns and stops are shown: words, tags, columns, places a form offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Link, Option, Text
from motcua.inspections.queries import CampaignPage, CampaignRow, MemberRow, StopRow
from motcua.inspections.queries.scope import Sight
from motcua.inspections.rules.campaigns import KIND_NAMES, PART_NAMES, STATE_NAMES, Kind, State, Told
from motcua.inspections.rules.stops import (
    HALF_NAMES,
    OUTLINE_NAMES,
    STOP_STATE_NAMES,
    Outline,
    StopState,
)
from motcua.kernel import clock
from motcua.kernel.words import N_, Said, said
from motcua.kernel.worktime import clock_text
from motcua.ledger.actor import Actor
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.rules import Level

HOME: Final = Link(N_("Kiểm tra"), "/doan-kiem-tra/")
STATE_TONES: Final = {
    State.DRAFT: "plain",
    State.READY: "calm",
    State.RUNNING: "gold",
    State.CLOSED: "good",
    State.CANCELLED: "plain",
}
STOP_TONES: Final = {
    StopState.PLANNED: "calm",
    StopState.BEGUN: "gold",
    StopState.FINISHED: "good",
    StopState.CANCELLED: "plain",
}
OUTLINE_TONES: Final = {
    Outline.EMPTY: "plain",
    Outline.DRAFT: "calm",
    Outline.SUBMITTED: "good",
    Outline.RETURNED: "soon",
}
SEALED: Final = N_("Cuộc kiểm tra đột xuất, chưa công bố")
ANNOUNCED: Final = (Option("co", N_("Báo trước")), Option("khong", N_("Đột xuất, không báo trước")))


def title(page: CampaignPage | CampaignRow) -> Text:
    """Return what a campaign is called for this reader."""
    return SEALED if page.sight is Sight.SEALED else page.title


def tags(page: CampaignPage | CampaignRow) -> list[tuple[Text, str]]:
    """Return what stands out about a campaign: (words, tone)."""
    found: list[tuple[Text, str]] = [(STATE_NAMES[page.state], STATE_TONES[page.state])]
    if not page.announced:
        found.append((N_("không báo trước"), "soon"))
    elif page.kind is not Kind.SUDDEN:
        found.append((KIND_NAMES[page.kind], "plain"))
    return found


def when(row: StopRow) -> Said:
    """Return day and half-day of a stop, with its hour where one is set."""
    if row.at is None:
        return said(N_("{half}, {day}"), half=said(HALF_NAMES[row.half]), day=short_date(row.day))
    return said(
        N_("{hour}, {half}, {day}"), hour=clock_text(row.at), half=said(HALF_NAMES[row.half]), day=short_date(row.day)
    )


def where(row: StopRow) -> str:
    """Return the house a stop goes to: venue, unit."""
    return ", ".join(part for part in (row.venue, row.unit_name) if part)


def stop_tags(row: StopRow) -> list[tuple[Text, str]]:
    """Return what stands out about a stop: (words, tone)."""
    found: list[tuple[Text, str]] = [(STOP_STATE_NAMES[row.state], STOP_TONES[row.state])]
    if row.state is StopState.CANCELLED:
        return found
    if row.asks:
        found.append(
            (said(N_("đề cương: {state}"), state=said(OUTLINE_NAMES[row.outline])), OUTLINE_TONES[row.outline])
        )
    if row.overdue:
        found.append((N_("đề cương quá hạn"), "late"))
    return found


def member_words(one: MemberRow) -> Text:
    """Return what stands under a member: titles on the day, unit; that nobody is named is said."""
    if one.told is Told.UNIT:
        return N_("chưa nêu tên người")
    return ", ".join(part for part in (one.titles, one.unit_name) if part)


def member_options(members: Iterable[MemberRow]) -> list[Option]:
    """Return the members of a team as a form offers them."""
    return [Option(str(one.id), one.shown, hint=PART_NAMES[one.part]) for one in members]


def communes(actor: Actor, campaign: CampaignPage) -> list[Option]:
    """Return the communes a campaign may go to: those drawn where it draws, else all within reach that stood then."""
    held = [draw for draw in campaign.draws if draw.held_at is not None]
    if held:
        return [Option(str(id_), name) for id_, name in held[-1].drawn]
    return commune_options(actor, campaign.place)


def commune_options(actor: Actor, place: UUID) -> list[Option]:
    """Return the communes of a place within the actor's reach that stand or are being prepared."""
    rows = office.units(territory.of(actor) & territory.under(place)).values()
    today = clock.today()
    lasting = (row for row in rows if row.valid.end is None or row.valid.end > today)
    standing = [row for row in lasting if row.level is Level.COMMUNE]
    return [Option(str(row.id), row.printed) for row in sorted(standing, key=lambda row: (row.name, str(row.id)))]


def colleague_options(actor: Actor) -> list[Option]:
    """Return the people of the actor's own place, who may be put into a team by their account."""
    if actor.unit is None:
        return []
    bodies = [body.id for body in office.bodies_of(actor.unit)]
    return [Option(str(one.official), one.name, hint=one.title) for one in names.serving(bodies, clock.today())]


def body_options(place: UUID) -> list[Option]:
    """Return the bodies of a place."""
    return [Option(str(body.id), body.full_name) for body in office.bodies_of(place)]

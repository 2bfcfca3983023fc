"""How messages are shown: their tags, and the page of the thing each is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.urls import reverse

from motcua.contact.queries import MessageRow
from motcua.contact.rules.kinds import URGENCY_NAMES, Urgency
from motcua.desks.shared.shapes import Text
from motcua.kernel.words import N_

PAGES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("works.silence", "works.slip", "works.missed", "works.blocker", "works.defect"), "works:works"),
    **dict.fromkeys(("links.cut", "links.silent"), "links:line"),
    "oversight.stale": "projects:project",
    **dict.fromkeys(
        ("directives.given", "directives.near", "directives.late", "directives.offered"), "steering:directive"
    ),
    **dict.fromkeys(("directives.returned", "directives.extension", "directives.moved"), "steering:directive"),
    **dict.fromkeys(("proposals.answer", "proposals.route", "proposals.answered"), "proposals:proposal"),
    **dict.fromkeys(("budget.asked", "budget.decide", "budget.returned", "budget.missing"), "money:estimate"),
    **dict.fromkeys(("readiness.review", "readiness.suspended"), "readiness:file"),
    **dict.fromkeys(("readiness.day_off", "readiness.defect"), "readiness:trial"),
    "staff.gaps": "people:roster",
    **dict.fromkeys(("custody.check", "custody.sign", "custody.decision"), "assets:transfer"),
    **dict.fromkeys(("custody.approve", "custody.returned", "custody.order"), "assets:request"),
    **dict.fromkeys(("archives.receive", "archives.sign", "archives.refused", "archives.claim"), "records:handover"),
    **dict.fromkeys(
        ("conclusion.sign", "conclusion.returned", "conclusion.issue", "conclusion.new"), "conclusions:conclusion"
    ),
    "office.order": "seals:order",
    **dict.fromkeys(("dossiers.near", "dossiers.eve", "dossiers.missed", "dossiers.again"), "backoffice:dossier"),
    **dict.fromkeys(("inspections.visit", "inspections.outline", "inspections.team"), "campaigns:campaign"),
    **dict.fromkeys(
        ("inspections.moved", "inspections.overdue", "inspections.returned", "inspections.submitted"), "campaigns:stop"
    ),
    **dict.fromkeys(
        ("findings.shortcoming", "findings.again", "findings.closed", "findings.proof"), "findings:finding"
    ),
    **dict.fromkeys(
        ("findings.minutes_answer", "findings.minutes_answered", "findings.minutes_sign"), "minutes:minutes"
    ),
}
"""The page of the subject of each kind; a kind may have one list for all its subjects instead."""
WHOLE_PAGES: Final[Mapping[str, str]] = {
    "staff.absence": "people:shortcomings",
    "staff.leave": "people:leaves",
    "staff.training": "people:training",
    "staff.need": "people:needs",
    "contact.mail": "inbox:outbox",
    "dossiers.to_sign": "backoffice:waiting",
    "dossiers.stand_in": "backoffice:leave",
    "decisions.unsigned": "decisions:mine",
    "catalogue.missing": "backoffice:boards",
    "catalogue.renewed": "backoffice:boards",
}
TONES: Final = {Urgency.LATE: "late", Urgency.SOON: "soon", Urgency.CALM: "plain"}


def subject_href(row: MessageRow) -> str:
    """Return the address of the thing a message is about."""
    if row.kind in WHOLE_PAGES:
        return reverse(WHOLE_PAGES[row.kind])
    return reverse(PAGES[row.kind], args=[row.subject])


def tags(row: MessageRow) -> list[tuple[Text, str]]:
    """Return what stands out about a message: (words, tone)."""
    if row.closed_at is not None:
        return [(N_("đã khép"), "good")]
    found: list[tuple[Text, str]] = [(URGENCY_NAMES[row.urgency], TONES[row.urgency])]
    if row.reminded:
        found.append((N_("đã nhắc lại"), "soon"))
    if row.level:
        found.append((N_("đã báo lên trên"), "late"))
    return found

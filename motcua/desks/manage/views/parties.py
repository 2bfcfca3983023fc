"""Citizens and organisations in the books: found, and one of them with what may be done to the record."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.desks.manage.choices import HOME
from motcua.desks.shared.door import DeskRequest, power
from motcua.desks.shared.forms import is_verified
from motcua.desks.shared.shapes import Column, Fact, Link, Moment, Text
from motcua.dossiers import workload
from motcua.kernel.errors import BadInput
from motcua.kernel.partial_date import PartialDate
from motcua.kernel.personal_number import Sex
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office.queries import names
from motcua.parties import policies, queries
from motcua.parties.queries import Outline, PartyView, Row
from motcua.parties.rules.words import (
    CONSENT_NAMES,
    MANNER_NAMES,
    NUMBER_NAMES,
    RELATIONSHIP_NAMES,
    SCOPE_NAMES,
    Manner,
    PartyKind,
)

PURPOSE = N_("Xem xét bản ghi công dân, tổ chức")
KINDS = {PartyKind.PERSON: N_("Công dân"), PartyKind.ORGANISATION: N_("Tổ chức")}
PARTIES = N_("Người dân, tổ chức")
READS_SHOWN = 50
COLUMNS = (
    Column(N_("Họ tên")),
    Column(N_("Ngày sinh")),
    Column(N_("Số giấy tờ"), numeric=True),
    Column(N_("Điện thoại"), numeric=True),
)


def trail_to(*more: Link) -> list[Link]:
    """Return the way from the first page of the desk to a page about citizens."""
    return [HOME, Link(PARTIES, reverse("manage:parties")), *more]


def shown_day(iso: str) -> str:
    """Return a partial date as people write it, "" for none."""
    return str(PartialDate.from_iso(iso)) if iso else ""


def label_of(row: Row) -> str:
    """Return a masked record in one line: name, year of birth, number."""
    known = [part for part in (row.name, shown_day(row.born), row.number or row.phone) if part]
    return ", ".join(known) or "–"


@require_safe
@power("party.merge", "party.erase")
def parties(request: DeskRequest) -> HttpResponse:
    """Look for a citizen or an organisation; rows are masked but for a whole number, as the reader's rights say."""
    text = request.GET.get("q", "")[:100]
    found, fault = None, None
    if text.strip():
        try:
            found = queries.find(text, request.actor)
        except BadInput as error:
            fault = error.said
    context = {
        "text": text,
        "found": found,
        "fault": fault,
        "columns": COLUMNS,
        "shown_day": shown_day,
        "trail": [HOME, Link(PARTIES)],
        "title": PARTIES,
        "verified": is_verified(request),
    }
    status = HTTPStatus.BAD_REQUEST if fault else HTTPStatus.OK
    return render(request, "manage/parties.html", context, status=status)


@require_safe
@power("party.merge", "party.erase")
def party(request: DeskRequest, party: UUID) -> HttpResponse:
    """Show one record: whole for whoever may read it, masked for the others, with what can be done to it."""
    actor = request.actor
    seen = queries.outline(party, actor)
    whole = queries.party(party, actor, PURPOSE) if policies.may_read(actor) is None else None
    offers = {offer.command.__name__: offer for offer in seen.offers}
    context = {
        "seen": seen,
        "whole": whole,
        "facts": _facts(seen, whole),
        "offers": offers,
        "doubles": queries.possible_doubles(party, actor) if whole is not None and "MergeParties" in offers else [],
        "dossiers": workload.of_person(actor, seen.records),
        "moments": _moments(party, actor) if whole is not None else [],
        "reads": _reads(party, actor) if policies.may_see_readers(actor) is None else None,
        "columns": COLUMNS,
        "shown_day": shown_day,
        "names": {
            "kind": KINDS,
            "number": NUMBER_NAMES,
            "relationship": RELATIONSHIP_NAMES,
            "scope": SCOPE_NAMES,
            "consent": CONSENT_NAMES,
            "manner": {str(manner): MANNER_NAMES[manner] for manner in Manner},
        },
        "trail": trail_to(Link(_title(seen, whole))),
        "title": _title(seen, whole),
        "verified": is_verified(request),
    }
    return render(request, "manage/party.html", context)


def _title(seen: Outline, whole: PartyView | None) -> Text:
    if seen.erased_at is not None:
        return N_("Đã xóa dữ liệu cá nhân")
    return whole.name if whole is not None else seen.row.name


def _facts(seen: Outline, whole: PartyView | None) -> list[Fact]:
    if whole is None:
        row = seen.row
        return [
            Fact(N_("Ngày sinh"), shown_day(row.born), hint=N_("Chỉ thấy phần đã che."), numeric=True),
            Fact(N_("Số giấy tờ"), row.number, numeric=True),
            Fact(N_("Điện thoại"), row.phone, numeric=True),
        ]
    return [
        Fact(N_("Ngày sinh"), shown_day(whole.born), numeric=True),
        Fact(N_("Giới tính"), Sex(whole.sex).label if whole.sex else ""),
        Fact(N_("Quốc tịch"), whole.nationality),
        Fact(N_("Địa chỉ"), whole.address),
        Fact(N_("Điện thoại"), whole.phone_shown, numeric=True),
        Fact(N_("E-mail"), whole.email),
        *([Fact(N_("Ngày chết"), shown_day(whole.deceased), numeric=True)] if whole.deceased else []),
    ]


def _moments(party: UUID, actor: Actor) -> list[Moment]:
    lines = queries.history(party, actor, PURPOSE)
    people = names.people_of(line.account for line in lines)
    return [
        Moment(line.at, line.sentence, who=people.get(line.account, ""), body=_body(line.changes, line.ground))
        for line in reversed(lines)
    ]


def _body(changes: Any, ground: str) -> Text:
    told_of: Said | str = ground
    for field, old, new in changes:
        one = said(N_("{field}: «{old}» thành «{new}»"), field=field, old=old, new=new)
        told_of = said(N_("{first}, {next}"), first=told_of, next=one) if told_of else one
    return told_of


def _reads(party: UUID, actor: Actor) -> list[Moment]:
    lines = queries.who_read(party, actor)[:READS_SHOWN]
    units = names.names_of(line.unit for line in lines if line.unit)
    return [
        Moment(line.at, line.purpose or N_("Xem dữ liệu"), who=units.get(line.unit, "") if line.unit else "")
        for line in lines
    ]


def compared(one: PartyView, two: PartyView) -> list[tuple[Text, str, str]]:
    """Return two records side by side, a line for each particular that one of them has."""

    def of(view: PartyView) -> list[str]:
        numbers = "; ".join(number.value for number in view.numbers)
        born, died = shown_day(view.born), shown_day(view.deceased)
        return [view.name, born, numbers, view.phone_shown, view.email, view.address, view.nationality, died]

    labels: list[Text] = [
        N_("Họ tên"),
        N_("Ngày sinh"),
        N_("Số giấy tờ"),
        N_("Điện thoại"),
        N_("E-mail"),
        N_("Địa chỉ"),
        N_("Quốc tịch"),
        N_("Ngày chết"),
    ]
    return [line for line in zip(labels, of(one), of(two), strict=True) if line[1] or line[2]]

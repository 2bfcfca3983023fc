"""Sign off the report of a period, and set what a place calls the six clear things."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.steering import FigureTold, ReportLine, SixWordsSet, SteeringReportIssued
from motcua.office import queries as office
from motcua.office import territory
from motcua.office.rules import PLACES
from motcua.oversight.commands.directives.shared import Long, Words, wanted
from motcua.oversight.models import SixWords, SteeringReport
from motcua.oversight.policies import directives as policies
from motcua.oversight.queries import weekly
from motcua.oversight.rules.directives import checked_wording
from motcua.oversight.rules.weekly import check_period


class IssueSteeringReport(Command, frozen=True, kw_only=True):
    """Sign off what is reported of a period at the actor's own place; ``words`` are added by who signs."""

    place: UUID
    starts: date
    ends: date
    words: Words = ""


@act(IssueSteeringReport, on=SteeringReport, verb=N_("Ký báo cáo"), may=policies.may_make)
def issue_report(command: IssueSteeringReport, context: Context) -> Done[SteeringReport]:
    """Keep figures and lines as the actor sees them now; a period is reported once."""
    check_period(command.starts, command.ends)
    actor = context.actor
    if command.place != territory.home(actor):
        raise BadInput(N_("Báo cáo lập cho địa bàn của mình."), field="place")
    if command.starts > clock.local(context.at).date():
        raise BadInput(N_("Kỳ báo cáo chưa bắt đầu."), field="starts")
    same = SteeringReport.objects.filter(
        realm=actor.realm, place=command.place, starts=command.starts, ends=command.ends
    )
    if same.exists():
        raise Conflict(N_("Kỳ này đã có báo cáo đã ký."))
    found = weekly.report(actor, command.starts, command.ends)
    figures = [FigureTold(key=key, count=count) for key, count in found.figures.items()]
    lines = [
        ReportLine(
            figure=figure, directive=row.id, title=row.title, lead=row.lead_name, until=row.until, words=row.reason
        )
        for figure, rows in found.lines.items()
        for row in rows
    ]
    report = SteeringReport(
        realm=actor.realm,
        place_id=command.place,
        starts=command.starts,
        ends=command.ends,
        words=clean(command.words, lines=True),
        figures=msgspec.to_builtins(figures),
        lines=msgspec.to_builtins(lines),
        issued_at=context.at,
        issued_by=actor.account,
    )
    event = SteeringReportIssued(
        place=command.place,
        starts=command.starts,
        ends=command.ends,
        words=report.words,
        figures=figures,
        lines=lines,
    )
    return Done(event, report)


class SetSixWords(Command, frozen=True, kw_only=True):
    """Call the six things at a place, and at all under it without names of their own, by these names from now on."""

    place: UUID
    words: dict[str, str]
    ground: Long


@act(SetSixWords, on=SixWords, verb=N_("Đặt tên gọi 6 rõ"), may=policies.may_make)
def set_six_words(command: SetSixWords, context: Context) -> Done[SixWords]:
    """Each has a name and none the same."""
    if office.unit(command.place).level not in PLACES:
        raise BadInput(N_("Chọn xã, phường hoặc tỉnh."), field="place")
    ground = wanted(command.ground, "ground", N_("Ghi căn cứ."))
    words: dict[str, Any] = checked_wording(command.words)
    row = SixWords(realm=context.actor.realm, place_id=command.place, words=words, set_at=context.at)
    return Done(SixWordsSet(place=command.place, words=words, ground=ground), row)

"""Write the minutes of a stop: begun from what the books know, corrected, laid before the unit, taken back, given up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.findings import minutes_body, policies
from motcua.findings.commands.shared import Reason, minutes_in
from motcua.findings.models import MinutesSignature, StopMinutes
from motcua.findings.rules import life
from motcua.findings.rules import minutes as rules
from motcua.findings.rules.minutes import MinutesState
from motcua.inspections import queries as inspections
from motcua.inspections.queries import MemberRow
from motcua.inspections.rules.campaigns import Part
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.minutes import (
    AttendantTold,
    BodyTold,
    StopMinutesCorrected,
    StopMinutesDiscarded,
    StopMinutesDrafted,
    StopMinutesLaid,
    StopMinutesTakenBack,
)
from motcua.office import queries as office
from motcua.office.queries import names

Name = Annotated[str, msgspec.Meta(max_length=rules.NAME_MOST)]
Line = Annotated[str, msgspec.Meta(max_length=rules.LINE_MOST)]
Text = Annotated[str, msgspec.Meta(max_length=rules.WORDS_MOST)]


class AttendantGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who was there: an official of the books, a name typed by hand, or a unit whose person is not known."""

    official: UUID | None = None
    name: Name = ""
    titles: Line = ""
    unit_name: Line = ""


class DraftStopMinutes(Command, frozen=True, kw_only=True):
    """Begin the minutes of a stop that has begun; ``supplements`` are the signed ones these add to."""

    stop: UUID
    supplements: UUID | None = None


class CorrectStopMinutes(Command, frozen=True, kw_only=True):
    """Write on the minutes. ``present`` are members of the team who were there; findings and sheets come anew from the books.

    ``recorder`` is a member; one who is none is named by ``recorder_name``.
    """

    TARGET = "minutes"

    minutes: UUID
    number: Annotated[str, msgspec.Meta(max_length=rules.NUMBER_MOST)] = ""
    venue: Line = ""
    present: list[UUID]
    unit_side: list[AttendantGiven] = []
    recorder: UUID | None = None
    recorder_name: Name = ""
    team_words: Text = ""
    papers: list[Line] = []
    copies: int = minutes_body.COPIES


class LayStopMinutes(Command, frozen=True, kw_only=True):
    """Lay the minutes before the inspected unit, with what was found until now."""

    TARGET = "minutes"

    minutes: UUID


class TakeBackStopMinutes(Command, frozen=True, kw_only=True):
    """Take the minutes back to write on them, while nobody has signed; the unit's words stay and are asked for again."""

    TARGET = "minutes"

    minutes: UUID
    reason: Reason


class DiscardStopMinutes(Command, frozen=True, kw_only=True):
    """Give up a draft, with the reason; it stays in the history."""

    TARGET = "minutes"

    minutes: UUID
    reason: Reason


@act(DraftStopMinutes, on=StopMinutes, verb=N_("Lập biên bản"), may=policies.may_open)
def draft_minutes(command: DraftStopMinutes, context: Context) -> Done[StopMinutes]:
    """Refuse a stop that never began, second first minutes, two at once, and a supplement to what is not signed."""
    stop = inspections.stop_facts(command.stop)
    if stop is None or stop.realm != context.actor.realm:
        raise NotFound(N_("Không có buổi kiểm tra này."))
    if not stop.begun:
        raise Conflict(N_("Buổi kiểm tra chưa bắt đầu."))
    others = StopMinutes.objects.filter(stop_id=stop.id).exclude(state=MinutesState.DISCARDED)
    if others.exclude(state=MinutesState.SIGNED).exists():
        raise Conflict(N_("Buổi này có biên bản đang làm; làm xong biên bản đó trước."))
    if command.supplements is None and others.exists():
        raise Conflict(N_("Buổi này đã có biên bản đã ký; muốn ghi thêm, lập biên bản bổ sung."))
    if command.supplements is not None and not others.filter(pk=command.supplements, supplements__isnull=True).exists():
        raise NotFound(N_("Không có biên bản đã ký này để bổ sung."), field="supplements")
    body = minutes_body.first_body(
        stop.id, stop.place, official=context.actor.official, supplements=command.supplements
    )
    minutes = StopMinutes(
        realm=context.actor.realm,
        campaign_id=stop.campaign,
        stop_id=stop.id,
        place_id=stop.place,
        day=stop.day,
        supplements=command.supplements,
        state=MinutesState.DRAFT.value,
    )
    minutes_body.write(minutes, body)
    event = StopMinutesDrafted(
        campaign=stop.campaign,
        stop=stop.id,
        place=stop.place,
        day=stop.day,
        supplements=command.supplements,
        body=body,
    )
    return Done(event, minutes)


@act(
    CorrectStopMinutes,
    on=StopMinutes,
    verb=N_("Sửa biên bản"),
    may=policies.may_work,
    when=minutes_in(MinutesState.DRAFT),
    order=20,
)
def correct_minutes(command: CorrectStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Keep what was written; everybody in it is known or named."""
    del context
    rules.check_copies(command.copies)
    if len(command.unit_side) > rules.PEOPLE_MOST:
        raise BadInput(N_("Ghi nhiều nhất {most} người."), field="others", most=rules.PEOPLE_MOST)
    members = {one.id: one for one in _members(minutes)}
    if not command.present or set(command.present) - members.keys():
        raise BadInput(N_("Chọn người của đoàn có mặt."), field="present")
    was = minutes_body.body_of(minutes.front)
    body = msgspec.structs.replace(
        was,
        number=clean(command.number),
        venue=clean(command.venue),
        team=[minutes_body.attendant(one) for one in members.values() if one.id in command.present],
        unit_side=_unit_side(command.unit_side, minutes),
        recorder=_recorder(command, members),
        team_words=rules.checked_words(command.team_words, "team_words"),
        papers=rules.checked_papers(command.papers),
        copies=command.copies,
    )
    return Done(StopMinutesCorrected(body=_put(minutes, minutes_body.renewed(minutes, body))))


@act(
    LayStopMinutes,
    on=StopMinutes,
    verb=N_("Gửi đơn vị ghi ý kiến"),
    may=policies.may_work,
    when=minutes_in(MinutesState.DRAFT),
    order=10,
)
def lay_minutes(command: LayStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Refuse it while nobody of the unit, or nobody who writes, is named; from here on what is found later stays out."""
    del command, context
    body = minutes_body.body_of(minutes.front)
    if not body.unit_side:
        raise RuleError(N_("Ghi ai có mặt bên đơn vị được kiểm tra; không rõ tên thì ghi tên đơn vị."))
    if not (body.recorder.name or body.recorder.unit_name):
        raise RuleError(N_("Ghi ai là người ghi biên bản."))
    minutes.state = MinutesState.LAID.value
    body = _put(minutes, minutes_body.renewed(minutes, body))
    return Done(StopMinutesLaid(place=minutes.place_id, body=body))


def is_open(minutes: StopMinutes) -> Said | None:
    """What lies before the unit or is closed can be taken back until the first signature or refusal."""
    refusal = minutes_in(MinutesState.LAID, MinutesState.CLOSED)(minutes)
    if refusal is None and MinutesSignature.objects.filter(minutes=minutes.pk).exists():
        return said(N_("Biên bản đã có chữ ký hoặc lời từ chối ký, không sửa được nữa."))
    return refusal


@act(TakeBackStopMinutes, on=StopMinutes, verb=N_("Rút về để sửa"), may=policies.may_work, when=is_open, order=70)
def take_back_minutes(command: TakeBackStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """The print nobody signed is none any more."""
    del context
    reason = life.checked_text(command.reason, "reason", N_("Ghi lý do rút về."))
    minutes.state, minutes.paper, minutes.pages = MinutesState.DRAFT.value, "", 0
    minutes.answered_at, minutes.answered_by, minutes.ended_at, minutes.silence = None, None, None, ""
    return Done(StopMinutesTakenBack(place=minutes.place_id, reason=reason))


@act(
    DiscardStopMinutes,
    on=StopMinutes,
    verb=N_("Bỏ dự thảo"),
    may=policies.may_work,
    when=minutes_in(MinutesState.DRAFT),
    order=90,
)
def discard_minutes(command: DiscardStopMinutes, minutes: StopMinutes, context: Context) -> Done[StopMinutes]:
    """Keep the reason; another draft may be begun."""
    del context
    minutes.reason = life.checked_text(command.reason, "reason", N_("Ghi lý do bỏ."))
    minutes.state = MinutesState.DISCARDED.value
    return Done(StopMinutesDiscarded(reason=minutes.reason))


def _put(minutes: StopMinutes, body: BodyTold) -> BodyTold:
    minutes_body.write(minutes, body)
    return body


def _members(minutes: StopMinutes) -> tuple[MemberRow, ...]:
    record = inspections.stop_record(minutes.stop_id)
    return record.members if record else ()


def _recorder(command: CorrectStopMinutes, members: dict[UUID, MemberRow]) -> AttendantTold:
    """Return who writes the minutes: a member who is no delegate, or somebody named."""
    if command.recorder is None:
        return AttendantTold(name=clean(command.recorder_name))
    member = members.get(command.recorder)
    if member is None or member.part is Part.DELEGATE:
        raise BadInput(N_("Người ghi biên bản là thành viên đoàn, không phải đại biểu giám sát."), field="recorder")
    return minutes_body.attendant(member)


def _unit_side(given: Iterable[AttendantGiven], minutes: StopMinutes) -> list[AttendantTold]:
    """Return who was there for the unit, officials with every title of the day; somebody nobody knows is refused."""
    rows = list(given)
    officials = {one.official for one in rows if one.official is not None}
    serving = {one.official for one in names.serving([minutes.place_id], minutes.day)} if officials else set()
    if officials - serving:
        raise BadInput(N_("Có người không thuộc đơn vị được kiểm tra vào ngày đó."), field="unit_people")
    called, titles = names.officials_named(officials), office.titles_of(officials, minutes.day)
    found = []
    for one in rows:
        if one.official is not None:
            found.append(
                AttendantTold(official=one.official, name=called[one.official], titles=titles.get(one.official, ""))
            )
        elif clean(one.name) or clean(one.unit_name):
            found.append(AttendantTold(name=clean(one.name), titles=clean(one.titles), unit_name=clean(one.unit_name)))
        else:
            raise BadInput(N_("Ghi tên người hoặc tên đơn vị."), field="others")
    return found

"""What is different between two versions of a procedure, line by line, in sentences: read before anything is taken in.

What a person must weigh comes first: times, fees and papers before names and legal bases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from motcua.catalogue import wording
from motcua.catalogue.facts import Case, Fee, Limit, Paper, ProcedureFacts
from motcua.kernel.words import N_, Said, said


class Part(StrEnum):
    """What part of a procedure a difference is in."""

    LIMIT = "limit"
    FEE = "fee"
    CASE = "case"
    PAPER = "paper"
    CHANNEL = "channel"
    FIELD = "field"
    RESULT = "result"
    BASIS = "basis"


class Mark(StrEnum):
    """Whether something is new, gone, or says something else."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference, told as a sentence."""

    part: Part
    mark: Mark
    said: Said


FIELDS: Final = {
    "name": N_("Tên thủ tục"),
    "field": N_("Lĩnh vực"),
    "decision": N_("Quyết định công bố"),
    "promulgator": N_("Cơ quan ban hành"),
    "online_level": N_("Mức trực tuyến"),
    "conditions": N_("Yêu cầu, điều kiện"),
    "sets": N_("Số bộ hồ sơ"),
}
_LISTS: Final = {
    "results": (Part.RESULT, N_("Thêm kết quả: {item}."), N_("Bỏ kết quả: {item}.")),
    "legal_bases": (Part.BASIS, N_("Thêm căn cứ: {item}."), N_("Bỏ căn cứ: {item}.")),
    "subjects": (Part.FIELD, N_("Thêm đối tượng: {item}."), N_("Bỏ đối tượng: {item}.")),
    "agencies": (Part.FIELD, N_("Thêm cơ quan thực hiện: {item}."), N_("Bỏ cơ quan thực hiện: {item}.")),
}
_NOTHING: Final = N_("để trống")


def differences(old: ProcedureFacts, new: ProcedureFacts) -> tuple[Difference, ...]:
    """Return what ``new`` says otherwise than ``old``; empty when a reader of the posted sheet would see no difference."""
    return (
        *_limits(old, new),
        *_fees(old, new),
        *_cases(old.cases, new.cases),
        *_channels(old, new),
        *_fields(old, new),
        *_lists(old, new),
        *_sequence(old, new),
    )


def _limits(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    before = {(one.channel, one.case): one for one in old.limits}
    after = {(one.channel, one.case): one for one in new.limits}
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key), after.get(key)
        where = _where(old, new, was or now)
        if was is None and now is not None:
            yield _told(Part.LIMIT, Mark.ADDED, N_("Thêm thời hạn ({where}): {now}."), where=where, now=_limit(now))
        elif now is None and was is not None:
            yield _told(Part.LIMIT, Mark.REMOVED, N_("Bỏ thời hạn ({where}): {was}."), where=where, was=_limit(was))
        elif was is not None and now is not None and _limit_key(was) != _limit_key(now):
            sentence = N_("Thời hạn ({where}): trước {was}; nay {now}.")
            yield _told(Part.LIMIT, Mark.CHANGED, sentence, where=where, was=_limit(was), now=_limit(now))


def _limit_key(one: Limit) -> tuple[Any, ...]:
    return one.kind, one.value, one.cutoff, one.binding


def _limit(one: Limit) -> Said:
    words = wording.limit(one)
    return words if one.binding else said(N_("{limit} (chưa kiểm chứng)"), limit=words)


def _where(old: ProcedureFacts, new: ProcedureFacts, one: Limit | Fee | None) -> Said:
    channel = wording.way(one.channel if one else None)
    if one is None or one.case is None:
        return channel
    name = next((case.name for case in (*new.cases, *old.cases) if case.key == one.case), one.case)
    return said(N_("{channel}, {case}"), channel=channel, case=name)


def _fees(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    """Tell fees by place and kind: the same place and kind with another amount is a change, else a line came or went."""
    before, after = _by_place(old.fees), _by_place(new.fees)
    for key in dict.fromkeys((*after, *before)):
        was = [one for one in before.get(key, ()) if one not in after.get(key, ())]
        now = [one for one in after.get(key, ()) if one not in before.get(key, ())]
        where = _where(old, new, next(iter((*now, *was)), None))
        for one, other in zip(was, now, strict=False):
            if wording.fee(one) != wording.fee(other):
                sentence = N_("Phí, lệ phí ({where}): trước {was}; nay {now}.")
                values = {"was": wording.fee(one), "now": wording.fee(other)}
                yield _told(Part.FEE, Mark.CHANGED, sentence, where=where, **values)
            else:
                yield from _fee_details(one, other, where)
        for one in now[len(was) :]:
            yield _told(Part.FEE, Mark.ADDED, N_("Thêm dòng phí ({where}): {fee}."), where=where, fee=wording.fee(one))
        for one in was[len(now) :]:
            yield _told(Part.FEE, Mark.REMOVED, N_("Bỏ dòng phí ({where}): {fee}."), where=where, fee=wording.fee(one))


def _by_place(fees: Iterable[Fee]) -> dict[tuple[Any, ...], list[Fee]]:
    found: dict[tuple[Any, ...], list[Fee]] = {}
    for one in fees:
        found.setdefault((one.channel, one.case, one.kind), []).append(one)
    return found


def _fee_details(was: Fee, now: Fee, where: Said) -> Iterator[Difference]:
    gone = [one for one in was.exemptions if one not in now.exemptions]
    came = [one for one in now.exemptions if one not in was.exemptions]
    if gone:
        sentence = N_("Không còn được miễn ({where}): {groups}.")
        yield _told(Part.FEE, Mark.REMOVED, sentence, where=where, groups="; ".join(gone))
    if came:
        yield _told(
            Part.FEE, Mark.ADDED, N_("Được miễn thêm ({where}): {groups}."), where=where, groups="; ".join(came)
        )
    if was.until != now.until:
        sentence = N_("Mức giảm của {fee}: trước {was}; nay {now}.")
        values = {"was": _until(was), "now": _until(now)}
        yield _told(Part.FEE, Mark.CHANGED, sentence, fee=wording.fee(now), **values)
    if was.since != now.since:
        day = f"{now.since:%d/%m/%Y}" if now.since else said(_NOTHING)
        yield _told(Part.FEE, Mark.CHANGED, N_("Ngày bắt đầu thu của {fee}: {day}."), fee=wording.fee(now), day=day)
    if was.basis != now.basis:
        yield _told(
            Part.FEE,
            Mark.CHANGED,
            N_("Căn cứ của {fee} đổi thành: {basis}."),
            fee=wording.fee(now),
            basis=now.basis or said(_NOTHING),
        )


def _until(fee: Fee) -> Said:
    return said(N_("đến hết {day}"), day=f"{fee.until:%d/%m/%Y}") if fee.until else said(N_("không có ngày cuối"))


def _cases(old: tuple[Case, ...], new: tuple[Case, ...]) -> Iterator[Difference]:
    before, after = {case.key: case for case in old}, {case.key: case for case in new}
    for key, case in after.items():
        was = before.get(key)
        if was is None:
            sentence = N_("Thêm trường hợp: {case} ({n} giấy tờ).")
            yield _told(Part.CASE, Mark.ADDED, sentence, case=case.name, n=len(case.papers))
            continue
        if was.name != case.name:
            yield _told(Part.CASE, Mark.CHANGED, N_("Trường hợp «{was}» nay là «{now}»."), was=was.name, now=case.name)
        yield from _papers(was, case)
    for key, case in before.items():
        if key not in after:
            yield _told(Part.CASE, Mark.REMOVED, N_("Bỏ trường hợp: {case}."), case=case.name)


def _papers(old: Case, new: Case) -> Iterator[Difference]:
    before, after = {one.key: one for one in old.papers}, {one.key: one for one in new.papers}
    case = new.name
    for key, paper in after.items():
        was = before.get(key)
        if was is None:
            yield _told(Part.PAPER, Mark.ADDED, N_("{case}: thêm giấy tờ «{paper}»."), case=case, paper=paper.name)
        elif _asked(was) != _asked(paper):
            sentence = N_("{case}: «{paper}» trước {was}; nay {now}.")
            values = {"was": _asking(was), "now": _asking(paper)}
            yield _told(Part.PAPER, Mark.CHANGED, sentence, case=case, paper=paper.name, **values)
        elif was.name != paper.name:
            sentence = N_("{case}: tên giấy tờ «{was}» nay ghi là «{now}».")
            yield _told(Part.PAPER, Mark.CHANGED, sentence, case=case, was=was.name, now=paper.name)
    for key, paper in before.items():
        if key not in after:
            yield _told(Part.PAPER, Mark.REMOVED, N_("{case}: bỏ giấy tờ «{paper}»."), case=case, paper=paper.name)


def _asked(one: Paper) -> tuple[Any, ...]:
    return one.kind, one.originals, one.copies, one.required, set(one.channels), one.condition, one.form_code


def _asking(one: Paper) -> Said:
    ways = [wording.way(channel) for channel in one.channels]
    return said(
        N_("{use}, {originals} bản chính, {copies} bản sao, {must}{ways}{form}{condition}"),
        use=said(wording.PAPER_USE[one.kind]),
        originals=one.originals,
        copies=one.copies,
        must=said(N_("bắt buộc") if one.required else N_("nếu có")),
        ways="".join(f", {way}" for way in ways),
        form=f", {one.form_code}" if one.form_code else "",
        condition=f" ({one.condition})" if one.condition else "",
    )


def _channels(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    for channel in new.channels:
        if channel not in old.channels:
            yield _told(Part.CHANNEL, Mark.ADDED, N_("Nhận thêm hình thức nộp {way}."), way=wording.way(channel))
    for channel in old.channels:
        if channel not in new.channels:
            yield _told(Part.CHANNEL, Mark.REMOVED, N_("Thôi nhận hình thức nộp {way}."), way=wording.way(channel))


def _fields(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    for key, label in FIELDS.items():
        was, now = getattr(old, key), getattr(new, key)
        if was != now:
            values = {"was": was or said(_NOTHING), "now": now or said(_NOTHING)}
            mark = Mark.CHANGED if was and now else Mark.ADDED if now else Mark.REMOVED
            yield _told(Part.FIELD, mark, N_("{label}: trước «{was}»; nay «{now}»."), label=said(label), **values)


def _lists(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    for key, (part, added, removed) in _LISTS.items():
        was, now = getattr(old, key), getattr(new, key)
        for item in now:
            if item not in was:
                yield _told(part, Mark.ADDED, added, item=item)
        for item in was:
            if item not in now:
                yield _told(part, Mark.REMOVED, removed, item=item)


def _sequence(old: ProcedureFacts, new: ProcedureFacts) -> Iterator[Difference]:
    if old.sequence == new.sequence:
        return
    if not old.sequence:
        yield _told(Part.FIELD, Mark.ADDED, N_("Trình tự thực hiện: nay có {n} dòng."), n=len(new.sequence))
    elif not new.sequence:
        yield _told(Part.FIELD, Mark.REMOVED, N_("Trình tự thực hiện: nay để trống."))
    else:
        changed = sum(line not in old.sequence for line in new.sequence)
        gone = sum(line not in new.sequence for line in old.sequence)
        sentence = N_("Trình tự thực hiện: {changed} dòng mới hoặc đổi, {gone} dòng bỏ.")
        yield _told(Part.FIELD, Mark.CHANGED, sentence, changed=changed, gone=gone)


def _told(part: Part, mark: Mark, sentence: str, **values: Any) -> Difference:
    return Difference(part, mark, said(sentence, **values))

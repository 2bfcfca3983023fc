"""The writing of a conclusion: sentences one under the other, each with what it does, whom it asks and by when.

Every button works on what is on the screen and shows it again; only «Lưu» writes. Keys press the same buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from motcua.conclusions import queries
from motcua.conclusions.commands import SaveConclusion
from motcua.conclusions.queries import ConclusionPage
from motcua.conclusions.rules import life as rules
from motcua.conclusions.rules import reading
from motcua.conclusions.rules.life import Kind, When
from motcua.desks.leader.conclusions import matching, sources
from motcua.desks.leader.conclusions.shown import names, to, trail
from motcua.desks.shared.door import DeskRequest, act, once_key, power, whole_number
from motcua.desks.shared.fields import options_of
from motcua.desks.shared.formats import short_date
from motcua.desks.shared.shapes import Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, MotcuaError, NotAllowed
from motcua.kernel.ids import new_id
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events.conclusions import AboutTold, DueTold, SentenceTold
from motcua.office.staff_sheet import read_day

PASTED_MOST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence on the screen: as typed, with what the rule suggests where that differs."""

    id: UUID
    number: int
    kind: str
    words: str
    whom: str
    unmatched: str
    due_words: str
    due_kind: str
    due_day: str
    joined: bool
    open: bool
    about: Sequence[tuple[str, Text, str]]
    hint: Said | None
    usable: bool


def _typed(posted: Any, known: matching.Bodies) -> list[SentenceTold]:
    """Return the sentences as they stand in the form; a day that is none is refused with the number of its sentence."""
    columns = [posted.getlist(name) for name in ("id", "kind", "words", "whom", "due_words", "due_kind", "due_day")]
    if len({len(column) for column in columns}) != 1 or len(columns[0]) > rules.SENTENCES_MOST:
        raise BadInput(N_("Kết luận nhiều nhất {most} câu."), most=rules.SENTENCES_MOST)
    found = []
    for number, (id_, kind, words, whom, due_words, due_kind, due_day) in enumerate(zip(*columns, strict=True), 1):
        units, group = matching.whom(whom, known)
        day = read_day(clean(due_day)) if clean(due_day) else None
        if clean(due_day) and day is None:
            raise BadInput(
                N_("Câu {number}: ngày «{text}» không đúng; viết như 01/07/2025."), number=number, text=due_day[:20]
            )
        try:
            own = UUID(id_)
        except ValueError as error:
            raise BadInput(N_("Tải lại trang rồi làm lại.")) from error
        found.append(
            SentenceTold(
                id=own,
                kind=kind,
                words=clean(words),
                units=units,
                group=group,
                due=DueTold(words=clean(due_words), kind=due_kind, day=day),
                joined=f"joined-{own}" in posted,
                open=f"open-{own}" in posted,
                about=_about(posted.getlist(f"about-{own}")),
            )
        )
    return found


def _about(values: Sequence[str]) -> list[AboutTold]:
    found = []
    for value in values:
        kind, _, rest = value.partition(":")
        id_, _, words = rest.partition(":")
        try:
            found.append(AboutTold(kind=rules.Thing(kind).value, id=UUID(id_), words=clean(words)))
        except ValueError:
            continue
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@power("conclusion.write")
def write(request: DeskRequest, conclusion_id: UUID) -> HttpResponse:
    """Show the draft to write on; carry a button out, or save."""
    found = queries.page(request.actor, conclusion_id)
    if found.row.state not in rules.WRITABLE or not found.writes:
        raise NotAllowed(N_("Chỉ sửa được dự thảo của cơ quan mình, khi chưa trình ký."))
    known = matching.bodies(request.actor, found.place_ids)
    if request.method != "POST":
        return _show(request, found, known, list(found.sentences))
    sentences: list[SentenceTold] = list(found.sentences)
    try:
        sentences = _typed(request.POST, known)
        verb, _, argument = request.POST.get("do", "luu").partition(":")
        if verb not in SAVES:
            sentences, at = _changed(request, found, sentences, verb, argument)
            return _show(request, found, known, sentences, at=at)
        seen = whole_number(request.POST.get("seen", ""))
        command = SaveConclusion(conclusion=conclusion_id, head=found.head, sentences=sentences, seen=seen)
        act(request, command)
    except MotcuaError as error:
        return _show(request, found, known, sentences, error=error)
    tell(request, N_("Đã lưu."))
    return to(conclusion_id, SAVES[verb])


SAVES: Final = {"luu": "conclusions:write", "xem": "conclusions:preview"}


def _changed(
    request: DeskRequest, found: ConclusionPage, sentences: list[SentenceTold], verb: str, argument: str
) -> tuple[list[SentenceTold], int]:
    """Return the sentences after a button, and at which of them the writer goes on (-1: at none)."""
    if verb == "dan":
        pasted = request.POST.get("pasted", "")[:PASTED_MOST]
        more = [suggested(_fresh(words), found.head.spoken_on) for words in reading.sentences_of(pasted)]
        return _bounded([*sentences, *more]), len(sentences)
    if verb == "lay":
        offered = {one.key: one for one in _offered(request, found)}
        one = offered.get(argument)
        if one is None:
            raise BadInput(N_("Mục này không còn trong danh sách nguồn."))
        return _bounded([*sentences, one.told(new_id())]), len(sentences)
    at = whole_number(argument, digits=4)
    if verb == "them" and at is not None and at <= len(sentences):
        return _bounded([*sentences[:at], _fresh(""), *sentences[at:]]), at
    step = STEPS.get(verb)
    if step is None or at is None or not 1 <= at <= len(sentences):
        raise BadInput(N_("Không có việc này."))
    return step(request, found, sentences, at - 1)


def _up(
    _request: DeskRequest, _found: ConclusionPage, rows: list[SentenceTold], at: int
) -> tuple[list[SentenceTold], int]:
    return rules.moved(rows, at, -1), max(at - 1, 0)


def _down(
    _request: DeskRequest, _found: ConclusionPage, rows: list[SentenceTold], at: int
) -> tuple[list[SentenceTold], int]:
    return rules.moved(rows, at, 1), min(at + 1, len(rows) - 1)


def _drop(
    _request: DeskRequest, _found: ConclusionPage, rows: list[SentenceTold], at: int
) -> tuple[list[SentenceTold], int]:
    return [*rows[:at], *rows[at + 1 :]], min(at, len(rows) - 2)


def _split(
    request: DeskRequest, _found: ConclusionPage, rows: list[SentenceTold], at: int
) -> tuple[list[SentenceTold], int]:
    caret = whole_number(request.POST.get("caret", ""), digits=5)
    if caret is None:
        pieces = reading.sentences_of(rows[at].words)
        caret = len(pieces[0]) if len(pieces) > 1 else len(rows[at].words)
    parts = rules.split(rows[at], caret, new_id())
    return _bounded([*rows[:at], *parts, *rows[at + 1 :]]), at + len(parts) - 1


def _use(
    _request: DeskRequest, found: ConclusionPage, rows: list[SentenceTold], at: int
) -> tuple[list[SentenceTold], int]:
    return [*rows[:at], suggested(rows[at], found.head.spoken_on), *rows[at + 1 :]], at


Step = Callable[[DeskRequest, ConclusionPage, list[SentenceTold], int], tuple[list[SentenceTold], int]]
STEPS: Final[dict[str, Step]] = {"len": _up, "xuong": _down, "bo": _drop, "tach": _split, "theo": _use}


def _bounded(rows: list[SentenceTold]) -> list[SentenceTold]:
    if len(rows) > rules.SENTENCES_MOST:
        raise BadInput(N_("Kết luận nhiều nhất {most} câu."), most=rules.SENTENCES_MOST)
    return rows


def _fresh(words: str) -> SentenceTold:
    return SentenceTold(id=new_id(), kind=Kind.NONE.value, words=words)


def suggested(one: SentenceTold, spoken_on: date) -> SentenceTold:
    """Return a sentence as the rule reads it; what the writer has said of whom and when already stays."""
    found = reading.read(one.words, spoken_on)
    asks = found.kind in rules.ASKING
    return msgspec.structs.replace(
        one,
        kind=found.kind.value if found.kind is not Kind.NONE else one.kind,
        group=one.group or ("; ".join(found.whom) if asks and not one.units else ""),
        due=found.due if asks and one.due.kind == When.NONE else one.due,
        open=one.open or found.open,
    )


def _offered(request: DeskRequest, found: ConclusionPage) -> tuple[sources.Offered, ...]:
    return sources.sources(request.actor, found.place_ids, found.head.occasion)


def _show(
    request: DeskRequest,
    found: ConclusionPage,
    known: matching.Bodies,
    sentences: Sequence[SentenceTold],
    *,
    at: int = -1,
    error: MotcuaError | None = None,
) -> HttpResponse:
    offered = _offered(request, found)
    spoken = {about.id for one in sentences for about in one.about}
    here = reverse("conclusions:conclusion", args=[found.row.id])
    context = names(
        it=found,
        rows=[_row(one, number, found.head.spoken_on, known) for number, one in enumerate(sentences, 1)],
        kinds=options_of(rules.KIND_NAMES),
        whens=options_of(rules.WHEN_NAMES),
        bodies=sorted(known.names.values()),
        offered=[(one, rules.THING_NAMES[one.kind], one.id in spoken) for one in offered],
        unanswered=sources.unanswered(offered, sentences),
        at=at,
        saved=request.method != "POST",
        seen=request.POST.get("seen") or found.version,
        error=error.said if error else None,
        once_key=once_key() if error is None else request.POST.get("once_key", "")[:80] or once_key(),
        trail=trail(Link(found.row.title, here), Link(N_("Viết nội dung"))),
    )
    return render(request, "leader/conclusions/write.html", context, status=error.status if error else 200)


def _row(one: SentenceTold, number: int, spoken_on: date, known: matching.Bodies) -> Row:
    found = reading.read(one.words, spoken_on)
    differs = found.kind is not Kind.NONE and one.kind not in (found.kind, Kind.HEADING)
    asks = one.kind in rules.ASKING
    late = asks and found.due.kind != When.NONE and one.due.kind == When.NONE
    hint = None
    if differs:
        kind = said(rules.KIND_NAMES[found.kind])
        hint = said(N_("Có chữ «{words}»: có thể là «{kind}»."), words=found.because, kind=kind)
    elif late:
        hint = said(N_("Có chữ chỉ thời gian: «{words}»."), words=found.due.words)
    return Row(
        id=one.id,
        number=number,
        kind=one.kind,
        words=one.words,
        whom=matching.whom_words(one.units, one.group, known.names),
        unmatched=one.group,
        due_words=one.due.words,
        due_kind=one.due.kind,
        due_day=short_date(one.due.day) if one.due.day else "",
        joined=one.joined,
        open=one.open,
        about=[
            (f"{about.kind}:{about.id}:{about.words}", rules.THING_NAMES[rules.Thing(about.kind)], about.words)
            for about in one.about
        ],
        hint=hint,
        usable=differs or late,
    )

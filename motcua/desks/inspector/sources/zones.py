"""Readiness files as packs: zones with what each must have, what the centre says of itself, what was seen there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import msgspec

from motcua.desks.inspector import packs
from motcua.desks.inspector.packs import Group, Item, Observation, Pack, Question, Seen, Task, Verdict, When
from motcua.desks.shared.formats import said, say, short_date
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, MotcuaError
from motcua.kernel.words import N_
from motcua.kernel.words import said as words
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.readiness import policies
from motcua.readiness.commands import AttachEvidence, InspectItems, ItemAnswer, ReportItems
from motcua.readiness.queries import files
from motcua.readiness.queries.files import AnswerRow, ItemView, Narrow
from motcua.readiness.rules.verdicts import TEXT_MOST, VERDICT_NAMES
from motcua.readiness.rules.verdicts import Verdict as Grade

ANSWERED: Final = ("verdict", "count", "actual", "missing", "review_on", "note")


@dataclass(frozen=True, slots=True)
class Zones:
    """The readiness files a person may answer in: their own centre's, or for an overseer all they reach."""

    kind: str = "san-sang"

    def tasks(self, actor: Actor, text: str) -> Sequence[Task]:
        """Return the files within reach."""
        if not (actor.can(policies.READ) and (actor.can(policies.WRITE) or actor.can(policies.INSPECT))):
            return ()
        found = files.files(actor, Narrow(text=text)).rows
        told = words(N_("Kiểm tra tận nơi") if actor.can(policies.INSPECT) else N_("Tự báo cáo"))
        return [Task(row.id, row.name, words(N_("{what} · {place}"), what=told, place=row.printed)) for row in found]

    def admit(self, actor: Actor, id_: UUID) -> None:
        """Let in whoever may answer in this file."""
        files.demand_answering(actor, id_)

    def pack(self, actor: Actor, id_: UUID) -> Pack:
        """Return the file: its zones, what each item asks, and what is said of it now."""
        self.admit(actor, id_)
        page = files.file_page(actor, id_)
        return Pack(
            title=page.unit_name,
            lead=said(
                words(
                    N_("{what} · {template}"),
                    what=words(N_("Kiểm tra tận nơi") if _inspects(actor) else N_("Tự báo cáo")),
                    template=page.template_title,
                )
            ),
            groups=[Group(key=zone.key, title=zone.name) for zone in page.facts.zones],
            items=[_item(view, actor) for view in page.items],
            questions=_questions(),
        )

    def record(self, actor: Actor, id_: UUID, noted: Sequence[Observation]) -> list[Verdict]:
        """Record answers one by one, each under its own key, and lay photographs to their items."""
        self.admit(actor, id_)
        verdicts = [_recorded(actor, id_, one) for one in noted]
        if not any(one.state == packs.CONFLICT for one in verdicts):
            return verdicts
        views = {view.item.key: view for view in files.file_page(actor, id_).items}
        return [
            msgspec.structs.replace(verdict, seen=_seen(views[one.item], actor))
            if verdict.state == packs.CONFLICT
            else verdict
            for one, verdict in zip(noted, verdicts, strict=True)
        ]


def _inspects(actor: Actor) -> bool:
    return actor.can(policies.INSPECT)


def _questions() -> list[Question]:
    grades = [(str(key), say(name)) for key, name in VERDICT_NAMES.items()]
    unmet, basic = When(name="verdict", values=[Grade.UNMET]), When(name="verdict", values=[Grade.BASIC])
    return [
        Question(name="verdict", label=say(N_("Mức đáp ứng")), kind="choice", required=True, options=grades),
        Question(name="count", label=say(N_("Hiện có (số)")), kind="number", most=6),
        Question(name="actual", label=say(N_("Hiện có (ghi rõ)")), kind="text", most=TEXT_MOST),
        Question(name="missing", label=say(N_("Còn thiếu gì")), kind="long", required=True, most=TEXT_MOST, when=unmet),
        Question(name="review_on", label=say(N_("Trước mắt; rà soát lại ngày")), kind="day", required=True, when=basic),
        Question(name="note", label=say(N_("Ghi chú")), kind="long", most=TEXT_MOST),
        Question(name="photo", label=say(N_("Ảnh")), kind="photo", caption="note"),
    ]


def _item(view: ItemView, actor: Actor) -> Item:
    item, counted = view.item, _present(view, actor)
    other = view.told if _inspects(actor) else view.seen
    told = N_("Trung tâm tự báo cáo: {words}") if _inspects(actor) else N_("Đã kiểm tra tận nơi: {words}")
    asked = [said(words(N_("Yêu cầu: {required}"), required=item.required)) if item.required else "", item.criterion]
    return Item(
        key=item.key,
        group=view.zone.key,
        title=item.name,
        hint=" · ".join(filter(None, asked)),
        told=said(words(told, words=_words(other))) if other else "",
        base=str(counted.id) if counted else "",
        conflict=len(_seen(view, actor)) > 1,
        skip=[] if item.count is not None else ["count"],
        seen=_seen(view, actor),
    )


def _present(view: ItemView, actor: Actor) -> AnswerRow | None:
    return view.seen if _inspects(actor) else view.told


def _seen(view: ItemView, actor: Actor) -> list[Seen]:
    """Return what those who speak as the asker does say of an item: the answer that counts, and those beside it."""
    present = _present(view, actor)
    side = "seen" if _inspects(actor) else "self"
    rows = [*([present] if present else []), *(row for row in view.beside if row.who == side)]
    return [
        Seen(
            id=str(row.id),
            who=row.by,
            at=clock.local(row.observed_at),
            words=_words(row),
            answers=_answers(row),
            mine=row.account == actor.account,
        )
        for row in rows
    ]


def _words(row: AnswerRow) -> str:
    missing = said(words(N_("thiếu: {missing}"), missing=row.missing)) if row.missing else ""
    review = said(words(N_("rà soát lại {day}"), day=short_date(row.review_on))) if row.review_on else ""
    count = "" if row.count is None else str(row.count)
    parts = (say(VERDICT_NAMES[row.verdict]), count, row.actual, missing, review, row.note)
    return " · ".join(filter(None, parts))


def _answers(row: AnswerRow) -> dict[str, str]:
    values = {
        "verdict": str(row.verdict),
        "count": "" if row.count is None else str(row.count),
        "actual": row.actual,
        "missing": row.missing,
        "review_on": row.review_on.isoformat() if row.review_on else "",
    }
    return {name: value for name, value in values.items() if value}


def _recorded(actor: Actor, file: UUID, one: Observation) -> Verdict:
    try:
        done = perform(_command(actor, file, one), actor, key=f"field.{one.id.hex}")
    except MotcuaError as error:
        if error.status >= 500:
            raise
        return Verdict(id=one.id, state=packs.REFUSED, said=said(error.said))
    told = _attached(actor, file, one) if one.photo else ""
    if done.ids.get("beside"):
        told = told or say(N_("Người khác đã trả lời khác: cả hai được giữ, chờ chọn câu đúng."))
        return Verdict(id=one.id, state=packs.CONFLICT, said=told)
    return Verdict(id=one.id, state=packs.ALREADY if done.again else packs.RECORDED, said=told)


def _attached(actor: Actor, file: UUID, one: Observation) -> str:
    """Lay the photograph to its item; return what is wrong with it, in words."""
    name = f"anh-{clock.local(one.at):%Y%m%d-%H%M}.jpg"
    note = one.answers.get("note", "")
    attach = AttachEvidence(file=file, item=one.item, sha256=one.photo, filename=name, note=note)
    try:
        with suppress(Conflict):
            perform(attach, actor, key=f"field.photo.{one.id.hex}")
    except MotcuaError as error:
        if error.status >= 500:
            raise
        return said(error.said)
    return ""


def _command(actor: Actor, file: UUID, one: Observation) -> ReportItems | InspectItems:
    answer = _answer(one)
    if not _inspects(actor):
        return ReportItems(file=file, answers=[answer])
    return InspectItems(file=file, visit_on=clock.local(one.at).date(), answers=[answer])


def _answer(one: Observation) -> ItemAnswer:
    strange = set(one.answers) - set(ANSWERED)
    if strange:
        raise BadInput(N_("Không có câu hỏi «{name}»."), name=min(strange))
    values = one.answers
    if values.get("verdict") not in set(Grade):
        raise BadInput(N_("Chọn mức đáp ứng."))
    count = values.get("count", "")
    if count and not (count.isascii() and count.isdigit() and len(count) <= 6):
        raise BadInput(N_("Số lượng phải là số nguyên."))
    return ItemAnswer(
        item=one.item,
        verdict=Grade(values["verdict"]),
        count=int(count) if count else None,
        actual=values.get("actual", ""),
        missing=values.get("missing", ""),
        review_on=_day(values.get("review_on", "")),
        note=values.get("note", ""),
        id=one.id,
        observed_at=one.at,
        base=one.base,
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or not 2000 <= day.year <= 2100:
        raise BadInput(N_("Ngày rà soát không đúng; viết như 24/06/2025."))
    return day

"""A dossier's history as people read it: one sentence an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from motcua.dossiers import life_history
from motcua.dossiers.changes import changes
from motcua.dossiers.rules import giving
from motcua.dossiers.views import HistoryLine
from motcua.kernel.words import N_, Said, said
from motcua.ledger.events import Event
from motcua.ledger.events.dossier_forms import FormFilled
from motcua.ledger.events.dossier_office import DossierGivenBack, DossierLent
from motcua.ledger.events.dossiers import (
    DossierAccepted,
    DossierAssigned,
    DossierCorrected,
    ProvincialCodeEntered,
    ResultReturned,
    ScanAttached,
    ScanRemoved,
    SlipReissued,
    StepCompleted,
    StepSentBack,
)
from motcua.ledger.feed import Told
from motcua.office.queries import names as office
from motcua.office.rules import day_text

_A_DAY = 8 * 60
"""Minutes of a working day (Bộ luật Lao động 2019 Đ105), for telling what somebody had in hand."""


def history_of(
    told: Sequence[Told], steps: Mapping[str, str] | None = None, *, whole: bool = False
) -> tuple[HistoryLine, ...]:
    """Return the history of a dossier, oldest first, of what was told of it; ``steps`` are its steps' names by key.

    ``whole``: the reader sees people's data, so corrections tell the personal values they changed.
    """
    corrected = _corrected(told, whole=whole)
    people = office.people_of({entry.account for entry in told})
    units = office.names_of({entry.unit for entry in told if entry.unit})
    return tuple(
        HistoryLine(
            at=entry.at,
            who=people.get(entry.account, ""),
            unit=units.get(entry.unit, "") if entry.unit else "",
            what=sentence(entry.event, steps),
            words=words(entry),
            changes=corrected.get(entry.entry, ()),
            entry=entry.entry,
            sealed=bool(entry.position),
        )
        for entry in told
    )


def _corrected(told: Iterable[Told], *, whole: bool) -> dict[UUID, tuple[Said, ...]]:
    """Return what each correction changed, by its entry."""
    found: dict[UUID, tuple[Said, ...]] = {}
    earlier: DossierAccepted | DossierCorrected | None = None
    for entry in told:
        if isinstance(entry.event, DossierCorrected):
            found[entry.entry] = changes(entry.event, earlier, whole=whole)
        if isinstance(entry.event, DossierAccepted | DossierCorrected):
            earlier = entry.event
    return found


def sentence(event: Event, steps: Mapping[str, str] | None = None) -> Said:
    """Return what happened, in one sentence, with the step's name where ``steps`` knows it."""
    match event:
        case StepCompleted() | StepSentBack():
            return _of_step(event, (steps or {}).get(event.step, ""))
        case DossierAccepted():
            return said(N_("Tiếp nhận hồ sơ, cấp giấy hẹn."))
        case ScanAttached():
            return said(N_("Đính kèm tệp."))
        case ScanRemoved():
            return said(N_("Gỡ tệp đính kèm nhầm."))
        case DossierAssigned(proposed=True):
            work = giving.in_hand(event.open, event.minutes, _A_DAY)
            because = giving.why(work, knows=event.knows, before=event.before)
            return said(N_("Giao {name} theo đề xuất: {because}."), name=event.official_name, because=because)
        case DossierLent(official_name=name, absentee_name=absentee):
            return said(
                N_("{name} làm thay {absentee} nghỉ đến hết {day}."),
                name=name,
                absentee=absentee,
                day=day_text(event.until),
            )
        case DossierGivenBack(kept=True, official_name=name, absentee_name=absentee):
            return said(N_("{absentee} không còn làm được bước này, {name} giữ tiếp."), absentee=absentee, name=name)
        case DossierGivenBack(official_name=name):
            return said(N_("Hết làm thay, trả lại {name}."), name=name)
        case DossierAssigned(official_name=name):
            return said(N_("{name} nhận xử lý."), name=name)
        case DossierCorrected(issue=issue):
            return said(N_("Đính chính, cấp lại giấy hẹn (lần cấp giấy: {issue})."), issue=issue)
        case SlipReissued(issue=issue):
            return said(N_("Cấp lại giấy hẹn (lần cấp giấy: {issue})."), issue=issue)
        case ProvincialCodeEntered(code=code):
            return said(N_("Nhập mã hồ sơ của tỉnh {code}."), code=code)
        case FormFilled(issue=issue):
            first = said(N_("Điền tờ khai."))
            return first if issue == 1 else said(N_("Đính chính tờ khai (lần {n})."), n=issue - 1)
        case ResultReturned():
            return _of_return(event)
    return life_history.sentence(event)


def _of_step(event: StepCompleted | StepSentBack, step: str) -> Said:
    if isinstance(event, StepSentBack):
        return (
            said(N_("Không qua bước «{step}», trả lại bước trước."), step=step)
            if step
            else said(N_("Trả lại bước trước."))
        )
    if event.state == "ready":
        return said(N_("Đã có kết quả."))
    if not step:
        late = N_("Xong bước, chuyển tiếp (bước này quá hạn nội bộ).")
        return said(late if event.late else N_("Xong bước, chuyển tiếp."))
    late = N_("Xong bước «{step}», chuyển tiếp (quá hạn nội bộ).")
    return said(late if event.late else N_("Xong bước «{step}», chuyển tiếp."), step=step)


def _of_return(event: ResultReturned) -> Said:
    """Say who received the result, and under which authority when it was not the owner."""
    name, authority = event.receiver_name, event.authority
    if not name:  # erased with the data of the applicant
        return said(N_("Trả kết quả."))
    if event.capacity == "owner" or not authority:
        return said(N_("Trả kết quả cho {name}."), name=name)
    return said(N_("Trả kết quả cho {name}, nhận thay chủ hồ sơ theo: {authority}."), name=name, authority=authority)


def words(entry: Told) -> str:
    """Return the words an official wrote with the act: opinion or reason."""
    event = entry.event
    for name in ("opinion", "reason", "question", "answer", "words", "note"):
        value = getattr(event, name, "")
        if value:
            return str(value)
    return ""

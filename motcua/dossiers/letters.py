"""The letters to the citizen, filled in from what was told: forms 02 to 05 and that a new unit goes on, each of the day of
its act. Reads are logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from motcua.dossiers import applications, routing
from motcua.dossiers.models import Application, Dossier, DossierPaper
from motcua.dossiers.papers import Asked, Heading, Letter, centre_name
from motcua.dossiers.rules.life import CAUSES
from motcua.dossiers.slips import readable
from motcua.dossiers.wording import long_instant
from motcua.kernel import clock, worktime
from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Realm
from motcua.ledger.events import Event
from motcua.ledger.events.dossier_inherited import DossierBroughtIn, DossierTakenOver
from motcua.ledger.events.dossier_life import (
    DeadlineExtended,
    DossierRejected,
    DossierWithdrawn,
    SupplementRequested,
)
from motcua.ledger.feed import Told
from motcua.ledger.queries import stream
from motcua.office.queries import names as office
from motcua.office.queries.names import PlaceHeading
from motcua.parties.queries import cards as parties

EVENTS: Final[Mapping[str, type[Event] | tuple[type[Event], ...]]] = {
    "supplement": SupplementRequested,
    "refusal": DossierRejected,
    "apology": DeadlineExtended,
    "stop": DossierWithdrawn,
    "transition": (DossierTakenOver, DossierBroughtIn),
}
"""Which event brings forth which letter."""
_GOES_ON = (
    "Ngày hẹn trả kết quả giữ nguyên như đơn vị cũ đã hẹn. Ông/bà không phải nộp lại hồ sơ.",
    "Giấy hẹn cũ vẫn dùng được để tra cứu và nhận kết quả tại đơn vị tiếp tục giải quyết.",
)
_WAITS = "Thời gian chờ bổ sung không tính vào thời hạn giải quyết."
_ONCE = f"{_WAITS} Trung tâm chỉ yêu cầu bổ sung một lần."


def letter(actor: Actor, dossier_id: UUID, kind: str) -> Letter:
    """Return the last letter of a kind of :data:`EVENTS`; :class:`RuleError` where none was brought forth."""
    if kind not in EVENTS:
        raise NotFound(N_("Không có mẫu giấy này."))
    dossier = readable(actor, dossier_id, f"dossiers.letter.{kind}")
    told = next((one for one in reversed(stream(dossier.id)) if isinstance(one.event, EVENTS[kind])), None)
    if told is None:
        raise RuleError(N_("Hồ sơ chưa có giấy này."))
    place = office.heading_of(dossier.received_unit_id, clock.local(told.at).date())
    person = parties.cards([dossier.applicant_id], realm=dossier.realm)[dossier.applicant_id]
    facts, asked, closing = _said(told, dossier)
    return Letter(
        heading=_heading(place, told.at, dossier.realm),
        kind=kind,
        code=dossier.code or dossier.reception_number,
        owner=dossier.applicant_name,
        address=person.address,
        request=f"{dossier.procedure_name} – {dossier.about}" if dossier.about else dossier.procedure_name,
        facts=facts,
        asked=asked,
        closing=closing,
        contact=place.centre,
        centre_phone=place.hotline,
        officer=office.people_of({told.account}).get(told.account, ""),
        signer="NGƯỜI HƯỚNG DẪN" if kind == "supplement" else "THỦ TRƯỞNG ĐƠN VỊ GIẢI QUYẾT",
    )


Facts = tuple[tuple[str, str], ...]
Said = tuple[Facts, tuple[Asked, ...], tuple[str, ...]]


def _said(told: Told, dossier: Dossier) -> Said:
    facts: Facts
    match told.event:
        case SupplementRequested() as event:
            names = dict(DossierPaper.objects.filter(dossier=dossier).values_list("key", "name"))
            lacking = event.lacking if isinstance(event.lacking, list) else []
            asked = tuple(Asked(name=names.get(one.key, one.key), words=one.words) for one in lacking)
            return (
                (("Lần", str(event.number)), ("Lý do", event.reason)),
                asked,
                (_ONCE if event.number == 1 else _WAITS,),
            )
        case DossierRejected() as event:
            facts = (("Lý do không giải quyết", event.reason), ("Căn cứ", event.ground))
            return facts, (), ("Ông/bà có quyền khiếu nại quyết định này theo quy định của pháp luật.",)
        case DeadlineExtended() as event:
            facts = (
                ("Đơn vị giải quyết", office.names_of({dossier.competent_id})[dossier.competent_id]),
                ("Ngày hẹn trả trước đây", _spoken(dossier, event.before)),
                ("Nguyên nhân chậm", CAUSES.get(event.cause, event.cause)),
                ("Lý do", event.reason),
                ("Ngày hẹn trả mới", _spoken(dossier, event.promised)),
            )
            return facts, (), ("Chúng tôi thành thật xin lỗi ông/bà vì sự chậm trễ này.",)
        case DossierWithdrawn() as event:
            facts = (
                ("Ngày đề nghị dừng", "/".join(reversed(event.asked_on.split("-")))),
                ("Nội dung đề nghị", event.reason),
                ("Đã giải quyết đến bước", event.stage),
                ("Giấy tờ trả lại", event.papers_back),
                ("Tiền trả lại", event.money_back),
            )
            return facts, (), ("Đến ngày dừng, chưa có quyết định giải quyết hồ sơ này.",)
        case DossierTakenOver() | DossierBroughtIn() as event:
            return _transition(event, dossier), (), _GOES_ON
    raise NotFound(N_("Không có mẫu giấy này."))


def _transition(event: DossierTakenOver | DossierBroughtIn, dossier: Dossier) -> Facts:
    """Return what the citizen is told when another unit goes on: who received it, who goes on, that the date stays."""
    centre = event.to_unit if isinstance(event, DossierTakenOver) else event.received_at_unit
    names = office.names_of({event.origin, centre})
    promised = event.due_at or getattr(event, "stated_due_at", None)
    former = dossier.former_codes.order_by("id").values_list("code", flat=True).first()
    return (
        ("Đơn vị đã tiếp nhận", names[event.origin]),
        ("Đơn vị tiếp tục giải quyết", names[centre]),
        ("Căn cứ", event.ground),
        ("Mã ghi trên giấy hẹn cũ", former or ""),
        ("Ngày hẹn trả, giữ nguyên", _spoken(dossier, promised) if promised else "chưa hẹn"),
    )


def _heading(place: PlaceHeading, at: datetime, realm: str, number: str = "") -> Heading:
    """Return the top of a letter of the day of its act."""
    return Heading(
        governing_body=place.governing_body,
        centre=centre_name(place.commune, clock.local(at).date()),
        place=place.short,
        made_at=at,
        number=number,
        realm="thử" if realm == Realm.TRIAL else "thật",
        demonstration=marks.is_demonstration(),
    )


def _spoken(dossier: Dossier, at: datetime) -> str:
    return long_instant(worktime.spoken_instant(routing.calendar(dossier.received_unit_id), at))


def application_letter(actor: Actor, application_id: UUID) -> Letter:
    """Return form 02 or 03 of what was not received; the read is logged."""
    row = applications.readable(actor, application_id, purpose="In thư gửi người dân")
    place = office.heading_of(row.unit_id, row.turned_day)
    person = parties.cards([row.applicant_id], realm=row.realm)[row.applicant_id]
    told = stream(row.id)[0]
    refused = row.kind == Application.Kind.REFUSAL
    facts = (
        ("Lý do không tiếp nhận" if refused else "Lý do", row.reason),
        ("Căn cứ", row.ground),
        ("Thời gian đến nộp", long_instant(row.turned_at)),
    )
    return Letter(
        heading=_heading(place, row.turned_at, row.realm, row.number),
        kind="refusal" if refused else "supplement",
        code=row.number,
        owner=row.applicant_name,
        address=person.address,
        request=f"{row.procedure_name} – {row.about}" if row.about else row.procedure_name,
        facts=facts,
        asked=tuple(Asked(name=name, words=words) for name, words in applications.lacking(row)),
        closing=() if refused else ("Hồ sơ được tiếp nhận và tính thời hạn khi ông/bà nộp đủ các giấy tờ trên.",),
        contact=place.centre,
        centre_phone=place.hotline,
        officer=office.people_of({told.account}).get(told.account, ""),
        signer="NGƯỜI HƯỚNG DẪN",
    )

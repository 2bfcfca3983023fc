"""Somebody else collects: who is on record to stand in for the owner, and a new authority recorded from its paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from motcua.desks.counter import box
from motcua.desks.shared.door import DeskRequest
from motcua.desks.shared.shapes import Option
from motcua.dossiers.handing import Handing
from motcua.kernel import clock, partial_date
from motcua.kernel.errors import BadInput, MotcuaError, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.perform import perform
from motcua.parties import queries as parties
from motcua.parties.commands.number import Number
from motcua.parties.commands.proxy import RecordProxy
from motcua.parties.commands.register import RegisterParty, find_or_register, from_card
from motcua.parties.queries import StandIn
from motcua.parties.rules.words import RELATIONSHIP_NAMES, Matter, NumberKind, Relationship, Scope

NEW: Final = "new"
"""As whom somebody collects whose authority is not on record yet."""
PURPOSE = N_("Trả kết quả")
FIELDS = ("relationship", "paper", "paper_number", "paper_day", "valid_to", "certified", "kept")
NUMBER_MOST = 60
PAPERS: Final = {
    "mandate": N_("Giấy ủy quyền"),
    "contract": N_("Hợp đồng ủy quyền"),
    "introduction": N_("Giấy giới thiệu của tổ chức"),
    "kinship": N_("Giấy tờ chứng minh quan hệ"),
    "guardian": N_("Quyết định, bản án cử người giám hộ, đại diện"),
    "registration": N_("Giấy đăng ký hoạt động của tổ chức"),
}
PAPER_OPTIONS = tuple(Option(key, label) for key, label in PAPERS.items())
RELATIONSHIP_OPTIONS = tuple(Option(one.value, RELATIONSHIP_NAMES[one]) for one in reversed(Relationship))


def options(request: DeskRequest, shown: Handing) -> list[Option]:
    """Return those on record for the owner of a dossier as receivers to choose; why not today bars a choice."""
    found = parties.stand_ins(
        shown.applicant_id, request.actor, PURPOSE, scope=Scope.COLLECT, matter=Matter(shown.matter)
    )
    return [Option(one.id.hex, one.person_name, _about(one), why=one.refusal or "") for one in found]


def _about(held: StandIn) -> Said:
    relationship = said(RELATIONSHIP_NAMES[held.relationship])
    paper = held.paper or said(N_("không cần giấy ủy quyền"))
    if held.valid_to is not None:
        return said(
            N_("{relationship}; {paper}; đến hết {day}"), relationship=relationship, paper=paper, day=held.valid_to
        )
    return said(N_("{relationship}; {paper}"), relationship=relationship, paper=paper)


def record(request: DeskRequest, wanted: Iterable[Handing], *, key: str) -> UUID:
    """Record the authority a form tells of for the owner of the first of ``wanted``; return its id, once for ``key``.

    It is for collecting only, and for what the results are about. :class:`BadInput` and :class:`RuleError` name the
    field; the person is in the register afterwards.
    """
    chosen = tuple(wanted)
    owner = parties.party(chosen[0].applicant_id, request.actor, PURPOSE)
    matters = {one.matter for one in chosen}
    paper = _paper(request)
    command = RecordProxy(
        principal=owner.id,
        person=_person(request, key=f"{key}.n"),
        relationship=_relationship(request.POST.get("relationship", "")),
        matter=Matter(matters.pop()) if len(matters) == 1 else Matter.OTHER,
        scope=Scope.COLLECT,
        paper=paper,
        certified=bool(request.POST.get("certified")),
        valid_to=_day(request, "valid_to"),
    )
    try:
        return UUID(perform(command, request.actor, key=key).ids["proxy"])
    except MotcuaError as error:
        if error.field == "person":
            error.field = "number"
        raise


def _relationship(text: str) -> Relationship:
    try:
        return Relationship(text)
    except ValueError as error:
        raise BadInput(N_("Chưa chọn quan hệ của người nhận thay với chủ hồ sơ."), field="relationship") from error


def _paper(request: DeskRequest) -> str:
    """Return the paper in words: kind, number, date, and whether it was kept; "" when none was chosen."""
    kind = request.POST.get("paper", "")
    if not kind:
        return ""
    if kind not in PAPERS:
        raise BadInput(N_("Loại giấy tờ không đúng."), field="paper")
    day = _day(request, "paper_day")
    if day is None:
        raise BadInput(N_("Xin ghi ngày của giấy ủy quyền."), field="paper_day")
    if day > clock.today():
        raise BadInput(N_("Ngày của giấy ủy quyền ở sau hôm nay."), field="paper_day")
    number = clean(request.POST.get("paper_number", ""))
    if len(number) > NUMBER_MOST:
        raise BadInput(N_("Số của giấy dài quá {most} ký tự."), field="paper_number", most=NUMBER_MOST)
    kept = "đã lưu bản giấy" if request.POST.get("kept") else "đã đối chiếu bản chính"
    return f"{PAPERS[kind]}{' số ' + number if number else ''}, ngày {day:%d/%m/%Y}; {kept}"


def _day(request: DeskRequest, field: str) -> date | None:
    text = request.POST.get(field, "").strip()
    if not text:
        return None
    day = partial_date.parse(text, field=field).exact
    if day is None:
        raise BadInput(N_("Xin ghi đủ ngày, tháng, năm."), field=field)
    return day


def _person(request: DeskRequest, *, key: str) -> UUID:
    """Return who shows the card, recorded if new; :class:`RuleError` when the register knows the number by another name."""
    text, name = request.POST.get("number", ""), request.POST.get("name", "")
    if not text.strip():
        raise BadInput(N_("Quét hoặc nhập số giấy tờ của người nhận."), field="number")
    card = box.read(text).card
    if card is None and not name.strip():
        raise BadInput(N_("Xin nhập họ tên người nhận thay."), field="name")
    command = from_card(card) if card else RegisterParty(name=name, numbers=(_number(text),))
    found = find_or_register(command, request.actor, key=key)
    if any(one.field == "name" for one in found.differences):
        raise RuleError(
            N_("Số giấy tờ này trong sổ mang họ tên khác. Sửa thông tin người nhận thay trước, rồi trả kết quả."),
            field="name",
        )
    return found.party


def _number(text: str) -> Number:
    digits = "".join(text.split())
    if digits.isdigit():
        return Number(kind=NumberKind.OLD_CARD if len(digits) == 9 else NumberKind.PERSONAL, value=digits)
    return Number(kind=NumberKind.PASSPORT, value=text)

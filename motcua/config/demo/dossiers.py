"""The demonstration's dossiers: a birth registration told to its end, and others left on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from motcua.catalogue import packaged, rules
from motcua.catalogue.facts import Channel
from motcua.config.demo import people
from motcua.dossiers.commands import (
    AcceptDossier,
    ApproveDossier,
    CompleteStep,
    EnterSpecialisedResult,
    ReturnResult,
    SealResult,
)
from motcua.dossiers.policies import may_work_step
from motcua.dossiers.rules import FieldKind, kind_of
from motcua.dossiers.stages import Stage, stage_of
from motcua.kernel import clock
from motcua.kernel.partial_date import PartialDate
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command
from motcua.ledger.events.dossiers import PaperGiven
from motcua.ledger.perform import perform
from motcua.parties.commands.number import Number
from motcua.parties.commands.register import RegisterParty, find_or_register
from motcua.parties.rules.words import NumberKind

Staff = dict[str, Actor]
CITIZENS = (
    ("Công dân Thử Một", "033190000011", "1990-03-12", "female", "0901000011"),
    ("Công dân Thử Hai", "033088000022", "1988-11-02", "male", "0901000022"),
    ("Công dân Thử Ba", "033195000033", "1995-07-21", "female", "0901000033"),
    ("Công dân Thử Bốn", "033060000044", "1960-01-05", "male", "0901000044"),
)
FROM_SYSTEM = {
    "Số": "01/2025",
    "Quyển số": "01/2025",
    "Ngày đăng ký": "11/07/2025",
    "Số định danh cá nhân": "033325000999",
}


@dataclass(frozen=True, slots=True)
class Citizen:
    """A test citizen in the books."""

    id: UUID
    name: str
    number: str


def citizens(staff: Staff) -> list[Citizen]:
    """Return the test citizens, recorded if they are not yet."""
    found = []
    for name, number, born, sex, phone in CITIZENS:
        command = RegisterParty(
            name=name,
            born=born,
            sex=sex,
            address="Thôn Thử, xã Phụng Công, tỉnh Hưng Yên",
            phone=phone,
            numbers=(Number(kind=NumberKind.PERSONAL, value=number),),
        )
        found.append(Citizen(find_or_register(command, staff["tiepnhan"]).party, name, number))
    return found


def papers_of(code: str, case: str, channel: Channel = "direct") -> tuple[PaperGiven, ...]:
    """Return every required paper of a case as given: one original or one shown."""
    asked = rules.papers_for(rules.case_of(packaged.get(code), case), channel)
    return tuple(PaperGiven(key=paper.key, originals=1) for paper in asked if paper.required and paper.kind != "note")


def accept(staff: Staff, citizen: Citizen, code: str, about: str = "") -> UUID:
    """Receive a dossier with all its required papers; return its id."""
    case = packaged.get(code).cases[0].key
    command = AcceptDossier(procedure=code, case=case, applicant=citizen.id, papers=papers_of(code, case), about=about)
    return perform(command, staff["tiepnhan"]).target


def advance(staff: Staff, dossier_id: UUID) -> str:
    """Work the present step as whoever it falls to; return the role that worked it."""
    dossier = stage_of(dossier_id)
    who = next(actor for actor in staff.values() if works_on(actor, dossier))
    perform(command_for(dossier), who)
    return dossier.step_role


def works_on(actor: Actor, dossier: Stage) -> bool:
    """Say whether the present step of a dossier falls to ``actor``."""
    own = actor.unit == dossier.holder_id or dossier.holder_id in actor.units
    return own and may_work_step(actor, dossier) is None


def command_for(dossier: Stage) -> Command:
    """Return the command that works the present step of a dossier, filled in as the demonstration's people do."""
    match dossier.step_role:
        case "specialised_system":
            step = next(each for each in packaged.get(dossier.procedure_code).process if each.name == dossier.step_name)
            today = str(PartialDate.of(clock.today()))
            values = {
                name: today if kind_of(name) is FieldKind.DAY else FROM_SYSTEM.get(name, "01")
                for name in step.takes_back
            }
            return EnterSpecialisedResult(dossier=dossier.id, taken_back=values)
        case "leader":
            return ApproveDossier(dossier=dossier.id, opinion="Đồng ý")
        case "seal":
            return SealResult(dossier=dossier.id)
        case _:
            return CompleteStep(dossier=dossier.id, opinion="Hồ sơ đủ, đúng")


def hand_over(staff: Staff, dossier_id: UUID, citizen: Citizen) -> None:
    """Return the result to its owner."""
    perform(ReturnResult(dossier=dossier_id, receiver="owner", number=citizen.number, slip=True), staff["tiepnhan"])


def fill(staff: Staff) -> None:
    """Leave dossiers at every stage, received over the last working days."""
    people_here = citizens(staff)
    now = clock.local(clock.now())
    plan = [
        (6, 9, 0, "1.001193", "Khai sinh cho Trẻ Thử Một", 99),
        (4, 10, 1, "1.004873", "Xác nhận tình trạng hôn nhân", 2),
        (3, 14, 2, "1.001612", "Hộ kinh doanh Thử", 1),
        (2, 8, 3, "1.000656", "Khai tử Người Thử", 4),
        (1, 9, 1, "1.001193", "Khai sinh cho Trẻ Thử Hai", 3),
        (0, 0, 2, "2.000635", "Trích lục khai sinh", 1),
    ]
    for days, hour, who, code, about, steps in plan:
        at = now if days == 0 else _morning(now - timedelta(days=days), hour)
        with clock.fixed(at):
            dossier = accept(staff, people_here[who], code, about)
        with clock.fixed(min(at + timedelta(hours=1), now)):
            for _ in range(steps):
                if stage_of(dossier).ready:
                    hand_over(staff, dossier, people_here[who])
                    break
                advance(staff, dossier)


def _morning(day: datetime, hour: int) -> datetime:
    return day.replace(hour=hour, minute=15, second=0, microsecond=0)


def tell_birth() -> str:
    """Take a birth registration from the counter to the returned result; return what happened, line by line."""
    staff = people.actors()
    citizen = citizens(staff)[0]
    dossier = accept(staff, citizen, "1.001193", "Khai sinh cho Trẻ Thử Ba")
    lines = [f"Tiếp nhận {stage_of(dossier).code}"]
    while not stage_of(dossier).ready:
        lines.append(advance(staff, dossier))
    hand_over(staff, dossier, citizen)
    lines.append("Đã trả kết quả")
    return "\n".join(lines)

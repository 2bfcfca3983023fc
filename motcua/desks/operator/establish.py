"""Setting up a real centre: reference data, then the commune's bodies, hours, first administrator and procedures.

Reference data are loaded first, each set once. The rest is one transaction: an interrupted set-up leaves nothing of a
centre behind and is simply run again.
"""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn, load_packaged, load_packaged_forms
from motcua.checklists.commands import load_packaged as load_checklists
from motcua.desks.operator.node import Progress, Unfit
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict
from motcua.kernel.words import N_
from motcua.ledger import marks
from motcua.ledger.actor import Actor, Channel, system
from motcua.ledger.perform import perform
from motcua.office import queries
from motcua.office.commands import (
    OpenAccount,
    PostGiven,
    RegisterOfficial,
    SetOpeningHours,
    load_calendars,
    load_units,
    open_account,
)
from motcua.office.founding import found_commune
from motcua.office.gazetteer.facts import Tier
from motcua.office.gazetteer.load import gazetteer
from motcua.office.rules import Level, Role
from motcua.readiness.commands import load_packaged as load_readiness_templates

CORE: Final = frozenset({"commune", "commune_police", "commune_military"})
"""Whose procedures a commune's counter receives: the People's Committee's, and its police's and military command's."""
ADMIN_TITLE: Final = "Quản trị hệ thống"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What whoever installs says: the commune's official code, the first administrator, the week, and its ground.

    ``week`` and ``extra`` are the hours of Monday to Sunday, as in :class:`SetOpeningHours`.
    """

    commune: str
    admin_name: str
    username: str
    week: Sequence[str]
    extra: Sequence[str]
    ground: str


@dataclass(frozen=True, slots=True)
class Established:
    """What came of it; ``password`` is the administrator's first one, known to nobody else and to be changed."""

    centre: str
    commune: str
    username: str
    password: str
    procedures: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load of reference data wrote: rows of units, days, versions of procedures; ``None``: was there already.

    ``offered`` counts the changed procedures that are offered here; ``review`` names those for which a centre has its
    own limits or steps, which stay.
    """

    units: int | None
    days: int | None
    versions: int | None
    offered: int
    review: tuple[str, ...]


def refuse_begun() -> None:
    """:class:`Conflict` when these books already belong to a centre or a demonstration."""
    if marks.is_demonstration():
        raise Conflict(N_("Đây là cơ sở dữ liệu trình diễn; trung tâm thật phải bắt đầu trên một cơ sở dữ liệu trống."))
    if marks.kind() is not None:
        raise Conflict(N_("Cơ sở dữ liệu này đã có trung tâm. Lập thêm đơn vị ở màn hình quản trị."))


def refuse_unknown(code: str) -> None:
    """:class:`BadInput` when the packaged units know no living commune by this code: asked before anything is loaded."""
    unit = gazetteer().by_code(code, clock.today())
    if unit is None or unit.tier is not Tier.COMMUNE:
        raise _no_commune(code)


def _no_commune(code: str) -> BadInput:
    return BadInput(
        N_("«{code}» không phải mã của một xã, phường, đặc khu đang hoạt động; tìm mã bằng «motcua unit TÊN»."),
        code=code[:20],
        field="commune",
    )


def load_reference(progress: Progress, actor: Actor | None = None) -> Loaded:
    """Load units, calendars and procedures, each once for its content; what is there already is left alone."""
    actor = actor or installing()
    units = load_units(actor, lambda done, total: progress(N_("Đơn vị hành chính"), done, total))
    progress(N_("Lịch làm việc"), 0, 1)
    days = load_calendars(actor)
    progress(N_("Lịch làm việc"), 1, 1)
    progress(N_("Thủ tục hành chính"), 0, 1)
    procedures = load_packaged(actor)
    load_packaged_forms(actor)
    progress(N_("Thủ tục hành chính"), 1, 1)
    load_readiness_templates(actor)
    load_checklists(actor)
    return Loaded(
        units=units.ids["units"] if units else None,
        days=days.ids["days"] if days else None,
        versions=procedures.ids["changed"] if procedures else None,
        offered=procedures.ids["offered"] if procedures else 0,
        review=tuple(procedures.ids["review"]) if procedures else (),
    )


def bring_up_to_date(progress: Progress) -> Loaded:
    """Load into books in use what the installed version brings; :class:`Unfit` while nothing was set up."""
    if marks.kind() is None:
        raise Unfit(
            N_("Sổ này chưa lập trung tâm. Chạy «motcua run» (trình diễn) hoặc «motcua init» (trung tâm thật).")
        )
    return load_reference(progress, operator("Nạp dữ liệu bằng lệnh motcua load, người làm"))


def installing() -> Actor:
    """Return the system under the order of whoever runs the installation."""
    return operator("Cài đặt bằng lệnh motcua init, người cài")


def operator(order: str) -> Actor:
    """Return the system under the order of whoever gives a command on this machine."""
    return replace(system(f"{order}: {getpass.getuser()}"), channel=Channel.COMMAND_LINE)


def establish(wanted: Wanted, progress: Progress) -> Established:
    """Make the centre, wholly or not at all; the reference data must be there."""
    refuse_begun()
    today = clock.today()
    commune = queries.unit_by_code(wanted.commune, today)
    if commune is None or commune.level is not Level.COMMUNE:
        raise _no_commune(wanted.commune)
    installer = installing()
    with transaction.atomic():
        marks.begin(marks.REAL)
        founded = found_commune(commune.id, installer)
        perform(
            SetOpeningHours(
                unit=founded.centre,
                valid_from=today,
                week=list(wanted.week),
                extra=list(wanted.extra),
                ground=wanted.ground,
            ),
            installer,
        )
        username, password = _first_administrator(wanted, founded.centre, today, installer)
        posted = _switch_on(founded.centre, today, installer, progress)
    return Established(queries.unit(founded.centre).full_name, commune.printed, username, password, posted)


def _first_administrator(wanted: Wanted, centre: UUID, today: date, installer: Actor) -> tuple[str, str]:
    post = PostGiven(unit=centre, title=ADMIN_TITLE, valid_from=today, roles=[Role.ADMIN])
    official = perform(RegisterOfficial(name=wanted.admin_name, posts=[post]), installer).target
    opened, password = open_account(OpenAccount(official=official, username=wanted.username), installer)
    return opened.ids["username"], password


def core_procedures(today: date) -> list[str]:
    """Return the codes a commune offers by default: national, known in full, in force.

    A limit that is not certain stays unbound until the director confirms it: switching on changes nothing about that.
    """
    return [
        facts.code
        for facts in packaged.all_procedures().values()
        if facts.agency_class in CORE
        and facts.province is None
        and not facts.thin
        and (facts.valid_from is None or facts.valid_from <= today)
        and (facts.valid_to is None or today <= facts.valid_to)
    ]


def _switch_on(centre: UUID, today: date, installer: Actor, progress: Progress) -> int:
    codes = core_procedures(today)
    for done, code in enumerate(codes, 1):
        perform(SwitchOn(unit=centre, procedure=code), installer)
        progress(N_("Bật thủ tục"), done, len(codes))
    return len(codes)

"""Three communes that became one: Sơn Vi, Phùng Nguyên and Tứ Xã made xã Phùng Nguyên (mới) on 1/7/2025.

Units and lineage are those of the packaged gazetteer; the old Phùng Nguyên and Tứ Xã kept no books here, Sơn Vi did.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from motcua.catalogue import packaged
from motcua.catalogue.commands import SwitchOn
from motcua.config.demo.centre import founder
from motcua.config.demo.dossiers import accept, papers_of
from motcua.dossiers.commands import RecordHandover
from motcua.kernel import clock
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import founding, stamps
from motcua.office.commands import EnterAgencyCode, SetCentre
from motcua.office.commands.set_centre import CodeSource
from motcua.office.founding import Founded
from motcua.office.models import Unit, UnitLineage
from motcua.office.tests.factories import MERGED, make_commune

OLD = (("08518", "Sơn Vi"), ("08521-cu", "Phùng Nguyên"), ("08536", "Tứ Xã"))
STATUS = "1.004873"
OFFERED = (STATUS, "2.000635", "1.001612")
BEFORE = clock.at(2025, 7, 4, 9)
"""When the last dossiers came in at the old communes, in the days their people still worked at the old counters."""
AFTER = clock.at(2025, 7, 8, 8)
STOOD = date(2025, 7, 7)
"""From when the old communes' bodies are no more: the books of the test begin on 1/7/2025."""
GROUND = "Nghị quyết thử 01/NQ về sắp xếp đơn vị hành chính cấp xã"


@dataclass(frozen=True)
class Merged:
    """The new commune's bodies and people; ``places`` are the old communes by name, ``old`` the bodies of Sơn Vi."""

    town: Any
    new: Founded
    old: Founded
    places: Mapping[str, UUID]

    def here(self, username: str) -> Actor:
        """Return somebody of the town as they work for the new commune."""
        return self._at(username, self.new)

    def there(self, username: str) -> Actor:
        """Return somebody of the town as they worked for Sơn Vi."""
        return self._at(username, self.old)

    def _at(self, username: str, bodies: Founded) -> Actor:
        mine = self.town[username]
        town = self.town.bodies
        kinds = {town.centre: bodies.centre, town.committee: bodies.committee, town.police: bodies.police}
        kinds |= {town.divisions[name]: unit for name, unit in bodies.divisions.items() if name in town.divisions}
        unit = kinds.get(mine.unit, bodies.centre)
        return replace(mine, unit=unit, units=frozenset({unit}))

    def received(self, code: str = STATUS, citizen: int = 0) -> UUID:
        """Receive a dossier at the old commune of Sơn Vi, before it was dissolved."""
        with clock.fixed(BEFORE):
            return accept({"tiepnhan": self.there("tiepnhan")}, self.town.citizens[citizen], code)

    def minutes(self, name: str = "Sơn Vi", stated: int = 3) -> UUID:
        """Enter what the minutes of an old commune say."""
        command = RecordHandover(
            origin=self.places[name], stated=stated, ground=GROUND, minutes="Biên bản 05/BB", minutes_on=STOOD
        )
        return perform(command, self.here("giamdoc")).target


def build(town: Any, *, at_town: bool = False) -> Merged:
    """Make the communes beside the town's; the clock of whoever asks is to stand at :data:`AFTER`.

    ``at_town``: the town itself came after them, for tests in which its people sign in.
    """
    boss = founder()
    home = Unit.objects.get(pk=town.bodies.commune)
    province = Unit.objects.get(pk=home.parent_id)
    new = home if at_town else make_commune(province, "08521", "Phùng Nguyên")
    olds = {name: make_commune(province, code, name) for code, name in OLD}
    with clock.fixed(clock.at(2025, 7, 1, 8)):
        fresh = town.bodies if at_town else _founded(new.pk, "H44.99.02", boss, town)
        old = _founded(olds["Sơn Vi"].pk, "H44.99.01", boss, town)
    Unit.objects.filter(pk__in=[one.pk for one in olds.values()]).update(valid_to=STOOD)
    for one in olds.values():
        UnitLineage.objects.create(old=one, new=new, since=STOOD)
    stamps.bump()
    return Merged(town, fresh, old, {name: one.pk for name, one in olds.items()})


def _founded(commune: UUID, code: str, boss: Actor, town: Any) -> Founded:
    made = founding.found_commune(commune, boss, valid_from=MERGED, ground="Kiểm thử")
    perform(EnterAgencyCode(unit=made.committee, code=code, valid_from=MERGED, trial=True, source="thử"), boss)
    perform(
        SetCentre(unit=made.centre, code_source=CodeSource.PRIMARY, ground="Kiểm thử", hotline="0210 3999 999"), boss
    )
    director = replace(town["giamdoc"], unit=made.centre, units=frozenset({made.centre}))
    for procedure in OFFERED:
        perform(SwitchOn(unit=made.centre, procedure=procedure), director)
    return made


def given(code: str = STATUS) -> tuple[Any, ...]:
    """Return the papers of a procedure as they were given at an old counter."""
    return papers_of(code, packaged.get(code).cases[0].key)

"""Whom the steps of dossiers are proposed to, and which units give work out as it arrives. Asked of office and staff here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from motcua.catalogue import queries as catalogue
from motcua.dossiers import routing, rules, standing_in
from motcua.dossiers.models import Dossier, StepRun, WorkGiving
from motcua.dossiers.rules import giving, life
from motcua.dossiers.rules.giving import Candidate
from motcua.kernel import clock, worktime
from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Realm
from motcua.office.queries.holders import holders
from motcua.office.stamps import kept
from motcua.staff import availability

PEOPLE = Realm.REAL.value
"""People, what they know and their leave are the same in a trial."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom a step is proposed to, and why in words; and who else may work it, the likeliest first."""

    first: Candidate
    why: Said
    others: tuple[Candidate, ...]


class Proposals:
    """Proposes for many dossiers at one instant: what was proposed already counts as work in hand."""

    def __init__(self) -> None:
        self._now = clock.now()
        self._people: dict[tuple[UUID, str, str], tuple[Candidate, ...]] = {}
        self._known: dict[UUID, set[str]] = {}
        self._instead: dict[UUID, UUID] = {}
        self._given: Counter[UUID] = Counter()
        self._minutes: Counter[UUID] = Counter()

    def of(self, dossier: Dossier) -> Proposal | None:
        """Return whom the present step should go to; ``None`` where nobody is at work who may, or it is given to nobody."""
        field = field_of(dossier)
        found = giving.ranked(self.candidates(dossier))
        if not found or not is_given(dossier):
            return None
        first = found[0]
        self._given[first.official] += 1
        self._minutes[first.official] += dossier.step_minutes or giving.UNTOLD_MINUTES
        return Proposal(
            first, giving.why(work_of(first, dossier), knows=first.knows, before=first.before, field=field), found[1:]
        )

    def candidates(self, dossier: Dossier) -> tuple[Candidate, ...]:
        """Return who of the holding unit may work the present step, on leave or not, as they stand to this dossier."""
        key = (dossier.holder_id, dossier.step_role, dossier.realm)
        if key not in self._people:
            self._people[key] = self._asked(*key)
        field = field_of(dossier)
        done = next((run.official_id for run in dossier.course if run.ordinal == dossier.step), None)
        return tuple(
            replace(
                one,
                knows=field in self._known.get(one.official, ()),
                before=done is not None and one.official in {done, self._instead.get(done)},
                open=one.open + self._given[one.official],
                minutes=one.minutes + self._minutes[one.official],
            )
            for one in self._people[key]
        )

    def _asked(self, unit: UUID, role: str, realm: str) -> tuple[Candidate, ...]:
        today = clock.local(self._now).date()
        people = holders(unit, rules.powers_of_step(role), PEOPLE, today)
        ids = [one.official for one in people]
        self._known |= availability.fields_of(ids, today, PEOPLE)
        heads = {one.official for one in holders(unit, {"dossier.assign"}, PEOPLE, today)}
        gone = availability.away(ids, self._now, PEOPLE) | standing_in.away(ids, today, realm)
        work = work_in_hand(ids, realm)
        self._instead |= standing_in.replacing(realm, today, ids)
        return tuple(
            Candidate(
                one.official,
                one.name,
                open=work.get(one.official, (0, 0))[0],
                minutes=work.get(one.official, (0, 0))[1],
                away_until=gone.get(one.official),
                head=one.official in heads,
            )
            for one in people
        )


def is_given(dossier: Dossier) -> bool:
    """Say whether the present step is one that is given to a person, and can be worked now."""
    return dossier.step_role in giving.GIVEN and dossier.state in life.RUNNING


def field_of(dossier: Dossier) -> str:
    """Return the field of the procedure a dossier was accepted under."""
    return catalogue.version(dossier.procedure_version_id).facts.field


def work_in_hand(officials: Iterable[UUID], realm: str) -> dict[UUID, tuple[int, int]]:
    """Return how many dossiers each works on and the minutes their present steps may take; one statement.

    What waits for the citizen or a body outside is on nobody's desk.
    """
    rows = present_steps(realm).filter(dossier__official_id__in=list(officials)).order_by()
    counted = rows.values_list("dossier__official_id").annotate(
        n=Count("pk"), work=Sum(Coalesce("allowed", Value(giving.UNTOLD_MINUTES)))
    )
    return {official: (n, work) for official, n, work in counted}


def present_steps(realm: str) -> QuerySet[StepRun]:
    """Return the present steps of dossiers that can be worked now."""
    return StepRun.objects.filter(
        ordinal=F("dossier__step"),
        dossier__realm=realm,
        dossier__open=True,
        dossier__state__in=[str(state) for state in life.RUNNING],
        dossier__outside="",
    )


def work_of(one: Candidate, dossier: Dossier) -> Said:
    """Return what somebody has in hand, in words, by the working day of the centre that received the dossier."""
    return giving.in_hand(one.open, one.minutes, day_of(dossier.received_unit_id))


def words_of(one: Candidate, dossier: Dossier) -> Said:
    """Return how somebody stands to a step, in words: on leave until when, else what they have in hand and know."""
    if one.away_until is not None:
        return said(N_("nghỉ đến hết {day}"), day=f"{one.away_until:%d/%m}")
    field = field_of(dossier) if one.knows else ""
    return giving.why(work_of(one, dossier), knows=one.knows, before=one.before, field=field)


def day_of(centre: UUID) -> int:
    """Return the working minutes of an ordinary day of a centre."""
    return worktime.day_minutes(routing.calendar(centre), clock.today())


@kept
def automatic(realm: str) -> frozenset[UUID]:
    """Return the units that give work out as it arrives; kept until a unit changes its way."""
    rows = WorkGiving.objects.filter(realm=realm, automatic=True)
    return frozenset(rows.values_list("unit_id", flat=True))


def nobody() -> Said:
    """Say that the rule has nobody to propose."""
    return said(N_("Không có ai đang làm việc nhận được bước này. Lãnh đạo đơn vị giao tay."))

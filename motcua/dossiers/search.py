"""One search box: a code, the end of a late one, a personal number, a phone, a name, or words. Only what one may read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.dossiers import codes, scopes
from motcua.dossiers.models import Dossier, StepRun
from motcua.dossiers.narrowing import says
from motcua.dossiers.rules.runs import SHELF_MOST
from motcua.kernel import clock
from motcua.kernel.text import clean
from motcua.ledger.actor import Actor
from motcua.parties.queries import cards as parties

FOUND_MOST = 30
TAIL_DAYS = 31
"""How far back a typed end of a code is looked for: whoever calls with four digits handed in lately."""

_DATED_TAIL = re.compile(r"(\d{2})(\d{2})(\d{2})-(\d{1,6})", re.ASCII)


def visible(actor: Actor) -> Q:
    """Return what ``actor`` may read, as a condition: the same answer as :func:`motcua.dossiers.policies.may_read`."""
    units = scopes.units_of(actor)
    held = StepRun.objects.filter(dossier=OuterRef("pk"), unit_id__in=units, finished_at__isnull=False)
    return (
        Q(received_unit_id__in=units)
        | Q(holder_id__in=units)
        | Q(competent_id__in=units)
        | Q(helped_at_id__in=units)
        | Q(settling_unit_id__in=units)
        | Q(returning_unit_id__in=units)
        | Q(Exists(held))
    )


def bearing(number: str) -> Q:
    """Return the condition of dossiers of a code or of a number at reception, each looked up where it is unique."""
    return Q(code=number) & ~Q(code="") | Q(reception_number=number)


def found(actor: Actor, text: str, limit: int = FOUND_MOST) -> list[Dossier]:
    """Return dossiers that ``text`` fits, newest first: by code, by the end of one, by people, by words of open ones.

    "0007" and "261122-0007" are ends of codes of the last month. A shelf finds all whose paper files stand on it. Words are
    those of its people, its matter and its procedure, in whatever order, with or without marks. At most seven statements.
    """
    scopes.demand(actor)
    wanted = text.strip().upper()[:100]
    if not wanted:
        return []
    mine = Dossier.objects.filter(realm=str(actor.realm))
    by_code = (
        _by_code(mine, actor, wanted, limit)
        or _by_shelf(mine, actor, text, limit)
        or _by_tail(mine, scopes.units_of(actor), wanted, limit)
    )
    if by_code:
        return by_code
    people = _by_people(mine, actor, text.strip()[:200], limit)
    known = {dossier.id for dossier in people}
    worded = [dossier for dossier in _by_words(mine, actor, text[:200], limit) if dossier.id not in known]
    return sorted([*people, *worded], key=lambda one: one.id, reverse=True)[:limit]


def _by_code(mine: QuerySet[Dossier], actor: Actor, wanted: str, limit: int) -> list[Dossier]:
    found = list(mine.filter(visible(actor), bearing(wanted))[:limit])
    if _may_be_receipt(wanted):
        # A slip printed before the code was put right, or at an old unit, still says the old one, which may be another
        # dossier's by now.
        wanted = codes.as_printed(wanted)
        bore = mine.filter(visible(actor), former_codes__realm=str(actor.realm), former_codes__code=wanted).exclude(
            code=wanted
        )
        found += list(bore.order_by("-id")[: limit - len(found)])
    return found


def _by_shelf(mine: QuerySet[Dossier], actor: Actor, text: str, limit: int) -> list[Dossier]:
    """Return dossiers of the actor's units whose paper files stand on the shelf typed, as the labels of shelves write it."""
    shelf = clean(text)
    if not 0 < len(shelf) <= SHELF_MOST:
        return []
    units = scopes.units_of(actor)
    on_it = mine.filter(~Q(shelf=""), received_unit_id__in=units, shelf__in=dict.fromkeys((shelf, shelf.upper())))
    return list(on_it.order_by("-id")[:limit])


def _may_be_receipt(wanted: str) -> bool:
    """Say whether what was typed may be a code on a slip: old units numbered as they liked, but never without a digit."""
    return codes.is_code(wanted) or (len(wanted) <= codes.OLD_MOST and any(letter.isdigit() for letter in wanted))


def _by_tail(mine: QuerySet[Dossier], units: list[UUID], wanted: str, limit: int) -> list[Dossier]:
    dated = _DATED_TAIL.fullmatch(wanted)
    end = Q(code__endswith=f"-{wanted}") | Q(reception_number__endswith=f"-{wanted}")
    if dated:
        year, month, day, _ = (int(part) for part in dated.groups())
        try:
            on = date(2000 + year, month, day)
        except ValueError:
            return []
        late = Q(received_day=on)
    elif wanted.isascii() and wanted.isdigit() and len(wanted) == 4:
        late = Q(received_day__gte=clock.today() - timedelta(days=TAIL_DAYS))
    else:
        return []
    here = (Q(received_unit_id__in=units) & late) | scopes.open_of(units)
    return list(mine.filter(late & here & end).order_by("-id")[:limit])


def _by_people(mine: QuerySet[Dossier], actor: Actor, text: str, limit: int) -> list[Dossier]:
    if not actor.can("party.read"):
        return []
    people = parties.ids_of(text, actor, limit=limit)
    theirs = mine.filter(Q(applicant_id__in=people) | Q(submitter_id__in=people))
    return list(theirs.filter(visible(actor)).order_by("-id")[:limit]) if people else []


def _by_words(mine: QuerySet[Dossier], actor: Actor, text: str, limit: int) -> list[Dossier]:
    """Return open dossiers of the actor's units that say all of it: as many are looked through as a centre has open."""
    return list(mine.filter(scopes.open_of(scopes.units_of(actor)) & says(text)).order_by("-id")[:limit])

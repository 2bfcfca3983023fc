"""What directives do when a day moves: those that hang on an event or on a unit's operating day follow it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from motcua.kernel.errors import Conflict
from motcua.ledger.actor import Actor, Realm, system
from motcua.ledger.commands import Context
from motcua.ledger.events import Event
from motcua.ledger.events.office import UnitValidityChanged
from motcua.ledger.events.steering import OccasionMoved
from motcua.ledger.feed import Told
from motcua.ledger.perform import perform
from motcua.office import family
from motcua.oversight.commands.directives import MoveDirectiveDue
from motcua.oversight.models import Directive, Occasion
from motcua.oversight.rules.directives import DueKind, day_text

ORDER = "Lệnh thường trực: hạn theo sự kiện, theo ngày hoạt động"


def follow_occasion(event: Event, context: Context) -> None:
    """Move what is due by an event's day of that year, in the same transaction."""
    if not isinstance(event, OccasionMoved):
        return
    found = Directive.objects.filter(occasion=event.occasion, due_day__year=event.year)
    name = Occasion.objects.values_list("name", flat=True).get(pk=event.occasion)
    _move(
        found, event.day, f"{name}: {day_text(event.day)}", system(ORDER, realm=context.actor.realm), context.entry.hex
    )


def follow_unit(told: Told) -> None:
    """Move what is due by a unit's first day, after the seal; in each realm by its own order."""
    if not isinstance(told.event, UnitValidityChanged) or told.event.valid_from is None:
        return
    kin = family.kin(told.stream_id)
    why = f"{kin.full_name if kin else ''}: {day_text(told.event.valid_from)}"
    found = Directive.objects.filter(anchor_unit=told.stream_id)
    for realm in Realm:
        _move(found.filter(realm=realm), told.event.valid_from, why, system(ORDER, realm=realm), told.entry.hex)


def _move(found: QuerySet[Directive], day: date, why: str, actor: Actor, key: str) -> None:
    due = found.filter(open=True, due_kind=DueKind.EVENT).exclude(due_day=day)
    for directive in due.order_by("pk").values_list("pk", flat=True):
        try:
            perform(MoveDirectiveDue(directive=directive, day=day, why=why[:500]), actor, key=f"{key}-{directive.hex}")
        except Conflict:
            continue  # decided otherwise meanwhile: the day said there counts

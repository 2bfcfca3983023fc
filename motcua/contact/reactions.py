"""What the inbox does when it hears of an event: learns, posts, ends. Later, after the seal, each entry once.

Every command's key is made of the entry it answers, so that an entry heard twice changes nothing the second time.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from motcua.contact import audience
from motcua.contact.commands import CloseMessage, PostMessage, SeatWish
from motcua.contact.commands.shared import calendar_of
from motcua.contact.models import Matter, Message
from motcua.contact.rules import heard
from motcua.contact.rules.wishes import End, Heard, Learn, Post
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.worktime import is_counted
from motcua.kernel.worktime.phrases import stored_said
from motcua.ledger.actor import Actor, Realm, system
from motcua.ledger.feed import Told
from motcua.ledger.perform import perform
from motcua.office import family

ORDER: Final = "Lệnh thường trực: báo việc cho người có trách nhiệm"
NAME_MOST: Final = 300


def hear(told: Told) -> None:
    """Carry out what an entry asks of the inbox, in order."""
    matter = Matter.objects.filter(pk=told.stream_id).first()
    known = Learn(matter.place_id, matter.name, matter.unit_id, matter.other_id) if matter else None
    day = clock.local(told.at).date()
    actor = system(ORDER, realm=Realm(told.realm))
    for place, wish in enumerate(heard.asked(told.event, Heard(told.stream_id, told.version, day, known))):
        key = f"contact-{told.entry.hex}-{place}"
        if isinstance(wish, Learn):
            _learn(told, wish)
        elif isinstance(wish, End):
            _end(told, wish, actor, key)
        else:
            _post(told, wish, actor, key)


def _learn(told: Told, wish: Learn) -> None:
    Matter.objects.update_or_create(
        pk=told.stream_id,
        defaults={
            "place_id": family.home_of(wish.place),
            "unit_id": wish.unit,
            "other_id": wish.other,
            "name": wish.name[:NAME_MOST],
        },
    )


def _post(told: Told, wish: Post, actor: Actor, key: str) -> None:
    """Post unless it was posted before, the matter is about no day off, or nobody could be told."""
    place = family.home_of(wish.place)
    if wish.day_off is not None and not _rests(wish, told.at):
        return
    seats = audience.seats_for(wish.to)
    same = Message.objects.filter(realm=told.realm, kind=wish.kind, subject=told.stream_id, period=wish.period)
    if not seats or same.exists():
        return
    command = PostMessage(
        kind=wish.kind,
        subject=told.stream_id,
        period=wish.period,
        place=place,
        urgency=wish.urgency,
        sentence=stored_said(wish.sentence),
        seats=[SeatWish(where=one.where, power=one.power) for one in seats],
        due=wish.due,
        entry=told.entry,
        at=told.at,
    )
    perform(command, actor, key=key)


def _rests(wish: Post, at: datetime) -> bool:
    """Say whether the place rests on the day; a day of a year without a calendar is not known to be one."""
    calendar = calendar_of(family.home_of(wish.place))
    try:
        return calendar is not None and wish.day_off is not None and not is_counted(calendar, wish.day_off)
    except RuleError:
        return False


def _end(told: Told, wish: End, actor: Actor, key: str) -> None:
    """End what was told before this entry: what it tells of itself, and what came after, stays."""
    about = wish.about or (told.stream_id,)
    found = Message.objects.filter(
        realm=told.realm,
        subject__in=about,
        kind__in=wish.kinds,
        period__startswith=wish.period,
        closed_at__isnull=True,
        posted_at__lte=told.at,
    ).exclude(source=told.entry)
    for number, message in enumerate(found.order_by("pk").values_list("pk", flat=True)):
        command = CloseMessage(message=message, why=wish.why, entry=told.entry, at=told.at)
        perform(command, actor, key=f"{key}-{number}")

"""Mail: letters are made from what was told, tried until the server takes them, and given up in the open.

The outbox is rows: a letter is claimed, sent outside any transaction, and what came of it is written. A process that
dies in between sends the letter once more; its name (Message-ID) is the same, so that mail systems know a double.
Times are business time, as everywhere; a letter holds the sentence and the address of its page, nothing else.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from datetime import date, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from motcua.contact import audience, ports
from motcua.contact.audience import SeatAt
from motcua.contact.commands import CloseMessage, PostMessage, SeatWish
from motcua.contact.commands.shared import calendar_of
from motcua.contact.models import Letter, Message, ReadMark
from motcua.contact.queries.wishes import Wishes, wishes_by_account
from motcua.contact.rules import mail
from motcua.contact.rules.kinds import KINDS, URGENCY_NAMES, Urgency
from motcua.contact.rules.mail import Fate, Wish
from motcua.kernel import clock
from motcua.kernel.errors import RuleError
from motcua.kernel.words import N_, said
from motcua.kernel.worktime import is_counted
from motcua.kernel.worktime.phrases import said_from, stored_said
from motcua.ledger.actor import Actor, Realm, system
from motcua.ledger.perform import perform
from motcua.office import territory
from motcua.office.queries import names
from motcua.office.queries.holders import Holder, addresses
from motcua.office.rules import ACCOUNTS, day_text

log = logging.getLogger("motcua.mail")

ORDER: Final = "Lệnh thường trực: gửi thư báo việc"
BATCH: Final = 50
CLAIMED_FOR: Final = timedelta(minutes=5)
A_ROUND: Final = 10.0
"""Seconds of the machine after which no further letter is begun: the process that mails seals the books as well."""
TRIES_BEFORE_TOLD: Final = 5
"""A server that does not answer is told of after so many tries (a quarter of an hour); one that says no, at once."""
LISTED: Final = 20
"""Messages a daily letter lists; the rest are counted."""
OWN: Final = "contact.mail"
"""The kind that tells of mail itself: never mailed."""
REFUSED, SERVER = "refused", "server"


def run() -> int:
    """Make the letters that are due and try those that wait; return how many were delivered. Nothing without a server."""
    if ports.postman() is None:
        return 0
    queue()
    done = deliver()
    _end_told()
    return done


def queue() -> int:
    """Make a letter for everybody who wants to be told at once of what was just told; return how many."""
    fresh = clock.now() - mail.FRESH_FOR
    waiting = Message.objects.filter(closed_at__isnull=True, mailed__lt=F("round"), told_at__gte=fresh)
    made = 0
    for id_ in list(waiting.exclude(kind=OWN).order_by("told_at", "pk").values_list("pk", flat=True)[:BATCH]):
        made += _letters_for(id_)
    return made


@transaction.atomic
def _letters_for(id_: UUID) -> int:
    """Make the letters of one telling, once: the message is locked, as every act on it locks it."""
    message = Message.objects.select_for_update().get(pk=id_)
    if message.closed_at is not None or message.mailed >= message.round:
        return 0
    seats = [SeatAt(where, power) for where, power in message.seats.values_list("where", "power")]
    people = {one.account: one for one in audience.people_at(seats, message.realm)}
    urgent = mail.is_urgent(message.urgency) or message.level > 0
    wishes = wishes_by_account(people)
    told = [one for one in people.values() if wishes.get(one.account, Wishes()).for_(urgent=urgent) is Wish.NOW]
    made = [_letter(one, message, urgent=urgent) for one in _reachable(told)]
    Letter.objects.bulk_create(made, ignore_conflicts=True)
    Message.objects.filter(pk=id_).update(mailed=message.round)
    return len(made)


def _reachable(people: list[Holder]) -> list[Holder]:
    known = addresses(system(ORDER), [one.official for one in people])
    return [one for one in people if one.official in known]


def _letter(to: Holder, message: Message, *, urgent: bool) -> Letter:
    place = names.names_of([message.place_id]).get(message.place_id, "")
    kind = KINDS[message.kind].name
    subject = f"{kind} – {place}"
    if message.urgency != Urgency.CALM:
        subject = f"[{URGENCY_NAMES[Urgency(message.urgency)]}] {subject}"
    body = said(
        N_("{words}\n\nXem và xử lý: {address}\n\n{foot}\n"),
        words=said_from(message.sentence),
        address=ports.page_address(message.id),
        foot=said(FOOT),
    )
    letter = _new(to, message.realm, subject, str(body))
    letter.message, letter.round, letter.urgent = message, message.round, urgent
    return letter


FOOT: Final = N_("Thư tự động, không cần trả lời. Cách nhận thư chọn ở trang «Tài khoản của tôi».")


def _new(to: Holder, realm: str, subject: str, body: str) -> Letter:
    now = clock.now()
    mark = "[thử] " if realm == Realm.TRIAL else ""
    return Letter(
        realm=realm,
        account_id=to.account,
        official_id=to.official,
        place_id=to.place,
        subject=f"{mark}{subject}"[:250],
        body=body,
        made_at=now,
        next_at=now,
    )


def gather(actor: Actor) -> int:
    """Make one letter for each person who wants what waits unread once a day, and works today; return how many."""
    if ports.postman() is None:
        return 0
    today = clock.today()
    people: dict[UUID, Holder] = {}
    waits: dict[UUID, list[Message]] = defaultdict(list)
    seated: dict[tuple[SeatAt, str], list[Holder]] = {}
    for message in Message.objects.filter(closed_at__isnull=True).exclude(kind=OWN).order_by("-told_at", "pk"):
        for where, power in message.seats.values_list("where", "power"):
            seat = (SeatAt(where, power), message.realm)
            if seat not in seated:
                seated[seat] = audience.people_at([seat[0]], message.realm)
            for one in seated[seat]:
                people[one.account] = one
                if message not in waits[one.account]:
                    waits[one.account].append(message)
    wishes = wishes_by_account(people)
    read = set(ReadMark.objects.filter(account_id__in=people).values_list("account_id", "message_id"))
    wanted = []
    for one in _reachable([person for person in people.values() if _works(person.place, today)]):
        mine = wishes.get(one.account, Wishes())
        rows = [
            row
            for row in waits[one.account]
            if (one.account, row.id) not in read
            and mine.for_(urgent=mail.is_urgent(row.urgency) or row.level > 0) is Wish.DAILY
        ]
        if rows:
            wanted.append(_daily(one, rows, today))
    known = set(Letter.objects.filter(day=today).values_list("account_id", flat=True))
    new = [letter for letter in wanted if letter.account_id not in known]
    Letter.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _works(place: UUID, day: date) -> bool:
    calendar = calendar_of(place)
    try:
        return calendar is None or is_counted(calendar, day)
    except RuleError:
        return True


def _daily(to: Holder, rows: list[Message], day: date) -> Letter:
    lines = [f"- {said_from(row.sentence)}" for row in rows[:LISTED]]
    if len(rows) > LISTED:
        lines.append(str(said(N_("- và {count} thông báo khác."), count=len(rows) - LISTED)))
    subject = said(N_("{count} thông báo chưa đọc, ngày {day}"), count=len(rows), day=day_text(day))
    body = said(
        N_("{words}\n\nXem và xử lý: {address}\n\n{foot}\n"),
        words="\n".join(lines),
        address=ports.inbox_address(),
        foot=said(FOOT),
    )
    letter = _new(to, rows[0].realm, str(subject), str(body))
    letter.day = day
    return letter


def deliver() -> int:
    """Try the letters that are due, each in its turn; stop where the server cannot be used at all."""
    postman, now, sent = ports.postman(), clock.now(), 0
    if postman is None:
        return 0
    due = Letter.objects.filter(state=Fate.WAITING, next_at__lte=now).order_by("-urgent", "next_at", "pk")
    until = monotonic() + A_ROUND
    for letter in list(due[:BATCH]):
        if monotonic() > until:
            break
        claim = Letter.objects.filter(
            pk=letter.pk, state=Fate.WAITING, attempts=letter.attempts, next_at=letter.next_at
        )
        if not claim.update(attempts=F("attempts") + 1, next_at=now + CLAIMED_FOR):
            continue
        letter.attempts += 1
        try:
            sent += _send(postman, letter)
        except ports.Unusable as fault:
            log.warning("the mail server cannot be used: %s", fault)
            _postpone(letter, fault)
            rest = now + mail.wait_after(letter.attempts)
            Letter.objects.filter(state=Fate.WAITING, next_at__lt=rest).update(next_at=rest)
            if fault.code or letter.attempts >= TRIES_BEFORE_TOLD:
                _tell(letter, SERVER, fault)
            break
    return sent


def _send(postman: ports.Postman, letter: Letter) -> bool:
    address = addresses(system(ORDER), [letter.official_id]).get(letter.official_id)
    if address is None:
        _ended(letter, Fate.DROPPED, reason=N_("Người nhận không còn địa chỉ thư."))
        return False
    try:
        postman.send(ports.Letter(letter.id, address, letter.subject, letter.body, letter.urgent))
    except ports.Refused as fault:
        _failed(letter, fault, address)
        return False
    except ports.Later as fault:
        _postpone(letter, fault, address)
        return False
    _ended(letter, Fate.SENT)
    return True


def _postpone(letter: Letter, fault: ports.Undelivered, address: str = "") -> None:
    """Try again after a while, or give up what was tried for a day."""
    now = clock.now()
    if mail.gives_up(letter.made_at, now):
        _failed(letter, fault, address)
        return
    Letter.objects.filter(pk=letter.pk, state=Fate.WAITING).update(
        next_at=now + mail.wait_after(letter.attempts), code=fault.code, reason=_reason(fault, address)
    )


def _failed(letter: Letter, fault: ports.Undelivered, address: str) -> None:
    _ended(letter, Fate.FAILED, fault.code, _reason(fault, address))
    _tell(letter, REFUSED, fault)


def _ended(letter: Letter, fate: Fate, code: int = 0, reason: str = "") -> None:
    changed = Letter.objects.filter(pk=letter.pk, state=Fate.WAITING)
    changed.update(state=fate, ended_at=clock.now(), code=code, reason=reason)


def _reason(fault: ports.Undelivered, address: str) -> str:
    """Return the server's own words without the address, which the list of letters shows to nobody."""
    words = " ".join(fault.reason.split())
    return (words.replace(address, "…") if address else words)[:500]


def _tell(letter: Letter, what: str, fault: ports.Undelivered) -> None:
    """Tell who looks after the accounts of the recipient's place, once a day and fault."""
    now = clock.now()
    period = f"{clock.local(now).date()}/{what}"
    place: UUID = letter.place_id
    if Message.objects.filter(realm=letter.realm, kind=OWN, subject=place, period=period).exists():
        return
    sentence = said(N_("Có thư báo việc không gửi được (máy chủ thư trả lời {code})."), code=fault.code)
    if what == SERVER:
        sentence = said(N_("Máy chủ thư không dùng được (trả lời {code}); thư đang chờ."), code=fault.code)
    seats = [SeatAt(one, ACCOUNTS) for one in (place, *sorted(territory.over(place)))]
    command = PostMessage(
        kind=OWN,
        subject=place,
        period=period,
        place=place,
        urgency=Urgency.SOON,
        sentence=stored_said(sentence),
        seats=[SeatWish(where=one.where, power=one.power) for one in seats],
        at=now,
    )
    perform(command, system(ORDER, realm=Realm(letter.realm)), key=f"mail-{place.hex}-{letter.realm}-{period}")


def _end_told() -> None:
    """End what was told of mail once it is over: no letter stands failed, or the server takes letters again."""
    for message in Message.objects.filter(kind=OWN, closed_at__isnull=True):
        letters = Letter.objects.filter(realm=message.realm, place=message.subject)
        if message.period.endswith(SERVER):
            over, why = letters.filter(state=Fate.SENT, ended_at__gt=message.posted_at).exists(), N_("Thư đã gửi được.")
        else:
            over, why = not letters.filter(state=Fate.FAILED).exists(), N_("Không còn thư bị trả.")
        if over:
            perform(CloseMessage(message=message.id, why=why), system(ORDER, realm=Realm(message.realm)))

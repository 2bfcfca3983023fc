"""Letters: who gets one and when, what becomes of it at a real server, who is told when it cannot be delivered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from motcua.adapters.email.smtp import SmtpPostman
from motcua.adapters.email.tests.server import smtp
from motcua.config.demo.centre import founder
from motcua.contact import duties, mailing, ports, queries, reading
from motcua.contact.commands import DropLetter, SendLetterAgain, SetMailWishes
from motcua.contact.commands.shared import calendar_of
from motcua.contact.models import Letter, Message
from motcua.contact.rules.kinds import Urgency
from motcua.contact.rules.mail import FRESH_FOR, KEPT_FOR, Fate, Wish
from motcua.contact.tests.hearing import ORDER, open_kinds, post
from motcua.kernel import clock
from motcua.kernel.errors import Conflict, NotAllowed
from motcua.ledger.models import Entry
from motcua.ledger.perform import perform
from motcua.office import family
from motcua.office.commands import CorrectOfficial

DIRECTOR, ADMIN = "giamdoc@xa.example.vn", "quantri@xa.example.vn"


@pytest.fixture
def place(town):
    """The commune, where the director and the administrator have addresses; both may see to lines."""
    for who, address in (("giamdoc", DIRECTOR), ("quantri", ADMIN)):
        actor = town[who]
        perform(CorrectOfficial(official=actor.official, name=actor.name, email=address), founder())
    return family.home_of(town.bodies.centre)


@pytest.fixture
def box():
    """A mail server that is hooked up as the settings would."""
    with smtp() as found:
        ports.use(SmtpPostman(found.connection), lambda: "https://xa/thong-bao/", lambda id_: f"https://xa/tb/{id_}/")
        yield found
    ports.use(None, str, str)


def later(**wait):
    return clock.fixed(clock.now() + timedelta(**wait))


def one(address: str) -> Letter:
    from motcua.office.models import Official

    return Letter.objects.get(official_id=Official.objects.get(email=address).id)


def test_what_is_urgent_goes_out_at_once_and_once_to_whoever_has_an_address(town, place, box):
    message = post(place)
    assert mailing.run() == 2
    assert mailing.run() == 0
    assert sorted(got["To"] for got in box.letters) == [DIRECTOR, ADMIN]
    got = box.letters[0]
    assert got["Subject"].strip().startswith("[gấp] Mất đường truyền – ")
    text = got.get_content()
    assert "Mất đường truyền «Cáp quang»." in text
    assert f"https://xa/tb/{message}/" in text
    for who in ("giamdoc", "quantri", "tiepnhan"):
        assert town[who].name not in text


def test_without_a_server_nothing_is_made_or_tried(town, place):
    post(place)
    assert ports.postman() is None
    assert mailing.run() == 0
    assert duties.daily_letters("", ORDER) == "0 thư gộp"
    assert not Letter.objects.exists()


def test_others_wait_for_the_morning_in_one_letter_of_what_is_unread(town, place, box):
    seen = post(place, Urgency.SOON, words="Việc đã đọc.")
    post(place, Urgency.SOON, words="Việc thứ hai.")
    post(place, Urgency.CALM, words="Việc thứ ba.")
    reading.mark_read(town["giamdoc"], [seen])
    assert mailing.run() == 0
    assert duties.daily_letters("", ORDER) == "2 thư gộp"
    assert duties.daily_letters("", ORDER) == "0 thư gộp"
    assert mailing.run() == 2
    (mine,) = [got for got in box.letters if got["To"] == DIRECTOR]
    text = mine.get_content()
    assert mine["Subject"].strip() == "2 thông báo chưa đọc, ngày 11/7/2025"
    assert "- Việc thứ hai." in text
    assert "- Việc thứ ba." in text
    assert "Việc đã đọc" not in text
    assert "https://xa/thong-bao/" in text


def test_no_daily_letter_on_a_day_of_rest(town, place, box):
    post(place, Urgency.SOON)
    with later(days=1):  # Saturday 12/7/2025
        assert calendar_of(place) is not None
        assert duties.daily_letters("", ORDER) == "0 thư gộp"


def test_everybody_says_what_they_want(town, place, box):
    perform(SetMailWishes(urgent=Wish.NEVER, others=Wish.NOW), town["giamdoc"])
    perform(SetMailWishes(urgent=Wish.DAILY, others=Wish.NEVER), town["quantri"])
    perform(SetMailWishes(urgent=Wish.DAILY, others=Wish.NEVER), town["quantri"])
    post(place, words="Gấp.")
    post(place, Urgency.SOON, words="Không gấp.")
    assert mailing.run() == 1
    duties.daily_letters("", ORDER)
    assert mailing.run() == 1
    assert [(got["To"], "Không gấp." in got.get_content()) for got in box.letters] == [(DIRECTOR, True), (ADMIN, False)]
    wishes = queries.wishes_of(town["quantri"])
    assert (wishes.urgent, wishes.others) == (Wish.DAILY, Wish.NEVER)


def test_what_is_over_or_old_is_not_mailed(town, place, box):
    from motcua.contact.commands import CloseMessage

    perform(CloseMessage(message=post(place), why="Xong."), ORDER)
    post(place, at=clock.now() - FRESH_FOR - timedelta(minutes=1))
    assert mailing.run() == 0
    assert not Letter.objects.exists()


def test_a_reminder_is_a_letter_of_its_own(town, place, box):
    message = post(place)
    mailing.run()
    with later(days=3):
        duties.remind(str(message), ORDER)
        assert mailing.run() == 2
    assert len(box.letters) == 4


def test_greylisted_it_waits_twice_as_long_each_time_and_arrives(town, place, box):
    box.to[DIRECTOR] = "451 4.7.1 greylisted"
    post(place)
    assert mailing.run() == 1
    letter = one(DIRECTOR)
    assert (letter.state, letter.code, letter.next_at - clock.now()) == (Fate.WAITING, 451, timedelta(minutes=1))
    with later(seconds=59):
        assert mailing.deliver() == 0
        assert one(DIRECTOR).attempts == 1
    with later(minutes=1):
        mailing.deliver()
        letter = one(DIRECTOR)
        assert (letter.attempts, letter.next_at - clock.now()) == (2, timedelta(minutes=2))
    del box.to[DIRECTOR]
    with later(minutes=3):
        assert mailing.run() == 1
    assert one(DIRECTOR).state == Fate.SENT
    assert "contact.mail" not in open_kinds(town["quantri"])


def test_a_connection_that_drops_is_tried_again(town, place, box):
    box.drops = True
    post(place)
    assert mailing.run() == 0
    box.drops = False
    with later(minutes=1):
        assert mailing.run() == 2
    assert len(box.letters) == 2


def refused(town, place, box):
    box.to[DIRECTOR] = f"550 5.1.1 <{DIRECTOR}> unknown"
    post(place)
    mailing.run()
    return one(DIRECTOR)


def test_refused_for_good_it_is_told_to_who_looks_after_accounts_without_the_address(town, place, box):
    letter = refused(town, place, box)
    assert (letter.state, letter.code, letter.attempts) == (Fate.FAILED, 550, 1)
    assert letter.reason == "5.1.1 <…> unknown"
    assert "contact.mail" in open_kinds(town["quantri"])
    assert "contact.mail" not in open_kinds(town["giamdoc"])
    (row,) = queries.letters(town["quantri"], Fate.FAILED)
    assert (row.name, row.code) == (town["giamdoc"].name, 550)
    assert queries.state_of(town["quantri"]).failed == 1
    with pytest.raises(NotAllowed):
        queries.letters(town["giamdoc"])
    assert not Letter.objects.filter(message__kind="contact.mail").exists()


def test_the_address_put_right_it_is_sent_again_and_the_alarm_ends(town, place, box):
    letter = refused(town, place, box)
    actor = town["giamdoc"]
    perform(CorrectOfficial(official=actor.official, name=actor.name, email="moi@xa.example.vn"), founder())
    perform(SendLetterAgain(letter=letter.id), town["quantri"])
    with pytest.raises(Conflict):
        perform(SendLetterAgain(letter=letter.id), town["quantri"])
    assert mailing.run() == 1
    assert box.letters[-1]["To"] == "moi@xa.example.vn"
    assert "contact.mail" not in open_kinds(town["quantri"])


def test_a_letter_is_dropped_and_stays_in_the_list(town, place, box):
    letter = refused(town, place, box)
    perform(DropLetter(letter=letter.id), town["quantri"])
    mailing.run()
    assert [row.state for row in queries.letters(town["quantri"], Fate.DROPPED)] == [Fate.DROPPED]
    assert "contact.mail" not in open_kinds(town["quantri"])
    with later(days=KEPT_FOR.days + 1):
        duties.forget_letters("", ORDER)
    assert Letter.objects.filter(pk=letter.id).exists(), "somebody acted on it: it stays with its history"


@pytest.mark.parametrize("who", ["giamdoc", "tiepnhan", "giamsat"])
def test_others_send_nothing_again(town, place, box, who):
    letter = refused(town, place, box)
    entries = Entry.objects.count()
    for command in (SendLetterAgain(letter=letter.id), DropLetter(letter=letter.id)):
        with pytest.raises(NotAllowed):
            perform(command, town[who])
    assert Entry.objects.count() == entries


def test_after_a_day_of_trying_it_has_failed(town, place, box):
    box.to[DIRECTOR] = "452 mailbox full"
    post(place)
    mailing.run()
    with later(hours=24):
        mailing.run()
    assert one(DIRECTOR).state == Fate.FAILED
    assert "contact.mail" in open_kinds(town["quantri"])


def test_a_server_that_says_no_to_everybody_rests_and_is_told_of(town, place):
    with smtp(wants_password="x") as box:
        ports.use(SmtpPostman(box.connection), str, str)
        post(place)
        assert mailing.run() == 0
        assert sorted(Letter.objects.values_list("attempts", flat=True)) == [0, 1], "the other letter was spared"
        assert not Letter.objects.filter(next_at__lt=clock.now() + timedelta(minutes=1)).exists()
    (message,) = Message.objects.filter(kind="contact.mail")
    assert "530" in str(queries.message(town["quantri"], message.id).row.sentence)
    with smtp() as box:
        ports.use(SmtpPostman(box.connection), str, str)
        with later(minutes=6):
            assert mailing.run() == 2
    ports.use(None, str, str)
    assert "contact.mail" not in open_kinds(town["quantri"])


def test_a_server_that_is_not_there_is_told_of_only_when_it_stays_away(town, place, box):
    ports.use(SmtpPostman(elsewhere(box.connection)), str, str)
    post(place)
    mailing.run()
    assert not Message.objects.filter(kind="contact.mail").exists()
    for minutes in (1, 3, 7, 15, 31, 63, 120):
        with later(minutes=minutes):
            mailing.deliver()
    assert Message.objects.filter(kind="contact.mail").count() == 1


def elsewhere(server):
    from dataclasses import replace

    from tests.postgres import free_port

    return replace(server, port=free_port())


def test_an_address_taken_away_meanwhile_drops_the_letter(town, place, box):
    post(place)
    mailing.queue()
    actor = town["giamdoc"]
    perform(CorrectOfficial(official=actor.official, name=actor.name, email=""), founder())
    assert mailing.deliver() == 1
    (letter,) = Letter.objects.filter(official_id=actor.official)
    assert letter.state == Fate.DROPPED


def test_two_processes_send_a_letter_once(town, place, box):
    post(place)
    mailing.queue()
    taken = Letter.objects.order_by("pk").first()
    Letter.objects.filter(pk=taken.pk).update(attempts=1, next_at=clock.now() + mailing.CLAIMED_FOR)
    assert mailing.deliver() == 1


def test_old_letters_are_forgotten(town, place, box):
    post(place)
    mailing.run()
    with later(days=KEPT_FOR.days - 1):
        assert duties.forget_letters("", ORDER) == "0 thư cũ đã bỏ"
    with later(days=KEPT_FOR.days + 1):
        assert duties.forget_letters("", ORDER) == "2 thư cũ đã bỏ"

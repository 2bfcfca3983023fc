"""Try a letter that could not be delivered again, or give it up."""

from __future__ import annotations

from uuid import UUID

from motcua.contact import policies
from motcua.contact.models import Letter
from motcua.contact.rules.mail import Fate
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import LetterDropped, LetterSentAgain


class SendLetterAgain(Command, frozen=True, kw_only=True):
    """Put a letter back into the outbox, to be tried from now on."""

    TARGET = "letter"

    letter: UUID


class DropLetter(Command, frozen=True, kw_only=True):
    """Try a letter no more."""

    TARGET = "letter"

    letter: UUID


def has_failed(letter: Letter) -> Said | None:
    """Only what could not be delivered is tried again."""
    return None if letter.state == Fate.FAILED else said(N_("Thư này không ở trạng thái «không gửi được»."))


def is_stuck(letter: Letter) -> Said | None:
    """What was sent or dropped cannot be dropped."""
    if letter.state in {Fate.FAILED, Fate.WAITING}:
        return None
    return said(N_("Thư này đã gửi hoặc đã bỏ."))


@act(SendLetterAgain, on=Letter, verb=N_("Gửi lại"), may=policies.may_resend, when=has_failed, order=10)
def send_letter_again(command: SendLetterAgain, letter: Letter, context: Context) -> Done[Letter]:
    """It goes out with the next round, to the address the person has by then; it is tried for a whole day again."""
    before = letter.attempts
    letter.state, letter.attempts, letter.ended_at = Fate.WAITING, 0, None
    letter.made_at = letter.next_at = context.at
    return Done(LetterSentAgain(place=letter.place_id, attempts=before))


@act(DropLetter, on=Letter, verb=N_("Bỏ"), may=policies.may_resend, when=is_stuck, order=20)
def drop_letter(command: DropLetter, letter: Letter, context: Context) -> Done[Letter]:
    """It stays in the list as dropped."""
    letter.state, letter.ended_at = Fate.DROPPED, context.at
    return Done(LetterDropped(place=letter.place_id, attempts=letter.attempts))

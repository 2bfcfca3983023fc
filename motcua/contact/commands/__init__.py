"""What can be done with messages, wishes and letters: a file for each verb."""

from __future__ import annotations

from motcua.contact.commands.close_message import CloseMessage
from motcua.contact.commands.escalate_message import EscalateMessage
from motcua.contact.commands.post_message import PostMessage, SeatWish
from motcua.contact.commands.remind_message import RemindMessage
from motcua.contact.commands.resend_letter import DropLetter, SendLetterAgain
from motcua.contact.commands.set_mail_wishes import SetMailWishes

__all__ = [
    "CloseMessage",
    "DropLetter",
    "EscalateMessage",
    "PostMessage",
    "RemindMessage",
    "SeatWish",
    "SendLetterAgain",
    "SetMailWishes",
]

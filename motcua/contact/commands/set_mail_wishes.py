"""Say what one wants by mail."""

from __future__ import annotations

from motcua.contact import policies
from motcua.contact.models import MailWishes
from motcua.contact.rules.mail import Wish
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.contact import MailWishesSet


class SetMailWishes(Command, frozen=True, kw_only=True):
    """Get urgent messages and the others at once, gathered once a day, or not at all."""

    urgent: Wish
    others: Wish


@act(SetMailWishes, on=MailWishes, verb=N_("Chọn cách nhận thư"), may=policies.may_wish)
def set_mail_wishes(command: SetMailWishes, context: Context) -> Done[MailWishes]:
    """Keep the wishes of the actor's own account: the first time a new row, then the same one."""
    account = context.actor.account
    wishes = MailWishes.objects.select_for_update().filter(account_id=account).first()
    wishes = wishes or MailWishes(account_id=account, realm=context.actor.realm)
    wishes.urgent, wishes.others = command.urgent, command.others
    return Done(MailWishesSet(account=account, urgent=command.urgent, others=command.others), wishes)

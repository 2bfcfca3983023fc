"""What the office does when time passes."""

from __future__ import annotations

from motcua.kernel import clock
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform
from motcua.office import rules
from motcua.office.commands import DisableAccount
from motcua.office.models import Account

REASON = N_("Không sử dụng quá 45 ngày")


def close_idle_accounts(subject: str, actor: Actor) -> str:
    """Close accounts nobody has used for more than 45 days (TCVN 14423:2026); return how many, in words.

    Daily, for the whole node. Opening one again gives a new initial password.
    """
    now, closed = clock.now(), 0
    for account in Account.objects.filter(is_active=True).order_by("pk"):
        if rules.idle_too_long(account.last_seen, account.password_set_at or now, now):
            perform(DisableAccount(official=account.official_id, reason=REASON), actor)
            closed += 1
    return f"{closed} tài khoản"

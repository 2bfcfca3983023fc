"""Give and withdraw consent to a use of one's data."""

from __future__ import annotations

from uuid import UUID

from motcua.kernel.errors import Conflict, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events import parties as events
from motcua.parties import policies
from motcua.parties.commands.standing import stands
from motcua.parties.models import Consent, Party
from motcua.parties.rules import consents
from motcua.parties.rules.words import ConsentPurpose, Manner, PartyKind


class GiveConsent(Command, frozen=True, kw_only=True):
    """The person agreed to ``purpose``; ``scope`` says how far, ``evidence`` where that can be seen (form, message).

    An empty ``scope`` is the usual one of the purpose (``CONSENT_SCOPES``).
    """

    TARGET = "party"

    party: UUID
    purpose: ConsentPurpose
    manner: Manner
    scope: str = ""
    evidence: str = ""


class WithdrawConsent(Command, frozen=True, kw_only=True):
    """The person no longer agrees to ``purpose``; as easy as agreeing (Luật 91/2025/QH15 Đ10)."""

    TARGET = "party"

    party: UUID
    purpose: ConsentPurpose
    manner: Manner


@act(GiveConsent, on=Party, verb=N_("Ghi đồng ý"), may=policies.may_write, when=stands, order=60)
def give_consent(command: GiveConsent, party: Party, context: Context) -> Done[Party]:
    """Note the consent; :class:`Conflict` when it stands already, :class:`BadInput` when it could not be shown later."""
    if party.kind == PartyKind.ORGANISATION:
        raise RuleError(N_("Chỉ cá nhân cho phép dùng dữ liệu cá nhân của mình."))
    if _standing(party, command.purpose) is not None:
        raise Conflict(N_("Người này đã đồng ý việc này rồi."), field="purpose")
    scope, evidence = consents.checked(command.purpose, command.manner, command.scope, command.evidence)
    row = Consent.objects.create(
        party=party,
        purpose=command.purpose.value,
        scope=scope,
        manner=command.manner.value,
        evidence=evidence,
        given_at=context.at,
    )
    event = events.ConsentGiven(
        party=party.id, consent=row.id, purpose=row.purpose, manner=row.manner, scope=scope, evidence=evidence
    )
    return Done(event, outcome={"consent": row.id.hex})


@act(WithdrawConsent, on=Party, verb=N_("Rút đồng ý"), may=policies.may_write, when=stands, order=65)
def withdraw_consent(command: WithdrawConsent, party: Party, context: Context) -> Done[Party]:
    """End the consent now; :class:`Conflict` when there is none."""
    row = _standing(party, command.purpose)
    if row is None:
        raise Conflict(N_("Người này chưa đồng ý việc này, hoặc đã rút."), field="purpose")
    row.withdrawn_at, row.withdrawn_manner = context.at, command.manner.value
    row.save(update_fields=["withdrawn_at", "withdrawn_manner"])
    event = events.ConsentWithdrawn(party=party.id, consent=row.id, purpose=row.purpose, manner=command.manner.value)
    return Done(event)


def _standing(party: Party, purpose: ConsentPurpose) -> Consent | None:
    return Consent.objects.filter(party__root_id=party.id, purpose=purpose.value, withdrawn_at__isnull=True).first()

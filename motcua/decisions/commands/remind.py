"""What time brings: somebody asked for a commitment has not signed it."""

from __future__ import annotations

from uuid import UUID

from motcua.decisions import policies, rules
from motcua.decisions.asking import count_of
from motcua.decisions.commands.shared import is_open
from motcua.decisions.models import Commitment
from motcua.kernel import clock
from motcua.kernel.errors import Conflict
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.decisions import CommitmentReminded


class RemindOfCommitment(Command, frozen=True, kw_only=True):
    """Tell who keeps the register that signatures are missing; not again until more are, or a week has gone."""

    TARGET = "commitment"

    commitment: UUID


@act(RemindOfCommitment, on=Commitment, verb=N_("Nhắc ký cam kết"), may=policies.may_notice, when=is_open)
def remind(command: RemindOfCommitment, commitment: Commitment, context: Context) -> Done[Commitment]:
    """Refuse where nobody is missing or it was told."""
    today = clock.local(context.at).date()
    missing = count_of(commitment).missing
    if not rules.is_to_remind(len(missing), commitment.told, commitment.reminded_on, today):
        raise Conflict(N_("Không thiếu ai, hoặc đã nhắc."))
    commitment.reminded_on, commitment.told = today, len(missing)
    event = CommitmentReminded(
        place=commitment.place_id,
        theme=commitment.theme,
        theme_year=commitment.theme_year,
        missing=len(missing),
        units=sorted({seat.unit for seat in missing}),
        late=commitment.sign_by is not None and today > commitment.sign_by,
    )
    return Done(event)

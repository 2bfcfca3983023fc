"""Put a record right, keeping what it said before."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.parties import FieldChange, PartyCorrected
from motcua.parties import policies
from motcua.parties.commands.standing import ground, stands
from motcua.parties.models import NameKey, Party
from motcua.parties.rules import details
from motcua.parties.rules.words import PartyKind

FIELDS = ("name", "born", "sex", "nationality", "address", "phone", "email", "deceased")


class CorrectParty(Command, frozen=True, kw_only=True):
    """Change fields of a record; ``None`` leaves one as it is, an empty text makes it unknown. ``ground`` says why."""

    TARGET = "party"

    party: UUID
    ground: str
    name: str | None = None
    born: str | None = None
    sex: str | None = None
    nationality: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    deceased: str | None = None


@act(CorrectParty, on=Party, verb=N_("Sửa thông tin"), may=policies.may_write, when=stands, order=20)
def correct_party(command: CorrectParty, party: Party, context: Context) -> Done[Party]:
    """Change the row; the entry keeps old and new."""
    why = ground(command.ground)
    typed = {field: value for field in FIELDS if (value := getattr(command, field)) is not None}
    old = party.details
    new = details.checked(PartyKind(party.kind), replace(old, **typed))
    changed = details.changes(old, new)
    if not changed:
        raise BadInput(N_("Không có gì thay đổi so với thông tin đang lưu."))
    party.details = new
    if new.name != old.name:
        party.keys.all().delete()
        NameKey.objects.bulk_create(party.name_keys())
    event = PartyCorrected(
        party=party.id,
        fields=[field for field, _, _ in changed],
        changes=[FieldChange(field=field, old=before, new=after) for field, before, after in changed],
        ground=why,
    )
    return Done(event)

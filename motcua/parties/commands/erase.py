"""Erase a person: the record becomes a tombstone, the private parts of the books go, the chain still verifies."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.erase import erase_private_parts
from motcua.ledger.events.ledger import PrivatePartsErased
from motcua.parties import policies, ports
from motcua.parties.commands.standing import ground, stands
from motcua.parties.family import family_of
from motcua.parties.models import Consent, Identifier, NameKey, Party, Proxy
from motcua.parties.rules.words import ErasureGround, PartyKind

_LONG_NUMBER = re.compile(r"[0-9]{9,}")

EMPTY: dict[str, Any] = dict.fromkeys(
    ("name", "folded", "born", "sex", "nationality", "address", "phone", "phone_tail", "email", "deceased"), ""
)


class EraseParty(Command, frozen=True, kw_only=True):
    """Erase all data of a person, on a ground of Luật 91/2025/QH15 Đ14.

    ``reference`` is the number and date of the request or decision. It stays in the books for good, so it holds neither
    name nor personal number.
    """

    TARGET = "party"

    party: UUID
    ground: ErasureGround
    reference: str


class RepeatErasure(Command, frozen=True, kw_only=True):
    """Erase again in restored books what was erased after the backup was made; ``ground`` as it was noted then."""

    TARGET = "party"

    party: UUID
    ground: str


@act(EraseParty, on=Party, verb=N_("Xóa dữ liệu cá nhân"), may=policies.may_erase, when=stands, order=95)
def erase_party(command: EraseParty, party: Party, context: Context) -> Done[Party]:
    """Empty the record and all merged into it; :class:`RuleError` while the law or an open dossier needs the data."""
    reference = ground(command.reference, "reference", 100)
    if _LONG_NUMBER.search(reference):
        raise BadInput(
            N_("Số hiệu văn bản được giữ mãi trong sổ: không ghi số định danh, số điện thoại vào đây."),
            field="reference",
        )
    return _erased(party, f"{command.ground.value}: {reference}", context)


@act(
    RepeatErasure, on=Party, verb=N_("Xóa lại dữ liệu cá nhân sau khi khôi phục"), may=policies.may_repeat, when=stands
)
def repeat_erasure(command: RepeatErasure, party: Party, context: Context) -> Done[Party]:
    """Empty the record as :func:`erase_party` did; :class:`RuleError` while a dossier is open in the restored books."""
    return _erased(party, ground(command.ground, "ground", 200), context)


def _erased(party: Party, on_ground: str, context: Context) -> Done[Party]:
    if party.kind == PartyKind.ORGANISATION:
        raise RuleError(N_("Thông tin của tổ chức không phải dữ liệu cá nhân."))
    members = [member.id for member in family_of(party.id)]
    reasons = ports.reasons_to_keep(members)
    if reasons:
        raise RuleError(N_("Chưa xóa được: {reason}"), reason=reasons[0])
    _empty_rows(members, context)
    for field, value in EMPTY.items():
        setattr(party, field, value)
    party.erased_at = context.at
    erased = [erase_private_parts(member, on_ground, context) for member in members]
    return Done(_as_one(party.id, erased))


def _empty_rows(members: list[UUID], context: Context) -> None:
    Identifier.objects.filter(party_id__in=members).delete()
    NameKey.objects.filter(party_id__in=members).delete()
    Consent.objects.filter(party_id__in=members).update(evidence="", scope="")
    Consent.objects.filter(party_id__in=members, withdrawn_at__isnull=True).update(withdrawn_at=context.at)
    Proxy.objects.filter(principal_id__in=members).update(relationship="", about="", paper="")
    for side in ("principal_id__in", "person_id__in"):
        Proxy.objects.filter(**{side: members}, revoked_at__isnull=True).update(revoked_at=context.at)
    Party.objects.filter(pk__in=members).update(erased_at=context.at, **EMPTY)


def _as_one(party: UUID, erased: list[PrivatePartsErased]) -> PrivatePartsErased:
    """Return one event for the person and every record merged into it."""
    own = next(event for event in erased if event.subject == party)
    return msgspec.structs.replace(own, parts=[part for event in erased for part in event.parts])

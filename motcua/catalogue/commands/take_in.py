"""Take a new version of a procedure in: from the national catalogue, or from the centre's own list, once it was read."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import msgspec

from motcua.catalogue import packaged, policies
from motcua.catalogue.commands.load_procedures import insert_new
from motcua.catalogue.facts import ProcedureFacts
from motcua.catalogue.models import CatalogueLoad, Posting, ProcedureVersion, VersionRecord
from motcua.catalogue.rules.differences import Part, differences
from motcua.kernel.errors import Conflict, NotAllowed, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.catalogue import ProcedureTakenIn
from motcua.office import stamps


class TakeInProcedure(Command, frozen=True, kw_only=True):
    """Take ``facts`` in as the next version, having read what differs from version ``base`` (0: there was none).

    ``unit`` is the centre whose director takes it in, ``None`` for the operator. ``record`` is what it was read from.
    """

    unit: UUID | None
    facts: ProcedureFacts
    base: int
    origin: Literal["national", "centre"]
    shape: str = ""
    record: str = ""


@act(TakeInProcedure, on=CatalogueLoad, verb=N_("Nhận nội dung mới"), may=policies.may_take_in)
def take_in_procedure(command: TakeInProcedure, context: Context) -> Done[CatalogueLoad]:
    """Insert the version beside the old ones; dossiers keep theirs. Refused when the books have moved on meanwhile.

    The load bears the id of its version, so that whatever is said of the version later finds what was told of it.
    """
    facts = command.facts
    offering = list(Posting.objects.filter(procedure_id=facts.code, on=True).values_list("unit_id", flat=True))
    if not context.actor.can("system") and set(offering) - {command.unit}:
        raise NotAllowed(
            N_("Thủ tục {code} còn có Trung tâm khác ở đây đang nhận: người vận hành nạp bằng lệnh."), code=facts.code
        )
    newest = ProcedureVersion.objects.filter(procedure_id=facts.code).order_by("-number").first()
    number, digest = (newest.number, newest.digest) if newest else (0, "")
    if number != command.base:
        raise Conflict(
            N_("Thủ tục {code} đã có phiên bản {number} sau khi bạn xem trước. Xin xem lại khác biệt."),
            code=facts.code,
            number=number,
        )
    fresh = packaged.version_digest(facts)
    if fresh == digest:
        raise RuleError(N_("Thủ tục {code} đã đúng như vậy trong sổ."), code=facts.code)
    before = msgspec.json.decode(newest.content, type=ProcedureFacts) if newest else None
    parts = dict.fromkeys(one.part for one in differences(before, facts)) if before else dict.fromkeys([Part.FIELD])
    stamps.bump()
    insert_new({facts.code: facts})
    version = ProcedureVersion.objects.create(
        procedure_id=facts.code,
        number=number + 1,
        digest=fresh,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        content=msgspec.json.encode(facts, order="deterministic").decode(),
        origin=command.origin,
    )
    if command.record:
        VersionRecord.objects.create(version=version, shape=command.shape, content=command.record)
    load = CatalogueLoad(id=version.id, source=command.origin, digest=fresh, loaded=1, changed=1, at=context.at)
    event = ProcedureTakenIn(
        procedure=facts.code,
        number=number + 1,
        base=command.base,
        origin=command.origin,
        source=facts.source.id,
        as_of=facts.source.as_of,
        valid_from=facts.valid_from,
        digest=fresh,
        parts=[str(part) for part in parts],
        offered=offering,
    )
    return Done(event, load, {"number": number + 1})

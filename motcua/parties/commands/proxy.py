"""Record that a person may stand in for another, and take it back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from motcua.kernel import clock, text
from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.parties import ProxyRecorded, ProxyRevoked
from motcua.parties import policies
from motcua.parties.commands.standing import ground, stands
from motcua.parties.models import Party, Proxy
from motcua.parties.rules import authority
from motcua.parties.rules.words import Matter, Relationship, Scope


class RecordProxy(Command, frozen=True, kw_only=True):
    """``person`` may act for ``principal``: by which relationship, in what matter, how far, on which paper.

    ``paper`` names the paper (kind, number, date); ``about`` says in words what it is for; ``valid_to`` is its last day.
    """

    TARGET = "principal"

    principal: UUID
    person: UUID
    relationship: Relationship
    matter: Matter = Matter.OTHER
    scope: Scope = Scope.FILE_AND_COLLECT
    about: str = ""
    paper: str = ""
    certified: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class RevokeProxy(Command, frozen=True, kw_only=True):
    """The principal takes the authority back, or it turned out not to hold."""

    TARGET = "principal"

    principal: UUID
    proxy: UUID
    reason: str


@act(RecordProxy, on=Party, verb=N_("Ghi người đại diện, ủy quyền"), may=policies.may_write, when=stands, order=50)
def record_proxy(command: RecordProxy, principal: Party, context: Context) -> Done[Party]:
    """Record the proxy if the law allows it with the paper shown; :class:`RuleError` says what is missing."""
    person = Party.objects.filter(pk=command.person, realm=principal.realm).first()
    if person is None or stands(person) is not None:
        raise NotFound(N_("Không tìm thấy người đại diện trong sổ."), field="person")
    if person.id == principal.id:
        raise RuleError(N_("Không ai ủy quyền cho chính mình."), field="person")
    today = clock.local(context.at).date()
    valid_from = command.valid_from or today
    if command.valid_to is not None and command.valid_to < valid_from:
        raise BadInput(N_("Ngày hết hạn ủy quyền trước ngày bắt đầu."), field="valid_to")
    paper = _checked_paper(command, principal, person, today)
    row = Proxy.objects.create(
        principal=principal,
        person=person,
        relationship=command.relationship.value,
        matter=command.matter.value,
        scope=command.scope.value,
        about=text.clean(command.about, 300),
        paper=paper,
        certified=command.certified,
        valid_from=valid_from,
        valid_to=command.valid_to,
    )
    event = ProxyRecorded(
        principal=principal.id,
        proxy=row.id,
        person=person.id,
        matter=row.matter,
        scope=row.scope,
        certified=row.certified,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        relationship=row.relationship,
        about=row.about,
        paper=row.paper,
    )
    return Done(event, outcome={"proxy": row.id.hex})


def _checked_paper(command: RecordProxy, principal: Party, person: Party, today: date) -> str:
    """Return the paper as named, after the rules agreed to it."""
    needed = authority.required(command.relationship, command.matter, principal.side, today)
    refusal = authority.who_cannot(principal.side, person.side, today)
    if refusal is not None:
        raise RuleError(refusal.sentence, field="person", **refusal.values)
    paper = text.clean(command.paper, 200)
    if needed.paper is not authority.Paper.NONE and not paper:
        raise RuleError(
            N_("Xin ghi giấy tờ làm căn cứ. {ground}"),
            field="paper",
            ground=needed.ground,
        )
    if needed.certified and not command.certified:
        raise RuleError(needed.ground.sentence, field="certified", **needed.ground.values)
    return paper


@act(RevokeProxy, on=Party, verb=N_("Hủy ủy quyền"), may=policies.may_write, when=stands, order=55)
def revoke_proxy(command: RevokeProxy, principal: Party, context: Context) -> Done[Party]:
    """End the authority now."""
    row = Proxy.objects.filter(pk=command.proxy, principal__root_id=principal.id, revoked_at__isnull=True).first()
    if row is None:
        raise NotFound(N_("Không có ủy quyền này, hoặc đã hủy."), field="proxy")
    why = ground(command.reason, "reason")
    row.revoked_at = context.at
    row.save(update_fields=["revoked_at"])
    return Done(ProxyRevoked(principal=principal.id, proxy=row.id, reason=why))

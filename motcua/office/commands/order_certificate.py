"""Ask for a digital-signature certificate, activate it with title and validity, revoke it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.db.models import Q

from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_, Said, said
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import CertificateActivated, CertificateOrdered, CertificateRevoked
from motcua.office import family, policies, rules, stamps
from motcua.office.commands.order_seal import Holder, Text, is_open, move, started
from motcua.office.models import MarkOrder, Post
from motcua.office.order_rules import Kind, Step

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class OrderCertificate(Command, frozen=True, kw_only=True):
    """A certificate was asked for through the province on ``day``: of the unit, or of ``official`` with ``title`` on it."""

    unit: UUID
    title: Title
    official: UUID | None = None
    day: date
    holder: Holder
    expected: date | None = None


@act(OrderCertificate, on=MarkOrder, verb=N_("Đề nghị cấp chứng thư số"), may=policies.may_order)
def order_certificate(command: OrderCertificate, context: Context) -> Done[MarkOrder]:
    """Refuse for somebody who has no post in the place then or later, and a second open order."""
    kind = Kind.AGENCY if command.official is None else Kind.PERSON
    if command.official is not None:
        under = family.subtree(family.home_of(command.unit))
        lasting = Q(valid_to__isnull=True) | Q(valid_to__gt=command.day)
        if not Post.objects.filter(lasting, official=command.official, unit__in=under).exists():
            raise RuleError(N_("Người này không giữ chức vụ nào tại địa phương."), field="official")
    row = started(
        kind, command.unit, command.official, command.title, command.day, command.holder, command.expected, context
    )
    event = CertificateOrdered(
        place=row.place_id,
        unit=command.unit,
        official=command.official,
        title=row.what,
        day=row.since,
        holder=row.holder,
        expected=row.expected,
    )
    return Done(event, row)


class ActivateCertificate(Command, frozen=True, kw_only=True):
    """The certificate works from ``valid_from`` up to but not including ``valid_to``, with this serial and title."""

    TARGET = "order"

    order: UUID
    day: date
    holder: Holder
    serial: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    title: Title
    valid_from: date
    valid_to: date


def waits_for_activation(order: MarkOrder) -> Said | None:
    """Only what was issued can be activated; a seal never is."""
    if order.kind == Kind.SEAL:
        return said(N_("Con dấu không có bước kích hoạt."))
    return is_open(order) or (None if order.step == Step.ISSUED else said(N_("Chứng thư số chưa được cấp.")))


@act(
    ActivateCertificate,
    on=MarkOrder,
    verb=N_("Kích hoạt"),
    may=policies.may_follow_order,
    when=waits_for_activation,
    order=20,
)
def activate_certificate(command: ActivateCertificate, order: MarkOrder, context: Context) -> Done[MarkOrder]:
    """Refuse a validity that ends before it begins."""
    refusal = rules.refuse_period(rules.Period(command.valid_from, command.valid_to))
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    serial, title = clean(command.serial), clean(command.title)
    if not serial or not title:
        raise BadInput(N_("Ghi mục này."), field="title" if serial else "serial")
    move(order, Step.ACTIVATED, command.day, command.holder, serial)
    order.serial, order.what = serial, title
    order.valid_from, order.valid_to, order.expected = command.valid_from, command.valid_to, None
    event = CertificateActivated(
        place=order.place_id,
        unit=order.unit_id,
        official=order.official_id,
        day=order.since,
        holder=order.holder,
        serial=serial,
        title=title,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
    )
    return Done(event)


class RevokeCertificate(Command, frozen=True, kw_only=True):
    """The certificate no longer holds from ``revoked_on``: the post changed, the key was lost."""

    TARGET = "order"

    order: UUID
    revoked_on: date
    reason: Text


def works(order: MarkOrder) -> Said | None:
    """Only a certificate that was activated and not yet revoked can be."""
    if order.kind == Kind.SEAL or not order.done:
        return said(N_("Chứng thư số chưa kích hoạt."))
    return said(N_("Chứng thư số này đã thu hồi.")) if order.revoked_on else None


@act(RevokeCertificate, on=MarkOrder, verb=N_("Thu hồi"), may=policies.may_follow_order, when=works, order=50)
def revoke_certificate(command: RevokeCertificate, order: MarkOrder, context: Context) -> Done[MarkOrder]:
    """Refuse a day before it worked."""
    reason = clean(command.reason)
    if not reason:
        raise BadInput(N_("Ghi lý do."), field="reason")
    if order.valid_from is not None and command.revoked_on < order.valid_from:
        raise RuleError(N_("Ngày thu hồi trước ngày chứng thư số có hiệu lực."), field="revoked_on")
    order.revoked_on = command.revoked_on
    stamps.bump()
    event = CertificateRevoked(
        unit=order.unit_id, official=order.official_id, revoked_on=command.revoked_on, reason=reason
    )
    return Done(event)

"""Lines entered, corrected, ended; tokens for the machines that measure them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from django.conf import settings

from motcua.kernel import clock
from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.links import LineCorrected, LineEnded, LineRegistered, ProbeTokenIssued
from motcua.ledger.perform import Outcome, perform
from motcua.links import policies, rules
from motcua.links.commands.shared import LineWish, Reason, is_in_use, put, wanted
from motcua.links.models import Line
from motcua.office import queries as office
from motcua.office.rules import Level


class RegisterLine(Command, frozen=True, kw_only=True):
    """Enter a line of the centre of ``place``."""

    place: UUID
    line: LineWish


@act(RegisterLine, on=Line, verb=N_("Thêm đường truyền"), may=policies.may_register)
def register_line(command: RegisterLine, context: Context) -> Done[Line]:
    """Keep it for the place's centre; a place without one has no line."""
    centre = office.centre_of(command.place)
    if office.unit(command.place).level is not Level.COMMUNE or centre is None:
        raise BadInput(N_("Chọn xã, phường đã lập Trung tâm Phục vụ hành chính công."), field="place")
    line = Line(realm=context.actor.realm, place_id=command.place, unit_id=centre.id)
    told = put(line, command.line)
    line.save()
    return Done(LineRegistered(place=command.place, unit=centre.id, line=told), line)


class CorrectLine(Command, frozen=True, kw_only=True):
    """Put right what is known of a line; the reason stays in the history."""

    TARGET = "id"

    id: UUID
    line: LineWish
    reason: Reason


@act(CorrectLine, on=Line, verb=N_("Sửa đường truyền"), may=policies.may_write, when=is_in_use, order=60)
def correct_line(command: CorrectLine, line: Line, context: Context) -> Done[Line]:
    """Change the row; what was measured and cut stays."""
    del context
    reason = wanted(command.reason, "reason", N_("Ghi lý do sửa."))
    return Done(LineCorrected(line=put(line, command.line), reason=reason))


class EndLine(Command, frozen=True, kw_only=True):
    """A line is used until the end of a day; its machine can report no more."""

    TARGET = "line"

    line: UUID
    until: date
    reason: Reason


@act(EndLine, on=Line, verb=N_("Thôi dùng"), may=policies.may_write, when=is_in_use, order=90)
def end_line(command: EndLine, line: Line, context: Context) -> Done[Line]:
    """Keep the last day; a day to come or before the first is refused."""
    reason = wanted(command.reason, "reason", N_("Ghi lý do thôi dùng."))
    if not line.since <= command.until <= clock.local(context.at).date():
        raise BadInput(N_("Ngày thôi dùng phải từ ngày bắt đầu đến hôm nay."), field="until")
    line.until, line.token_digest = command.until, ""
    return Done(LineEnded(until=command.until, reason=reason))


class IssueToken(Command, frozen=True, kw_only=True):
    """Let a machine report on a line by a token of which only the digest is known here."""

    TARGET = "line"

    line: UUID
    digest: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


@act(IssueToken, on=Line, verb=N_("Cấp mã máy đo"), may=policies.may_write, when=is_in_use, order=50)
def _issue(command: IssueToken, line: Line, context: Context) -> Done[Line]:
    """Put the new digest in the place of the old."""
    del context
    line.token_digest = command.digest
    return Done(ProbeTokenIssued(digest=command.digest))


def issue_token(line: UUID, actor: Actor, key: str) -> tuple[Outcome, str]:
    """Issue a token and return it, to be shown once; the same key gives the same token, so that a retry makes no other."""
    secret = hmac.new(settings.SECRET_KEY.encode(), f"links.token:{line}:{key}".encode(), hashlib.sha256).hexdigest()
    return perform(IssueToken(line=line, digest=rules.digest_of(secret)), actor, key=key), secret

"""End one of an official's posts."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import NotFound, RuleError
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import PostEnded
from motcua.office import policies, rules, stamps
from motcua.office.models import Official, Post


class EndPost(Command, frozen=True, kw_only=True):
    """The post is no longer held from ``valid_to`` on, by this decision; other posts stay."""

    TARGET = "official"

    official: UUID
    post: UUID
    valid_to: date
    decision: Annotated[str, msgspec.Meta(max_length=120)] = ""


@act(EndPost, on=Official, verb=N_("Thôi chức vụ"), may=policies.may_appoint)
def end_post(command: EndPost, official: Official, context: Context) -> Done[Official]:
    """Refuse another's post, one out of reach, one already ended by then, and an end before the beginning."""
    post = Post.objects.filter(pk=command.post, official=official).first()
    if post is None:
        raise NotFound(N_("Người này không có chức vụ ấy."), field="post")
    policies.require_unit(context.actor, post.unit_id)
    refusal = rules.refuse_period(rules.Period(post.valid_from, command.valid_to))
    if refusal is not None:
        raise RuleError(refusal.sentence, field="valid_to", **refusal.values)
    if post.valid_to is not None and post.valid_to <= command.valid_to:
        day = rules.day_text(post.valid_to)
        raise RuleError(N_("Chức vụ này đã thôi từ {day}."), field="valid_to", day=day)
    post.valid_to = command.valid_to
    post.save(update_fields=["valid_to"])
    stamps.bump()
    event = PostEnded(post=post.id, unit=post.unit_id, valid_to=command.valid_to, decision=clean(command.decision))
    return Done(event)

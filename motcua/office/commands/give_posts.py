"""Give an official one or more dated posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec

from motcua.kernel.errors import BadInput, NotFound, RuleError
from motcua.kernel.text import clean, fold
from motcua.kernel.words import N_
from motcua.ledger.actor import Actor
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import PostsGiven, PostTold
from motcua.office import policies, rules, stamps
from motcua.office.models import Official, Post, Unit


class PostGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post to give: where, with which title and roles, from when to when (exclusive), by which decision.

    ``rank`` orders a person's concurrent titles, 1 first. Without roles it is a title only.
    """

    unit: UUID
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=150)]
    valid_from: date
    roles: list[rules.Role] = msgspec.field(default_factory=list)
    valid_to: date | None = None
    rank: Annotated[int, msgspec.Meta(ge=1, le=99)] = 1
    decision: Annotated[str, msgspec.Meta(max_length=120)] = ""


class GivePosts(Command, frozen=True, kw_only=True):
    """Give posts to an official; several may hold at a time, each with its own dates and decision.

    Somebody who left comes back by a post from the day of leaving on; their account is opened anew apart.
    """

    TARGET = "official"

    official: UUID
    posts: Annotated[list[PostGiven], msgspec.Meta(min_length=1, max_length=20)]


@act(GivePosts, on=Official, verb=N_("Giao chức vụ"), may=policies.may_appoint)
def give_posts(command: GivePosts, official: Official, context: Context) -> Done[Official]:
    """Refuse units out of reach, roles out of place, and the same post twice at a time."""
    if official.left_on is not None:
        if any(post.valid_from < official.left_on for post in command.posts):
            day = rules.day_text(official.left_on)
            raise RuleError(N_("Người này đã nghỉ từ {day}; chức vụ mới phải từ ngày đó."), field="valid_from", day=day)
        official.left_on = None
    given = appoint(official, command.posts, context.actor)
    return Done(PostsGiven(posts=given), outcome={"posts": [post.post for post in given]})


def appoint(official: Official, posts: Sequence[PostGiven], actor: Actor) -> list[PostTold]:
    """Make the post rows, each checked against the person's other posts and its unit; return them as events tell."""
    held = [
        (post.unit_id, fold(post.title), rules.Period(post.valid_from, post.valid_to)) for post in official.posts.all()
    ]
    told = []
    for given in posts:
        policies.require_unit(actor, given.unit)
        unit = Unit.objects.filter(pk=given.unit).first()
        if unit is None:
            raise NotFound(N_("Không có đơn vị này."), field="unit")
        title, period = clean(given.title), rules.Period(given.valid_from, given.valid_to)
        key = (unit.id, fold(title))
        if not key[1]:
            raise BadInput(N_("Ghi chức danh."), field="title")
        _check(given, unit, period, [other for *place, other in held if tuple(place) == key])
        held.append((*key, period))
        row = Post(
            official=official,
            unit=unit,
            title=title,
            roles=rules.roles_text(given.roles),
            rank=given.rank,
            valid_from=given.valid_from,
            valid_to=given.valid_to,
            decision=clean(given.decision),
        )
        told.append(
            (
                row,
                PostTold(
                    row.id, unit.id, title, row.roles.split(), row.rank, row.valid_from, row.valid_to, row.decision
                ),
            )
        )
    Post.objects.bulk_create(row for row, _ in told)
    stamps.bump()
    return [post for _, post in told]


def _check(given: PostGiven, unit: Unit, period: rules.Period, same: list[rules.Period]) -> None:
    refusal = (
        rules.refuse_period(period)
        or rules.refuse_roles(given.roles, rules.Level(unit.level))
        or rules.refuse_same_post(period, same, given.title, unit.full_name)
    )
    if refusal is not None:
        raise RuleError(refusal.sentence, field="posts", **refusal.values)
    if unit.valid_to is not None and given.valid_from >= unit.valid_to:
        day = rules.day_text(unit.valid_to)
        raise RuleError(N_("{unit} đã giải thể {day}."), field="unit", unit=unit.full_name, day=day)

"""Enter a person as an official, with the posts they have."""

from __future__ import annotations

from typing import Annotated

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from motcua.kernel.errors import BadInput
from motcua.kernel.names import proper_name
from motcua.kernel.text import fold
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.office import OfficialRegistered
from motcua.office import policies, rules
from motcua.office.commands.give_posts import PostGiven, appoint
from motcua.office.models import Official


class RegisterOfficial(Command, frozen=True, kw_only=True):
    """A person who works here, how to reach them, and their posts (none yet is allowed)."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    phone: Annotated[str, msgspec.Meta(max_length=20)] = ""
    email: Annotated[str, msgspec.Meta(max_length=254)] = ""
    posts: Annotated[list[PostGiven], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=list)


@act(RegisterOfficial, on=Official, verb=N_("Thêm cán bộ"), may=policies.may_register)
def register_official(command: RegisterOfficial, context: Context) -> Done[Official]:
    """Refuse what is no name, number or address, and posts that :class:`GivePosts` would refuse."""
    name, phone, email = contact(command.name, command.phone, command.email)
    official = Official(name=name, folded=fold(name), phone=phone, email=email, realm=context.actor.realm)
    posts = appoint(official, command.posts, context.actor)
    event = OfficialRegistered(official=official.id, name=name, phone=phone, email=email, posts=posts)
    return Done(event, official, {"posts": [post.post for post in posts]})


def contact(name: str, phone: str, email: str) -> tuple[str, str, str]:
    """Return name, telephone and e-mail as they are kept; :class:`BadInput` for what cannot be one."""
    digits = rules.phone_digits(phone) if phone.strip() else ""
    if digits is None:
        raise BadInput(N_("«{text}» không phải là số điện thoại."), field="phone", text=phone)
    address = email.strip()
    try:
        validate_email(address or "khong@co.vn")
    except ValidationError as error:
        raise BadInput(N_("«{text}» không phải là địa chỉ thư điện tử."), field="email", text=address) from error
    return proper_name(name), digits, address

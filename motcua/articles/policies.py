"""Who may do what to articles: editors for the places within their reach; what is published is for everybody."""

from __future__ import annotations

from typing import Any

from motcua.kernel.words import N_, Said, said
from motcua.ledger.actor import Actor
from motcua.office import territory
from motcua.office.rules import SYSTEM

WRITE, PUBLISH = "article.write", "article.publish"


def may_begin(actor: Actor, command: Any) -> Said | None:
    """Editors begin articles for places within their reach."""
    return _has(actor, WRITE) or territory.refuse(actor, command.place)


def may_write(actor: Actor, article: Any) -> Said | None:
    """Editors change the articles of their places."""
    return _has(actor, WRITE) or _realm(actor, article) or territory.refuse(actor, article.place_id)


def may_publish(actor: Actor, article: Any) -> Said | None:
    """Whoever may publish does so for their places."""
    return _has(actor, PUBLISH) or _realm(actor, article) or territory.refuse(actor, article.place_id)


def may_publish_due(actor: Actor, article: Any) -> Said | None:
    """What was scheduled becomes public by the system under its standing order."""
    del article
    return None if actor.can(SYSTEM) else said(N_("Việc này do hệ thống tự làm khi đến giờ."))


def _has(actor: Actor, power: str) -> Said | None:
    if actor.can(power):
        return None
    return said(N_("Bạn không có quyền đăng bài.")) if power == PUBLISH else said(N_("Bạn không có quyền viết bài."))


def _realm(actor: Actor, article: Any) -> Said | None:
    return None if article.realm == actor.realm else said(N_("Bài viết thuộc chế độ khác (thật/thử)."))

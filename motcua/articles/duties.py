"""What is due with time: scheduled articles become public, and who read something yesterday is forgotten."""

from __future__ import annotations

from uuid import UUID

from motcua.articles import readers
from motcua.articles.commands import PublishDue
from motcua.articles.models import Article
from motcua.kernel import clock
from motcua.kernel.errors import MotcuaError
from motcua.ledger.actor import Actor
from motcua.ledger.perform import perform


def due() -> list[str]:
    """Return the ids of articles whose hour has come, each with its hour: a day and article are told apart by it."""
    found = Article.objects.filter(state=Article.State.SCHEDULED, publish_at__lte=clock.now())
    return [f"{id_}/{at.timestamp():.0f}" for id_, at in found.values_list("pk", "publish_at") if at is not None]


def publish(subject: str, actor: Actor) -> str:
    """Publish one article whose hour has come; answer in words what came of it."""
    article = UUID(subject.split("/", maxsplit=1)[0])
    try:
        perform(PublishDue(article=article), actor)
    except MotcuaError as error:
        return str(error)
    return "đã đăng"


def forget_readers(subject: str, actor: Actor) -> str:
    """Delete the salts and digests of past days."""
    del subject, actor
    return f"{readers.forget()} dấu người đọc đã xóa"

"""Counting readers: a plain table beside the books, one reader a day and article, nobody known (rules/counting.py)."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.db.models import F

from motcua.articles.models import ReaderSalt, ReaderSeen, Readership
from motcua.articles.rules.counting import FROM_ONE_ADDRESS, digest
from motcua.kernel import clock
from motcua.ledger import tallies

DAY = 24 * 3600


def count(article: UUID, address: str, agent: str) -> bool:
    """Count a reader of a published article, once a day; say whether this one was new.

    Whoever comes from an address that has brought many readers today is not counted any more.
    """
    day = clock.today()
    who = digest(_salt(), str(article), address, agent)
    if ReaderSeen.objects.filter(article=article, day=day, who=who).exists():
        return False
    if tallies.count("articles.reader", f"{address} {article} {day}", DAY) > FROM_ONE_ADDRESS:
        return False
    with transaction.atomic():
        _, new = ReaderSeen.objects.get_or_create(article_id=article, day=day, who=who)
        if new:
            changed = Readership.objects.filter(article=article).update(readers=F("readers") + 1)
            if not changed:
                Readership.objects.create(article_id=article, readers=1)
    return new


def _salt() -> bytes:
    """Return the salt of today, made at the first reader of the day."""
    row, _ = ReaderSalt.objects.get_or_create(day=clock.today(), defaults={"salt": secrets.token_bytes(32)})
    return bytes(row.salt)


def forget() -> int:
    """Delete salts and digests of days before today; return how many digests."""
    today = clock.today()
    ReaderSalt.objects.filter(day__lt=today).delete()
    removed, _ = ReaderSeen.objects.filter(day__lt=today).delete()
    return removed

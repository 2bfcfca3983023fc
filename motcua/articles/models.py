"""Tables of articles. Readers are counted in plain tables beside the books, by the day, and nobody can be known from them."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Article(Streamed):
    """An article of a place. ``source_text`` is what was taken in, word for word; ``shown_at`` is the instant it bears.

    ``stated_at`` is when the source says it was published, ``views_base`` how many it says had read it.
    """

    STREAM = "article"

    class State(models.TextChoices):
        """From the first draft to what is no longer public."""

        DRAFT = "draft"
        SCHEDULED = "scheduled"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    slug = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=400, blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    captions = models.JSONField(default=list)
    author = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)
    link = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=120, blank=True)
    category_key = models.CharField(max_length=120, blank=True)
    source_text = models.TextField(blank=True)
    flags = models.JSONField(default=list)
    folded = models.TextField()
    visit_id = models.UUIDField(null=True)
    visit_words = models.CharField(max_length=300, blank=True)
    stated_at = models.DateTimeField(null=True)
    publish_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    views_base = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["realm", "state", "-shown_at", "id"], name="articles_shown"),
            models.Index(fields=["realm", "category_key", "-shown_at", "id"], name="articles_category"),
            models.Index(fields=["place", "-changed_at", "id"], name="articles_desk"),
            models.Index(fields=["state", "publish_at"], name="articles_due"),
            models.Index(fields=["visit_id"], condition=models.Q(visit_id__isnull=False), name="articles_visit"),
        ]


class Revision(models.Model):
    """The words of an article as they stood from an instant on, with who wrote them and why."""

    id = models.UUIDField(primary_key=True, default=new_id)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    account_id = models.UUIDField()
    title = models.CharField(max_length=400, blank=True)
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="articles_revision_number")]


class Picture(models.Model):
    """A picture of an article's gallery."""

    id = models.UUIDField(primary_key=True, default=new_id)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    ordinal = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    media_type = models.CharField(max_length=60)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=200)
    alt = models.CharField(max_length=300, blank=True)
    caption = models.CharField(max_length=500, blank=True)


class Readership(models.Model):
    """How many read an article here, beside what its source says."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="readership")
    readers = models.PositiveIntegerField(default=0)


class ReaderSalt(models.Model):
    """The salt of one day. It is deleted after the day, and with it whatever could tell who a reader was."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)


class ReaderSeen(models.Model):
    """A reader of the day, as a salted digest of address and browser; deleted after the day."""

    id = models.BigAutoField(primary_key=True)
    day = models.DateField(db_index=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    who = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day", "who"], name="articles_reader_once")]

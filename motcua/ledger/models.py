"""Tables of the books. Nothing here is ever updated or deleted but for the one-way steps the triggers allow."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.actor import Realm


class Streamed(models.Model):
    """A thing whose history is a stream of entries: it carries the stream's version and last hash in its own row.

    The row is locked for every act, so the two travel with the update that the act makes anyway.
    """

    STREAM: ClassVar[str] = ""
    PACKAGED: ClassVar[bool] = False
    """Rows may come with a packaged data set and have no entries of their own until they are first changed."""
    COMMON: ClassVar[bool] = False
    """Both realms stand on it (units, people, procedures): it is real, and only who acts in earnest changes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    realm = models.CharField(max_length=5, default=Realm.REAL.value)
    version = models.PositiveIntegerField(default=0)
    head = models.BinaryField(max_length=32, default=bytes)

    class Meta:
        abstract = True


class Entry(models.Model):
    """One thing that happened: who did it, under which power, when, and its link to what was before."""

    id = models.UUIDField(primary_key=True)
    realm = models.CharField(max_length=5)
    node = models.CharField(max_length=40)
    stream_kind = models.CharField(max_length=32)
    stream_id = models.UUIDField()
    version = models.PositiveIntegerField()
    event = models.CharField(max_length=64)
    schema = models.PositiveSmallIntegerField()
    account_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=8)
    at = models.DateTimeField()
    key = models.CharField(max_length=80)
    command = models.CharField(max_length=64)
    command_digest = models.BinaryField(max_length=32)
    outcome = models.TextField()
    payload = models.TextField()
    private_digests = models.BinaryField()
    prev = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    mac = models.BinaryField(max_length=32)
    position = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stream_id", "version"], name="ledger_entry_stream"),
            models.UniqueConstraint(fields=["account_id", "key"], name="ledger_entry_once"),
            # Only of places given: else whoever looks for the unsealed would be led through all of them, unordered.
            models.UniqueConstraint(
                fields=["position"], condition=models.Q(position__isnull=False), name="ledger_entry_position"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(position__isnull=True), name="ledger_entry_unsealed"),
        ]


class PrivatePart(models.Model):
    """Personal data of one entry about one person, with the salt that hides them behind the entry's digest."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, related_name="private_parts")
    ordinal = models.PositiveSmallIntegerField()
    subject_id = models.UUIDField(null=True, db_index=True)
    salt = models.BinaryField(max_length=16)
    payload = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "ordinal"], name="ledger_private_place")]


class Erasure(models.Model):
    """The order under which the private parts about one person may be deleted (checked by the database itself)."""

    subject_id = models.UUIDField(primary_key=True)
    entry_id = models.UUIDField()
    at = models.DateTimeField()


class Seal(models.Model):
    """A signed Merkle root over the entries at positions ``first`` to ``last``, chained to the seal before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    node = models.CharField(max_length=40)
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    prev = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)


class Access(models.Model):
    """Who read which personal data and for what, or was refused what. One row a request.

    ``subject_id`` is the dossier or person the request was about (to answer "who opened my papers"); ``subjects`` lists
    every id whose data were shown.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    day = models.DateField()
    account_id = models.UUIDField()
    post_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=8)
    purpose = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8)
    what = models.CharField(max_length=200)
    subject_id = models.UUIDField(null=True)
    subjects = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["day", "id"], name="ledger_access_day"),
            models.Index(fields=["account_id", "day"], name="ledger_access_who"),
            models.Index(fields=["subject_id"], name="ledger_access_subject"),
        ]


class AccessSeal(models.Model):
    """A signed Merkle root over one day's access rows, chained to the day before."""

    day = models.DateField(primary_key=True)
    count = models.PositiveIntegerField()
    root = models.BinaryField(max_length=32)
    prev = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    key_id = models.CharField(max_length=16)
    signature = models.BinaryField(max_length=64)


class DutyRun(models.Model):
    """That a duty was done for a subject and period: the row that makes it happen once."""

    id = models.BigAutoField(primary_key=True)
    duty = models.CharField(max_length=80)
    subject = models.CharField(max_length=80)
    period = models.CharField(max_length=40)
    at = models.DateTimeField()
    outcome = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "subject", "period"], name="ledger_duty_once")]


class Reader(models.Model):
    """How far a later reaction has read the feed, and its troubles."""

    name = models.CharField(max_length=80, primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(null=True)


class Sequence(models.Model):
    """A counter that never skips: taken and kept in the same transaction as what it numbers."""

    name = models.CharField(max_length=120, primary_key=True)
    value = models.PositiveBigIntegerField()


class Tally(models.Model):
    """How often something happened, by a salted hash; ``until`` (seconds of machine time) it is remembered."""

    name = models.CharField(max_length=80, primary_key=True)
    value = models.PositiveIntegerField()
    until = models.PositiveBigIntegerField(db_index=True)


class Mark(models.Model):
    """What these books are, said once when they were begun: a real centre's, or a demonstration.

    ``mac`` is the code over it under the node's key, as entries carry one.
    """

    name = models.CharField(max_length=40, primary_key=True)
    value = models.CharField(max_length=100)
    at = models.DateTimeField()
    mac = models.BinaryField(max_length=32, null=True)

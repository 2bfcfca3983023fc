"""Tables of contact: messages with their seats and read marks, what neighbours said things are, letters and wishes.

Read marks and the state of a letter are no part of the books: they say what a person or a server has seen.
"""

from __future__ import annotations

from django.db import models

from motcua.ledger.models import Streamed


class Message(Streamed):
    """What staff were told, once for its kind, subject and period; open until ``closed_at``.

    ``sentence`` is a stored :class:`Said`, ``source`` the entry it was told of. ``level`` counts how often it was told above. ``round`` grows with each
    telling (``told_at`` is the last), ``mailed`` is the round up to which letters were made.
    """

    STREAM = "message"

    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    period = models.CharField(max_length=80, blank=True)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=4)
    sentence = models.JSONField()
    source = models.UUIDField(null=True)
    posted_at = models.DateTimeField()
    told_at = models.DateTimeField()
    due = models.DateField(null=True)
    level = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=1)
    mailed = models.PositiveSmallIntegerField(default=0)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    escalate_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["realm", "kind", "subject", "period"], name="contact_message_once"),
        ]
        indexes = [
            models.Index(
                fields=["subject"], condition=models.Q(closed_at__isnull=True), name="contact_message_open_subject"
            ),
            models.Index(
                fields=["remind_at"], condition=models.Q(closed_at__isnull=True), name="contact_message_remind"
            ),
            models.Index(
                fields=["escalate_at"], condition=models.Q(closed_at__isnull=True), name="contact_message_escalate"
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(closed_at__isnull=True, mailed__lt=models.F("round")),
                name="contact_message_to_mail",
            ),
        ]


class Seat(models.Model):
    """That whoever holds ``power`` at the place or unit ``where`` reads a message; ``open`` and ``realm`` are the message's.

    ``level`` 0 was told first, 1 and 2 when nothing had been done.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="seats")
    where = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    power = models.CharField(max_length=40)
    realm = models.CharField(max_length=5)
    level = models.PositiveSmallIntegerField(default=0)
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "where", "power"], name="contact_seat_once")]
        indexes = [
            models.Index(fields=["where", "power"], condition=models.Q(open=True), name="contact_seat_open"),
            models.Index(fields=["where", "power", "message"], name="contact_seat_all"),
        ]


class ReadMark(models.Model):
    """That somebody has read a message as it was last told."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="read_marks")
    account_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "message"], name="contact_read_once")]


class Matter(models.Model):
    """What a neighbour's thing is, learned from its events: later ones name only their stream."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit_id = models.UUIDField(null=True)
    other_id = models.UUIDField(null=True)
    name = models.CharField(max_length=300, blank=True)


class MailWishes(Streamed):
    """What one account wants by mail; whoever has said nothing has no row."""

    STREAM = "mail_wishes"

    account_id = models.UUIDField(unique=True)
    urgent = models.CharField(max_length=5)
    others = models.CharField(max_length=5)


class Letter(Streamed):
    """A letter in the outbox: about one telling of a message, or (``day``) one day's gathered messages.

    The address is looked up when it is sent. It has an entry only when somebody acts on it.
    """

    STREAM = "letter"
    PACKAGED = True

    account_id = models.UUIDField()
    official_id = models.UUIDField()
    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="letters")
    round = models.PositiveSmallIntegerField(default=0)
    day = models.DateField(null=True)
    subject = models.CharField(max_length=250)
    body = models.TextField()
    urgent = models.BooleanField(default=False)
    state = models.CharField(max_length=7, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    code = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "message", "round"],
                condition=models.Q(message__isnull=False),
                name="contact_letter_once",
            ),
            models.UniqueConstraint(
                fields=["account_id", "day"], condition=models.Q(day__isnull=False), name="contact_digest_once"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="waiting"), name="contact_letter_due"),
            models.Index(fields=["place", "state"], name="contact_letter_place"),
        ]

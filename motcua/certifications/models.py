"""Tables of certifications. A number is a row for good: corrected with what stood before, cancelled, never deleted."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Book(Streamed):
    """A book of certifications: one a centre, kind and year. ``first`` is the number the books here begin with."""

    STREAM = "certification_book"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9)
    year = models.PositiveSmallIntegerField()
    volume = models.CharField(max_length=10)
    first = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "realm", "kind", "year"], name="certifications_one_book")
        ]


class Certification(Streamed):
    """What one person brought to be certified at one time. ``left`` counts the numbers of it that stand.

    ``dossier`` where it was received with an appointment slip; its fee is then billed with the dossier.
    """

    STREAM = "certification"

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9)
    requester = models.ForeignKey("parties.Party", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)
    day = models.DateField()
    began_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    dossier = models.UUIDField(null=True)
    dossier_label = models.CharField(max_length=60, blank=True)
    bill = models.UUIDField(null=True)
    left = models.PositiveSmallIntegerField()
    signer_id = models.UUIDField()
    signer_name = models.CharField(max_length=120)
    signer_title = models.CharField(max_length=120)
    signer_behalf = models.CharField(max_length=200, blank=True)
    printed_at = models.DateTimeField(null=True)
    printed_by_id = models.UUIDField(null=True)
    compared_at = models.DateTimeField(null=True)
    compared_by_id = models.UUIDField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.UUIDField(null=True)
    handed_at = models.DateTimeField(null=True)
    handed_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["centre", "realm", "day"], name="certifications_day"),
            models.Index(fields=["dossier"], name="certifications_dossier"),
        ]


class Original(models.Model):
    """One original, or one paper that is signed: one number, one line of the book, however many copies."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certification = models.ForeignKey(Certification, on_delete=models.CASCADE, related_name="originals")
    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    folded = models.CharField(max_length=300, blank=True)
    pages = models.PositiveIntegerField()
    copies = models.PositiveIntegerField()
    fee = models.BigIntegerField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_id = models.UUIDField(null=True)
    cancelled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="certifications_number"),
            models.CheckConstraint(
                condition=models.Q(pages__gte=1, copies__gte=1, fee__gte=0), name="certifications_counts"
            ),
        ]


class Correction(models.Model):
    """What stood in a line of the book before it was corrected, who corrected it, when and why."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certification = models.ForeignKey(Certification, on_delete=models.CASCADE, related_name="corrections")
    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=300, blank=True)
    pages = models.PositiveIntegerField()
    copies = models.PositiveIntegerField()
    fee = models.BigIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    account_id = models.UUIDField()


class ClosedDay(Streamed):
    """A day whose books are closed, with its totals a kind as JSON: nothing of that day changes any more."""

    STREAM = "certification_day"

    centre = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    closed_at = models.DateTimeField()
    closed_by_id = models.UUIDField()
    totals = models.TextField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "realm", "day"], name="certifications_one_close")]

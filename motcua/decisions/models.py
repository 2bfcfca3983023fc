"""Tables of the register: documents with those they name, commitments with those asked and their signatures."""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Document(Streamed):
    """A decision or leading document of a place. ``valid_to`` and ``revoked_on`` are exclusive ends.

    ``due_on`` is the day by which it should have been issued. ``issuer_unit`` is the body in our books where it is one;
    ``issuer`` its name as the paper has it, which stays when the body is abolished.
    """

    STREAM = "register_document"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField()
    year = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12)
    issuer = models.CharField(max_length=200)
    issuer_unit = models.ForeignKey("office.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    abstract = models.CharField(max_length=500)
    theme = models.CharField(max_length=200, blank=True)
    theme_year = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    due_on = models.DateField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    sha256 = models.CharField(max_length=64, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    revoked_on = models.DateField(null=True)
    revoked_reason = models.CharField(max_length=500, blank=True)
    folded = models.CharField(max_length=1200)
    issuer_folded = models.CharField(max_length=200)
    theme_folded = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "-issued_on", "-id"], name="decisions_document_place"),
            models.Index(fields=["-issued_on", "-id"], name="decisions_document_day"),
            models.Index(fields=["sha256"], name="decisions_document_file"),
        ]


class Member(models.Model):
    """Somebody a document names, and the task it gives them. ``official_id`` is empty for people not in our books."""

    id = models.UUIDField(primary_key=True, default=new_id)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="members")
    ordinal = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    official_id = models.UUIDField(null=True)
    task = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "ordinal"], name="decisions_member_once")]


class Commitment(Streamed):
    """A commitment asked of officials. It stands until it is withdrawn: who joins is asked, who leaves no longer.

    ``reminded_on`` and ``told`` say when and of how many missing the inbox was last told.
    """

    STREAM = "commitment"

    place = models.ForeignKey("office.Unit", on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=200)
    theme_year = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=4000)
    asked_by = models.CharField(max_length=200)
    asked_on = models.DateField()
    sign_by = models.DateField(null=True)
    audience = models.CharField(max_length=4)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    renews = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="renewed_by")
    open = models.BooleanField(default=True)
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    reminded_on = models.DateField(null=True)
    told = models.PositiveIntegerField(default=0)
    folded = models.CharField(max_length=600)

    class Meta:
        indexes = [models.Index(fields=["place", "-asked_on", "-id"], name="decisions_commitment_place")]


class Asked(models.Model):
    """A unit whose officials are asked, or (with a name) one official of a list: one of the two."""

    id = models.UUIDField(primary_key=True, default=new_id)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="asked")
    unit_id = models.UUIDField(null=True)
    official_id = models.UUIDField(null=True)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit_id"], name="decisions_asked_unit")]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "unit_id", "official_id"], name="decisions_asked_once")
        ]


class Signature(models.Model):
    """That an official signed a commitment: when, how, and for paper or a digital signature the file."""

    id = models.UUIDField(primary_key=True, default=new_id)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="signatures")
    official_id = models.UUIDField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=300, blank=True)
    unit_name = models.CharField(max_length=250, blank=True)
    way = models.CharField(max_length=7)
    signed_on = models.DateField()
    at = models.DateTimeField()
    account_id = models.UUIDField()
    sha256 = models.CharField(max_length=64, blank=True)
    serial = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["commitment", "official_id"], name="decisions_signed_once")]
        indexes = [
            models.Index(fields=["official_id"], name="decisions_signed_who"),
            models.Index(fields=["sha256"], name="decisions_signed_file"),
        ]

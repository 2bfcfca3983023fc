"""Tables of documents: what is known of each stored file, and the certificates people sign with in the system.

The bytes of files lie in the blob store under the same hash.
"""

from __future__ import annotations

from django.db import models

from motcua.ledger.models import Streamed


class Blob(models.Model):
    """A stored file by its content hash: kind, size and pages as they were judged when it came in."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True)
    signed = models.BooleanField(default=False)
    stored_at = models.DateTimeField()


class SigningCertificate(Streamed):
    """A *chứng thư số* kept so that whoever holds a post can sign in the system; at most one in use for a post.

    ``sealed`` is the PKCS#12 file with its password, locked under the node's key (``locker.py``): emptied when it is
    withdrawn. Columns beside it are what the certificate says of itself.
    """

    STREAM = "signing_certificate"

    official = models.ForeignKey("office.Official", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey("office.Post", on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=80)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    trial = models.BooleanField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=models.Q(withdrawn_at__isnull=True), name="documents_certificate_once"
            )
        ]

"""Tables of documents: what is known of each stored file. The bytes lie in the blob store under the same hash."""

from __future__ import annotations

from django.db import models


class Blob(models.Model):
    """A stored file by its content hash: kind, size and pages as they were judged when it came in."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True)
    signed = models.BooleanField(default=False)
    stored_at = models.DateTimeField()

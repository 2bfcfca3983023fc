"""Tables of documents: what is known of each stored file, certificates people sign with, lists that wait to be imported,
files that come in pieces.

The bytes of files lie in the blob store under the same hash.
"""

from __future__ import annotations

from django.db import models

from motcua.kernel.ids import new_id
from motcua.ledger.models import Streamed


class Blob(models.Model):
    """A stored file by its content hash: kind, size and pages as they were judged when it came in.

    ``claimed`` once something referred to it: what never was is somebody's upload that led to nothing (``clearing.py``).
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=60)
    pages = models.PositiveIntegerField(null=True)
    signed = models.BooleanField(default=False)
    stored_at = models.DateTimeField()
    claimed = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["stored_at"], condition=models.Q(claimed=False), name="documents_blob_unclaimed")
        ]


class LetGo(models.Model):
    """A file that something let go of and whose bytes are still to be deleted, unless another thing needs them.

    Written with the act that let go of it, gone when its bytes are (``clearing.py``).
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField()


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


class WaitingImport(models.Model):
    """A list that somebody sent in and has not said yes to, or that is being written: not of the books, gone soon after.

    ``kind`` and ``about`` say which import and for what; ``version`` changes with whatever is shown of it. ``file`` and
    ``state`` are locked (``locker.py``); the file is emptied when all is written.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey("office.Account", on_delete=models.CASCADE, related_name="+")
    realm = models.CharField(max_length=5)
    unit_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=40)
    version = models.PositiveIntegerField(default=0)
    file = models.BinaryField()
    state = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "kind"], name="documents_waiting_once")]


class WaitingPart(models.Model):
    """Some lines of a waiting import, understood and locked, in the order they will be written."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(WaitingImport, on_delete=models.CASCADE, related_name="parts", db_index=False)
    ordinal = models.PositiveSmallIntegerField()
    lines = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "ordinal"], name="documents_waiting_part_once")]


class Incoming(models.Model):
    """A file on its way in, piece by piece: not of the books, for who sends it alone, gone soon after (``pieces.py``).

    ``about`` says for what it is sent; ``sha256`` is what its sender says of the whole. ``done`` rows have no pieces any
    more: they answer whoever asks again for what was finished.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    account = models.ForeignKey("office.Account", on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    sound = models.BooleanField(default=False)
    done = models.BooleanField(default=False)
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "about", "sha256"], name="documents_incoming_once")]


class IncomingPiece(models.Model):
    """Some bytes of a file on its way in, locked (``locker.py``), from ``offset`` on."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Incoming, on_delete=models.CASCADE, related_name="pieces", db_index=False)
    offset = models.PositiveBigIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "offset"], name="documents_piece_once")]

"""What the documents room asks of the outside: somebody who signs, somebody who judges signatures, a store of bytes.

Other rooms ask :class:`Signers`; ``signing.py`` answers (docs/decisions/0010-who-signs.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from motcua.kernel.words import Said
from motcua.ledger.actor import Actor


@dataclass(frozen=True, slots=True)
class Box:
    """Where a visible signature stands: page from 0, left, bottom, width and height in points from the page corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SignRequest:
    """Who signs what for: ``at`` is aware business time, ``box`` is ``None`` for an invisible signature."""

    at: datetime
    name: str
    reason: str = ""
    location: str = ""
    field: str = "ChuKy"
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a digital-signature certificate (chứng thư số) says; validity in aware instants."""

    subject: str
    organisation: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    trial: bool


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """The judgement of one signature on a PDF.

    ``signed_at`` is what the signer claims (PAdES B-B has no time stamp of a third party). ``good`` needs all of
    intact, trusted, covers_whole_file and certificate_valid; ``problems`` says each that fails, ``verdict`` sums up.
    """

    field: str
    certificate: CertificateFacts
    signed_at: datetime | None
    reason: str
    location: str
    intact: bool
    trusted: bool
    covers_whole_file: bool
    certificate_valid: bool
    verdict: Said
    problems: tuple[Said, ...] = ()

    @property
    def good(self) -> bool:
        """Return whether nothing at all is wrong."""
        return self.intact and self.trusted and self.covers_whole_file and self.certificate_valid


class Signer(Protocol):
    """Signs PDF files with one certificate."""

    @property
    def certificate(self) -> CertificateFacts:
        """Return the facts of the certificate this signer holds."""
        ...

    def sign(self, pdf: bytes, request: SignRequest) -> bytes:
        """Return ``pdf`` with one more signature appended; what was there stays byte for byte."""
        ...


class KeyFiles(Protocol):
    """Opens files that hold a certificate with its key."""

    def __call__(self, content: bytes, password: str) -> Signer:
        """Return who signs with the file (PKCS#12); :class:`BadInput` for a wrong password or another file."""
        ...


class Signers(Protocol):
    """Knows with what somebody signs in the system."""

    def signer_for(self, actor: Actor) -> Signer | None:
        """Return the signer kept for the actor's post, ``None`` where there is none."""
        ...


class Validator(Protocol):
    """Judges the signatures on PDF files."""

    def check(self, pdf: bytes) -> tuple[SignatureVerdict, ...]:
        """Return a verdict for each signature, oldest first; empty when the file has none."""
        ...

    def only_signed(self, before: bytes, after: bytes) -> Said | None:
        """Say what else ``after`` is than ``before`` with signatures added; ``None`` when it is just that."""
        ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A blob in the store: SHA-256 in hexadecimal, size in bytes, and whether it was already there."""

    sha256: str
    size: int
    known: bool = False


class FileKeeper(Protocol):
    """Knows which stored files a room still needs: the same bytes may be papers of many things."""

    def __call__(self, hashes: Collection[str]) -> Iterable[str]:
        """Return those of these hashes that something of the room still refers to."""
        ...


class BlobStore(Protocol):
    """Keeps bytes under their own SHA-256; what is in never changes."""

    def put(self, content: bytes | BinaryIO, *, limit: int | None = None) -> Stored:
        """Store ``content`` durably and return its hash; :class:`BadInput` beyond ``limit`` bytes."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the whole blob; :class:`NotFound` when there is none."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """Return the blob as a stream to be closed by the caller; :class:`NotFound` when there is none."""
        ...

    def exists(self, sha256: str) -> bool:
        """Return whether the blob is in the store."""
        ...

    def verify(self, sha256: str) -> bool:
        """Return whether the bytes on disk still have this hash; :class:`NotFound` when there are none."""
        ...

    def remove(self, sha256: str) -> bool:
        """Delete the blob for good; return whether there was one."""
        ...

    def hashes(self) -> Iterator[str]:
        """Yield every hash in the store, in order."""
        ...

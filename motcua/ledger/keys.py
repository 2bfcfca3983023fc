"""The node's keys: one secret for the codes on entries, one Ed25519 pair for seals and receipts.

They lie in files beside the database, never in it: whoever has only the database can forge nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.kernel.errors import BadInput
from motcua.kernel.words import N_

MAC_FILE = "node.key"
SEAL_FILE = "seal.pem"
PUBLIC_FOLDER = "public"


def key_id(public: Ed25519PublicKey) -> str:
    """Return the short name of a public key: the first 16 hexadecimal digits of its hash."""
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:16]


@dataclass(frozen=True)
class Keys:
    """The keys of one node, and the public keys of all keys it ever sealed with."""

    mac: bytes
    private: Ed25519PrivateKey
    public: dict[str, Ed25519PublicKey]

    @property
    def key_id(self) -> str:
        """Return the name of the key that signs now."""
        return key_id(self.private.public_key())

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of ``message``."""
        return self.private.sign(message)

    def verifies(self, name: str, signature: bytes, message: bytes) -> bool:
        """Say whether ``signature`` over ``message`` was made by the key ``name``, and that key is ours."""
        return signed(self.public, name, signature, message)


def signed(public: Mapping[str, Ed25519PublicKey], name: str, signature: bytes, message: bytes) -> bool:
    """Say whether ``signature`` over ``message`` was made by the key ``name``, and that key is among ``public``."""
    key = public.get(name)
    if key is None:
        return False
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=8)
def load(folder: Path) -> Keys:
    """Return the keys in ``folder``, making them at the first start. Files are readable by the owner alone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mac = _file(folder / MAC_FILE, lambda: secrets.token_bytes(32))
    pem = _file(
        folder / SEAL_FILE,
        lambda: Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )
    private = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"{folder / SEAL_FILE} is not an Ed25519 key")
    public_folder = folder / PUBLIC_FOLDER
    public_folder.mkdir(exist_ok=True, mode=0o700)
    name = key_id(private.public_key())
    _file(
        public_folder / f"{name}.pem",
        lambda: private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    )
    return Keys(mac=mac, private=private, public=public_keys(public_folder))


def secret(folder: Path) -> bytes | None:
    """Return the secret for the codes on entries, or ``None`` where there is none. Unlike :func:`load` makes nothing."""
    file = folder / MAC_FILE
    return file.read_bytes() if file.exists() else None


def public_keys(folder: Path) -> dict[str, Ed25519PublicKey]:
    """Return the public keys (``*.pem``) in ``folder`` by name; :class:`BadInput` names a file that holds none."""
    found = {}
    for file in sorted(folder.glob("*.pem")):
        try:
            public = serialization.load_pem_public_key(file.read_bytes())
        except (ValueError, UnsupportedAlgorithm) as error:
            raise BadInput(
                N_("Tệp {file} không phải khóa công khai đọc được."), file=file.name, field="keys"
            ) from error
        if isinstance(public, Ed25519PublicKey):
            found[key_id(public)] = public
    return found


def _file(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return the content of ``path``, written first by ``make`` if it is missing; two starters agree on one content."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_bytes()

"""The arithmetic of the chain: what is hashed, in which order, and with which key. No database here.

An entry's hash covers everything it says and the hash before it in its stream. Personal data enter only as salted
digests, so that erasing them leaves the chain whole. Besides the open hash every entry carries a code under the node's
secret key: without that key nobody can write an entry that passes, sealed or not.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from motcua.ledger.events import canonical

DOMAIN = "motcua.entry.1"
SEAL_DOMAIN = "motcua.seal.1"


@dataclass(frozen=True, slots=True)
class Head:
    """Everything an entry says, before it is hashed."""

    id: UUID
    realm: str
    node: str
    stream_kind: str
    stream_id: UUID
    version: int
    event: str
    schema: int
    account: UUID
    post: UUID | None
    unit: UUID | None
    on_behalf_of: str
    channel: str
    at: datetime
    key: str
    command: str
    command_digest: bytes
    outcome: str
    payload: str
    private_digests: bytes
    prev: bytes


def entry_hash(head: Head) -> bytes:
    """Return the 32-byte SHA-256 of an entry's content."""
    parts: list[Any] = [
        DOMAIN,
        head.id.hex,
        head.realm,
        head.node,
        head.stream_kind,
        head.stream_id.hex,
        head.version,
        head.event,
        head.schema,
        head.account.hex,
        head.post.hex if head.post else None,
        head.unit.hex if head.unit else None,
        head.on_behalf_of,
        head.channel,
        instant_text(head.at),
        head.key,
        head.command,
        head.command_digest.hex(),
        head.outcome,
        head.payload,
        head.private_digests.hex(),
        head.prev.hex(),
    ]
    return hashlib.sha256(canonical(parts).encode()).digest()


def instant_text(at: datetime) -> str:
    """Return an instant as hashed: UTC with microseconds, the same whatever zone it was read in."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_mac(node_key: bytes, digest: bytes) -> bytes:
    """Return the code that proves the entry was written by the holder of the node's key."""
    return hmac.new(node_key, digest, hashlib.sha256).digest()


def new_salt() -> bytes:
    """Return 16 random bytes."""
    return secrets.token_bytes(16)


def private_digest(salt: bytes, subject: UUID | None, payload: str) -> bytes:
    """Return the salted digest by which an entry vouches for a private part and for the person it is about."""
    return hashlib.sha256(salt + (subject.bytes if subject else bytes(16)) + payload.encode()).digest()


def leaf(position: int, digest: bytes) -> bytes:
    """Return the Merkle leaf of a sealed entry: its place and its hash."""
    return position.to_bytes(8, "big") + digest


@dataclass(frozen=True, slots=True)
class SealHead:
    """What a seal says: the run of positions, the root over them, when, and the seal before."""

    number: int
    node: str
    first: int
    last: int
    root: bytes
    prev: bytes
    at: datetime
    key_id: str


def seal_bytes(head: SealHead) -> bytes:
    """Return the bytes that the seal's signature covers."""
    parts: Sequence[Any] = [
        SEAL_DOMAIN,
        head.number,
        head.node,
        head.first,
        head.last,
        head.root.hex(),
        head.prev.hex(),
        instant_text(head.at),
        head.key_id,
    ]
    return canonical(list(parts)).encode()


def seal_hash(head: SealHead, signature: bytes) -> bytes:
    """Return the hash by which the next seal names this one."""
    return hashlib.sha256(seal_bytes(head) + signature).digest()

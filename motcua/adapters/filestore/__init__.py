"""Files on a local disk, each under its own SHA-256: the store behind ``documents.ports.BlobStore``."""

from __future__ import annotations

from motcua.adapters.filestore.store import DiskStore

__all__ = ["DiskStore"]

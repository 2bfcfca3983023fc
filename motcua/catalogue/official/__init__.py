"""What the national catalogue gives out: its ``.doc`` export of one procedure and its interface's JSON, read into facts."""

from __future__ import annotations

from motcua.catalogue.official import api, opening
from motcua.catalogue.official.record import Listed, Reading, Record
from motcua.kernel.errors import BadInput, MotcuaError

__all__ = ["Listed", "Reading", "Record", "read"]


def read(content: bytes, name: str = "") -> Reading:
    """Return what a file from outside holds, told by its bytes: a ``.doc``, JSON, or a packed file of these.

    :class:`BadInput` for a file that is none, or of which nothing could be understood. In a packed file what is not
    understood is named and stops nothing else.
    """
    kind = opening.kind_of(content)
    if kind == "files":
        return _several(content)
    return _one(kind, content)


def _one(kind: opening.Kind, content: bytes) -> Reading:
    if kind == "document":
        from motcua.catalogue.official import doc  # noqa: PLC0415 - few processes need it, and all would start later for it

        return Reading((doc.read(content),), (), ())
    return api.read(content)


def _several(content: bytes) -> Reading:
    records: list[Record] = []
    listed: list[Listed] = []
    refused: list[tuple[str, str]] = []
    for name, part in opening.files_in(content):
        try:
            kind = opening.kind_of(part)
            if kind == "files":
                raise BadInput("Tệp nén nằm trong tệp nén: không mở.")
            found = _one(kind, part)
        except MotcuaError as error:
            refused.append((name[-120:], str(error.said)))
            continue
        records += found.records
        listed += found.listed
        refused += found.refused
    return Reading(tuple(records), tuple(listed), tuple(refused))

"""Files that come in pieces over a line that may be cut anywhere: begun, gone on with, finished, as tus has it.

https://tus.io/protocols/resumable-upload (core and creation). Each step may be done again: beginning the same file finds
it where it was left, a piece that is there already is not taken twice, finishing answers as it did the first time. Pieces
are no part of the books: kept locked, for who sends them alone, and whatever is left is swept after :data:`KEPT`. The
whole is taken in only when its hash is what was said at the beginning.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from motcua.documents import locker, shelf
from motcua.documents.models import Blob, Incoming, IncomingPiece
from motcua.documents.rules import MEGABYTE, SOUND_MOST
from motcua.kernel import clock
from motcua.kernel.errors import BadInput, Conflict, NotFound, RuleError, TooMany
from motcua.kernel.words import N_
from motcua.ledger import sequences
from motcua.ledger.actor import Actor

KEPT: Final = timedelta(days=7)
"""How long a half-sent file waits for its sender: somebody may be without a line for days."""
PIECE_MOST: Final = MEGABYTE
OPEN_MOST: Final = 20
"""Files one account may have half sent: a phone sends one after another, and a line that broke leaves one behind."""
BYTES_MOST: Final = 200 * MEGABYTE
"""Bytes one account may have said it will send and has not finished."""
PICTURES: Final = frozenset({"image/jpeg", "image/png"})
_HASH: Final = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Begun:
    """How far a file is: ``offset`` bytes of ``size`` are here; ``sha256`` is empty until it is whole and taken in."""

    id: UUID
    about: str
    offset: int
    size: int
    sha256: str


def begin(actor: Actor, about: str, sha256: str, size: int, *, sound: bool = False) -> Begun:
    """Begin a file of the actor's, or find it where it was left; ``about`` says for what it is sent.

    :class:`BadInput` for no hash or no size; :class:`RuleError` when it is larger than any of its kind may be;
    :class:`TooMany` when too much of the account's is half sent.
    """
    most = SOUND_MOST if sound else shelf.HEAVIEST
    if not _HASH.fullmatch(sha256):
        raise BadInput(N_("Thiếu mã băm SHA-256 của tệp."))
    if size < 1:
        raise BadInput(N_("Tệp rỗng."))
    if size > most:
        raise RuleError(N_("Tệp nặng quá {most} MB."), most=most // MEGABYTE)
    with transaction.atomic():
        sequences.hold(f"documents.incoming:{actor.account.hex[-2:]}")
        row = Incoming.objects.filter(account=actor.account, about=about, sha256=sha256).first()
        if row is None or (not row.done and row.size != size):
            if row is not None:
                row.delete()
            row = _fresh(actor, about, sha256, size, sound=sound)
    return _begun(row)


def _fresh(actor: Actor, about: str, sha256: str, size: int, *, sound: bool) -> Incoming:
    half = Incoming.objects.filter(account=actor.account, done=False)
    if half.count() >= OPEN_MOST or (half.aggregate(all=Sum("size"))["all"] or 0) + size > BYTES_MOST:
        raise TooMany(N_("Đang có quá nhiều tệp gửi dở. Gửi nốt các tệp trước, hoặc thử lại sau."))
    return Incoming.objects.create(
        account_id=actor.account, about=about, sha256=sha256, size=size, sound=sound, touched_at=clock.now()
    )


def state(actor: Actor, upload: UUID) -> Begun:
    """Return how far a file of the actor's is; :class:`NotFound` for anybody else's."""
    return _begun(_own(actor, upload))


def put(actor: Actor, upload: UUID, offset: int, content: bytes) -> Begun:
    """Take in a piece that begins at ``offset``; one that lies before what is here is answered and not taken again.

    :class:`Conflict` when something between is missing; the sender asks how far it is and goes on from there.
    """
    if not 0 < len(content) <= PIECE_MOST:
        raise BadInput(N_("Mỗi lần gửi từ 1 byte đến {most} MB."), most=PIECE_MOST // MEGABYTE)
    with transaction.atomic():
        row = _own(actor, upload, lock=True)
        if row.done or offset + len(content) <= row.offset:
            return _begun(row)
        if offset != row.offset:
            raise Conflict(N_("Phần gửi không nối tiếp phần đã có."))
        if offset + len(content) > row.size:
            raise BadInput(N_("Gửi nhiều hơn cỡ tệp đã báo."))
        IncomingPiece.objects.create(of=row, offset=offset, content=_locked(row.id, offset, content))
        row.offset += len(content)
        row.touched_at = clock.now()
        row.save(update_fields=["offset", "touched_at"])
    return _begun(row)


def finish(actor: Actor, upload: UUID) -> Blob:
    """Take the whole in as :mod:`motcua.documents.shelf` does and forget its pieces; again answers the same file.

    :class:`Conflict` while something is missing. When the whole is not what was said at the beginning, or is no file
    that may be kept, the pieces are erased and the sender begins anew.
    """
    with transaction.atomic():
        row = _own(actor, upload, lock=True)
        if row.done:
            return Blob.objects.get(pk=row.sha256)
        if row.offset < row.size:
            raise Conflict(N_("Tệp chưa gửi đủ."))
        pieces = IncomingPiece.objects.filter(of=row).order_by("offset").values_list("offset", "content")
        whole = b"".join(_opened(row.id, offset, bytes(content)) for offset, content in pieces)
    try:
        if hashlib.sha256(whole).hexdigest() != row.sha256:
            raise BadInput(N_("Tệp đến nơi không nguyên vẹn. Hãy gửi lại."))
        blob = shelf.take_in_sound(whole) if row.sound else shelf.take_in(whole)
        if not row.sound and blob.media_type not in PICTURES:
            raise BadInput(N_("Ảnh phải là tệp JPG hoặc PNG."))
    except (BadInput, RuleError):
        Incoming.objects.filter(pk=row.id).delete()
        raise
    with transaction.atomic():
        IncomingPiece.objects.filter(of=row).delete()
        Incoming.objects.filter(pk=row.id).update(done=True, sha256=blob.sha256, touched_at=clock.now())
    return blob


def sweep() -> int:
    """Erase what nobody went on with in time; return how many files were half sent."""
    old = Incoming.objects.filter(touched_at__lte=clock.now() - KEPT)
    count = old.filter(done=False).count()
    old.delete()
    return count


def _own(actor: Actor, upload: UUID, *, lock: bool = False) -> Incoming:
    rows = Incoming.objects.filter(account=actor.account, pk=upload)
    row = (rows.select_for_update() if lock else rows).first()
    if row is None:
        raise NotFound(N_("Không có tệp đang gửi này. Hãy gửi lại từ đầu."))
    return row


def _begun(row: Incoming) -> Begun:
    return Begun(row.id, row.about, row.offset, row.size, row.sha256 if row.done else "")


def _locked(id_: UUID, offset: int, content: bytes) -> bytes:
    return locker.lock(content, f"incoming {id_.hex} {offset}".encode())


def _opened(id_: UUID, offset: int, sealed: bytes) -> bytes:
    return locker.unlock(sealed, f"incoming {id_.hex} {offset}".encode())

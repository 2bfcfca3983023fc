"""Add a picture of an asset."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.custody import entering, policies
from motcua.custody.commands.correct_asset import is_there
from motcua.custody.models import Asset, Photo
from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, RuleError
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.custody import AssetPhotographed

PHOTOS_MOST = 12
PICTURES = frozenset({"image/jpeg", "image/png"})


class PhotographAsset(Command, frozen=True, kw_only=True):
    """The stored picture ``sha256`` shows the asset."""

    TARGET = "asset"

    asset: UUID
    sha256: Annotated[str, msgspec.Meta(max_length=64)]
    note: str = ""


@act(PhotographAsset, on=Asset, verb=N_("Thêm ảnh"), may=policies.may_write, when=is_there, order=40)
def photograph_asset(command: PhotographAsset, asset: Asset, context: Context) -> Done[Asset]:
    """Refuse what is no picture, and too many of them."""
    checked_picture(command.sha256)
    if asset.photos.count() >= PHOTOS_MOST:
        raise RuleError(N_("Mỗi tài sản tối đa {most} ảnh."), field="file", most=PHOTOS_MOST)
    note = entering.text(command.note, "note", 200)
    photo = Photo.objects.create(asset=asset, sha256=command.sha256, note=note, taken_at=context.at)
    return Done(AssetPhotographed(photo=photo.id, sha256=photo.sha256, note=note), outcome={"photo": photo.id})


def checked_picture(sha256: str) -> None:
    """Refuse a file that is not stored or is no picture."""
    facts = documents.claim(sha256)
    if facts is None or facts.media_type not in PICTURES:
        raise BadInput(N_("Ảnh phải là tệp JPG hoặc PNG."), field="file")

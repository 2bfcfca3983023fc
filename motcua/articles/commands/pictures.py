"""Pictures of an article: put in, described, taken out."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from motcua.articles import policies
from motcua.articles.commands.shared import is_here
from motcua.articles.models import Article, Picture
from motcua.documents import queries as documents
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.text import clean
from motcua.kernel.words import N_
from motcua.ledger.commands import Command, Context, Done, act
from motcua.ledger.events.articles import PictureAdded, PictureChanged, PictureRemoved

MOST = 40
KINDS = frozenset({"image/jpeg", "image/png"})
Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Alt = Annotated[str, msgspec.Meta(max_length=300)]
Caption = Annotated[str, msgspec.Meta(max_length=500)]


class AddPicture(Command, frozen=True, kw_only=True):
    """Put a stored picture at the end of the gallery. ``alt`` may come later, but before publishing."""

    TARGET = "article"

    article: UUID
    sha256: Hash
    filename: Annotated[str, msgspec.Meta(max_length=200)]
    alt: Alt = ""
    caption: Caption = ""


class ChangePicture(Command, frozen=True, kw_only=True):
    """Change the words of a picture."""

    TARGET = "article"

    article: UUID
    picture: UUID
    alt: Alt
    caption: Caption = ""


class RemovePicture(Command, frozen=True, kw_only=True):
    """Take a picture out of the gallery."""

    TARGET = "article"

    article: UUID
    picture: UUID


@act(AddPicture, on=Article, verb=N_("Thêm ảnh"), may=policies.may_write, when=is_here, order=30)
def add_picture(command: AddPicture, article: Article, context: Context) -> Done[Article]:
    """Keep the picture; on a published article it is described at once."""
    facts = documents.claim(command.sha256)
    if facts is None or facts.media_type not in KINDS:
        raise BadInput(N_("Chỉ nhận ảnh JPEG hoặc PNG."), field="files")
    if article.pictures.count() >= MOST:
        raise BadInput(N_("Mỗi bài nhiều nhất {most} ảnh."), field="files", most=MOST)
    alt = clean(command.alt)
    if article.state == Article.State.PUBLISHED and not alt:
        raise BadInput(N_("Bài đã đăng: ghi lời mô tả cho ảnh."), field="alt")
    last = article.pictures.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0
    picture = Picture.objects.create(
        article=article,
        ordinal=last + 1,
        sha256=command.sha256,
        media_type=facts.media_type,
        size=facts.size,
        filename=clean(command.filename),
        alt=alt,
        caption=clean(command.caption),
    )
    article.changed_at = context.at
    event = PictureAdded(
        picture=picture.id,
        ordinal=picture.ordinal,
        sha256=picture.sha256,
        media_type=picture.media_type,
        size=picture.size,
        filename=picture.filename,
        alt=picture.alt,
        caption=picture.caption,
    )
    return Done(event, outcome={"picture": picture.id})


@act(ChangePicture, on=Article, verb=N_("Sửa lời ảnh"), may=policies.may_write, when=is_here, order=95)
def change_picture(command: ChangePicture, article: Article, context: Context) -> Done[Article]:
    """Keep the words of the picture."""
    picture = _picture(article, command.picture)
    picture.alt, picture.caption = clean(command.alt), clean(command.caption)
    if article.state == Article.State.PUBLISHED and not picture.alt:
        raise BadInput(N_("Bài đã đăng: ghi lời mô tả cho ảnh."), field="alt")
    picture.save(update_fields=["alt", "caption"])
    article.changed_at = context.at
    return Done(PictureChanged(picture=picture.id, alt=picture.alt, caption=picture.caption))


@act(RemovePicture, on=Article, verb=N_("Bỏ ảnh"), may=policies.may_write, when=is_here, order=96)
def remove_picture(command: RemovePicture, article: Article, context: Context) -> Done[Article]:
    """Take it out; its bytes go when nothing needs them any more."""
    picture = _picture(article, command.picture)
    picture.delete()
    article.changed_at = context.at
    return Done(PictureRemoved(picture=command.picture))


def _picture(article: Article, picture: UUID) -> Picture:
    found = article.pictures.filter(pk=picture).first()
    if found is None:
        raise NotFound(N_("Bài không có ảnh này."))
    return found

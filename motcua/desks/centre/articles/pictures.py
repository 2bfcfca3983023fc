"""Pictures of an article: sent, described, shown, taken out."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from motcua.articles import queries
from motcua.articles.commands import AddPicture, ChangePicture, RemovePicture
from motcua.articles.queries import ArticlePage, PictureRow
from motcua.desks.centre.articles.acts import DONE, HOME
from motcua.desks.shared.door import DeskRequest, act, power
from motcua.desks.shared.fields import Field
from motcua.desks.shared.forms import Files, FormPage, run, take_in
from motcua.desks.shared.handing import stored
from motcua.desks.shared.shapes import Link, Text
from motcua.desks.shared.told import tell
from motcua.kernel.errors import BadInput, NotFound
from motcua.kernel.words import N_

ALT: Final = Field(
    "alt",
    N_("Mô tả ảnh"),
    most=300,
    hint=N_("Ảnh có gì, cho người không nhìn thấy ảnh. Bắt buộc trước khi đăng."),
)
CAPTION: Final = Field("caption", N_("Chú thích"), "textarea", most=500)
PICTURE: Final = Files(N_("Ảnh"), hint=N_("JPEG hoặc PNG."), accept="image/jpeg,image/png", many=False)


def _trail(found: ArticlePage, last: Text) -> list[Link]:
    here = reverse("articles:article", args=[found.row.id])
    return [HOME, Link(found.row.title or N_("Bài chưa có tiêu đề"), here), Link(last)]


def _picture(found: ArticlePage, picture_id: UUID) -> PictureRow:
    one = next((one for one in found.pictures if one.id == picture_id), None)
    if one is None:
        raise NotFound(N_("Bài không có ảnh này."))
    return one


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def add(request: DeskRequest, article_id: UUID) -> HttpResponse:
    """Put a picture into the gallery."""
    found = queries.page(request.actor, article_id)
    here = reverse("articles:article", args=[article_id])
    title = N_("Thêm ảnh")
    page = FormPage(title, title, [ALT, CAPTION], here, trail=_trail(found, title), files=PICTURE)

    def do(values: dict[str, Any]) -> HttpResponse:
        files = take_in(request)
        if not files:
            raise BadInput(N_("Chọn một ảnh."), field=PICTURE.name)
        for one in files:
            command = AddPicture(
                article=article_id,
                sha256=one.sha256,
                filename=one.filename,
                alt=values["alt"],
                caption=values["caption"],
            )
            act(request, command)
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def change(request: DeskRequest, article_id: UUID, picture_id: UUID) -> HttpResponse:
    """Change the words of a picture."""
    found = queries.page(request.actor, article_id)
    one = _picture(found, picture_id)
    here = reverse("articles:article", args=[article_id])
    title = N_("Sửa lời ảnh")
    start = {"alt": one.alt, "caption": one.caption}
    page = FormPage(title, title, [ALT, CAPTION], here, trail=_trail(found, title), lead=one.filename, start=start)

    def do(values: dict[str, Any]) -> HttpResponse:
        act(
            request, ChangePicture(article=article_id, picture=picture_id, alt=values["alt"], caption=values["caption"])
        )
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_http_methods(["GET", "HEAD", "POST"])
@power("article.write")
def remove(request: DeskRequest, article_id: UUID, picture_id: UUID) -> HttpResponse:
    """Take a picture out."""
    found = queries.page(request.actor, article_id)
    one = _picture(found, picture_id)
    here = reverse("articles:article", args=[article_id])
    title = N_("Bỏ ảnh")
    page = FormPage(title, title, [], here, trail=_trail(found, title), lead=one.caption or one.filename, danger=True)

    def do(values: dict[str, Any]) -> HttpResponse:
        del values
        act(request, RemovePicture(article=article_id, picture=picture_id))
        tell(request, DONE["viec"])
        return HttpResponseRedirect(here)

    return run(request, page, do)


@require_safe
@power("article.write", "article.publish")
def show(request: DeskRequest, article_id: UUID, picture_id: UUID) -> HttpResponse:
    """Answer a picture of an article the editor works on."""
    one = _picture(queries.page(request.actor, article_id), picture_id)
    return stored(one.sha256, one.filename)

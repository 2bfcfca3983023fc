"""Rows of the room follow from its history: nothing differs after a whole life, and what is altered by hand is found."""

from __future__ import annotations

from datetime import timedelta

from motcua.articles.commands import (
    AddPicture,
    ChangePicture,
    EditArticle,
    LinkVisit,
    PublishArticle,
    RemovePicture,
    RestoreArticle,
    ScheduleArticle,
    UnscheduleArticle,
    WithdrawArticle,
)
from motcua.articles.models import Picture
from motcua.articles.tests.test_articles import begin, png
from motcua.kernel import clock
from motcua.ledger import replay
from motcua.ledger.perform import perform
from tests.house.altered import unwatched

BESIDE = {"Readership.readers", "Readership.article", "ReaderSalt", "ReaderSeen"}
"""Readers are counted beside the books."""


def test_every_row_follows_from_its_history_and_an_altered_one_is_found(laid_visits, told, steering):
    editor = steering["bt-pt"]
    article = begin(steering, title="", lead="Mở đầu")
    perform(EditArticle(article=article, title="Có tiêu đề", body="Đoạn", captions=["Chú thích"]), editor)
    for name in ("a.png", "b.png"):
        perform(AddPicture(article=article, sha256=png(), filename=name), editor)
    first, second = Picture.objects.filter(article=article).order_by("ordinal")
    perform(ChangePicture(article=article, picture=first.id, alt="Ảnh thử", caption="Lời"), editor)
    perform(RemovePicture(article=article, picture=second.id), editor)
    perform(LinkVisit(article=article, visit=laid_visits.campaigns["15-7"], words="Đợt thử"), editor)
    perform(ScheduleArticle(article=article, publish_at=clock.now() + timedelta(hours=1)), editor)
    perform(UnscheduleArticle(article=article), editor)
    perform(PublishArticle(article=article), editor)
    perform(WithdrawArticle(article=article, reason="Thử"), editor)
    assert replay.compare() == []
    assert unwatched("articles") == BESIDE
    perform(RestoreArticle(article=article, words="Thử"), editor)
    assert replay.compare() == []

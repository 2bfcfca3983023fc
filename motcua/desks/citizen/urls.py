"""Addresses of the citizen desk. Vietnamese without marks, because people read them aloud and type them."""

from __future__ import annotations

from django.urls import path

from motcua.desks.citizen.views import boards, check, declare, follow, guide, home, keys, news, places, procedures

app_name = "citizen"
urlpatterns = [
    path("", home.home, name="home"),
    path("robots.txt", home.robots, name="robots"),
    path("tra-cuu/", follow.follow, name="follow"),
    path("tra-cuu/thoat/", follow.leave, name="follow_leave"),
    path("thu-tuc/", procedures.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/to-khai/", declare.declare, name="declare"),
    path("thu-tuc/<str:code>/niem-yet/", procedures.posting, name="posting"),
    path("thu-tuc/<str:code>/niem-yet.pdf", boards.board_pdf, name="board_pdf"),
    path("niem-yet/ma-qr.pdf", boards.qr_sheet, name="qr_sheet"),
    path("trung-tam-nao/", places.places, name="places"),
    path("kiem-tra/", check.check, name="check"),
    path("khoa/", keys.published, name="key"),
    path("khoa/<str:name>.pem", keys.pem, name="key_file"),
    path("tin/", news.listed, name="news"),
    path("tin/atom.xml", news.feed, name="news_feed"),
    path("tin/<slug:slug>/", news.article, name="news_article"),
    path("tin/<slug:slug>/in/", news.printed, name="news_print"),
    path("tin/<slug:slug>/anh/<uuid:picture_id>/", news.picture, name="news_picture"),
    path("tro-giup/", guide.guide, name="help"),
    path("tro-giup/<slug:topic>/", guide.topic, name="help_topic"),
]

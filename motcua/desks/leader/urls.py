"""Addresses of the leader desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader import boards
from motcua.desks.leader.across import views as across

app_name = "leader"
urlpatterns = [
    path("", boards.home, name="home"),
    path("bang/moi/", boards.make, name="board_make"),
    path("bang/<uuid:board>/", boards.board, name="board"),
    path("bang/<uuid:board>/tuong/", boards.wall, name="wall"),
    path("bang/<uuid:board>/in/", boards.paper, name="board_paper"),
    path("bang/<uuid:board>/xuat.xlsx", boards.export, name="board_export"),
    path("bang/<uuid:board>/sua/", boards.change, name="board_change"),
    path("bang/<uuid:board>/dong/", boards.close, name="board_close"),
    path("bang/<uuid:board>/ranh-gioi/", boards.outlines, name="board_outlines"),
    path("nhieu-noi/<slug:topic>/", across.board, name="across"),
    path("nhieu-noi/<slug:topic>/in/", across.paper, name="across_paper"),
    path("nhieu-noi/<slug:topic>/xuat.xlsx", across.export, name="across_export"),
]

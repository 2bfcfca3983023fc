"""Addresses of campaigns and their stops."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector.campaigns import acts, days, draws, outlines, papers, stops, views

app_name = "campaigns"
urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("moi/", acts.create, name="create"),
    path("lich/", days.board, name="board"),
    path("cua-toi/", days.mine, name="mine"),
    path("cua-toi/lich.ics", days.my_calendar, name="my_calendar"),
    path("buoi/<uuid:stop_id>/", stops.page, name="stop"),
    path("buoi/<uuid:stop_id>/de-cuong/", outlines.fill, name="fill"),
    path("buoi/<uuid:stop_id>/thong-bao.pdf", papers.notice, name="notice"),
    path("buoi/<uuid:stop_id>/bao-cao.pdf", papers.outline, name="answers"),
    path("buoi/<uuid:stop_id>/viec/<slug:verb>/", stops.change, name="stop_act"),
    path("<uuid:campaign_id>/", views.page, name="campaign"),
    path("<uuid:campaign_id>/lich.ics", days.calendar, name="calendar"),
    path("<uuid:campaign_id>/ke-hoach.pdf", papers.plan, name="plan"),
    path("<uuid:campaign_id>/quyet-dinh/", papers.mandate, name="mandate"),
    path("<uuid:campaign_id>/de-cuong/", outlines.ask, name="outline"),
    path("<uuid:campaign_id>/them-buoi/", stops.create, name="add_stop"),
    path("<uuid:campaign_id>/them-nguoi/", acts.add_member, name="add_member"),
    path("<uuid:campaign_id>/nguoi/<uuid:member_id>/bo/", acts.remove_member, name="remove_member"),
    path("<uuid:campaign_id>/boc-tham/", draws.commit, name="draw"),
    path("<uuid:campaign_id>/boc-tham/<uuid:draw_id>/", draws.hold, name="hold"),
    path("<uuid:campaign_id>/viec/<slug:verb>/", acts.change, name="act"),
]

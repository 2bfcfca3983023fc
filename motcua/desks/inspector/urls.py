"""Addresses of the inspector desk: the field kit, its worker, and the doors it talks to."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector import devices, files, views

app_name = "field"
urlpatterns = [
    path("", views.kit, name="kit"),
    path("tho.js", views.worker, name="worker"),
    path("ung-dung.webmanifest", views.manifest, name="manifest"),
    path("ai.json", views.who, name="who"),
    path("viec.json", views.tasks, name="tasks"),
    path("goi/<slug:kind>/<uuid:id_>.json", views.pack, name="pack"),
    path("gui/<slug:kind>/<uuid:id_>/", views.receive, name="receive"),
    path("tep/<slug:kind>/<uuid:id_>/", files.begin, name="begin"),
    path("tep/<uuid:upload>/", files.piece, name="piece"),
    path("tep/<uuid:upload>/xong/", files.finish, name="finish"),
    path("may/", devices.announce, name="announce"),
    path("may/lenh/", devices.orders, name="orders"),
    path("thiet-bi/", devices.listing, name="devices"),
    path("thiet-bi/<uuid:device>/<slug:verb>/", devices.change, name="device"),
    path("anh/<slug:kind>/<uuid:id_>/", views.photo, name="photo"),
]

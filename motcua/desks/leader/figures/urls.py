"""Addresses of stated figures."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.figures import acts, places, views

app_name = "figures"
urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("moi/", acts.create, name="create"),
    path("noi/", places.home, name="places"),
    path("noi/<uuid:place_id>/", places.place, name="place"),
    path("chi-tieu/", places.vocabulary, name="vocabulary"),
    path("<uuid:figure_id>/", views.page, name="figure"),
    path("<uuid:figure_id>/viec/<slug:verb>/", acts.change, name="act"),
]

"""Addresses of watched projects."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.projects import acts, views

app_name = "projects"
urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("moi/", acts.create, name="create"),
    path("<uuid:project_id>/", views.page, name="project"),
    path("<uuid:project_id>/viec/<slug:verb>/", acts.change, name="act"),
]

"""Addresses of the operating report."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.operating import views

app_name = "operating"
urlpatterns = [
    path("", views.report, name="report"),
    path("ba-dong/", views.lines, name="lines"),
    path("bieu.xlsx", views.sheet, name="sheet"),
    path("ho-so/<slug:figure>/", views.behind, name="behind"),
]

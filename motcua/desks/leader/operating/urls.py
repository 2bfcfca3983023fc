"""Addresses of the operating report."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.operating import views, workload

app_name = "operating"
urlpatterns = [
    path("", views.report, name="report"),
    path("ba-dong/", views.lines, name="lines"),
    path("bieu.xlsx", views.sheet, name="sheet"),
    path("khoi-luong/", workload.workload, name="workload"),
    path("khoi-luong.xlsx", workload.workload_sheet, name="workload_sheet"),
    path("ho-so/<slug:figure>/", views.behind, name="behind"),
]

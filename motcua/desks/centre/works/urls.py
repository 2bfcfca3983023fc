"""Addresses of building works."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.works.views import acts, listing, one, report

app_name = "works"
urlpatterns = [
    path("", listing.home, name="home"),
    path("danh-sach.xlsx", listing.export, name="export"),
    path("in/", listing.sheet, name="sheet"),
    path("moi/", acts.create, name="create"),
    path("<uuid:works_id>/", one.page, name="works"),
    path("<uuid:works_id>/bien-ban-nghiem-thu.pdf", one.record, name="record"),
    path("<uuid:works_id>/tep/<uuid:photo_id>/", one.photo, name="photo"),
    path("<uuid:works_id>/bao-tien-do/", report.progress, name="progress"),
    path("<uuid:works_id>/kiem-tra/", report.visit, name="visit"),
    path("<uuid:works_id>/viec/<slug:verb>/", acts.change, name="act"),
    path("<uuid:works_id>/vuong-mac/<uuid:part_id>/<slug:verb>/", acts.blocker, name="blocker"),
    path("<uuid:works_id>/ton-tai/<uuid:part_id>/<slug:verb>/", acts.defect, name="defect"),
]

"""Addresses of the samples of a stop."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector.samples import acts, dossiers, tables

app_name = "samples"
urlpatterns = [
    path("", tables.home, name="home"),
    path("boc/", acts.commit, name="commit"),
    path("<uuid:sample_id>/", tables.page, name="sample"),
    path("<uuid:sample_id>/danh-sach.xlsx", tables.export, name="export"),
    path("<uuid:sample_id>/boc/", acts.hold, name="hold"),
    path("<uuid:sample_id>/boc-lai/", tables.repeat, name="repeat"),
    path("<uuid:sample_id>/them/", acts.pick, name="pick"),
    path("<uuid:sample_id>/<uuid:line_id>/", dossiers.page, name="dossier"),
    path("<uuid:sample_id>/<uuid:line_id>/kiem-tra/", dossiers.check, name="check"),
    path("<uuid:sample_id>/<uuid:line_id>/chon/<uuid:answer_id>/", dossiers.settle, name="settle"),
    path("<uuid:sample_id>/<uuid:line_id>/ton-tai/<slug:key>/", dossiers.raise_, name="raise"),
]

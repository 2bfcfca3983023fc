"""Addresses of lines."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.links.views import acts, cuts, listing, one, probing

app_name = "links"
urlpatterns = [
    path("", listing.home, name="home"),
    path("danh-sach.xlsx", listing.export, name="export"),
    path("toan-canh/", listing.overview, name="overview"),
    path("lan-mat/", cuts.home, name="cuts"),
    path("lan-mat.xlsx", cuts.export, name="cuts_export"),
    path("moi/", acts.create, name="create"),
    path("do/<uuid:line_id>/vong/", probing.echo, name="probe_echo"),
    path("do/<uuid:line_id>/tai/<int:kilobytes>/", probing.download, name="probe_download"),
    path("do/<uuid:line_id>/gui/", probing.upload, name="probe_upload"),
    path("do/<uuid:line_id>/ket-qua/", probing.results, name="probe_results"),
    path("<uuid:line_id>/", one.page, name="line"),
    path("<uuid:line_id>/thu-ket-noi/", acts.try_province, name="try"),
    path("<uuid:line_id>/ma-may-do/", acts.token, name="token"),
    path("<uuid:line_id>/bao-mat/", acts.report, name="report"),
    path("<uuid:line_id>/viec/<slug:verb>/", acts.change, name="act"),
    path("<uuid:line_id>/lan-mat/<uuid:outage_id>/", cuts.record, name="record"),
    path("<uuid:line_id>/lan-mat/<uuid:outage_id>/bien-ban.pdf", cuts.paper, name="record_paper"),
    path("<uuid:line_id>/lan-mat/<uuid:outage_id>/<slug:verb>/", acts.outage, name="outage"),
    path("<uuid:line_id>/tep/<uuid:evidence_id>/", one.file, name="file"),
]

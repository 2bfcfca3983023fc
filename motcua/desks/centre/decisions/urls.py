"""Addresses of the register of documents and commitments."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.decisions import acts, asks, commitments, imports, views

app_name = "decisions"
urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("moi/", acts.create, name="create"),
    path("nhap/", imports.views.page, name="import"),
    path("nhap/ghi/", imports.views.carry_out, name="import_apply"),
    path("nhap/mau.xlsx", imports.views.template, name="import_template"),
    path("nhap/o-can-xem.xlsx", imports.views.faults, name="import_faults"),
    path("cua-toi/", commitments.mine, name="mine"),
    path("cam-ket/", commitments.home, name="commitments"),
    path("cam-ket/danh-sach.xlsx", commitments.export, name="commitments_export"),
    path("cam-ket/moi/", asks.create, name="ask"),
    path("cam-ket/<uuid:commitment_id>/", commitments.page, name="commitment"),
    path("cam-ket/<uuid:commitment_id>/in/", commitments.sheet, name="commitment_print"),
    path("cam-ket/<uuid:commitment_id>/ky/", asks.sign, name="sign"),
    path("cam-ket/<uuid:commitment_id>/viec/<slug:verb>/", asks.change, name="commitment_act"),
    path("cam-ket/<uuid:commitment_id>/chu-ky/<uuid:official_id>/", commitments.file, name="signature_file"),
    path("<uuid:document_id>/", views.page, name="document"),
    path("<uuid:document_id>/tep/", views.file, name="file"),
    path("<uuid:document_id>/viec/<slug:verb>/", acts.change, name="act"),
]

"""Addresses of the backoffice desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.backoffice.views import acts, bulk, catalogue, dossier, export, prints, worklist

app_name = "backoffice"
urlpatterns = [
    path("viec/", worklist.home, name="home"),
    path("viec/danh-sach.<str:kind>", export.listing, name="export"),
    path("viec/loc/", worklist.narrow, name="narrow"),
    path("viec/nhieu/", bulk.many, name="bulk"),
    path("ho-so/<uuid:dossier_id>/", dossier.page, name="dossier"),
    path("ho-so/<uuid:dossier_id>/viec/<slug:verb>/", acts.work, name="act"),
    path("ho-so/<uuid:dossier_id>/tep/<uuid:attachment_id>/", dossier.file, name="file"),
    path("ho-so/<uuid:dossier_id>/giay-hen.pdf", prints.slip, name="slip"),
    path("ho-so/<uuid:dossier_id>/phieu-kiem-soat.pdf", prints.control_slip, name="control_slip"),
    path("ho-so/<uuid:dossier_id>/bien-nhan.pdf", prints.return_receipt, name="return_receipt"),
    path("ho-so/<uuid:dossier_id>/thu/<slug:kind>.pdf", prints.letter, name="letter"),
    path("danh-muc/", catalogue.posted, name="catalogue"),
    path("danh-muc/cho-xac-nhan/", catalogue.board, name="limits"),
    path("danh-muc/them/", catalogue.more, name="catalogue_more"),
    path("danh-muc/<str:code>/", catalogue.procedure, name="procedure"),
    path("danh-muc/<str:code>/<slug:verb>/", catalogue.change, name="procedure_act"),
]

"""Addresses of the backoffice desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.backoffice.views import (
    acts,
    boards,
    bulk,
    catalogue,
    dossier,
    export,
    fees,
    national,
    prints,
    processes,
    sheets,
    waiting,
    worklist,
)

app_name = "backoffice"
urlpatterns = [
    path("viec/", worklist.home, name="home"),
    path("viec/danh-sach.<str:kind>", export.listing, name="export"),
    path("viec/loc/", worklist.narrow, name="narrow"),
    path("viec/nhieu/", bulk.many, name="bulk"),
    path("viec/cho-dau-ky/", waiting.page, name="waiting"),
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
    path("danh-muc/muc-thu/", fees.fees, name="fees"),
    path("danh-muc/muc-thu/quay-thu/", fees.setup, name="till_setup"),
    path("danh-muc/muc-thu/thoi/<uuid:level>/", fees.end, name="fee_end"),
    path("danh-muc/muc-thu/niem-yet/<str:code>/", fees.post, name="fee_post"),
    path("danh-muc/niem-yet/", boards.board, name="boards"),
    path("danh-muc/niem-yet/ghi/", boards.post_many, name="board_many"),
    path("danh-muc/niem-yet/<str:code>/", boards.page, name="board"),
    path("danh-muc/niem-yet/<str:code>/<slug:verb>/", boards.change, name="board_act"),
    path("danh-muc/xuat.xlsx", sheets.export, name="sheet_export"),
    path("danh-muc/nhap/bang-tinh/", sheets.views.page, name="sheet_import"),
    path("danh-muc/nhap/bang-tinh/ghi/", sheets.views.carry_out, name="sheet_apply"),
    path("danh-muc/nhap/bang-tinh/mau.xlsx", sheets.views.template, name="sheet_template"),
    path("danh-muc/nhap/bang-tinh/o-can-xem.xlsx", sheets.views.faults, name="sheet_faults"),
    path("danh-muc/nhap/quoc-gia/", national.page, name="national"),
    path("danh-muc/nhap/quoc-gia/ghi/", national.carry_out, name="national_apply"),
    path("danh-muc/<str:code>/", catalogue.procedure, name="procedure"),
    path("danh-muc/<str:code>/phien-ban/", catalogue.past, name="versions"),
    path("danh-muc/<str:code>/quy-trinh/", processes.listed, name="processes"),
    path("danh-muc/<str:code>/quy-trinh/in/", processes.printed, name="process_print"),
    path("danh-muc/<str:code>/quy-trinh/<uuid:process>/", processes.page, name="process"),
    path("danh-muc/<str:code>/<slug:verb>/", catalogue.change, name="procedure_act"),
]

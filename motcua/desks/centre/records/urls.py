"""Addresses of the records topic."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.records import boxes, claims, faults, files, fonds, handovers, imports, lists, parts, receipt

app_name = "records"
urlpatterns = [
    path("", fonds.home, name="home"),
    path("phong/moi/", fonds.new, name="new"),
    path("phong/<uuid:fonds_id>/", fonds.page, name="fonds"),
    path("phong/<uuid:fonds_id>/sua/", fonds.correct, name="correct"),
    path("phong/<uuid:fonds_id>/ho-so/", files.listing, name="files"),
    path("phong/<uuid:fonds_id>/ho-so/muc-luc.xlsx", files.export, name="export"),
    path("phong/<uuid:fonds_id>/ho-so/moi/", files.new, name="file_new"),
    path("phong/<uuid:fonds_id>/ho-so/nhap/", files.paste, name="paste"),
    path("phong/<uuid:fonds_id>/ho-so/nhap-tep/", imports.views.page, name="import"),
    path("phong/<uuid:fonds_id>/ho-so/nhap-tep/ghi/", imports.views.carry_out, name="import_apply"),
    path("phong/<uuid:fonds_id>/ho-so/nhap-tep/mau.xlsx", imports.views.template, name="import_template"),
    path("phong/<uuid:fonds_id>/ho-so/nhap-tep/o-can-xem.xlsx", imports.views.faults, name="import_faults"),
    path("phong/<uuid:fonds_id>/ho-so/nhieu/", files.many, name="many"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/", files.page, name="file"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/sua/", files.correct, name="file_correct"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/bo/", files.strike, name="file_strike"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/tep/", parts.attach, name="attach"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/tep/<str:sha256>/", parts.show, name="part"),
    path("phong/<uuid:fonds_id>/ho-so/<uuid:file_id>/tep/<str:sha256>/go/", parts.detach, name="detach"),
    path("phong/<uuid:fonds_id>/hop/", boxes.listing, name="boxes"),
    path("phong/<uuid:fonds_id>/hop/ghi/", boxes.put, name="box_put"),
    path("phong/<uuid:fonds_id>/loi/", faults.listing, name="faults"),
    path("phong/<uuid:fonds_id>/loi/kiem-tra/", faults.check, name="check"),
    path("phong/<uuid:fonds_id>/loi/ngoai-le/", faults.excepted, name="except"),
    path("phong/<uuid:fonds_id>/ban-giao/moi/", handovers.prepare, name="prepare"),
    path("ban-giao/", handovers.listing, name="handovers"),
    path("ban-giao/<uuid:handover_id>/", handovers.page, name="handover"),
    path("ban-giao/<uuid:handover_id>/kiem-nhan/", receipt.receive, name="receive"),
    path("ban-giao/<uuid:handover_id>/lap-bien-ban/", handovers.make, name="make"),
    path("ban-giao/<uuid:handover_id>/bien-ban.pdf", handovers.minutes, name="minutes"),
    path("ban-giao/<uuid:handover_id>/goi-tep.zip", handovers.bag, name="bag"),
    path("ban-giao/<uuid:handover_id>/kiem-tra-goi/", handovers.check_bag, name="check_bag"),
    path("ban-giao/<uuid:handover_id>/ky/", handovers.sign, name="sign"),
    path("ban-giao/<uuid:handover_id>/ky-ngoai/", handovers.upload, name="upload"),
    path("ban-giao/<uuid:handover_id>/tu-choi/", handovers.refuse, name="refuse"),
    path("ban-giao/<uuid:handover_id>/rut/", handovers.withdraw, name="withdraw"),
    path("ban-giao/<uuid:handover_id>/bao-thieu/", claims.claim, name="claim"),
    path("ban-giao/<uuid:handover_id>/tra-loi/<uuid:claim_id>/", claims.answer, name="answer"),
    path("danh-muc/", lists.listing, name="lists"),
    path("danh-muc/nhap/", lists.bring, name="list_bring"),
    path("danh-muc/<uuid:list_id>/", lists.page, name="list"),
]

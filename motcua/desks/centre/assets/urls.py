"""Addresses of assets and equipment, under /thiet-bi/."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.assets.views import changes, imports, norms, places, register, requests, stock, transfers

app_name = "assets"
urlpatterns = [
    path("", register.register, name="register"),
    path("so-tai-san.xlsx", register.export, name="export"),
    path("ghi-so/", changes.new, name="new"),
    path("nhap/", imports.views.page, name="import"),
    path("nhap/ghi/", imports.views.carry_out, name="import_apply"),
    path("nhap/mau.xlsx", imports.views.template, name="import_template"),
    path("nhap/o-can-xem.xlsx", imports.views.faults, name="import_faults"),
    path("mo/", register.scanned, name="scan"),
    path("nhan/", register.labels, name="labels"),
    path("nhan.pdf", register.all_labels, name="all_labels"),
    path("tru-so/", places.buildings, name="buildings"),
    path("hao-mon/", places.tables, name="tables"),
    path("hao-mon/nhap/", places.table_new, name="table_new"),
    path("ban-giao/", transfers.transfers, name="transfers"),
    path("ban-giao/lap/", transfers.transfer_new, name="transfer_new"),
    path("ban-giao/<uuid:transfer>/", transfers.transfer, name="transfer"),
    path("ban-giao/<uuid:transfer>/bien-ban.pdf", transfers.minutes, name="transfer_minutes"),
    path("ban-giao/<uuid:transfer>/kiem-nhan/", transfers.check, name="transfer_check"),
    path("ban-giao/<uuid:transfer>/ky/", transfers.sign, name="transfer_sign"),
    path("ban-giao/<uuid:transfer>/ket-thuc/", transfers.end, name="transfer_end"),
    path("ban-giao/<uuid:transfer>/quyet-dinh/", transfers.decide, name="transfer_decide"),
    path("huong-dan/", norms.norms, name="norms"),
    path("huong-dan/nhap/", norms.norm_new, name="norm_new"),
    path("huong-dan/<uuid:norm>/", norms.norm, name="norm"),
    path("so-sanh/", norms.gaps, name="gaps"),
    path("so-sanh/<uuid:review>/", norms.review, name="review"),
    path("de-nghi/", requests.requests, name="requests"),
    path("de-nghi/lap/", requests.request_new, name="request_new"),
    path("de-nghi/<uuid:request_id>/", requests.request_page, name="request"),
    path("de-nghi/<uuid:request_id>/sua/", requests.request_edit, name="request_edit"),
    path("de-nghi/<uuid:request_id>/buoc/", requests.follow, name="request_follow"),
    path("de-nghi/<uuid:request_id>/duyet/", requests.decide, name="request_decide"),
    path("kiem-ke/", stock.rounds, name="rounds"),
    path("kiem-ke/mo-dot/", stock.round_new, name="round_new"),
    path("kiem-ke/<uuid:round_id>/", stock.round_page, name="round"),
    path("kiem-ke/<uuid:round_id>/bien-ban.pdf", stock.minutes, name="round_minutes"),
    path("kiem-ke/<uuid:round_id>/phan-xu/", stock.settle, name="round_settle"),
    path("kiem-ke/<uuid:round_id>/khoa-so/", stock.close, name="round_close"),
    path("kiem-ke/<uuid:round_id>/anh/<uuid:observation>/", stock.seen_photo, name="round_photo"),
    path("<uuid:asset>/", register.asset, name="asset"),
    path("<uuid:asset>/dinh-chinh/", changes.correct, name="correct"),
    path("<uuid:asset>/tinh-trang/", changes.condition, name="condition"),
    path("<uuid:asset>/chuyen/", changes.move, name="move"),
    path("<uuid:asset>/quan-ly/", changes.manager, name="manager"),
    path("<uuid:asset>/ghi-giam/", changes.write_off, name="write_off"),
    path("<uuid:asset>/anh/", changes.photograph, name="photograph"),
    path("<uuid:asset>/anh/<uuid:photo>/", register.photo, name="photo"),
]

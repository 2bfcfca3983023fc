"""Addresses of steering."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.steering.views import listing, occasions, one, plans, weekly

app_name = "steering"
urlpatterns = [
    path("", listing.home, name="home"),
    path("danh-sach.xlsx", listing.export, name="export"),
    path("in/", listing.sheet, name="sheet"),
    path("nhiem-vu/moi/", one.create, name="create"),
    path("nhiem-vu/<uuid:directive_id>/", one.page, name="directive"),
    path("nhiem-vu/<uuid:directive_id>/viec/<slug:verb>/", one.change, name="act"),
    path("nhiem-vu/<uuid:directive_id>/bao/<slug:verb>/", one.report, name="report"),
    path("nhiem-vu/<uuid:directive_id>/moi-xa/", one.assign, name="assign"),
    path("nhiem-vu/<uuid:directive_id>/cap-duoi/", one.child, name="child"),
    path("nhiem-vu/<uuid:directive_id>/tep/<uuid:file_id>/", one.file, name="file"),
    path("ke-hoach/", plans.home, name="plans"),
    path("ke-hoach/moi/", plans.create, name="plan_create"),
    path("ke-hoach/<uuid:plan_id>/", plans.page, name="plan"),
    path("ke-hoach/<uuid:plan_id>/in/", plans.sheet, name="plan_sheet"),
    path("ke-hoach/<uuid:plan_id>/them/", plans.add, name="plan_add"),
    path("ke-hoach/<uuid:plan_id>/giao/", plans.start, name="plan_start"),
    path("ke-hoach/<uuid:plan_id>/viec/<slug:verb>/", plans.change, name="plan_act"),
    path("su-kien/", occasions.home, name="occasions"),
    path("su-kien/moi/", occasions.create, name="occasion_create"),
    path("su-kien/<uuid:occasion_id>/<slug:verb>/", occasions.change, name="occasion_act"),
    path("sau-ro/", occasions.words, name="wording"),
    path("bao-cao-tuan/", weekly.home, name="weekly"),
    path("bao-cao-tuan/ky/", weekly.issue, name="weekly_issue"),
    path("bao-cao-tuan/bao-cao.xlsx", weekly.export, name="weekly_export"),
    path("bao-cao-tuan/<uuid:report_id>/", weekly.kept, name="report_kept"),
    path("bao-cao-tuan/<uuid:report_id>/bao-cao.pdf", weekly.paper, name="report_paper"),
    path("bao-cao-tuan/<uuid:report_id>/bao-cao.xlsx", weekly.kept_export, name="report_export"),
]

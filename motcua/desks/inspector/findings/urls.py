"""Addresses of findings and sheets."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector.findings import acts, lists, one, sheet

app_name = "findings"
urlpatterns = [
    path("", lists.home, name="home"),
    path("danh-sach.xlsx", lists.export, name="export"),
    path("in/", lists.paper, name="paper"),
    path("lap-lai/", lists.offenders, name="offenders"),
    path("tep/<uuid:file_id>/", one.file, name="file"),
    path("buoi/<uuid:stop_id>/ghi/", acts.note, name="note"),
    path("buoi/<uuid:stop_id>/mo-phieu/", sheet.begin, name="begin"),
    path("phieu/<uuid:sheet_id>/", sheet.page, name="sheet"),
    path("phieu/<uuid:sheet_id>/chon/<uuid:answer_id>/", sheet.settle, name="settle"),
    path("phieu/<uuid:sheet_id>/viec/<slug:verb>/", sheet.change, name="sheet_act"),
    path("<uuid:finding_id>/", one.page, name="finding"),
    path("<uuid:finding_id>/viec/<slug:verb>/", acts.change, name="act"),
]

"""Addresses of readiness."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.readiness import acts, answering, export, floor, pages, proof, trial, versions

app_name = "readiness"
urlpatterns = [
    path("", pages.home, name="home"),
    path("xuat.xlsx", export.listing, name="export"),
    path("lap/", acts.start, name="start"),
    path("mau/", versions.templates_, name="templates"),
    path("mau/<uuid:template>/", versions.template, name="template"),
    path("mau/<uuid:template>/phien-ban-moi/", versions.issue, name="issue"),
    path("mat-bang/<uuid:unit>/", floor.plan, name="plan"),
    path("mat-bang/<uuid:unit>/in/", floor.sheet, name="plan_sheet"),
    path("chay-thu/", trial.trials_, name="trials"),
    path("chay-thu/moi/", trial.plan, name="trial_plan"),
    path("chay-thu/<uuid:trial>/", trial.trial, name="trial"),
    path("chay-thu/<uuid:trial>/truc/", trial.duty, name="trial_duty"),
    path("chay-thu/<uuid:trial>/doi-ngay/", trial.move, name="trial_move"),
    path("chay-thu/<uuid:trial>/kich-ban/<str:script>/", trial.script, name="trial_script"),
    path("chay-thu/<uuid:trial>/loi/", trial.defect, name="trial_defect"),
    path("chay-thu/<uuid:trial>/loi/<uuid:defect>/", trial.mend, name="trial_mend"),
    path("chay-thu/<uuid:trial>/cho-phep/<uuid:unit>/", trial.waive, name="trial_waive"),
    path("chay-thu/<uuid:trial>/van-hanh/", trial.launch, name="trial_launch"),
    path("chay-thu/<uuid:trial>/bai-hoc/", trial.lessons, name="trial_lessons"),
    path("<uuid:file>/", pages.file, name="file"),
    path("<uuid:file>/in/", pages.sheet, name="sheet"),
    path("<uuid:file>/khu/<str:zone>/", answering.zone, name="zone"),
    path("<uuid:file>/muc/<str:item>/", pages.item, name="item"),
    path("<uuid:file>/muc/<str:item>/chon/", acts.settle, name="settle"),
    path("<uuid:file>/muc/<str:item>/bang-chung/", proof.attach, name="evidence_attach"),
    path("<uuid:file>/bang-chung/<uuid:evidence>/", proof.show, name="evidence"),
    path("<uuid:file>/bang-chung/<uuid:evidence>/bo/", proof.remove, name="evidence_remove"),
    path("<uuid:file>/phien-ban/", acts.template, name="template_change"),
    path("<uuid:file>/cong-trinh/", acts.works, name="works"),
    path("<uuid:file>/xac-nhan/", acts.certify, name="certify"),
    path("<uuid:file>/rut-xac-nhan/", acts.withdraw, name="withdraw"),
    path("<uuid:file>/tu-kiem-tra/", acts.self_test, name="self_test"),
]

"""Addresses of the handover by run."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter.runs import home, one

app_name = "runs"
urlpatterns = [
    path("", home.home, name="home"),
    path("mo/", home.open_run, name="open"),
    path("gio/", home.set_times, name="times"),
    path("<uuid:run>/", one.one, name="one"),
    path("<uuid:run>/quet/", one.scan, name="scan"),
    path("<uuid:run>/phieu.pdf", one.sheets, name="sheets"),
    path("<uuid:run>/ban-giao/", one.send, name="send"),
    path("<uuid:run>/dong/", one.close, name="close"),
    path("<uuid:run>/rut/<uuid:dossier>/", one.take_out, name="take_out"),
    path("<uuid:run>/thieu/<uuid:dossier>/", one.name_missing, name="missing"),
]

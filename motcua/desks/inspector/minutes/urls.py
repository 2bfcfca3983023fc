"""Addresses of minutes of stops."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector.minutes import acts, pages, signing, writing

app_name = "minutes"
urlpatterns = [
    path("dot/<uuid:campaign_id>/", pages.of_campaign, name="campaign"),
    path("buoi/<uuid:stop_id>/lap/", writing.begin, name="begin"),
    path("<uuid:minutes_id>/", pages.page, name="minutes"),
    path("<uuid:minutes_id>/sua/", writing.write, name="write"),
    path("<uuid:minutes_id>/viec/<slug:verb>/", acts.change, name="act"),
    path("<uuid:minutes_id>/ban-in.pdf", pages.print_out, name="print"),
    path("<uuid:minutes_id>/ban-sua.docx", pages.docx, name="docx"),
    path("<uuid:minutes_id>/tep.pdf", pages.file, name="file"),
    path("<uuid:minutes_id>/ky/", signing.sign_page, name="sign"),
    path("<uuid:minutes_id>/ky/he-thong/", signing.sign, name="sign_here"),
    path("<uuid:minutes_id>/ky/tai-len/", signing.upload, name="upload"),
    path("<uuid:minutes_id>/ky/giay/", signing.on_paper, name="on_paper"),
]

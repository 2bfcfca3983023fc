"""Addresses of conclusions."""

from __future__ import annotations

from django.urls import path

from motcua.desks.leader.conclusions import acts, heads, issuing, listing, views, writing

app_name = "conclusions"
urlpatterns = [
    path("", listing.home, name="home"),
    path("danh-sach.xlsx", listing.export, name="export"),
    path("moi/", heads.create, name="create"),
    path("<uuid:conclusion_id>/", views.page, name="conclusion"),
    path("<uuid:conclusion_id>/thong-tin/", heads.change, name="front"),
    path("<uuid:conclusion_id>/soan/", writing.write, name="write"),
    path("<uuid:conclusion_id>/xem-truoc/", views.preview, name="preview"),
    path("<uuid:conclusion_id>/ban-luu/<int:number>/", views.version, name="version"),
    path("<uuid:conclusion_id>/ban-in.pdf", views.print_out, name="print"),
    path("<uuid:conclusion_id>/ban-sua.docx", views.docx, name="docx"),
    path("<uuid:conclusion_id>/tep-ky.pdf", views.file, name="file"),
    path("<uuid:conclusion_id>/ky/", issuing.sign_page, name="sign"),
    path("<uuid:conclusion_id>/ky/he-thong/", issuing.sign, name="sign_here"),
    path("<uuid:conclusion_id>/ky/tai-len/", issuing.upload, name="upload"),
    path("<uuid:conclusion_id>/ky/giay/", issuing.on_paper, name="on_paper"),
    path("<uuid:conclusion_id>/lam/<slug:verb>/", acts.plain, name="do"),
    path("<uuid:conclusion_id>/viec/<slug:verb>/", acts.change, name="act"),
]

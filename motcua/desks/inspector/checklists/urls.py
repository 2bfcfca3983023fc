"""Addresses of checklists: the list, one with its versions, what a version asks on screen and on paper, acts."""

from __future__ import annotations

from django.urls import path

from motcua.desks.inspector.checklists import acts, asked, listing, papers

app_name = "checklists"
urlpatterns = [
    path("", listing.home, name="home"),
    path("danh-sach.xlsx", listing.export, name="export"),
    path("them/", acts.add, name="add"),
    path("<uuid:checklist>/", listing.page, name="checklist"),
    path("<uuid:checklist>/khac/<uuid:version>/", listing.differences, name="differences"),
    path("<uuid:checklist>/phien-ban-moi/", acts.draft, name="draft"),
    path("<uuid:checklist>/ban-hanh/", acts.publish, name="publish"),
    path("<uuid:checklist>/bo-ban-thao/", acts.drop, name="drop"),
    path("<uuid:checklist>/ngung-dung/<uuid:version>/", acts.retire, name="retire"),
    path("ban/<uuid:version>/", asked.preview, name="version"),
    path("ban/<uuid:version>/lam-thu/", asked.attempt, name="try"),
    path("ban/<uuid:version>/in/", papers.sheet, name="sheet"),
    path("ban/<uuid:version>/trang.pdf", papers.blank, name="pdf"),
    path("ban/<uuid:version>/xlsform.xlsx", papers.xlsx, name="xlsx"),
    path("ban/<uuid:version>/xform.xml", papers.xform, name="xform"),
]

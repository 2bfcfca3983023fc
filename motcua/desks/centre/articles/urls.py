"""Addresses of the editor's desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.articles import acts, answering, pictures, taking, views

app_name = "articles"
urlpatterns = [
    path("", views.home, name="home"),
    path("danh-sach.xlsx", views.export, name="export"),
    path("moi/", acts.create, name="create"),
    path("nhap/", taking.take, name="take"),
    path("<uuid:article_id>/", views.page, name="article"),
    path("<uuid:article_id>/nguyen-van/", views.source, name="source"),
    path("<uuid:article_id>/canh-bao/", answering.answer, name="flags"),
    path("<uuid:article_id>/anh/them/", pictures.add, name="add_picture"),
    path("<uuid:article_id>/anh/<uuid:picture_id>/", pictures.show, name="picture"),
    path("<uuid:article_id>/anh/<uuid:picture_id>/loi/", pictures.change, name="change_picture"),
    path("<uuid:article_id>/anh/<uuid:picture_id>/bo/", pictures.remove, name="remove_picture"),
    path("<uuid:article_id>/viec/<slug:verb>/", acts.change, name="act"),
]

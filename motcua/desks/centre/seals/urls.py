"""Addresses of seals and certificates."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.seals import views

app_name = "seals"
urlpatterns = [
    path("", views.orders, name="orders"),
    path("con-thieu/", views.lacking, name="lacking"),
    path("khac-dau/", views.order_seal, name="order_seal"),
    path("chung-thu-so/", views.order_certificate, name="order_certificate"),
    path("<uuid:order>/", views.order, name="order"),
    path("<uuid:order>/buoc/", views.step, name="step"),
    path("<uuid:order>/kich-hoat/", views.activate, name="activate"),
    path("<uuid:order>/sua/<slug:step>/", views.correct, name="correct"),
    path("<uuid:order>/bo/", views.withdraw, name="withdraw"),
    path("<uuid:order>/thu-hoi/", views.revoke, name="revoke"),
]

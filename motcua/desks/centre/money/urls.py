"""Addresses of the centre's money."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre.money import acts, many, views

app_name = "money"
urlpatterns = [
    path("", views.home, name="home"),
    path("kinh-phi.xlsx", views.export, name="export"),
    path("du-toan/moi/", acts.ask, name="ask"),
    path("du-toan/nhieu-noi/", many.ask_many, name="ask_many"),
    path("du-toan/<uuid:estimate_id>/", views.estimate, name="estimate"),
    path("du-toan/<uuid:estimate_id>/lap/", acts.draft, name="draft"),
    path("du-toan/<uuid:estimate_id>/trinh/", acts.submit, name="submit"),
    path("du-toan/<uuid:estimate_id>/duyet/", acts.decide, name="decide"),
    path("ho-tro/moi/", acts.record, name="record"),
    path("ho-tro/<uuid:grant_id>/", views.grant, name="grant"),
    path("ho-tro/<uuid:grant_id>/chi/", acts.spend, name="spend"),
    path("ho-tro/<uuid:grant_id>/dinh-chinh/", acts.correct, name="correct"),
    path("ho-tro/<uuid:grant_id>/chi/<uuid:spending_id>/huy/", acts.reverse_spending, name="reverse"),
]

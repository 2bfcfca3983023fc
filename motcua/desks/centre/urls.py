"""Addresses of the centre desk's first page; topics have their own (``config/urls.py``)."""

from __future__ import annotations

from django.urls import path

from motcua.desks.centre import views

app_name = "centre"
urlpatterns = [path("", views.home, name="home")]

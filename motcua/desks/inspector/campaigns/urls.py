"""Addresses of campaigns."""

from __future__ import annotations

urlpatterns: list[object] = []
app_name = "campaigns"

"""Addresses. Public ones are Vietnamese without diacritics, because people read them aloud and type them."""

from __future__ import annotations

from django.urls import include, path

from motcua.desks.shared.views import set_language

urlpatterns = [
    path("", include("motcua.desks.citizen.urls")),
    path("ngon-ngu/", set_language, name="language"),
    path("tai-khoan/", include("motcua.desks.manage.account_urls")),
    path("quay/", include("motcua.desks.counter.urls")),
    path("", include("motcua.desks.backoffice.urls")),
    path("quan-tri/", include("motcua.desks.manage.urls")),
    path("trung-tam/", include("motcua.desks.centre.urls")),
    path("thiet-bi/", include("motcua.desks.centre.assets.urls")),
]

handler400 = "motcua.desks.shared.views.bad_request"
handler403 = "motcua.desks.shared.views.forbidden"
handler404 = "motcua.desks.shared.views.not_found"
handler500 = "motcua.desks.shared.views.server_error"

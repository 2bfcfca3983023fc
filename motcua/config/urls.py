"""Addresses. Public ones are Vietnamese without diacritics, because people read them aloud and type them."""

from __future__ import annotations

from django.urls import include, path

from motcua.desks.shared.views import set_language

urlpatterns = [
    path("", include("motcua.desks.citizen.urls")),
    path("ngon-ngu/", set_language, name="language"),
    path("thong-bao/", include("motcua.desks.inbox.urls")),
    path("tai-khoan/", include("motcua.desks.manage.account_urls")),
    path("quay/thu/", include("motcua.desks.counter.till.urls")),
    path("quay/chung-thuc/", include("motcua.desks.counter.certified.urls")),
    path("ban-giao/", include("motcua.desks.counter.runs.urls")),
    path("quay/", include("motcua.desks.counter.urls")),
    path("", include("motcua.desks.backoffice.urls")),
    path("quan-tri/", include("motcua.desks.manage.urls")),
    path("luu-tru/", include("motcua.desks.centre.records.urls")),
    path("trung-tam/", include("motcua.desks.centre.urls")),
    path("san-sang/", include("motcua.desks.centre.readiness.urls")),
    path("ket-luan/", include("motcua.desks.leader.conclusions.urls")),
    path("dieu-hanh/", include("motcua.desks.leader.urls")),
    path("chi-dao/", include("motcua.desks.leader.steering.urls")),
    path("nhan-su/", include("motcua.desks.centre.people.urls")),
    path("con-dau/", include("motcua.desks.centre.seals.urls")),
    path("kien-nghi/", include("motcua.desks.centre.proposals.urls")),
    path("du-an/", include("motcua.desks.centre.projects.urls")),
    path("bai-viet/", include("motcua.desks.centre.articles.urls")),
    path("kinh-phi/", include("motcua.desks.centre.money.urls")),
    path("van-ban/", include("motcua.desks.centre.decisions.urls")),
    path("so-lieu/", include("motcua.desks.leader.figures.urls")),
    path("bao-cao/", include("motcua.desks.leader.operating.urls")),
    path("cong-trinh/", include("motcua.desks.centre.works.urls")),
    path("duong-truyen/", include("motcua.desks.centre.links.urls")),
    path("thiet-bi/", include("motcua.desks.centre.assets.urls")),
    path("mau-kiem-tra/", include("motcua.desks.inspector.checklists.urls")),
    path("doan-kiem-tra/buoi/<uuid:stop_id>/ho-so/", include("motcua.desks.inspector.samples.urls")),
    path("doan-kiem-tra/", include("motcua.desks.inspector.campaigns.urls")),
    path("ton-tai/", include("motcua.desks.inspector.findings.urls")),
    path("bien-ban/", include("motcua.desks.inspector.minutes.urls")),
    path("hien-truong/", include("motcua.desks.inspector.urls")),
]

handler400 = "motcua.desks.shared.views.bad_request"
handler403 = "motcua.desks.shared.views.forbidden"
handler404 = "motcua.desks.shared.views.not_found"
handler500 = "motcua.desks.shared.views.server_error"

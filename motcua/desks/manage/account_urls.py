"""Addresses of everybody's own account."""

from __future__ import annotations

from django.urls import path

from motcua.desks.manage.views import account, certificate, factor, screen_lock, sign_in, trial

app_name = "account"
urlpatterns = [
    path("", account.home, name="home"),
    path("dang-nhap/", sign_in.sign_in, name="sign_in"),
    path("dang-xuat/", sign_in.sign_out, name="sign_out"),
    path("khoa/", screen_lock.lock, name="lock"),
    path("mo-khoa/", screen_lock.unlock, name="unlock"),
    path("buoc-hai/", factor.verify, name="second_factor"),
    path("buoc-hai/cai-dat/", factor.enrol, name="enrol"),
    path("buoc-hai/ma-du-phong/", factor.recovery_codes, name="recovery_codes"),
    path("mat-khau/", account.password, name="password"),
    path("chuc-vu/", account.post, name="post"),
    path("chung-thu-so/", certificate.certificate, name="certificate"),
    path("che-do-thu/", trial.switch, name="trial"),
    path("hien-thi/", account.display, name="display"),
]

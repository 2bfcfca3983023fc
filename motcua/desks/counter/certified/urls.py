"""Addresses of certifications."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter.certified import book, days, home, one, papers, receive, signing

app_name = "certified"
urlpatterns = [
    path("", home.home, name="home"),
    path("mo-so/<slug:kind>/", home.open_book, name="open_book"),
    path("lap/", receive.receive, name="receive"),
    path("ky/", signing.to_sign, name="to_sign"),
    path("ky/ghi/", signing.sign, name="sign"),
    path("so/", book.lines, name="book"),
    path("so/danh-sach.xlsx", book.export, name="book_export"),
    path("so/in.pdf", papers.book, name="book_print"),
    path("ngay/", days.days, name="days"),
    path("ngay/<slug:day>/", days.day, name="day"),
    path("ngay/<slug:day>/khoa/", days.close, name="day_close"),
    path("<uuid:certification>/", one.one, name="one"),
    path("<uuid:certification>/loi-chung.pdf", papers.statements, name="statements"),
    path("<uuid:certification>/doi-nguoi-ky/", one.name_signer, name="name_signer"),
    path("<uuid:certification>/buoc/<slug:step>/", one.step, name="step"),
    path("<uuid:certification>/sua/<uuid:original>/", one.correct, name="correct"),
    path("<uuid:certification>/huy/<uuid:original>/", one.cancel, name="cancel"),
]

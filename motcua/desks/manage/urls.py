"""Addresses of the manage desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.manage.views import (
    access_log,
    accounts,
    books,
    calendar,
    delegations,
    home,
    hours,
    imports,
    officials,
    people,
    unit_acts,
    units,
)

app_name = "manage"
urlpatterns = [
    path("", home.home, name="home"),
    path("can-bo/", people.people, name="people"),
    path("can-bo/them/", officials.register, name="register"),
    path("can-bo/nhap/", imports.upload, name="import"),
    path("can-bo/nhap/ghi/", imports.carry_out, name="import_apply"),
    path("can-bo/nhap/mau.xlsx", imports.template, name="import_template"),
    path("can-bo/<uuid:official>/", people.person, name="person"),
    path("can-bo/<uuid:official>/sua/", officials.correct, name="correct_official"),
    path("can-bo/<uuid:official>/chuc-vu/", officials.give_post, name="give_post"),
    path("can-bo/<uuid:official>/chuc-vu/<uuid:post>/thoi/", officials.end_post, name="end_post"),
    path("can-bo/<uuid:official>/nghi/", officials.leave, name="leave"),
    path("can-bo/<uuid:official>/tai-khoan/", accounts.open_, name="open_account"),
    path("can-bo/<uuid:official>/mat-khau/", accounts.reset, name="reset_password"),
    path("can-bo/<uuid:official>/buoc-hai/", accounts.reset_factor, name="reset_factor"),
    path("can-bo/<uuid:official>/khoa/", accounts.close, name="close_account"),
    path("can-bo/<uuid:official>/mo-khoa/", accounts.unlock, name="unlock_account"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/lap/", unit_acts.create, name="create_unit"),
    path("don-vi/<uuid:unit>/", units.unit, name="unit"),
    path("don-vi/<uuid:unit>/thoi-gian/", unit_acts.validity, name="unit_validity"),
    path("don-vi/<uuid:unit>/tru-so/", unit_acts.venue, name="venue"),
    path("don-vi/<uuid:unit>/ma-dinh-danh/", unit_acts.agency_code, name="agency_code"),
    path("don-vi/<uuid:unit>/trung-tam/", unit_acts.centre, name="centre"),
    path("don-vi/<uuid:unit>/gio/", hours.hours, name="hours"),
    path("lich/", calendar.this_year, name="this_year"),
    path("lich/<int:year>/", calendar.year, name="calendar"),
    path("lich/chung/<str:day>/", calendar.national_day, name="national_day"),
    path("lich/<uuid:unit>/<str:day>/", calendar.unit_day, name="unit_day"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/ghi/", delegations.delegate, name="delegate"),
    path("uy-quyen/<uuid:delegation>/thu-hoi/", delegations.revoke, name="revoke"),
    path("so/", books.books, name="books"),
    path("so/kiem-tra/", books.check, name="check_books"),
    path("so/viec-dinh-ky/", books.duties, name="duties"),
    path("so/truy-cap/", access_log.access_log, name="access_log"),
    path("so/truy-cap.csv", access_log.export, name="access_csv"),
]

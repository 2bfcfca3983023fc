"""Addresses of the till."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter.till import bills, days, home, imports, opening, papers, shifts

app_name = "till"
urlpatterns = [
    path("", home.home, name="home"),
    path("ho-so/<uuid:dossier>/", bills.dossier, name="dossier"),
    path("ho-so/<uuid:dossier>/lap/", opening.open_bill, name="open"),
    path("phieu/<uuid:bill>/", bills.bill, name="bill"),
    path("phieu/<uuid:bill>/thu/", bills.pay, name="pay"),
    path("phieu/<uuid:bill>/cho-chuyen-khoan/", bills.await_transfer, name="await"),
    path("phieu/<uuid:bill>/khong-cho/<uuid:transfer>/", bills.drop, name="drop"),
    path("phieu/<uuid:bill>/huy/", bills.cancel, name="cancel"),
    path("phieu/<uuid:bill>/huy-bien-lai/<uuid:receipt>/", bills.annul, name="annul"),
    path("phieu/<uuid:bill>/hoan-tra/<uuid:receipt>/", bills.refund, name="refund"),
    path("bien-lai/", home.receipts, name="receipts"),
    path("bien-lai/danh-sach.xlsx", home.export, name="receipts_export"),
    path("bien-lai/<uuid:receipt>.pdf", papers.receipt, name="receipt_print"),
    path("hoan-tra/<uuid:refund>.pdf", papers.refund, name="refund_print"),
    path("ca/mo/", shifts.open_shift, name="shift_open"),
    path("ca/<uuid:shift>/", shifts.shift, name="shift"),
    path("ca/<uuid:shift>/nop/", shifts.hand_over, name="shift_hand_over"),
    path("ca/<uuid:shift>/ket/", shifts.close, name="shift_close"),
    path("doi-soat/", days.days, name="days"),
    path("doi-soat/bat-dau/", days.begin, name="day_begin"),
    path("doi-soat/<slug:day>/", days.day, name="day"),
    path("doi-soat/<slug:day>/khop/", days.confirm, name="day_confirm"),
    path("doi-soat/<slug:day>/giai-trinh/<slug:kind>/<uuid:subject>/", days.explain, name="day_explain"),
    path("doi-soat/<slug:day>/chot/", days.close, name="day_close"),
    path("doi-soat/<slug:day>/in.pdf", papers.day, name="day_print"),
    path("doi-soat/<slug:day>/bang.xlsx", days.export, name="day_export"),
    path("doi-soat/<slug:day>/sao-ke/", imports.views.page, name="import"),
    path("doi-soat/<slug:day>/sao-ke/ghi/", imports.views.carry_out, name="import_apply"),
    path("doi-soat/<slug:day>/sao-ke/mau.xlsx", imports.views.template, name="import_template"),
    path("doi-soat/<slug:day>/sao-ke/o-can-xem.xlsx", imports.views.faults, name="import_faults"),
]

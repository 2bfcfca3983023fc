"""Addresses of the counter desk."""

from __future__ import annotations

from django.urls import path

from motcua.desks.counter.views import (
    consents,
    correct,
    day,
    declaration,
    handover,
    home,
    people,
    receipt,
    register,
    scans,
    turned,
    units,
    visit,
)

app_name = "counter"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", home.look, name="look"),
    path("nguoi/", people.register, name="register"),
    path("nguoi/<uuid:party>/doi-chieu/", people.compare, name="compare"),
    path("nguoi/<uuid:party>/sua/", people.edit, name="edit"),
    path("nguoi/<uuid:party>/dong-y/", consents.consents, name="consents"),
    path("nguoi/<uuid:party>/dong-y/ghi/", consents.give, name="give_consent"),
    path("nguoi/<uuid:party>/dong-y/rut/", consents.withdraw, name="withdraw_consent"),
    path("sua-o/", people.tidy, name="tidy"),
    path("luot/<uuid:visit>/", visit.visit, name="visit"),
    path("luot/<uuid:visit>/nhan/", visit.accept, name="accept"),
    path("luot/<uuid:visit>/khong-nhan/", turned.turn_away, name="turn_away"),
    path("khong-nhan/", turned.listed, name="turned_list"),
    path("khong-nhan/<uuid:application>/", turned.turned, name="turned"),
    path("khong-nhan/<uuid:application>/phieu.pdf", turned.letter, name="turned_letter"),
    path("thu-tuc/", visit.procedures, name="procedures"),
    path("dieu-kien/", visit.terms, name="terms"),
    path("don-vi/", units.find, name="units"),
    path("don-vi/nho/", units.keep, name="keep_units"),
    path("tep/", scans.upload, name="upload"),
    path("da-nhan/<uuid:dossier>/", receipt.receipt, name="receipt"),
    path("da-nhan/<uuid:dossier>/tep/", scans.attach, name="attach"),
    path("da-nhan/<uuid:dossier>/tep/gan-lai/", scans.again, name="attach_again"),
    path("da-nhan/<uuid:dossier>/to-khai/", declaration.declaration, name="declaration"),
    path("dinh-chinh/<uuid:dossier>/", correct.correct, name="correct"),
    path("dinh-chinh/<uuid:dossier>/cap-lai/", correct.reissue, name="reissue"),
    path("tra/", handover.handover, name="handover"),
    path("tra/ghi/", handover.handed, name="handed"),
    path("tra/da-tra/", handover.done, name="handover_done"),
    path("chot-ngay/", day.day, name="day"),
    path("chot-ngay/in/", day.sheet, name="day_sheet"),
    path("chot-ngay/ma/<uuid:dossier>/", day.enter_code, name="enter_code"),
    path("hom-nay/", day.today, name="today"),
    path("so-theo-doi/", register.leaf, name="register_book"),
    path("so-theo-doi/bang.xlsx", register.sheet, name="register_sheet"),
    path("so-theo-doi/so.pdf", register.paper, name="register_paper"),
]
